"""The script that knows the way through the book, and the directive ``continue-reading`` that leads back."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from courseware.book.assets import STORAGE, page_script
from courseware.book.item_directive import bank_of, domain_of
from courseware.book.page_files import FOLDER, made_folder
from courseware.templating import inline_json

NAME = "wayfinding.js"
_LINE = '<p class="cw-continue" data-continue hidden><span>Continue where you stopped:</span> <a></a></p>'


class ContinueDirective(SphinxDirective):
    """``{continue-reading}``: a link to where the reader stopped; nothing as long as that is unknown."""

    def run(self) -> list[nodes.Node]:
        """The line, which the page's script fills."""
        return [nodes.raw("", _LINE, format="html")]


def way(unit: str, edition: str, modules: dict[str, list[str]]) -> str:
    """The script, with what it needs to know of the book.

    Args:
        modules: address of a module's page, seen from the root → ids of its questions.
    """
    known = inline_json({"unit": unit, "edition": edition, "modules": modules})
    return f"(globalThis.courseware ??= {{}}).way = {known};\n{page_script(STORAGE, NAME)}"


def _write(app: Sphinx, env: BuildEnvironment) -> None:
    if app.builder.format != "html" or not domain_of(env).pages:
        return
    bank = bank_of(app)
    modules = {
        app.builder.get_target_uri(module.page): [item.id for item in bank.items if item.module == module.id]
        for module in bank.unit.modules
        if module.page in env.found_docs
    }
    script = way(bank.unit.id, bank.unit.edition, modules)
    (made_folder(app) / FOLDER / NAME).write_text(script, encoding="utf-8")


def _load(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if domain_of(app.env).pages:
        app.add_js_file(f"{FOLDER}/{NAME}", priority=900, loading_method="defer")  # after the store's


def setup(app: Sphinx) -> None:
    """Register the directive, and the script for every page."""
    app.add_directive("continue-reading", ContinueDirective)
    app.connect("env-updated", _write)
    app.connect("html-page-context", _load)
