"""Reads the metadata before a text: a block of YAML, or `<meta>` elements.

The values become candidates for facts, never words of the text. Each value keeps its place, so that
nothing is lost and a title can be traced. A parser of YAML reads the YAML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from communique.core.scripts import unaccented
from communique.core.values import Values
from communique.detect.dates.lines import dates_in, last_of_range
from communique.detect.wordlists import WORD_LISTS
from communique.languages import LanguageData
from communique.naming.iso639 import alpha3

if TYPE_CHECKING:
    import yaml

_BLOCK = re.compile(
    r"---[ \t]*\r?\n(?P<body>(?:[^\n]{0,2000}\n){1,200}?)---[ \t]*(?:\r?\n|$)"
)
_LINE = re.compile(
    r"^(?P<key>[^\W\d_][\w -]{0,30}):[ \t]+(?P<value>[\"'“«„]?\w[^\r\n]*)"
)
_META = re.compile(r"\s*(?:<meta\b[^<>]{0,2000}>\s*){1,50}", re.IGNORECASE)
_META_ELEMENT = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_WHOLE_LINE = re.compile(r"[^\n]+")
KEYS = {
    key: (fact, rank)
    for fact, keys in WORD_LISTS["metadata"].items()
    for rank, key in enumerate(keys)
}
"""From a key of metadata, in lower case, to its fact and rank. The lowest rank fits best."""
_NO_FACT = ("", 0)
_MAX_PROBLEM_LENGTH = 120
"""How many characters of a message of the YAML parser are kept."""


class Value(NamedTuple):
    """A value, its offsets in the source, quotation marks included, and the rank of its key."""

    text: str
    start: int
    end: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a text.

    `end`: where the text begins. `values`: each fact with a value for it. `unused`: what gives no
    fact of the record, as it is printed. `broken`: why the block could not be parsed.
    """

    end: int = 0
    values: tuple[tuple[str, Value], ...] = ()
    unused: tuple[Value, ...] = ()
    broken: str | None = None

    def get(self, fact: str) -> Value | None:
        """The value for a fact, from the key that describes it best.

        A fact is `title`, `date`, `url`, `number`, `identifier`, `kind`, `language`, `publisher` or
        `place`.
        """
        values = [value for key, value in self.values if key == fact]
        return min(values, key=attrgetter("rank"), default=None)


def read_metadata(text: str) -> Metadata:
    """The metadata at the beginning of a text."""
    block = _BLOCK.match(text)
    if block is not None:
        return _yaml(text, block)
    begins_with_meta = text[:200].lstrip()[:5].lower() == "<meta"
    elements = _META.match(text) if begins_with_meta else None
    if elements is not None:
        return _elements(text, elements.end())
    return Metadata()


