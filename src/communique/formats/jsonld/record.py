"""A declaration with the parts of each of its nodes, as JSON-LD nests them."""

from collections.abc import Iterable

from communique.formats.jsonld.terms import Node, address, within
from communique.model import Declaration
from communique.model.parts import Signatory
from communique.model.passages import KINDS, Passage, passages

_NO_SUBDIVISIONS = {"field", "annex-label", "title", "subtitle", "closing", "signature"}
_SUBDIVISIONS = frozenset(KINDS) - _NO_SUBDIVISIONS
OF_COVER = ""
"""The cover note, among eids: no node has this one. The declaration itself is None."""


def is_subdivision(passage: Passage) -> bool:
    """Whether a passage is a node of its own.

    A division of a body that is called a title is one, the title of a document is not.
    """
    is_division = passage.kind == "title" and passage.part == "body"
    return is_division or passage.kind in _SUBDIVISIONS


class Record:
    """A declaration, its passages, and what stands in each node, by its eid."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.passages = passages(declaration)
        self.titles: dict[str | None, str] = {}
        """The titles of documents."""
        self._parts: dict[str | None, list[str]] = {}
        self._loose: dict[str | None, list[str]] = {}
        for passage in self.passages:
            self._add(passage)

    def _add(self, passage: Passage) -> None:
        """Put a passage with the parts, or the loose words, of what it stands in."""
        document = OF_COVER if passage.part == "cover" else passage.annex
        if passage.part == "preface" and passage.kind == "title":
            self.titles[passage.annex] = passage.text
        elif not is_subdivision(passage):
            words = " ".join(filter(None, (passage.num, passage.text)))
            self._loose.setdefault(document, []).append(words)
        elif passage.kind not in ("annex", "note"):
            holder = passage.parent or document
            self._parts.setdefault(holder, []).append(self.within(passage.eid))

    def parts_of(self, node: str | None) -> list[str]:
        """The addresses of the subdivisions straight in a node or document."""
        return self._parts.get(node, [])

    def loose_in(self, node: str | None) -> list[Node]:
        """Words of a document that are in no part of it, as its letterhead and its signatures are."""
        return [self.tagged(words) for words in self._loose.get(node, ())]

    def tagged(self, words: str) -> Node:
        """Words in the language of the record; without a tag where that is not known."""
        language = self.declaration.language
        if language == "und":
            return {"@value": words}
        return {"@value": words, "@language": language}

    def said(self, words: str | None) -> Node | None:
        """Words in the language of the record, if there are any."""
        return None if words is None else self.tagged(words)

    def within(self, name: str) -> str:
        """The address of a node or entity, by its eid or id."""
        return within(self.declaration.id, name)

    def all_within(self, names: Iterable[str]) -> list[str]:
        """The addresses of several."""
        return [self.within(name) for name in names]

    def expression(self, language: str) -> str:
        """The address of the declaration in a language."""
        return address(self.declaration.id, language)

    def party(self, signatory: Signatory) -> str:
        """The address of a signatory."""
        return address(self.declaration.id, "signatory", signatory.id)
