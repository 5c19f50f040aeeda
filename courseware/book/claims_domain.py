"""Keeps account of claims: where the register stands, where the book uses a claim, that every link holds.

A link ``[61.95%](#c-trade-006)`` is noted when its page is read and made when a page is written, as the
register may stand anywhere in the book.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from courseware.book.claim_link import claim_link
from courseware.book.item_directive import CoursewareDomain, Refused, bank_of, domain_of
from courseware.book.kept import kept
from courseware.book.passage import passage_of
from courseware.claims.register import (
    CLAIM_ID,
    Claim,
    Discrepancy,
    Source,
    load_claims,
    load_discrepancies,
    load_sources,
)
from courseware.errors import CoursewareError

logger = logging.getLogger(__name__)


class Register(NamedTuple):
    """All that the register's page shows, by id or key."""

    claims: dict[str, Claim]
    discrepancies: dict[str, Discrepancy]
    sources: dict[str, Source]


class Use(NamedTuple):
    """A place of the book that rests on a claim."""

    page: str
    anchor: str
    heading: str


def register_of(app: Any) -> Register:
    """The register of the book being built, read once a build.

    Raises:
        Refused: a table is at fault; the message says where and how to mend it.
    """
    register = getattr(app, "courseware_register", None)
    if register is None:
        root = Path(app.srcdir)
        try:
            file = Path(app.doctreedir, "courseware-register.pickle")
            register = kept(file, root, lambda: _load(root))
        except CoursewareError as error:
            raise Refused(str(error)) from None
        app.courseware_register = register
    return register


def _load(root: Path) -> Register:
    return Register(load_claims(root), load_discrepancies(root), load_sources(root))


class ClaimsDomain(Domain):
    """Links to claims by page, and the pages with the lists, kept with the environment."""

    name = "claims"
    label = "Claims"
    initial_data: dict[str, Any] = {"links": {}, "pages": {}, "written": None}  # noqa: RUF012 - as Sphinx has it
    data_version = 1

    @property
    def links(self) -> dict[str, list[tuple[str, Use, str, int]]]:
        """Page → claim, place, file and line of each link on it, in reading order."""
        return self.data["links"]

    @property
    def pages(self) -> dict[str, dict[str, tuple[str, int]]]:
        """"claims" or "discrepancies" → page → file and line of the directive."""
        return self.data["pages"]

    def page(self, kind: str) -> str | None:
        """The page where a list stands, or None."""
        return min(self.pages.get(kind, {}), default=None)

    def clear_doc(self, docname: str) -> None:
        """Forget what stood on a page."""
        self.links.pop(docname, None)
        for pages in self.pages.values():
            pages.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict) -> None:
        """Take over what a parallel reader found on its pages."""
        self.links.update({page: found for page, found in otherdata["links"].items() if page in docnames})
        for kind, pages in otherdata["pages"].items():
            known = self.pages.setdefault(kind, {})
            known.update({page: place for page, place in pages.items() if page in docnames})

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.Element]]:
        """The link to a claim, if the target is one."""
        register = register_of(env.app)
        if target not in register.claims:
            return []
        page = self.page("claims")
        if page is None:  # told of when all pages are read
            return [("claims:ref", contnode)]
        made = claim_link(register.claims[target], register.sources, contnode)
        made["refuri"] = f"{builder.get_relative_uri(fromdocname, page)}#{target}"
        return [("claims:ref", made)]


def claims_of_book(env: BuildEnvironment) -> ClaimsDomain:
    """The account of links to claims."""
    return cast(ClaimsDomain, env.get_domain(ClaimsDomain.name))


def uses_of(env: BuildEnvironment) -> dict[str, list[Use]]:
    """Claim id → places that link to it, page by page; after those of a page its questions.

    Not in a sealed edition: a question's claim may hold its answer.
    """
    found: dict[str, list[Use]] = {}
    for _, links in sorted(claims_of_book(env).links.items()):
        for claim, use, _, _ in links:
            if use not in found.setdefault(claim, []):
                found[claim].append(use)
    questions = domain_of(env).places if CoursewareDomain.name in env.domains else {}
    if questions and not bank_of(env.app).unit.sealed:
        for number, item in enumerate(bank_of(env.app).items, 1):
            for claim in dict.fromkeys(item.source if item.id in questions else ()):
                page = questions[item.id][0][0]
                found.setdefault(claim, []).append(Use(page, f"item-{item.id}", f"question {number}"))
    return found


def _note_links(app: Sphinx, doctree: nodes.document) -> None:
    page, found = app.env.docname, []
    for node in doctree.findall(addnodes.pending_xref):
        if node.get("reftype") == "myst" and CLAIM_ID.fullmatch(node.get("reftarget", "")):
            section = _section(node)
            heading = section.next_node(nodes.title).astext() if section is not None else ""
            anchor = section["ids"][0] if section is not None else ""
            found.append((node["reftarget"], Use(page, anchor, heading), *_origin(app, node)))
    if found:
        claims_of_book(app.env).links[page] = found


def _section(node: nodes.Node | None) -> nodes.section | None:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node


def _origin(app: Sphinx, node: nodes.Node) -> tuple[str, int]:
    while node.parent is not None and not node.line:
        node = node.parent
    return Path(app.env.doc2path(app.env.docname, base=False)).as_posix(), node.line or 0


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse links to claims that do not exist and passages that lead nowhere.

    Not as part of the consistency check: what was read is saved before that, and the next build would pass.
    """
    domain, register = claims_of_book(env), register_of(app)
    faults = [
        CoursewareError(file, f"line {line}", f"the register has no claim {claim}",
                        "correct the id, or add the claim to the table of claims")
        for _, links in sorted(domain.links.items())
        for claim, _, file, line in links if claim not in register.claims
    ]
    if domain.page("discrepancies") is not None:
        faults += [
            CoursewareError("data/discrepancies.csv", f"row {number} ({row.discrepancy})",
                            f"its passage {row.passage} is no target in the book",
                            "write the page without suffix, # and a label that stands on it")
            for number, row in enumerate(register.discrepancies.values(), start=1)
            if row.passage and passage_of(env, row.passage) is None
        ]
    if faults:
        raise Refused("\n".join(map(str, faults)))
    if domain.links and domain.page("claims") is None:
        page, [(_, _, _, line), *_] = min(domain.links.items())
        logger.warning("there are links to claims, but no page shows the register; place the directive "
                       "`claims` somewhere", location=(page, line), type="courseware", subtype="no-register")


def _rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to write again although their own text is as it was: what they link to, or list, has moved."""
    domain = claims_of_book(env)
    lists = {kind: sorted(pages) for kind, pages in sorted(domain.pages.items()) if pages}
    if not domain.links and not lists:
        return []
    rows = register_of(app).discrepancies.values()
    passages = [passage_of(env, row.passage) for row in rows if row.passage]
    uses = uses_of(env)
    titles = {use.page: env.titles[use.page].astext() for found in uses.values() for use in found}
    now = (lists, uses, titles, passages)
    before, domain.data["written"] = domain.data["written"], now
    if before == now:
        return []
    moved = before is None or before[0] != lists
    return sorted({*chain(*lists.values()), *(domain.links if moved else ())})


def _read_register(app: Sphinx) -> None:
    register_of(app)  # at the start, so that a fault is told before a minute of reading


def setup(app: Sphinx) -> None:
    """Register the domain and what keeps it up to date."""
    app.add_domain(ClaimsDomain)
    app.connect("builder-inited", _read_register)
    app.connect("doctree-read", _note_links)
    app.connect("env-updated", _check)
    app.connect("env-updated", _rewrite)
