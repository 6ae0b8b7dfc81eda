"""The index of 100,000 creators and a search in it, beside sparse matrices of scipy."""

import numpy as np
from scipy import sparse

from measure import milliseconds, ours, row
from reference import SEED

CREATORS, TOKENS, VOCABULARY = 100_000, 60, 200_000


def generated():
    columns = (VOCABULARY ** np.random.default_rng(SEED).random(CREATORS * TOKENS)).astype(int)
    places = np.repeat(np.arange(CREATORS), TOKENS)
    return sparse.coo_matrix((np.ones(len(places)), (places, columns)), (CREATORS, VOCABULARY + 1)).tocsr()


def built(counts):
    """The weights of all tokens, each row of length 1."""
    entries = counts.tocoo()
    total, by_row, by_column = counts.sum(), np.asarray(counts.sum(1)).ravel(), np.asarray(counts.sum(0)).ravel()
    weights = np.maximum(0, np.log2(entries.data * total / (by_row[entries.row] * by_column[entries.col])))
    matrix = sparse.csr_matrix((weights, (entries.row, entries.col)), counts.shape)
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return sparse.diags(1 / np.maximum(norms, 1e-300)) @ matrix


def search(matrix, creator):
    scores = (matrix @ matrix[creator].T).toarray().ravel()
    scores[creator] = -1
    return np.argsort(-scores)[:20]


def rows():
    counts, sizes = generated(), f"{CREATORS} {TOKENS} {VOCABULARY}"
    yield row(
        f"index of {CREATORS:,} creators, {TOKENS} tokens each",
        lambda: ours("bench-similarity", sizes, "build"),
        lambda: milliseconds(lambda: built(counts)),
        "scipy",
    )
    matrix, creators = built(counts).tocsr(), iter(range(0, CREATORS, 7))
    yield row(
        f"one creator against {CREATORS:,}",
        lambda: ours("bench-similarity", sizes, "search"),
        lambda: milliseconds(lambda: search(matrix, next(creators)), times=20),
        "scipy",
        wanted="≤ 50",
    )
