"""A question as a form in JupyterLab, with the page's markup, script and style.

The form checks and tells as it does in the page, at once. Every answer goes through the kernel too, which
writes ``answers.json`` and the output below the form: a notebook that is saved carries its answers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t
from IPython.display import display
from markupsafe import Markup

from courseware.bank import CompiledItem
from courseware.handin.notebook_answers import ANSWER
from courseware.notebook.answer_value import answer_value
from courseware.notebook.kept import Kept, Try
from courseware.notebook.outputs import saved_at
from courseware.notebook.session import Session, unsaved
from courseware.page.item_html import render_item
from courseware.palette import in_jupyterlab
from courseware.scoring import MESSAGES
from courseware.widgets.saved_view import saved_output

_PACKAGE = Path(__file__).parents[1]
_SCRIPTS = ("scorer.js", "store.js", "record.js", "items.js")  # each stands on those before it
_KEPT = "Your answer is kept in this notebook and in answers.json."


def module_source() -> str:
    """The front end as one ES module: the page's scripts with a `courseware` of their own, and their host."""
    scripts = "\n".join((_PACKAGE / "page" / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    files = (_PACKAGE / "widgets" / "host.js", Path(__file__).with_suffix(".js"))
    host = "\n".join(file.read_text(encoding="utf-8") for file in files)
    start = f"globalThis.courseware = {{ hosted: true, messages: {json.dumps(MESSAGES)} }};"
    page = f"((globalThis) => {{\n{start}\n{scripts}\nreturn globalThis.courseware;\n}})({{}})"
    return f"const courseware = {page};\n{host}"


def styles() -> str:
    """The page's style sheet for questions, in the colours of JupyterLab's theme."""
    sheets = ("page/common.css", "page/items.css", "notebook/question_form.css")
    texts = ((_PACKAGE / name).read_text(encoding="utf-8") for name in sheets)
    return "\n".join((in_jupyterlab(".cw-lab"), *texts))


class QuestionForm(anywidget.AnyWidget):
    """The form of one question.

    Attributes:
        kind: tells it from other widgets where a page is made of a notebook.
        markup: the form as HTML.
        text: the question as HTML without a form, for where no kernel is.
        entry: what it holds, as the page's store has it: `{fingerprint, value?, checked, first?, best?}`.
        student: `{id, name}`.
        problem: what the student should know of keeping answers, or "".
    """

    kind = t.Unicode("question", read_only=True).tag(sync=True)
    markup = t.Unicode().tag(sync=True)
    text = t.Unicode().tag(sync=True)
    # What the student does next is not to be undone by the echo of what they did before.
    entry = t.Dict().tag(sync=True, echo_update=False)
    student = t.Dict().tag(sync=True)
    problem = t.Unicode().tag(sync=True)

    _esm = module_source()
    _css = styles()

    def __init__(self, session: Session, item: CompiledItem, plain: str, html: Markup) -> None:
        """
        Args:
            item: with all its variants.
            plain, html: the question in words.
        """
        super().__init__(text=str(html))
        self._session, self._item, self._plain = session, item, plain
        self._number = -1  # of the variant that the markup begins with
        self._output: Any = None
        self._ours = False
        self.observe(self._taken, "entry")
        self.refresh()
        session.forms.add(self)

    def __repr__(self) -> str:
        return f"question {self._item.id}"  # no address in it

    def show(self) -> None:
        """Display the form, and below it what is kept."""
        view: Any = self._repr_mimebundle_()
        display(view[0], raw=True)
        summary = f"{self._item.id}: run this cell to answer. Here is the question in words."
        display(saved_output(summary, Markup(self.text), self._plain), raw=True)
        kept = self._session.kept()[0]
        counts = kept.counts.get(self._item.id)
        payload = self._session.payload(self._item, counts, kept) if counts else None
        data, metadata = self._said(payload, _KEPT if counts else "")
        self._output = display(data, raw=True, metadata=metadata, display_id=True)

    def refresh(self) -> None:
        """Take over what is kept now."""
        session, item = self._session, self._item
        number, kept = session.variant(item), session.kept()[0]
        markup = self.markup
        if self._number != (number if session.sealed else 0):
            # In practice the form itself goes from variant to variant; a test gives the student's alone.
            self._number = number if session.sealed else 0
            place = list(session.edition.items).index(item.id) + 1
            shown = item.singles[number] if session.sealed else item
            markup = render_item(shown, session.edition.unit, place)
        self._tell(markup=markup, entry=self._entry(kept, number), student=kept.student._asdict())

    def _entry(self, kept: Kept, number: int) -> dict[str, Any]:
        """What is kept, as the page's store would have it."""
        item, counts = self._item, kept.counts.get(self._item.id)
        mark, tried = item.variants[number].fingerprint, kept.tried(item) and not self._session.sealed
        entry: dict[str, Any] = {"fingerprint": mark, "checked": False}
        if counts and (item.fingerprint if counts.fingerprint is None else counts.fingerprint) == mark:
            entry |= {"value": counts.value, "checked": tried}
        return {**entry, **self._tries(kept)}

    def _tries(self, kept: Kept) -> dict[str, Any]:
        if self._session.sealed or not kept.tried(self._item):
            return {}
        name = self._item.id
        return {"first": self._whole(kept.first[name]), "best": self._whole(kept.counts[name])}

    def _whole(self, entry: Try) -> dict[str, Any]:
        """With the fingerprint that the first variant goes without in some records."""
        return {"value": entry.value, "fingerprint": entry.fingerprint or self._item.fingerprint}

    def _tell(self, **traits: Any) -> None:
        self._ours = True
        try:
            with self.hold_sync():
                for name, value in traits.items():
                    setattr(self, name, value)
        finally:
            self._ours = False

    def _taken(self, change: dict[str, Any]) -> None:
        """The student has answered, checked, cleared, or gone on to another variant."""
        if self._ours:
            return
        entry, item = change["new"], self._item
        number = item.by_fingerprint.get(str(entry.get("fingerprint")), 0)
        if self._session.sealed:
            number = self._number
        try:
            value = answer_value(entry.get("value"))
        except TypeError as error:
            self._tell(problem=f"{item.id}: {error}. Nothing was saved.")
            return
        payload, saved = self._session.take(item, number, value, entry.get("checked") is True, self)
        said = [*saved.notices, *([unsaved(saved.problem)] if saved.problem else [])]
        self._tell(problem=" ".join(said))
        tries = self._tries(saved.kept)
        if tries != {name: entry[name] for name in ("first", "best") if name in entry}:
            plain = {name: part for name, part in entry.items() if name not in ("first", "best")}
            self._tell(entry={**plain, **tries})  # another notebook has had a say
        if self._output is not None:
            data, metadata = self._said(payload, "" if said else _KEPT)
            self._output.update(data, raw=True, metadata=metadata)

    def _said(self, payload: dict[str, Any] | None, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The output below the form, and its metadata."""
        html = str(Markup("<p>{}</p>").format(text)) if text else ""
        data: dict[str, Any] = {"text/plain": text, "text/html": html}
        if payload is None:
            return data, {}
        return {**data, ANSWER: payload}, saved_at(self._session.file.moment())
