"""The compiled bank of the last build, as long as nothing that it rests on has changed.

Compiling evaluates every expression of every variant, which takes longer than writing a page.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from courseware.bank import Bank, load_bank
from courseware.bank.pages import outline
from courseware.book.ground import ground_digest
from courseware.versions import check_engine


def kept_bank(root: Path, sealed: bool, folder: Path) -> Bank:
    """What `load_bank` gives, compiled at most once for the same data, bank, engine and page outlines.

    Args:
        root: the unit's folder.
        sealed: give the sealed edition's bank.
        folder: a folder of the build that nobody else writes to; the bank is kept there.

    Raises:
        CoursewareError: as `load_bank`.
    """
    check_engine(root)
    file = folder / f"courseware-bank-{'sealed' if sealed else 'practice'}.pickle"
    ground = ground_digest(root)
    try:
        kept_ground, outlines, bank = pickle.loads(file.read_bytes())
    except Exception:  # none yet, half of one, or of an engine whose classes are gone
        kept_ground = None
    if kept_ground == ground and all(outline(root, page) == known for page, known in outlines.items()):
        return bank
    bank = load_bank(root, sealed)
    outlines = {page: outline(root, page) for page in _pages(bank)}
    draft = file.with_suffix(".new")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(pickle.dumps((ground, outlines, bank), pickle.HIGHEST_PROTOCOL))
    os.replace(draft, file)  # whole or not at all
    return bank


def _pages(bank: Bank) -> set[str]:
    """The pages that were looked at to check links and to name passages."""
    passages = (item.passage.partition("#")[0] for item in bank.items)
    return {*passages, *(module.page for module in bank.unit.modules if module.page)}
