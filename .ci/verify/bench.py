"""Measures the analytics beside Python's, each on one core, and prints a table; arguments name areas, all without."""

import importlib
import os
import sys
from pathlib import Path

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

areas = sys.argv[1:] or sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
rows = []
for area in areas:
    for row in importlib.import_module(f"bench_{area}").rows():
        rows.append([f"{area}: {row[0]}", *row[1:]])
        print(".", end="", file=sys.stderr, flush=True)
print(file=sys.stderr)

from measure import table  # noqa: E402 (numpy counts its threads when it is imported)

print(table(rows))
