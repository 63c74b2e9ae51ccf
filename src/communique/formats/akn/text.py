"""Running text: words, marks, and the white space between them.

Most of the time of a reading is spent in this module.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Literal

from communique.core.codes import GUESSED, NOT_KEPT
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.values import MarkValues, TextValues
from communique.formats.akn.names import (
    FIELD_ELEMENTS,
    INLINE_OF_TYPE,
    LANG,
    META,
    STYLES,
    XINCLUDE,
    A,
    C,
    name_of,
)
from communique.formats.akn.reading import BLANK, LANGUAGE, NO_YEAR, Reader, is_date
from communique.formats.akn.record import based, local
from communique.formats.akn.tree import Element

_STYLE_OF_CLASS = {
    "italic": "italic",
    "italics": "italic",
    "bold": "bold",
    "underline": "underline",
    "underlined": "underline",
    "superscript": "superscript",
    "subscript": "subscript",
    "sup": "superscript",
    "sub": "subscript",
}
_NAMING = {
    *INLINE_OF_TYPE.values(), "term", "quantity", "entity", "docAuthority", "docProponent", "docCommittee",
    "party", "judge", "lawyer",
}  # fmt: skip
"""Elements that name an entity."""
_PLAIN = {"signature", "shortTitle", *FIELD_ELEMENTS.values()}
"""Elements that say nothing of their words, but where these stand."""
_BREAKS = {"br", "eol"}

INK = re.compile(f"[^{BLANK}]").search
"""Finds what is no white space."""


class Run:
    """A text block in the making: what an element holds, or a stretch of it."""

    __slots__ = ("at", "breaks", "calls", "element", "marks", "parts", "reading")

    def __init__(self, reading: "Text", element: Element) -> None:
        self.reading = reading
        self.element = element
        self.parts: list[str] = []
        self.marks: list[MarkValues] = []
        self.breaks: list[int] = []
        self.calls = False
        self.at = 0

    def add(self, words: str) -> None:
        """Add words as the file has them."""
        self.parts.append(words)
        self.at += len(words)

    def inside(self, element: Element) -> None:
        """Add all that an element holds. The words of a `meta` that strayed into text are left."""
        if element.tag == META:
            self.reading.leave(element)
            return
        parts = self.parts
        words = element.text
        if words:
            parts.append(words)
            self.at += len(words)
        for child in element:
            self.child(child)
            words = child.tail
            if words:
                parts.append(words)
                self.at += len(words)

    def child(self, element: Element) -> None:
        """Add an element of the text, with what it says of its words."""
        read = MARKS.get(element.tag)
        if read is None:
            self._other(element)
            return
        marks = read(self.reading, element)
        start = self.at
        self.marks += marks
        if len(element):
            self.inside(element)
        elif element.text:
            self.add(element.text)
        for mark in marks:
            mark["start"] = start
            mark["end"] = self.at

    def _other(self, element: Element) -> None:
        """Add an element that marks no words."""
        if not element.tag.startswith(A):
            self._foreign(element)
            return
        reading = self.reading
        name = name_of(element)
        if name == "authorialNote":
            self._call(element, reading.note(element))
            return
        if name == "shortTitle" and reading.in_title and reading.short_title is None:
            self._short_title(element)
            return
        if name == "noteRef":
            self._call(element, reading.called(element))
        elif name in _BREAKS:
            self.breaks.append(self.at)
            self.add("\n")
        elif name == "img":
            where = element.get("src") or "no address"
            message = say("a picture has no place in the record: {where}", where=where)
            reading.remarks.say(NOT_KEPT, message, element, quote=element.get("alt"))
        elif name not in _PLAIN and name != "meta":
            message = say("<{name}> is read as plain words", name=name)
            reading.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        self.inside(element)

    def _foreign(self, element: Element) -> None:
        """Add the words of an element of another namespace; XInclude leads to another file."""
        if element.tag.startswith(XINCLUDE):
            self.reading.aside(element, "")
            return
        message = say(
            "<{name_of}> is not an element of Akoma Ntoso: its words are kept as text",
            name_of=name_of(element),
        )
        self.reading.remarks.once(GUESSED, message, element)
        self.inside(element)

    def _short_title(self, element: Element) -> None:
        """Add the words of the title that are the short title."""
        first = len(self.parts)
        self.inside(element)
        words = "".join(self.parts[first:])
        self.reading.short_title = self.reading.line(words)

    def _call(self, element: Element, ref: str | None) -> None:
        """Mark where the note of that eid is called."""
        if ref is None:
            return
        self.calls = True
        call: MarkValues = {
            "kind": "note",
            "start": self.at,
            "end": self.at,
            "ref": ref,
        }
        self.marks.append(based(call, element))

    def finish(self) -> TextValues:
        """The text block: white space as it counts, marks in order."""
        text = "".join(self.parts)
        if not self.reading.ours or _is_broken(text, len(self.breaks)):
            text = self._spaced(text)
        value: TextValues = {"kind": "text", "text": text}
        marks = [
            mark
            for mark in self.marks
            if mark["start"] < mark["end"] or mark["kind"] == "note"
        ]
        if marks:
            if self.calls:
                marks.sort(key=_order)
            value["marks"] = marks
        self.reading.place(value, self.element)
        return value

    def _spaced(self, text: str) -> str:
        """The words without the white space that does not count; the marks are moved with them."""
        reading = self.reading
        if _is_broken(text, len(self.breaks)):
            signs = list(reading.blank(text))
            for at in self.breaks:
                signs[at] = "\n"
            text = "".join(signs)
        if _is_tight(text) or reading.preserves(self.element):
            return text
        gone = [match.span() for match in reading.loose.finditer(text)]
        starts = [start for start, _ in gone]
        ends = [0, *(end for _, end in gone)]
        lost = [0, *accumulate(end - start for start, end in gone)]

        def moved(at: int) -> int:
            before = bisect_left(starts, at)
            return max(at, ends[before]) - lost[before]

        for mark in self.marks:
            mark["start"] = moved(mark["start"])
            mark["end"] = moved(mark["end"])
        return reading.loose.sub("", text)

    def __bool__(self) -> bool:
        return bool(self.marks or self.breaks) or any(map(INK, self.parts))


def _order(mark: MarkValues) -> tuple[int, bool, int]:
    """The order of marks: by start, calls of notes first, then the longest first."""
    start = mark["start"]
    end = mark["end"]
    return start, start != end, -end


def _is_broken(text: str, breaks: int = 0) -> bool:
    """Whether a text has tabs, or more line ends than the breaks that are elements."""
    return "\t" in text or "\r" in text or text.count("\n") != breaks


def _is_tight(text: str) -> bool:
    """Whether a text has no white space to collapse."""
    return (
        "  " not in text
        and " \n" not in text
        and "\n " not in text
        and text == text.strip(" ")
    )


class Text(Reader, ABC):
    """Reads text blocks and the marks on them."""

    in_title = False

    def text(self, element: Element) -> TextValues:
        """An element that holds nothing but text as a text block."""
        if len(element) or element.tag == META:
            run = Run(self, element)
            run.inside(element)
            return run.finish()
        value: TextValues = {"kind": "text", "text": self.plain(element)}
        if self.where is not None:
            self.where[id(value)] = value, element
        return value

    def plain(self, element: Element) -> str:
        """The words of an element that holds no other, with the white space that counts.

        In our own files it counts as it is written; a line that an editor broke is an exception,
        unless `xml:space` says otherwise.
        """
        words = element.text or ""
        if self.ours and not _is_broken(words):
            return words
        words = self.blank(words)
        if _is_tight(words) or self.preserves(element):
            return words
        return self.loose.sub("", words)

    @abstractmethod
    def note(self, element: Element) -> str:
        """Keep a note; returns its eid. `Blocks` reads what is in it."""

    @abstractmethod
    def called(self, element: Element) -> str | None:
        """The eid of the note that a `noteRef` calls; None, and a finding, if there is none."""

    # --- what elements say of their words: marks without a place ----------------------------------

    def mention(self, element: Element) -> list[MarkValues]:
        """The entities that an element names."""
        refs = element.get("refersTo") or ""
        known = self.entities.get(refs[1:]) if refs[:1] == "#" else None
        if known is not None:
            return [_entity(known, element)]
        found = [self.entity(ref, element) for ref in refs.split()]
        return [_entity(ref, element) for ref in found if ref is not None]

    def day(self, element: Element) -> list[MarkValues]:
        """The day of a date; a finding if it is none."""
        day = (element.get("date") or "")[:10]
        if day.startswith(NO_YEAR) and not self.ours:
            return []
        if is_date(day):
            mark: MarkValues = {"kind": "date", "date": day}
            return [based(mark, element)]
        if day:
            self.unusable(element, say("the date"), day)
        return []

    def ours_alone(self, element: Element) -> list[MarkValues]:
        """What an `inline` of our own files says by its name: an act, a date, a reference."""
        name = element.get("name")
        if not self.ours:
            return []
        mark: MarkValues
        match name:
            case "act":
                found = self._act(element)
                if found is None:
                    self.unusable(element, say("the mark"), name)
                    return []
                mark = found
            case "date":
                mark = {"kind": name, "date": element.get(_DATE)}
            case "reference":
                mark = {"kind": name}
                scheme = element.get(_SCHEME)
                if scheme is not None:
                    mark["scheme"] = scheme
            case _:
                return []
        return [based(mark, element)]

    def _act(self, element: Element) -> MarkValues | None:
        """An act: what it is, who acts, to whom, about what; None if an attribute holds no ids."""
        act: MarkValues = {"kind": "act", "act": element.get(_ACT)}
        due = element.get(_DUE)
        if due is not None:
            act["due"] = due
        what = element.get(_WHAT)
        if what is not None:
            act["what"] = what
        who = element.get(_WHO)
        if who is not None:
            act["who"] = who
        whom = element.get(_WHOM)
        if whom is not None:
            act["whom"] = whom
        for field, attribute in _PARTIES.items():
            given = element.get(attribute)
            if not given:
                continue
            refs = given.split()
            if any(ref[0] != "#" for ref in refs):
                return None
            if refs:
                act[field] = [local(ref, self.prefix) for ref in refs]
        return act

    def span(self, element: Element) -> list[MarkValues]:
        """The language of a `span`, else the emphasis that its class says."""
        language = element.get(LANG)
        if language is not None:
            if LANGUAGE.fullmatch(language):
                mark: MarkValues = {"kind": "foreign", "language": language}
                return [based(mark, element)]
            self.unusable(element, say("the language"), language)
        given = element.get("class") or ""
        classes = given.lower().split()
        styles = [_STYLE_OF_CLASS[each] for each in classes if each in _STYLE_OF_CLASS]
        if styles:
            message = say('<span class="{value}"> is read as emphasis', value=given)
            self.remarks.once(GUESSED, message, element)
        elif language is None:
            message = say('<span class="{value}"> is read as plain words', value=given)
            self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        return [{"kind": "emphasis", "style": style} for style in styles]

    def link(self, element: Element) -> list[MarkValues]:
        """A reference, by the address that an element has."""
        name = name_of(element)
        if name != "ref":
            message = say("<{name_of}> is read as a reference", name_of=name)
            self.remarks.once(GUESSED, message, element)
        given = element.get("from" if name == "rref" else "href")
        href = None if given is None else self.href(given, element)
        mark: MarkValues = {"kind": "reference", "href": href}
        based(mark, element)
        scheme = element.get(_SCHEME)
        if scheme is not None:
            mark["scheme"] = scheme
        is_local = href is not None and href.startswith("#") and href != "#"
        if is_local:
            self.local_links.append(mark)
        return [mark]


_ACT = f"{C}act"
_DUE = f"{C}due"
_WHAT = f"{C}what"
_WHO = f"{C}who"
_WHOM = f"{C}whom"
_DATE = f"{C}date"
_SCHEME = f"{C}scheme"
_PARTIES: dict[Literal["actors", "addressees", "topics", "instruments"], str] = {
    "actors": f"{C}actors",
    "addressees": f"{C}addressees",
    "topics": f"{C}topics",
    "instruments": f"{C}instruments",
}
"""The attributes of an act that hold ids of entities, by the field."""


def _entity(ref: str, element: Element) -> MarkValues:
    mark: MarkValues = {"kind": "entity", "ref": ref}
    return based(mark, element)


def _emphasis(style: str) -> "Read":
    def read(_: Text, element: Element) -> list[MarkValues]:
        mark: MarkValues = {"kind": "emphasis", "style": style}
        return [based(mark, element)]

    return read


Read = Callable[[Text, Element], list[MarkValues]]
MARKS: dict[str, Read] = {
    **{f"{A}{name}": Text.mention for name in _NAMING},
    **{f"{A}{name}": Text.link for name in ("ref", "a", "mref", "rref")},
    **{f"{A}{name}": Text.day for name in ("date", "docDate")},
    **{f"{A}{name}": _emphasis(style) for style, name in STYLES.items()},
    f"{A}span": Text.span,
    f"{A}inline": Text.ours_alone,
}
"""What an element says of its words, by its tag."""
