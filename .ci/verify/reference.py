"""What the comparisons share: questions to the program, seeds that are printed, and a verdict."""
import os
import subprocess
import sys

PROGRAM = os.environ.get("VERIFY", ".build/release/patchbay-verify")
SEED = int(os.environ.get("SEED", "20261120"))


def ask(area, questions):
    """The program's answers, one line for each question (a sequence of fields)."""
    lines = "".join("\t".join(map(str, fields)) + "\n" for fields in questions)
    run = subprocess.run([PROGRAM, area], input=lines, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        sys.exit(f"{area}: the program failed: {run.stderr.strip()[-400:]}")
    answers = run.stdout.split("\n")[:-1]
    if len(answers) != len(questions):
        sys.exit(f"{area}: {len(questions)} questions, {len(answers)} answers")
    return answers


def field(values):
    """Numbers as one field, each with all its digits."""
    return " ".join(repr(float(value)) for value in values)


def floats(text):
    """The numbers of one field."""
    return [float(word) for word in text.split()]


def worst(ours, theirs):
    """The largest difference of two equally long lists, relative to the larger of 1 and the reference."""
    if len(ours) != len(theirs):
        return float("inf")
    return max((abs(a - b) / max(1.0, abs(b)) if a == a else float("inf") for a, b in zip(ours, theirs)), default=0.0)


class Verdict:
    """Prints a line for each comparison; `finish` exits non-zero where one failed."""

    def __init__(self, area):
        self.area, self.failed = area, 0
        print(f"{area} (seed {SEED})")

    def check(self, what, good, figure=""):
        print(f"  {'ok  ' if good else 'FAIL'} {what} {figure}".rstrip())
        self.failed += not good

    def finish(self):
        sys.exit(1 if self.failed else 0)
