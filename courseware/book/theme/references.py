"""The list of references without a role that WAI-ARIA has given up.

docutils marks each entry as ``doc-biblioentry``, deprecated since DPUB-ARIA 1.1 and outside its list; an
entry of a list is a ``listitem``.
"""

from __future__ import annotations

from sphinx.application import Sphinx

OLD, NEW = 'role="doc-biblioentry"', 'role="listitem"'


def _mend(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    if doctree is not None and OLD in context.get("body", ""):
        context["body"] = context["body"].replace(OLD, NEW)


def setup(app: Sphinx) -> None:
    """Mend every page as it is written."""
    app.connect("html-page-context", _mend)
