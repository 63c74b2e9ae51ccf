"""Hints: what a person says where the reader guessed wrong.

A hint about a place is `{"at": "words that stand once in the source", "is": "...", "why": "..."}`;
`is` is one of `KINDS`. A hint about a fact is `{"fact": "kind", "is": "resolution", "why": "..."}`;
`fact` is one of `FACTS`.

Hints can be a table of the blocks of a text too: see `block_table`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.source import Source
from communique.detect.quoting import Quoting
from communique.lines import Line

KINDS = ("break", "join", "label", "text", "heading", "title", "recital", "paragraph", "annex", "closing", "furniture",
         "note", "letterhead", "subtitle", "dateline", "contents", "opening", "formula", "point", "continuation",
         "signature", "table", "other")  # fmt: skip
"""What a hint can say that a place is: one of the roles, or where a block begins, goes on, or has a
label.
"""
FACTS = {
    "kind": re.compile(r"[a-z]+(?:-[a-z]+)*"),
    "date": re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?"),
    "title": re.compile(r"(?s:\s*\S.*)"),
    "language": re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "place": re.compile(r"(?s:\s*\S.*)"),
    "number": re.compile(r"(?s:\s*\S.*)"),
}
"""The facts that a hint can give, and the form of each."""
KEYS = frozenset({"at", "is", "why"})
FACT_KEYS = frozenset({"fact", "is", "why"})


@dataclass(slots=True)
class Hints:
    """What a file of hints says, and what is wrong with it."""

    at: dict[int, str] = field(default_factory=dict)
    """What a place is, by its offset in the text."""
    facts: dict[str, str] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def read_hints(hints: Source, text: str) -> Hints:
    """What a file says of places in a text, and of facts.

    The file is a list of hints, or an object whose `hints` is one (an overlay). A hint whose words
    are not in the text, or are there twice, is an error that names them.
    """
    found = Hints()
    name = hints.name
    try:
        given = json.loads(hints.data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        message = say("{name} is not JSON: {error}", name=name, error=error)
        found.findings.append(Diagnostic.of(HINT_WRONG, message))
        return found
    if isinstance(given, dict):
        given = given.get("hints", [])
    if not isinstance(given, list):
        message = say("{name}: hints is not a list", name=name)
        found.findings.append(Diagnostic.of(HINT_WRONG, message))
        return found
    quoting = Quoting(text)
    for number, hint in enumerate(given, 1):
        _add(found, hint, name, number, quoting)
    return found


def _add(found: Hints, hint: object, name: str, number: int, quoting: Quoting) -> None:
    """Add one hint, or what is wrong with it. `number`: which of its file it is, from 1."""
    wrong = _wrong(hint)
    if wrong:
        told = {"name": name, "number": number, "wrong": wrong}
        message = say("{name}: hint {number}: {wrong}", **told)
        found.findings.append(Diagnostic.of(HINT_WRONG, message))
        return
    said = cast("dict[str, str]", hint)
    if "fact" in said:
        found.facts[said["fact"]] = said["is"].strip()
        return
    there = quoting.places(said["at"])
    if len(there) == 1:
        found.at[there[0]] = said["is"]
    else:
        found.findings.append(_unmatched(name, number, said["at"], there, quoting))


def _unmatched(
    name: str, number: int, words: str, there: Sequence[int], quoting: Quoting
) -> Diagnostic:
    """What is said of a hint whose words are not in the source exactly once."""
    told = {"name": name, "number": number, "words": words}
    if there:
        first, second = map(quoting.line_of, there)
        message = say(
            "{name}: hint {number}: {words!r} is more than once in the source", **told
        )
        hint = say(
            "the first two are on line {first} and line {second}",
            first=first,
            second=second,
        )
        return Diagnostic.of(HINT_NOT_FOUND, message, quote=words, hint=hint)
    message = say("{name}: hint {number}: {words!r} is not in the source", **told)
    near = quoting.nearest(words)
    if near is None:
        return Diagnostic.of(HINT_NOT_FOUND, message, quote=words)
    line, nearest = near
    hint = say(
        "the nearest words are on line {line}: {nearest!r}", line=line, nearest=nearest
    )
    return Diagnostic.of(HINT_NOT_FOUND, message, quote=words, hint=hint)


def _wrong(hint: object) -> str | None:
    """What is wrong with the shape of a hint, or None."""
    if not isinstance(hint, dict):
        return "it is no object"
    if "fact" in hint:
        return _wrong_fact(hint)
    unknown = sorted(set(hint) - KEYS)
    if unknown:
        return f"{unknown[0]!r} is no key; there are at, is, why"
    if not isinstance(hint.get("at"), str) or not hint["at"]:
        return "'at' is no text"
    if hint.get("is") not in KINDS:
        return f"'is' is {hint.get('is')!r}; there are {', '.join(KINDS)}"
    return None


def _wrong_fact(hint: Mapping[str, object]) -> str | None:
    """What is wrong with the shape of a hint about a fact, or None."""
    unknown = sorted(set(hint) - FACT_KEYS)
    if unknown:
        return f"{unknown[0]!r} is no key; there are fact, is, why"
    fact = hint["fact"]
    if not isinstance(fact, str) or fact not in FACTS:
        return f"'fact' is {fact!r}; there are {', '.join(FACTS)}"
    value = hint.get("is")
    if not isinstance(value, str) or not FACTS[fact].fullmatch(value):
        return f"'is' is {value!r}, which is no {fact}"
    return None


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
