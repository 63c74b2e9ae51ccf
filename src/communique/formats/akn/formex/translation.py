"""A tree of Formex as one of Akoma Ntoso, in place: elements are renamed, wrapped, taken out.

No word is lost.
"""

from communique.formats.akn.formex.blocks import Blocks
from communique.formats.akn.formex.names import (
    ANNEXES,
    ASIDE,
    BODIES,
    FORMULAS,
    KNOWN,
    OPENINGS,
    RUNS,
    WRAPPERS,
    has_words,
    holds_blocks,
)
from communique.formats.akn.formex.rewriting import Made
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element


class Translation(Blocks):
    """Turns a tree into Akoma Ntoso.

    `aside` are the parts that are none of the text, `added` the characters that are new.
    """

    def __init__(self, root: Element, remarks: Remarks) -> None:
        super().__init__(root, remarks)
        self.aside: list[Element] = []
        for element in list(self.kept):
            self.signs(element)
        self._document(root, root.tag.lower())
        inside = {id(element) for part in self.aside for element in part.iter()}
        self.aside += [note for note in self.waiting.values() if id(note) not in inside]

    def _document(self, element: Element, kind: str) -> Element:
        """A whole document: what is none of its parts belongs to its body."""
        body: Element | None = None

        def read(part: Element) -> Made:
            nonlocal body
            if part.tag in WRAPPERS and not has_words(part):
                return list(self.fill(part, read))
            made = self._part(part)
            if made is not None:
                body = None
                return made
            if body is not None:
                body.extend(self.of_body(part, body))
                return []
            body = self.new("mainBody", part)
            body.extend(self.of_body(part, body))
            return [body]

        return self.fill(self.named(element, "statement", name=kind), read)

    def _part(self, part: Element) -> Made | None:
        """What a part of a document becomes.

        None of what is no part by its name or what it holds.
        """
        name = part.tag
        if name in ASIDE:
            self.aside.append(part)
            return []
        if name in ANNEXES:
            annex = self.new("attachment", part, [self._document(part, "annex")])
            return [self.new("attachments", part, [annex])]
        if name == "TITLE":
            return [self._preface(part)]
        if name == "PREAMBLE":
            return [self.fill(self.named(part, "preamble"), self._preamble)]
        if name == "FINAL":
            return [self.fill(self.named(part, "conclusions"), self._closing)]
        if name in BODIES or (name not in KNOWN and holds_blocks(part)):
            body = self.named(part, "mainBody")
            return [self.fill(body, lambda child: self.of_body(child, body))]
        return None

    def _preface(self, title: Element) -> Element:
        """The lines of a title, of which the first is the title itself."""
        lines = self.lines(title, "p")
        if title in lines:
            preface = self.new("preface", title, lines)
        else:
            preface = self.named(title, "preface")
        first = lines[0]
        inner = self.new("docTitle", first, list(first))
        inner.text = first.text
        first.text = None
        first[:] = [inner]
        return preface

    def _preamble(self, part: Element) -> Made:
        name = part.tag
        if name in FORMULAS:
            return self.blocks(part, "formula", name=FORMULAS[name])
        if name in RUNS:
            return [self.fill(self.named(part, "recitals"), self._recital)]
        return self._recital(part)

    def _recital(self, part: Element) -> Made:
        name = part.tag
        if name in ("VISA", "CONSID"):
            return self.node(part, "recital")
        if name in OPENINGS:
            return self.blocks(part, "intro")
        if name in RUNS:
            return self._preamble(part)
        if name == "TITLE":
            return self.head(part, numbered=False)
        return self.paragraph(part)

    def _closing(self, part: Element) -> Made:
        is_wrapper = part.tag in ("SIGNATURE", "PL.DATE") and len(part) > 0
        if is_wrapper and not has_words(part):
            return list(self.fill(part, self._closing))
        if part.tag == "SIGNATORY":
            return self.blocks(part, "container", name="signature")
        return self.paragraph(part)
