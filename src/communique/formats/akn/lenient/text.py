"""Running text of whatever kind: words, marks, and the white space between them."""

from communique.diagnostics import Severity
from communique.faults import GUESSED, NOT_FOLLOWED, NOT_KEPT
from communique.formats.akn.inline import MARKS, Inline, Unexpected, in_text
from communique.formats.akn.lenient.reading import LANGUAGE, Reading, is_akn, is_date, name_of
from communique.formats.akn.names import FIELD_ELEMENTS, INLINE_OF_TYPE, LANG, STYLES, A, C
from communique.formats.akn.record import based
from communique.formats.akn.tree import Element
from communique.message import say
from communique.values import Values

XINCLUDE = "{http://www.w3.org/2001/XInclude}"
_STYLE_OF = {name: style for style, name in STYLES.items()}
_STYLE_OF_CLASS = {
    "italic": "italic", "italics": "italic", "bold": "bold", "underline": "underline", "underlined": "underline",
    "superscript": "superscript", "subscript": "subscript", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_NAMING = {*INLINE_OF_TYPE.values(), "term", "quantity", "entity", "docAuthority", "docProponent", "docCommittee",
           "party", "judge", "lawyer"}  # fmt: skip
_PLAIN = {"inline", "signature", "shortTitle", *FIELD_ELEMENTS.values()}
_LINKS = {"ref": "href", "a": "href", "mref": "href", "rref": "from"}


class Run:
    """A text block in the making."""

    __slots__ = ("at", "marks", "parts", "preserve", "reading")

    def __init__(self, reading: "Text", *, preserve: bool = False) -> None:
        self.reading = reading
        self.preserve = preserve
        self.parts: list[str] = []
        self.marks: list[Values] = []
        self.at = 0

    def add(self, text: str | None) -> None:
        """Words; tabs and line ends among them are spaces."""
        if text:
            self.parts.append(self.reading.blank(text))
            self.at += len(text)

    def inside(self, element: Element) -> None:
        """All that an element holds; a `meta` that strayed into text holds none of it."""
        if element.tag == f"{A}meta":
            self.reading.leave(element)
            return
        self.add(element.text)
        for child in element:
            self.element(child)
            self.add(child.tail)

    def element(self, element: Element) -> None:
        """An element in the text, with what it says of its words."""
        reading = self.reading
        if not is_akn(element):
            if element.tag.startswith(XINCLUDE):
                reading.include(element)
                return
            message = say(
                "<{name_of}> is no element of Akoma Ntoso: its words are kept as text", name_of=name_of(element)
            )
            reading.remarks.once(GUESSED, message, element)
            self.inside(element)
            return
        match name_of(element):
            case "br" | "eol":
                self.parts.append("\n")
                self.at += 1
                self.inside(element)
            case "authorialNote":
                self._call(element, reading.note(element))
            case "noteRef":
                self._call(element, reading.called(element))
                self.inside(element)
            case "img":
                where = element.get("src") or "no address"
                message = say("a picture has no place in the record: {where}", where=where)
                reading.remarks.say(NOT_KEPT, message, element, quote=element.get("alt"))
                self.inside(element)
            case "shortTitle" if reading.in_title and reading.short_title is None:
                first = len(self.parts)
                self.inside(element)
                reading.short_title = reading.line("".join(self.parts[first:]))
            case _:
                self._marked(element)

    def _call(self, element: Element, ref: str | None) -> None:
        if ref is not None:
            self.marks.append(based({"kind": "note", "start": self.at, "end": self.at, "ref": ref}, element))

    def _marked(self, element: Element) -> None:
        marks, start = self.reading.marks_of(element), self.at
        self.marks += marks
        self.inside(element)
        for mark in marks:
            mark["start"], mark["end"] = start, self.at

    def finish(self) -> Values:
        """The text block: white space collapsed unless it counts, marks in order."""
        text = "".join(self.parts)
        if not self.preserve:
            text, origin = collapsed(text, " " if self.reading.ours else " \n")
            for mark in self.marks:
                mark["start"], mark["end"] = origin[mark["start"]], origin[mark["end"]]
        marks = [mark for mark in self.marks if mark["kind"] == "note" or mark["start"] < mark["end"]]
        value: Values = {"kind": "text", "text": text}
        if marks:
            marks.sort(key=in_text)
            value["marks"] = marks
        return value

    def __bool__(self) -> bool:
        return bool(self.marks) or any(part == "\n" or part.strip(" ") for part in self.parts)


def collapsed(text: str, beside: str = " \n") -> tuple[str, list[int]]:
    """The text with each run of spaces as one, none at its edges or `beside` a line feed, and where each offset went."""
    if "  " not in text and " \n" not in text and "\n " not in text and text == text.strip(" "):
        return text, list(range(len(text) + 1))
    out: list[str] = []
    origin: list[int] = []
    for character in text:
        if character == " " and (not out or out[-1] in beside):
            origin.append(len(out))
            continue
        if character == "\n" in beside and out and out[-1] == " ":
            out.pop()
        origin.append(len(out))
        out.append(character)
    if out and out[-1] == " ":
        out.pop()
    end = len(out)
    return "".join(out), [min(at, end) for at in (*origin, end)]


class Text(Reading):
    """Reads text blocks and the marks on them."""

    in_title = False

    def text(self, element: Element) -> Values:
        """An element that holds nothing but text as a text block."""
        run = Run(self, preserve=self.preserves(element))
        run.inside(element)
        value = run.finish()
        self.place(value, element)
        return value

    def include(self, element: Element) -> None:
        """Say that another file was not read."""
        wanted = element.get("href") or element.get("src") or say("no address")
        self.remarks.say(
            NOT_FOLLOWED, say("<{name}> was not followed: {wanted}", name=name_of(element), wanted=wanted), element
        )

    def note(self, element: Element) -> str:
        """Keep a note; its eid. Those who read blocks know how."""
        raise NotImplementedError

    def called(self, element: Element) -> str | None:
        """The eid of the note that a `noteRef` calls; None, and a finding, if there is none."""
        raise NotImplementedError

    def marks_of(self, element: Element) -> list[Values]:
        """What an element says of its words: marks without a place. Empty where it says nothing that is kept."""
        name = name_of(element)
        if name in _NAMING:
            ids = [self.entity(ref, element) for ref in (element.get("refersTo") or "").split()]
            return [based({"kind": "entity", "ref": ref}, element) for ref in ids if ref is not None]
        if name in ("date", "docDate"):
            day = (element.get("date") or "")[:10]
            return [based({"kind": "date", "date": day}, element)] if self.is_day(day, element) else []
        if name in _LINKS:
            return self._link(element, _LINKS[name])
        if name in _STYLE_OF:
            return [based({"kind": "emphasis", "style": _STYLE_OF[name]}, element)]
        if name == "span":
            return self._span(element)
        if name == "inline" and self.ours and element.get("name") in ("act", "date", "reference"):
            try:
                return [MARKS[element.tag](Inline(attached=self.attached), element)]
            except Unexpected:
                self.unusable(element, say("the mark"), element.get("name") or "")
                return []
        if name not in _PLAIN:
            self.remarks.once(
                NOT_KEPT, say("<{name}> is read as plain words", name=name), element, severity=Severity.INFO
            )
        return []

    def _span(self, element: Element) -> list[Values]:
        language = element.get(LANG)
        if language is not None:
            if LANGUAGE.fullmatch(language):
                return [based({"kind": "foreign", "language": language}, element)]
            self.unusable(element, say("the language"), language)
        styles = [
            _STYLE_OF_CLASS[each] for each in (element.get("class") or "").lower().split() if each in _STYLE_OF_CLASS
        ]
        if styles:
            self.remarks.once(
                GUESSED, say('<span class="{value}"> is read as emphasis', value=element.get("class")), element
            )
        elif language is None:
            message = say('<span class="{value}"> is read as plain words', value=element.get("class") or "")
            self.remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)
        return [{"kind": "emphasis", "style": style} for style in styles]

    def _link(self, element: Element, attribute: str) -> list[Values]:
        if name_of(element) != "ref":
            self.remarks.once(GUESSED, say("<{name_of}> is read as a reference", name_of=name_of(element)), element)
        given = element.get(attribute)
        href = None if given is None else self.href(given, element)
        mark = based({"kind": "reference", "href": href}, element)
        scheme = element.get(f"{C}scheme")
        if scheme is not None:
            mark["scheme"] = scheme
        if href is not None and href.startswith("#") and href != "#":
            self.local_links.append(mark)
        return [mark]

    def is_day(self, day: str, element: Element) -> bool:
        """Whether a date is one; a finding if it is not."""
        if is_date(day):
            return True
        if day:
            self.unusable(element, say("the date"), day)
        return False
