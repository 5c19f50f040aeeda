"""The columns of a roster: the teacher's own, and those that Moodle and Canvas export.

* A teacher's roster has the columns ``id`` and ``name``, in any letter case.
* Moodle, *Grades > Export* and *Participants > Download table data* (docs.moodle.org, *Grade export*): "First
  name", "Last name" (before 4.0 "Surname"), "ID number", "Email address", "Groups"; the grading worksheet of
  an assignment (*Offline grading worksheet*): "Identifier" ("Participant 1234"), "Full name", "ID number",
  "Email address".
* Canvas, *Gradebook > Export* (Canvas Instructor Guide, *How do I export grades in the Gradebook?*):
  "Student" ("Berg, Anna") or "LastName" and "FirstName", "ID", "SIS User ID", "SIS Login ID", "Section".

What a platform's roster has for the id is the first of its columns in which every student has an entry of
their own. The other columns that name a student find them too, where only one student is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Form = Literal["own", "Moodle", "Canvas"]

# What a column's name, in small letters, stands for.
_ROLES = {
    "id number": "number",
    "idnumber": "number",
    "sis user id": "number",
    "username": "login",
    "login": "login",
    "sis login id": "login",
    "email": "email",
    "e-mail": "email",
    "email address": "email",
    "e-mail address": "email",
    "identifier": "participant",
    "group": "group",
    "groups": "group",
    "section": "group",
}
_IDS = {
    "Moodle": ("number", "login", "email", "participant"),
    "Canvas": ("number", "login", "user"),
}
NAMING = ("number", "login", "email", "user", "participant")  # roles by which a student may be found


class Columns(NamedTuple):
    """What the columns of a roster are.

    Attributes:
        form: whose roster it is.
        names: places of the columns that make up the name, in the order in which they are read out.
        ids: places of the columns that may be the id, the first choice first.
        roles: role -> place, for the first column of each role.
    """

    form: Form
    names: tuple[int, ...]
    ids: tuple[int, ...]
    roles: dict[str, int]


def understand(header: Sequence[str]) -> Columns | None:
    """What the columns are; None if no column, or none that is understood, names the student.

    Args:
        header: the cells of the first line.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        places.setdefault(cell.casefold(), place)
    roles: dict[str, int] = {}
    for name, place in places.items():
        if name in _ROLES:
            roles.setdefault(_ROLES[name], place)
    if "id" in places and "name" in places:
        return Columns("own", (places["name"],), (places["id"],), roles)
    names: tuple[str, ...]
    if "id" in places and any(name in places for name in ("student", "lastname")):
        form: Form = "Canvas"
        roles["user"] = places["id"]
        names = ("student",) if "student" in places else ("firstname", "lastname")
    else:
        form = "Moodle"
        names = ("full name",) if "full name" in places else ("first name", "last name", "surname")
    found = tuple(places[name] for name in names if name in places)
    ids = tuple(roles[role] for role in _IDS[form] if role in roles)
    return Columns(form, found, ids, roles) if found and ids else None


def spoken(name: str) -> str:
    """A name as it is said: Canvas writes "Berg, Anna"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def is_no_student(form: Form, name: str) -> bool:
    """Whether a line of a platform's roster is about the assignments, or is Canvas's own test student."""
    return form == "Canvas" and (not name or name.startswith("Points Possible") or name == "Student, Test")
