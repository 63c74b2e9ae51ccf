"""The kind of a document, by the first of several ways of finding it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communique.core.scripts import last_mark, unaccented
from communique.core.values import Values
from communique.detect.facts.where import MAX_EDGE, Standing
from communique.detect.kinds import is_kind, kind_of, names_kind, naming, numbers_kind
from communique.detect.signing import greets, names_undersigned
from communique.detect.wordlists import WORD_LISTS
from communique.languages import LanguageData

DEFAULT = "statement"
"""The kind that says least."""
MAX_ARTICLE = 4
"""An article before the name of a body has fewer characters."""
FIRST_EDGES = 3
"""A line among so many first blocks can be the kind and the number of the text."""
OPENING_END = 160
"""This many characters at the end of an opening are looked at."""
_INSIDE_TITLE = re.compile(r"\(([^()]{8,80})\)(?=\s\w)")
"""What is in brackets inside a title says what it does: `Pact (Confirmation of Agreement) Act`."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document in which its kind can be named."""

    standing: Standing
    language: LanguageData
    spoken: tuple[LanguageData, ...]
    numbers: list[str]
    title: str
    twins: list[str]
    """The other titles of the text, as in another language."""
    titles: list[str]
    """All titles, that of the metadata among them."""
    above: list[str]
    """The lines above the text that are no titles."""
    subjects: list[str]
    """The subjects of a cover."""


def find_kind(values: Values, standing: Standing, language: LanguageData) -> str:
    """The kind of a document; a statement where nothing names it."""
    words = _words_of(values, standing, language)
    for find in KIND_FINDERS:
        for kind in find(words):
            if kind:
                return kind
    return DEFAULT


def _words_of(values: Values, standing: Standing, language: LanguageData) -> _Words:
    title = (values.get("title") or {}).get("text", "")
    twins = [
        each.text for each in standing.above if each.role == "subtitle" and each.twin
    ]
    titles = [*twins, title]
    given = standing.metadata.get("title")
    if given:
        titles.append(given.text)
    cover_fields = (values.get("cover") or {}).get("fields", ())
    return _Words(
        standing,
        language,
        standing.spoken or (language,),
        numbers=[each["value"] for each in values["identifiers"]],
        title=title,
        twins=twins,
        titles=titles,
        above=[each.text for each in standing.above if each.text not in titles],
        subjects=[
            each["value"]["text"] for each in cover_fields if each["key"] == "subject"
        ],
    )


def _of_its_number(words: _Words) -> Iterator[str | None]:
    """The kind of documents with such a number."""
    for kind, pattern in WORD_LISTS["number kinds"].items():
        if any(re.search(pattern, number) for number in words.numbers):
            yield kind


def _of_its_own_line(words: _Words) -> Iterator[str | None]:
    """The kind that a line is the name of, or that the title names.

    A kind counts less if the joint form of it is named too.
    """
    inside = [line for title in words.titles for line in _INSIDE_TITLE.findall(title)]
    named = [
        kind_of(line, words.language, acts=True, cited=line in inside)
        for line in _lines_that_name_it(words, inside)
        if line
    ]
    yield from (kind for kind in named if f"joint-{kind}" not in named)
    yield from named


def _lines_that_name_it(words: _Words, inside: Sequence[str]) -> Iterator[str]:
    """The lines that can be the kind of the document, the surest first. `inside`: what is in
    brackets inside titles.
    """
    above = [each for each in words.standing.above if each.text in words.above]
    for printed in above:
        yield from filter(is_kind, printed.cells)
    yield from filter(names_kind, inside)
    yield words.title
    for line in words.above:
        if is_kind(line) or numbers_kind(line, acts=True):
            yield line
    for printed in words.standing.above:
        if printed.role == "subtitle":
            yield printed.text
    for line in words.standing.edges[:FIRST_EDGES]:
        if is_kind(line) or numbers_kind(line, acts=True):
            yield line
    for line in words.standing.edges[:1]:
        if len(line) < MAX_EDGE and last_mark(line).isalpha():
            yield line


def _of_its_titles(words: _Words) -> Iterator[str | None]:
    """The kind that a title names in a language of the text, or a twin in its own."""
    for line in words.titles:
        languages = naming(line) if line in words.twins else words.spoken
        for language in languages:
            yield kind_of(line, language, acts=True, cited=False)


def _of_its_body(words: _Words) -> Iterator[str | None]:
    """The kind of text that the body passes which an opening names."""
    for printed in words.standing.openings[:1]:
        body = unaccented(printed.text[:OPENING_END]).strip(" *_")
        for kind, bodies in WORD_LISTS["body kinds"].items():
            if any(_begins_with_body(body, each) for each in bodies):
                yield kind


def _begins_with_body(text: str, body: str) -> bool:
    """Whether an opening begins with a body, behind an article or not."""
    return 0 <= text.find(body) <= MAX_ARTICLE


def _of_what_its_titles_cite(words: _Words) -> Iterator[str | None]:
    """The kind of what a title is about: it says more than nothing."""
    for line in words.titles:
        for language in words.spoken:
            yield kind_of(line, language, acts=True)


def _in_a_word_of_its_titles(words: _Words) -> Iterator[str | None]:
    """The kind that is part of a word of a title."""
    for line in filter(None, words.titles):
        for language in words.spoken:
            yield kind_of(line, language, inside=True)


def _of_its_titles_in_any_language(words: _Words) -> Iterator[str | None]:
    for line in words.titles:
        for language in naming(line):
            yield kind_of(line, language)


def _of_a_greeting(words: _Words) -> Iterator[str | None]:
    """A letter, where a line greets whom it is for, or the first words name the undersigned."""
    first = words.standing.edges[:FIRST_EDGES]
    if any(map(greets, (*words.above, *first))) or any(map(names_undersigned, first)):
        yield "open-letter"


def _of_its_metadata(words: _Words) -> Iterator[str | None]:
    for fact, value in words.standing.metadata.values:
        if fact == "kind":
            for language in naming(value.text):
                yield kind_of(value.text.replace("_", " "), language, acts=True)


def _of_other_lines(words: _Words) -> Iterator[str | None]:
    """The kind that lines above the text, subjects or the first words name."""
    openings = [each.text[-OPENING_END:] for each in words.standing.openings[:3]]
    first = [line[:MAX_EDGE] for line in words.standing.edges[:1]]
    for line in filter(None, (*words.above, *words.subjects, *openings, *first)):
        acts = line in words.above or line in openings
        for language in words.spoken:
            yield kind_of(line, language, acts=acts)


KIND_FINDERS: tuple[Callable[[_Words], Iterator[str | None]], ...] = (
    _of_its_number,
    _of_its_own_line,
    _of_its_titles,
    _of_its_body,
    _of_what_its_titles_cite,
    _in_a_word_of_its_titles,
    _of_its_titles_in_any_language,
    _of_a_greeting,
    _of_its_metadata,
    _of_other_lines,
)
"""The ways of finding the kind of a document. The first kind that one finds is taken."""
