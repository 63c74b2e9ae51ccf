"""Hints: what a person says of a place where the reader guessed wrong.

A hint is `{"at": "exact words, once in the source", "is": "...", "why": "..."}`; `is` is one of
`KINDS`.

Hints can be a table of the blocks of a text too: see `block_table`.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.source import Source
from communique.lines import Line

KINDS = ("break", "join", "label", "text", "heading", "title", "recital", "paragraph", "annex", "closing", "furniture",
         "note", "letterhead", "subtitle", "dateline", "contents", "opening", "formula", "point", "continuation",
         "signature", "table", "other")  # fmt: skip
"""What a hint can say that a place is: one of the roles, or where a block begins, goes on, or has a
label.
"""
KEYS = frozenset({"at", "is", "why"})


def read_hints(hints: Source, text: str) -> tuple[dict[int, str], list[Diagnostic]]:
    """Hints by the offset in the text at which they hold, and what is wrong with them.

    The file is a list of hints, or an object whose `hints` is one (an overlay). A hint whose words
    are not in the text, or are there twice, is an error that names them.
    """
    found: dict[int, str] = {}
    findings: list[Diagnostic] = []
    name = hints.name
    try:
        given = json.loads(hints.data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        message = say("{name} is not JSON: {error}", name=name, error=error)
        return found, [Diagnostic.of(HINT_WRONG, message)]
    if isinstance(given, dict):
        given = given.get("hints", [])
    if not isinstance(given, list):
        return found, [Diagnostic.of(HINT_WRONG, say("{name}: hints are no list", name=name))]
    for number, hint in enumerate(given, 1):
        wrong = _wrong(hint)
        if wrong:
            told = {"name": name, "number": number, "wrong": wrong}
            message = say("{name}: hint {number}: {wrong}", **told)
            findings.append(Diagnostic.of(HINT_WRONG, message))
            continue
        there = list(islice(places(text, hint["at"]), 2))
        if len(there) == 1:
            found[there[0]] = hint["is"]
        else:
            findings.append(_unmatched(name, number, hint["at"], twice=bool(there)))
    return found, findings


def _unmatched(name: str, number: int, words: str, *, twice: bool) -> Diagnostic:
    """What is said of a hint whose words are not in the source exactly once."""
    told = {"name": name, "number": number, "words": words}
    message = say("{name}: hint {number}: {words!r} is not in the source", **told)
    if twice:
        message = say("{name}: hint {number}: {words!r} is more than once in the source", **told)
    return Diagnostic.of(HINT_NOT_FOUND, message, quote=words)


def _wrong(hint: Any) -> str | None:
    """What is wrong with the shape of a hint, or None."""
    if not isinstance(hint, dict):
        return "it is no object"
    unknown = sorted(set(hint) - KEYS)
    if unknown:
        return f"{unknown[0]!r} is no key; there are at, is, why"
    if not isinstance(hint.get("at"), str) or not hint["at"]:
        return "'at' is no text"
    if hint.get("is") not in KINDS:
        return f"'is' is {hint.get('is')!r}; there are {', '.join(KINDS)}"
    return None


def places(text: str, words: str) -> Iterator[int]:
    """Where words stand."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


TITLE_WITHIN = 60
"""The lines of a title that is given are among this many."""


def title_lines(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """The lines that spell the title that a file gives, or none."""
    given = letters_of(title)
    if not given:
        return ()
    for index in range(min(TITLE_WITHIN, len(lines))):
        end = index
        spelled = ""
        while end < len(lines) and spelled != given and given.startswith(spelled):
            spelled += letters_of(lines[end].text)
            end += 1
        if spelled == given:
            return lines[index:end]
    return ()


def letters_of(text: str) -> str:
    """Letters and figures of a text, by which words are compared however they are set."""
    return "".join(filter(str.isalnum, text.casefold()))
