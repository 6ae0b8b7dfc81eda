"""Regressions, calibration and patterns, beside scikit-learn and scipy."""

import numpy as np
import scipy.stats
from sklearn.linear_model import LogisticRegression

from measure import milliseconds, ours, row
from reference import SEED


def rows():
    rng = np.random.default_rng(SEED)
    x = rng.uniform(-2, 2, (10_000, 5))
    y = (rng.uniform(-3, 3, 10_000) < x[:, 0] - x[:, 4]).astype(int)
    model = LogisticRegression(tol=1e-10, max_iter=1000, solver="newton-cholesky")
    yield row(
        "logistic regression, 10,000 by 5",
        lambda: ours("bench-scores", "logistic", 10_000, 5),
        lambda: milliseconds(lambda: model.fit(x, y)),
        "scikit-learn",
    )
    tables = [rng.integers(1, 300, (2, 2)) for _ in range(113)]
    yield row(
        "success patterns of 2,000 posts",
        lambda: ours("bench-scores", "patterns", 2_000),
        lambda: milliseconds(lambda: [scipy.stats.fisher_exact(each) for each in tables]),
        "the 113 tests alone in scipy",
    )
