"""Text and its marks in our own files, by the mapping to the letter: the half of the fast reader that looks inside a text.

What it does not expect, it leaves to the reader of what others write.
"""

from collections.abc import Callable

from communique.formats.akn.names import ATTACHED, COVER, INLINE_OF_TYPE, LANG, STYLES, A, C
from communique.formats.akn.record import based, local
from communique.formats.akn.tree import Element
from communique.values import Values


class Unexpected(Exception):
    """The file is not quite as the mapping has it; the message names the element."""

    def __init__(self, element: Element) -> None:
        super().__init__(element.tag)


def only(element: Element) -> Element:
    """An element that holds elements and no text. Raises Unexpected where it holds text as well."""
    text = element.text
    if text is not None and not text.isspace():
        raise Unexpected(element)
    for child in element:
        tail = child.tail
        if tail is not None and not tail.isspace():
            raise Unexpected(child)
    return element


BR, NOTE, NOTE_REF, SHORT_TITLE = f"{A}br", f"{A}authorialNote", f"{A}noteRef", f"{A}shortTitle"


class Inline:
    """Reads the text of one of our files. `words` and `labels` collect what was read, for the ledger."""

    def __init__(self, *, attached: bool) -> None:
        self.attached = attached
        self.prefix = ATTACHED if attached else ""
        self.notes: list[Values] = []
        self.words: list[str] = []
        self.labels: list[str] = []
        self.breaks = 0
        self.calls = 0
        self.short_title: str | None = None
        self.known: dict[str, str] = {}
        self._noted: set[str] = set()

    # --- text and marks ----------------------------------------------------------------------------------------------

    def text(self, element: Element) -> Values:
        """A text block."""
        words = element.text
        if not len(element):
            if words is None:
                return {"kind": "text", "text": ""}
            self.words.append(words)
            return {"kind": "text", "text": words}
        parts: list[str] = []
        marks: list[Values] = []
        calls = self.calls
        self.inline(element, parts, marks, 0)
        text = "".join(parts)
        self.words.append(text)
        if calls < self.calls:
            marks.sort(key=in_text)
        return {"kind": "text", "text": text, "marks": marks}

    def inline(self, element: Element, parts: list[str], marks: list[Values], at: int) -> int:
        """The words and marks inside an element that begins at an offset; the offset where it ends."""
        words = element.text
        if words:
            parts.append(words)
            at += len(words)
        for child in element:
            handler = MARKS.get(child.tag)
            if handler is None:
                at = self.other(child, parts, marks, at)
            else:
                mark = handler(self, child)
                mark["start"] = at
                marks.append(mark)
                if len(child):
                    end = self.inline(child, parts, marks, at)
                else:
                    words = child.text or ""
                    parts.append(words)
                    end = at + len(words)
                if end == at:
                    raise Unexpected(child)
                mark["end"] = at = end
            words = child.tail
            if words:
                parts.append(words)
                at += len(words)
        return at

    def other(self, element: Element, parts: list[str], marks: list[Values], at: int) -> int:
        """What stands in a text and is no mark on words: a line break, a note, the short title. Where it ends."""
        tag = element.tag
        if tag in (BR, NOTE_REF) and (element.text or len(element)):
            raise Unexpected(element)
        if tag == BR:
            parts.append("\n")
            self.breaks += 1
            return at + 1
        if tag in (NOTE, NOTE_REF):
            self.calls += 1
            ref = self.note(element) if tag == NOTE else self.called(element)
            marks.append(based({"kind": "note", "start": at, "end": at, "ref": ref}, element))
            return at
        if tag != SHORT_TITLE or self.short_title is not None:
            raise Unexpected(element)
        self.short_title = ""
        first = len(parts)
        end = self.inline(element, parts, marks, at)
        self.short_title = "".join(parts[first:])
        return end

    def ref(self, value: str | None, element: Element) -> str:
        """The id of the entity that a reference names."""
        name = local(value, self.prefix)
        if value is None or name is None or value[:1] != "#":
            raise Unexpected(element)
        self.known[value] = name
        return name

    def eid(self, element: Element) -> str:
        """The eid of a node in the record."""
        eid = element.get("eId")
        if eid is None:
            raise Unexpected(element)
        return self.eid_of(eid)

    def eid_of(self, eid: str) -> str:
        """An eId of the file as the record has it."""
        if not self.attached:
            return eid
        return eid[len(ATTACHED) :] if eid.startswith(ATTACHED) else COVER + eid

    def href(self, href: str) -> str:
        """An address as the record has it: one inside the file names a node of the record."""
        if not self.attached or href[:1] != "#" or href == "#":
            return href
        return f"#{self.eid_of(href[1:])}"

    def note(self, element: Element) -> str:
        """Keep a note; its eid."""
        eid = self.eid(element)
        note: Values = {"kind": "note", "eid": eid}
        marker = element.get("marker")
        if marker is not None:
            note["marker"] = marker
        self._noted.add(eid)
        self.notes.append(note)
        note["content"] = self.blocks(element)
        return eid

    def blocks(self, element: Element) -> list[Values]:
        """The blocks of a note; those who read structure know how."""
        raise NotImplementedError

    def called(self, element: Element) -> str:
        """The eid of a note that stands elsewhere, and before."""
        href = element.get("href") or ""
        eid = self.eid_of(href[1:])
        if href[:1] != "#" or eid not in self._noted:
            raise Unexpected(element)
        return eid


