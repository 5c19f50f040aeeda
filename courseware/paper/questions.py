"""What the question paper holds, as plain data for its template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from courseware.bank import Bank, CompiledItem, Unit
from courseware.bank.sections import sections
from courseware.paper.copies import Copy
from courseware.paper.exhibits import Appendix, Exhibit
from courseware.paper.shown import letter, listed, plain, points, print_quotes, spans, text, unit_head

_WIDE = 45  # characters of an entry on the right of a match, above which it needs half the page


def questions_data(root: Path, bank: Bank, appendix: Appendix, copies: Sequence[Copy]) -> dict[str, Any]:
    """The question paper of every copy::

        {"title", "number", "edition", "total", "book": "3 and 25", "exhibits": {id: {…}},
         "questions": {"trade-02/0": {…}}, "copies": [{"number": 7 or null, "modules":
         [{"number", "title", "points", "exhibits": [id], "questions": ["trade-02/0"]}]}]}

    A question stands once however many copies have that variant of it; texts are those of `shown.text`.
    """
    numbers = exhibit_numbers(bank, appendix)
    questions = {}
    for copy in copies:
        for place, variant in enumerate(copy.variants):
            name = _name(bank.items[place], variant)
            if name not in questions:
                single = bank.items[place].singles[variant]
                questions[name] = {
                    **_question(place + 1, single),
                    "use": uses(single.id, appendix, numbers),
                    "book": passages(root, bank.unit, single.id, appendix),
                }
    return {
        **unit_head(bank.unit),
        "book": _about_the_book(bank, appendix),
        "exhibits": {e.model.id: _exhibit(e, numbers[e.model.id]) for e in appendix.exhibits},
        "questions": questions,
        "copies": [
            {"number": copy.number, "modules": _modules(bank, appendix, numbers, copy)} for copy in copies
        ],
    }


def exhibit_numbers(bank: Bank, appendix: Appendix) -> dict[str, int]:
    """Exhibits by number, from 1, in the order in which the modules need them."""
    order = sorted(appendix.exhibits, key=lambda exhibit: _first_module(bank, exhibit))
    return {exhibit.model.id: n for n, exhibit in enumerate(order, start=1)}


def uses(item: str, appendix: Appendix, numbers: dict[str, int]) -> str:
    """ "Exhibits 2 and 3", or "" for an item that needs none."""
    used = sorted(numbers[e.model.id] for e in appendix.exhibits if item in e.model.items)
    return f"Exhibit{'' if len(used) == 1 else 's'} {listed(map(str, used))}" if used else ""


def passages(root: Path, unit: Unit, item: str, appendix: Appendix) -> str:
    """The passages of the book that the item asks about: "module 7, Choices ahead: Five interviews"."""
    return "; ".join(sections(root, unit.modules)(p.passage) for p in appendix.at_hand if item in p.items)


def _first_module(bank: Bank, exhibit: Exhibit) -> int:
    order = [module.id for module in bank.unit.modules]
    return min(order.index(bank.item(item).module) for item in exhibit.model.items)


def _modules(bank: Bank, appendix: Appendix, numbers: dict[str, int], copy: Copy) -> list[dict[str, Any]]:
    modules = []
    by_number = sorted(appendix.exhibits, key=lambda exhibit: numbers[exhibit.model.id])
    for place, module in enumerate(bank.unit.modules):
        names = [_name(i, v) for i, v in zip(bank.items, copy.variants, strict=True) if i.module == module.id]
        if names:
            modules.append(
                {
                    "number": place + 1,
                    "title": print_quotes(module.title),
                    "points": points(module.points),
                    "exhibits": [e.model.id for e in by_number if _first_module(bank, e) == place],
                    "questions": names,
                }
            )
    return modules


def _name(item: CompiledItem, variant: int) -> str:
    return f"{item.id}/{variant}"


def _about_the_book(bank: Bank, appendix: Appendix) -> str:
    """The numbers of the questions that ask about passages of the book: "3 and 25"."""
    items = {item for passage in appendix.at_hand for item in passage.items}
    return spans(n for n, item in enumerate(bank.items, start=1) if item.id in items)


def _question(number: int, item: CompiledItem) -> dict[str, Any]:
    view = item.view
    shown: dict[str, Any] = {
        "number": number,
        "type": item.type,
        "points": points(item.points),
        "prompt": text(view["prompt"]),
        "unit": view.get("unit", ""),
    }
    for role in ("options", "left", "right"):
        entries = [{"letter": letter(n), "text": text(e["text"])} for n, e in enumerate(view.get(role, ()))]
        shown[role] = entries
    shown["wide"] = any(len(entry["text"]) > _WIDE for entry in view.get("right", ()))
    return shown


def _exhibit(exhibit: Exhibit, number: int) -> dict[str, Any]:
    model = exhibit.model
    # rows that share their first label show it once
    first = [row[0] for row in exhibit.rows]
    spans_of = [
        0 if n and exhibit.labels > 1 and first[n - 1] == one else _run(first, n) if exhibit.labels > 1 else 1
        for n, one in enumerate(first)
    ]
    return {
        "number": number,
        "title": print_quotes(model.title),
        "year": print_quotes(model.year),
        "unit": print_quotes(model.unit),
        "source": text(model.source),
        "note": text(model.note) if model.note else plain(""),
        "heads": exhibit.heads,
        "rows": exhibit.rows,
        "spans": spans_of,
        "labels": exhibit.labels,
        "right": exhibit.right,
        "widths": exhibit.widths,
        "chart": exhibit.chart._asdict() if exhibit.chart else None,
    }


def _run(labels: list[str], start: int) -> int:
    """How many equal labels follow one another from `start`."""
    end = start
    while end < len(labels) and labels[end] == labels[start]:
        end += 1
    return end - start
