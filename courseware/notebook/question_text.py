"""A question in words, with the ids to answer it by, for a notebook."""

from __future__ import annotations

import html
import re
from typing import Any

from markupsafe import Markup

# How an answer to an item of each type is written in Python.
EXAMPLES = {
    "choice": '"id"',
    "multiple": '["id", "id"]',
    "numeric": "12.5",
    "order": '["first id", "second id", …]',
    "match": '{"left id": "right id", …}',
    "text": '"your words"',
}
_HEADINGS = {"options": "Options", "left": "Left", "right": "Right"}
_TAG = re.compile(r"<[^>]*>")


def question(item: dict[str, Any], number: int, calls: dict[str, str]) -> tuple[str, Markup]:
    """The question as plain text and as HTML, without its key.

    Args:
        item: of a question document, see `courseware.sealing.documents`.
        number: which variant, from 0.
        calls: further functions for this question, with what they do.
    """
    variant = item["variants"][number]
    plain, rich = [words(variant["prompt"])], [Markup(variant["prompt"])]
    for role, heading in _HEADINGS.items():
        parts = variant.get(role, ())
        if not parts:
            continue
        plain += [f"{heading}:", *(f"  {part['id']}: {part['plain']}" for part in parts)]
        lines = [
            Markup("<li><code>{}</code> {}</li>").format(part["id"], Markup(part["html"])) for part in parts
        ]
        rich.append(Markup("<p>{}:</p><ul>{}</ul>").format(heading, Markup("").join(lines)))
    example = f'answer("{item["id"]}", {EXAMPLES[item["type"]]})'
    unit = f", in {variant['unit']}" if variant.get("unit") else ""
    plain.append(f"Answer with {example}{unit}")
    rich.append(Markup("<p>Answer with <code>{}</code>{}</p>").format(example, unit))
    for function, does in calls.items():
        call = f'{function}("{item["id"]}")'
        plain.append(f"{call} {does}")
        rich.append(Markup("<p><code>{}</code> {}</p>").format(call, does))
    return "\n".join(plain), Markup("").join(rich)


def words(text: str) -> str:
    """The words alone of a document's HTML, on one line."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())
