"""A tree of Formex as one of Akoma Ntoso, in place: elements are renamed, wrappers taken out, some put in. No word is lost.

The names of Formex stand first, by what they are read as. What is not here is read by where it stands.
"""

import re
from collections.abc import Callable, Iterable

from communique.core.codes import GUESSED, NOT_KEPT
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.formats.akn.names import A
from communique.formats.akn.places import numbered
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element

ASIDE = {
    "CURR.TITLE", "TOC", "FAM.COMP", "INFO.CONSLEG", "INFO.PROD", "BIB.INSTANCE", "BIB.DATA", "BIB.DOC", "BIB.JUDGMENT",
    "BIB.VOLUME",
}  # fmt: skip
"""Parts of a document that are none of its text: what is known of it, running heads, the list of contents."""
WRAPPERS = {"CONS.DOC"}
"""What holds the parts of a document."""
ANNEXES = {"ANNEX", "CONS.ANNEX", "APPENDIX"}
"""Documents in a document."""
BODIES = {
    "ENACTING.TERMS",
    "CONTENTS",
    "CONTENTS.JUDGMENT",
    "CONTENTS.ORDER",
    "CONTENTS.OPINION",
    "CONTENTS.LETTER",
}
RUNS = {"GR.VISA", "GR.CONSID"}
"""Runs of recitals."""
OPENINGS = {"GR.VISA.INIT", "GR.CONSID.INIT"}
"""What stands above a run of recitals."""
FORMULAS = {"PREAMBLE.INIT": "opening", "PREAMBLE.FINAL": "enactingFormula"}

DIVISIONS = {
    **dict.fromkeys(("DIVISION", "SUBDIV", "CONS.DIV"), "division"), "ARTICLE": "article", "GR.SEQ": "section",
}  # fmt: skip
"""Parts of a body that have a title, and what they are in Akoma Ntoso."""
NUMBERS = {"NO.P", "NO.PARAG", "NO.ITEM", "NO.DIVISION", "TI.ART", "NO.ARTICLE"}
HEADINGS = {"TI", "STI", "STI.ART", "TI.GR.SEQ"}
HEADS = {"TITLE", *NUMBERS, *HEADINGS}
NUMBERED = {"PARAG", "NP", "NP.ECR", "CONSID", "VISA"}
"""Elements of a body that have a number and words."""
WRAPPED = {"NP", "NP.ECR"}
"""Elements that give a number to what holds them."""
POINTS = {"ITEM", "DLIST.ITEM"}
LISTS = {"LIST", "DLIST"}
SIGNS = {"DASH": "—", "NDASH": "–", "BULLET": "•"}
"""What is printed before an item without a number, by the kind of its list."""
BLOCKS = {
    "P",
    "TXT",
    "ALINEA",
    "QUOT.S",
    "TERM",
    "DEFINITION",
    "ANNOTATION",
    "GR.ANNOTATION",
    "GR.NOTES",
    "GR.TBL",
}
"""Elements that hold running text, or other blocks."""
KNOWN = {*BLOCKS, *LISTS, *NUMBERED, *POINTS, *DIVISIONS, *HEADS, "TBL", "SIGNATORY", "PL.DATE"}
"""Whatever is a block by its name."""

INLINES = {
    "HT", "DATE", "NOTE", "FT", "INCL.ELEMENT", "ANCHOR", "LINK", "KEYWORD", "FORMULA", "FORMULA.S", "EXPONENT", "IND",
}  # fmt: skip
"""Elements in running text; those that point to another document begin with `REF.`."""
STYLES = {"BOLD": "b", "ITALIC": "i", "UNDERLINE": "u", "SUP": "sup", "SUB": "sub"}
"""The emphasis of a highlighting; another is plain words."""
RAISED = {"EXPONENT": "sup", "IND": "sub"}
"""Parts of formulas that are set higher or lower."""
SIGNED = {"QUOT.START", "QUOT.END", "IE"}
"""Elements that stand for a sign, or for nothing."""

