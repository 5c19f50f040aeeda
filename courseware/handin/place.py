"""What the names of folders and files tell about who handed in, as learning platforms write them.

Moodle, *Download all submissions*, one folder a student or one file (mod/assign/classes/downloader.php,
``get_student_prefix`` and ``load_submissionplugin_filelist``; docs.moodle.org, *Assignment grading*)::

    Anna Berg_1234_assignsubmission_file/answers.json      before Moodle 4.1 ending in "file_"
    Anna Berg_1234_assignsubmission_file_answers.json      without "Download submissions in folders"
    Anna Berg_1234_assignsubmission_onlinetext/onlinetext.html
    Participant_1234_assignsubmission_file/                with anonymous submissions
    Group A_55_assignsubmission_file/                      when groups submit; "Default group" has no number

The number is not the user's but the participant's of this assignment: "Participant 1234" in the column
*Identifier* of its grading worksheet. Of a name Moodle leaves out ``& < > " ` | ' : \\ /``.

Canvas, *Download Submissions*, files without folders (lib/content_zipper.rb, ``get_filename`` and
``add_upload_submission``; Canvas Instructor Guide, *How do I download all student submissions for an
assignment?*)::

    berganna_1234_56789_answers.json           family name first, letters and digits only, small letters
    berganna_LATE_1234_56789_answers.json      after the due date
    anon_aB3xY_56789_answers.json              with anonymous grading; LATE_anon_aB3xY_...
    berganna_1234_text.html                    a text entry; ..._link.html for a web address

The first number is the user's (column *ID* of the gradebook's export), the second the file's. Letters of
every script stay. When a group hands in, the group's name stands where the student's does.

Google Classroom keeps what is handed in under the name that the student gave it, in one Drive folder an
assignment. Only a file that it copied for every student tells whose it is, with the student's name added to
the title (Classroom Help, *Create an assignment*, "Make a copy for each student")::

    Anna Berg - answers.json
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

_LONGEST = 300  # characters of a name that is looked at; file systems hold 255
_MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<number>[0-9]+))?_assignsubmission_[a-z]+(?:_.*)?", re.DOTALL)
_CANVAS_END = r"_(?:[0-9]+_.+|text\.html|link\.html)"
# not \w: it lacks the marks that several scripts write vowels with
_CANVAS = re.compile(
    r"""(?P<name>[^\s.,;:()/'"-]+?)_(?P<late>LATE_)?(?P<number>[0-9]+)""" + _CANVAS_END, re.DOTALL
)
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_[0-9A-Za-z]+" + _CANVAS_END, re.DOTALL)
_CLASSROOM = re.compile(r"(?P<name>\S.*?) - .+", re.DOTALL)


class Place(NamedTuple):
    """What a platform wrote about a file that it collected.

    Attributes:
        system: whose form the name has.
        name: of a student or a group, in the form of the system; with anonymous submissions "", or in Moodle
            the word for a participant in its language.
        number: the platform's own for the student, or "".
        late: whether the platform says that it came after the due date.
        shown: the part of the path that tells it.
    """

    system: Literal["Moodle", "Canvas", "Classroom"]
    name: str
    number: str = ""
    late: bool = False
    shown: str = ""


def place_of(parts: Iterable[str]) -> Place | None:
    """The place that the parts of a path tell; None where no platform wrote any of them.

    The first part that tells counts: what lies below it was named by the student.

    Args:
        parts: names of folders, archives and the file, outermost first.
    """
    names = [part for part in parts if len(part) <= _LONGEST]
    for name in names:
        # Canvas's form first: it stands at the start, and what the student wrote may look like Moodle's
        if place := _canvas(name) or _moodle(name):
            return place
    # a form as common as this one only where Classroom has it: in the file's own name
    found = _CLASSROOM.fullmatch(names[-1]) if names else None
    return Place("Classroom", found["name"], shown=names[-1]) if found else None


def _moodle(part: str) -> Place | None:
    found = "_assignsubmission_" in part and _MOODLE.fullmatch(part)
    return Place("Moodle", found["name"], found["number"] or "", False, part) if found else None


def _canvas(part: str) -> Place | None:
    if part.count("_") < 2:
        return None
    if found := _CANVAS_ANONYMOUS.fullmatch(part):
        return Place("Canvas", "", "", bool(found["late"]), part)
    found = _CANVAS.fullmatch(part)
    if not found or found["name"] != found["name"].lower():
        return None
    return Place("Canvas", found["name"], found["number"], bool(found["late"]), part)
