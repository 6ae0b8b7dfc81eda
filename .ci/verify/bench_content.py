"""The analytics of hashtags over 100,000 posts, beside pandas."""

import numpy as np
import pandas as pd

from measure import milliseconds, ours, row
from reference import SEED

POSTS = 100_000


def generated():
    rng = np.random.default_rng(SEED)
    posts = pd.DataFrame(
        {
            "account": rng.integers(0, 500, POSTS),
            "views": rng.integers(0, 100_000, POSTS),
            "likes": rng.integers(0, 1000, POSTS),
        }
    )
    tags = (rng.random((POSTS, 5)) ** 3 * 2000).astype(int)
    posts["tags"] = [[f"tag{number}" for number in set(line)] for line in tags]
    return posts


def performance(posts):
    """Sums for each hashtag, and the lift by the same closed form."""
    centred = np.log1p(posts.likes)
    centred -= centred.groupby(posts.account).transform("mean")
    uses = posts.assign(centred=centred).explode("tags")
    uses.groupby("tags").agg(
        posts=("likes", "size"), accounts=("account", "nunique"), views=("views", "sum"), likes=("likes", "sum")
    )
    inside = uses.groupby(["tags", "account"]).centred.agg(["size", "sum"]).reset_index()
    total = inside.account.map(posts.groupby("account").size())
    inside = inside.assign(weight=inside["size"] * (total - inside["size"]) / total)[inside["size"] < total]
    sums = inside.groupby("tags")[["sum", "weight"]].sum()
    return np.expm1(sums["sum"] / sums["weight"])


def pairs(posts):
    """Counts of pairs and their information."""
    uses = posts.tags.explode().rename("tag").reset_index()
    both = uses.merge(uses, on="index")
    both = both[both.tag_x < both.tag_y].groupby(["tag_x", "tag_y"]).size()
    single = uses.groupby("tag").size()
    names = both.index
    expected = single.loc[names.get_level_values(0)].to_numpy() * single.loc[names.get_level_values(1)].to_numpy()
    return np.maximum(0, np.log2(both.to_numpy() * POSTS / expected))


def rows():
    posts = generated()
    for what, reference in (("performance", performance), ("pairs", pairs)):
        yield row(
            f"{what} of hashtags, {POSTS:,} posts",
            lambda: ours("bench-content", what, POSTS, SEED),
            lambda: milliseconds(lambda: reference(posts)),
            "pandas",
        )
