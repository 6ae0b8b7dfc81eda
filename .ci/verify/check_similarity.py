"""Similarity of creators against numpy, scikit-learn and own formulas, on generated creators."""

import math
import random
import warnings

import numpy as np
from sklearn.metrics import jaccard_score
from sklearn.metrics.pairwise import cosine_similarity

from reference import SEED, Verdict, ask, difference, field, floats, worst

numbers = np.random.default_rng(SEED)
generator = random.Random(SEED)
verdict = Verdict("similarity")


def weights(counts):
    total, rows, columns = counts.sum(), counts.sum(1, keepdims=True), counts.sum(0, keepdims=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.nan_to_num(np.maximum(0, np.log2(counts * total / (rows * columns))), neginf=0, nan=0)


def matrices():
    yield np.array([[4, 1, 0], [3, 2, 0], [0, 1, 5]])
    for _ in range(200):
        creators, tokens = numbers.integers(2, 12), numbers.integers(2, 40)
        counts = numbers.poisson(numbers.choice([0.3, 2, 50]), (creators, tokens)) * numbers.choice([1, 1, 10**6])
        yield counts[:, counts.sum(0) > 0]


cases = [counts for counts in matrices() if counts.shape[1] > 0]
questions = [[field(row) for row in counts] for counts in cases]
ours = ask("similarity", [("weights", *rows) for rows in questions])
verdict.check(
    "positive mutual information",
    all(worst(floats(a), weights(c).ravel().tolist()) < 1e-12 for a, c in zip(ours, cases)),
    f"{len(cases)} matrices",
)

different, unknown = 0.0, 0
for answer, counts in zip(ask("similarity", [("cosines", *rows) for rows in questions]), cases):
    known = weights(counts).any(1)
    theirs = cosine_similarity(weights(counts))
    for value, (a, b) in zip(floats(answer), np.ndindex(theirs.shape)):
        if not (known[a] and known[b]):
            unknown += not math.isnan(value)
        else:
            different = max(different, difference(value, theirs[a, b]))
verdict.check("cosine", different < 1e-12 and unknown == 0, f"largest difference {different:.1e}")

searches, wrong = [], 0
for _ in range(20):
    counts = numbers.poisson(0.15, (200, 300))
    counts = counts[:, counts.sum(0) > 0]
    searches.append((counts, int(numbers.integers(0, 200))))
answers = ask("similarity", [("search", row, 10, *[field(each) for each in counts]) for counts, row in searches])
for answer, (counts, row) in zip(answers, searches):
    theirs = cosine_similarity(weights(counts))[row]
    theirs[row] = -1
    order = [place for place in np.argsort(-theirs, kind="stable")[:10] if theirs[place] > 0]
    values = floats(answer)
    wrong += values[::2] != order or worst(values[1::2], theirs[order].tolist()) > 1e-12
verdict.check("search of the ten most similar of 200", wrong == 0, f"{wrong} of 20 differ")

pairs = [
    (
        generator.sample(range(9000), generator.randint(1, 4000)),
        generator.sample(range(9000), generator.randint(1, 4000)),
    )
    for _ in range(60)
]
answers = ask("similarity", [("overlap", " ".join(f"u{i}" for i in a), " ".join(f"u{i}" for i in b)) for a, b in pairs])
bad = 0
for answer, (a, b) in zip(answers, pairs):
    everyone = sorted(set(a) | set(b))
    theirs = jaccard_score([i in set(a) for i in everyone], [i in set(b) for i in everyone])
    bad += worst(floats(answer), [theirs, len(set(a) & set(b)), 0]) > 1e-12
verdict.check("overlap of small audiences", bad == 0, f"{bad} of {len(pairs)} differ")

errors = []
for shared in np.linspace(0, 1, 21):
    size, start = generator.randint(20000, 60000), generator.randint(0, 10**9)
    both = int(size * shared)
    a, b = range(start, start + size), range(start + size - both, start + 2 * size - both)
    (answer,) = ask("similarity", [("overlap", " ".join(map(str, a)), " ".join(map(str, b)))])
    similarity, people, error = floats(answer)
    errors.append((similarity - both / (2 * size - both)) / error)
    assert abs(people - both) < 0.05 * size
verdict.check(
    "overlap of large audiences",
    max(map(abs, errors)) < 4,
    f"largest error {max(map(abs, errors)):.2f} standard errors",
)


def some(value):
    return value if generator.random() < 0.8 else None


def positive(scale):
    return some(0.0 if generator.random() < 0.05 else scale * math.exp(generator.gauss(0, 2)))


def traits():
    """Nine numbers, the categories, and the posts of each hour; much of it unknown."""
    numbers = [some(generator.randint(0, 10**7)), *map(positive, (1e3, 0.1, 0.02, 30, 4, 0.5))]
    numbers += [some(generator.random()), some(generator.gauss(0, 0.01))]
    categories = generator.sample(["dance", "food", "music", "gaming"], generator.randint(0, 3))
    hours = [generator.randint(0, 20) for _ in range(24)] if generator.random() < 0.8 else []
    return [*numbers, categories, hours]


def asked(t):
    return [("-" if v is None else repr(float(v))) for v in t[:9]] + [" ".join(t[9]), " ".join(map(str, t[10]))]


def by_scale(a, b):
    """How alike two sizes are, by the difference of their logarithms."""
    if a is None or b is None:
        return None
    if a == b or 0 in (a, b):
        return float(a == b)
    return max(0.0, 100 - abs(math.log(a) - math.log(b)) * 20) / 100


def by_level(a, b):
    """How alike two ratios are."""
    return None if a is None or b is None else max(0.0, 1 - abs(a - b))


def by_growth(a, b):
    return None if a is None or b is None else 1 - min(1, abs(a - b) / max(abs(a) + abs(b), 0.002))


def by_hours(a, b):
    return float(np.minimum(np.array(a) / sum(a), np.array(b) / sum(b)).sum()) if a and b else None


def by_category(a, b):
    return len(set(a) & set(b)) / len(set(a) | set(b)) if a and b else None


def mean(values):
    known = [value for value in values if value is not None]
    return np.mean(known) if known else None


def expected(a, b):
    scales = [by_scale(*pair) for pair in zip(a[:6], b[:6])]
    audience = mean([scales[1], scales[2], scales[3], scales[4]])
    habits = mean([scales[5], by_hours(a[10], b[10]), by_level(a[6], b[6]), by_level(a[7], b[7])])
    parts = [
        (30, scales[0]),
        (25, by_category(a[9], b[9])),
        (20, audience),
        (15, habits),
        (10, by_growth(a[8], b[8])),
    ]
    known = [(weight, value) for weight, value in parts if value is not None]
    weight = sum(weight for weight, _ in known)
    return [100 * sum(w * v for w, v in known) / weight, weight / 100] if weight >= 50 else [math.nan, math.nan]


people = [(traits(), traits()) for _ in range(2000)]
answers = ask("similarity", [("match", *asked(a), *asked(b)) for a, b in people])
bad = sum(
    not np.allclose(floats(answer), expected(a, b), rtol=1e-9, equal_nan=True)
    for answer, (a, b) in zip(answers, people)
)
verdict.check("creator match", bad == 0, f"{bad} of {len(people)} differ")

inputs = [(generator.randint(0, 10**5), generator.random() / 5, generator.random() * 8) for _ in range(500)]
theirs = [min(f / 50000, 1) * 3 + min(100 * r / 10, 1) * 4 + min(w / 5, 1) * 3 for f, r, w in inputs]
ours = [floats(answer)[0] for answer in ask("similarity", [("collaboration", *each) for each in inputs])]
verdict.check("collaboration score", worst(ours, theirs) < 1e-12, f"{len(inputs)} followers")
verdict.finish()
