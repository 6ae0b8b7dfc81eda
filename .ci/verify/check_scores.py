"""Compares regressions, calibration, tests and the two big scores with scikit-learn, scipy and numpy."""

import numpy as np
import scipy.optimize
import scipy.special
import scipy.stats
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss

from reference import SEED, Verdict, ask, field, floats, rows, worst

rng = np.random.default_rng(SEED)
verdict = Verdict("scores")


def fitted(x, y, penalty):
    model = LogisticRegression(C=1 / penalty, tol=1e-12, max_iter=10_000, solver="newton-cholesky").fit(x, y)
    return np.concatenate([model.intercept_, model.coef_[0]])


def generated(n, columns):
    x = rng.normal(0, rng.uniform(0.2, 3, columns), (n, columns))
    truth = x @ rng.normal(0, 1, columns) + rng.normal()
    return x, (rng.uniform(size=n) < scipy.special.expit(truth)).astype(int)


def logistic():
    off = 0.0
    for _ in range(60):
        x, y = generated(int(rng.integers(40, 2000)), int(rng.integers(1, 9)))
        if y.min() == y.max():
            continue
        penalty = float(10 ** rng.uniform(-2, 2))
        ours = floats(ask("scores", [("logistic", penalty, rows(x), field(y))])[0])
        off = max(off, worst(ours, fitted(x, y, penalty)))
    verdict.near("logistic regressions equal scikit-learn's", off, 1e-7)


def quality():
    off = 0.0
    for _ in range(100):
        stated = rng.uniform(size=int(rng.integers(1, 3000)))
        y = (rng.uniform(size=len(stated)) < stated).astype(int)
        ours, observed, mean = map(floats, ask("scores", [("quality", field(stated), field(y))])[0].split("\t"))
        true, predicted = calibration_curve(y, stated, n_bins=10)
        off = max(
            off,
            worst(ours, [brier_score_loss(y, stated, pos_label=1), y.mean()]),
            worst(observed, true),
            worst(mean, predicted),
        )
    verdict.near("Brier scores and reliability tables equal scikit-learn's", off, 1e-12)


def platt_curve(scores, y):
    """Platt's curve by a minimiser of its own."""
    high, low = (y.sum() + 1) / (y.sum() + 2), 1 / ((1 - y).sum() + 2)
    target = np.where(y == 1, high, low)

    def loss(w):
        z = w[0] * scores + w[1]
        p = scipy.special.expit(z)
        return (np.logaddexp(0, z) - target * z).sum(), np.array([((p - target) * scores).sum(), (p - target).sum()])

    return scipy.optimize.minimize(loss, [1.0, 0.0], jac=True, method="BFGS", options={"gtol": 1e-9}).x


def calibration():
    platt_off = 0.0
    for _ in range(60):
        scores = np.round(rng.normal(0, 2, int(rng.integers(30, 1500))), 2)
        y = (rng.uniform(size=len(scores)) < scipy.special.expit(0.7 * scores - 0.4)).astype(int)
        asked = np.linspace(-7, 7, 301)
        question = (field(scores), field(y), field(asked))
        slope, intercept = platt_curve(scores, y)
        platt_off = max(
            platt_off,
            worst(floats(ask("scores", [("platt", *question)])[0]), scipy.special.expit(slope * asked + intercept)),
        )
    verdict.near("Platt's curves equal those of scipy.optimize", platt_off, 1e-6)


def breakouts(n):
    x = rng.normal(0, [0.01, 0.5, 1, 0.1, 3], (n, 5)) + [0.002, 0.1, 1.5, 0.2, 2]
    truth = 150 * x[:, 0] + 1.2 * x[:, 1] + 4 * x[:, 3] - 2
    return x, (rng.uniform(size=n) < scipy.special.expit(truth)).astype(int)


