"""`python -m benchmarks`: every benchmark, one after another."""

from __future__ import annotations

from benchmarks.build.__main__ import main as build
from benchmarks.grading.__main__ import main as grading
from benchmarks.page.__main__ import main as page

if __name__ == "__main__":
    page()
    print()
    build()
    print()
    grading()
