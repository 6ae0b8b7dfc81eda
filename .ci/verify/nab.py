"""Numenta's anomaly benchmark (standard profile): the corpus, the score of any detector, and files of results.

The rule is in the benchmark's README beside the data. Its own scorer runs on old packages only; that this
one is right is shown by the published 39.65 of its windowed Gaussian detector, which `windowed_gaussian` repeats.
"""

import csv
import json
import math
import os
from datetime import datetime

import numpy as np

from reference import benchmark

ROOT = benchmark("nab")
RESULTS = os.path.join(".build", "verify", "nab")
EPOCH = datetime(1970, 1, 1)


class Series:
    """One file: times as text and in seconds, values, windows as pairs of rows, and what a detection is worth."""

    def __init__(self, name, windows, profile):
        self.name = name
        with open(os.path.join(ROOT, "data", name), newline="") as file:
            rows = list(csv.reader(file))[1:]
        self.stamps = [row[0] for row in rows]
        times = [datetime.fromisoformat(stamp) for stamp in self.stamps]
        self.seconds = [(time - EPOCH).total_seconds() for time in times]
        self.values = [float(row[1]) for row in rows]
        self.windows = [tuple(times.index(datetime.fromisoformat(end)) for end in window) for window in windows]
        self.probation = int(min(math.floor(0.15 * len(rows)), 750))
        self.worth, self.window = self.weigh(profile)

    def weigh(self, profile):
        """For each row what a detection there is worth, and the number of its window, -1 outside."""
        worth, window = [0.0] * len(self.values), [-1] * len(self.values)
        before = None
        for number, (left, right) in enumerate(self.windows + [(len(self.values), None)]):
            for row in range(0 if before is None else before[1] + 1, left):
                past = 3.0 if before is None else (row - before[1]) / (before[1] - before[0])
                worth[row] = profile["fpWeight"] * sigmoid(past)
            if right is None:
                break
            for row in range(left, right + 1):
                place = -(right - row + 1) / (right - left + 1)
                worth[row] = profile["tpWeight"] * sigmoid(place) / sigmoid(-1.0)
                window[row] = number
            before = (left, right)
        return worth, window


def sigmoid(y):
    return -1.0 if y >= 3 else 2 / (1 + math.exp(5 * y)) - 1


def corpus(profile="standard"):
    """All files by name, and the weights of the profile."""
    with open(os.path.join(ROOT, "labels", "combined_windows.json")) as file:
        windows = json.load(file)
    with open(os.path.join(ROOT, "config", "profiles.json")) as file:
        weights = json.load(file)[profile]["CostMatrix"]
    return [Series(name, windows[name], weights) for name in sorted(windows)], weights


def curve(series, scores, weights):
    """The normalised score of the files for each threshold above 0, the highest threshold first."""
    rows, windows = [], 0
    for number, (one, own) in enumerate(zip(series, scores)):
        windows += len(set(one.window[one.probation :]) - {-1})
        for row in range(one.probation, len(own)):
            if own[row] > 0:
                rows.append((own[row], one.worth[row], (number, one.window[row]) if one.window[row] >= 0 else None))
    null = -weights["fnWeight"] * windows
    perfect = weights["tpWeight"] * sum(len(one.windows) for one in series)
    rows.sort(key=lambda row: -row[0])
    best, total, points = {}, null, []
    for place, (score, worth, window) in enumerate(rows):
        if window is None:
            total += worth
        elif worth > best.get(window, -weights["fnWeight"]):
            total += worth - best.get(window, -weights["fnWeight"])
            best[window] = worth
        if place + 1 == len(rows) or rows[place + 1][0] != score:
            points.append((100 * (total - null) / (perfect - null), score))
    return points


def score(series, scores, weights):
    """The best normalised score over all thresholds, and its threshold; nothing detected gives 0."""
    return max(curve(series, scores, weights) + [(0.0, math.inf)])


def at(series, scores, weights, threshold):
    """The normalised score at a threshold that was found elsewhere."""
    reached = [point for point in curve(series, scores, weights) if point[1] >= threshold]
    return reached[-1][0] if reached else 0.0


def windowed_gaussian(values, size=6400, step=100):
    """Scores by the normal distribution of a sliding window, as the benchmark's detector of that name.

    Its results stand in files with twelve digits, which decides the thresholds that are so close to 1: so are these."""
    window, waiting, scores = np.empty(0), [], []
    mean, deviation = 0.0, 1.0
    for value in values:
        z = abs(value - mean) / deviation
        scores.append(round(1 - math.erfc(z / math.sqrt(2)) / 2, 12) if len(window) else 0.0)
        if len(window) < size:
            window = np.append(window, value)
        else:
            waiting.append(value)
            if len(waiting) < step:
                continue
            window, waiting = np.append(window[step:], waiting), []
        mean, deviation = float(window.mean()), float(window.std()) or 0.000001
    return scores


def write(detector, series, scores):
    """Writes results in the benchmark's form: `<detector>/<group>/<detector>_<file>.csv`."""
    for one, own in zip(series, scores):
        group, file = os.path.split(one.name)
        folder = os.path.join(RESULTS, detector, group)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{detector}_{file}"), "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["timestamp", "value", "anomaly_score", "label"])
            for stamp, value, number, window in zip(one.stamps, one.values, own, one.window):
                writer.writerow([stamp, repr(value), repr(number), int(window >= 0)])
