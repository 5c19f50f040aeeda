"""Engine for auto-graded case-study units: bank, scoring, records, gradebook, pages and widgets."""

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
