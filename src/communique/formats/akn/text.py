"""Running text: words, marks, and the white space between them. Most of the time of a reading is spent in this file."""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.source_errors import GUESSED, NOT_KEPT
from communique.core.values import Values
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
from communique.formats.akn.reading import BLANK, LANGUAGE, Reading, is_date
from communique.formats.akn.record import based, local
from communique.formats.akn.tree import Element

_STYLE_OF_CLASS = {
    "italic": "italic", "italics": "italic", "bold": "bold", "underline": "underline", "underlined": "underline",
    "superscript": "superscript", "subscript": "subscript", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_NAMING = {*INLINE_OF_TYPE.values(), "term", "quantity", "entity", "docAuthority", "docProponent", "docCommittee",
           "party", "judge", "lawyer"}  # fmt: skip
_PLAIN = {"signature", "shortTitle", *FIELD_ELEMENTS.values()}
_WHO = tuple((name, f"{C}{name}") for name in ("actors", "addressees", "topics", "instruments"))


INK = re.compile(f"[^{BLANK}]").search
"""Finds what is no white space."""


class Run:
    """A text block in the making: what an element holds, or a stretch of it."""

    __slots__ = ("at", "breaks", "calls", "element", "marks", "parts", "reading")

    def __init__(self, reading: "Text", element: Element) -> None:
        self.reading = reading
        self.element = element
        self.parts: list[str] = []
        self.marks: list[Values] = []
        self.breaks: list[int] = []
        self.calls = False
        self.at = 0

    def add(self, words: str) -> None:
        """Words, as the file has them."""
        self.parts.append(words)
        self.at += len(words)

    def inside(self, element: Element) -> None:
        """All that an element holds; a `meta` that strayed into text holds none of it."""
        if element.tag == META:
            self.reading.leave(element)
            return
        parts = self.parts
        if words := element.text:
            parts.append(words)
            self.at += len(words)
        for child in element:
            self.child(child)
            if words := child.tail:
                parts.append(words)
                self.at += len(words)

    def child(self, element: Element) -> None:
        """An element in the text, with what it says of its words."""
        read = MARKS.get(element.tag)
        if read is None:
            self._other(element)
            return
        marks, start = read(self.reading, element), self.at
        self.marks += marks
        if len(element):
            self.inside(element)
        elif words := element.text:
            self.parts.append(words)
            self.at += len(words)
        for mark in marks:
            mark["start"], mark["end"] = start, self.at

    def _other(self, element: Element) -> None:
        """An element that is no mark on words."""
        reading, name = self.reading, name_of(element)
        if not element.tag.startswith(A):
            if element.tag.startswith(XINCLUDE):
                reading.aside(element, "")
                return
            message = say(
                "<{name_of}> is no element of Akoma Ntoso: its words are kept as text", name_of=name
            )
            reading.remarks.once(GUESSED, message, element)
        elif name == "authorialNote":
            self._call(element, reading.note(element))
            return
        elif name == "noteRef":
            self._call(element, reading.called(element))
        elif name in ("br", "eol"):
            self.breaks.append(self.at)
            self.add("\n")
        elif name == "img":
            where = element.get("src") or "no address"
            message = say("a picture has no place in the record: {where}", where=where)
            reading.remarks.say(NOT_KEPT, message, element, quote=element.get("alt"))
        elif name == "shortTitle" and reading.in_title and reading.short_title is None:
            first = len(self.parts)
            self.inside(element)
            reading.short_title = reading.line("".join(self.parts[first:]))
            return
        elif name not in _PLAIN and name != "meta":
            message = say("<{name}> is read as plain words", name=name)
            reading.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        self.inside(element)

    def _call(self, element: Element, ref: str | None) -> None:
        if ref is not None:
            self.calls = True
            self.marks.append(
                based({"kind": "note", "start": self.at, "end": self.at, "ref": ref}, element)
            )

    def finish(self) -> Values:
        """The text block: white space as it counts, marks in order."""
        text, reading = "".join(self.parts), self.reading
        if not reading.ours or _broken(text, len(self.breaks)):
            text = self._spaced(text)
        value: Values = {"kind": "text", "text": text}
        marks = [
            mark for mark in self.marks if mark["start"] < mark["end"] or mark["kind"] == "note"
        ]
        if marks:
            if self.calls:  # the longest first
                marks.sort(
                    key=lambda mark: (mark["start"], mark["start"] != mark["end"], -mark["end"])
                )
            value["marks"] = marks
        self.reading.place(value, self.element)
        return value

    def _spaced(self, text: str) -> str:
        """The words with the white space that counts, as `Text.plain` has it; the marks are moved with them."""
        reading = self.reading
        if _broken(text, len(self.breaks)):
            signs = list(reading.blank(text))
            for at in self.breaks:
                signs[at] = "\n"
            text = "".join(signs)
        if _tight(text) or reading.preserves(self.element):
            return text
        gone = [match.span() for match in reading.loose.finditer(text)]
        starts, ends = [start for start, _ in gone], [0, *(end for _, end in gone)]
        lost = [0, *accumulate(end - start for start, end in gone)]
        for mark in self.marks:
            for edge in ("start", "end"):
                before = bisect_left(starts, mark[edge])
                mark[edge] = max(mark[edge], ends[before]) - lost[before]
        return reading.loose.sub("", text)

    def __bool__(self) -> bool:
        return bool(self.marks or self.breaks) or any(map(INK, self.parts))


def _broken(text: str, breaks: int = 0) -> bool:
    """Whether there are tabs in a text, or more line ends than the breaks that are elements."""
    return "\t" in text or "\r" in text or text.count("\n") != breaks


def _tight(text: str) -> bool:
    """Whether a text has no white space to collapse."""
    return "  " not in text and " \n" not in text and "\n " not in text and text == text.strip(" ")


class Text(Reading, ABC):
    """Reads text blocks and the marks on them."""

    in_title = False

    def text(self, element: Element) -> Values:
        """An element that holds nothing but text as a text block."""
        if len(element) or element.tag == META:
            run = Run(self, element)
            run.inside(element)
            return run.finish()
        value: Values = {"kind": "text", "text": self.plain(element)}
        if self.where is not None:
            self.where[id(value)] = value, element
        return value

    def plain(self, element: Element) -> str:
        """The words of an element that holds no other, with the white space that counts.

        In our own files it counts as it is written, or under `xml:space` where an editor broke the line.
        """
        words = element.text or ""
        if not self.ours or _broken(words):
            words = self.blank(words)
            if not (_tight(words) or self.preserves(element)):
                words = self.loose.sub("", words)
        return words

    @abstractmethod
    def note(self, element: Element) -> str:
        """Keep a note; its eid. Those who read blocks know how."""

    @abstractmethod
    def called(self, element: Element) -> str | None:
        """The eid of the note that a `noteRef` calls; None, and a finding, if there is none."""

    # --- what elements say of their words: marks without a place ------------------------------------------------------

    def mention(self, element: Element) -> list[Values]:
        """The entities that an element names."""
        refs = element.get("refersTo") or ""
        known = self.entities.get(refs[1:]) if refs[:1] == "#" else None
        if known is not None:
            return [based({"kind": "entity", "ref": known}, element)]
        found = [self.entity(ref, element) for ref in refs.split()]
        return [based({"kind": "entity", "ref": ref}, element) for ref in found if ref is not None]

    def day(self, element: Element) -> list[Values]:
        """The day of a date; a finding if it is none."""
        day = (element.get("date") or "")[:10]
        if is_date(day):
            return [based({"kind": "date", "date": day}, element)]
        if day:
            self.unusable(element, say("the date"), day)
        return []

    def ours_alone(self, element: Element) -> list[Values]:
        """What only our own files say, by the name of an `inline`: acts, dates that are no days, references."""
        name = element.get("name")
        if not self.ours or name not in ("act", "date", "reference"):
            return []
        mark: Values = {"kind": name}
        for field, attribute in {"act": _ACT, "date": _DATE, "reference": _REFERENCE}[name]:
            given = element.get(attribute)
            if given is not None or field == name:
                mark[field] = given
        for field, attribute in _WHO if name == "act" else ():
            refs = (element.get(attribute) or "").split()
            if any(ref[0] != "#" for ref in refs):
                self.unusable(element, say("the mark"), name)
                return []
            if refs:
                mark[field] = [local(ref, self.prefix) for ref in refs]
        return [based(mark, element)]

    def span(self, element: Element) -> list[Values]:
        """The language of a `span`, else the emphasis that its class says."""
        language = element.get(LANG)
        if language is not None:
            if LANGUAGE.fullmatch(language):
                return [based({"kind": "foreign", "language": language}, element)]
            self.unusable(element, say("the language"), language)
        given = element.get("class") or ""
        styles = [
            _STYLE_OF_CLASS[each] for each in given.lower().split() if each in _STYLE_OF_CLASS
        ]
        if styles:
            self.remarks.once(
                GUESSED, say('<span class="{value}"> is read as emphasis', value=given), element
            )
        elif language is None:
            message = say('<span class="{value}"> is read as plain words', value=given)
            self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        return [{"kind": "emphasis", "style": style} for style in styles]

    def link(self, element: Element) -> list[Values]:
        """A reference, by the address that an element has."""
        name = name_of(element)
        if name != "ref":
            self.remarks.once(
                GUESSED, say("<{name_of}> is read as a reference", name_of=name), element
            )
        given = element.get("from" if name == "rref" else "href")
        href = None if given is None else self.href(given, element)
        mark = based({"kind": "reference", "href": href}, element)
        scheme = element.get(f"{C}scheme")
        if scheme is not None:
            mark["scheme"] = scheme
        if href is not None and href.startswith("#") and href != "#":
            self.local_links.append(mark)
        return [mark]


_ACT = (("act", f"{C}act"), ("due", f"{C}due"))
_DATE = (("date", f"{C}date"),)
_REFERENCE = (("scheme", f"{C}scheme"),)


def _emphasis(style: str) -> "Read":
    return lambda _, element: [based({"kind": "emphasis", "style": style}, element)]


Read = Callable[[Text, Element], list[Values]]
MARKS: dict[str, Read] = {
    **{f"{A}{name}": Text.mention for name in _NAMING},
    **{f"{A}{name}": Text.link for name in ("ref", "a", "mref", "rref")},
    **{f"{A}{name}": Text.day for name in ("date", "docDate")},
    **{f"{A}{name}": _emphasis(style) for style, name in STYLES.items()},
    f"{A}span": Text.span,
    f"{A}inline": Text.ours_alone,
}
"""What an element says of its words, by its tag."""
