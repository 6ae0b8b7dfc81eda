"""The best time to post over a million posts, beside pandas."""

import numpy as np

import timing_reference as theirs
from measure import milliseconds, ours, row
from reference import SEED

POSTS, ACCOUNTS, ZONE = 1_000_000, 2_000, "Europe/Berlin"


def rows():
    rng = np.random.default_rng(SEED)
    account = rng.integers(0, ACCOUNTS, POSTS)
    second = 1_735_689_600 + rng.integers(0, 112 * 86_400, POSTS)
    engagement = np.floor(rng.random(POSTS) * (100 + account * 10))
    yield row(
        f"best time over {POSTS:,} posts",
        lambda: ours("bench-timing", theirs.zone_file(ZONE), POSTS, ACCOUNTS, SEED),
        lambda: milliseconds(lambda: theirs.week(account, second, engagement, ZONE)),
        "pandas",
        wanted="≤ 100",
    )
