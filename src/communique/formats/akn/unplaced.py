"""What `meta` may hold, of what we write and of what others do; all else has no place in the
record.

One table says which element may stand in which. The readers of `meta` go by it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from communique.formats.akn.names import AKN4UN, TYPE_OF_TLC, A, C, P, tags
from communique.formats.akn.tree import Element

OF_PART = tags(("identification", "references", "notes"))
"""What is read in `meta` of a document that is not the declaration itself."""
OF_WRITTEN = OF_PART | tags(("classification", "proprietary"))
"""What we write in `meta` of the declaration."""
OF_DECLARATION = OF_PART | tags(("classification", "workflow", "analysis"))
"""What is read in `meta` of a declaration that others wrote."""

_FRBR = tags(("FRBRWork", "FRBRExpression", "FRBRManifestation"))
_OF_FRBR = tags((
    "FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor", "FRBRcountry", "FRBRsubtype", "FRBRname",
    "FRBRnumber", "FRBRprescriptive", "FRBRlanguage", "FRBRtranslation", "FRBRauthoritative", "FRBRformat",
    "componentInfo", "FRBRportion", "FRBRversionNumber",
))  # fmt: skip
_MEMBER = tags(["member"], C)
_CLAIMS = tags(("name", "role", "party"), C)
HOLDS: dict[str, frozenset[str]] = {
    f"{A}identification": _FRBR,
    **dict.fromkeys(_FRBR, _OF_FRBR),
    f"{A}componentInfo": tags(["componentData"]),
    f"{A}componentData": tags(["componentData"]),
    f"{A}references": tags(("hasAttachment", "attachmentOf", *TYPE_OF_TLC)),
    f"{A}notes": tags(["note"]),
    f"{A}classification": tags(["keyword"]),
    f"{A}workflow": tags(["step"]),
    f"{A}analysis": tags(["parliamentary"]),
    f"{A}parliamentary": tags(["voting"]),
    f"{A}voting": tags(("count", "quorum")),
    f"{A}count": tags(["voters"], AKN4UN),
    f"{AKN4UN}voters": tags(["organization"]),
    f"{A}proprietary": tags(["record"], C) | tags(["places"], P),
    f"{P}places": tags(["place"], P),
    f"{P}place": tags(["area"], P),
    f"{C}record": tags(
        ("place", "document", "sponsor", "vote", "signatory", "entity", "provenance"), C
    ),
    f"{C}vote": tags(["voter"], C),
    f"{C}signatory": _CLAIMS | _MEMBER,
    f"{C}entity": tags(["name"], C),
}
"""The elements that an element of `meta` may hold; one that is not listed holds none.

What is in a note is text, and not looked at here.
"""
_ONCE: dict[str, frozenset[str]] = {
    f"{A}proprietary": tags(["record"], C) | tags(["places"], P),
    f"{C}record": tags(("place", "provenance"), C),
    f"{C}signatory": _CLAIMS,
}
"""Of these elements the first is read, and no other."""
_ONCE_IN_META = tags(["proprietary"])
_FACTS = tags(
    ("classification", "workflow", "analysis", "parliamentary", "proprietary")
)
"""Elements that say nothing but what they hold: with nothing in them that is read, they have no
place.
"""
_WORDS = tags(("name", "role", "party", "place", "sponsor", "voter"), C) | tags(
    ["organization"]
)
"""Elements whose words are read."""
_NOTE = f"{A}note"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An element that has no place, with all its words.

    Or (`stray`) words in one that has a place.
    """

    element: Element
    words: str
    stray: bool = False


def unplaced(meta: Element, parts: Collection[str]) -> Iterator[Unplaced]:
    """Whatever in `meta`, which may hold `parts`, the record has no place for, each element once."""
    waiting: list[tuple[Element, Collection[str]]] = [(meta, parts)]
    while waiting:
        holder, held = waiting.pop()
        stray = _stray_words(holder)
        if stray:
            yield Unplaced(holder, stray, stray=True)
        once = _ONCE_IN_META if holder is meta else _ONCE.get(holder.tag, frozenset())
        seen: set[str] = set()
        for element in holder:
            tag = element.tag
            has_place = tag in held and tag not in seen
            if tag in once:
                seen.add(tag)
            if not has_place or _holds_no_facts(element):
                yield Unplaced(element, words_of(element))
            elif tag != _NOTE and (len(element) or element.text):
                waiting.append((element, HOLDS.get(tag, ())))


def _stray_words(holder: Element) -> str:
    """Words between the elements in one, and its own where they are not read.

    Of most there are none.
    """
    texts = [child.tail for child in holder]
    if holder.tag not in _WORDS:
        texts.insert(0, holder.text)
    stray = [text for text in texts if text and not text.isspace()]
    return " ".join(" ".join(stray).split())


def _holds_no_facts(element: Element) -> bool:
    """Whether an element is there for what it holds, and holds nothing that is read."""
    if element.tag not in _FACTS:
        return False
    may_hold = HOLDS[element.tag]
    return not any(inner.tag in may_hold for inner in element)


def words_of(element: Element) -> str:
    """All words in an element of `meta` in one line, with the markers of notes and names of
    entries.
    """
    words: list[str | None] = []
    for each in element.iter():
        words += (each.get("marker"), each.get("showAs"), each.text)
        if each is not element:
            words.append(each.tail)
    return " ".join(" ".join(filter(None, words)).split())
