"""A small declaration that many tests look at, and findings about it."""

from typing import Any, cast

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message
from communique.core.source import Source, Span
from communique.core.values import DeclarationValues
from communique.draft import Draft, build
from communique.model import Declaration


def block(text: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "text", "text": text, "marks": list(marks)}


def numbered(kind: str, num: str | None, *content: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "num": num, "content": list(content)}


def values(**changed: Any) -> dict[str, Any]:
    """The values of a declaration with two recitals, two commitments, a note, a date and an act."""
    note = {
        "kind": "note",
        "eid": "authorialNote_1",
        "marker": "1",
        "content": [block("See the annual report.")],
    }
    call = {"kind": "note", "start": 5, "end": 5, "ref": "authorialNote_1"}
    point = {"kind": "point", "num": "(a)", "content": [block("at sea,")]}
    act = {"kind": "act", "start": 3, "end": 9, "act": "commit"}
    meeting = {"kind": "act", "start": 3, "end": 7, "act": "agree"}
    date = {"kind": "date", "start": 13, "end": 25, "date": "2024-03-01"}
    return {
        "id": "harbour-declaration",
        "kind": "declaration",
        "language": "en",
        "title": block("Harbour Declaration"),
        "date": {"value": "2024-03-01", "basis": "text"},
        "preamble": [
            numbered("recital", "1.", block("Aware of the tides,", call)),
            numbered("recital", "2.", block("recalling the storms,")),
        ],
        "body": [
            numbered("paragraph", "3.", block("We commit by 1 March 2024.", act, date)),
            numbered(
                "paragraph",
                "4.",
                block("We meet again:", meeting),
                {"kind": "points", "points": [point]},
            ),
        ],
        "notes": [note],
        "signatories": [
            {
                "id": "ports",
                "name": {
                    "text": "The Ports",
                    "basis": "external",
                    "source": "the register",
                },
            }
        ],
        **changed,
    }


def declaration(**changed: Any) -> Declaration:
    """The declaration of `values`."""
    return build(
        Draft(Source("sample", b""), cast("DeclarationValues", values(**changed)))
    ).require()


LOST = Code(
    "DET001", "left-over", Severity.ERROR, "words that found no place in the record"
)
DOUBTFUL = Code(
    "DET004",
    "repeated-number",
    Severity.WARNING,
    "a printed number repeats or goes back",
)
BROKEN = Code(
    "SRC002",
    "not-well-formed",
    Severity.ERROR,
    "the text breaks the grammar of its format",
    fatal=True,
)


def finding(
    code: Code = LOST,
    message: str = "'tide' was left over",
    line: int = 2,
    column: int = 5,
) -> Diagnostic:
    """A finding four characters wide."""
    return Diagnostic.of(code, Message(message), Span(line, column, line, column + 4))