ROWS, CELLS = {"ROW", "row"}, {"CELL", "entry"}
PARTS_OF_TABLE = {"CORPUS", "BLK", "tgroup", "thead", "tbody", "tfoot", "table"}
"""What holds the rows of a table."""

READ = {
    "ISO", "TYPE", "CODE", "NOTE.ID", "NOTE.REF", "COLSPAN", "ROWSPAN", "FILEREF", "FILE", "LEVEL", "IDENTIFIER", "ID",
    "REF.END", "REF.START", "NUMBERING", "NUMBERING.CONTINUED", "COL", "NO.SEQ", "FORMAT", "NNC", "COLS",
    "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation",
}  # fmt: skip
"""Attributes that are read, follow from others, or are about the file."""

_CODE, _DAY = re.compile("[0-9A-Fa-f]{2,5}"), re.compile("[0-9]{8}")
Made = list[Element]
"""What an element becomes: itself under another name, several elements, or none."""


def has_words(element: Element) -> bool:
    """Whether there are words straight in an element, between the elements that it holds."""
    return any(
        text and not text.isspace() for text in (element.text, *[child.tail for child in element])
    )


def _append(element: Element, words: str) -> None:
    """Put words behind all that an element holds."""
    if words and len(element):
        element[-1].tail = (element[-1].tail or "") + words
    elif words:
        element.text = (element.text or "") + words


def is_inline(element: Element) -> bool:
    """Whether an element is one of running text by its name."""
    return element.tag in INLINES or element.tag.startswith("REF.")


def holds_blocks(element: Element) -> bool:
    """Whether an element holds elements alone, and not all of them are of running text."""
    return not has_words(element) and not all(map(is_inline, element))


