"""The records that a server serves: the shipped ones, and those of one corpus.

The package of corpora loads readers and rules. It is imported when it is first needed, so that the
server answers soon.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import Literal

from communique.core.errors import UnknownDeclaration
from communique.core.json_types import JsonObject
from communique.core.source import Limits
from communique.edition.dataset import Dataset, datasets
from communique.mcp.problems import Problem
from communique.model import Declaration
from communique.model.passages import passages
from communique.quotation import Library
from communique.quotation.printed import Printed, printed

SIZE = 4 << 20
"""The bytes of the longest text that a call may bring, unless another limit is given."""
SECONDS = 30.0
"""The seconds that a call may take, unless another limit is given."""
MOST_HITS = 500
"""The most passages that a search finds in each store."""
COMPARED = 10_000
"""The most names that a wrong one is compared with."""
KEPT = 32
"""How many records of a corpus are kept in memory."""
_BETWEEN = "\n"
"""Between the id and the language in the paths of our own index; no id has it."""

Origin = Literal["shipped", "corpus"]
"""Where a record is from."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record, the name by which calls ask for it, and the edition of its dataset."""

    name: str
    declaration: Declaration
    origin: Origin
    edition: str | None

    def printed(self) -> Printed:
        """The printed words, whose SHA-256 is that of certificates of quotations too."""
        return printed(self.declaration, self.edition)

    def about(self) -> JsonObject:
        """What record it is: its title, its language, and the hash of its words."""
        declaration = self.declaration
        title = declaration.title
        about: JsonObject = {"record": self.name, "language": declaration.language}
        about["title"] = title.text if title else None
        about["origin"] = self.origin
        about["edition"] = self.edition
        about["sha256"] = self.printed().sha256
        return about


