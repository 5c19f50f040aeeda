"""The Sphinx extension: items, widgets, figures and formulas in pages that need no server and no network.

``_config.yml`` names it under ``sphinx.extra_extensions``. Each part registers itself:

* ``mathml``          formulas,
* ``item_directive``  the ``item`` and ``progress`` directives,
* ``score_directive`` the ``score`` directive,
* ``point_scheme``    the ``point-scheme`` directive,
* ``module_cards``, ``claims_picture``  the directives of a cover: the modules, and how the claims fare,
* ``data_dictionary`` the ``data-dictionary`` directive,
* ``grading_directive``  the ``grading`` directive, the teacher's page,
* ``plain_forms``     checklists to tick, and tables that fit a phone,
* ``claim_link``, ``claims_domain``, ``claims_directive``  links to claims, and the register they lead to,
* ``figure_files``    the numbers of every figure as a CSV file,
* ``mime``            plotly figures and widgets (through an entry point, see there),
* ``drawing``         what a page shows of a figure before anybody explores it, and on paper,
* ``freshness``, ``unfinished``, ``told_elsewhere``  what is to be executed, read or written again after a
  change,
* ``streams``         what a cell prints, in one piece,
* ``named_places``    figures and tables: an address for each,
* ``figure_numbers``  no numbers for figures where none are wanted,
* ``search_names``, ``search_texts``, ``search_index``  what the search finds by name, its excerpts without a
  server, its words,
* ``wayfinding``      back to where one stopped, and what is answered of each module,
* ``page_files``      scripts and styles: which exist, and which a page loads,
* ``site_files``      the finished site: its style sheet, hashed names, and nothing that no page asks for,
* ``social_picture``  what a link to the site shows elsewhere,
* ``page_metadata``, ``sitemap``  what search engines are told; the page for what is not there,
* ``key_file``        the keys for the teacher's page, and sealed for the lock,
* ``lab_notebooks``     labs, as students get them,
* ``sealed_notebooks``  notebooks in a sealed edition,
* ``own_answers``     whoever builds the book has their own answers left alone,
* ``launch``          buttons that open a notebook on Binder, on Colab or on a hub,
* ``theme``           faults of the theme, mended, and its weight.
"""

from __future__ import annotations

from importlib import import_module

from sphinx.application import Sphinx

PARTS = (
    "mathml",
    "item_directive",
    "score_directive",
    "point_scheme",
    "grading_directive",
    "data_dictionary",
    "plain_forms",
    "claim_link",
    "claims_domain",
    "claims_directive",
    "claims_picture",
    "module_cards",
    "figure_files",
    "figure_numbers",
    "named_places",
    "search_names",
    "search_texts",
    "search_index",
    "wayfinding",
    "freshness",
    "unfinished",
    "told_elsewhere",
    "streams",
    "page_files",
    "site_files",
    "social_picture",
    "page_metadata",
    "sitemap",
    "key_file",
    "lab_notebooks",
    "sealed_notebooks",
    "own_answers",
    "launch",
    "theme",
)


def setup(app: Sphinx) -> dict:
    """Register the extension's parts with Sphinx."""
    for part in PARTS:  # imported here, so that one part can be used without the others
        import_module(f"{__name__}.{part}").setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
