"""A declaration that means ill and has everything: what it tries must come to nothing, and all its
words must be there.
"""

from typing import Any, cast

from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, build
from communique.model import Declaration

SCRIPT = '<script>document.title = "taken"</script><img src="https://elsewhere.test/a.png" onerror="document.title=1">'
OVERRIDE = (
    "paid to \u202eevil\u202c, and \u2066within\u2069 bounds, unclosed \u202e backwards"
)


def block(text: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "text", "text": text, "marks": list(marks)}


def mark(text: str, words: str, **values: Any) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), **values}


def node(
    kind: str, num: str | None, *content: dict[str, Any], **values: Any
) -> dict[str, Any]:
    return {"kind": kind, "num": num, "content": list(content), **values}


def note(eid: str, marker: str | None, *content: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "note", "eid": eid, "marker": marker, "content": list(content)}


def call(at: int, ref: str) -> dict[str, Any]:
    return {"kind": "note", "start": at, "end": at, "ref": ref}


def linked(words: str, href: str | None) -> dict[str, Any]:
    return block(
        words, {"kind": "reference", "start": 0, "end": len(words), "href": href}
    )


LINKS = (
    "javascript:alert(1)", "JavaScript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "//elsewhere.test/x",
    "x/y", "/akn/xx/statement/a/9999/b", None, "https://harbour.example/a?b=c&d=e", "mailto:port@harbour.example", "#para_1",
)  # fmt: skip
"""Where references lead. Only the last three may become links."""

NESTED = "We commit the Port of Nauplia, by 1 May 2030, to Port Hall."


def nested() -> dict[str, Any]:
    """An act that holds an entity that holds an entity, a date, and a note in the midst of a link."""
    return block(
        NESTED,
        mark(
            NESTED,
            NESTED[:-1],
            kind="act",
            act="commit",
            actors=["port"],
            addressees=["nauplia"],
            due="2030-05-01",
        ),
        mark(
            NESTED,
            "Port of Nauplia",
            kind="entity",
            ref="port",
            basis="inferred",
            source='a "register" & <more>',
        ),
        mark(NESTED, "Nauplia", kind="entity", ref="nauplia"),
        mark(NESTED, "1 May 2030", kind="date", date="2030-05-01"),
        mark(
            NESTED, "Port Hall", kind="reference", href="https://harbour.example/hall"
        ),
        call(NESTED.index("Hall"), "fn_1"),
    )


TABLE = {
    "kind": "table",
    "caption": block("Berths <by> port"),
    "rows": [
        {"cells": [{"header": True, "content": [block("Port")]}, {"header": True, "content": [block("Berths")]}]},
        {"cells": [{"content": [block("Nauplia")]}, {"content": [block(SCRIPT)]}]},
        {"cells": [{"colspan": 2, "content": []}]},
    ],
}  # fmt: skip


def values() -> dict[str, Any]:
    points = {"kind": "points", "points": [
        node("point", "(a)", block("at sea,"), {"kind": "points", "points": [node("point", None, block("far out;"))]}),
        node("point", "•", block("on land."), heading=block("Ashore")),
    ]}  # fmt: skip
    return {
        "id": "hostile", "kind": "declaration", "language": "en", "title": block(f"Declaration </title>{SCRIPT} {OVERRIDE}"),
        "subtitles": [block("adopted & <signed>")], "short_title": "]]> --> <b>", "translation_of": "fr",
        "date": {"value": "2030-05", "basis": "external", "source": "</script>"}, "place": {"text": "<Nauplia>"},
        "cover": {
            "kind": "note", "iri": "/akn/xx/doc/note/2030/x", "fields": [{"key": "from", "label": "From:", "value": block(SCRIPT)}],
            "paragraphs": [node("paragraph", None, block("We send <this>."), eid="cover__para_1")], "annex_label": block("ANNEX"),
        },
        "preamble": [
            {"kind": "recitals", "num": "A", "heading": block("On tides"), "recitals": [node("recital", "(1)", block("Aware of tides,"))]},
            node("recital", None, block("have agreed:"), role="formula"),
        ],
        "body": [
            {"kind": "chapter", "num": "CHAPTER I", "heading": None, "body": []},
            {"kind": "chapter", "num": None, "heading": block("Ports"), "body": [
                {"kind": "article", "num": "Article 1", "heading": block("Berths"), "body": [
                    node("paragraph", "1.", nested(), points, TABLE, eid="para_1"),
                    node("paragraph", "2.", *[linked(f"See {href}.", href) for href in LINKS]),
                ]},
            ]},
            node("paragraph", "3.", block(OVERRIDE), block(SCRIPT), block("line one\nline two  apart"), heading=block("On & on")),
            node("paragraph", "§<4>", block("Called twice.", call(6, "fn_1"), call(13, 'f"<n>'))),
        ],
        "closing": [block("Done at Nauplia."), {"kind": "signature", "lines": [
            {"part": "party", "value": block("For the Ports")}, {"part": "name", "value": block(SCRIPT)}]}],
        "annexes": [{"num": "ANNEX I", "title": block("Charts"), "subtitles": [], "body": [node("paragraph", "1.", block("Chart <1>."))],
                     "preamble": [], "closing": [block("End of annex.")],
                     "annexes": [{"num": None, "title": None, "body": [node("paragraph", None, block("Inner."))]}]}],
        "notes": [note("fn_1", "*", block(SCRIPT)), note('f"<n>', None, block("A note without a sign."), points_of_note())],
        "entities": [
            {"id": "port", "type": "organization", "label": f"Port {SCRIPT}", "acronym": "P\u202eN",
             "same_as": ["javascript:alert(1)", "https://harbour.example/port"]},
            {"id": "nauplia", "type": "place", "label": "Nauplia"},
        ],
        "source": {"title": SCRIPT, "url": "javascript:alert(1)", "publisher": OVERRIDE, "licence": "</style>"},
    }  # fmt: skip


def points_of_note() -> dict[str, Any]:
    return {"kind": "points", "points": [node("point", "(i)", block("with a point."))]}


def declaration() -> Declaration:
    """The declaration."""
    return build(
        Draft(Source("hostile", b""), cast("DeclarationValues", values()))
    ).require()


def bare() -> Declaration:
    """The least there can be: no title, no words."""
    return build(
        Draft(Source("bare", b""), {"kind": "declaration", "language": "und"})
    ).require()
