"""Metadata before a text: a block of YAML, or `<meta>` elements. What it says becomes candidates for facts, never words of the text.

Each value is kept with its place, so that nothing is lost and a title can be traced. YAML is read by a parser of YAML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<body>(?:[^\n]{0,2000}\n){1,200}?)---[ \t]*(?:\r?\n|$)")
_META = re.compile(r"\s*(?:<meta\b[^<>]{0,2000}>\s*){1,50}", re.IGNORECASE)
KEYS = {
    "title": "title", "name": "title", "dc.title": "title", "dcterms.title": "title", "og:title": "title",
    "date": "date", "published": "date", "pubdate": "date", "dc.date": "date", "dcterms.date": "date", "datum": "date",
    "adopted": "date", "signed": "date", "date_signed": "date", "article:published_time": "date",
    "source": "url", "source_url": "url", "url": "url", "link": "url", "canonical": "url", "og:url": "url",
    "symbol": "number", "number": "number", "identifier": "number", "dc.identifier": "number",
    "language": "language", "lang": "language", "dc.language": "language",
    "publisher": "publisher", "place": "place", "location": "place",
}  # fmt: skip
"""What the keys of metadata say, in lower case."""


class Value(NamedTuple):
    """A value, and where it stands in the source, quotes included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found: where the text begins, the first value for each fact, and whether the block could not be parsed."""

    end: int = 0
    values: tuple[tuple[str, Value], ...] = ()
    broken: str | None = None

    def get(self, fact: str) -> Value | None:
        """The first value for a fact: `title`, `date`, `url`, `number`, `language`, `publisher` or `place`."""
        return next((value for key, value in self.values if key == fact), None)


def read_metadata(text: str) -> Metadata:
    """The metadata with which a text begins."""
    block = _BLOCK.match(text)
    if block is not None:
        return _yaml(text, block)
    meta = _META.match(text) if text[:200].lstrip()[:5].lower() == "<meta" else None
    if meta is not None:
        return Metadata(meta.end(), tuple(_elements(text[: meta.end()])))
    return Metadata()


def _yaml(text: str, block: "re.Match[str]") -> Metadata:
    import yaml

    begin, end = block.span("body")
    try:
        node = yaml.compose(text[begin:end], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem", None) or str(error)
        return Metadata(block.end(), broken=" ".join(str(mark).split())[:120])
    found: list[tuple[str, Value]] = []
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        fact = KEYS.get(str(key.value).casefold()) if isinstance(key, yaml.ScalarNode) else None
        if fact is not None and isinstance(value, yaml.ScalarNode) and value.value.strip():
            words = " ".join(value.value.split())
            found.append((fact, Value(words, begin + value.start_mark.index, begin + value.end_mark.index)))
    return Metadata(block.end(), tuple(found))


def _elements(text: str) -> Iterator[tuple[str, Value]]:
    for element in re.finditer(r"<meta\b[^<>]{0,2000}>", text, re.IGNORECASE):
        parser = _Meta()
        parser.feed(element.group())
        given = parser.given
        fact = KEYS.get((given.get("name") or given.get("property") or "").casefold())
        content = " ".join((given.get("content") or "").split())
        if fact is not None and content:
            yield fact, Value(content, *element.span())


class _Meta(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.given: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser calls it
        self.given = dict(attrs)
