"""A question in words, with the ids to answer it by, for a notebook."""

from __future__ import annotations

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem

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


def question(item: CompiledItem, calls: dict[str, str]) -> tuple[str, Markup]:
    """The question as plain text and as HTML, without its key.

    Args:
        item: with the variant in question alone.
        calls: further functions for this question, with what they do.
    """
    prompt, sign = item.view["prompt"], item.view.get("unit")
    plain, html = [light_markdown.plain(prompt)], [light_markdown.blocks(prompt)]
    for role, heading in _HEADINGS.items():
        parts = [(part["id"], part["text"]) for part in item.view.get(role, ())]
        if not parts:
            continue
        plain += [f"{heading}:", *(f"  {name}: {light_markdown.plain(text)}" for name, text in parts)]
        lines = [
            Markup("<li><code>{}</code> {}</li>").format(name, light_markdown.inline(text))
            for name, text in parts
        ]
        html.append(Markup("<p>{}:</p><ul>{}</ul>").format(heading, Markup("").join(lines)))
    example = f'answer("{item.id}", {EXAMPLES[item.type]})'
    unit = f", in {sign}" if sign else ""
    plain.append(f"Answer with {example}{unit}")
    html.append(Markup("<p>Answer with <code>{}</code>{}</p>").format(example, unit))
    for function, does in calls.items():
        call = f'{function}("{item.id}")'
        plain.append(f"{call} {does}")
        html.append(Markup("<p><code>{}</code> {}</p>").format(call, does))
    return "\n".join(plain), Markup("").join(html)
