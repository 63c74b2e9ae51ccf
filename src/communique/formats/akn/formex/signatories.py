"""Who signed an act: the lines of each `SIGNATORY` are the body, the office and the name."""

from communique.core.values import (
    ClaimValues,
    ClosingValues,
    SignatoryValues,
    SignatureValues,
    TextValues,
)
from communique.languages import language
from communique.naming.convention import slug


def signatories_of(closing: list[ClosingValues], tag: str) -> list[SignatoryValues]:
    """Who signed, by the signature blocks of a closing. Each block is given the id of its signatory,
    and each line its part.

    The name stands below what is in italics: for whom it is signed, then the office.
    """
    found: list[SignatoryValues] = []
    taken: set[str | None] = set()
    for block in closing:
        if block["kind"] != "signature":
            continue
        signatory = _signatory(block, tag)
        if signatory is None:
            continue
        ref = _free(slug(_words(signatory), f"signatory-{len(found) + 1}"), taken)
        taken.add(ref)
        signatory["id"] = ref
        block["signatory"] = ref
        found.append(signatory)
    return found


def _signatory(block: SignatureValues, tag: str) -> SignatoryValues | None:
    """Who signed in a block; None where it does not say in whose name first."""
    lines = block["lines"]
    party = _party(lines[0]["value"]["text"], tag) if lines else ""
    if not party or len(lines) < 2:
        return None
    lines[0]["part"] = "party"
    offices: list[str] = []
    names: list[str] = []
    for line in lines[1:]:
        is_office = _is_emphasised(line["value"]) and not names
        line["part"] = "role" if is_office else "name"
        (offices if is_office else names).append(line["value"]["text"])
    return {
        "name": _claim(" ".join(names)),
        "role": _claim(" ".join(offices)),
        "party": _claim(party),
        "members": [],
    }


def _party(text: str, tag: str) -> str:
    """The body in whose name somebody signs; empty where the words do not say so."""
    for word in sorted(language(tag).party_words, key=len, reverse=True):
        if text.casefold().startswith(f"{word} "):
            return text[len(word) :].strip(" ,")
    return ""


def _is_emphasised(value: TextValues) -> bool:
    """Whether all words of a line are in italics."""
    return any(
        mark["kind"] == "emphasis" and mark["end"] - mark["start"] == len(value["text"])
        for mark in value.get("marks", ())
    )


def _claim(text: str) -> ClaimValues | None:
    return {"text": text, "basis": "text"} if text else None


def _words(signatory: SignatoryValues) -> str:
    """The words that name a signatory best."""
    claim = signatory["name"] or signatory["role"] or signatory["party"]
    return (claim["text"] or "") if claim else ""


def _free(ref: str, taken: set[str | None]) -> str:
    """An id that no other signatory has."""
    free = ref
    number = 1
    while free in taken:
        number += 1
        free = f"{ref}-{number}"
    return free