def _yaml(text: str, block: "re.Match[str]") -> Metadata:
    """The metadata in a block of YAML; line by line if the block is not valid YAML."""
    import yaml

    begin, end = block.span("body")
    try:
        node = yaml.compose(text[begin:end].replace("\t", " "), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found, unused = _by_lines(text, begin, end)
        problem = str(getattr(error, "problem", None) or error)
        return Metadata(
            block.end(), found, unused, " ".join(problem.split())[:_MAX_PROBLEM_LENGTH]
        )
    if not isinstance(node, yaml.MappingNode) or not node.value:
        whole = _printed(text, begin, end)
        return Metadata(block.end(), unused=(whole,) if whole.text else ())
    found, unused = _of_mapping(node, text, begin)
    comments = _comments(node, text, begin, end)
    return Metadata(block.end(), found, (*unused, *comments))


def _of_mapping(
    node: "yaml.MappingNode", text: str, begin: int
) -> tuple[tuple[tuple[str, Value], ...], tuple[Value, ...]]:
    """The facts of a mapping that begins at an offset, and the pairs that give no fact."""
    import yaml

    found: list[tuple[str, Value]] = []
    unused: list[Value] = []
    for key, value in node.value:
        fact, rank = _NO_FACT
        if isinstance(key, yaml.ScalarNode):
            fact, rank = KEYS.get(str(key.value).casefold(), _NO_FACT)
        words = ""
        if isinstance(value, yaml.ScalarNode):
            words = " ".join(value.value.split())
        end = begin + value.end_mark.index
        if fact and words:
            start = begin + value.start_mark.index
            found.append((fact, Value(words, start, end, rank)))
        else:
            unused.append(_printed(text, begin + key.start_mark.index, end))
    return tuple(found), tuple(unused)


def _comments(node: "yaml.MappingNode", text: str, begin: int, end: int) -> list[Value]:
    """The comments of a block: words before, between and after the pairs of its mapping."""
    comments = []
    gap_start = begin
    for key, value in node.value:
        comments.append(_printed(text, gap_start, begin + key.start_mark.index))
        gap_start = begin + value.end_mark.index
    comments.append(_printed(text, gap_start, end))
    return [comment for comment in comments if any(map(str.isalnum, comment.text))]


def _by_lines(
    text: str, begin: int, end: int
) -> tuple[tuple[tuple[str, Value], ...], tuple[Value, ...]]:
    """The facts of lines with a key, a colon and a value, and the lines that give no fact.

    A value may be in quotation marks.
    """
    found: list[tuple[str, Value]] = []
    unused: list[Value] = []
    for line in _WHOLE_LINE.finditer(text[begin:end]):
        line_start = begin + line.start()
        given = _LINE.match(line[0])
        fact, rank = _NO_FACT
        if given is not None:
            fact, rank = KEYS.get(given["key"].casefold(), _NO_FACT)
        if given is not None and fact:
            printed = given["value"].rstrip()
            words = given["value"].strip("\"' \t")
            start = line_start + given.start("value")
            found.append((fact, Value(words, start, start + len(printed), rank)))
        elif line[0].strip():
            unused.append(_printed(text, line_start, begin + line.end()))
    return tuple(found), tuple(unused)


def _printed(text: str, start: int, end: int) -> Value:
    """A stretch of the source without the white space around it."""
    stretch = text[start:end]
    words = stretch.strip()
    start += len(stretch) - len(stretch.lstrip())
    return Value(words, start, start + len(words))


def _elements(text: str, end: int) -> Metadata:
    """The metadata in the `<meta>` elements before an offset."""
    found: list[tuple[str, Value]] = []
    unused: list[Value] = []
    for element in _META_ELEMENT.finditer(text, 0, end):
        start, element_end = element.span()
        attributes = _attributes(element[0])
        key = attributes.get("name") or attributes.get("property") or ""
        fact, rank = KEYS.get(key.casefold(), _NO_FACT)
        content = " ".join((attributes.get("content") or "").split())
        if fact and content:
            found.append((fact, Value(content, start, element_end, rank)))
        else:
            unused.append(Value(element[0], start, element_end))
    return Metadata(end, tuple(found), unused=tuple(unused))


def _attributes(element: str) -> dict[str, str | None]:
    """The attributes of one start tag."""
    parser = _StartTag()
    parser.feed(element)
    return parser.attributes


class _StartTag(HTMLParser):
    """Keeps the attributes of the last start tag it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(
        self,
        tag: str,  # noqa: ARG002 - the parser calls it
        attrs: list[tuple[str, str | None]],
    ) -> None:
        self.attributes = dict(attrs)


_MAX_SHORT_TITLE = 8
"""How many letters a title has at most that must consist of whole words of another."""


def unused_metadata(
    values: Values, metadata: Metadata, language: LanguageData
) -> Iterator[Value]:
    """The values of metadata from which no fact of a draft was made.

    A value that the words of the draft give as well is not among them.
    """
    texts = _texts_of_facts(values)
    for fact, value in metadata.values:
        if fact == "date":
            is_used = _is_date_used(value, values, language)
        elif fact == "language":
            is_used = _is_language_used(value, values)
        elif fact == "url":
            url = (values["source"] or {}).get("url") or ""
            is_used = value.text.rstrip("/") == url.rstrip("/")
        else:
            is_used = any(alike(text, value.text) for text in texts.get(fact, ()))
        if not is_used:
            yield value


def _texts_of_facts(values: Values) -> dict[str, list[str]]:
    """The texts that a draft has for each fact that is compared by its letters."""
    title = (values["title"] or {}).get("text")
    subtitles = [block["text"] for block in values["subtitles"]]
    publisher = (values["source"] or {}).get("publisher")
    place = (values["place"] or {}).get("text")
    identifiers = [identifier["value"] for identifier in values["identifiers"]]
    texts = {
        "title": [title, *subtitles],
        "publisher": [publisher],
        "place": [place],
        "number": identifiers,
        "identifier": identifiers,
    }
    return {fact: [text for text in known if text] for fact, known in texts.items()}


def _is_date_used(value: Value, values: Values, language: LanguageData) -> bool:
    """Whether a value has the date of the draft: the last day, where it names several."""
    date = last_of_range(dates_in(value.text, language))
    if date is None:
        return False
    known: str = (values["date"] or {}).get("value", "")
    return known.startswith(date.value[:10])


def _is_language_used(value: Value, values: Values) -> bool:
    """Whether a value is the tag of the draft's language, with two letters or three."""
    tag: str = values["language"]
    given = value.text.partition("-")[0].casefold()
    return given in (tag.partition("-")[0], alpha3(tag))


def alike(one: str, two: str) -> bool:
    """Whether two titles are the same apart from case, accents and what surrounds the shorter one.

    A few letters occur in many words, so a short title must consist of whole words of the other.
    """
    words = [re.findall(r"\w+", unaccented(title)) for title in (one, two)]
    short, long = sorted(words, key=lambda each: len("".join(each)))
    if not short:
        return one.strip() == two.strip()
    letters = "".join(short)
    if letters not in "".join(long):
        return False
    return len(letters) > _MAX_SHORT_TITLE or set(short) <= set(long)
