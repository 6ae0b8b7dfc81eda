"""Smoothing, theta, decomposition and errors against statsmodels; coverage of intervals on generated series."""

import warnings

import numpy as np
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import seasonal_decompose

from reference import SEED, Verdict, ask, field, floats, worst

warnings.simplefilter("ignore")
rng = np.random.default_rng(SEED)
verdict = Verdict("forecasts")
TRENDS = {"none": {}, "linear": {"trend": "add"}, "damped": {"trend": "add", "damped_trend": True}}
SEASONS = {
    "none": {},
    "additive 7": {"seasonal": "add", "seasonal_periods": 7},
    "multiplicative 7": {"seasonal": "mul", "seasonal_periods": 7},
}


def series(season, length, trend="damped"):
    """A series with the shape, of positive values."""
    level = rng.uniform(50, 5000)
    slope = 0 if trend == "none" else level * rng.normal(0, 0.004)
    alpha, beta = rng.choice([0.05, 0.3, 0.8]), rng.choice([0, 0.1, 0.3])
    gamma, phi = rng.choice([0, 0.1, 0.3]), rng.choice([0.95, 0.85]) if trend == "damped" else 1
    spread = rng.choice([0.01, 0.05]) * level
    terms = rng.normal(0, 0.15, 7)
    terms = 1 + terms - terms.mean() if season[0] == "m" else (terms - terms.mean()) * level
    values = []
    for day in range(length):
        noise, base, term = rng.normal(0, spread), level + phi * slope, terms[day % 7]
        if season[0] == "m":
            values.append(base * term + noise)
            step, change = noise / term, noise / base
        else:
            values.append(base + (term if season[0] == "a" else 0) + noise)
            step, change = noise, noise
        level, slope = base + alpha * step, phi * slope + alpha * beta * step
        terms[day % 7] = term + gamma * (1 - alpha) * change
    values = np.array(values)
    return values - values.min() + 0.1 * np.ptp(values) if values.min() <= 0 else values


def ahead(values, trend, season, weights, state, steps):
    """The forecasts by the recursions as they are written down."""
    (alpha, beta, gamma, phi), level, slope, terms = weights, state[0], state[1], list(state[2:])
    beta, phi = beta if trend != "none" else 0, phi if trend == "damped" else 1
    for index, value in enumerate(values):
        base = level + phi * slope
        if season == "none":
            new = alpha * value + (1 - alpha) * base
        elif season[0] == "a":
            term = terms[index]
            new = alpha * (value - term) + (1 - alpha) * base
            terms.append(gamma * (value - base) + (1 - gamma) * term)
        else:
            term = terms[index]
            new = alpha * value / term + (1 - alpha) * base
            terms.append(gamma * value / base + (1 - gamma) * term)
        slope = beta * (new - level) + (1 - beta) * phi * slope
        level = new
    out, damped = [], 0
    for step in range(steps):
        damped += phi ** (step + 1)
        base = level + damped * slope
        term = terms[len(values) + step % 7] if season != "none" else 0
        out.append(base * term if season[0] == "m" else base + term)
    return out


def fixed():
    questions, expected = [], []
    for trend in TRENDS:
        for season in SEASONS:
            for _ in range(20):
                values = series(season, int(rng.integers(20, 120)))
                weights = [rng.uniform(0.05, 0.9), rng.uniform(0.05, 0.9), rng.uniform(0.05, 0.5), rng.uniform(0.8, 1)]
                weights[2] *= 1 - weights[0]
                terms = rng.uniform(0.8, 1.2, 7) if season[0] == "m" else rng.normal(0, 20, 7)
                state = [values[0], values[0] * 0.001] + (list(terms) if season != "none" else [])
                known = {"initial_level": state[0]}
                fit = {"smoothing_level": weights[0]}
                if trend != "none":
                    known["initial_trend"], fit["smoothing_trend"] = state[1], weights[1]
                if trend == "damped":
                    fit["damping_trend"] = weights[3]
                if season != "none":
                    known["initial_seasonal"], fit["smoothing_seasonal"] = terms, weights[2]
                model = ExponentialSmoothing(
                    values, **TRENDS[trend], **SEASONS[season], initialization_method="known", **known
                )
                result = model.fit(optimized=False, **fit)
                if trend == "none":
                    state[1] = 0
                questions.append(("fixed", field(values), trend, season, 14, field(weights), field(state)))
                expected.append((result.sse, result.forecast(14), ahead(values, trend, season, weights, state, 14)))
    errors, plain = [], []
    for answer, (sse, reference, written) in zip(ask("forecasts", questions), expected):
        ours = [floats(part) for part in answer.split("\t")]
        # With a season the reference takes for every seventh step the term before its last change, unlike its ETSModel.
        compared = [step for step in range(14) if step % 7 != 6]
        errors.append(
            worst(ours[0] + [ours[1][step] for step in compared], [sse] + [reference[step] for step in compared])
        )
        plain.append(worst(ours[1], written))
    verdict.near(f"recursions at fixed parameters, {len(errors)} series", max(errors), 1e-6)
    verdict.near("the same, by the recursions as written down", max(plain), 1e-6)


def optimised():
    questions, expected = [], []
    for trend in TRENDS:
        for season in SEASONS:
            for length in (40, 90, 180) * 7:
                values = series(season, length, trend)
                questions.append(("fit", field(values), trend, season, 1))
                expected.append(
                    ExponentialSmoothing(values, **TRENDS[trend], **SEASONS[season], initialization_method="estimated")
                    .fit()
                    .sse
                )
    ratios = [float(answer.split("\t")[0]) / want for answer, want in zip(ask("forecasts", questions), expected)]
    above = sum(ratio > 1.001 for ratio in ratios)
    verdict.check(
        f"sum of squares over the reference's, {len(ratios)} series: none above 1.001",
        above == 0,
        f"{above} above, largest {max(ratios):.5f}, {sum(ratio < 0.999 for ratio in ratios)} below 0.999",
    )


