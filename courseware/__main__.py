"""``python -m courseware``: the same as the command ``courseware``."""

from __future__ import annotations

import sys

from courseware.cli import main

if __name__ == "__main__":
    sys.exit(main())
