"""From how many students on a figure is shown, and from what value on it is remarked; with reasons."""

from __future__ import annotations

# One student of four moves the mean by a quarter of what that student earned: four are four stories.
FEWEST_FOR_TOTALS = 5

# A share of right answers has a standard error of √(p(1 − p)/n): at 10 students up to 16 points in a hundred,
# and one student more or less is still 10.
FEWEST_FOR_DIFFICULTY = 10

# The standard error of Fisher's z is 1/√(n − 3): with 20 students it is 0.24, so that even then a correlation
# of 0.4 may as well be 0 or 0.7. Below that the sign itself is a throw of dice.
FEWEST_FOR_DISCRIMINATION = 20

# Below 100 students the values are hints: a correlation is known to ± 0.2 at best.
HINTS_ONLY = 100

# "Poor items, to be rejected or improved by revision": Ebel and Frisbie (1991), Essentials of Educational
# Measurement, 5th edition, chapter 13.
POOR_DISCRIMINATION = 0.2

# Where most guess, discrimination and distractors say little: many textbooks call items below 0.3 difficult.
HARD = 0.3

# Alpha for comparing groups, and for decisions about one person: Bland and Altman (1997), BMJ 314, 572.
ALPHA_FOR_GROUPS, ALPHA_FOR_ONE = 0.7, 0.9

# A convention of this report, near the pass mark of many schools; the figures stand beside it.
TEACH_AGAIN = 0.6

# Shares of a class from which a sentence is worth its place on the page; conventions of this report.
MANY_BLANK, MANY_INVALID, COMMON_MISTAKE = 0.25, 0.1, 0.25
FEWEST_WITH_ONE_MISTAKE = 3
