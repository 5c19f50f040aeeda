"""The page that a student opens first, as HTML and as plain text: one screen each."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from courseware.bank import Unit
from courseware.palette import standalone

NAMES = ("START-HERE.html", "START-HERE.txt")
_OFFLINE = "--no-index --find-links wheels -r requirements.txt"
_ONLINE = "-r requirements.txt"

_TEMPLATES = Environment(
    loader=PackageLoader("courseware.bundle", "templates"),
    undefined=StrictUndefined,
    autoescape=lambda name: name is not None and ".html" in name,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def start_here(unit: Unit, wheels: bool) -> dict[str, str]:
    """The two texts by file name.

    Args:
        unit: with the edition's name.
        wheels: whether the bundle holds every package that a student needs.
    """
    css = Path(__file__).with_name("templates") / "start-here.css"
    style = Markup(standalone(css.read_text(encoding="utf-8")))
    systems = commands(wheels)
    return {
        name: _TEMPLATES.get_template(f"{name}.j2").render(
            unit=unit, wheels=wheels, systems=systems, style=style
        )
        for name in NAMES
    }


def commands(wheels: bool) -> dict[str, tuple[str, str, str]]:
    """Per system three commands: make an environment, install, start. To be given in the unit's folder."""
    install = f"-m pip install {_OFFLINE if wheels else _ONLINE}"
    windows, others = r"env\Scripts\python", "env/bin/python"
    return {
        "Windows": ("py -m venv env", f"{windows} {install}", f"{windows} -m jupyterlab"),
        "macOS": ("python3 -m venv env", f"{others} {install}", f"{others} -m jupyterlab"),
        "Linux": ("python3 -m venv env", f"{others} {install}", f"{others} -m jupyterlab"),
    }
