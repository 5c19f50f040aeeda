"""Answering in a notebook: ``from courseware.notebook import ask, hand_in, student``.

``ask("trade-03")`` shows a question as the form that the book's page has. In plain code, ``show("trade-03")``
shows it in words, and ``answer("trade-03", 61.95)`` checks an answer and shows feedback. Both put the answer
into the cell's output and into ``answers.json`` beside the notebook; ``hand_in()`` puts all of them into
its output too, so that either of the two can be handed in. ``open_answers("answers (1).json")`` goes on with
answers that were given in the book's page.

One may check as often as one likes: the best answer counts, and the first is kept beside it, so running a
notebook again changes nothing. In a sealed edition nothing is checked: answers are kept, and the last counts.

In a lab, ``check("lab3-share", share)`` says of a result whether it is right, or what is wrong with it; that
earns no points and is kept nowhere.

What goes wrong is said in a sentence: students see no traceback for a misspelt id.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem
from courseware.errors import CoursewareError
from courseware.feedback import points_of
from courseware.handin.record import MAX_NAME, Student
from courseware.notebook.answer_file import NAME, Saved
from courseware.notebook.edition import open_edition
from courseware.notebook.handing_in import hand_in_output
from courseware.notebook.kept import Kept
from courseware.notebook.lab_check import result_of
from courseware.notebook.opening import look_beside, open_file
from courseware.notebook.outputs import Bundle, answer_output, bundle, student_output
from courseware.notebook.question_text import question
from courseware.notebook.session import Problem, Session, unsaved
from courseware.plain_text import plain_line

__all__ = ["another", "answer", "ask", "check", "hand_in", "hint", "open_answers", "show", "student"]


@functools.lru_cache(maxsize=1)
def _session() -> Session:
    folder = Path.cwd()  # where the first call is made; answers stay there, wherever the notebook goes
    return Session(open_edition(folder), folder)


def _begin() -> Session:
    session = _session()
    _say(look_beside(session))
    return session


def _told(function: Callable[..., None]) -> Callable[..., None]:
    """Print what went wrong instead of raising it."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        except (Problem, CoursewareError) as problem:
            print(problem)
        except OSError as error:  # a folder that cannot be read, or is gone
            where = f"{error.filename}: " if error.filename is not None else ""
            print(f"{where}{error.strerror or error}. Open the notebook from a folder that you can write to.")

    return wrapper


@_told
def student(student_id: str | int, name: str = "") -> None:
    """Say whose answers these are, as the teacher's list has it; once a notebook, before the first answer.

    Args:
        student_id: the id that the teacher gave.
        name: the student's name.
    """
    session = _begin()
    who = Student(plain_line(str(student_id)), plain_line(str(name)))
    if not who.id or len(who.id) > MAX_NAME or len(who.name) > MAX_NAME:
        raise Problem(f"Give an id and a name of at most {MAX_NAME} characters: student('s-017', 'Aigerim').")
    _say(session.tell_student(who))
    _display(student_output(who))


@_told
def answer(item_id: str, value: Any) -> None:
    """Answer a question: check it, show feedback, keep the answer. The best answer counts.

    In a sealed edition the answer is kept without feedback, and the last one counts.

    Args:
        item_id: such as "trade-03"; `show` displays the question.
        value: choice: an option's id; multiple: a list of option ids; numeric: a number, or text as typed;
            order: the list of all ids; match: a dict from left to right ids; text: the text.
    """
    given = _begin().answer(item_id, value)
    _say(given.saved.notices)
    # The notebook itself can be handed in, even where no file can be written.
    _display(*answer_output((given.plain, given.html), given.payload, given.saved.moment))
    _say_problem(given.saved)


@_told
def show(item_id: str) -> None:
    """Display a question with the ids to answer it by, in the variant that the next answer is about."""
    session = _begin()
    item = session.item(item_id)
    _display(bundle(*_question(session, item, session.variant(item))))


@_told
def ask(item_id: str) -> None:
    """Display a question as a form to answer it in, as in the book's page."""
    session = _begin()
    item = session.item(item_id)
    number = session.variant(item)
    plain, html = _question(session, item, number)
    if _ipython() is None:
        print(plain)
        return
    from courseware.notebook.question_form import QuestionForm  # what only a notebook needs

    QuestionForm(session, item, plain, html).show()


@_told
def another(item_id: str) -> None:
    """Display the next variant of a question; the next answer is about it. What counts so far stays."""
    session = _begin()
    item = session.item(item_id)
    number, saved = session.next_variant(item)
    _say(saved.notices)
    _display(bundle(*_question(session, item, number)))
    _say_problem(saved)


