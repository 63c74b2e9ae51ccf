"""The parties that an agreement names in its first words, where nobody signs below it.

`This memorandum is made between the Ports of Wick (hereinafter "the Ports") and the
University of Skara` has two parties. A text may be published without its signatures: its
parties are bound all the same, and are signatories of whom only the party is known.
"""

import re
from collections.abc import Iterator, Sequence

from communique.core.expressions import compile_late
from communique.core.scripts import (
    COLONS,
    COMMAS,
    SEMICOLONS,
    begins_lower,
)
from communique.core.values import Values
from communique.detect.signing import MAX_NAME, names_office, names_state, without_label
from communique.detect.wordlists import any_of
from communique.naming.convention import slug

AGREED_KINDS = frozenset(
    {"agreement", "memorandum", "treaty", "protocol", "exchange-of-notes"}
)
"""Kinds of documents that parties conclude with each other."""
MOST_PARTIES = 12
"""A stretch with more names is no list of parties."""
MAX_ROW = 240
"""A row of nothing but names is no longer."""
MAX_STRETCH = 1500
"""The parties are named within so many characters behind the word for between."""

_BETWEEN = compile_late(rf"(?<!\w)(?:{any_of('between')})(?!\w)\s*:?", re.IGNORECASE)
_QUOTES = "\"“„«”'‘’"
_DEFINED = re.compile(rf"\([^(){_QUOTES}]*[{_QUOTES}][^()]*\)")
"""Brackets that say what a party is called below: `(hereinafter "the Ports")`."""
_BRACKETS = re.compile(r"\([^()]*\)")
_AND = compile_late(
    rf"(?:^|\s)(?:{any_of('and')})\s+(?=(?:{any_of('party articles')})\s|$)",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"[\n{COMMAS}{SEMICOLONS}{COLONS}]|\x00|(?<=[^\W\d_]{{3}})\.\s")
_ARTICLE = compile_late(
    rf"^(?:(?:{any_of('and')})\s+)?(?:(?:{any_of('party articles')})\s+)?",
    re.IGNORECASE,
)
_ROW = compile_late(rf"[{COMMAS}{SEMICOLONS}]|\s(?:{any_of('and')})\s", re.IGNORECASE)
_DEFINITION = "\x01"
"""What stands in the place of a definition while the parties are told apart."""


def named_parties(openings: Sequence[str]) -> list[str]:
    """The parties that the first blocks of a text name, without articles; none if fewer than two."""
    text = "\n".join(openings)
    for match in _BETWEEN.finditer(text):
        found = _parties_in(text[match.end() : match.end() + MAX_STRETCH])
        if len(found) > 1:
            return found
    for opening in openings:
        found = _parties_in(opening) or _only_names(opening)
        if len(found) > 1:
            return found
    return []


def _only_names(opening: str) -> list[str]:
    """The names of an opening that is a row of names and no more: `Wick, Skara and Brae`."""
    pieces = _ROW.split(opening.strip(" .,:;*_"))
    names = [_bare(piece) for piece in pieces]
    if len(opening) > MAX_ROW or not all(map(_can_be_party, names)):
        return []
    return names if 1 < len(names) <= MOST_PARTIES else []


def _can_be_party(name: str) -> bool:
    """Whether words begin with a capital, and name no office that a person holds."""
    return name[:1].isupper() and not names_office(name)


def _bare(words: str) -> str:
    """A name without the article before it and the marks at its end."""
    return " ".join(_ARTICLE.sub("", words.strip(), count=1).split()).rstrip(" .")


def _parties_in(stretch: str) -> list[str]:
    """The parties in a row of names; what is no name between them is left out."""
    defined = _DEFINED.sub(_DEFINITION, stretch)
    plain = _BRACKETS.sub(" ", defined)
    parted = _AND.sub("\x00", plain)
    found = dict.fromkeys(_names(_SPLIT.split(parted)))
    return list(found) if len(found) <= MOST_PARTIES else []


def _names(pieces: Sequence[str]) -> Iterator[str]:
    """The names of parties among pieces of a text, up to the first that goes on as a clause."""
    for piece in pieces:
        is_defined = _DEFINITION in piece
        words = without_label(piece.replace(_DEFINITION, " ").strip(" \t*_"))
        name = _bare(words)
        if not name or begins_lower(name) or len(name) > MAX_NAME:
            continue
        if is_defined or names_state(name):
            yield name


def party_signatories(parties: Sequence[str]) -> list[Values]:
    """Parties as signatories of whom nothing else is known."""
    found: list[Values] = []
    for number, party in enumerate(parties, 1):
        claim = {"text": party, "ref": None, "basis": "text", "source": None}
        base = slug(party, f"signatory-{number}")
        taken = {each["id"] for each in found}
        ref = f"{base}-{number}" if base in taken else base
        found.append(
            {"id": ref, "name": None, "role": None, "party": claim, "members": []}
        )
    return found
