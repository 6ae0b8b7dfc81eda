"""Growth against scipy.stats.theilslopes and numpy."""

import numpy as np
from scipy import stats

from reference import SEED, Verdict, ask, field, floats, worst

DAY = 86_400
rng = np.random.default_rng(SEED)
verdict = Verdict("growth")


def series(length, ties):
    """Uneven times in whole seconds, and counts that grow with noise; with ties in both where asked."""
    seconds = np.cumsum(rng.integers(1, 5 if ties else 5 * DAY, length)) * (DAY if ties else 1)
    counts = np.exp(rng.uniform(3, 12) + rng.normal(0, 0.01) * seconds / DAY + rng.normal(0, 0.05, length))
    return seconds, np.maximum(np.round(counts, -1 if ties else 0), 1 if not ties else 10)


cases = [series(int(rng.integers(3, 120)), bool(number % 2)) for number in range(300)] + [series(2500, False)]
answers = ask("growth", [("robust", field(x), field(y), 0.95 if n % 3 else 0.8) for n, (x, y) in enumerate(cases)])
differences = []
for number, ((seconds, counts), answer) in enumerate(zip(cases, answers)):
    fit = stats.theilslopes(np.log(counts), (seconds - seconds[0]) / DAY, 0.95 if number % 3 else 0.8)
    differences.append(worst(floats(answer), np.expm1([fit.slope, fit.low_slope, fit.high_slope])))
verdict.near("Theil-Sen slopes with intervals of 301 series, 3 to 2,500 snapshots", max(differences), 1e-12)

seconds, counts = series(400, False)
at = rng.uniform(seconds[0], seconds[-1], 300).round()
ours = floats(ask("growth", [("linear", field(seconds), field(counts), field(at))])[0])
verdict.near("linear interpolation", worst(ours, np.interp(at, seconds, counts)), 1e-12)
ours = floats(ask("growth", [("log", field(seconds), field(counts), field(at))])[0])
verdict.near("log-linear interpolation", worst(ours, np.exp(np.interp(at, seconds, np.log(counts)))), 1e-12)

rising = np.sort(rng.integers(0, 10**6, 400)).astype(float)
ours = floats(ask("growth", [("days", field(seconds), field(rising))])[0])
midnights = np.arange(np.ceil(seconds[0] / DAY), np.floor(seconds[-1] / DAY) + 1)
verdict.near("daily gains", worst(ours, np.diff(np.interp(midnights * DAY, seconds, rising))), 1e-9)
verdict.finish()
