"""What a test cell of an exported notebook calls; the end of `scorer_file`, which holds the scorer before it.

Everything here sees plain values only: whatever a cell left in the student's variable is turned into what a
record would hold, so that an object of their own with a peculiar `==` is worth no points.
"""

from __future__ import annotations

from typing import Any

from courseware.notebook.answer_value import answer_value
from courseware.scoring import MESSAGES
from courseware.scoring.keyless import keyless
from courseware.scoring.score import score


def hundredths(scoring: dict[str, Any], answer: Any) -> int:
    """Hundredths of a point for an answer given in Python; 0 for one that is none.

    Args:
        scoring: the question's, with its key.
        answer: what the student's variable holds; None and `...` are blank.
    """
    try:
        return score(scoring, None if answer is ... else answer_value(answer)).score
    except TypeError:
        return 0


def points(scoring: dict[str, Any], answer: Any) -> float:
    """As `hundredths`, in points."""
    return hundredths(scoring, answer) / 100


def check(asked: dict[str, Any], answer: Any) -> str:
    """Say whether something can be an answer, and nothing about whether it is right.

    Args:
        asked: what an answer can be; see `courseware.scoring.keyless`.
        answer: as for `hundredths`.

    Raises:
        ValueError: it cannot; the message says why.
    """
    try:
        result = score(keyless(asked), None if answer is ... else answer_value(answer))
    except TypeError as error:
        raise ValueError(f"This cannot be read as an answer: {error}.") from None
    if result.state == "invalid":
        raise ValueError(MESSAGES[result.feedback[0]])
    return MESSAGES["blank"] if result.state == "blank" else "Your answer can be read."
