"""Articles of a declaration that it cites itself: `Article 5 of this Convention`, `Article 5`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.acts.pinpoints import (
    LISTED,
    Numbered,
    Own,
    any_of,
    articles_of,
    nearest,
    paragraphs_of,
)
from communique.core.expressions import compile_late
from communique.languages import language
from communique.model import Declaration
from communique.model.nodes import nodes_of
from communique.model.parts import Section
from communique.model.passages import Passage
from communique.naming.labels import bare, folded

_FEWEST = 3
"""A text with fewer articles may be one that amends another and speaks of the articles of that."""

Articles = Mapping[str, str]
"""The eIds of the articles of a declaration, by their numbers."""


def articles(declaration: Declaration) -> Articles:
    """The articles of the body of a declaration by number; none if several have one number."""
    found: dict[str, str] = {}
    for eid, node, _ in nodes_of(declaration):
        if not isinstance(node, Section) or node.kind != "article":
            continue
        number = folded(bare(node.num or "")).removesuffix(".")
        if found.get(number, eid) != eid:
            return {}
        found[number] = eid
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """The expressions of a language for its own articles."""

    article: re.Pattern[str]
    """An article with its paragraphs, or paragraphs with their article."""
    paragraph: re.Pattern[str] | None
    """Paragraphs of `this Article`."""
    this: re.Pattern[str]
    """What says that the article is one of the declaration: `of this Convention`."""
    others: re.Pattern[str]
    """What says that it is one of another work: `of the Charter`."""


@cache
def _reader(tag: str) -> _Reader | None:
    """The expressions of a language by its tag; None if its words are not known."""
    words = language(tag).references
    names = words.get("article", ())
    below = words.get("paragraph", ())
    this = words.get("this", ())
    if not (names and below and this):
        return None
    item = rf"(?:(?:{any_of(below)})[ \u00a0]{LISTED})"
    points = r"(?:[ \u00a0][a-z]{1,3}\))*"
    article = rf"(?:{any_of(names)})[ \u00a0]{LISTED}{points}"
    prefix = rf"(?:{item}(?:[ \u00a0][^\W\d_]{{1,3}}){{0,2}}[ \u00a0’'])?"
    of_this = rf"(?:[ \u00a0][^\W\d_]{{1,3}}){{0,2}}[ \u00a0](?:{any_of(this)})"
    here = words.get("here", this)
    of = words.get("of", ("of",))
    return _Reader(
        article=compile_late(rf"(?<!\w){prefix}{article}(?:,?[ \u00a0]{item}){{0,2}}"),
        paragraph=compile_late(
            rf"(?<!\w){item},?{of_this}[ \u00a0](?:{any_of(names)})(?!\w)"
        ),
        this=compile_late(
            rf",?(?:{of_this}[ \u00a0][^\W\d_]{{3,20}}|[ \u00a0](?:{any_of(here)})(?!\w))"
        ),
        others=compile_late(
            rf",?[ \u00a0](?:(?:{any_of(of)})(?![^\W\d_])|[^\W\d_a-zà-žа-я])"
        ),
    )


def own_articles(
    passage: Passage, declaration: Declaration, known: Articles, paragraphs: Numbered
) -> Iterator[Own]:
    """Where a passage names an article of the declaration that it belongs to, in the text's order.

    An article without a work is the declaration's if it has one of this number. Words such as
    `of this Convention` say so even where it has none. An annex may speak of its own articles.
    """
    reader = _reader(declaration.language)
    if reader is None or len(known) < _FEWEST:
        return
    if passage.part != "body" or passage.annex is not None:
        return
    text = passage.text
    tag = declaration.language
    for match in reader.article.finditer(text):
        own = reader.this.match(text, match.end())
        numbers = articles_of(match[0], tag)
        if own is None and not _may_be_own(text, match, reader):
            continue
        if own is None and not all(each in known for each in numbers):
            continue
        end = match.end() if own is None else own.end()
        eids = _places(match[0], tag, known, paragraphs)
        yield Own(match.start(), end, eids[0], tuple(filter(None, eids[1:])))
    yield from _in_this_article(passage, reader, tag, paragraphs)


def _in_this_article(
    passage: Passage, reader: _Reader, tag: str, paragraphs: Numbered
) -> Iterator[Own]:
    """Where a passage names paragraphs of `this Article`."""
    if reader.paragraph is None:
        return
    for match in reader.paragraph.finditer(passage.text):
        numbers = paragraphs_of(match[0], tag)
        here = [nearest(paragraphs.get(each, ()), passage.eid) for each in numbers]
        more = tuple(each for each in here[1:] if each is not None)
        yield Own(match.start(), match.end(), here[0], more)


def _may_be_own(text: str, match: re.Match[str], reader: _Reader) -> bool:
    """Whether no words behind or before an article name another work."""
    # In Markdown the words of a link to another document end so.
    is_link = text.startswith("](", match.end())
    if is_link or reader.others.match(text, match.end()):
        return False
    return not text[: match.start()].endswith((") ", "), "))


def _places(
    place: str, tag: str, known: Articles, paragraphs: Numbered
) -> list[str | None]:
    """The eIds of the articles in a place, or of the paragraphs in its only article."""
    numbers = articles_of(place, tag)
    eids = [known.get(each) for each in numbers]
    only = eids[0] if len(eids) == 1 else None
    if only is None:
        return eids
    inner: list[str | None] = []
    for number in paragraphs_of(place, tag):
        of_article = [
            each for each in paragraphs.get(number, ()) if each.startswith(f"{only}__")
        ]
        inner += of_article[:1]
    return inner or eids
