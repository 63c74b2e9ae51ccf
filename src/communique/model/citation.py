"""How to cite a declaration, or a place in it: as plain text in the languages of `citation.json`, BibTeX, CSL-JSON.

What is not known is left out: a citation says nothing that the record does not.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal

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


def cite(
    declaration: Fields, eid: str | None = None, *, style: str = "text", language: str = "en"
) -> str:
    """What `Declaration.cite` gives and raises."""
    words = words_in(language)
    return _cited(
        declaration, eid, None if eid is None else _locator(declaration, eid, words), style, words
    )


EID, PLACE = "\x01", "\x02"
"""What stands in a `pattern` for an eid and for the words of a place: no record holds these characters."""


def pattern(declaration: Fields, *, style: str, language: str) -> str:
    """The citation of a place, any of them: `EID` and `PLACE` stand in it where that place is named.

    Whoever fills it in writes the words of the place as the style wants them. Raises BadOption as `cite` does.
    """
    return _cited(declaration, EID, PLACE, style, words_in(language))


def words_in(language: str) -> dict[str, Any]:
    """The words of citations in a language: months, and what nodes are called. Raises BadOption if there are none."""
    if language not in languages():
        raise BadOption(
            f"no citation is written in {language!r}; there are {', '.join(languages())}"
        )
    return languages()[language]


@cache
def languages() -> dict[str, dict[str, Any]]:
    """The languages that citations are written in, with their words."""
    words = json.loads(files("communique.model").joinpath("citation.json").read_text("utf-8"))
    return {tag: {"tag": tag, **each} for tag, each in words.items()}


def _cited(
    declaration: Fields, eid: str | None, place: str | None, style: str, words: dict[str, Any]
) -> str:
    if style == "text":
        date = written(declaration.date.value, words) if declaration.date else None
        parts = [_title(declaration), _place(declaration, words), date, place]
        return "; ".join([", ".join(filter(None, parts)), *_numbers(declaration, words)])
    if style == "bibtex":
        return _bibtex(declaration, eid, place, words)
    if style == "csl-json":
        return _csl(declaration, eid, place, words)
    raise BadOption(f"{style!r} is no style of citation; there are {', '.join(STYLES)}")


def _title(declaration: Fields) -> str:
    title = (
        declaration.title.text if declaration.title else declaration.short_title or declaration.id
    )
    return " ".join(title.split())


def _place(declaration: Fields, words: dict[str, Any]) -> str | None:
    """The place as it is called in the language of the citation, else in that of the record, else as printed."""
    claim = declaration.place
    if claim is None:
        return None
    entity = next((entity for entity in declaration.entities if entity.id == claim.ref), None)
    return claim.text if entity is None else entity.name(words["tag"]) or entity.label


def _publisher(declaration: Fields, words: dict[str, Any]) -> str | None:
    """Who published the source, as an entity of that label is called in the language of the citation, if there is one."""
    publisher = declaration.source.publisher if declaration.source else None
    entity = next((entity for entity in declaration.entities if entity.label == publisher), None)
    return publisher if entity is None else entity.name(words["tag"]) or publisher


def written(date: str, words: dict[str, Any]) -> str:
    """A day, a month or a year of the record as it is written in the language of the words.

    >>> [written(date, words_in("sl")) for date in ("2023-05-03", "2023-05", "2023")]
    ['3. maj 2023', 'maj 2023', '2023']
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = words["months"][int(rest[0]) - 1]
    if len(rest) == 1:
        return str(words["month"]).format(month=month, year=year)
    return str(words["day"]).format(day=int(rest[1]), month=month, year=year)


def _numbers(declaration: Fields, words: dict[str, Any]) -> Iterator[str]:
    """The numbers that it is known under, else those of the note that it is an annex of."""
    if declaration.identifiers:
        yield from (identifier.value for identifier in declaration.identifiers)
    elif declaration.cover is not None:
        for identifier in declaration.cover.identifiers:
            yield f"{identifier.value}, {words['annex']}"


def _locator(declaration: Fields, eid: str, words: dict[str, Any]) -> str:
    """Where a node stands: its printed number, and those of the nodes whose eid its own begins with; else its eid.

    Raises KeyError if there is no such node.
    """
    nodes = {each: node for each, node, _ in nodes_of(declaration)}
    node = nodes.get(eid)
    if node is None:
        raise KeyError(f"no node of {declaration.id} has the eid {eid!r}")
    if isinstance(node, Entity):
        raise KeyError(f"{eid!r} of {declaration.id} is an entity, and stands in no one place")
    named = _named(node, words)
    if named is None:
        return eid
    pieces = eid.split("__")
    chain: list[str] = [str(words["cover"])] if pieces[0] == "cover" else []
    for count in range(1, len(pieces)):
        node = nodes.get("__".join(pieces[:count]))
        outer = None if node is None else _named(node, words)
        chain += [outer] if outer else []
    return ", ".join([*chain, named])


def _named(node: Node, words: dict[str, Any]) -> str | None:
    """The printed label of a node with the word for what it is; None where it has no label."""
    if isinstance(node, Annex):
        return " ".join(node.num.split()) if node.num else None
    if not isinstance(node, Note | Numbered | RecitalGroup | Section):
        return None
    label = (node.marker if isinstance(node, Note) else node.num) or ""
    number = bare(label) or label.strip()
    if not number:
        return None
    # A label may hold its word already: `Article 3`, `3. člen`, `第３条`.
    worded = re.search(r"[a-z]{3}", number) or any(
        char.isalpha() and not char.isascii() for char in number
    )
    return number if worded else f"{words[node.kind]} {number}"


def _bibtex(declaration: Fields, eid: str | None, place: str | None, words: dict[str, Any]) -> str:
    date = declaration.date.value if declaration.date else None
    year, month = ([*date.split("-"), None] if date else [None, None])[:2]
    authors = " and ".join(f"{{{name.translate(_TEX)}}}" for name in _authors(declaration))
    fields = {
        "author": authors,
        "title": f"{{{_title(declaration).translate(_TEX)}}}",
        "date": date,
        "year": year,
        "month": str(int(month)) if month else None,
        "organization": _tex(_publisher(declaration, words)),
        "address": _tex(_place(declaration, words)),
        "number": _tex("; ".join(_numbers(declaration, words))),
        "language": declaration.language,
        "note": _tex(place),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = ":".join(filter(None, (declaration.id, eid)))
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def _tex(value: str | None) -> str | None:
    return value.translate(_TEX) if value else None


def _authors(declaration: Fields) -> Iterator[str]:
    """The names of the signatories, as printed, else as the entity is called."""
    labels = {entity.id: entity.label for entity in declaration.entities}
    for signatory in declaration.signatories:
        for claim in (signatory.name, signatory.party):
            name = claim and (claim.text or labels.get(claim.ref or ""))
            if name:
                yield " ".join(name.split())
                break


def _csl(declaration: Fields, eid: str | None, place: str | None, words: dict[str, Any]) -> str:
    key = ":".join(filter(None, (declaration.id, eid)))
    item: dict[str, Any] = {"id": key, "type": "document", "title": _title(declaration)}
    authors = list(_authors(declaration))
    if authors:
        item["author"] = [{"literal": name} for name in authors]
    if declaration.date is not None:
        item["issued"] = {"date-parts": [[int(part) for part in declaration.date.value.split("-")]]}
    more = {
        "publisher-place": _place(declaration, words),
        "publisher": _publisher(declaration, words),
        "number": "; ".join(_numbers(declaration, words)),
        "section": place,
        "language": declaration.language,
    }
    item |= {name: value for name, value in more.items() if value}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
