"""Cites a declaration, or a place in it, as plain text in the languages of `citation.json`, BibTeX
or CSL-JSON.

What the record does not know is left out.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from communique.core.errors import BadOption
from communique.model.blocks import Note, Numbered
from communique.model.nodes import nodes_of
from communique.model.parts import Annex, Entity, Fields, RecitalGroup, Section
from communique.model.text import Node
from communique.naming.labels import bare

Style = Literal["text", "bibtex", "csl-json"]
STYLES: tuple[Style, ...] = ("text", "bibtex", "csl-json")
"""Plain text; an entry of a BibTeX file (biblatex reads it too); a CSL-JSON array of one item."""

_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitationWords:
    """The words of citations in one language.

    `day` and `month` are templates of dates with `{day}`, `{month}` and `{year}`. `accessed` is a
    template with the `{date}` on which the source was retrieved. `places` says what a kind of node,
    an annex and a cover note are called.
    """

    tag: str
    months: tuple[str, ...]
    day: str
    month: str
    accessed: str
    places: dict[str, str]

    def as_json(self) -> dict[str, object]:
        """The words as a page gives them to its script."""
        head = {
            "tag": self.tag,
            "months": self.months,
            "day": self.day,
            "month": self.month,
        }
        return {**head, **self.places}


def cite(
    declaration: Fields,
    eid: str | None = None,
    *,
    style: str = "text",
    language: str = "en",
) -> str:
    """Returns and raises what `Declaration.cite` does."""
    words = words_in(language)
    place = None if eid is None else _locator(declaration, eid, words)
    return _cited(declaration, eid, place, style, words)


EID = "\x01"
PLACE = "\x02"
"""The characters in a `pattern` for an eid and for the words of a place. No record has these
characters.
"""


def pattern(declaration: Fields, *, style: str, language: str) -> str:
    """The citation of any place, with `EID` and `PLACE` where the place is named.

    Whoever fills it in writes the words of the place as the style requires. Raises BadOption as
    `cite` does.
    """
    return _cited(declaration, EID, PLACE, style, words_in(language))


def words_in(language: str) -> CitationWords:
    """The words of citations in a language. Raises BadOption if there are none."""
    known = languages()
    if language not in known:
        raise BadOption(
            f"no citation is written in {language!r}; there are {', '.join(known)}"
        )
    return known[language]


@cache
def languages() -> dict[str, CitationWords]:
    """The languages that citations are written in, with their words."""
    text = files("communique.model").joinpath("citation.json").read_text("utf-8")
    found: dict[str, CitationWords] = {}
    for tag, words in json.loads(text).items():
        months = tuple(words.pop("months"))
        day = words.pop("day")
        month = words.pop("month")
        accessed = words.pop("accessed")
        found[tag] = CitationWords(tag, months, day, month, accessed, places=words)
    return found


def _cited(
    declaration: Fields,
    eid: str | None,
    place: str | None,
    style: str,
    words: CitationWords,
) -> str:
    match style:
        case "text":
            return _text(declaration, place, words)
        case "bibtex":
            return _bibtex(declaration, eid, place, words)
        case "csl-json":
            return _csl(declaration, eid, place, words)
    raise BadOption(f"{style!r} is no style of citation; there are {', '.join(STYLES)}")


def _text(declaration: Fields, place: str | None, words: CitationWords) -> str:
    date = written(declaration.date.value, words) if declaration.date else None
    parts = [_title(declaration), _place(declaration, words), date, place]
    head = ", ".join(filter(None, parts))
    cited = [head, *_numbers(declaration, words)]
    published = ", ".join(_published(declaration, words))
    if published:
        cited.append(published)
    return "; ".join(cited)


def _published(declaration: Fields, words: CitationWords) -> Iterator[str]:
    """Who published the source, and its address with the date on which it was retrieved."""
    publisher = _publisher(declaration, words)
    if publisher is not None:
        yield publisher
    source = declaration.source
    if source is None or source.url is None:
        return
    if source.retrieved is None:
        yield source.url
    else:
        date = written(source.retrieved, words)
        yield f"{source.url} ({words.accessed.format(date=date)})"


def _title(declaration: Fields) -> str:
    if declaration.title is not None:
        title = declaration.title.text
    else:
        title = declaration.short_title or declaration.id
    return " ".join(title.split())


def _place(declaration: Fields, words: CitationWords) -> str | None:
    """The name of the place in the language of the citation, else in that of the record, else as
    printed.
    """
    claim = declaration.place
    if claim is None:
        return None
    for entity in declaration.entities:
        if entity.id == claim.ref:
            return entity.name(words.tag) or entity.label
    return claim.text


def _publisher(declaration: Fields, words: CitationWords) -> str | None:
    """The publisher of the source. An entity of that name gives its name in the language of the
    citation.
    """
    if declaration.source is None:
        return None
    publisher = declaration.source.publisher
    for entity in declaration.entities:
        if entity.label == publisher:
            return entity.name(words.tag) or publisher
    return publisher


def written(date: str, words: CitationWords) -> str:
    """A day, a month or a year of the record as it is written in the language of the words.

    >>> [written(date, words_in("sl")) for date in ("2023-05-03", "2023-05", "2023")]
    ['3. maj 2023', 'maj 2023', '2023']
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = words.months[int(rest[0]) - 1]
    if len(rest) == 1:
        return words.month.format(month=month, year=year)
    return words.day.format(day=int(rest[1]), month=month, year=year)


