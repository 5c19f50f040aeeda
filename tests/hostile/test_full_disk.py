"""A disk that is really full: told in one sentence, earlier results are whole, and nothing lies about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = Path(__file__).with_name("small_disk.py")
# A namespace in which mounting is allowed and seen by nobody else: root makes one, and where the system lets
# them so does everybody.
NAMESPACES = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])


@pytest.mark.parametrize("way", ["bytes", "files"])
def test_a_full_disk_is_told_and_loses_nothing(tmp_path, way):
    runs = _sweep(tmp_path, way)
    *failed, last = runs
    assert len(failed) > 5
    for run in failed:
        assert (run["code"], run["same"], run["beside"]) == (2, True, ["results"])
        assert run["error"].startswith(f"courseware: {tmp_path}/disk/") and run["error"].count("\n") == 1
        assert "No space left on device" in run["error"]
        assert run["error"].endswith("; mend this and run the command again.\n")
    assert last == {"code": 0, "error": "", "same": False, "beside": ["results"]}


def _sweep(folder: Path, way: str) -> list[dict]:
    for namespace in NAMESPACES:
        if subprocess.run([*namespace, "true"], capture_output=True).returncode == 0:
            command = [*namespace, sys.executable, SCRIPT, folder, way]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
            done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
            assert done.returncode == 0, done.stderr
            return [json.loads(line) for line in done.stdout.splitlines()]
    pytest.skip("this system lets nobody mount a small disk; test_cli.py limits the size of files instead")
