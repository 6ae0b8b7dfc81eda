"""Compares the analytics of content with pandas, numpy and statsmodels."""

import numpy as np

import content_reference as theirs
from reference import SEED, Verdict, ask, close, field, floats
from timing_reference import zone_file

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
verdict = Verdict("content")
rng = np.random.default_rng(SEED)
sets = [theirs.generate(rng, int(rng.integers(60, 900))) for _ in range(12)]
START, END = 1_750_000_000 + 50 * 86_400, 1_750_000_000 + 75 * 86_400


def same(what, heads, compare):
    """Asks for each set, and checks that each answer compares well."""
    questions = [[*head, *theirs.fields(posts)] for head, posts in zip(heads, sets)]
    good = [compare(answer, posts, head) for answer, posts, head in zip(ask("content", questions), sets, heads)]
    verdict.check(f"{what} of {len(sets)} sets", all(good))


def totals(answer, posts, _):
    apart = posts.platform == "youtube"
    return all(
        close(floats(ours), theirs.totals(part))
        for ours, part in zip(answer.split("\t"), (posts[~apart], posts[apart]))
    )


def overview(answer, posts, _):
    parts = [posts[posts.platform != "youtube"]] + [part for _, part in posts.groupby("platform")]
    lines = answer.split("\t")
    return len(lines) == len(parts) and all(
        close(floats(line), theirs.changes(part, START, END)) for line, part in zip(lines, parts)
    )


def leaderboard(answer, posts, head):
    apart = posts.platform == "youtube"
    for text, part in zip(answer.split("\t"), (posts[~apart], posts[apart])):
        ours = [
            (int(rank), name, float(value), int(missing))
            for rank, name, value, missing in (word.split(",") for word in text.split())
        ]
        if ours != theirs.leaderboard(part, head[1])[:1000]:
            return False
    return True


def platforms(answer, posts, head):
    entries, best = theirs.platforms(posts, head[1])
    words, ours = answer.split("\t")
    found = {
        int(post[4:]): (int(others), float(multiple))
        for post, others, multiple in (word.split(",") for word in words.split())
    }
    return (
        ours == ("" if best is None else f"post{best}")
        and found.keys() == entries.keys()
        and all(close(found[key], entries[key]) for key in entries)
    )


def named_alike(ours, reference):
    """Whether two lists have the same names and close numbers."""
    return [a[0] for a in ours] == [b[0] for b in reference] and all(
        close(a[1:], b[1:]) for a, b in zip(ours, reference)
    )


def durations(answer, posts, _):
    apart = posts.platform == "youtube"
    for text, part in zip(answer.split("\t"), (posts[~apart], posts[apart])):
        words = text.split()
        ours = [(words[i], *map(float, words[i + 1 : i + 4])) for i in range(0, len(words), 4)]
        if not named_alike(ours, theirs.durations(part)):
            return False
    return True


lifts = 0


def topics(answer, posts, _):
    global lifts
    reference = theirs.topics(posts)
    ours = {line.split(" ")[0]: floats(line.split(" ", 1)[1]) for line in answer.split("\t")}
    lifts += sum(not np.isnan(values[7]) for values in reference.values())
    order = sorted(reference, key=lambda name: (-reference[name][0], name))
    return list(ours) == order and all(
        close(ours[name][:8], reference[name][:8])
        and close(ours[name][8:10], reference[name][8:10], 2e-3)
        and close(ours[name][10:], reference[name][10:])
        for name in order
    )


def pairs(answer, posts, _):
    reference = theirs.pairs(posts)
    ours = {
        (a, b): (int(count), float(lift), float(information))
        for a, b, count, lift, information in (word.split(",") for word in answer.split())
    }
    return ours.keys() == reference.keys() and all(close(ours[pair], reference[pair]) for pair in reference)


same("totals", [["totals"]] * 12, totals)
same("overviews", [["overview", field([START, END])]] * 12, overview)
same("leaderboards", [["leaderboard", name] for name in (theirs.METRICS * 2)[:12]], leaderboard)
same(
    "comparisons across platforms", [["platforms", posts.content.value_counts().index[0]] for posts in sets], platforms
)
same("durations", [["durations"]] * 12, durations)
same("hashtags", [["topics"]] * 12, topics)
verdict.check(f"of them {lifts} lifts with intervals by statsmodels", lifts > 50)
same("pairs of hashtags", [["pairs"]] * 12, pairs)
questions = [
    ["views", zone_file(zone), field([START + 5000, END]), *theirs.fields(posts)]
    for zone, posts in zip(ZONES * 3, sets)
]
good = True
for answer, posts, zone in zip(ask("content", questions), sets, ZONES * 3):
    apart = posts.platform == "youtube"
    for text, part in zip(answer.split("\t"), (posts[~apart], posts[apart])):
        ours = [(line.split()[0], *map(float, line.split()[1:])) for line in text.split(";")]
        good &= named_alike(ours, theirs.views(part, START + 5000, END, zone))
verdict.check(f"views over time of {len(questions)} sets in {len(ZONES)} zones", good)

questions, references = [], []
for zone in ZONES * 10:
    start, end = (1_600_000_000 + np.sort(rng.integers(0, 200 * 86_400, 2))).tolist()
    count = int(rng.integers(30, 400))  # more than counters, so that one has two snapshots
    ids, seconds = rng.integers(0, 20, count), 1_600_000_000 + rng.integers(0, 200 * 86_400, count)
    values = (seconds - 1_600_000_000) // 50 * (1 + ids) + rng.integers(0, 20_000, count)
    questions.append(
        [
            "growth",
            zone_file(zone),
            field([start, end + 1]),
            " ".join(f"p{i}" for i in ids),
            field(seconds),
            field(values),
        ]
    )
    references.append(theirs.growth(ids, seconds, values, start, end + 1, zone))
good = True
for answer, (days, fell) in zip(ask("content", questions), references):
    ours, corrections = answer.split("\t")
    good &= close(floats(ours), days, 1e-7) and int(corrections) == fell
verdict.check(f"growth of {len(questions)} sets of counters in {len(ZONES)} zones", good)

questions, references = [], []
for _ in range(60):
    seconds = 1_750_000_000 - (rng.random(int(rng.integers(0, 120))) ** rng.uniform(0.5, 2) * 20 * 86_400).astype(int)
    questions.append(["trend", field([1_750_000_000]), field(seconds)])
    references.append(theirs.trend(seconds, 1_750_000_000))
good = True
for answer, reference in zip(ask("content", questions), references):
    if reference is None:
        good &= answer == "unknown"
        continue
    words = answer.split()
    good &= close([float(word) for word in words[:4]], reference[0]) and words[4] == reference[1]
verdict.check(f"trends of {len(questions)} sounds", good)

questions, references = [], []
for _ in range(60):
    amounts = rng.integers(0, 1000, int(rng.integers(2, 9)))
    ids = [f"bränd{number}" for number in rng.permutation(100)[: len(amounts)]]
    questions.append(["voice", ids[0], " ".join(ids), field(amounts)])
    references.append((amounts[0] / amounts.sum(), theirs.fingerprint(ids[1:])))
good = all(
    close([float(answer.split()[0])], [share]) and answer.split()[1] == mark
    for answer, (share, mark) in zip(ask("content", questions), references)
)
verdict.check(f"shares of voice and fingerprints of {len(questions)} sets", good)
verdict.finish()