def _numbers(declaration: Fields, words: CitationWords) -> Iterator[str]:
    """The numbers of the work, else those of the note that it is an annex of."""
    if declaration.identifiers:
        for identifier in declaration.identifiers:
            yield identifier.value
    elif declaration.cover is not None:
        for identifier in declaration.cover.identifiers:
            yield f"{identifier.value}, {words.places['annex']}"


def _locator(declaration: Fields, eid: str, words: CitationWords) -> str:
    """The printed number of a node after those of the nodes that its eid begins with; else its eid.

    Raises KeyError if there is no such node.
    """
    nodes = {each: node for each, node, _ in nodes_of(declaration)}
    node = nodes.get(eid)
    if node is None:
        raise KeyError(f"no node of {declaration.id} has the eid {eid!r}")
    if isinstance(node, Entity):
        raise KeyError(
            f"{eid!r} of {declaration.id} is an entity, and stands in no one place"
        )
    own = _named(node, words)
    if own is None:
        return eid
    parts = eid.split("__")
    names: list[str] = []
    if parts[0] == "cover":
        names.append(words.places["cover"])
    for count in range(1, len(parts)):
        around = "__".join(parts[:count])
        if around in nodes:
            name = _named(nodes[around], words)
            if name:
                names.append(name)
    names.append(own)
    return ", ".join(names)


def _named(node: Node, words: CitationWords) -> str | None:
    """The printed label of a node with the word for its kind; None if it has no label."""
    match node:
        case Annex():
            return " ".join((node.num or "").split()) or None
        case Note():
            label = node.marker
        case Numbered() | RecitalGroup() | Section():
            label = node.num
        case _:
            return None
    if label is None:
        return None
    number = bare(label) or label.strip()
    if not number:
        return None
    if _has_word(number):
        return number
    return f"{words.places[node.kind]} {number}"


def _has_word(label: str) -> bool:
    """Whether a label names its kind already: `Article 3`, `3. člen`, `第３条`."""
    if re.search(r"[a-z]{3}", label):
        return True
    return any(char.isalpha() and not char.isascii() for char in label)


def _bibtex(
    declaration: Fields, eid: str | None, place: str | None, words: CitationWords
) -> str:
    authors = [f"{{{_tex(name)}}}" for name in _authors(declaration)]
    numbers = "; ".join(_numbers(declaration, words))
    fields: dict[str, str | None] = {}
    fields["author"] = " and ".join(authors)
    fields["title"] = f"{{{_tex(_title(declaration))}}}"
    if declaration.date is not None:
        date = declaration.date.value
        fields["date"] = date
        fields["year"] = date[:4]
        fields["month"] = date[5:7].lstrip("0")
    fields["organization"] = _tex(_publisher(declaration, words))
    fields["address"] = _tex(_place(declaration, words))
    fields["number"] = _tex(numbers)
    if declaration.source is not None:
        fields["url"] = declaration.source.url
        fields["urldate"] = declaration.source.retrieved
    fields["language"] = declaration.language
    fields["note"] = _tex(place)
    lines = [f"@misc{{{_key(declaration, eid)},"]
    for name, value in fields.items():
        if value:
            lines.append(f"  {name} = {{{value}}},")
    lines.append("}")
    return "\n".join(lines) + "\n"


def _key(declaration: Fields, eid: str | None) -> str:
    return f"{declaration.id}:{eid}" if eid else declaration.id


def _tex(value: str | None) -> str:
    return (value or "").translate(_TEX)


def _authors(declaration: Fields) -> Iterator[str]:
    """The name of each signatory, else its party: as printed, else the label of the entity."""
    labels = {entity.id: entity.label for entity in declaration.entities}
    for signatory in declaration.signatories:
        for claim in (signatory.name, signatory.party):
            if claim is None:
                continue
            name = claim.text or labels.get(claim.ref or "")
            if name:
                yield " ".join(name.split())
                break


def _csl(
    declaration: Fields, eid: str | None, place: str | None, words: CitationWords
) -> str:
    item: dict[str, object] = {"id": _key(declaration, eid), "type": "document"}
    item["title"] = _title(declaration)
    authors = [{"literal": name} for name in _authors(declaration)]
    if authors:
        item["author"] = authors
    if declaration.date is not None:
        item["issued"] = _csl_date(declaration.date.value)
    source = declaration.source
    if source is not None:
        if source.url is not None:
            item["URL"] = source.url
        if source.retrieved is not None:
            item["accessed"] = _csl_date(source.retrieved)
    more: dict[str, str | None] = {"publisher-place": _place(declaration, words)}
    more["publisher"] = _publisher(declaration, words)
    more["number"] = "; ".join(_numbers(declaration, words))
    more["section"] = place
    more["language"] = declaration.language
    item |= {name: value for name, value in more.items() if value}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _csl_date(date: str) -> dict[str, object]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}
