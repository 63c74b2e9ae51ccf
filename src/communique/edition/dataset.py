"""The shipped declarations. Neither network nor clock nor current directory is used.

There are two distributions of them: communique itself holds one work, communique-data holds more,
some as plain files and many in stores. Both are found where they are installed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, TypedDict

from communique.core.bundle import editions, shipped
from communique.core.errors import BadOption, BundleMissing, UnknownDeclaration
from communique.core.json_types import JsonObject
from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.edition.held import Held as Held
from communique.edition.held import Work as Work
from communique.edition.held import listed
from communique.formats import format_named
from communique.model import Declaration

SCHEMA = ".schema.json"
"""How the names of schema files end."""

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from communique.edition.stores import Store


class IndexedRecord(TypedDict):
    """What an index says of a record: the fields of `Held` that are the record's own."""

    language: str
    date: str | None
    title: str | None
    quality: str
    licence: str | None


class IndexedWork(TypedDict):
    """A work in an index; `language` is the one whose eids the others have."""

    id: str
    language: str
    records: list[IndexedRecord]


class Index(TypedDict, total=False):
    """What `index.json` says: nothing, or all of this."""

    distribution: str
    version: str
    works: list[IndexedWork]
    elsewhere: dict[str, list[str]]


@dataclass(frozen=True)
class Dataset:
    """A folder of data: the records in `declarations/<id>/<language>.json`, an
    `index.json` that lists them, and a `datapackage.json` that describes them.
    """

    folder: "Traversable"

    @cached_property
    def index(self) -> Index:
        """What `index.json` says; nothing where there is none.

        >>> from communique import dataset
        >>> [work["id"] for work in dataset().index["works"]]
        ['eu-clasi-2023']
        """
        file = self.folder.joinpath("index.json")
        if not file.is_file():
            return {}
        index: Index = json.loads(file.read_text("utf-8"))
        return index

    @property
    def distribution(self) -> str | None:
        """The name of the distribution that ships the data; None if there is no index.

        >>> from communique import dataset
        >>> dataset().distribution
        'communique'
        """
        return self.index.get("distribution")

    def held(self) -> tuple[Held, ...]:
        """What the index says about each record, by work and language. This reads no
        record.

        >>> from communique import dataset
        >>> [(each.id, each.quality) for each in dataset().held()]
        [('eu-clasi-2023', 'reviewed')]
        """
        index = self.index
        found: list[Held] = []
        for work in index.get("works", ()):
            for record in work["records"]:
                held = Held(
                    id=work["id"],
                    distribution=index["distribution"],
                    version=index["version"],
                    **record,
                )
                found.append(held)
        return tuple(found)

    @cached_property
    def version(self) -> str | None:
        """The edition of the data, as its descriptor says; None where there is no descriptor. Not
        the code's version.

        >>> from communique import dataset
        >>> dataset().version.count(".")
        2
        """
        descriptor = self.folder.joinpath("datapackage.json")
        if not descriptor.is_file():
            return None
        version = json.loads(descriptor.read_text("utf-8")).get("version")
        return None if version is None else str(version)

    @cached_property
    def _works(self) -> tuple[Work, ...]:
        top = self.folder.joinpath("declarations")
        if not top.is_dir():
            return ()
        works: list[Work] = []
        for folder in top.iterdir():
            if not folder.is_dir():
                continue
            files = [
                file.name for file in folder.iterdir() if file.name.endswith(".json")
            ]
            if files:
                # Sorted with the ending: `sr-Latn.json` comes before `sr.json`.
                languages = [name.removesuffix(".json") for name in sorted(files)]
                works.append(Work(folder.name, tuple(languages)))
        return tuple(sorted(works))

    def works(self) -> tuple[Work, ...]:
        """The works, sorted by id, each with its languages.

        >>> from communique import dataset
        >>> [(work.id, work.languages) for work in dataset().works()]
        [('eu-clasi-2023', ('sl',))]
        """
        return self._works

    def has(self, id: str, language: str | None = None) -> bool:
        """True if the dataset has the work, in that language if you give one.

        >>> from communique import dataset
        >>> dataset().has("eu-clasi-2023", "fr")
        False
        """
        for work in self._works:
            if work.id == id:
                return language is None or language in work.languages
        return False

    def declarations(self) -> tuple[Declaration, ...]:
        """All records, by work and then by language. Raises NotReadable if a shipped
        file is damaged.

        >>> from communique import dataset
        >>> [each.id for each in dataset().declarations()]
        ['eu-clasi-2023']
        """
        return tuple(
            self.load(work.id, language)
            for work in self._works
            for language in work.languages
        )

    def load(self, id: str, language: str | None = None) -> Declaration:
        """The record of a work in a language. Without a language: the original, or else
        the first by language tag.

        You get the same object each time; it is immutable. Raises UnknownDeclaration,
        which lists the available records, and NotReadable if the file is damaged.

        >>> from communique import dataset
        >>> dataset().load("eu-clasi-2023", "sl").language
        'sl'
        """
        work = self._work(id)
        if language is None:
            return self._original(work)
        if language not in work.languages:
            raise UnknownDeclaration(
                f"{id} is not held in {language!r}; there are {listed(work.languages)}"
            )
        return _record(self, id, language)

    def _original(self, work: Work) -> Declaration:
        """The first record that is no translation. The language that the index names comes first."""
        languages = list(work.languages)
        for each in self.index.get("works", ()):
            named = each["language"]
            if each["id"] == work.id and named in languages:
                languages.remove(named)
                languages.insert(0, named)
        for language in languages:
            record = _record(self, work.id, language)
            if record.translation_of is None:
                return record
        return _record(self, work.id, languages[0])

    def source(self, id: str, language: str | None = None) -> Source:
        """The bytes of a record, ready for `read` and `validate`. Raises
        UnknownDeclaration as `load` does.

        >>> from communique import dataset
        >>> dataset().source("eu-clasi-2023").name
        'declarations/eu-clasi-2023/sl.json'
        """
        return _source(self, id, self.load(id, language).language)

    def reading(self, id: str, language: str | None = None) -> Parsed:
        """Read the source of a record again, with its overlay. `spans` gives the place
        of each word in the source.

        Raises UnknownDeclaration as `load` does, and BundleMissing if the source is not
        there.

        >>> from communique import dataset
        >>> dataset().reading("eu-clasi-2023").spans["/body/0/num"][0].line
        175
        """
        from communique.edition.sources import OVERLAY, record_of, source_file

        record = self.load(id, language)
        name = f"sources/{id}"
        folder = self.folder.joinpath(name)
        file = source_file(folder, record.language)
        if file is None:
            raise BundleMissing(f"the source {name}/{record.language}.* is missing")
        source = Source(f"{name}/{file.name}", file.read_bytes())
        overlay = None
        overlay_file = folder.joinpath(f"{record.language}{OVERLAY}")
        if overlay_file.is_file():
            overlay = Source(f"{name}/{overlay_file.name}", overlay_file.read_bytes())
        parsed = record_of(source, record.language, overlay)
        if parsed.declaration is None or len(self._work(id).languages) == 1:
            return parsed
        # In a work of several languages nodes may have other eids. They are the same nodes in the
        # same places.
        return replace(parsed, declaration=record)

    def others(self, id: str, language: str) -> tuple[Declaration, ...]:
        """The records of a work in its other languages, in order. `aligned` puts them
        beside the record in this language.

        >>> from communique import dataset
        >>> dataset().others("eu-clasi-2023", "sl")
        ()
        """
        return tuple(
            _record(self, id, each)
            for each in self._work(id).languages
            if each != language
        )

    def _work(self, id: str) -> Work:
        for work in self._works:
            if work.id == id:
                return work
        known = listed(work.id for work in self._works)
        raise UnknownDeclaration(f"no declaration is named {id!r}; there are {known}")


