"""Times the analytics of hashtags over 100,000 posts, beside pandas and numpy on as many."""

import statistics
import time

import numpy as np
import pandas as pd
from reference import SEED, ask, floats

POSTS, ROUNDS = 100_000, 3
rng = np.random.default_rng(SEED)
posts = pd.DataFrame(
    {
        "account": rng.integers(0, 500, POSTS),
        "views": rng.integers(0, 100_000, POSTS),
        "likes": rng.integers(0, 1000, POSTS),
    }
)
posts["tags"] = [[f"tag{number}" for number in set(row)] for row in (rng.random((POSTS, 5)) ** 3 * 2000).astype(int)]


def performance():
    """Sums for each hashtag, and the lift by the same closed form."""
    centred = np.log1p(posts.likes)
    centred -= centred.groupby(posts.account).transform("mean")
    rows = posts.assign(centred=centred).explode("tags")
    rows.groupby("tags").agg(
        posts=("likes", "size"), accounts=("account", "nunique"), views=("views", "sum"), likes=("likes", "sum")
    )
    inside = rows.groupby(["tags", "account"]).centred.agg(["size", "sum"]).reset_index()
    total = inside.account.map(posts.groupby("account").size())
    inside = inside.assign(weight=inside["size"] * (total - inside["size"]) / total)[inside["size"] < total]
    sums = inside.groupby("tags")[["sum", "weight"]].sum()
    return np.expm1(sums["sum"] / sums["weight"])


def pairs():
    """Counts of pairs and their information."""
    rows = posts.tags.explode().rename("tag").reset_index()
    both = rows.merge(rows, on="index")
    both = both[both.tag_x < both.tag_y].groupby(["tag_x", "tag_y"]).size()
    single = rows.groupby("tag").size()
    names = both.index
    expected = single.loc[names.get_level_values(0)].to_numpy() * single.loc[names.get_level_values(1)].to_numpy()
    return np.maximum(0, np.log2(both.to_numpy() * POSTS / expected))


def milliseconds(work):
    """The time of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


ours, reference = [], []
for _ in range(3):
    ours.append(floats(ask("bench-content", [[POSTS, ROUNDS, SEED]])[0]))
    reference.append([milliseconds(performance), milliseconds(pairs)])
print("what | ours | reference | ratio | wanted")
for index, what in enumerate(["performance", "pairs"]):
    mine, other = (statistics.median(line[index] for line in lines) for lines in (ours, reference))
    print(f"{what} of hashtags, {POSTS:,} posts, ms | {mine:.0f} | {other:.0f} (pandas) | {other / mine:.1f} | -")
