"""A number as an author types it: exact, finite, and short enough for the scorers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from courseware.bank.faults import Fault
from courseware.scoring.numbers import LARGEST_EXPONENT, MOST_DIGITS


def typed_number(value: Any) -> Decimal:
    """The exact number; raises Fault if it is none, or has too many digits."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault("is not a number", "write digits with a decimal point, without quotes")
    number = Decimal(repr(value))
    if not number.is_finite():
        raise Fault("is not a finite number", "write a number")
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > LARGEST_EXPONENT // 2:
        raise Fault("has too many digits", f"stay within {MOST_DIGITS} digits")
    return number


def number_schema(**schema: Any) -> WithJsonSchema:
    """What editors are told of a number."""
    return WithJsonSchema({"type": "number", **schema})


Number = Annotated[Decimal, BeforeValidator(typed_number), number_schema()]