def breakout():
    off = 0.0
    for n in (100, 400, 2000):
        x, y = breakouts(n)
        while any(
            min(part.sum(), (1 - part).sum()) < 5
            for part in (y[: n * 3 // 5], y[n * 3 // 5 : n * 4 // 5], y[n * 4 // 5 :])
        ):
            x, y = breakouts(n)
        answer = ask("scores", [("breakout", rows(x), field(y))])[0].split("\t")
        coefficients, measures, stated, added = map(floats, answer)
        first, second = n * 3 // 5, n * 4 // 5
        z = (x - x[:first].mean(0)) / x[:first].std(0)
        reference = fitted(z[:first], y[:first], 1)
        odds = reference[0] + z @ reference[1:]
        slope, intercept = platt_curve(odds[first:second], y[first:second])
        p = scipy.special.expit(slope * odds + intercept)
        base = y[:second].mean()
        off = max(
            off,
            worst(coefficients, reference),
            worst(stated, p),
            worst(added, scipy.special.logit(p) - (slope * reference[0] + intercept)),
            worst(
                measures,
                [brier_score_loss(y[second:], p[second:]), ((base - y[second:]) ** 2).mean(), y[second:].mean()],
            ),
        )
    verdict.check(
        "breakout models equal scikit-learn's, split by time",
        off < 1e-6,
        f"worst {off:.1e}; Brier {measures[0]:.3f}, of the base rate {measures[1]:.3f}",
    )


def patterns():
    off, tests = 0.0, 0
    for _ in range(60):
        n = int(rng.integers(30, 600))
        reach = rng.integers(500, 5000, n)
        weekday = rng.integers(1, 8, n)
        likes = rng.binomial(reach, np.clip(rng.beta(2, 40, n) + 0.02 * (weekday == 5), 0, 1))
        answer = ask("scores", [("patterns", field(likes), field(reach), field(weekday))])[0].split("\t")
        rate = likes / reach
        best = rate >= np.sort(rate)[::-1][-(-n // 5) - 1]
        names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        p = [
            scipy.stats.fisher_exact(
                [[(best & on).sum(), (best & ~on).sum()], [(~best & on).sum(), (~best & ~on).sum()]]
            )[1]
            for on in (weekday == names.index(name) + 1 for name in answer[0].split())
        ]
        tests += len(p)
        off = max(off, worst(floats(answer[1]), p), worst(floats(answer[2]), scipy.stats.false_discovery_control(p)))
    verdict.near(f"patterns' p values equal scipy's, adjusted ones too, {tests} tests", off, 1e-9)


def scale(x, corners):
    return np.interp(x, [corner[0] for corner in corners], [corner[1] for corner in corners])


def accelerated(a):
    return scale(a, [(-20, 3), (0, 5), (20, 7), (50, 10)]) if a > -20 - 1e-7 else max(0, 3 + a / 10)


def momentum():
    off = 0.0
    for case in range(400):
        followers = np.maximum(1, np.cumsum(rng.normal(rng.normal(0, 20), 30, 31)) + 5000).astype(int)
        # In every tenth case all posts are alike.
        spread = rng.uniform(0.05, 1) if case % 10 else 0
        likes = (10 ** rng.normal(2, spread, int(rng.integers(6, 60)))).astype(int)
        ours = floats(ask("scores", [("momentum", field(followers), field(likes))])[0])
        change = np.diff(followers)
        a, b = change[:15].mean(), change[15:].mean()
        share = (likes > likes.mean() + 2 * likes.std()).mean()
        spike = (likes.max() - likes.mean()) / likes.mean()
        viral = (
            10
            if share >= 0.3 and spike >= 5
            else 8
            if share >= 0.2 or spike >= 3
            else 6
            if share >= 0.1 or spike >= 1.5
            else 5
            if spike >= 0.5 or likes.std() == 0
            else 3
        )
        parts = [
            scale(change.mean() / followers[0] * 100, [(-0.3, 0), (0, 3), (0.1, 5), (0.5, 7), (1, 10)]),
            accelerated((b - a) / abs(a) * 100) if a else np.nan,
            scale(change.std() / abs(change.mean()), [(0.2, 10), (0.5, 7), (1, 4), (3, 0)])
            if change.mean()
            else np.nan,
            viral,
        ]
        if not np.isnan(parts).any():
            off = max(off, worst(ours, [np.dot([0.35, 0.3, 0.2, 0.15], parts), *parts]))
    verdict.near("momentum equals the formula in numpy", off, 1e-9)


def fan_value():
    off = 0.0
    for _ in range(400):
        n, days = int(rng.integers(1, 40)), 30
        followers = (10 ** rng.uniform(2, 7, n)).astype(int)
        likes = (followers * rng.uniform(0, 0.08)).astype(int)
        shares = (likes * rng.uniform(0, 0.5)).astype(int)
        views = (followers * rng.uniform(0.1, 3)).astype(int) + 1
        daily = np.maximum(1, 10 ** rng.uniform(2, 7) * (1 + rng.uniform(-0.01, 0.01) * np.arange(2 * days))).astype(
            int
        )
        answer = ask("scores", [("fan_value", rows(np.column_stack([likes, shares, views, followers])), field(daily))])
        before, now = daily[:days].mean(), daily[days:].mean()
        parts = [
            scale(np.minimum(1, (likes + shares) / followers).mean() * 100, [(0, 0), (1, 40), (2, 60), (5, 100)]),
            scale((now - before) / before * 100, [(-25, 0), (0, 25), (5, 50), (10, 75), (20, 100)]),
            scale(daily[-1], [(0, 0), (1e4, 40), (1e5, 70), (1e6, 90), (1.1e7, 100)]),
            scale(shares.sum() / views.sum() * 100, [(0, 0), (1, 50), (2, 70), (5, 100)]),
        ]
        off = max(off, worst(floats(answer[0]), [np.dot([0.4, 0.3, 0.2, 0.1], parts), *parts]))
    verdict.near("Fan Value Scores equal the formula in numpy", off, 1e-9)


logistic()
quality()
calibration()
breakout()
patterns()
momentum()
fan_value()
verdict.finish()
