"""Weekly and hourly series of the M4 competition: the naive figures to the digit, the choice against the published."""

import csv
import os

import numpy as np

from reference import Verdict, ask, benchmark, field, floats

FOLDER = benchmark("m4")
verdict = Verdict("m4")


def rows(kind, name):
    with open(os.path.join(FOLDER, kind, f"{name}-{kind.lower()}.csv"), newline="") as file:
        return [[float(cell) for cell in row[1:] if cell] for row in list(csv.reader(file))[1:]]


def scores(train, test, forecasts, period):
    """sMAPE in per cent and MASE, each the mean over the series."""
    errors, scaled = [], []
    for history, actual, forecast in zip(map(np.array, train), map(np.array, test), forecasts):
        errors.append(np.mean(200 * np.abs(actual - forecast) / (np.abs(actual) + np.abs(forecast))))
        scaled.append(np.mean(np.abs(actual - forecast)) / np.mean(np.abs(history[period:] - history[:-period])))
    return np.mean(errors), np.mean(scaled)


def row(name, what, got, benchmark):
    overall = (got[0] / benchmark[0] + got[1] / benchmark[1]) / 2
    verdict.note(f"{name:6} {what:34} sMAPE {got[0]:7.3f}  MASE {got[1]:7.3f}  OWA {overall:.3f}")


def simple(name, train, test, ahead, period, question, *rest):
    answers = ask("forecasts", [(question, field(one), ahead, *rest) for one in train])
    return scores(train, test, [np.array(floats(answer)) for answer in answers], period)


def choice(name, train, test, ahead, period, periods, benchmark):
    answers = [
        answer.split("\t")
        for answer in ask("forecasts", [("choice", field(one), ahead, field(periods)) for one in train])
    ]
    forecasts = [np.array(floats(parts[1])) for parts in answers]
    got = scores(train, test, forecasts, period)
    row(name, f"automatic, seasons {periods or 'none'}", got, benchmark)
    inner, outer, interval = [], [], []
    for history, actual, forecast, parts in zip(map(np.array, train), map(np.array, test), forecasts, answers):
        half, wide = np.array(floats(parts[2])), np.array(floats(parts[3]))
        low, high = np.maximum(forecast - wide, 0), forecast + wide
        inner.append(np.mean(np.abs(actual - forecast) <= half))
        outer.append(np.mean((actual >= low) & (actual <= high)))
        score = high - low + 40 * np.maximum(low - actual, 0) + 40 * np.maximum(actual - high, 0)
        interval.append(np.mean(score) / np.mean(np.abs(history[period:] - history[:-period])))
    verdict.note(
        f"       within 80 %: {np.mean(inner):.3f}, within 95 %: {np.mean(outer):.3f}, MSIS {np.mean(interval):.3f}"
    )
    return got, np.mean(inner), np.mean(outer)


def compare(name, ahead, period, seasons, naive, limit):
    train, test = rows("Train", name), rows("Test", name)
    data = name, train, test, ahead, period
    benchmark = simple(*data, "naive2", period)
    row(name, "Naive2", benchmark, benchmark)
    row(name, "Naive", simple(*data, "naive"), benchmark)
    plain = simple(*data, "seasonal", period)
    row(name, "sNaive", plain, benchmark)
    for trend in ("none", "linear", "damped"):
        row(name, f"smoothing, trend {trend}", simple(*data, "smoothed", period, trend), benchmark)
    row(name, "Theta", simple(*data, "theta", period), benchmark)
    verdict.check(
        f"{name}: naive as published",
        (f"{plain[0]:.3f}", f"{plain[1]:.3f}") == naive,
        f"{plain[0]:.3f} / {plain[1]:.3f}",
    )
    for periods in seasons:
        got, inner, outer = choice(*data, periods, benchmark)
        verdict.check(
            f"{name}: automatic no worse than {limit[2]} {limit[0]} / {limit[1]}",
            got[0] <= limit[0] and got[1] <= limit[1],
            f"{got[0]:.3f} / {got[1]:.3f}",
        )
        verdict.check(
            f"{name}: coverage near 0.80 and 0.95",
            abs(inner - 0.8) <= 0.05 and abs(outer - 0.95) <= 0.025,
            f"{inner:.3f} and {outer:.3f}",
        )


compare("Weekly", 13, 1, ([], [52]), ("9.161", "2.777"), (8.866, 2.404, "Damped"))
compare("Hourly", 48, 24, ([24], [24, 168]), ("13.912", "1.193"), (13.912, 1.193, "sNaive"))
verdict.finish()
