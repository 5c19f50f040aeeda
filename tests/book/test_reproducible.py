"""Two builds of one commit give the same pages, wherever they run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "_build", ".pytest_cache", "__pycache__", "results"
)
# What Sphinx keeps for itself: no reader opens it.
BOOKKEEPING = {".buildinfo", "objects.inv"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in BOOKKEEPING
    }


def test_a_second_build_elsewhere_gives_the_same_files(book, tmp_path):
    copy = Path(shutil.copytree(ROOT, tmp_path / "elsewhere", ignore=LEFT_OUT))
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    done = subprocess.run(
        [Path(sys.executable).parent / "jupyter-book", "build", copy, "-W", "-n"],
        cwd=copy,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    first, second = files(book), files(copy / "_build" / "html")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
