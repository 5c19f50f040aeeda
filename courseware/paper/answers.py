"""What the teacher's answer sheet holds, as plain data for its template."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.paper.copies import Copy
from courseware.paper.exhibits import Appendix
from courseware.paper.marking import Line, Marking, marking
from courseware.paper.questions import exhibit_numbers, uses
from courseware.paper.shown import Text, points, points_words, print_quotes, spans, text, unit_head


def answers_data(root: Path, bank: Bank, appendix: Appendix, copies: Sequence[Copy]) -> dict[str, Any]:
    """The answer sheet of all copies: every item once, with what its variants have in common said once, and a
    marking grid a copy.
    """
    numbers = exhibit_numbers(bank, appendix)
    used = [sorted({copy.variants[place] for copy in copies}) for place in range(len(bank.items))]
    markings = [
        {variant: marking(item.singles[variant]) for variant in variants}
        for item, variants in zip(bank.items, used, strict=True)
    ]
    items = []
    for place, item in enumerate(bank.items):
        items.append(
            {
                "number": place + 1,
                "id": item.id,
                "points": points_words(item.points),
                "passage": item.section,
                "use": uses(item.id, appendix, numbers),
                **_item(item, markings[place], _holders(copies, place)),
            }
        )
    return {
        **unit_head(bank.unit),
        "copies": len(copies) if copies[0].number is not None else 0,
        "items": items,
        "grids": [_grid(bank, markings, copy) for copy in copies],
    }


def _holders(copies: Sequence[Copy], place: int) -> dict[int, list[int]]:
    """Variant of the item at `place` → numbers of the copies that have it."""
    holders: dict[int, list[int]] = {}
    for copy in copies:
        holders.setdefault(copy.variants[place], []).append(copy.number or 0)
    return holders


def _item(item: CompiledItem, markings: dict[int, Marking], holders: dict[int, list[int]]) -> dict[str, Any]:
    first, *others = markings.values()
    prompt = text(item.variants[min(markings)].view["prompt"])
    if not others:
        return {"prompt": prompt, "example": "", "common": _part(first, {}), "notes": [], "variants": []}
    common = Marking(
        first.key,
        [rule for rule in first.rules if all(rule in other.rules for other in others)],
        [line for line in first.lines if all(line in other.lines for other in others)],
        [remark for remark in first.remarks if all(remark in other.remarks for other in others)],
    )
    own = {variant: _without(marked, common) for variant, marked in markings.items()}
    notes = _notes(list(own.values()))
    asks = own_words({variant: item.variants[variant].view["prompt"] for variant in markings})
    variants = [
        {
            "copies": _copies(holders[variant]),
            "asks": asks[variant],
            **_part(part, notes),
        }
        for variant, part in own.items()
    ]
    example = _copies(holders[min(markings)])
    return {
        "prompt": prompt,
        "example": example,
        "common": _part(common, {}),
        "notes": [{"mark": mark, "feedback": json.loads(words)} for words, mark in notes.items()],
        "variants": variants,
    }


def own_words(prompts: dict[int, str]) -> dict[int, str]:
    """What each of several prompts says that not all of them say: "Lowland … 2019"."""
    split = {variant: light_markdown.plain(prompt).split() for variant, prompt in prompts.items()}
    shared = Counter(split[min(split)])
    for words in split.values():
        shared &= Counter(words)
    shown = {}
    for variant, words in split.items():
        left, before = Counter(shared), False
        runs: list[str] = []
        for word in words:
            own = not left[word]
            left[word] -= 1
            if own:
                runs[-1:] = [f"{runs[-1]} {word}"] if before and runs else [*runs[-1:], word]
            before = own
        shown[variant] = print_quotes(" … ".join(run.strip(",.?;:()") for run in runs))
    return shown


def _without(marked: Marking, common: Marking) -> Marking:
    return Marking(
        marked.key,
        [rule for rule in marked.rules if rule not in common.rules],
        [line for line in marked.lines if line not in common.lines],
        [remark for remark in marked.remarks if remark not in common.remarks],
    )


def _notes(parts: list[Marking]) -> dict[str, str]:
    """Feedback that several variants share, as JSON → its mark."""
    counted: Counter[str] = Counter()
    for part in parts:
        shown = [line.feedback for line in part.lines] + [words for _, words in part.remarks]
        counted.update(dict.fromkeys((_frozen(words) for words in shown if words), 1))
    shared = [words for words, count in counted.items() if count > 1]
    return {words: f"note {n}" for n, words in enumerate(shared, start=1)}


def _part(part: Marking, notes: dict[str, str]) -> dict[str, Any]:
    return {
        "rules": part.rules,
        "lines": [_line(line, notes) for line in part.lines],
        "remarks": [_line(Line(word, [], words), notes) for word, words in part.remarks],
    }


def _line(line: Line, notes: dict[str, str]) -> dict[str, Any]:
    note = notes.get(_frozen(line.feedback), "")
    return {"mark": line.mark, "words": line.words, "note": note, "feedback": [] if note else line.feedback}


def _frozen(words: Text) -> str:
    return json.dumps(words)


def _copies(numbers: list[int]) -> str:
    return f"cop{'y' if len(numbers) == 1 else 'ies'} {spans(numbers)}"


def _grid(bank: Bank, markings: Sequence[dict[int, Marking]], copy: Copy) -> dict[str, Any]:
    modules = []
    for place, module in enumerate(bank.unit.modules, start=1):
        rows = [
            {
                "number": n + 1,
                "key": markings[n][copy.variants[n]].key,
                "type": item.type,
                "points": points(item.points),
            }
            for n, item in enumerate(bank.items)
            if item.module == module.id
        ]
        if rows:
            modules.append(
                {
                    "number": place,
                    "title": print_quotes(module.title),
                    "points": points(module.points),
                    "rows": rows,
                }
            )
    return {"copy": copy.number, "modules": modules}
