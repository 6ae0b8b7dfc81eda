"""Compares the rates with statsmodels, scipy, numpy and pandas on generated posts."""

import numpy as np
import pandas as pd
import scipy.optimize
import scipy.stats
from statsmodels.stats.proportion import proportion_confint

from reference import SEED, Verdict, ask, field, floats, worst

rng = np.random.default_rng(SEED)
verdict = Verdict("rates")


def wilson():
    cases = [(5, 10, 0.95), (1, 100, 0.95), (0, 7, 0.95), (7, 7, 0.95)]
    for _ in range(2000):
        n = int(10 ** rng.uniform(0, 9))
        cases.append((int(rng.integers(0, n + 1)), n, float(rng.uniform(0.5, 0.999))))
    answers = ask("rates", [("wilson", field(case[:2]), case[2]) for case in cases])
    off = max(
        worst(floats(answer), proportion_confint(s, n, alpha=1 - c, method="wilson"))
        for answer, (s, n, c) in zip(answers, cases)
    )
    verdict.near(f"Wilson intervals equal statsmodels', {len(cases)} cases", off, 1e-12)


def beta_binomial():
    off, away, shrunk_off = 0.0, [], 0.0
    for _ in range(20):
        mean, strength = rng.uniform(0.01, 0.2), 10 ** rng.uniform(1, 3)
        reach = (10 ** rng.uniform(2, 4, 2000)).astype(int)
        truth = rng.beta(mean * strength, (1 - mean) * strength, len(reach))
        likes = rng.binomial(reach, truth)
        question = (field(likes), field(reach))
        ours = floats(ask("rates", [("prior", *question)])[0])
        rate, p, m = likes / reach, likes.sum() / reach.sum(), len(reach)
        spread = (reach * (rate - p) ** 2).sum()
        rho = (spread - p * (1 - p) * (m - 1)) / (
            p * (1 - p) * (reach.sum() - (reach.astype(float) ** 2).sum() / reach.sum() - (m - 1))
        )
        off = max(off, worst(ours, [p, (1 - rho) / rho]))

        def loss(x):
            a, b = np.exp(x)
            return -scipy.stats.betabinom.logpmf(likes, reach, a, b).sum()

        start = np.log([p * ours[1], (1 - p) * ours[1]])
        likeliest = np.exp(scipy.optimize.minimize(loss, start, method="Nelder-Mead").x)
        away.append(ours[1] / likeliest.sum())
        shrunk = floats(ask("rates", [("shrunk", *question)])[0])
        shrunk_off = max(shrunk_off, worst(shrunk, (likes + ours[1] * ours[0]) / (reach + ours[1])))
    verdict.near("beta-binomial moments equal numpy's", off, 1e-9)
    verdict.near("shrunk rates equal numpy's", shrunk_off, 1e-12)
    verdict.check(
        "strengths lie near scipy's most likely ones",
        max(abs(np.log(away))) < 0.25,
        f"ratio {min(away):.3f} to {max(away):.3f}",
    )


def order():
    off, equal = 0.0, True
    for _ in range(300):
        views = pd.Series((10 ** rng.uniform(0, 6, rng.integers(1, 80))).astype(int))
        post = int(10 ** rng.uniform(0, 7))
        multiplier, virality, rank = ask(
            "rates",
            [
                ("multiplier", post, field(views)),
                ("virality", field(views), ""),
                ("rank", float(views.iloc[0]), field(views)),
            ],
        )
        off = max(off, worst(floats(multiplier), [post / views.mean(), post / views.median()]))
        upper_middle = views.sort_values().iloc[len(views) // 2]
        edges = [0, 1, 5, 10, 25, 50, 100, np.inf]
        counts = pd.cut(views / upper_middle, edges, right=False).value_counts(sort=False)
        equal &= floats(virality) == list(counts)
        percent = scipy.stats.percentileofscore(views, views.iloc[0], kind="mean")
        off = max(off, worst(floats(rank), [percent / 100]))
    verdict.near("multipliers and ranks equal pandas' and scipy's", off, 1e-12)
    verdict.check("virality buckets equal pandas.cut's", equal)


def split_mix(state):
    """The generator of the resampling, written down a second time."""
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        yield z ^ (z >> 31)


def below(bound, numbers):
    """A number from 0 to bound - 1 (Lemire 2019)."""
    while True:
        product = next(numbers) * bound
        if product % 2**64 >= (2**64 - bound) % bound:
            return product >> 64


def outliers():
    off, scipy_off, rounds = 0.0, [], 500
    for case in range(40):
        tracks = []
        for _ in range(int(rng.integers(9, 30))):
            ages = np.sort(rng.uniform(1, 1e6, 12))
            views = np.cumsum(rng.integers(1, 10_000, 12)).astype(float)
            tracks.append((ages, views))
        tracks[0] = (tracks[0][0] / 2, tracks[0][1])
        age = tracks[0][0][-1]
        at_age = [
            np.exp(np.interp(age, ages, np.log(views))) for ages, views in tracks[1:] if ages[0] <= age <= ages[-1]
        ]
        if len(at_age) < 8:
            continue
        fields = [field(np.column_stack(track).ravel()) for track in tracks]
        value, lower, upper, posts = floats(ask("rates", [("outlier", field([case, rounds]), *fields)])[0])
        score = tracks[0][1][-1] / np.median(at_age)
        numbers, ordered = split_mix(case), np.sort(at_age)
        medians = [np.median([ordered[below(len(ordered), numbers)] for _ in ordered]) for _ in range(rounds)]
        ends = tracks[0][1][-1] / np.quantile(medians, [0.9, 0.1])
        off = max(off, worst([value, lower, upper, posts], [score, *ends, len(at_age)]))
        interval = scipy.stats.bootstrap(
            (at_age,), np.median, confidence_level=0.8, method="percentile", n_resamples=5000, rng=rng
        ).confidence_interval
        scipy_off.append(abs(np.log(tracks[0][1][-1] / interval.high / lower)))
        scipy_off.append(abs(np.log(tracks[0][1][-1] / interval.low / upper)))
    verdict.near(
        f"outliers and their intervals equal numpy's with the same draws, {len(scipy_off) // 2} posts", off, 1e-9
    )
    verdict.check(
        "the intervals lie near those of scipy.stats.bootstrap",
        np.median(scipy_off) < 0.05,
        f"median factor {np.exp(np.median(scipy_off)):.3f}",
    )


wilson()
beta_binomial()
order()
outliers()
verdict.finish()
