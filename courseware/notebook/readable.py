"""Whether something can be an answer to a question, told from what is asked, without the key."""

from __future__ import annotations

from typing import Any

from courseware.bank import CompiledItem
from courseware.scoring import Result, score
from courseware.scoring.keyless import keyless
from courseware.sealing.documents import asked


def readable(item: CompiledItem, value: Any) -> Result:
    """The state of an answer as the scorer would have it, and why it is no answer; the score means nothing.

    Args:
        item: with the variant in question alone; its scoring is not looked at.
        value: a JSON value.
    """
    result = score(keyless(asked(item)), value)
    return result if result.state == "invalid" else Result(result.state, 0, ())
