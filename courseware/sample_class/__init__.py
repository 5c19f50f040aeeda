"""A class that never was: made-up students, answers and hand-ins, to see everything before a real class."""

from __future__ import annotations

from courseware.sample_class.answers import Sheet, make_answers
from courseware.sample_class.students import SampleStudent

__all__ = ["SampleStudent", "Sheet", "make_answers"]
