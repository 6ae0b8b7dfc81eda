"""The spike watch, rolling quantiles and robust growth, beside pandas and scipy."""

import numpy as np
import pandas as pd
from scipy import stats

from measure import milliseconds, ours, row
from reference import SEED

POINTS, WINDOW, SNAPSHOTS = 1_000_000, 2016, 1000


def generated():
    rng = np.random.default_rng(SEED)
    phase = np.arange(POINTS) % 288 / 288
    return pd.Series(1 + 16 * phase * (1 - phase) + rng.random(POINTS) * np.where(rng.random(POINTS) < 2e-4, 30, 1))


def quantiles(values):
    window = values.rolling(WINDOW)
    return window.median(), window.quantile(0.02), window.quantile(0.98)


def rows():
    values = generated()
    yield row(
        f"watch, window of {WINDOW:,} points",
        lambda: ours("bench-spikes", "watch", POINTS, SEED),
        count=POINTS,
        unit="points/s",
        wanted="≥ 2 000 000",
    )
    yield row(
        f"median and two quantiles of the last {WINDOW:,}",
        lambda: ours("bench-spikes", "order", POINTS, SEED),
        lambda: milliseconds(lambda: quantiles(values)),
        "pandas",
        POINTS,
        "points/s",
    )
    logs = np.log(values[:SNAPSHOTS].to_numpy() * 1e4)
    yield row(
        f"robust growth of {SNAPSHOTS:,} snapshots",
        lambda: ours("bench-spikes", "robust", SNAPSHOTS, SEED),
        lambda: milliseconds(lambda: stats.theilslopes(logs, np.arange(SNAPSHOTS))),
        "scipy",
    )
