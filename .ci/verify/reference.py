"""What the comparisons share: questions to the program, seeds that are printed, and a verdict."""

import math
import os
import subprocess
import sys

import numpy as np

PROGRAM = os.environ.get("VERIFY", ".build/release/patchbay-verify")
LEXICON = os.environ.get("LEXICON", ".build/verify/lexicon")
BENCHMARKS = os.environ.get("BENCHMARKS", "../shared/benchmarks")
SEED = int(os.environ.get("SEED", "20261120"))


def ask(area, questions):
    """The program's answers, one line for each question (a sequence of fields)."""
    lines = "".join("\t".join(map(str, fields)) + "\n" for fields in questions)
    run = subprocess.run([PROGRAM, area], input=lines, check=False, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        sys.exit(f"{area}: the program failed: {run.stderr.strip()[-400:]}")
    answers = run.stdout.split("\n")[:-1]
    if len(answers) != len(questions):
        sys.exit(f"{area}: {len(questions)} questions, {len(answers)} answers")
    return answers


def field(values):
    """Numbers as one field, each with all its digits."""
    return " ".join(repr(float(value)) for value in values)


def rows(matrix):
    """Rows of numbers as one field."""
    return ";".join(field(row) for row in matrix)


def escaped(text):
    """A text as one field: every byte other than a letter or a digit as `%` and two hexadecimal digits."""
    plain = (c if c.isascii() and c.isalnum() else "".join(f"%{byte:02x}" for byte in c.encode()) for c in text)
    return "".join(plain)


def floats(text):
    """The numbers of one field."""
    return [float(word) for word in text.split()]


def worst(ours, theirs):
    """The largest difference of two equally long lists, relative to the larger of 1 and the reference."""
    if len(ours) != len(theirs):
        return float("inf")
    return max((difference(a, b) for a, b in zip(ours, theirs)), default=0.0)


def difference(a, b):
    """The difference of two numbers; infinite where one of them is no number."""
    if a == b:
        return 0.0
    found = abs(a - b) / max(1.0, abs(b))
    return float("inf") if math.isnan(found) else found


def close(ours, theirs, tolerance=1e-9):
    """Whether two lists are equal, and unknown where the other is."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    return ours.shape == theirs.shape and np.allclose(ours, theirs, rtol=tolerance, atol=tolerance, equal_nan=True)


def benchmark(name):
    """The folder of a public benchmark; says so and ends where it is not there."""
    folder = os.path.join(BENCHMARKS, name)
    if not os.path.isdir(folder):
        print(f"{name}: {folder} is not beside the checkout: not scored")
        sys.exit(0)
    return folder


class Verdict:
    """Prints a line for each comparison; `finish` exits with 3 where one failed, as an error where none was made."""

    def __init__(self, area):
        self.made, self.failed = 0, 0
        print(f"{area} (seed {SEED})", flush=True)

    def check(self, what, good, figure=""):
        """A claim, whether it holds, and the figure that shows it."""
        print(f"  {'ok  ' if good else 'FAIL'} {what}{figure and ': '}{figure}", flush=True)
        self.made += 1
        self.failed += not good

    def near(self, what, difference, limit):
        """A difference that must not be above a limit; one that is no number is."""
        self.check(what, difference <= limit, f"largest difference {difference:.1e}")

    def note(self, text):
        """A figure beside the comparisons."""
        print(f"       {text}", flush=True)

    def finish(self):
        if self.made == 0:
            sys.exit("nothing was compared")
        sys.exit(3 if self.failed else 0)
