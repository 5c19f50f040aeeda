"""A unit on paper: the questions to print, and a sheet to mark them by."""

from courseware.paper.write import MOST_COPIES, Written, write_paper

__all__ = ["MOST_COPIES", "Written", "write_paper"]
