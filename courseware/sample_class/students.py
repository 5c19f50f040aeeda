"""Invented students: ids, names, groups and abilities."""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import NamedTuple

_IN_A_GROUP = 10
# Given and family names that are common where they come from, in the order in which they are said there; an
# empty family name belongs to those who use one name only.
_NAMES = (
    (("Aigerim", "Daniyar", "Madina", "Timur"), ("Sadykova", "Omarov", "Bekova", "Akhmetov"), False),
    (("Lena", "Jonas", "Miriam", "Felix"), ("Brückner", "Weiß", "Hartmann", "Vogel"), False),
    (("Minh Anh", "Quốc Bảo", "Thu Hà", "Đức"), ("Nguyễn", "Trần", "Phạm", "Lê"), True),
    (("Zofia", "Łukasz", "Hanna", "Piotr"), ("Nowak", "Wójcik", "Dąbrowska", "Zieliński"), False),
    (("Suryani", "Adi", "Wulandari", "Bagus"), ("", "Pratama", "Lestari", "Santoso"), False),
    (("Ji-woo", "Min-seo", "Ha-eun", "Do-yun"), ("Kim", "Park", "Choi", "Yoon"), True),
    (("Elif", "Deniz", "Gülşah", "Kerem"), ("Yıldız", "Aydın", "Şahin", "Çelik"), False),
    (("Haruka", "Ren", "Yui", "Sota"), ("Tanaka", "Mori", "Fujita", "Okada"), True),
    (("Inês", "Tiago", "Beatriz", "João"), ("Marques", "d'Almeida", "Sequeira", "Fonseca"), False),
    (("Ananya", "Rohan", "Meera", "Kabir"), ("Iyer", "Sen", "Kulkarni", "Bose"), False),
    (("Aoife", "Rowan", "Nell", "Callum"), ("O'Brien", "Hughes", "Reid-Moore", "Ward"), False),
    (("Nino", "Luka", "Tamar", "Giorgi"), ("Kapanadze", "Lomidze", "Beridze", "Maisuradze"), False),
)


class SampleStudent(NamedTuple):
    """Somebody in the sample class; `ability` in standard deviations from the class's expected mean."""

    id: str
    name: str
    group: str
    email: str
    ability: float


def make_student(number: int, rng: Random) -> SampleStudent:
    """The student with this number.

    Args:
        number: from 1; decides id, name and group.
        rng: decides the ability alone.
    """
    given, family, family_first = _NAMES[(number - 1) % len(_NAMES)]
    turn = (number - 1) // len(_NAMES)
    first = given[turn % len(given)]
    # one more after every round, so that sixteen pairs pass before one comes back
    last = family[(turn + turn // len(given)) % len(family)]
    name = f"{last} {first}" if family_first else f"{first} {last}"
    student_id = f"s-{number:03}"
    group = f"group {1 + (number - 1) // _IN_A_GROUP}"
    address = f"{_plain(first)}.{number:03}@school.example"  # RFC 2606: nobody has this address
    return SampleStudent(student_id, name.strip(), group, address, rng.gauss(0, 1))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("Đ", "D").replace("Ł", "L"))
    return re.sub(r"[^a-z]", "", letters.encode("ascii", "ignore").decode().lower())