class Translation:
    """Turns a tree into Akoma Ntoso, and knows of each element which number it had in the file and what it was called."""

    def __init__(self, root: Element, remarks: Remarks) -> None:
        self.remarks = remarks
        self.kept = list(
            root.iter()
        )  # what is taken out stays alive, so that no identity is given twice
        self.number = numbered(root)
        self.called = {id(element): element.tag for element in self.kept}
        self.added = 0
        self.counts: dict[str, int] = {}
        self.aside: list[Element] = []
        recalled = {note.get("NOTE.REF") for note in root.iter("NOTE")} - {None}
        self.notes = {
            name: note for note in root.iter("NOTE") if (name := note.get("NOTE.ID")) in recalled
        }
        under = {id(note) for group in root.iter("GR.NOTES") for note in group.iter("NOTE")}
        self.waiting = {name: note for name, note in self.notes.items() if id(note) in under}
        self.under = {id(note) for note in self.waiting.values()}
        for element in self.kept:
            self._signs(element)
        self._document(root, root.tag.lower())
        inside = {id(element) for part in self.aside for element in part.iter()}
        self.aside += [note for note in self.waiting.values() if id(note) not in inside]

    def _new(self, name: str, like: Element, parts: Iterable[Element] = ()) -> Element:
        """A new element, placed where another stands."""
        made = Element(A + name)
        made.extend(parts)
        self.number[id(made)], self.called[id(made)] = self.number[id(like)], self.called[id(like)]
        self.kept.append(made)
        return made

    def _named(self, element: Element, tag: str, **attributes: str) -> Element:
        """An element under the name that it has in Akoma Ntoso; nothing of its attributes is kept but what is given."""
        element.tag, element.attrib = A + tag, attributes
        return element

    def _blocks(self, element: Element, tag: str, **attributes: str) -> Made:
        """An element that holds blocks; where it is running text it holds one."""
        if has_words(element) or any(map(is_inline, element)):
            inner = self._new("p", element, list(element))
            inner.text, element.text = element.text, None
            element[:] = [inner]
        return [self._fill(self._named(element, tag, **attributes), self._block)]

    def _words(self, element: Element, tag: str, **attributes: str) -> Made:
        """An element of running text."""
        return [self._fill(self._named(element, tag, **attributes), self._mark)]

    def _fill(self, element: Element, read: Callable[[Element], Made]) -> Element:
        """Put what its children become in their place; the words behind each stay behind it."""
        children = list(element)
        element[:] = []
        for child in children:
            tail, child.tail = child.tail, None
            element.extend(read(child))
            _append(element, tail or "")
        return element

    def _signs(self, element: Element) -> None:
        """Put the quotation marks that elements stand for among the words; take out what says that nothing is here."""
        if not any(child.tag in SIGNED for child in element):
            return

        def read(child: Element) -> Made:
            if child.tag not in SIGNED or len(child) or child.text:
                return [child]
            code = child.get("CODE", "")
            sign = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
            if child.tag != "IE" and not (sign.isprintable() and sign.strip()):
                message, sign = (
                    say("a quotation mark without a code that is one: {code!r}", code=code),
                    "",
                )
                self.remarks.say(NOT_KEPT, message, child)
            self.added += len(sign)
            _append(element, sign)
            return []

        self._fill(element, read)

    def _document(self, element: Element, kind: str) -> Element:
        """A whole document: what is none of its parts is of its body."""
        loose: list[Element] = []

        def read(part: Element) -> Made:
            if part.tag in WRAPPERS and not has_words(part):
                return list(self._fill(part, read))
            made = self._part(part)
            if made is not None:
                loose.clear()
                return made
            first = [] if loose else [self._new("mainBody", part)]
            loose.extend(first)
            loose[0].extend(self._of_body(part, loose[0]))
            return first

        return self._fill(self._named(element, "statement", name=kind), read)

    def _part(self, part: Element) -> Made | None:
        """What a part of a document becomes; None of what is no part by its name or what it holds."""
        name = part.tag
        if name in ASIDE:
            self.aside.append(part)
            return []
        if name in ANNEXES:
            annex = self._new("attachment", part, [self._document(part, "annex")])
            return [self._new("attachments", part, [annex])]
        if name == "TITLE":
            return [self._preface(part)]
        if name == "PREAMBLE":
            return [self._fill(self._named(part, "preamble"), self._preamble)]
        if name == "FINAL":
            return [self._fill(self._named(part, "conclusions"), self._closing)]
        if name in BODIES or (name not in KNOWN and holds_blocks(part)):
            return [
                self._fill(self._named(part, "mainBody"), lambda child: self._of_body(child, part))
            ]
        return None

    def _preface(self, title: Element) -> Element:
        """The lines of a title, of which the first is the title itself."""
        lines = self._lines(title, "p")
        preface = (
            self._new("preface", title, lines) if title in lines else self._named(title, "preface")
        )
        inner = self._new("docTitle", lines[0], list(lines[0]))
        inner.text, lines[0].text, lines[0][:] = lines[0].text, None, [inner]
        return preface

    def _lines(self, element: Element, tag: str) -> Made:
        """Each paragraph of a title as a line, whatever holds it; one with words of its own is one line. A number stays one."""
        if is_inline(element):
            return [self._new(tag, element, self._mark(element))]
        tag = "num" if element.tag in NUMBERS and tag == "heading" else tag
        if not holds_blocks(element):
            return self._words(element, tag)
        return list(self._fill(element, lambda child: self._lines(child, tag)))

    def _preamble(self, part: Element) -> Made:
        name = part.tag
        if name in FORMULAS:
            return self._blocks(part, "formula", name=FORMULAS[name])
        if name in RUNS:
            return [self._fill(self._named(part, "recitals"), self._recital)]
        return self._recital(part)

    def _recital(self, part: Element) -> Made:
        name = part.tag
        if name in ("VISA", "CONSID"):
            return self._node(part, "recital")
        if name in OPENINGS:
            return self._blocks(part, "intro")
        if name in RUNS:
            return self._preamble(part)
        if name == "TITLE":
            return self._head(part, numbered=False)
        return self._paragraph(part)

    def _closing(self, part: Element) -> Made:
        if part.tag in ("SIGNATURE", "PL.DATE") and len(part) and not has_words(part):
            return list(self._fill(part, self._closing))
        if part.tag == "SIGNATORY":
            return self._blocks(part, "container", name="signature")
        return self._paragraph(part)

    def _of_body(self, child: Element, into: Element) -> Made:
        """A division, or a paragraph; a list or table belongs to the paragraph before it."""
        name = child.tag
        if name in DIVISIONS:
            return [self._division(child)]
        if name in HEADS:
            return self._head(child, numbered=into.tag == f"{A}division")
        if name in NUMBERED:
            return self._node(child, "paragraph")
        if name not in KNOWN and holds_blocks(child):
            return list(self._fill(child, lambda inner: self._of_body(inner, child)))
        parts = self._paragraph(child)
        before = into[-1] if len(into) else None
        joins = name in LISTS or name in ("TBL", "GR.TBL")
        if joins and before is not None and before.tag == f"{A}paragraph" and not before.tail:
            before.extend(parts)
            return []
        return [self._new("paragraph", child, parts)] if parts else []

    def _division(self, element: Element) -> Element:
        return self._fill(
            self._named(element, DIVISIONS[element.tag]),
            lambda child: self._of_body(child, element),
        )

    def _head(self, element: Element, *, numbered: bool) -> Made:
        """Numbers and headings: of a title with a subtitle the first part is a number, where the division has one."""
        if element.tag in NUMBERS:
            return self._lines(element, "num")
        if element.tag != "TITLE" or has_words(element):
            return self._lines(element, "heading")
        first = numbered and any(child.tag == "STI" for child in element)

        def read(child: Element) -> Made:
            return self._lines(child, "num" if first and child.tag == "TI" else "heading")

        return list(self._fill(element, read))

    def _node(self, element: Element, tag: str) -> Made:
        """A recital, paragraph or point. What gives it a number is taken out of the way."""
        if not any(child.tag in NUMBERS for child in element):
            if (
                len(element) == 0
                or element[0].tag not in WRAPPED
                or has_words(element)
                or has_words(element[0])
            ):
                return self._blocks(element, tag)
            element[:] = [*element[0], *element[1:]]

        def read(child: Element) -> Made:
            return self._lines(child, "num") if child.tag in NUMBERS else self._block(child)

        return [self._fill(self._named(element, tag), read)]

    def _block(self, element: Element) -> Made:
        """What stands in a paragraph, point, note or cell."""
        name = element.tag
        if is_inline(element):
            return self._mark(element)
        if name == "TBL":
            return self._table(element)
        if name in DIVISIONS:
            return [self._division(element)]
        if name in ("PARAG", "CONSID", "VISA"):
            return self._node(element, "paragraph")
        if name in POINTS or name in WRAPPED:
            return self._node(element, "point")
        if name in LISTS:
            return [self._list(element)]
        if name in NUMBERS:
            return self._lines(element, "num")
        if name == "TITLE" or name in HEADINGS:
            return self._lines(element, "p")
        return self._mixed(element, "p")

    def _paragraph(self, element: Element) -> Made:
        """What stands where no running text does: an element of it is a paragraph of its own."""
        if is_inline(element):
            return [self._new("p", element, self._mark(element))]
        return self._block(element)

    def _list(self, element: Element) -> Element:
        """A list; what its kind says is printed before each item is the label of those that have no other."""
        sign = SIGNS.get(element.get("TYPE", ""))

        def read(child: Element) -> Made:
            parts = self._block(child)
            if (
                sign
                and parts[:1] == [child]
                and child.tag == f"{A}point"
                and child.find(f"{A}num") is None
            ):
                number = self._new("num", child)
                number.text = sign
                self.added += 1
                child.insert(0, number)
            return parts

        return self._fill(self._named(element, "list"), read)

    def _mixed(self, element: Element, tag: str, **attributes: str) -> Made:
        """Running text, or blocks: among words what is unknown is of the words, else a block."""
        words = has_words(element)

        def read(child: Element) -> Made:
            return self._mark(child) if words and child.tag not in KNOWN else self._block(child)

        return [self._fill(self._named(element, tag, **attributes), read)]

    def _mark(self, element: Element) -> Made:
        """An element of running text. A block that stands in it is kept apart from the words around it."""
        name, day = element.tag, element.get("ISO", "")
        if name == "NOTE":
            return self._note(element)
        if name == "HT":
            kind = element.get("TYPE", "")
            if kind not in STYLES:
                message = say(
                    "the highlighting {kind} has no place in the record: its words are plain",
                    kind=kind,
                )
                self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
            return self._words(element, STYLES.get(kind, "inline"))
        if name == "DATE" and _DAY.fullmatch(day):
            return self._words(element, "date", date=f"{day[:4]}-{day[4:6]}-{day[6:]}")
        if name == "INCL.ELEMENT":
            return self._words(element, "img", src=element.get("FILEREF", ""))
        if name.startswith("FORMULA"):
            message = say("a formula is kept as its signs in a row: how they stand is not")
            self.remarks.once(NOT_KEPT, message, element)
        if is_inline(element):
            return self._words(
                element, RAISED.get(name) or ("ref" if name.startswith("REF.") else "inline")
            )
        if name in KNOWN:
            element.text = f" {element.text or ''}"
            _append(element, " ")
            return self._words(element, "inline")
        element.attrib.clear()
        return [self._fill(element, self._mark)]

    def _note(self, element: Element) -> Made:
        """A note; one of those under a table stands where it is called. A second call of a note is a call."""
        if id(element) in self.under:
            return []
        called = element.get("NOTE.REF", "")
        if called in self.notes and not has_words(element) and not len(element):
            note = self.waiting.pop(called, None)
            if note is None:
                return [self._named(element, "noteRef", href=f"#fn_{called}")]
            element[:], element.text, element.attrib = list(note), note.text, note.attrib
            note[:], note.text = [], None
        name, kind = element.get("NOTE.ID", ""), element.get("NUMBERING", "")
        said = {"eId": f"fn_{name}"} if name in self.notes else {}
        if kind in (
            "ARAB",
            "ALPHA",
            "STAR",
        ):  # counted among those of its kind: that is left to whoever prints a file
            self.remarks.once(
                GUESSED,
                say("a note has the marker that its place among the notes gives it"),
                element,
            )
            count = self.counts[kind] = self.counts.get(kind, 0) + 1
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            said["marker"] = {"ARAB": str(count), "ALPHA": letters, "STAR": "*"}[kind]
        return self._blocks(element, "authorialNote", **said)

    def _table(self, element: Element) -> Made:
        """A table, and behind it what is in it and no row: a table holds rows alone, under a title."""
        rows: list[Element] = []
        behind: list[Element] = []

        def read(child: Element) -> Made:
            name = child.tag
            if (
                name == "TITLE"
                and not rows
                and not any(each.tag == f"{A}caption" for each in table)
            ):
                return self._words(child, "caption")
            if name in ROWS:
                rows.append(self._row(child, heads=child.get("TYPE") == "HEADER"))
            elif name in PARTS_OF_TABLE and not has_words(child):
                for row in child.iter("row") if name == "thead" else ():
                    row.set("TYPE", "HEADER")
                behind.extend(self._fill(child, read))
            elif name in ("TI.BLK", "STI.BLK"):
                rows.append(self._new("tr", child, self._mixed(child, "td")))
            elif name != "colspec" or len(child) or child.text:
                behind.extend(self._paragraph(child))
            return []

        table = self._named(element, "table")
        self._fill(table, read)
        table.extend(rows)
        return [table, *behind] if rows else [self._named(table, "p"), *behind]

    def _row(self, row: Element, *, heads: bool) -> Element:
        def read(cell: Element) -> Made:
            if cell.tag not in CELLS:
                return [self._new("td", cell, self._block(cell))]
            spans = {
                name.lower(): cell.get(name, "")
                for name in ("COLSPAN", "ROWSPAN")
                if cell.get(name)
            }
            return self._mixed(
                cell, "th" if heads or cell.get("TYPE") == "HEADER" else "td", **spans
            )

        return self._fill(self._named(row, "tr"), read)
