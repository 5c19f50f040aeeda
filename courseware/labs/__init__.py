"""Labs: notebooks in which students compute for themselves, and checks that say what is wrong with a result.

A lab is a notebook `exercises/lab….ipynb`. In the unit's folder it is the teacher's solution; `strip` makes
of it what students get. Its checks are in `exercises/checks/`: `load` computes their keys from the data, and
`judge` says a sentence about a value. A check earns no points.
"""

from courseware.labs.check import Check, Verdict
from courseware.labs.judge import judge
from courseware.labs.load import load_checks
from courseware.labs.strip import students_copy

__all__ = ["Check", "Verdict", "judge", "load_checks", "students_copy"]
