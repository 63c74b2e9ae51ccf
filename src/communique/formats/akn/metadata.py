"""What may stand where in `meta`: one table, of what we write and of what others do."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from communique.formats.akn.names import AKN4UN, TYPE_OF_TLC, A, C
from communique.formats.akn.tree import Element

_NOTE = f"{A}note"


def _tags(names: str, namespace: str = A) -> frozenset[str]:
    return frozenset(namespace + name for name in names.split())


OF_PART = _tags("identification references notes")
"""What is read in `meta` of a document that is not the declaration itself."""
OF_WRITTEN = OF_PART | _tags("classification proprietary")
"""What we write in `meta` of the declaration."""
OF_DECLARATION = OF_PART | _tags("classification workflow analysis")
"""What is read in `meta` of a declaration that others wrote."""

_LEVEL = "FRBRthis FRBRuri FRBRalias FRBRdate FRBRauthor FRBRcountry FRBRsubtype FRBRname FRBRnumber FRBRprescriptive"
_LEVEL += " FRBRlanguage FRBRtranslation FRBRauthoritative FRBRformat componentInfo FRBRportion FRBRversionNumber"
_CLAIMS = _tags("name role party member", C)
HOLDS: dict[str, frozenset[str]] = {
    f"{A}identification": _tags("FRBRWork FRBRExpression FRBRManifestation"),
    **dict.fromkeys(_tags("FRBRWork FRBRExpression FRBRManifestation"), _tags(_LEVEL)),
    f"{A}componentInfo": _tags("componentData"),
    f"{A}componentData": _tags("componentData"),
    f"{A}references": _tags(" ".join(("hasAttachment attachmentOf", *TYPE_OF_TLC))),
    f"{A}notes": _tags("note"),
    f"{A}classification": _tags("keyword"),
    f"{A}workflow": _tags("step"),
    f"{A}analysis": _tags("parliamentary"),
    f"{A}parliamentary": _tags("voting"),
    f"{A}voting": _tags("count quorum"),
    f"{A}count": _tags("voters", AKN4UN),
    f"{AKN4UN}voters": _tags("organization"),
    f"{A}proprietary": _tags("record", C),
    f"{C}record": _tags("place document sponsor vote signatory entity provenance", C),
    f"{C}vote": _tags("voter", C),
    f"{C}signatory": _CLAIMS,
    f"{C}entity": _tags("name", C),
}
"""The elements that each element of `meta` may hold; one that is not here holds none. What is in a note is text."""
_ONCE = {
    f"{A}proprietary": _tags("record", C),
    f"{C}record": _tags("place provenance", C),
    f"{C}signatory": _CLAIMS - _tags("member", C),
}
"""Of these the first is read, and no other."""
_ONCE_IN_META = _tags("proprietary")
_FACTS = _tags("classification workflow analysis parliamentary proprietary")
"""Elements that say nothing but what they hold: where nothing in them has a place, they have none themselves."""
_WORDS = _tags("name role party place sponsor voter", C) | _tags("organization")
"""Elements whose words are read."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An element that has no place, with all its words; or, of one that has (`stray`), words straight in it."""

    element: Element
    words: str
    stray: bool = False


def unplaced(meta: Element, parts: Collection[str]) -> Iterator[Unplaced]:
    """Whatever in `meta`, which may hold `parts`, the record has no place for, each element once."""
    waiting: list[tuple[Element, Collection[str]]] = [(meta, parts)]
    while waiting:
        holder, held = waiting.pop()
        # The words between the elements in it, and its own where they are not read; of most there are none.
        own = None if holder.tag in _WORDS else holder.text
        stray = [text for text in (own, *[child.tail for child in holder]) if text and not text.isspace()]
        if stray:
            yield Unplaced(holder, " ".join(" ".join(stray).split()), stray=True)
        once = _ONCE_IN_META if holder is meta else _ONCE.get(holder.tag, ())
        seen: set[str] = set()
        for element in holder:
            tag = element.tag
            if tag not in held or tag in seen:
                yield Unplaced(element, words_of(element))
                continue
            if tag in once:
                seen.add(tag)
            if tag in _FACTS and not any(inner.tag in HOLDS[tag] for inner in element):
                yield Unplaced(element, words_of(element))
            elif tag != _NOTE and (len(element) or element.text):
                waiting.append((element, HOLDS.get(tag, ())))


def words_of(element: Element) -> str:
    """All words in an element of `meta`, the markers of notes and what entries are shown as among them, in one line."""
    found: list[str] = []
    for each in element.iter():
        found += (each.get("marker") or "", each.get("showAs") or "", each.text or "")
        if each is not element:
            found.append(each.tail or "")
    return " ".join(" ".join(found).split())
