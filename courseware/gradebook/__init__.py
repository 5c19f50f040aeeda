"""From a folder of hand-ins to a gradebook: find, recognise, choose, grade, publish."""

from __future__ import annotations

from courseware.gradebook.options import Options
from courseware.gradebook.run import Summary, grade_class

__all__ = ["Options", "Summary", "grade_class"]
