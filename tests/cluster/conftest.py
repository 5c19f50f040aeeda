"""A real Dask scheduler with two real workers, and a class in a folder that they share."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courseware.bank import load_bank
from tests.conftest import ROOT
from tests.gradebook.conftest import LANDS, School
from tests.tools import environment

TIME = 120  # seconds for anything here, on a busy machine
HERE = Path(__file__).parent


class Machines:
    """Programs of the environment that has Dask and Parquet."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs = folder, environment("cluster")
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        self._started: list[subprocess.Popen] = []

    def start(self, *command: object) -> subprocess.Popen:
        """Start a program; it ends with the test."""
        log = (self.folder / f"{len(self._started)}.log").open("wb")
        program = [str(self.programs / str(command[0])), *map(str, command[1:])]
        self._started.append(
            subprocess.Popen(program, env=self.environment, cwd=self.folder, stdout=log, stderr=log)
        )
        log.close()
        return self._started[-1]

    def run(self, *command: object) -> subprocess.CompletedProcess:
        """Run a program to its end."""
        program = [str(self.programs / str(command[0])), *map(str, command[1:])]
        return subprocess.run(
            program, env=self.environment, cwd=self.folder, capture_output=True, text=True, timeout=TIME
        )

    def script(self, name: str, *arguments: object) -> Any:
        """Run a script beside this file, and read the JSON that it prints."""
        done = self.run("python", HERE / name, *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def end(self) -> None:
        for process in self._started:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


class Cluster(Machines):
    """A scheduler, its address, and two workers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        file = folder / "scheduler.json"
        where = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.start("dask", "scheduler", *where, "--scheduler-file", file)
        self.address = self._address(file)
        # without nannies, so that a worker that is killed stays dead
        one = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder]
        self.workers = [self.start("dask", "worker", self.address, *one) for _ in range(2)]
        self.pids: dict[str, int] = self.script("workers.py", self.address, len(self.workers))

    def _address(self, file: Path) -> str:
        deadline = time.monotonic() + TIME
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError):
                return json.loads(file.read_text())["address"]
            time.sleep(0.1)
        raise AssertionError((self.folder / "0.log").read_text())


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Machines:
    return Machines(tmp_path_factory.mktemp("machines"))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.end()


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A class of 600, some of whom handed in something odd."""
    (tmp_path / "school").mkdir()
    school = School(tmp_path / "school", load_bank(LANDS))
    school.enrol(*((f"s-{n}", f"Student {n}") for n in range(600)))
    for n in range(590):
        school.put(f"{n % 7}/{n}.json", school.record(f"s-{n}", first={"rivers-01": {"value": "low"}}))
    school.put("odd/590.ipynb", school.notebook("s-590"))
    school.put("odd/591.json", "{")
    school.put("odd/592.json", school.record("s-592", {"rivers-01": "low"}, name="Дана 🙂"))
    return school
