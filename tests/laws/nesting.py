"""How deep a record may nest."""

from typing import Any

from tests.samples import block, numbered

from communique.model.laws import MAX_LEVELS


def deepest() -> dict[str, Any]:
    """A record in which everything nests as deep as it may."""
    act = {"kind": "act", "start": 0, "end": 1, "act": "agree", "actors": ["x"]}
    table = {
        "kind": "table",
        "eid": "t",
        "rows": [{"cells": [{"content": [block("y", act)]}]}],
    }
    content: list[Any] = [table]
    for level in range(MAX_LEVELS):
        content = [
            {
                "kind": "points",
                "points": [{"eid": f"i{level}", **numbered("point", None, *content)}],
            }
        ]
    body: list[Any] = [{"eid": "p", **numbered("paragraph", None, *content)}]
    for level in range(MAX_LEVELS):
        body = [{"kind": "section", "eid": f"s{level}", "body": body}]
    annexes: list[Any] = []
    for level in range(MAX_LEVELS):
        annexes = [
            {"eid": f"a{level}", "body": [] if level else body, "annexes": annexes}
        ]
    return {
        "id": "deep",
        "iri": "/akn/eu/deep",
        "language": "und",
        "kind": "declaration",
        "annexes": annexes,
    }
