"""What a call leaves in a notebook's outputs: words for the student, and the answer for the grader."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem, Unit
from courseware.feedback import feedback, points_of
from courseware.handin.notebook_answers import ANSWER, ANSWER_FORMAT, STUDENT, STUDENT_FORMAT
from courseware.handin.record import Student
from courseware.notebook.kept import Kept, Try, points_for
from courseware.scoring import score

LATER = "Feedback comes when your teacher unlocks the edition."
OPEN_AGAIN = "The answer is empty, so the question is open again."
_SHORT = 60  # characters of an answer that is repeated

Bundle = dict[str, Any]  # MIME type -> content


def checked_words(item: CompiledItem, given: Try, counts: Try) -> tuple[str, Markup]:
    """The verdict and the feedback on an answer, plain and as HTML.

    Args:
        item: with all its variants.
        given: an answer to one of them, with its fingerprint.
        counts: the answer that counts after this one.
    """
    single = item.singles[item.by_fingerprint[given.fingerprint or ""]]
    result = score(single.scoring, given.value)
    said = feedback(single, result.state, result.score, result.feedback)
    verdict = f"{said.verdict}: {said.points}" if said.points else said.verdict
    more = _which_counts(item, given, counts)
    plain = [f"{item.id}: {verdict}", *(light_markdown.plain(text) for text in said.texts), *more]
    texts = [light_markdown.blocks(text) for text in said.texts]
    texts += [Markup("<p>{}</p>").format(text) for text in more]
    html = Markup("<p><strong>{}</strong> ({})</p>{}").format(verdict, item.id, Markup("").join(texts))
    return "\n".join(plain), html


def kept_words(item_id: str, blank: bool) -> tuple[str, Markup]:
    """What is said of an answer that nothing checks, plain and as HTML."""
    said = OPEN_AGAIN if blank else f"Kept. {LATER}"
    return f"{item_id}: {said}", Markup("<p>{} ({})</p>").format(said, item_id)


def answer_payload(unit: Unit, item_id: str, given: Try, kept: Kept) -> dict[str, Any]:
    """What a notebook's output says of an answer, see `courseware.handin.notebook_answers`.

    Args:
        kept: what is kept after it.
    """
    tries = {} if unit.sealed else {"counts": kept.counts.get(item_id), "first": kept.first.get(item_id)}
    return {
        "format": ANSWER_FORMAT,
        "unit": unit.id,
        "edition": unit.edition,
        "item": item_id,
        **given.payload(),
        **{name: entry.payload() for name, entry in tries.items() if entry is not None},
        "student": kept.student._asdict(),
    }


def answer_output(
    words: tuple[str, Markup], payload: dict[str, Any], saved: datetime
) -> tuple[Bundle, Bundle]:
    """The content and the metadata of an answer's output.

    Args:
        words: plain and as HTML.
        saved: in UTC.
    """
    return {**bundle(*words), ANSWER: payload}, saved_at(saved)


def saved_at(saved: datetime) -> Bundle:
    """The metadata of an output that tells answers as they stood at a time, in UTC."""
    return {"courseware": {"saved": saved.isoformat(timespec="milliseconds").replace("+00:00", "Z")}}


def student_output(who: Student) -> Bundle:
    """The content of the output that says whose answers these are."""
    text = f"Answers are saved as those of {who.name or who.id} (id {who.id})."
    payload = {"format": STUDENT_FORMAT, "id": who.id, "name": who.name}
    return {**bundle(text, Markup("<p>{}</p>").format(text)), STUDENT: payload}


def bundle(plain: str, html: Markup) -> Bundle:
    """Words as the content of an output."""
    return {"text/plain": plain, "text/html": str(html)}


def _which_counts(item: CompiledItem, given: Try, counts: Try) -> list[str]:
    """A sentence on what counts, where it is worth more than what was just given."""
    best = points_for(item, counts)
    if best is None or best == points_for(item, given):
        return []
    shown = counts.value if isinstance(counts.value, str) else repr(counts.value)
    shown = f", {shown}," if len(shown) <= _SHORT else ""
    return [f"Your best answer{shown} counts: {points_of(best, item.points)}."]
