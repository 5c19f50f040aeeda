"""Opening a file of answers that were given elsewhere: one downloaded from the book's page, or kept aside.

What is missing here is added. Where both hold an answer to a question and the two differ, nothing is changed
until the student has said which to keep. A file of another student, unit or edition is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from courseware.notebook.answer_file import NAME, Answers, NotUsed, read_answers
from courseware.notebook.kept import Kept
from courseware.notebook.merge import Difference, difference, marked, merged
from courseware.notebook.session import Problem, Session, unsaved
from courseware.scoring.text import fold

MINE, FILE = "mine", "file"  # which to keep where the two differ
_MOST_FILES = 20  # that are looked at beside a notebook


def open_file(session: Session, given: str | Path, keep: str = "") -> list[str]:
    """Take over the answers in a file; what the student should read of it.

    Args:
        given: the file, seen from the notebook.
        keep: `MINE` or `FILE` where the two differ; "" to be asked.

    Raises:
        Problem: the file cannot be opened here, or `keep` is something else.
    """
    if keep not in ("", MINE, FILE):
        raise Problem(f'Say "{MINE}" or "{FILE}" for which answers to keep, not {str(keep)[:60]!r}.')
    path = Path(given).expanduser()
    answers = _read(session, path)
    found = _difference(session, session.kept()[0], answers)
    if found.differ and not keep:
        return _question(path, found)
    return [*_take(session, path.name, answers, keep == FILE), *_left_out(found)]


def look_beside(session: Session) -> list[str]:
    """What lies beside the notebook: what only adds to the student's own answers is taken, the rest is told.

    A file is told of once in a kernel, and only where it holds something that is not here.
    """
    said: list[str] = []
    for path in _files(session.file.path.parent):
        state = path.stat()
        mark = (path.name, state.st_mtime_ns, state.st_size)
        if mark not in session.seen:
            session.seen.add(mark)
            said += _look_at(session, path)
    return said


def _look_at(session: Session, path: Path) -> list[str]:
    read = read_answers(path, session.edition.unit)
    if isinstance(read, NotUsed):
        return [f"{path.name} is not opened: {read.why}."] if read.is_record else []
    kept = session.kept()[0]
    if _whose(kept, read):
        return [f"{path.name} is not opened: {_whose(kept, read)}."]
    found = _difference(session, kept, read)
    own = kept.student.id and read.kept.student.id
    if own and found.missing and not found.differ:
        return _take(session, path.name, read, False)
    newer = session.file.latest is None or read.saved > session.file.latest
    if not found.missing and not (found.differ and newer):
        return []
    number = len(found.missing) + len(found.differ)
    holds = f"{path.name} beside this notebook holds {_count(number)} that {_is(number)} not here"
    return [f'{holds}. To open it: open_answers("{path.name}")']


def _files(folder: Path) -> Iterator[Path]:
    """Files that may hold answers from elsewhere, by their names; not those kept aside here."""
    names = (path for path in folder.glob("answers*.json") if path.name != NAME and path.is_file())
    yield from sorted(path for path in names if not path.name.startswith("answers.kept-"))[:_MOST_FILES]


def _read(session: Session, path: Path) -> Answers:
    if path.absolute() == session.file.path.absolute():
        raise Problem(f"{NAME} beside this notebook is open already: your answers are kept in it.")
    if not path.exists():
        names = ", ".join(other.name for other in _files(session.file.path.parent))
        mend = f"Beside this notebook lie {names}." if names else "Put it beside this notebook first."
        raise Problem(f"There is no file {str(path)[:200]}. {mend}")
    read = read_answers(path, session.edition.unit)
    if isinstance(read, NotUsed):
        raise Problem(f"{path.name} is not opened: {read.why}. Nothing was changed.")
    kept, fault = session.kept()
    if fault:
        raise Problem(f"{NAME} is not used: {fault}. Rename it or move it away, then open {path.name} again.")
    if whose := _whose(kept, read):
        mend = f'If that is you, say so first: student("{read.kept.student.id}", "your name").'
        raise Problem(f"{path.name} is not opened: {whose}. {mend} Nothing was changed.")
    return read


def _whose(kept: Kept, read: Answers) -> str:
    """That a file is another student's, as a clause; "" if it is not."""
    mine, theirs = kept.student.id, read.kept.student.id
    if not mine or not theirs or fold(mine) == fold(theirs):
        return ""
    return f"it holds the answers of {theirs}, and these are those of {mine}"


def _difference(session: Session, kept: Kept, read: Answers) -> Difference:
    items = session.edition.items
    theirs, here = _marked(session, read.kept, read.kept), _marked(session, kept, kept)
    found = difference(here, theirs, items)
    if not session.sealed:
        return found
    # In a sealed edition an answer to a variant that is not the student's own is one to another question.
    who = kept if kept.student.id else read.kept
    usable = (*found.missing, *found.differ)
    foreign = [id_ for id_ in usable if not session.is_own(items[id_], theirs, who.student)]
    return found._replace(
        missing=[id_ for id_ in found.missing if id_ not in foreign],
        differ=[id_ for id_ in found.differ if id_ not in foreign],
        changed=[*found.changed, *foreign],
    )


def _marked(session: Session, kept: Kept, whose: Kept) -> Kept:
    return marked(kept, session.edition.items, lambda item: session.variant_without_mark(item, whose))


def _take(session: Session, name: str, read: Answers, replace: bool) -> list[str]:
    taken: list[str] = []

    def make(kept: Kept) -> Kept:
        nonlocal taken
        found = _difference(session, kept, read)
        taken = [*found.missing, *(found.differ if replace else [])]
        mine, theirs = _marked(session, kept, kept), _marked(session, read.kept, read.kept)
        return merged(mine, theirs, session.edition.items, taken)

    saved = session.change(make, copy=replace)
    said = f"{_count(len(taken))} taken over" if taken else "it adds nothing, all is as it was"
    return [*saved.notices, f"{name}: {said}.", *([unsaved(saved.problem)] if saved.problem else [])]


def _question(path: Path, found: Difference) -> list[str]:
    call = f'open_answers("{path.as_posix()}"'
    adds = " and adds what is missing" if found.missing else ""
    which = ", ".join(found.differ)
    return [
        f"Your answers here differ from those in {path.name}: {which}. Nothing was changed.",
        f'{call}, "{MINE}")  keeps yours{adds}',
        f'{call}, "{FILE}")  takes those in the file; what is here now is kept under another name',
    ]


def _left_out(found: Difference) -> list[str]:
    said = []
    if found.changed:
        said.append(f"Left out, because the question is another one now: {', '.join(found.changed)}.")
    if found.unknown:
        said.append(f"Left out: {_count(len(found.unknown))} to questions that this edition does not have.")
    return said


def _count(number: int) -> str:
    return f"{number} answer{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
