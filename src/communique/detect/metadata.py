"""Metadata before a text: a block of YAML, or `<meta>` elements. What it says becomes candidates for facts, never words of the text.

Each value is kept with its place, so that nothing is lost and a title can be traced. YAML is read by a parser of YAML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from operator import attrgetter
from typing import NamedTuple

from communique.core.scripts import unaccented
from communique.core.values import Values
from communique.detect.dates.lines import dates_in, last_of_range
from communique.detect.wordlists import WORD_LISTS
from communique.languages import LanguageData
from communique.naming.iso639 import alpha3

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<body>(?:[^\n]{0,2000}\n){1,200}?)---[ \t]*(?:\r?\n|$)")
_LINE = re.compile(r"^(?P<key>[^\W\d_][\w -]{0,30}):[ \t]+(?P<value>[\"'“«„]?\w[^\r\n]*)")
_META = re.compile(r"\s*(?:<meta\b[^<>]{0,2000}>\s*){1,50}", re.IGNORECASE)
KEYS = {
    key: (fact, rank)
    for fact, keys in WORD_LISTS["metadata"].items()
    for rank, key in enumerate(keys)
}
"""What the keys of metadata say, in lower case; those of less rank say most of a fact."""
_NONE = ("", 0)


class Value(NamedTuple):
    """A value, where it stands in the source, quotes included, and the rank of its key."""

    text: str
    start: int
    end: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found: where the text begins, the values for each fact, why the block could not be parsed, and the rest.

    `unused`: what stands there and is no fact that the record holds, as it is printed.
    """

    end: int = 0
    values: tuple[tuple[str, Value], ...] = ()
    unused: tuple[Value, ...] = ()
    broken: str | None = None

    def get(self, fact: str) -> Value | None:
        """The value for a fact, of the key that says most of it: `title`, `date`, `url`, `number`, `identifier`, `kind`, `language`,
        `publisher` or `place`.
        """
        return min(
            (value for key, value in self.values if key == fact),
            key=attrgetter("rank"),
            default=None,
        )


def read_metadata(text: str) -> Metadata:
    """The metadata with which a text begins."""
    block = _BLOCK.match(text)
    if block is not None:
        return _yaml(text, block)
    meta = _META.match(text) if text[:200].lstrip()[:5].lower() == "<meta" else None
    if meta is not None:
        found = tuple(_elements(text[: meta.end()]))
        used = tuple(each for each in found if each[0])
        return Metadata(meta.end(), used, unused=tuple(value for fact, value in found if not fact))
    return Metadata()


def _yaml(text: str, block: "re.Match[str]") -> Metadata:
    import yaml

    begin, end = block.span("body")
    try:
        node = yaml.compose(text[begin:end].replace("\t", " "), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem", None) or str(error)
        return Metadata(
            block.end(), *_by_lines(text, begin, end), " ".join(str(mark).split())[:120]
        )
    found: list[tuple[str, Value]] = []
    unused: list[Value] = []
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    for key, value in pairs:
        fact, rank = (
            KEYS.get(str(key.value).casefold(), _NONE)
            if isinstance(key, yaml.ScalarNode)
            else _NONE
        )
        first, last = key.start_mark.index, value.end_mark.index
        if fact and isinstance(value, yaml.ScalarNode) and value.value.strip():
            words = " ".join(value.value.split())
            found.append((fact, Value(words, begin + value.start_mark.index, begin + last, rank)))
        else:
            unused.append(_printed(text, begin + first, begin + last))
    if not pairs and text[begin:end].strip():
        unused.append(_printed(text, begin, end))
    ends = [begin, *(begin + value.end_mark.index for _, value in pairs)]
    starts = [*(begin + key.start_mark.index for key, _ in pairs), end]
    gaps = zip(ends, starts, strict=True) if pairs else ()
    unused += [
        _printed(text, *gap) for gap in gaps if any(map(str.isalnum, text[slice(*gap)]))
    ]  # comments
    return Metadata(block.end(), tuple(found), unused=tuple(unused))


def _by_lines(
    text: str, begin: int, end: int
) -> tuple[tuple[tuple[str, Value], ...], tuple[Value, ...]]:
    """The facts that lines give, each a key, a colon and a value, perhaps in quotation marks; and the lines that give none."""
    found: list[tuple[str, Value]] = []
    unused: list[Value] = []
    for line in re.finditer(r"[^\n]+", text[begin:end]):
        given = _LINE.match(line[0])
        fact, rank = KEYS.get(given["key"].casefold(), _NONE) if given else _NONE
        if given and fact:
            start = begin + line.start() + given.start("value")
            found.append(
                (
                    fact,
                    Value(
                        given["value"].strip("\"' \t"),
                        start,
                        start + len(given["value"].rstrip()),
                        rank,
                    ),
                )
            )
        elif line[0].strip():
            unused.append(_printed(text, begin + line.start(), begin + line.end()))
    return tuple(found), tuple(unused)


def _printed(text: str, start: int, end: int) -> Value:
    """A stretch of the source without the white space around it."""
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return Value(stretch.strip(), start, start + len(stretch.strip()))


def _elements(text: str) -> Iterator[tuple[str, Value]]:
    """The facts that `<meta>` elements give, without a name where the record has no place for it."""
    for element in re.finditer(r"<meta\b[^<>]{0,2000}>", text, re.IGNORECASE):
        parser = _Meta()
        parser.feed(element.group())
        given = parser.given
        fact, rank = KEYS.get((given.get("name") or given.get("property") or "").casefold(), _NONE)
        content = " ".join((given.get("content") or "").split())
        if fact and content:
            yield fact, Value(content, *element.span(), rank)
        else:
            yield "", Value(element.group(), *element.span())


class _Meta(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.given: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser calls it
        self.given = dict(attrs)


FEW_LETTERS = 8


def unused_metadata(values: Values, metadata: Metadata, language: LanguageData) -> Iterator[Value]:
    """The values of metadata that no fact of a draft was made of, and that its words do not say either."""
    source = values["source"] or {}
    day, place = values["date"] or {}, values["place"] or {}
    held = {
        "title": [
            (values["title"] or {}).get("text"),
            *(block["text"] for block in values["subtitles"]),
        ],
        "publisher": [source.get("publisher")],
        "place": [place.get("text")],
        **{
            key: [each["value"] for each in values["identifiers"]]
            for key in ("number", "identifier")
        },
    }
    for fact, value in metadata.values:
        if fact == "date":
            said = last_of_range(dates_in(value.text, language))
            known = said is not None and day.get("value", "").startswith(said.value[:10])
        elif fact == "language":
            tags = values["language"].partition("-")[0], alpha3(values["language"])
            known = value.text.partition("-")[0].casefold() in tags
        elif fact == "url":
            known = value.text.rstrip("/") == (source.get("url") or "").rstrip("/")
        else:
            known = any(each and alike(each, value.text) for each in held.get(fact, ()))
        if not known:
            yield value


def alike(one: str, two: str) -> bool:
    """Whether two titles are the same but for case, marks and what stands around the shorter one.

    A few letters stand in many words: so short a title must be of whole words of the other.
    """
    words = [re.findall(r"\w+", unaccented(each)) for each in (one, two)]
    short, long = sorted(words, key=lambda each: len("".join(each)))
    if not short:
        return one.strip() == two.strip()
    within = "".join(short) in "".join(long)
    return within and (len("".join(short)) > FEW_LETTERS or set(short) <= set(long))
