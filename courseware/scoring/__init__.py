"""The scorer, and the texts of feedback that belong to no single item."""

from __future__ import annotations

import json
from pathlib import Path

from courseware.scoring.draw import draw
from courseware.scoring.score import SCORERS, Result, is_blank, score

MESSAGES: dict[str, str] = json.loads(Path(__file__).with_name("messages.json").read_text(encoding="utf-8"))

__all__ = ["MESSAGES", "SCORERS", "Result", "draw", "is_blank", "score"]
