"""Running text of Formex: highlighting, dates, references, quotation marks, notes."""

import re
from abc import ABC, abstractmethod

from communique.core.codes import GUESSED, NOT_KEPT
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.formats.akn.formex.names import (
    KNOWN,
    RAISED,
    SIGNED,
    STYLES,
    has_words,
    is_inline,
)
from communique.formats.akn.formex.rewriting import Made, Rewriting, append
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element

_CODE = re.compile("[0-9A-Fa-f]{2,5}")
_DAY = re.compile("[0-9]{8}")
_COUNTED = ("ARAB", "ALPHA", "STAR")
"""The kinds of notes that get their markers from whoever prints the file."""


class Words(Rewriting, ABC):
    """Turns running text into that of Akoma Ntoso."""

    def __init__(self, root: Element, remarks: Remarks) -> None:
        super().__init__(root, remarks)
        self.counts: dict[str, int] = {}
        notes = list(root.iter("NOTE"))
        recalled = {note.get("NOTE.REF") for note in notes} - {None}
        self.notes: dict[str, Element] = {}
        """The notes that are called again, by their ids."""
        for note in notes:
            name = note.get("NOTE.ID")
            if name is not None and name in recalled:
                self.notes[name] = note
        of_tables = {
            id(note) for group in root.iter("GR.NOTES") for note in group.iter("NOTE")
        }
        self.waiting = {
            name: note for name, note in self.notes.items() if id(note) in of_tables
        }
        """Those that stand under a table, until they are called."""
        self.under = {id(note) for note in self.waiting.values()}

    @abstractmethod
    def block(self, element: Element) -> Made:
        """What stands in a paragraph, point, note or cell. `Blocks` knows how."""

    def words(self, element: Element, name: str, /, **attributes: str) -> Made:
        """An element of running text."""
        return [self.fill(self.named(element, name, **attributes), self.mark)]

    def blocks(self, element: Element, name: str, /, **attributes: str) -> Made:
        """An element that holds blocks; where it is running text it holds one."""
        if has_words(element) or any(map(is_inline, element)):
            inner = self.new("p", element, list(element))
            inner.text = element.text
            element.text = None
            element[:] = [inner]
        return [self.fill(self.named(element, name, **attributes), self.block)]

    # --- signs ------------------------------------------------------------------------------------

    def signs(self, element: Element) -> None:
        """Put the quotation marks that elements stand for among the words.

        Elements that say that nothing is here go.
        """
        if not any(child.tag in SIGNED for child in element):
            return

        def read(child: Element) -> Made:
            if child.tag not in SIGNED or len(child) or child.text:
                return [child]
            sign = "" if child.tag == "IE" else self._quotation_mark(child)
            self.added += len(sign)
            append(element, sign)
            return []

        self.fill(element, read)

    def _quotation_mark(self, element: Element) -> str:
        """The sign that an element stands for; empty, and a finding, if its code says none."""
        code = element.get("CODE", "")
        sign = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
        if sign.isprintable() and sign.strip():
            return sign
        message = say(
            "a quotation mark without a code that is one: {code!r}", code=code
        )
        self.remarks.say(NOT_KEPT, message, element)
        return ""

    # --- marks ------------------------------------------------------------------------------------

    def mark(self, element: Element) -> Made:
        """An element of running text; a block in it is kept apart from the words around it."""
        name = element.tag
        day = element.get("ISO", "")
        if name == "NOTE":
            return self._note(element)
        if name == "HT":
            return self._highlighted(element)
        if name == "DATE" and _DAY.fullmatch(day):
            return self.words(element, "date", date=f"{day[:4]}-{day[4:6]}-{day[6:]}")
        if name == "INCL.ELEMENT":
            return self.words(element, "img", src=element.get("FILEREF", ""))
        if name.startswith("FORMULA"):
            message = say(
                "a formula is kept as a row of its signs, without their layout"
            )
            self.remarks.once(NOT_KEPT, message, element)
        if name in RAISED:
            return self.words(element, RAISED[name])
        if name.startswith("REF."):
            return self.words(element, "ref")
        if is_inline(element):
            return self.words(element, "inline")
        if name in KNOWN:
            element.text = f" {element.text or ''}"
            append(element, " ")
            return self.words(element, "inline")
        element.attrib.clear()
        return [self.fill(element, self.mark)]

    def _highlighted(self, element: Element) -> Made:
        kind = element.get("TYPE", "")
        if kind not in STYLES:
            message = say(
                "the highlighting {kind} has no place in the record: its words are plain",
                kind=kind,
            )
            self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        return self.words(element, STYLES.get(kind, "inline"))

    # --- notes ------------------------------------------------------------------------------------

    def _note(self, element: Element) -> Made:
        """A note. One under a table stands where it is first called; a second call is a call."""
        if id(element) in self.under:
            return []
        called = element.get("NOTE.REF", "")
        is_call = called in self.notes and not has_words(element) and not len(element)
        if is_call:
            note = self.waiting.pop(called, None)
            if note is None:
                return [self.named(element, "noteRef", href=f"#fn_{called}")]
            element[:] = list(note)
            element.text = note.text
            element.attrib = note.attrib
            note[:] = []
            note.text = None
        attributes: dict[str, str] = {}
        name = element.get("NOTE.ID", "")
        if name in self.notes:
            attributes["eId"] = f"fn_{name}"
        kind = element.get("NUMBERING", "")
        if kind in _COUNTED:
            message = say(
                "a note has the marker that its place among the notes gives it"
            )
            self.remarks.once(GUESSED, message, element)
            attributes["marker"] = self._marker(kind)
        return self.blocks(element, "authorialNote", **attributes)

    def _marker(self, kind: str) -> str:
        """The marker of the next note of a kind: a number, a letter (`aa` follows `z`), an
        asterisk.
        """
        count = self.counts.get(kind, 0) + 1
        self.counts[kind] = count
        if kind == "ARAB":
            return str(count)
        if kind == "STAR":
            return "*"
        times, letter = divmod(count - 1, 26)
        return chr(ord("a") + letter) * (times + 1)
