"""Speed of the fit, of the whole forecast and of change points, in turns with statsmodels and ruptures."""
import statistics
import time
import warnings

import numpy as np
import ruptures
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from reference import SEED, ask

warnings.simplefilter("ignore")
random = np.random.default_rng(SEED)


def days():
    day = np.arange(180)
    season = random.uniform(-150, 150, 7)
    return 1000 + np.cumsum(random.uniform(-1, 3) + random.uniform(-20, 20, 180)) + season[day % 7] + random.uniform(-60, 60, 180)


def fitted(season, count):
    start = time.perf_counter()
    for _ in range(count):
        ExponentialSmoothing(days(), trend="add", damped_trend=True, seasonal=season, seasonal_periods=7).fit()
    return count / (time.perf_counter() - start)


def changes(detector):
    values = random.uniform(-1, 1, 1000)
    penalty = 3 * np.var(values) * np.log(1000)
    start = time.perf_counter()
    detector(values, penalty)
    return 1000 * (time.perf_counter() - start)


def turns(ours, reference):
    pairs = [(float(ask("bench-forecasts", [ours])[0]), reference()) for _ in range(3)]
    return [statistics.median(side) for side in zip(*pairs)]


def line(what, ours, reference, ratio, wanted):
    print(f"{what} | {ours} | {reference} | {ratio} | {wanted}")


print("what | ours | reference | ratio | wanted")
for season in ("additive", "multiplicative"):
    ours, reference = turns(("fit", season, 500), lambda: fitted(season[:3], 6))
    line(f"damped trend, {season} season of 7, 180 values: fits per second", f"{ours:.0f}", f"{reference:.1f} (statsmodels)", f"{ours / reference:.0f}", "2000")
ours = statistics.median(float(ask("bench-forecasts", [("forecast", 50)])[0]) for _ in range(3))
line("choice out of 12 methods with intervals, 180 values: forecasts per second", f"{ours:.0f}", "-", "-", "-")
ours, kernel = turns(("changes", 1000), lambda: changes(lambda values, penalty: ruptures.KernelCPD(kernel="linear", min_size=2).fit_predict(values, pen=penalty)))
plain = changes(lambda values, penalty: ruptures.Pelt(model="l2", min_size=2, jump=1).fit_predict(values, pen=penalty))
line("change points of 1000 values: ms", f"{ours:.2f}", f"{kernel:.2f} (ruptures in C), {plain:.0f} (in Python)", f"{kernel / ours:.1f}", "1")
