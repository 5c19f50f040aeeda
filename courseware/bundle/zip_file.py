"""A zip of which every byte follows from the content of its files and one given time."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

_PACKED = {".whl", ".png", ".jpg", ".gif", ".woff", ".woff2"}  # gain nothing by being packed again
_UNIX = 3  # as what system the zip is made, so that file modes count
_MODE = 0o100644 << 16  # a plain file that everybody may read


def write_zip(path: Path, files: Mapping[str, Path | bytes], moment: int) -> None:
    """Write `files` into a new zip, sorted by name.

    Args:
        path: the zip.
        files: by name in the zip, "/" between folders: a file on disk, or the content.
        moment: what every file's time will be, in seconds since 1970; a zip counts from 1980 on.
    """
    when = time.gmtime(moment)[:6]
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, when)
            info.create_system, info.external_attr = _UNIX, _MODE
            stored = Path(name).suffix in _PACKED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            content = files[name]
            data = content.read_bytes() if isinstance(content, Path) else content
            archive.writestr(info, data, compresslevel=9)


def files_in(folder: Path, within: str = "") -> dict[str, Path]:
    """Every file of a folder by its name in a zip, where `within` is put before it; no hidden ones."""
    found = {}
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            found["/".join((within, *parts) if within else parts)] = path
    return found
