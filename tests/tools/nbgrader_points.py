"""Run by nbgrader's own Python: `nbgrader_points.py GRADEBOOK ASSIGNMENT OUT` writes the points as JSON."""

import json
import sys
from pathlib import Path

from nbgrader.api import Gradebook

database, assignment, out = sys.argv[1:]
with Gradebook(f"sqlite:///{database}") as gradebook:
    found = {
        submission.student.id: {
            grade.name.removesuffix("-test"): round(grade.auto_score * 100)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
        for submission in gradebook.assignment_submissions(assignment)
    }
Path(out).write_text(json.dumps(found), encoding="utf-8")
