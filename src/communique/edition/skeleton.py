"""A declaration to begin with: the parts that most have, placeholders for their words, and nothing invented."""

from collections.abc import Iterable
from typing import Any

from communique.core.errors import BadOption, UnknownFormat
from communique.core.source import Source
from communique.draft import Draft, build
from communique.formats import format_named
from communique.languages import language as language_data
from communique.model import Declaration

FORMATS = ("json", "akn")
"""The formats in which a skeleton is written; JSON has no comments, Akoma Ntoso has."""

_COMMENTS = (
    ("<akomaNtoso ", "A skeleton: put words in place of [...], delete what the document does not have, validate it."),
    ("<FRBRuri ", "The IRI: /akn/country/statement/kind/date/name. Its parts are repeated below, and must agree."),
    ("<FRBRdate ", 'The day of adoption, with name="adoption" here and in the Expression. 9999-01-01: not known.'),
    ("<FRBRcountry ", "Whose document it is: eu, un, or the code of a country (ISO 3166-1). xx: not known."),
    ("<recitals ", "A recital for each clause of the preamble; its number, if printed, in a num before the p."),
    ("<formula ", "The words that close the preamble and lead to the operative part."),
    ("<paragraph ", "A numbered paragraph: num exactly as printed, the eId by the number. The note stands where it is called."),
    ("<list ", "Points: the words that lead to them in intro, then each with its label."),
    ("<conclusions ", "What is printed below the last paragraph: place, date, signatures."),
)  # fmt: skip
"""The beginning of a line of the Akoma Ntoso writer's, and the comment that is put above the first such line."""


def skeleton(title: str, *, language: str, kind: str = "declaration", date: str | None = None) -> Declaration:
    """A declaration of that title with a recital, the enacting formula, two paragraphs, points, a note, a last line.

    Their words are placeholders in square brackets, begun by a phrase of the language where its data have one:
    `[aware …]`. The country is `xx`, the date null, where it is not given. Raises BadOption if a value is not valid for its
    field.
    """
    if not title or title.isspace():
        raise BadOption("the title has no words")
    known = language_data(language)
    first = _words(known.operative_leads, ".")
    end = len(first["text"])
    points = [{"kind": "point", "num": "(a)", "content": [_words((), ";")]},
              {"kind": "point", "num": "(b)", "content": [_words((), ".")]}]  # fmt: skip
    values = {
        "language": language,
        "kind": kind,
        "date": None if date is None else {"value": date},
        "title": {"kind": "text", "text": title},
        "preamble": [
            {"kind": "recital", "content": [_words(known.recital_leads, ",")]},
            {"kind": "recital", "role": "formula", "content": [_words(known.enacting, ":")]},
        ],
        "body": [
            {
                "kind": "paragraph",
                "num": "1.",
                "content": [{**first, "marks": [{"kind": "note", "start": end, "end": end, "ref": "?"}]}],
            },
            {"kind": "paragraph", "num": "2.", "content": [_words((), ":"), {"kind": "points", "points": points}]},
        ],
        "closing": [_words(known.closing_words, "")],
        "notes": [{"kind": "note", "eid": "?", "marker": "1", "content": [_words((), ".")]}],
    }
    parsed = build(Draft(Source("skeleton", b""), values))
    if parsed.declaration is None:  # what is derived of a bad value is bad too: the value itself is named
        raise BadOption(next(each.message for each in parsed.findings if each.pointer not in {"/id", "/iri"}))
    return parsed.declaration


def _words(phrases: Iterable[str], end: str) -> dict[str, Any]:
    """A text that is a placeholder, begun by the first of the phrases."""
    lead = next(iter(phrases), "")
    return {"kind": "text", "text": f"[{lead} …]{end}" if lead else f"[…]{end}"}


def write_skeleton(declaration: Declaration, format: str) -> str:
    """A skeleton as text, with comments where the format has them. Raises UnknownFormat for other formats."""
    if format not in FORMATS:
        raise UnknownFormat(f"a skeleton is written as {' or '.join(FORMATS)}, not as {format!r}")
    waiting = dict(_COMMENTS if format == "akn" else ())
    lines: list[str] = []
    for line in format_named(format).write(declaration).split("\n"):
        words = line.lstrip(" ")
        start = next(filter(words.startswith, waiting), None)
        if start is not None:
            lines.append(f"{line[: len(line) - len(words)]}<!-- {waiting.pop(start)} -->")
        lines.append(line)
    return "\n".join(lines)
