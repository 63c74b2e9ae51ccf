"""The index of the files of languages: some fields of all of them in one file, sorted by field.

A reader that asks for one field in every language, such as the names of months, reads the index and
not some seventy files.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from communique.core.scripts import unaccented_each
from communique.detect.kinds import kind_words
from communique.generate import Files
from communique.languages import (
    BETWEEN_FORMS,
    IndexRow,
    LanguageData,
    all_languages,
    more_kinds,
)

PATH = "src/communique/languages/index.tsv"
FIELDS = (
    "annex",
    "article",
    "document_kinds",
    "institutions",
    "labels",
    "months",
    "ordinals",
    "closing_words",
    "party_words",
    "reasons",
)
"""The fields of `LanguageData` that readers ask for in every language."""


def make(_: Path) -> Files:
    """The index. Each line has a field, a tag, a key within the field, and forms."""
    lines: list[str] = []
    for field in FIELDS:
        for language in all_languages():
            lines.extend(_line(field, row) for row in _rows(language, field))
    lines.extend(_line("kinds", row) for row in _kinds())
    return {PATH: "".join(lines).encode()}


def _line(field: str, row: IndexRow) -> str:
    forms = BETWEEN_FORMS.join(row.forms)
    return f"{field}\t{row.tag}\t{row.key}\t{forms}\n"


def _rows(language: LanguageData, field: str) -> Iterator[IndexRow]:
    """The rows of one field of a language, in the order of its file."""
    for key, forms in _by_key(getattr(language, field)):
        if forms:
            yield IndexRow(language.tag, key, forms)


def _by_key(value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The forms of a value of `LanguageData`, by their keys.

    Phrases have no key, lists of phrases are numbered from 1.
    """
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple) and value and isinstance(value[0], str):
        yield "", value
    elif isinstance(value, tuple):
        for number, forms in enumerate(value, start=1):
            yield str(number), forms


def _kinds() -> Iterator[IndexRow]:
    """The words for kinds of documents, without capitals and accents, by their first two letters.

    Words in languages without a file follow, without a tag.
    """
    known: set[str] = set()
    for language in all_languages():
        names = set(chain.from_iterable(kind_words(language, acts=True).values()))
        known |= names
        yield from _by_beginning(language.tag, names)
    tables = more_kinds().values()
    others = chain.from_iterable(
        chain.from_iterable(table.values()) for table in tables
    )
    yield from _by_beginning("", set(unaccented_each(others)) - known)


def _by_beginning(tag: str, names: set[str]) -> Iterator[IndexRow]:
    by_beginning: dict[str, list[str]] = {}
    for name in sorted(names):
        by_beginning.setdefault(name[:2], []).append(name)
    for beginning, some in by_beginning.items():
        yield IndexRow(tag, beginning, tuple(some))
