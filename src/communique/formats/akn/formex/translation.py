"""A tree of Formex as one of Akoma Ntoso, in place: elements are renamed, wrappers taken out, some put in. No word is lost."""

from collections.abc import Callable, Iterable

from communique.diagnostics import Severity
from communique.faults import GUESSED, NOT_KEPT
from communique.formats.akn.formex import names
from communique.formats.akn.inventory import ink
from communique.formats.akn.names import A
from communique.formats.akn.places import numbered
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element
from communique.message import say

Made = list[Element]
"""What an element becomes: itself under another name, several elements, or none."""


def has_words(element: Element) -> bool:
    """Whether there are words straight in an element, between the elements that it holds."""
    return any(text and not text.isspace() for text in (element.text, *[child.tail for child in element]))


class Translation:
    """Turns a tree into Akoma Ntoso, and knows of each element which number it had in the file and what it was called."""

    def __init__(self, root: Element, remarks: Remarks) -> None:
        self.remarks = remarks
        self.kept = list(root.iter())  # what is taken out stays alive, so that no identity is given twice
        self.number = numbered(root)
        self.called = {id(element): element.tag for element in self.kept}
        self.added = 0
        self.counts: dict[str, int] = {}
        self.aside: list[Element] = []
        recalled = {note.get("NOTE.REF") for note in root.iter("NOTE")} - {None}
        self.notes = {name: note for note in root.iter("NOTE") if (name := note.get("NOTE.ID")) in recalled}
        under = {id(note) for group in root.iter("GR.NOTES") for note in group.iter("NOTE")}
        self.waiting = {name: note for name, note in self.notes.items() if id(note) in under}
        self.under = {id(note) for note in self.waiting.values()}
        for element in self.kept:
            self._signs(element)
        self._document(root, root.tag.lower())
        self.aside += self.waiting.values()

    # --- building ----------------------------------------------------------------------------------------------------

    def _new(self, name: str, like: Element, parts: Iterable[Element] = ()) -> Element:
        """A new element, placed where another stands."""
        made = Element(A + name)
        made.extend(parts)
        self.number[id(made)], self.called[id(made)] = self.number[id(like)], self.called[id(like)]
        self.kept.append(made)
        return made

    def _named(self, element: Element, tag: str, **attributes: str) -> Element:
        element.tag = A + tag
        element.attrib.clear()
        element.attrib.update(attributes)
        return element

    def _fill(self, element: Element, read: Callable[[Element], Made]) -> Element:
        """Put what its children become in their place; the words behind each stay behind it."""
        children = list(element)
        element[:] = []
        for child in children:
            tail, child.tail = child.tail, None
            element.extend(read(child))
            if tail and len(element):
                element[-1].tail = (element[-1].tail or "") + tail
            elif tail:
                element.text = (element.text or "") + tail
        return element

    def _boxed(self, element: Element) -> None:
        """Put all that an element holds into a block, where it is running text."""
        if has_words(element) or any(self._is_inline(child) for child in element):
            inner = self._new("p", element, list(element))
            inner.text, element.text = element.text, None
            element[:] = [inner]

    def _signs(self, element: Element) -> None:
        """Put the quotation marks that elements stand for among the words; take out what says that nothing is here."""
        if not any(child.tag in ("QUOT.START", "QUOT.END", "IE") for child in element):
            return

        def read(child: Element) -> Made:
            if child.tag not in ("QUOT.START", "QUOT.END", "IE") or len(child) or child.text:
                return [child]
            sign = self._sign(child)
            self.added += ink(sign)
            if len(element):
                element[-1].tail = (element[-1].tail or "") + sign
            else:
                element.text = (element.text or "") + sign
            return []

        self._fill(element, read)

    def _sign(self, element: Element) -> str:
        code = element.get("CODE", "")
        if element.tag == "IE":
            return ""
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            sign = ""
        if sign.isprintable() and sign.strip():
            return sign
        message = say("a quotation mark without a code that is one: {code!r}", code=code)
        self.remarks.say(NOT_KEPT, message, element)
        return ""

    # --- documents ---------------------------------------------------------------------------------------------------

    def _document(self, element: Element, kind: str) -> Element:
        """A whole document: what is none of its parts is of its body."""
        loose: list[Element] = []

        def read(part: Element) -> Made:
            made = self._part(part)
            if made is not None:
                loose.clear()
                return made
            first = not loose
            if first:
                loose.append(self._new("mainBody", part))
            loose[0].extend(self._of_body(part, loose[0]))
            return [*loose] if first else []

        return self._fill(self._named(element, "statement", name=kind), read)

    def _part(self, part: Element) -> Made | None:
        """What a part of a document becomes; None of what is no part by its name or what it holds."""
        name = part.tag
        if name in names.ASIDE:
            self.aside.append(part)
            return []
        if name in names.ANNEXES:
            annex = self._new("attachment", part, [self._document(part, "annex")])
            return [self._new("attachments", part, [annex])]
        if name == "TITLE":
            return [self._preface(part)]
        if name == "PREAMBLE":
            return [self._fill(self._named(part, "preamble"), self._preamble)]
        if name == "FINAL":
            return [self._fill(self._named(part, "conclusions"), self._closing)]
        if name in names.BODIES or (name not in names.KNOWN and self._holds_blocks(part)):
            return [self._body(self._named(part, "mainBody"))]
        return None

    def _preface(self, title: Element) -> Element:
        lines = [line for part in self._lines(title, "p") for line in ([part] if part is not title else [])]
        if not lines:  # a title without parts is a line itself
            preface = self._new("preface", title, [title])
            lines = [title]
        else:
            preface = self._named(title, "preface")
        first = lines[0]
        inner = self._new("docTitle", first, list(first))
        inner.text, first.text = first.text, None
        first[:] = [inner]
        return preface

    def _lines(self, element: Element, name: str) -> Made:
        """Each paragraph of a title as a line, whatever holds it; a title with words of its own is one line."""
        if has_words(element) or not len(element) or all(self._is_inline(child) for child in element):
            return [self._inline(self._named(element, name))]
        self._fill(element, lambda child: self._lines(child, name))
        return list(element)

    # --- preamble and conclusions ------------------------------------------------------------------------------------

    def _preamble(self, part: Element) -> Made:
        name = part.tag
        if name in names.FORMULAS:
            self._boxed(part)
            return [self._fill(self._named(part, "formula", name=names.FORMULAS[name]), self._block)]
        if name in names.RUNS:
            return [self._fill(self._named(part, "recitals"), self._recital)]
        return self._recital(part)

    def _recital(self, part: Element) -> Made:
        name = part.tag
        if name in ("VISA", "CONSID"):
            return [self._node(part, "recital")]
        if name in names.OPENINGS:
            self._boxed(part)
            return [self._fill(self._named(part, "intro"), self._block)]
        if name in names.RUNS:
            return self._preamble(part)
        if name == "TITLE":
            return self._head(part, numbered=False)
        return self._block(part)

    def _closing(self, part: Element) -> Made:
        if part.tag in ("SIGNATURE", "PL.DATE") and len(part) and not has_words(part):
            return list(self._fill(part, self._closing))
        if part.tag == "SIGNATORY":
            self._boxed(part)
            return [self._fill(self._named(part, "container", name="signature"), self._block)]
        return self._block(part)

    # --- body --------------------------------------------------------------------------------------------------------

    def _body(self, element: Element) -> Element:
        return self._fill(element, lambda child: self._of_body(child, element))

    def _of_body(self, child: Element, into: Element) -> Made:
        """A division, or a paragraph; a list or table belongs to the paragraph before it."""
        name = child.tag
        if name in names.DIVISIONS:
            return [self._division(child)]
        if name == "TITLE" or name in names.HEADINGS or name in ("TI.ART", "NO.DIVISION"):
            return self._head(child, numbered=False)
        if name in names.NUMBERED:
            return [self._node(child, "paragraph")]
        if name not in names.KNOWN and self._holds_blocks(child):
            return list(self._fill(child, lambda inner: self._of_body(inner, child)))
        parts = self._block(child)
        if self._is_inline(child):
            parts = [self._new("p", child, parts)]
        before = into[-1] if len(into) else None
        joins = name in names.LISTS or name in ("TBL", "GR.TBL")
        if joins and before is not None and before.tag == f"{A}paragraph" and not before.tail:
            before.extend(parts)
            return []
        return [self._new("paragraph", child, parts)] if parts else []

    def _division(self, element: Element) -> Element:
        name = element.tag
        self._named(element, names.DIVISIONS[name])

        def read(child: Element) -> Made:
            if child.tag == "TITLE" or child.tag in names.HEADINGS or child.tag in names.NUMBERS:
                return self._head(child, numbered=name in names.TITLED_BY_NUMBER)
            return self._of_body(child, element)

        return self._fill(element, read)

    def _head(self, element: Element, *, numbered: bool) -> Made:
        """Numbers and headings: of a title with a subtitle the first part is a number, where the division has one."""
        if element.tag in names.NUMBERS:
            return self._lines(element, "num")
        if element.tag != "TITLE" or has_words(element):
            return self._lines(element, "heading")
        first = numbered and any(child.tag == "STI" for child in element)

        def read(child: Element) -> Made:
            return self._lines(child, "num" if first and child.tag == "TI" else "heading")

        return list(self._fill(element, read))

    def _node(self, element: Element, name: str) -> Element:
        """A recital, paragraph or point; what gives it a number is taken out of the way."""
        self._named(element, name)
        if not any(child.tag in names.NUMBERS for child in element):
            self._boxed(element)

        def read(child: Element) -> Made:
            if child.tag in names.NUMBERS:
                return self._lines(child, "num")
            first = not any(each.tag == f"{A}num" for each in element)
            if child.tag in names.WRAPPED and first and not len(element) and not has_words(child):
                return list(self._fill(child, read_inner))
            return self._block(child)

        def read_inner(child: Element) -> Made:
            return self._lines(child, "num") if child.tag in names.NUMBERS else self._block(child)

        return self._fill(element, read)

    # --- blocks ------------------------------------------------------------------------------------------------------

    def _is_inline(self, element: Element) -> bool:
        return element.tag in names.INLINES or element.tag.startswith("REF.")

    def _holds_blocks(self, element: Element) -> bool:
        """Whether an element holds elements alone, and these are none of running text."""
        inner = (child for child in element if not self._is_inline(child))
        return next(inner, None) is not None and not has_words(element)

    def _block(self, element: Element) -> Made:
        """What stands in a paragraph, point, note or cell."""
        name = element.tag
        if self._is_inline(element):
            return self._mark(element)
        if name == "TBL":
            return self._table(element)
        if name in names.DIVISIONS:
            return [self._division(element)]
        if name in ("PARAG", "CONSID", "VISA"):
            return [self._node(element, "paragraph")]
        if name in names.POINTS or name in names.WRAPPED:
            return [self._node(element, "point")]
        if name in names.LISTS:
            return [self._list(element)]
        if name in names.NUMBERS:
            return self._lines(element, "num")
        if name == "TITLE" or name in names.HEADINGS:
            return self._lines(element, "p")
        return [self._fill(self._named(element, "p"), self._in_block(element))]

    def _list(self, element: Element) -> Element:
        """A list; what its kind says is printed before each item is the label of those that have no other."""
        sign = names.SIGNS.get(element.get("TYPE", ""))

        def read(child: Element) -> Made:
            parts = self._block(child)
            if sign and parts[:1] == [child] and child.tag == f"{A}point" and child.find(f"{A}num") is None:
                number = self._new("num", child)
                number.text = sign
                self.added += 1
                child.insert(0, number)
            return parts

        return self._fill(self._named(element, "list"), read)

    def _in_block(self, element: Element) -> Callable[[Element], Made]:
        """How the children of a block are read: among words what is unknown is of the words, else a block."""
        if not has_words(element):
            return self._block
        return lambda child: self._block(child) if child.tag in names.KNOWN else self._mark(child)

    # --- running text ------------------------------------------------------------------------------------------------

    def _inline(self, element: Element) -> Element:
        return self._fill(element, self._mark)

    def _mark(self, element: Element) -> Made:
        """An element of running text. A block that stands in it is kept apart from the words around it."""
        name = element.tag
        if name == "NOTE":
            return self._note(element)
        if name == "HT":
            kind = element.get("TYPE", "")
            if kind not in names.STYLES:
                message = say("the highlighting {kind} has no place in the record: its words are plain", kind=kind)
                self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
            return [self._inline(self._named(element, names.STYLES.get(kind, "inline")))]
        if name == "DATE" and (day := element.get("ISO", "")).isdigit() and len(day) == 8:
            return [self._inline(self._named(element, "date", date=f"{day[:4]}-{day[4:6]}-{day[6:]}"))]
        if name == "INCL.ELEMENT":
            return [self._inline(self._named(element, "img", src=element.get("FILEREF", "")))]
        if name.startswith("REF."):
            return [self._inline(self._named(element, "ref"))]
        if self._is_inline(element):
            return [self._inline(self._named(element, "inline"))]
        if name in names.KNOWN:
            element.text = f" {element.text or ''}"
            if len(element):
                element[-1].tail = f"{element[-1].tail or ''} "
            else:
                element.text += " "
        element.attrib.clear()
        return [self._inline(element)]

    def _note(self, element: Element) -> Made:
        """A note; one of those under a table stands where it is called. A second call of a note is a call."""
        if id(element) in self.under:
            return []
        called = element.get("NOTE.REF", "")
        if called in self.notes and not has_words(element) and not len(element):
            note = self.waiting.pop(called, None)
            if note is None:
                return [self._named(element, "noteRef", href=f"#fn_{called}")]
            element[:], element.text = list(note), note.text
            note[:], note.text = [], None
        name = called or element.get("NOTE.ID", "")
        known = {"eId": f"fn_{name}"} if name in self.notes else {}
        known |= self._marker(element)
        self._boxed(element)
        self._named(element, "authorialNote", **known)
        return [self._fill(element, self._block)]

    def _marker(self, element: Element) -> dict[str, str]:
        """The number of a note, counted among those of its kind, for that is left to whoever prints a file."""
        kind = element.get("NUMBERING", "")
        if kind not in ("ARAB", "ALPHA", "STAR"):
            return {}
        self.remarks.once(GUESSED, say("a note has the marker that its place among the notes gives it"), element)
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return {"marker": {"ARAB": str(count), "ALPHA": letters, "STAR": "*"}[kind]}

    # --- tables ------------------------------------------------------------------------------------------------------

    def _table(self, element: Element) -> Made:
        """A table, and behind it what is in it and no row: a table holds rows alone, under a title."""
        rows: list[Element] = []
        behind: list[Element] = []

        def read(child: Element) -> Made:
            name = child.tag
            if name == "TITLE" and not rows and not any(each.tag == f"{A}caption" for each in table):
                return [self._inline(self._named(child, "caption"))]
            if name in names.ROWS:
                rows.append(self._row(child, heads=child.get("TYPE") in names.HEADS))
            elif name in names.PARTS_OF_TABLE and not has_words(child):
                for row in child.iter("row") if name in names.HEADS else ():
                    row.set("TYPE", "HEADER")
                behind.extend(self._fill(child, read))
            elif name in ("TI.BLK", "STI.BLK"):
                rows.append(self._new("tr", child, [self._fill(self._named(child, "td"), self._block)]))
            elif name != "colspec":
                behind.extend(self._block(child))
            return []

        table = self._named(element, "table")
        self._fill(table, read)
        table.extend(rows)
        return [table, *behind] if rows else [self._named(table, "p"), *behind]

    def _row(self, row: Element, *, heads: bool) -> Element:
        def read(cell: Element) -> Made:
            if cell.tag not in names.CELLS:
                return [self._new("td", cell, self._block(cell))]
            spans = {name.lower(): cell.get(name, "") for name in ("COLSPAN", "ROWSPAN") if cell.get(name)}
            head = heads or cell.get("TYPE") in names.HEADS
            return [self._fill(self._named(cell, "th" if head else "td", **spans), self._in_block(cell))]

        return self._fill(self._named(row, "tr"), read)
