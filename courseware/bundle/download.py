"""Downloads wheels for other computers than this one, by pip, with their checksums verified."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from courseware.bundle.lock import Pin
from courseware.bundle.targets import Target
from courseware.errors import CoursewareError

_NO_NETWORK = re.compile(r"Retrying \(|ConnectionError|Max retries|Network is unreachable|name resolution")


def download(pins: Sequence[Pin], target: Target, folder: Path) -> None:
    """Download a wheel a pin into `folder`.

    The pins are those of the target already: pip would judge markers by the computer it runs on.

    Raises:
        CoursewareError: there is no network, or no such wheel; what was downloaded before stays.
    """
    with tempfile.TemporaryDirectory() as scratch:
        requirements = Path(scratch, "requirements.txt")
        requirements.write_text("".join(f"{pin.line}\n" for pin in pins), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(requirements)]
        command += ["--implementation", "cp", "--python-version", ".".join(map(str, target.python))]
        command += ["--abi", target.abi, "--dest", str(folder)]
        for platform in target.platforms:
            command += ["--platform", platform]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    if _NO_NETWORK.search(said):
        mend = "connect this computer and give the command again; what it has already stays in the folder"
        raise CoursewareError(folder, "", "the wheels cannot be downloaded without a network", mend)
    errors = [line for line in said.splitlines() if line.startswith("ERROR:")]
    last = (errors or said.strip().splitlines() or ["pip did not say why"])[-1].removeprefix("ERROR: ")
    problem = f"a wheel for {target.name} cannot be had ({last.rstrip('.')})"
    raise CoursewareError(folder, "", problem, "pin another version of that package and run `make lock`")
