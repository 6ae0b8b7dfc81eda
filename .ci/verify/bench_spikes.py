"""Times the spike watch, rolling quantiles and robust growth beside pandas and scipy."""

import statistics
import time

import numpy as np
import pandas as pd
from reference import SEED, ask, floats
from scipy import stats

POINTS, WINDOW, SNAPSHOTS = 1_000_000, 2016, 1000
rng = np.random.default_rng(SEED)
phase = np.arange(POINTS) % 288 / 288
values = pd.Series(1 + 16 * phase * (1 - phase) + rng.random(POINTS) * np.where(rng.random(POINTS) < 2e-4, 30, 1))
counts = values[:SNAPSHOTS].to_numpy() * 1e4


def ours(what, count):
    return floats(ask("bench-spikes", [(what, count, 5, SEED)])[0])[0]


def clocked(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def quantiles():
    window = values.rolling(WINDOW)
    window.median(), window.quantile(0.02), window.quantile(0.98)


rounds = [
    (
        ours("watch", POINTS),
        ours("order", POINTS),
        clocked(quantiles),
        ours("robust", SNAPSHOTS),
        clocked(lambda: stats.theilslopes(np.log(counts), np.arange(SNAPSHOTS))),
    )
    for _ in range(3)
]
watch, order, pandas, robust, scipy = (statistics.median(one) for one in zip(*rounds))
print("what | ours | reference | ratio | wanted")
print(f"spike watch, window {WINDOW:,}, million points a second | {POINTS / watch / 1000:.2f} | none | | 2")
print(
    f"median and two quantiles of {WINDOW:,} rolling values, million points a second | {POINTS / order / 1000:.2f} "
    f"| {POINTS / pandas / 1000:.2f} (pandas) | {pandas / order:.1f} | 2"
)
print(f"Theil-Sen growth of {SNAPSHOTS:,} snapshots, ms | {robust:.1f} | {scipy:.1f} (scipy) | {scipy / robust:.1f} |")
