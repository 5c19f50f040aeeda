"""The class report: what a class earned, which items and modules to look at, and what the figures rest on."""

from __future__ import annotations

from courseware.gradebook.report.page import class_report, report_page
from courseware.gradebook.report.responses import Responses

__all__ = ["Responses", "class_report", "report_page"]
