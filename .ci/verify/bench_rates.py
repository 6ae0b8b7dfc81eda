"""Times the rates beside pandas and numpy on data of the same shape, in turns."""

import statistics
import time

import numpy
import pandas
from reference import SEED, ask

random = numpy.random.default_rng(SEED)


def milliseconds(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(what, question, reference, wanted):
    rounds = [(float(ask("bench-rates", [question])[0]), milliseconds(reference)) for _ in range(3)]
    ours, theirs = (statistics.median(column) for column in zip(*rounds))
    print(f"{what} | {ours:.1f} ms | {theirs:.1f} ms | {theirs / ours:.1f}x | {wanted}")


posts = [
    {"views": int(v), "likes": int(a), "comments": int(b), "shares": int(c)}
    for v, a, b, c in random.integers(1, 100_000, (100_000, 4))
]


def engagement():
    frame = pandas.DataFrame(posts)
    (frame[["likes", "comments", "shares"]].sum(axis=1) / frame.views).sum()


tracks = [(numpy.arange(1, 25) * 3600.0, numpy.cumsum(random.uniform(1, 1000, 24))) for _ in range(200)]


def outliers():
    for index in range(8, len(tracks)):
        ages, views = tracks[index]
        usual = numpy.array(
            [numpy.exp(numpy.interp(ages[-1], a, numpy.log(v))) for a, v in tracks[max(0, index - 30) : index]]
        )
        medians = numpy.median(random.choice(usual, (1000, len(usual))), axis=1)
        views[-1] / numpy.median(usual), views[-1] / numpy.quantile(medians, [0.9, 0.1])


print("what | ours | reference | ratio | wanted")
compare("engagement rates of 100,000 posts, from records", ("rates", 100_000), engagement, "faster than pandas")
compare("outliers of 200 posts, 1,000 resamples each", ("outliers", 200, 1000), outliers, "faster than numpy")
