"""The spike watch on Numenta's anomaly benchmark, beside the benchmark's windowed Gaussian detector.

ABLATIONS=1 scores it without each of its parts too, TUNE=1 with all settings chosen on one half of the files."""

import itertools
import os

import nab
from reference import Verdict, ask, field, floats

MARGINS = [0.01, 0.02, 0.03, 0.04, 0.05, 0.055, 0.06, 0.07, 0.08, 0.1, 0.15]
OURS = MARGINS.index(0.055)
VARIANTS = [
    ("without the average", "average=0"),
    ("without the spread", "spread=0"),
    ("without the period", "period=0"),
    ("the value alone", "average=0 spread=0 period=0"),
    ("2 % tails", "tail=0.02"),
    ("without quiet", "quiet=0"),
    ("window 1,250", "window=1250"),
    ("window 2,016", "window=2016"),
    ("window 3,000", "window=3000"),
]


# With TUNE=1 every setting is chosen anew on one half of the files.
GRID = [
    f"window={window} average={average} spread={spread} quiet={quiet}"
    for window, average, spread, quiet in itertools.product(
        (1000, 1500, 2016, 3000), (10, 20, 40), (25, 50, 100), (0.02, 0.03, 0.04)
    )
]


def watch(series, settings="", margins=MARGINS):
    """For each margin the scores of each file, from 0 to 1; 0 where nothing surprises."""
    answers = ask(
        "spikes", [("watch", field(margins), settings, field(one.seconds), field(one.values)) for one in series]
    )
    results = [[[0.0] * len(one.values) for one in series] for _ in margins]
    for number, answer in enumerate(answers):
        for result, found in zip(results, answer.split("\t")):
            found = floats(found)
            for index, score in zip(found[::2], found[1::2]):
                result[number][int(index)] = score / (1 + score)
    return results


def split(series, results, weights):
    """The best result and threshold on every second file, scored on the others, and the other way round."""
    halves = [list(range(len(series)))[start::2] for start in (0, 1)]
    scores = []
    for chosen, other in (halves, halves[::-1]):

        def part(values, of):
            return [values[number] for number in of]

        (_, threshold), number = max(
            (nab.score(part(series, chosen), part(one, chosen), weights), -number) for number, one in enumerate(results)
        )
        scores.append(nab.at(part(series, other), part(results[-number], other), weights, threshold))
    return scores


def main():
    verdict = Verdict("nab")
    series, weights = nab.corpus()
    gaussian = [nab.windowed_gaussian(one.values) for one in series]
    nab.write("windowedGaussian", series, gaussian)
    best, _ = nab.score(series, gaussian, weights)
    verdict.check(
        "the scorer gives the windowed Gaussian detector its published 39.65", f"{best:.2f}" == "39.65", f"{best:.4f}"
    )
    results = watch(series)
    nab.write("patchbay", series, results[OURS])
    best, threshold = nab.score(series, results[OURS], weights)
    verdict.check("the spike watch scores 55 or more", best >= 55, f"{best:.2f} at {threshold / (1 - threshold):.4f}")
    first, second = split(series, results, weights)
    verdict.check(
        "margin and threshold from one half of the files, on the other: 50 or more each",
        min(first, second) >= 50,
        f"{first:.2f} and {second:.2f}, mean {(first + second) / 2:.2f}",
    )
    tweets = [number for number, one in enumerate(series) if one.name.startswith("realTweets")]
    own, _ = nab.score([series[n] for n in tweets], [results[OURS][n] for n in tweets], weights)
    verdict.note(f"at its own margin {nab.at(series, results[OURS], weights, 0):.2f}, realTweets alone {own:.2f}")
    if "ABLATIONS" in os.environ:
        for name, settings in VARIANTS:
            scores = watch(series, settings)
            total = max(nab.score(series, one, weights)[0] for one in scores)
            verdict.note(
                f"{name}: {total:.2f}, split {' and '.join(f'{x:.2f}' for x in split(series, scores, weights))}"
            )
    if "TUNE" in os.environ:
        everything = [one for settings in GRID for one in watch(series, settings, MARGINS[2:8])]
        verdict.note(
            f"all of {len(everything)} settings chosen on one half, scored on the other: "
            f"{' and '.join(f'{x:.2f}' for x in split(series, everything, weights))}"
        )
    verdict.finish()


main()
