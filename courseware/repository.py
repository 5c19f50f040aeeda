"""Where the unit is published: the one address in `_config.yml` that every link to a repository is made from.

::

    repository:
      url: https://github.com/OWNER/NAME
    launch_buttons:
      jupyterhub_url: https://hub.example.org   # optional: nbgitpuller needs a hub

Links lead to the branch `BRANCH`, which holds what students get and no solutions.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from courseware.errors import CoursewareError

CONFIG = "_config.yml"
BRANCH = "students"
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


class Repository(NamedTuple):
    """A git repository on the web; `hub` is the JupyterHub that pulls from it, or ""."""

    host: str  # in lower case
    path: str  # "owner/name"; a group of groups may come first
    hub: str

    @property
    def url(self) -> str:
        """Its address, which git can clone from."""
        return f"https://{self.host}/{self.path}"


def read_repository(root: Path) -> Repository | None:
    """The repository that a book's settings name; None where they name none.

    Args:
        root: the book's folder.

    Raises:
        CoursewareError: the settings cannot be read, or hold something else than addresses.
    """
    file = root / CONFIG
    try:
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise CoursewareError(file, "", f"it is no YAML ({reason})", "mend it") from None
    address, hub = _text(settings, "repository", "url"), _text(settings, "launch_buttons", "jupyterhub_url")
    if address is None or hub is None:
        place = "repository: url" if address is None else "launch_buttons: jupyterhub_url"
        raise CoursewareError(file, place, "it is no text", "put the address there, or take the line out")
    if hub and not re.fullmatch(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~/-]*)?", hub):
        mend = "write it as https://hub.example.org, or take the line out"
        problem = f"{hub[:80]!r} is no address of a hub"
        raise CoursewareError(file, "launch_buttons: jupyterhub_url", problem, mend)
    if not address:
        return None
    bracketed = "[" in address or "]" in address  # urlsplit raises on some of these
    parts = urlsplit(address if address.isascii() and not bracketed else "")
    path = parts.path.strip("/").removesuffix(".git")
    whole = parts.scheme == "https" and re.fullmatch(r"[A-Za-z0-9.-]+\.[A-Za-z]+", parts.netloc)
    if not whole or parts.query or parts.fragment or not _is_path(path):
        mend = "write it as https://github.com/OWNER/NAME, or take the line out"
        problem = f"{address[:80]!r} is no address of a repository"
        raise CoursewareError(file, "repository: url", problem, mend)
    return Repository(parts.netloc.lower(), path, hub.rstrip("/"))


def _text(settings: Any, section: str, name: str) -> str | None:
    """A setting, "" where it is not there or empty; None for something else than text."""
    part = settings.get(section) if isinstance(settings, dict) else None
    value = part.get(name) if isinstance(part, dict) else None
    return "" if value is None else value.strip() if isinstance(value, str) else None


def _is_path(path: str) -> bool:
    parts = path.split("/")
    return len(parts) >= 2 and all(_PART.fullmatch(part) for part in parts)
