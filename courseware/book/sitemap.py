"""``sitemap.xml`` for search engines, where the site's address is known, and ``404.html``.

Web servers show ``404.html`` in the place of any missing page, whatever folder that is in. So it holds all it
needs, and its way back is the site's whole address; where that is not known, the first page beside it.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sphinx.application import Sphinx

from courseware.templating import template

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(base: str, addresses: list[str]) -> bytes:
    """The sitemap of these pages, as https://www.sitemaps.org/protocol.html has it.

    Args:
        base: the site's address.
        addresses: of its pages, seen from there.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}urlset")
    for address in sorted(addresses):
        url = ElementTree.SubElement(root, f"{{{_NAMESPACE}}}url")
        ElementTree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = f"{base.rstrip('/')}/{address}"
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _write(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    base, site = app.config.html_baseurl, Path(app.outdir)
    home = f"{base.rstrip('/')}/" if base else app.builder.get_target_uri(app.config.root_doc)
    title = app.config.html_title or app.config.project
    page = template(__package__, "not_found.html.j2").render(title=title, home=home)
    (site / "404.html").write_text(page, encoding="utf-8")
    if base:
        addresses = [app.builder.get_target_uri(page) for page in app.env.found_docs]
        (site / "sitemap.xml").write_bytes(sitemap(base, addresses))


def setup(app: Sphinx) -> None:
    """Write both when the book is built."""
    app.connect("build-finished", _write)
