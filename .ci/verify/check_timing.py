"""Compares the timing of posts with pandas, numpy and scipy."""

import numpy as np

import timing_reference as theirs
from reference import SEED, Verdict, ask, close, field, floats

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "America/Sao_Paulo"]
verdict = Verdict("timing")
rng = np.random.default_rng(SEED)


def posts(count, accounts, span):
    """Posts of accounts of different sizes, with an hour that does better, and with ties in time."""
    account = rng.integers(-3, accounts, count)
    second = (1_700_000_000 + rng.integers(0, span, count)) // 60 * 60
    better = np.where((second // 3600) % 24 == 17, 0.4, 0.0)
    engagement = np.floor(np.exp(rng.normal(3 + (account % 7), 1) + better))
    return account, second, engagement


questions, references = [], []
for index, zone in enumerate(ZONES * 4):
    account, second, engagement = posts(
        int(rng.integers(400, 6000)), int(rng.integers(1, 40)), 86_400 * int(rng.integers(60, 700))
    )
    questions.append(["week", theirs.zone_file(zone), field(account), field(second), field(engagement)])
    references.append(theirs.week(account, second, engagement, zone))
answers = [answer.split("\t") for answer in ask("timing", questions)]
parts = ["posts used", "scores", "medians of cells", "posts of cells", "recommended hours"]
for part, name in enumerate(parts):
    good = all(
        close(floats(ours[part])[: 1 if part == 0 else None], np.atleast_1d(reference[part]))
        for ours, reference in zip(answers, references)
    )
    verdict.check(f"{name} of {len(questions)} weeks in {len(ZONES)} zones", good)
tested = sum(len(reference[5]) > 0 for reference in references)
good = all(close(floats(ours[5]), reference[5], 2e-4) for ours, reference in zip(answers, references))
verdict.check(f"hold-out lift and interval (scipy's Welch interval), known for {tested}", good and tested > 0)

questions, references = [], []
for index, zone in enumerate(ZONES * 10):
    start, end = np.sort(rng.integers(1_600_000_000, 1_700_000_000, 2))
    second = rng.integers(start - 10_000_000, end + 10_000_000, int(rng.integers(0, 300)))
    questions.append(["rhythm", theirs.zone_file(zone), field([start, end]), field(second)])
    references.append(theirs.rhythm(second, start, end, zone))
good = all(close(floats(ours), reference) for ours, reference in zip(ask("timing", questions), references))
verdict.check(f"rhythm of {len(questions)} accounts", good)
verdict.finish()
