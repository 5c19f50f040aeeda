"""Engine for auto-graded case-study units: bank, scoring, records, gradebook, pages and widgets."""
