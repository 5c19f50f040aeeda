"""`python -m tests.tools` gets what tests need of other programs and is not there yet: no test has to."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.tools.environment import TOOLS, environment, student_wheels

WANTED = (*(partial(environment, name) for name in TOOLS), student_wheels)

if __name__ == "__main__":
    with ThreadPoolExecutor(2) as two:  # pip leaves half of two cores unused
        made = [two.submit(make) for make in WANTED]
    try:
        for one in made:
            one.result()
    except RuntimeError as error:
        sys.exit(str(error))
