"""The theme's icons as CSS masks: only those that pages name, in the place of a script of 1.5 MB.

The drawings are taken from the script itself, so they are the theme's own (Font Awesome Free, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

SCRIPT = "vendor/fontawesome/*/js/all.min.js"  # below the theme's static files
CREDIT = "/*! Icons: Font Awesome Free by @fontawesome, https://fontawesome.com, CC BY 4.0 */\n"
# Where the script hands over each of its three sets, and the classes that choose the set in a page.
_SETS = {
    '("fab",': (".fa-brands", ".fab"),
    '("far",': (".fa-regular", ".far"),
    '("fas",': (".fa-solid", ".fas"),
}
_ICON = re.compile(
    r'(?:"(?P<quoted>[\w-]+)"|(?P<plain>[\w$]+)):'
    r'\[(?P<width>\d+),(?P<height>\d+),\[(?P<others>[^\]]*)\],"[0-9a-f]*","(?P<path>[^"]*)"\]'
)
_OTHER_NAME = re.compile(r'"([\w-]+)"')


class Icon(NamedTuple):
    """One drawing, in units of its own view box."""

    width: int
    height: int
    path: str


def icon_sets(script: str) -> dict[tuple[str, ...], dict[str, Icon]]:
    """The drawings in the theme's icon script: classes of a set → name → drawing, under every name it has.

    Raises:
        ValueError: the script is not of the form known here; the theme's release is another.
    """
    found: dict[tuple[str, ...], dict[str, Icon]] = {}
    start = 0
    for mark, classes in _SETS.items():
        end = script.find(mark + "p)", start)
        if end < 0:
            raise ValueError(f"no set of icons ends with {mark}p)")
        found[classes] = {
            name: Icon(int(m["width"]), int(m["height"]), m["path"])
            for m in _ICON.finditer(script, start, end)
            for name in (m["quoted"] or m["plain"], *_OTHER_NAME.findall(m["others"]))
        }
        start = end
    return found


def icon_rules(sets: Mapping[tuple[str, ...], Mapping[str, Icon]], words: Iterable[str]) -> str:
    """A rule for each icon that is among the words, as a mask of the size that the script would draw.

    Args:
        sets: as :func:`icon_sets` gives them.
        words: what stands in the pages' markup; classes such as ``fa-bars`` are looked for.
    """
    names = sorted(word[3:] for word in set(words) if word.startswith("fa-"))
    rules = []
    for classes, icons in sets.items():
        for name in filter(icons.__contains__, names):
            icon = icons[name]
            svg = (
                f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {icon.width} {icon.height}'>"
                f"<path d='{icon.path}'/></svg>"
            )
            where = f":is({','.join(classes)}).fa-{name}"
            mask = f"--cw-icon:url(\"data:image/svg+xml,{quote(svg, safe=' /:=')}\")".replace("\n", "")
            rules.append(f"{where}{{{mask};--cw-icon-ratio:{icon.width / icon.height:g}}}\n")
    return CREDIT + "".join(rules)
