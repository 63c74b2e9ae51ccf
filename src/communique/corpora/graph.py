"""The graph of a corpus: its works and the works that these cite.

A process makes the citations of a shard from its records. Then the addresses of all documents are
known, and each citation is joined with the work of the corpus that has its address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from communique.acts.own_articles import articles
from communique.acts.pinpoints import articles_of, numbers_of
from communique.acts.references import Citation, references
from communique.acts.works import addresses
from communique.core.processes import in_order, processors
from communique.corpora.conversion import unpacked
from communique.corpora.journal import published, results
from communique.corpora.shards import Shard
from communique.model import Declaration
from communique.naming.labels import bare, folded
from communique.report.graph import Edge, Graph, Work


@dataclass(frozen=True, slots=True)
class Cited:
    """What the graph needs of one citation."""

    eid: str
    key: str
    value: str
    words: str
    at: str
    numbers: tuple[str, ...]
    """The numbers of the cited paragraphs."""
    href: str
    relation: str
    others: tuple[str, ...]
    """The eIds of more places in the citing document itself."""
    articles: tuple[str, ...]
    """The numbers of the cited articles."""


@dataclass(frozen=True, slots=True)
class Citing:
    """What the graph needs of one document."""

    path: str
    iri: str
    title: str
    date: str
    addresses: tuple[str, ...]
    paragraphs: dict[str, str]
    """The eIds of its operative paragraphs, by their numbers."""
    articles: dict[str, str]
    """The eIds of its articles, by their numbers."""
    citations: tuple[Cited, ...]


class _Way(NamedTuple):
    """What is the same in all citations that make one edge."""

    source: str
    source_eid: str
    target: str
    target_eid: str
    relation: str


def graph(folder: Path, *, jobs: int | None = None) -> Graph:
    """The graph of a corpus.

    Raises FileNotFoundError where there is no corpus, and OSError where a process dies.
    """
    documents = documents_of(folder, jobs=jobs)
    held: dict[str, Citing] = {}
    iris: dict[str, str] = {}
    for each in documents:
        held.setdefault(each.iri, each)
        for address in each.addresses:
            iris.setdefault(address, each.iri)
    works = {iri: _held(each) for iri, each in held.items()}
    edges: dict[_Way, Edge] = {}
    for document in documents:
        for cited in document.citations:
            target = iris.get(cited.key, cited.key)
            works.setdefault(target, _only_cited(cited))
            for eid in _places(held.get(target), cited):
                way = _Way(document.iri, cited.eid, target, eid, cited.relation)
                known = edges.get(way)
                if known is None:
                    known = Edge(*way, cited.at, cited.words, document.path, 0)
                edges[way] = replace(known, citations=known.citations + 1)
    return Graph(tuple(works.values()), tuple(edges.values()))


def documents_of(folder: Path, *, jobs: int | None = None) -> list[Citing]:
    """The documents of a corpus with their citations, by path.

    Raises FileNotFoundError where there is no corpus, and OSError where a process dies.
    """
    made = [Shard.named(name) for name in sorted(published(folder))]
    if not made:
        return []
    number = min(processors() if jobs is None else jobs, len(made))
    found: list[Citing] = []
    for documents in in_order(partial(_of_shard, folder=folder), made, number, _lost):
        found.extend(documents)
    return sorted(found, key=lambda each: each.path)


def _of_shard(shard: Shard, folder: Path) -> list[Citing]:
    """The documents of a shard."""
    found: list[Citing] = []
    for entry, result in results(folder, shard.slots):
        record = unpacked(result).get("record")
        if record is not None:
            found.append(_citing(entry.name, Declaration.model_validate_json(record)))
    return found


def _citing(path: str, declaration: Declaration) -> Citing:
    """A document with its citations."""
    paragraphs: dict[str, str] = {}
    for each in declaration.commitments:
        number = folded(bare(each.num or ""))
        paragraphs.setdefault(number, each.eid)
    paragraphs.pop("", None)
    title = ""
    if declaration.title is not None:
        title = " ".join(declaration.title.text.split())
    date = ""
    if declaration.date is not None:
        date = declaration.date.value
    known = tuple(addresses(declaration))
    tag = declaration.language
    in_articles = dict(articles(declaration))
    citations = tuple(_cited(each, tag) for each in references(declaration))
    return Citing(
        path, declaration.iri, title, date, known, paragraphs, in_articles, citations
    )


def _cited(citation: Citation, tag: str) -> Cited:
    """What the graph needs of a citation."""
    at = citation.at or ""
    href = citation.href or ""
    numbers = numbers_of(at, tag)
    return Cited(
        eid=citation.eid,
        key=citation.key,
        value=citation.value,
        words=citation.words,
        at=at,
        numbers=tuple(numbers),
        href=href,
        relation=citation.relation,
        others=citation.others,
        articles=tuple(articles_of(at, tag)),
    )


def _held(document: Citing) -> Work:
    """A work of the corpus."""
    title = document.title or document.path
    return Work(document.iri, title, True, document.date, document.path, "")


def _only_cited(cited: Cited) -> Work:
    """A work that the corpus does not have."""
    return Work(cited.key, cited.value, False, "", "", cited.href)


def _places(target: Citing | None, cited: Cited) -> Iterator[str]:
    """The eIds of the cited places; one empty eId if none is known."""
    if cited.href.startswith("#"):
        yield cited.href[1:]
        yield from cited.others
        return
    if cited.articles:
        known = {} if target is None else target.articles
        yield from [known[each] for each in cited.articles if each in known] or [""]
        return
    known = {} if target is None else target.paragraphs
    found = [known[number] for number in cited.numbers if number in known]
    yield from found or [""]


def _lost(shard: Shard, status: int | None) -> list[Citing]:
    raise OSError(
        None,
        f"the process that read the citations of {shard.name} ended with status {status}",
    )
