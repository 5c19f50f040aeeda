"""An expression over the tables as a reader can follow it, in the place of JSON."""

from __future__ import annotations

import json
from typing import Any

_SIGNS = {"difference": ("of", "−", "minus"), "ratio": ("of", "÷", "to")}
_JOINTS = {"sum": "+", "product": "×"}


def expression_text(check: str, factor: float | None = None) -> str:
    """The expression in one line: "share (table trade; part: year 2020, ...; whole: ...) × 100".

    Args:
        check: the expression in JSON, as in the register.
        factor: what its result is multiplied by.
    """
    expression = json.loads(check)
    if factor in (None, 1):
        return _say(expression)
    return f"{_operand(expression)} × {factor:g}"


def _say(expression: dict[str, Any]) -> str:
    if expression.get("function") in _SIGNS:
        left, sign, right = _SIGNS[expression["function"]]
        return f"{_operand(expression[left])} {sign} {_operand(expression[right])}"
    if expression.get("function") in _JOINTS:
        return f" {_JOINTS[expression['function']]} ".join(map(_operand, expression["of"]))
    parts = [f"table {expression['table']}"] if "table" in expression else []
    for name, value in expression.items():
        if name not in ("function", "table"):
            parts.append(f"{name.replace('_', ' ')}: {_value(value)}")
    return f"{expression.get('function', '').replace('_', ' ')} ({'; '.join(parts)})"


def _operand(expression: dict[str, Any] | float) -> str:
    if not isinstance(expression, dict):
        return f"{expression:g}"
    said = _say(expression)
    return f"[{said}]" if expression.get("function") in {*_SIGNS, *_JOINTS} else said


def _value(value: Any) -> str:
    if isinstance(value, dict) and "function" in value:
        return _say(value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items()) or "all"
    if isinstance(value, list):
        return " + ".join(map(_value, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
