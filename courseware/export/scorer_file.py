"""The scorer as one Python file without any key, for notebooks that are graded where courseware is not."""

from __future__ import annotations

import ast
from pathlib import Path

from courseware.scoring import MESSAGES

NAME = "courseware_scoring"  # of the module; students' notebooks import it
_ENGINE = Path(__file__).parents[1]
# In this order each needs only what stands above it. Their names must not clash; a test sees to that.
PARTS = (
    "scoring/text.py",
    "scoring/numbers.py",
    "scoring/score.py",
    "scoring/keyless.py",
    "notebook/answer_value.py",
    "export/points.py",
)
_HEAD = '''\
"""The scorer of courseware: answers are read and scored here as on the book's pages. No key is in this file.

Put together by `courseware export` from the modules named below. It needs Python 3.11 or newer, no packages.
"""

from __future__ import annotations
'''


def scorer_file() -> str:
    """The source of the module `NAME`: the scorer's own modules one after another, their imports on top."""
    imports: dict[str, set[str]] = {}
    bodies = []
    for part in PARTS:
        source = (_ENGINE / part).read_text(encoding="utf-8")
        found, body = _taken_apart(source)
        for module, names in found:
            imports.setdefault(module, set()).update(names)
        bodies.append(f"# ---- courseware/{part} ----\n\n{body}")
    messages = "\n".join(f"    {name!r}: {text!r}," for name, text in MESSAGES.items())
    lines = [
        f"from {module} import {', '.join(sorted(names))}" if names else f"import {module}"
        for module, names in sorted(imports.items(), key=lambda entry: (bool(entry[1]), entry[0]))
    ]
    return "\n".join([_HEAD, *lines, "", f"MESSAGES = {{\n{messages}\n}}\n\n", "\n\n".join(bodies)])


def _taken_apart(source: str) -> tuple[list[tuple[str, list[str]]], str]:
    """A module's imports from the standard library, and what stands below its imports, comments included.

    An import is a module and the names taken from it, none where the module itself is imported.
    """
    tree = ast.parse(source)
    heads = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    imports = [
        (node.module or "", [name.name for name in node.names])
        if isinstance(node, ast.ImportFrom)
        else (node.names[0].name, [])
        for node in heads
    ]
    kept = [entry for entry in imports if entry[0].partition(".")[0] not in ("__future__", "courseware")]
    return kept, "\n".join(source.splitlines()[heads[-1].end_lineno :]).strip() + "\n"
