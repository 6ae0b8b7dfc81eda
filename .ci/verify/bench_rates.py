"""Rates and outliers, beside pandas and numpy."""

import numpy as np
import pandas as pd

from measure import milliseconds, ours, row
from reference import SEED

rng = np.random.default_rng(SEED)


def engagement(posts):
    frame = pd.DataFrame(posts)
    return (frame[["likes", "comments", "shares"]].sum(axis=1) / frame.views).sum()


def outliers(tracks):
    """The multiple of each track with its interval, from 1,000 samples of the 30 before it."""
    for index in range(8, len(tracks)):
        ages, views = tracks[index]
        before = tracks[max(0, index - 30) : index]
        usual = np.array([np.exp(np.interp(ages[-1], each, np.log(counts))) for each, counts in before])
        medians = np.median(rng.choice(usual, (1000, len(usual))), axis=1)
        yield views[-1] / np.median(usual), views[-1] / np.quantile(medians, [0.9, 0.1])


def rows():
    posts = [
        dict(zip(("views", "likes", "comments", "shares"), map(int, counts)))
        for counts in rng.integers(1, 100_000, (100_000, 4))
    ]
    yield row(
        "engagement rates of 100,000 posts",
        lambda: ours("bench-rates", "rates", 100_000),
        lambda: milliseconds(lambda: engagement(posts)),
        "pandas",
    )
    tracks = [(np.arange(1, 25) * 3600.0, np.cumsum(rng.uniform(1, 1000, 24))) for _ in range(200)]
    yield row(
        "outliers of 200 posts, 1,000 samples each",
        lambda: ours("bench-rates", "outliers", 200, 1000),
        lambda: milliseconds(lambda: list(outliers(tracks))),
        "numpy",
    )
