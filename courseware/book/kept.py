"""What a build computes from data, bank and engine, kept for the next one as long as none of them changes.

Compiling the bank evaluates every expression of every variant, which takes longer than writing a page.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from courseware.bank import Bank, load_bank
from courseware.bank.pages import outline
from courseware.book.ground import ground_digest
from courseware.versions import check_engine

T = TypeVar("T")


def kept(file: Path, root: Path, make: Callable[[], T], holds: Callable[[T], bool] = lambda _: True) -> T:
    """What `make` gives, made at most once for the same ground; see `ground_digest`.

    Args:
        file: where it is kept; in a folder of the build that nobody else writes to.
        root: the unit's folder.
        make: makes it anew.
        holds: whether what was kept holds still, should it rest on more than the ground.
    """
    ground = ground_digest(root)
    try:
        kept_ground, value = pickle.loads(file.read_bytes())
    except Exception:  # none yet, half of one, or of an engine whose classes are gone
        kept_ground, value = None, None
    if kept_ground == ground and holds(value):
        return value
    value = make()
    draft = file.with_suffix(".new")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(pickle.dumps((ground, value), pickle.HIGHEST_PROTOCOL))
    os.replace(draft, file)  # whole or not at all
    return value


def kept_bank(root: Path, sealed: bool, folder: Path) -> Bank:
    """What `load_bank` gives, compiled at most once for the same ground and the same outlines of pages.

    Args:
        root: the unit's folder.
        sealed: give the sealed edition's bank.
        folder: where it is kept.

    Raises:
        CoursewareError: as `load_bank`.
    """

    def make() -> tuple[Bank, dict[str, Any]]:
        bank = load_bank(root, sealed)
        return bank, {page: outline(root, page) for page in _pages(bank)}

    def holds(value: tuple[Bank, dict[str, Any]]) -> bool:
        return all(outline(root, page) == known for page, known in value[1].items())

    check_engine(root)
    return kept(folder / f"courseware-bank-{'sealed' if sealed else 'practice'}.pickle", root, make, holds)[0]


def _pages(bank: Bank) -> set[str]:
    """The pages that were looked at to check links and to name passages."""
    passages = (item.passage.partition("#")[0] for item in bank.items)
    return {*passages, *(module.page for module in bank.unit.modules if module.page)}
