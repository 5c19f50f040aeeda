"""Claims that the reader judges first, before the book's verdict is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, need_columns, some_of, text_of


class ClaimSorter(CoursewareWidget):
    """Lets the reader give each claim a verdict and then compare it with the book's, unmarked.

    Args:
        claims: a row a claim; 6 to 12 are a good number.
        id, statement, owner, printed, verdict, reason: its columns with a key, the claim in words, who makes
            it, the figure as printed (may be empty), the book's verdict and the reason for it.
        verdicts: the verdicts offered, in order; None: those of the table, as they first occur.
        title, credit: shown above and below the claims.

    Attributes:
        guesses: the reader's verdicts by the claims' ids.
        shown: ids of the claims whose verdict the reader has had shown.

    Raises:
        ValueError: the table does not hold what the arguments say.
    """

    kind = t.Unicode("claim-sorter", read_only=True).tag(sync=True)
    guesses = t.Dict().tag(sync=True)
    shown = t.List(t.Unicode()).tag(sync=True)

    def __init__(
        self,
        claims: pd.DataFrame,
        *,
        id: str = "id",
        statement: str = "statement",
        owner: str = "source",
        printed: str = "printed",
        verdict: str = "verdict",
        reason: str = "reason",
        verdicts: Sequence[str] | None = None,
        title: str = "",
        credit: str = "",
    ) -> None:
        columns = {
            "id": id, "statement": statement, "owner": owner, "printed": printed, "verdict": verdict,
            "reason": reason,
        }  # fmt: skip
        need_columns(claims, columns.values())
        rows = [
            {name: text_of(row[column]) for name, column in columns.items()}
            for row in claims.to_dict("records")
        ]
        offered = list(dict.fromkeys(row["verdict"] for row in rows)) if verdicts is None else list(verdicts)
        _check(rows, offered)
        super().__init__(
            title=title, source=credit, data={"claims": rows, "verdicts": offered, "id_label": id}
        )
        self.fallback = {
            "label": "All claims with the book’s verdicts",
            "caption": title,
            "columns": ["Claim", "Made by", "As printed", "The book’s verdict", "Reason"],
            "rows": [
                [
                    row["statement"],
                    *(row[name] or "–" for name in ("owner", "printed")),
                    row["verdict"],
                    row["reason"],
                ]
                for row in rows
            ],
        }

    @property
    def selection(self) -> pd.DataFrame:
        """The claims that the reader has judged: the id, ``guess``, ``verdict`` (the book's), whether the
        two are the same (``agrees``) and whether the book's was ``shown``."""
        judged = [row for row in self.data["claims"] if row["id"] in self.guesses]
        table = pd.DataFrame(
            {
                self.data["id_label"]: [row["id"] for row in judged],
                "guess": [self.guesses[row["id"]] for row in judged],
                "verdict": [row["verdict"] for row in judged],
            }
        )
        return table.assign(
            agrees=table["guess"] == table["verdict"], shown=[row["id"] in self.shown for row in judged]
        )

    @t.validate("guesses")
    def _valid_guesses(self, proposal: dict) -> dict[str, str]:
        ids, verdicts = [row["id"] for row in self.data["claims"]], self.data["verdicts"]
        for claim, guess in proposal["value"].items():
            if claim not in ids:
                raise t.TraitError(f"guesses holds the claim {claim!r}; there is {', '.join(map(repr, ids))}")
            if guess not in verdicts:
                raise t.TraitError(
                    f"the guess for {claim!r} must be one of {', '.join(map(repr, verdicts))}, not {guess!r}"
                )
        return dict(proposal["value"])

    @t.validate("shown")
    def _valid_shown(self, proposal: dict) -> list[str]:
        return some_of(proposal, [row["id"] for row in self.data["claims"]])


def _check(rows: list[dict[str, str]], verdicts: list[str]) -> None:
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        raise ValueError("every claim needs an id of its own")
    for row in rows:
        for name in ("id", "statement", "verdict", "reason"):
            if not row[name]:
                raise ValueError(f"the claim {row['id'] or row['statement']!r} has no {name}")
        if row["verdict"] not in verdicts:
            raise ValueError(
                f"the claim {row['id']!r} has the verdict {row['verdict']!r}, which is not offered"
            )
    if len(verdicts) < 2 or len(set(verdicts)) < len(verdicts):
        raise ValueError("there must be two different verdicts at least, each of them once")