@_told
def hint(item_id: str) -> None:
    """Display a push in the right direction, before an answer; in practice only."""
    session = _begin()
    item = session.item(item_id)
    if session.sealed:
        raise Problem("There are no hints in this edition.")
    text = item.variants[session.variant(item)].hint
    if not text:
        raise Problem(f"There is no hint for {item.id}.")
    _display(bundle(light_markdown.plain(text), light_markdown.blocks(text)))


@_told
def check(check_id: str, value: Any) -> None:
    """Say of a result in a lab whether it is right, or what is wrong with it without the answer.

    Args:
        check_id: as the lab has it, such as "lab3-share".
        value: the result: a number, a name, a list of names, or a Series or dict of numbers by label.
    """
    print(result_of(_session(), check_id, value))


def _question(session: Session, item: CompiledItem, number: int) -> tuple[str, Markup]:
    single, count, calls = item.singles[number], len(item.variants), {}
    if single.hint:
        calls["hint"] = "gives a hint"
    if count > 1 and not session.sealed:
        calls["another"] = f"shows another variant; this is {number + 1} of {count}"
    return question(single, calls)


_TO_DO = {
    "blank": "Not answered yet",
    "invalid": "Could not be scored, so answer again",
    "changed": "Changed since you answered, so answer again",
    "other variant": "Answered for another student id, so answer again",
}
_EITHER = "Or save this notebook now and hand it in: it holds the same answers."



@_told
def open_answers(file: str | Path, keep: str = "") -> None:
    """Go on with answers given elsewhere: a file downloaded from the book's page, or one kept aside here.

    What is missing here is added. Where the same question has two answers, nothing is changed until you say
    which to keep.

    Args:
        file: its name, such as "answers (1).json".
        keep: "mine" to keep what is here, "file" to take what is in the file.
    """
    _say(open_file(_session(), file, keep))


@_told
def hand_in() -> None:
    """Say what has been answered and by whom, write the file anew, and offer it; the output holds it all."""
    session = _begin()
    kept, fault = session.kept()
    saved = None
    if kept.counts:
        saved = session.change(lambda now: now)
        kept = saved.kept
        _say(saved.notices)
    elif fault:
        print(f"{NAME} is not used: {fault}.")
    moment = saved.moment if saved else datetime.now(UTC)
    record = session.file.record(kept, moment)
    lines = _standing(session, kept)
    if saved:
        lines += [unsaved(saved.problem)] if saved.problem else [
            f"Hand in {NAME}, which lies in {session.file.path.parent}. {_EITHER}"
        ]
    _display(*hand_in_output(session.edition.unit, session.edition.items, kept, lines, record, moment))


def _standing(session: Session, kept: Kept) -> list[str]:
    """What is answered and what is open, and whose it is."""
    states, points = _states(session, kept)
    answered = sum(state != "blank" for state in states.values())
    lines = [f"{answered} of {len(states)} questions answered{points}."]
    for state, words in _TO_DO.items():
        if found := [item for item, its in states.items() if its == state]:
            lines.append(f"{words}: {', '.join(found)}.")
    who = kept.student
    if not who.id:
        lines.append('Say who you are before you hand in: student("your id", "your name").')
    else:
        lines.append(f"These are the answers of {f'{who.name}, id {who.id}' if who.name else who.id}.")
    return lines


def _states(session: Session, kept: Kept) -> tuple[dict[str, str], str]:
    """Item id → state, and the points in words: none in a sealed edition."""
    if session.sealed:
        return session.states(kept), ""
    items, graded = session.edition.items, session.graded(kept, datetime.now(UTC))
    states: dict[str, str] = {item: result.state for item, result in zip(items, graded.results, strict=True)}
    return states, f", {points_of(graded.total or 0, sum(item.points for item in items.values()))}"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _say_problem(saved: Saved) -> None:
    if saved.problem:
        print(unsaved(saved.problem))


def _display(content: Bundle, metadata: Bundle | None = None) -> None:
    """Show something in the cell's output; print it where there is no notebook."""
    ipython = _ipython()
    if ipython is None:
        print(content["text/plain"])
        return
    ipython.display.display(content, metadata=metadata or {}, raw=True)


def _ipython() -> Any:
    """The module, where this runs in a notebook; else None."""
    ipython = sys.modules.get("IPython")
    return ipython if ipython is not None and ipython.get_ipython() is not None else None
