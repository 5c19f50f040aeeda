"""Scripts and styles of the site: made once per build, loaded where they are needed, never from a CDN.

``site_files`` gives them their names when all pages are written.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from courseware.book import assets, grading_script, questions_script, widget_output
from courseware.book.item_directive import bank_of, domain_of
from courseware.book.passage import titled_passage
from courseware.page.item_html import Link, anchor

FOLDER = "courseware"  # below _static
PLOTLY = "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
COPIED = (
    "claims.css",
    "figures.js",
    "grading.css",
    "register.js",
    "score.css",
    "score.js",
    "search.js",
    "unlock.js",
)
PAGE = Path(__file__).parents[1] / "page"


def made_folder(app: Sphinx) -> Path:
    """Where the site's own files are made, in a folder `FOLDER`."""
    return Path(app.doctreedir, "courseware-static")


def _announce(app: Sphinx, config: Config) -> None:
    made_folder(app).mkdir(parents=True, exist_ok=True)
    config.html_static_path.append(str(made_folder(app)))


def _make(app: Sphinx) -> None:
    """Write every script and style of ours where Sphinx picks up static files."""
    if app.builder.format != "html":
        return
    plotly = Path(app.srcdir, PLOTLY)
    if not plotly.is_file():
        raise ExtensionError(f"{PLOTLY} is missing; run `make setup` to fetch the pinned libraries.")
    folder = made_folder(app) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(plotly, folder / plotly.name)
    for name in COPIED:
        shutil.copy(PAGE / name, folder / name)
    for name, text in _texts().items():
        (folder / name).write_text(text, encoding="utf-8")
    app.add_css_file(f"{FOLDER}/courseware.css")


def _texts() -> dict[str, str]:
    made = {grading_script.NAME: grading_script.grading_script()}
    return {**assets.page_assets(), **widget_output.widget_scripts(), **made}


def _write_questions(app: Sphinx, env: BuildEnvironment) -> None:
    """Write what every page knows of all questions, now that it is known where they stand."""
    domain = domain_of(env)
    if app.builder.format != "html" or not domain.pages:
        return
    bank, address = bank_of(app), app.builder.get_target_uri
    places = {id_: f"{address(found[0][0])}#{anchor(id_)}" for id_, found in domain.places.items()}
    written = ((module.id, module.page) for module in bank.unit.modules)
    pages = {id_: address(page) for id_, page in written if page and page in env.found_docs}
    found = {} if bank.unit.sealed else {item.id: titled_passage(env, item.passage) for item in bank.items}
    passages = {id_: Link(f"{address(to[0])}#{to[1]}", to[2]) for id_, to in found.items() if to}
    script = questions_script.questions_script(bank, places, pages, passages)
    (made_folder(app) / FOLDER / questions_script.NAME).write_text(script, encoding="utf-8")


def _needs(doctree: nodes.document | None) -> list[str]:
    found = doctree.findall(nodes.Element) if doctree else ()
    return list(dict.fromkeys(n["courseware_needs"] for n in found if n.get("courseware_needs")))


def _load(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Add what the page's own content asks for."""
    needs = _needs(doctree)
    if "figures" in needs:
        library = context["pathto"](f"_static/{FOLDER}/{Path(PLOTLY).name}", 1)
        app.add_js_file(f"{FOLDER}/figures.js", loading_method="defer", **{"data-plotly": library})
    sealed = bool({"items", "score"}.intersection(needs)) and bank_of(app).unit.sealed
    if "grading" in needs or sealed:
        app.add_js_file(f"{FOLDER}/lock.js", loading_method="defer")  # before the scripts that ask for it
    if {"items", "score"}.intersection(needs):
        app.add_js_file(f"{FOLDER}/{questions_script.NAME}", loading_method="defer")
    if {"items", "score", "grading"}.intersection(needs):
        app.add_js_file(f"{FOLDER}/courseware.js", loading_method="defer")
    if sealed:
        app.add_js_file(f"{FOLDER}/unlock.js", loading_method="defer")
    if "grading" in needs:
        app.add_js_file(f"{FOLDER}/{grading_script.NAME}", loading_method="defer")
        app.add_css_file(f"{FOLDER}/grading.css")
    if "score" in needs:
        app.add_js_file(f"{FOLDER}/score.js", loading_method="defer")
        app.add_css_file(f"{FOLDER}/score.css")
    if "claims" in needs or "register" in needs:
        app.add_css_file(f"{FOLDER}/claims.css")
    if "register" in needs:
        app.add_js_file(f"{FOLDER}/register.js", loading_method="defer")
    kinds = [need.removeprefix("widget:") for need in needs if need.startswith("widget:")]
    if kinds:
        # The host fetches each kind's script when a widget of the kind comes near the view.
        modules = {
            f"data-{kind}": context["pathto"](f"_static/{FOLDER}/{widget_output.script_name(kind)}", 1)
            for kind in kinds
        }
        app.add_js_file(f"{FOLDER}/widget-host.js", loading_method="defer", **modules)


def _unload(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Drop what other extensions add from a CDN, or add to every page for a few."""
    context["script_files"] = [s for s in context["script_files"] if not _foreign(s)]


def _foreign(script: Any) -> bool:
    attributes = getattr(script, "attributes", {})
    name, body = str(getattr(script, "filename", script) or ""), attributes.get("body") or ""
    from_elsewhere = name.startswith(("http:", "https:", "//"))
    widget_state = attributes.get("type") == "application/vnd.jupyter.widget-state+json"
    return from_elsewhere or widget_state or "thebe" in (name + body).lower()


def setup(app: Sphinx) -> None:
    """Make the files, then choose per page."""
    app.connect("config-inited", _announce)
    app.connect("builder-inited", _make)
    app.connect("env-updated", _write_questions)
    app.connect("html-page-context", _load)
    app.connect("html-page-context", _unload, priority=950)
