"""Write both papers into a folder: both or neither."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from courseware.bank import load_bank
from courseware.errors import CoursewareError
from courseware.paper.answers import answers_data
from courseware.paper.copies import copies_of
from courseware.paper.exhibits import load_appendix
from courseware.paper.questions import questions_data
from courseware.paper.typeset import typeset

MOST_COPIES = 100  # more need more than two gigabytes of memory at once
_STEPS = 4

Progress = Callable[[str, int, int], None]  # what is being done, steps done, steps in all


class Written(NamedTuple):
    """Where the two papers are."""

    questions: Path
    answers: Path


def write_paper(root: Path, out: Path, copies: int | None, sealed: bool, progress: Progress) -> Written:
    """Write `questions.pdf` and `answers.pdf` into the folder `out`, which is made if need be.

    Args:
        root: the unit's folder.
        copies: 1 to `MOST_COPIES` for that many copies, each with variants of its own; None for one paper
            with every item's first variant.
        sealed: draw the variants as for the sealed edition.

    Raises:
        CoursewareError: `copies` is out of range, `out` is no folder, or the bank or the exhibits are faulty.
        OSError: a file could not be written; the earlier ones are then as they were.
    """
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        mend = f"ask for 1 to {MOST_COPIES}"
        raise CoursewareError("--copies", "", f"{copies:,} copies cannot be made", mend)
    if out.exists() and not out.is_dir():
        raise CoursewareError(out, "", "this is not a folder", "name another folder for --out")
    written = Written(out / "questions.pdf", out / "answers.pdf")
    for path in written:
        if path.is_dir():
            raise CoursewareError(path, "", "this is a folder", "remove it or name another folder for --out")
    progress("paper, steps done", 0, _STEPS)
    bank = load_bank(root, sealed=sealed)
    appendix = load_appendix(root, bank)
    drawn = copies_of(bank, copies)
    out.mkdir(parents=True, exist_ok=True)
    progress("paper, steps done", 1, _STEPS)
    questions = typeset("questions", questions_data(root, bank, appendix, drawn))
    progress("paper, steps done", 2, _STEPS)
    answers = typeset("answers", answers_data(root, bank, appendix, drawn))
    progress("paper, steps done", 3, _STEPS)
    _replace({written.questions: questions, written.answers: answers})
    progress("paper, steps done", _STEPS, _STEPS)
    return written


def _replace(files: dict[Path, bytes]) -> None:
    """Write the files beside their places first, so that a full disk leaves the earlier ones."""
    drafts = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, content in files.items():
            try:
                drafts[path].write_bytes(content)
            except OSError as error:  # a full disk does not say which file it was
                raise OSError(error.errno, error.strerror, os.fspath(path)) from None
        for path, draft in drafts.items():
            os.replace(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