@cache
def _record(held_in: Dataset, work: str, language: str) -> Declaration:
    record = (
        format_named("json")
        .read(_source(held_in, work, language), ReadOptions())
        .require()
    )
    return record.held_with(partial(held_in.others, work, language))


def _source(held_in: Dataset, work: str, language: str) -> Source:
    path = f"declarations/{work}/{language}.json"
    return Source(path, held_in.folder.joinpath(path).read_bytes())


def dataset() -> Dataset:
    """The data that this library ships itself. Raises BundleMissing if the installation
    lacks it.

    >>> from communique import dataset
    >>> len(dataset().works())
    1
    """
    return datasets()[0]


@cache
def datasets() -> tuple[Dataset, ...]:
    """The data of every distribution that is installed: of this library, and of communique-data.
    Raises BundleMissing.

    >>> from communique import datasets
    >>> datasets()[0].distribution
    'communique'
    """
    return tuple(Dataset(edition["data"]) for edition in editions())


def load(id: str, language: str | None = None) -> Declaration:
    """Load a shipped declaration by the id of its work: in the given language, or else
    in the original, or else in the language that its index names.

    Raises UnknownDeclaration, which lists the available records. If the work is in a
    distribution that is not installed, the message says how to install it. The first
    call reads the file; later calls return the same object.

    >>> from communique import load
    >>> load("eu-clasi-2023").date.value, load("eu-clasi-2023", "sl").language
    ('2023-09-28', 'sl')
    """
    try:
        return holding(id, language).load(id, language)
    except BundleMissing as error:
        raise UnknownDeclaration(f"no declaration is named {id!r}: {error}") from error


