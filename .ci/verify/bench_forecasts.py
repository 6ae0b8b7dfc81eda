"""Fits, whole forecasts and change points, beside statsmodels and ruptures."""

import warnings

import numpy as np
import ruptures
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from measure import milliseconds, ours, row
from reference import SEED

FITS, REFERENCE_FITS, FORECASTS, LENGTH = 500, 6, 50, 1000
rng = np.random.default_rng(SEED)


def days():
    """180 days with a weekly season, a slow trend and noise."""
    day = np.arange(180)
    steps = np.cumsum(rng.uniform(-1, 3) + rng.uniform(-20, 20, 180))
    return 1000 + steps + rng.uniform(-150, 150, 7)[day % 7] + rng.uniform(-60, 60, 180)


def fit(season):
    model = ExponentialSmoothing(days(), trend="add", damped_trend=True, seasonal=season, seasonal_periods=7)
    return model.fit()


def changes(detector):
    values = rng.uniform(-1, 1, LENGTH)
    return detector.fit_predict(values, pen=3 * np.var(values) * np.log(LENGTH))


def rows():
    warnings.simplefilter("ignore")
    for season in ("additive", "multiplicative"):
        yield row(
            f"fit of damped Holt-Winters, {season}, to 180 days",
            lambda: ours("bench-forecasts", "fit", FITS, season),
            lambda: milliseconds(lambda: fit(season[:3]), times=REFERENCE_FITS) * FITS,
            "statsmodels",
            FITS,
            "series/s",
            "≥ 2 000",
        )
    yield row(
        "choice of a method, with intervals, for 28 days after 180",
        lambda: ours("bench-forecasts", "forecast", FORECASTS),
        count=FORECASTS,
        unit="series/s",
    )
    yield row(
        f"change points of {LENGTH:,} values",
        lambda: ours("bench-forecasts", "changes", LENGTH),
        lambda: milliseconds(lambda: changes(ruptures.KernelCPD(kernel="linear", min_size=2)), times=20),
        "ruptures in C",
        wanted="≤ 1",
    )
    yield row(
        f"days on which the level of {LENGTH:,} days changed",
        lambda: ours("bench-forecasts", "level", LENGTH),
    )
