"""`python -m tests.tools` gets what tests need of other programs and is not there yet: no test has to."""

from __future__ import annotations

import sys

from tests.tools.environment import TOOLS, environment, student_wheels

if __name__ == "__main__":
    try:
        for name in TOOLS:
            environment(name)
        student_wheels()
    except RuntimeError as error:
        sys.exit(str(error))
