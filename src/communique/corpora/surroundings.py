"""The works around each page of a site, with links, and the page of all cited works."""

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from posixpath import dirname, relpath
from urllib.parse import quote

from communique.corpora.neighbours import Neighbours
from communique.corpora.shards import file_name
from communique.formats.html.neighbourhood import Neighbour, Neighbourhood
from communique.model import Declaration
from communique.report.graph import Work

MOST = 200
"""This many works are listed at most in a table of the page of cited works."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links from one page of a site, by its path, to pages of a corpus. `top` is the folder that
    these are in.
    """

    path: str
    top: str

    def to(self, work: Work, eid: str = "") -> Neighbour:
        """A work, or a passage of it: its name, and the address of its page."""
        if not work.held:
            return Neighbour(work.label, work.href or None)
        file = file_name(work.path, ".html")
        here = dirname(self.path)
        href = quote(relpath(f"{self.top}/{file}", here))
        if not href.startswith("."):
            href = f"./{href}"
        if not eid:
            return Neighbour(work.label, href)
        return Neighbour(f"{work.label}, {eid}", f"{href}#{quote(eid)}")

    def to_all(self, works: list[Work]) -> list[Neighbour]:
        """The names and addresses of works."""
        return [self.to(work) for work in works]


def neighbourhood(
    declaration: Declaration,
    around: Neighbours,
    links: Links,
) -> Neighbourhood:
    """The works around a declaration, with links from its page."""
    iri = declaration.iri
    name = declaration.id
    chain: list[Neighbour] = []
    own = around.works.get(iri)
    if own is not None:
        name = own.label
        chain = links.to_all(around.chain(iri))
    cited_by: dict[str, list[Neighbour]] = {}
    for edge in around.incoming.get(iri, ()):
        source = around.works[edge.source]
        passage = links.to(source, edge.source_eid)
        listed = cited_by.setdefault(edge.target_eid, [])
        if passage not in listed:
            listed.append(passage)
    return Neighbourhood(
        name=name,
        cited_by=cited_by,
        citing=links.to_all(around.citing(iri)),
        cited=links.to_all(around.cited(iri)),
        chain=chain,
    )


def works_page(around: Neighbours, links: Links) -> str:
    """The page of the most cited works, of those that the corpus does not have, and of those that
    cite nothing and that nothing cites.
    """
    template = files("communique.corpora").joinpath("works.html").read_text("utf-8")
    cited = _counted(around.most_cited(), links)
    dangling = _counted(around.dangling(), links)
    isolated = ""
    for work in around.isolated():
        isolated += f"<li>{_linked(links.to(work))}</li>\n"
    template = template.replace("<!-- cited -->", cited, 1)
    template = template.replace("<!-- dangling -->", dangling, 1)
    return template.replace("<!-- isolated -->", isolated, 1)


def _counted(
    works: list[tuple[Work, int]],
    links: Links,
) -> str:
    """Works as rows of a table, with how many works cite each."""
    rows = ""
    for work, count in works[:MOST]:
        name = _linked(links.to(work))
        rows += f"<tr><td>{name}</td><td>{count}</td></tr>\n"
    return rows


def _linked(work: Neighbour) -> str:
    """The name of a work as a link to its page."""
    name = escape(work.name)
    if work.href is None:
        return name
    if not work.href.startswith((".", "http:", "https:")):
        return name
    return f'<a href="{escape(work.href)}">{name}</a>'
