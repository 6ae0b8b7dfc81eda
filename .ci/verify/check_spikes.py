"""Outlier scores and tests against scipy."""

import numpy as np
from scipy import stats

from reference import SEED, Verdict, ask, field, floats, worst

rng = np.random.default_rng(SEED)
verdict = Verdict("spikes")
DAY = 86_400


def rosner(values, most, significance):
    """The generalised ESD test as the NIST handbook gives it."""
    left, steps = list(values), []
    n = len(values)
    for i in range(1, most + 1):
        distances = np.abs(np.array(left) - np.mean(left))
        worst_one = int(np.argmax(distances))
        p = 1 - significance / (2 * (n - i + 1))
        t = stats.t.isf(1 - p, n - i - 1)
        steps.append(
            (distances[worst_one] / np.std(left, ddof=1), (n - i) * t / np.sqrt((n - i - 1 + t * t) * (n - i + 1)))
        )
        left.pop(worst_one)
    count = max((i + 1 for i, (r, c) in enumerate(steps) if r > c), default=0)
    return [r for r, _ in steps], [c for _, c in steps], count


cases = [np.round(rng.normal(50, 10, int(rng.integers(15, 400))), 6) for _ in range(60)]
for case in cases:
    where = rng.integers(0, len(case), 4)
    case[where] += rng.normal(0, 80, 4)
answers = ask("spikes", [("outliers", field(case), 10, 0.05) for case in cases])
differences, counts = [], []
for case, answer in zip(cases, answers):
    statistics, critical, outliers = (floats(part) for part in answer.split("\t"))
    theirs = rosner(case, 10, 0.05)
    differences += [worst(statistics, theirs[0]), worst(critical, theirs[1])]
    counts.append(len(outliers) == theirs[2])
verdict.near("generalised ESD of 60 series, statistics and critical values", max(differences), 1e-9)
verdict.check("its number of outliers", all(counts))

cases = [rng.uniform(0, 1, int(rng.integers(1, 500))) ** 3 for _ in range(100)]
answers = ask("spikes", [("adjusted", field(case)) for case in cases])
difference = max(worst(floats(a), stats.false_discovery_control(c)) for a, c in zip(answers, cases))
verdict.near("Benjamini-Hochberg of 100 sets", difference, 1e-14)

freedoms = [1, 2, 3, 5, 10, 29, 52, 119, 120, 121, 1e3, 1e5, 1e7]
shares = [1e-12, 1e-6, 0.0004, 0.01, 0.05, 0.3, 0.49, 0.5, 0.7, 0.999]
pairs = [(p, f) for f in freedoms for p in shares]
ours = floats(ask("spikes", [("quantile", field(p for p, _ in pairs), field(f for _, f in pairs))])[0])
theirs = [stats.t.isf(p, f) for p, f in pairs]
difference = max(abs(a - b) / max(abs(b), 1e-9) for a, b in zip(ours, theirs))
verdict.near(f"Student's t, {len(pairs)} quantiles", difference, 1e-10)

cases = [rng.normal(0, 1, int(rng.integers(3, 300))) for _ in range(100)]
answers = ask("spikes", [("modified", field(case)) for case in cases])
difference = max(
    worst(floats(a), 0.6745 * (c - np.median(c)) / stats.median_abs_deviation(c)) for a, c in zip(answers, cases)
)
verdict.near("modified scores of 100 sets", difference, 1e-12)

gains = [rng.integers(1, 10**6, int(rng.integers(6, 60))) for _ in range(200)]
answer = ask("spikes", [("latest", *(field(np.concatenate([[0], np.cumsum(gain)])) for gain in gains))])[0]
theirs = []
for gain in gains:
    logs = np.log1p(gain[:-1].astype(float))
    t = (np.log1p(gain[-1]) - logs.mean()) / (max(logs.std(ddof=1), 0.05) * np.sqrt(1 + 1 / len(logs)))
    theirs.append(stats.t.sf(t, len(logs) - 1))
ours = [floats(part) for part in answer.split("\t")]
difference = max(worst(ours[0], theirs), worst(ours[1], stats.false_discovery_control(theirs)))
verdict.near("the latest gains of 200 counters", difference, 1e-10)
verdict.finish()