def decomposition():
    questions, expected = [], []
    for period in (4, 7, 12):
        for _ in range(30):
            length = int(rng.integers(4 * period, 20 * period))
            values = (
                rng.uniform(50, 90)
                * (1 + 0.3 * np.sin(np.arange(length) * 2 * np.pi / period))
                * np.exp(rng.normal(0, 0.05, length))
            )
            questions.append(("adjusted", field(values), period))
            parts = seasonal_decompose(values, model="multiplicative", period=period)
            expected.append([1, *(values / parts.seasonal)])
    errors = [
        worst(floats(answer.replace("\t", " ")), want) for answer, want in zip(ask("forecasts", questions), expected)
    ]
    verdict.near(f"seasonal adjustment, {len(errors)} series", max(errors), 1e-9)


def theta():
    questions, expected, sums = [], [], []
    for _ in range(60):
        values = series("none", int(rng.integers(20, 150)))
        time = np.arange(len(values))
        slope, start = np.polyfit(time, values, 1)
        curved = 2 * values - (start + slope * time)
        line = ExponentialSmoothing(curved, initialization_method="estimated").fit()
        ahead = start + slope * (len(values) + np.arange(10))
        questions += [("theta", field(values), 10, 1), ("fit", field(curved), "none", "none", 1)]
        expected.append((line.forecast(10) + ahead) / 2)
        sums.append(line.sse)
    answers = ask("forecasts", questions)
    near = [worst(floats(answer), want) < 1e-3 for answer, want in zip(answers[::2], expected)]
    # Where the least sum of squares is at weight 0, the reference often ends in a higher valley at another weight:
    # its forecasts are then those of a worse fit. 10⁻⁵ is far above what rounding makes of the same fit.
    lower = [float(answer.split("\t")[0]) < (1 - 1e-5) * sse for answer, sse in zip(answers[1::2], sums)]
    only = sum(below and not close for close, below in zip(near, lower))
    verdict.check(
        f"theta from its definition, {len(near)} series: each within 0.1 %, or fitted better than the reference",
        sum(near) + only == len(near),
        f"{sum(near)} within, {only} others with a smaller sum of squares than the reference",
    )


def measures():
    questions, expected = [], []
    for _ in range(200):
        history, period = rng.normal(100, 10, int(rng.integers(20, 60))), int(rng.choice([1, 7]))
        actual, ours = rng.normal(100, 10, 12), rng.normal(100, 10, 12)
        lower, upper = ours - 15, ours + 15
        scale = np.mean(np.abs(history[period:] - history[:-period]))
        score = upper - lower + 40 * np.maximum(lower - actual, 0) + 40 * np.maximum(actual - upper, 0)
        questions.append(("errors", field(actual), field(ours), field(history), period, field(lower), field(upper)))
        expected.append(
            [
                np.mean(2 * np.abs(actual - ours) / (np.abs(actual) + np.abs(ours))),
                np.mean(np.abs(actual - ours)) / scale,
                np.mean(score) / scale,
            ]
        )
    errors = [worst(floats(answer), want) for answer, want in zip(ask("forecasts", questions), expected)]
    verdict.near(f"sMAPE, MASE, MSIS of {len(errors)} forecasts", max(errors), 1e-12)


def processes(kind, length):
    """A daily metric of a usual kind."""
    day = np.arange(length)
    week = 1 + 0.25 * np.sin(2 * np.pi * (day + rng.integers(7)) / 7)
    if kind == "views with a week":
        return rng.poisson(rng.uniform(50, 3000) * week * np.exp(np.cumsum(rng.normal(0, 0.02, length))))
    if kind == "followers":
        return np.round(rng.uniform(1e3, 1e5) + np.cumsum(rng.gamma(2, rng.uniform(1, 20), length)))
    if kind == "random walk":
        return np.maximum(1000 + np.cumsum(rng.normal(0, 10, length)), 0)
    if kind == "small counts":
        return rng.poisson(rng.uniform(0.5, 6) * week)
    return rng.lognormal(5, 0.4, length) * week


def coverage():
    for length, ahead in ((60, 14), (120, 28), (365, 28)):
        inside = {0.8: [], 0.95: []}
        for kind in ("views with a week", "followers", "random walk", "small counts", "heavy tails"):
            whole = [np.asarray(processes(kind, length + ahead), float) for _ in range(120)]
            answers = ask("forecasts", [("daily", field(one[:length]), ahead) for one in whole])
            here = {0.8: [], 0.95: []}
            for one, answer in zip(whole, answers):
                parts = [np.array(floats(part)) for part in answer.split("\t")[:5]]
                for level, low, high in ((0.8, parts[1], parts[2]), (0.95, parts[3], parts[4])):
                    here[level].append(np.mean((one[length:] >= low) & (one[length:] <= high)))
            verdict.note(
                f"{length:3} days, {ahead} ahead, {kind}: 80 % {np.mean(here[0.8]):.3f}, 95 % {np.mean(here[0.95]):.3f}"
            )
            for level in here:
                inside[level] += here[level]
        inner, outer = np.mean(inside[0.8]), np.mean(inside[0.95])
        verdict.check(
            f"coverage of the intervals, {length} days, {ahead} ahead",
            0.75 <= inner <= 0.88 and 0.91 <= outer <= 0.985,
            f"80 %: {inner:.3f}, 95 %: {outer:.3f}",
        )


fixed()
optimised()
decomposition()
theta()
measures()
coverage()
verdict.finish()
