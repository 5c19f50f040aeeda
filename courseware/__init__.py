"""Engine for auto-graded case-study units. Each part imports only what stands above it; a test holds that.

* files that are not named here: errors, tables, measures and other small tools for all;
* ``scoring``       what an answer earns, by the rules that `page/scorer.js` has, too;
* ``handin``        what a student sends, read without trusting it;
* ``widgets``       interactive charts;
* ``bank``          the questions, checked and compiled, and the rubric;
* ``rubric_table``  the rubric in a notebook;
* ``feedback``      what a student reads about an answer;
* ``claims``        the register behind the numbers of the text;
* ``paper``         the unit in print;
* ``labs``          notebooks in which students compute, and checks of what they get;
* ``sealing``       the edition without keys;
* ``page``          scripts, styles and forms of a page;
* ``gradebook``     from hand-ins to points, feedback and a report;
* ``notebook``      answering in JupyterLab;
* ``sample_class``  a class to try all that with;
* ``export``        the unit for other graders;
* ``bundle``        what students take home;
* ``book``          the Sphinx extension;
* ``cli``           the command `courseware`.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 — pip would refuse, a folder on the path does not
    from courseware.errors import CoursewareError

    _old = CoursewareError(
        "Python " + ".".join(map(str, sys.version_info[:2])),
        "",
        "the unit needs 3.11 or newer",
        "install one from python.org and make its environment anew",
    )
    if sys.argv[:1] == ["-m"]:  # the command: no traceback there either
        sys.exit(print("courseware: " + str(_old), file=sys.stderr) or 2)
    raise _old
