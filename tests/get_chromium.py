"""Makes sure that browser tests have a Chromium: the system's, else Playwright's, else apt's (as root)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from chromium import find_chromium
from playwright.sync_api import sync_playwright


def found() -> str | None:
    """Path of a Chromium that is there, or None."""
    with sync_playwright() as playwright:
        try:
            return find_chromium(playwright)
        except RuntimeError as error:
            if "CHROMIUM is set" in str(error):
                sys.exit(str(error))
            return None


def ways() -> list[list[list[str]]]:
    """What can be tried here, each as the commands to run in order."""
    tries = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        tries.append([["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]])
    return tries


def _runs(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0


def main() -> int:
    """Find or install, and say what was done; 1 if there is no way."""
    if path := found():
        print(f"Chromium: {path}")
        return 0
    for commands in ways():
        print("No Chromium here. Trying:", " && ".join(" ".join(command) for command in commands), flush=True)
        if all(_runs(command) for command in commands) and (path := found()):
            print(f"Chromium: {path}")
            return 0
    print("No Chromium could be installed; install one yourself and run `make test` again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
