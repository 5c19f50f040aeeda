"""A student's computer: a home of its own, the Python that they have, no network, and a bundle to unpack."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.chromium import launch
from tests.jupyterlab import stop
from tests.no_network import Place

SYSTEM = {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, "Linux")
_SETTINGS = {
    "ServerApp": {
        "open_browser": False,
        "port": 0,
        "port_retries": 0,
        "token": "",
        "password": "",
        "allow_root": True,
    },
    "LabApp": {"expose_app_in_browser": True, "news_url": None},
}


class Computer(NamedTuple):
    """What a test works at.

    Attributes:
        home: the student's own folder; the bundle is unpacked in it.
        place: where programs run without a network.
        unit: the unpacked folder.
    """

    home: Path
    place: Place
    unit: Path

    def environment(self) -> dict[str, str]:
        """Nothing of this machine's settings for Python, pip and Jupyter."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "PYTHON", "JUPYTER", "VIRTUAL_ENV", "COURSEWARE"))
        }
        own = {
            "HOME": str(self.home),
            "PATH": f"{self.home / 'bin'}{os.pathsep}{kept['PATH']}",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_COMPILE": "1",  # saves a third of the time; what is used is compiled as it is used
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "IPYTHONDIR": str(self.home / "ipython"),
        }
        return {**kept, **own, **self.place.environment}

    def documented(self) -> list[list[str]]:
        """The three commands that START-HERE.txt gives for this system."""
        text = (self.unit / "START-HERE.txt").read_text(encoding="utf-8")
        block = re.search(rf"\n +{SYSTEM}\n((?: {{5}}.+\n)+)", text)[1]
        return [shlex.split(line) for line in block.splitlines()]

    def run(self, words: list[str], **options) -> subprocess.CompletedProcess[str]:
        """Runs a command in the unit's folder; fails the test if it fails."""
        command = self.place.command(words)
        options = {"cwd": self.unit, "env": self.environment(), "stdin": subprocess.DEVNULL, **options}
        done = subprocess.run(command, capture_output=True, text=True, **options)
        if done.returncode:
            pytest.fail(f"{shlex.join(words)}\n{(done.stdout + done.stderr)[-3000:]}", pytrace=False)
        return done

    @contextlib.contextmanager
    def jupyterlab(self) -> Iterator[str]:
        """JupyterLab as the third command starts it; gives the address. No browser opens by itself."""
        config, runtime = self.home / "config", self.home / "runtime"
        config.mkdir(exist_ok=True)
        (config / "jupyter_server_config.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
        with (self.home / "server.log").open("w") as log:
            process = subprocess.Popen(
                self.place.command(self.documented()[2]),
                stdout=log,
                stderr=log,
                env=self.environment(),
                cwd=self.unit,
            )
            try:
                yield _address(process, runtime, self.home / "server.log")
            finally:
                stop(process)

    @contextlib.contextmanager
    def browser(self) -> Iterator[Browser]:
        """Chromium, in the place without a network."""
        with launch(self.place.chromium, lambda path: self.place.program(path, self.home / "browser")) as own:
            yield own


def new_computer(home: Path, place: Place, bundle: Path) -> Computer:
    """A computer with the bundle unpacked on it, and with this test's Python as `python3`."""
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python3").symlink_to(os.path.realpath(sys.executable))
    with zipfile.ZipFile(bundle) as archive:
        (top,) = {name.partition("/")[0] for name in archive.namelist()}
        archive.extractall(home / "My documents")
    return Computer(home, place, home / "My documents" / top)


def _address(process: subprocess.Popen, runtime: Path, log: Path) -> str:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            with contextlib.suppress(ValueError):  # half written
                return json.loads(file.read_text())["url"]
        time.sleep(0.1)
    pytest.fail("JupyterLab did not start:\n" + log.read_text()[-3000:])
