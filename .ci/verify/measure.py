"""What the measurements share: the program and a reference in turns, by processor time, as rows of a table."""

import statistics
import time

from reference import ask, floats

ROUNDS = 3


def ours(area, *question):
    """The milliseconds that the program computes for a question."""
    return floats(ask(area, [question])[0])[0]


def milliseconds(work, times=1):
    """The milliseconds that this process computes for a call, the mean of some."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) * 1000 / times


def row(name, mine, theirs=None, reference="", count=None, unit="ms", wanted=""):
    """The median of the rounds: milliseconds, or of `count` things how many a second; and how much faster that is."""
    rounds = [(mine(), theirs() if theirs else None) for _ in range(ROUNDS)]
    own = statistics.median(first for first, _ in rounds)
    compared = ""
    if theirs:
        other = statistics.median(second for _, second in rounds)
        compared = f"{other / own:.1f} × {reference} ({rounded(figure(other, count))})"
    return [name, rounded(figure(own, count)), unit, compared, wanted]


def figure(milliseconds, count):
    return milliseconds if count is None else 1000 * count / milliseconds


def rounded(value):
    """Three digits that matter, and groups of three before the point."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{decimals}f}".replace(",", " ")


def table(rows):
    """Rows below a header, as `patchbay-bench` prints them."""
    lines = [["", "median", "unit", "compared", "wanted"], *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column == 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )
