"""Times regressions, calibration and patterns beside scikit-learn and scipy on data of the same shape, in turns."""

import statistics
import time

import numpy
import scipy.stats
from reference import SEED, ask
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

random = numpy.random.default_rng(SEED)


def milliseconds(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(what, question, reference, wanted):
    reference()
    rounds = [(float(ask("bench-scores", [question])[0]), milliseconds(reference)) for _ in range(3)]
    ours, theirs = (statistics.median(column) for column in zip(*rounds))
    print(f"{what} | {ours:.1f} ms | {theirs:.1f} ms | {theirs / ours:.1f}x | {wanted}")


x = random.uniform(-2, 2, (10_000, 5))
y = (random.uniform(-3, 3, 10_000) < x[:, 0] - x[:, 4]).astype(int)
score = random.uniform(size=100_000)
came = (random.uniform(size=100_000) < score).astype(int)
tables = [random.integers(1, 300, (2, 2)) for _ in range(113)]

print("what | ours | reference | ratio | wanted")
compare(
    "logistic regression, 10,000 by 5",
    ("logistic", 10_000, 5),
    lambda: LogisticRegression(tol=1e-10, max_iter=1000, solver="newton-cholesky").fit(x, y),
    "as fast as scikit-learn",
)
compare(
    "isotonic calibration, 100,000",
    ("isotonic", 100_000),
    lambda: IsotonicRegression().fit(score, came),
    "as fast as scikit-learn",
)
compare(
    "success patterns of 2,000 posts (scipy: the 113 tests alone)",
    ("patterns", 2_000),
    lambda: [scipy.stats.fisher_exact(table) for table in tables],
    "faster than scipy",
)
