"""`python -m tests.tools` makes every environment that is not there yet, so that no test has to."""

from __future__ import annotations

import sys

from tests.tools.environment import TOOLS, environment

if __name__ == "__main__":
    try:
        for name in TOOLS:
            environment(name)
    except RuntimeError as error:
        sys.exit(str(error))
