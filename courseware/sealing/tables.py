"""Which tables of the data package a sealed edition publishes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_EDITORS_OWN = "uncited_numbers"  # lists numbers of the items files, those of feedback too


def published(resources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The resources without those that speak of keys or feedback."""
    return [resource for resource in resources if resource["name"] != _EDITORS_OWN]
