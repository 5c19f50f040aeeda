"""Programs that tests and benchmarks hold this project against, each pinned in an environment of its own."""

from tests.tools.environment import TOOLS, environment, variables

__all__ = ["TOOLS", "environment", "variables"]