def in_text(mark: Values) -> tuple[int, int, int]:
    """The order of marks in a text: by start, zero width first, longest first."""
    start, end = mark["start"], mark["end"]
    return start, start != end, -end


# --- the elements that are marks: what each says, without its place ------------------------------------------------------

_SCHEME, _DATE, _ACT, _DUE = f"{C}scheme", f"{C}date", f"{C}act", f"{C}due"
_WHO = tuple((name, f"{C}{name}") for name in ("actors", "addressees", "topics", "instruments"))


def _entity(reader: Inline, element: Element) -> Values:
    given = element.attrib
    value = given.get("refersTo")
    mark: Values = {"kind": "entity", "ref": reader.known.get(value or "") or reader.ref(value, element)}
    return mark if len(given) == 1 else based(mark, element)


def _date(_: Inline, element: Element) -> Values:
    given = element.attrib
    mark: Values = {"kind": "date", "date": given.get("date")}
    return mark if len(given) == 1 else based(mark, element)


def _ref(reader: Inline, element: Element) -> Values:
    given = element.attrib
    href = given.get("href")
    if href is None:
        raise Unexpected(element)
    mark: Values = {"kind": "reference", "href": reader.href(href)}
    scheme = given.get(_SCHEME)
    if scheme is not None:
        mark["scheme"] = scheme
    return based(mark, element)


def _foreign(_: Inline, element: Element) -> Values:
    language = element.get(LANG)
    if language is None:
        raise Unexpected(element)
    return based({"kind": "foreign", "language": language}, element)


def _inline(reader: Inline, element: Element) -> Values:
    given = element.attrib
    match given.get("name"):
        case "date":
            mark: Values = {"kind": "date", "date": given.get(_DATE)}
        case "reference":
            mark = {"kind": "reference"}
            scheme = given.get(_SCHEME)
            if scheme is not None:
                mark["scheme"] = scheme
            return based(mark, element)
        case "act":
            mark = _act(reader, element)
        case _:
            raise Unexpected(element)
    return mark if len(given) == 2 else based(mark, element)


def _act(reader: Inline, element: Element) -> Values:
    given = element.attrib
    mark: Values = {"kind": "act", "act": given.get(_ACT)}
    known = reader.known
    for name, attribute in _WHO:
        ids = given.get(attribute)
        if ids is not None:
            mark[name] = [known.get(value) or reader.ref(value, element) for value in ids.split()]
    due = given.get(_DUE)
    if due is not None:
        mark["due"] = due
    return mark


def _emphasis(style: str) -> "Handler":
    def mark(_: Inline, element: Element) -> Values:
        return based({"kind": "emphasis", "style": style}, element)

    return mark


Handler = Callable[[Inline, Element], Values]
MARKS: dict[str, Handler] = {
    **{f"{A}{name}": _entity for name in INLINE_OF_TYPE.values()},
    **{f"{A}{name}": _emphasis(style) for style, name in STYLES.items()},
    f"{A}date": _date,
    f"{A}ref": _ref,
    f"{A}span": _foreign,
    f"{A}inline": _inline,
}
"""What an element says of its words, by its tag."""
