"""Data and a template become a PDF: tagged, for PDF/UA-1, with the fonts that the compiler carries."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from courseware.errors import CoursewareError

_HERE = Path(__file__).parent
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_MOST_SPELT_OUT = 40


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of `data`; the same data give the same bytes, on any machine.

    A character that none of the fonts has is printed by its code, such as [U+6F22].

    Args:
        template: "questions" or "answers".

    Raises:
        CoursewareError: the compiler refuses the data.
    """
    import typst  # one of the book's packages, which students do not have

    content = json.dumps(data, ensure_ascii=False)
    for _ in range(_MOST_SPELT_OUT):
        try:
            return typst.compile(
                str(_HERE / f"{template}.typ"),
                root=str(_HERE),
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
                sys_inputs={"data": content},
            )
        except typst.TypstError as error:
            missing = set("".join(_NO_GLYPH.findall(error.diagnostic)))
            if not missing:
                mend = "change the text it names"
                raise CoursewareError(f"{template}.pdf", "", error.message, mend) from None
            for char in missing - set("\\"):
                content = content.replace(char, f"[U+{ord(char):04X}]")
    problem = "too many different characters are in none of the fonts"
    mend = "write the texts in Latin, Greek or Cyrillic letters"
    raise CoursewareError(f"{template}.pdf", "", problem, mend)