@dataclass(frozen=True, slots=True)
class Listed:
    """A record as a list shows it; nothing was read for it but an index."""

    name: str
    language: str | None
    title: str | None
    date: str | None
    origin: Origin

    def as_json(self) -> JsonObject:
        """The line of the list."""
        return {
            "record": self.name,
            "language": self.language,
            "title": self.title,
            "date": self.date,
            "origin": self.origin,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found."""

    name: str
    language: str | None
    eid: str
    words: str

    def as_json(self) -> JsonObject:
        """The passage as an item of an answer."""
        item: JsonObject = {"record": self.name, "eid": self.eid}
        if self.language is not None:
            item["language"] = self.language
        item["words"] = self.words
        return item


@dataclass(frozen=True, slots=True)
class Shelf:
    """Records to look for quotations in, and the name of each by the hash of its words."""

    library: Library
    names: dict[str, str]


class Holdings:
    """All records that calls may ask for. Any thread may use it."""

    def __init__(
        self, corpus: Path | None = None, limits: Limits | None = None
    ) -> None:
        """`corpus` is the folder of a corpus, or None; `limits` are those of a call."""
        self.corpus = corpus
        self.limits = limits or Limits(size=SIZE, seconds=SECONDS)
        self._lock = Lock()

    def listed(self) -> Iterator[Listed]:
        """Every record: the shipped ones, then those of the corpus. Raises OSError."""
        for dataset in datasets():
            for each in dataset.held():
                yield Listed(each.id, each.language, each.title, each.date, "shipped")
        if self.corpus is None:
            return
        from communique.corpora.journal import entries

        for entry in entries(self.corpus):
            about = entry.about
            if about.get("work") is None:  # no record was made of the document
                continue
            language, title, date = (
                _words(about.get(name)) for name in ("language", "title", "date")
            )
            yield Listed(entry.name, language, title, date, "corpus")

    def record(self, name: str, language: str | None = None) -> Held:
        """The record of that name: the id of a shipped one, or a path in the corpus.

        Without a language it is the original. Raises Problem, and OSError where a store is gone.
        """
        dataset = _holding(name)
        if dataset is not None:
            return _shipped(dataset, name, language)
        if self.corpus is None:
            raise self._unknown(name)
        state = _state(self.corpus)
        try:
            declaration = _of_corpus(self.corpus, name, state)
        except UnknownDeclaration:
            raise self._unknown(name) from None
        if language not in {None, declaration.language}:
            known = declaration.language
            raise Problem("unknown-language", f"{name} is held in {known} only")
        return Held(name, declaration, "corpus", None)

    def _unknown(self, name: str) -> Problem:
        names = {each.name for each in islice(self.listed(), COMPARED)}
        near = get_close_matches(name[:100], names, 3)
        advice = f"; is it {' or '.join(near)}?" if near else ""
        return Problem("unknown-record", f"no record is named {name[:100]!r}{advice}")

    def search(self, words: str) -> tuple[int, list[Hit]]:
        """How many passages have all of the words, and the best of them, those of the corpus first.

        Raises OSError where a store is gone.
        """
        from communique.corpora.fulltext import find
        from communique.corpora.search import search

        hits: list[Hit] = []
        total = 0
        if self.corpus is not None:
            found = search(self.corpus, words, limit=MOST_HITS)
            total = found.total
            hits = [Hit(each.path, None, each.eid, each.words) for each in found.hits]
        with self._lock:
            shipped = find(self._index, words, limit=MOST_HITS)
        for each in shipped.hits:
            name, _, language = each.path.partition(_BETWEEN)
            hits.append(Hit(name, language, each.eid, each.words))
        return total + shipped.total, hits

    @cached_property
    def _index(self) -> sqlite3.Connection:
        """An index of the shipped records, made when somebody first searches."""
        from communique.corpora.fulltext import index_of

        return index_of(_rows(_all_shipped()))

    def shelf(self, name: str | None, language: str | None) -> Shelf:
        """The records to look for a quotation in: one, or all. Raises as `record` does."""
        if name is not None:
            return _shelf([self.record(name, language)])
        with self._lock:
            if self.corpus is None:
                return self._shipped_shelf
            return _whole_shelf(self.corpus, _state(self.corpus))

    @cached_property
    def _shipped_shelf(self) -> Shelf:
        return _shelf(_all_shipped())


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def _holding(name: str) -> Dataset | None:
    """The dataset that has a record of that id."""
    for dataset in datasets():
        if any(work.id == name for work in dataset.works()):
            return dataset
    return None


def _shipped(dataset: Dataset, name: str, language: str | None) -> Held:
    try:
        declaration = dataset.load(name, language)
    except UnknownDeclaration as error:
        raise Problem("unknown-language", str(error)) from None
    return Held(name, declaration, "shipped", dataset.version)


def _all_shipped() -> Iterator[Held]:
    for dataset in datasets():
        for work in dataset.works():
            for language in work.languages:
                yield _shipped(dataset, work.id, language)


def _rows(records: Iterable[Held]) -> Iterator[tuple[str, str, str]]:
    """The passages of records as rows of an index."""
    for held in records:
        path = f"{held.name}{_BETWEEN}{held.declaration.language}"
        for passage in passages(held.declaration):
            words = "\n".join([each.block.text for each in passage.words()])
            if words:
                yield path, passage.eid, words


_State = tuple[tuple[str, str], ...]
"""The shards of a corpus with their hashes: what was kept is forgotten when they change."""


def _state(folder: Path) -> _State:
    """The state of a corpus now. Raises OSError where it is gone."""
    from communique.corpora.journal import published

    return tuple(sorted(published(folder).items()))


@lru_cache(maxsize=KEPT)
def _of_corpus(folder: Path, name: str, _: _State) -> Declaration:
    from communique.corpora.records import declaration

    return declaration(folder, name)


@lru_cache(maxsize=1)
def _whole_shelf(folder: Path, _: _State) -> Shelf:
    from communique.corpora.records import declarations

    in_corpus = (
        Held(name, declaration, "corpus", None)
        for name, declaration in declarations(folder)
    )
    return _shelf(chain(_all_shipped(), in_corpus))


def _shelf(records: Iterable[Held]) -> Shelf:
    """A shelf of records, each with its own edition."""
    library = Library(())
    of_them: list[Printed] = []
    names: dict[str, str] = {}
    for held in records:
        words = held.printed()
        of_them.append(words)
        names.setdefault(words.sha256, held.name)
    library.records = of_them
    return Shelf(library, names)