def schema(name: str) -> JsonObject:
    """A JSON Schema that communique publishes, by its name: `declaration`, `overlay`, `follow-up`,
    `diagnostic`, `config` or `baseline`.

    Each call gives a new object, which you may change. Raises BadOption if there is no such schema.

    >>> from communique import schema
    >>> schema("declaration")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    names = {
        file.name.removesuffix(SCHEMA): file
        for file in shipped("schema").iterdir()
        if file.name.endswith(SCHEMA)
    }
    if name not in names:
        raise BadOption(
            f"no schema is named {name!r}; there are {listed(sorted(names))}"
        )
    found: JsonObject = json.loads(names[name].read_text("utf-8"))
    return found


_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""Ids of works in stores. What cannot be one, such as the name of a file, is not looked up."""


def holding(id: str, language: str | None = None) -> "Dataset | Store":
    """The data that holds a work: the plain files first, then the stores. With a language, the
    data that holds it in that language, if any does.

    Raises UnknownDeclaration, listing what there is, and BundleMissing.
    """
    every = list(_with_work(id))
    in_language = [each for each in every if each.has(id, language)]
    for each in in_language or every:
        return each
    raise UnknownDeclaration(_unknown(id))


def _unknown(id: str) -> str:
    """That there is no such work, and what there is."""
    for name, missing in elsewhere().items():
        if id in missing:
            return f"{id!r} is in the distribution {name}, which is not installed: pip install {name}"
    known = listed(work.id for each in datasets() for work in each.works())
    more = _in_stores()
    return f"no declaration is named {id!r}; there are {known}{more}"


def _with_work(id: str) -> "Iterator[Dataset | Store]":
    """What holds a work, or held it once: plain files, then stores."""
    for each in datasets():
        if each.has(id):
            yield each
    for store in _stores_to_ask(id):
        if store.knows(id):
            yield store


def is_held(id: str) -> bool:
    """Whether an installed distribution has, or had, a work of that id."""
    try:
        return next(_with_work(id), None) is not None
    except BundleMissing:
        return False


def _stores_to_ask(id: str) -> "tuple[Store, ...]":
    """The stores, where an id may be of a work in one."""
    if not _ID.fullmatch(id):
        return ()
    from communique.edition.stores import stores

    return stores()


def _in_stores() -> str:
    """What a message adds about works in stores."""
    from communique.edition.stores import stores

    number = sum(len(store.works()) for store in stores())
    return (
        f", and {number} in stores: `communique data list` names all" if number else ""
    )


def elsewhere() -> dict[str, tuple[str, ...]]:
    """The works of each distribution that is not installed, as they were when this library was
    built.
    """
    installed = {each.distribution for each in datasets()}
    found: dict[str, tuple[str, ...]] = {}
    for name, works in dataset().index.get("elsewhere", {}).items():
        if name not in installed:
            found[name] = tuple(works)
    return found
