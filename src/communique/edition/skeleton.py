"""A new declaration to begin with: placeholders in every part, as JSON or as commented Akoma Ntoso."""

from collections.abc import Iterable

from communique.core.errors import BadOption, UnknownFormat
from communique.core.source import Source
from communique.core.values import (
    DeclarationValues,
    NodeValues,
    PointsValues,
    TextValues,
)
from communique.draft import Draft, build
from communique.formats import format_named
from communique.languages import language as language_data
from communique.model import Declaration

FORMATS = ("json", "akn")
"""The formats in which a skeleton is written. Akoma Ntoso has comments, JSON has none."""

_COMMENTS = (
    ("<akomaNtoso ", "A skeleton: put words in place of [...], delete what the document does not have, validate it."),
    ("<FRBRuri ", "The IRI: /akn/country/statement/kind/date/name. Its parts are repeated below, and must agree."),
    ("<FRBRdate ", 'The day of adoption, with name="adoption" here and in the Expression. 9999-01-01: not known.'),
    ("<FRBRcountry ", "Whose document it is: eu, un, or the code of a country (ISO 3166-1). xx: not known."),
    ("<recitals ", "A recital for each clause of the preamble; its number, if printed, in a num before the p."),
    ("<formula ", "The words that close the preamble and lead to the operative part."),
    ("<paragraph ", ("A numbered paragraph: num exactly as printed, the eId by the number. "
                     "The note stands where it is called.")),
    ("<list ", "Points: the words that lead to them in intro, then each with its label."),
    ("<conclusions ", "What is printed below the last paragraph: place, date, signatures."),
)  # fmt: skip
"""How a line of the Akoma Ntoso writer begins, and the comment above the first such line."""


def skeleton(
    title: str, *, language: str, kind: str = "declaration", date: str | None = None
) -> Declaration:
    """A declaration of that title with a recital, the enacting formula, two paragraphs, points, a
    note, a last line.

    The words are placeholders in square brackets. They begin with a phrase of the language where
    its data have one: `[aware …]`. The country is `xx`, and the date null where it is not given.
    Raises BadOption if a value is not valid for its field.
    """
    if not title or title.isspace():
        raise BadOption("the title has no words")
    known = language_data(language)
    recital: NodeValues = {
        "kind": "recital",
        "content": [_words(known.recital_leads, ",")],
    }
    formula: NodeValues = {
        "kind": "recital",
        "role": "formula",
        "content": [_words(known.enacting, ":")],
    }
    note: NodeValues = {
        "kind": "note",
        "eid": "?",
        "marker": "1",
        "content": [_words((), ".")],
    }
    values: DeclarationValues = {
        "language": language,
        "kind": kind,
        "date": None if date is None else {"value": date},
        "title": {"kind": "text", "text": title},
        "preamble": [recital, formula],
        "body": [_paragraph_with_note(known.operative_leads), _paragraph_with_points()],
        "closing": [_words(known.closing_words, "")],
        "notes": [note],
    }
    parsed = build(Draft(Source("skeleton", b""), values))
    if parsed.declaration is not None:
        return parsed.declaration
    # What is derived from a bad value is bad too: the message names the value itself.
    own = [each for each in parsed.findings if each.pointer not in {"/id", "/iri"}]
    raise BadOption(own[0].message)


def _paragraph_with_note(leads: Iterable[str]) -> NodeValues:
    text = _words(leads, ".")
    end = len(text["text"])
    text["marks"] = [{"kind": "note", "start": end, "end": end, "ref": "?"}]
    return {"kind": "paragraph", "num": "1.", "content": [text]}


def _paragraph_with_points() -> NodeValues:
    first: NodeValues = {"kind": "point", "num": "(a)", "content": [_words((), ";")]}
    second: NodeValues = {"kind": "point", "num": "(b)", "content": [_words((), ".")]}
    points: PointsValues = {"kind": "points", "points": [first, second]}
    return {"kind": "paragraph", "num": "2.", "content": [_words((), ":"), points]}


def _words(phrases: Iterable[str], end: str) -> TextValues:
    """A text block that is a placeholder. It begins with the first of the phrases."""
    lead = next(iter(phrases), None)
    words = "…" if lead is None else f"{lead} …"
    return {"kind": "text", "text": f"[{words}]{end}"}


def write_skeleton(declaration: Declaration, format: str) -> str:
    """A skeleton as text, with comments where the format has them. Raises UnknownFormat for other
    formats.
    """
    if format not in FORMATS:
        raise UnknownFormat(
            f"a skeleton is written as {' or '.join(FORMATS)}, not as {format!r}"
        )
    waiting = dict(_COMMENTS) if format == "akn" else {}
    lines: list[str] = []
    for line in format_named(format).write(declaration).split("\n"):
        words = line.lstrip(" ")
        start = next(filter(words.startswith, waiting), None)
        if start is not None:
            indent = line.removesuffix(words)
            lines.append(f"{indent}<!-- {waiting.pop(start)} -->")
        lines.append(line)
    return "\n".join(lines)
