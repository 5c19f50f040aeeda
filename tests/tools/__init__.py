"""Programs that tests and benchmarks hold this project against, each pinned in an environment of its own."""

from tests.tools.environment import POINTS, TOOLS, environment, student_wheels, variables

__all__ = ["POINTS", "TOOLS", "environment", "student_wheels", "variables"]
