"""CPU time of grading a submission, against `nbgrader autograde` on the same answers."""
