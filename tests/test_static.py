"""What can be said of the sources without running them: linted, and the engine's types hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.conftest import ROOT
from tests.node import EXECUTABLE


def _run(command: Sequence[object], mend: str) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{(done.stdout + done.stderr).strip()}\n{mend}", pytrace=False)


def test_ruff_finds_nothing_in_the_python_sources():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "."]
    _run(command, "Mend these lines; `.venv/bin/ruff check --fix` mends most by itself.")


def test_mypy_finds_no_wrong_type_in_the_engine():
    command = [sys.executable, "-m", "mypy", "--no-error-summary"]
    _run(command, "Mend these types; `.venv/bin/mypy` shows them again.")


def test_oxlint_finds_nothing_in_the_scripts():
    oxlint = [EXECUTABLE, "node_modules/oxlint/bin/oxlint", "--format=unix", "--deny-warnings"]
    command = [*oxlint, "courseware", "benchmarks", "tests"]
    _run(command, "Mend these lines; what a file may take as given stands in .oxlintrc.json.")
