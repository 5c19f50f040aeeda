"""Labs: notebooks in which students compute for themselves, and checks that say what is wrong with a result.

A lab is a notebook `exercises/lab….ipynb`. In the unit's folder it is the teacher's solution; `strip` makes
of it what students get. Its checks are in `exercises/checks/`: `load` computes their keys from the data, and
`judge` says a sentence about a value. A check earns no points.
"""
