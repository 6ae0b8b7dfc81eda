"""Times the best time to post over a million posts, beside pandas and numpy on as many."""

import statistics
import time

import numpy as np
import timing_reference as theirs
from reference import SEED, ask, floats

POSTS, ACCOUNTS, ROUNDS, ZONE = 1_000_000, 2_000, 5, "Europe/Berlin"
rng = np.random.default_rng(SEED)
account = rng.integers(0, ACCOUNTS, POSTS)
second = 1_735_689_600 + rng.integers(0, 112 * 86_400, POSTS)
engagement = np.floor(rng.random(POSTS) * (100 + account * 10))
ours, reference = [], []
for _ in range(3):
    answer = ask("bench-timing", [[theirs.zone_file(ZONE), POSTS, ACCOUNTS, ROUNDS, SEED]])
    ours.append(floats(answer[0])[0])
    start = time.perf_counter()
    theirs.week(account, second, engagement, ZONE)
    reference.append((time.perf_counter() - start) * 1000)
mine, other = statistics.median(ours), statistics.median(reference)
print("what | ours | reference | ratio | wanted")
print(f"best time over {POSTS:,} posts, ms | {mine:.0f} | {other:.0f} (pandas) | {other / mine:.0f} | 100")
