"""The state of one lenient reading: which ids are known, what was remarked, and what values a field can take."""

import re
from datetime import date
from typing import Any, get_args
from urllib.parse import quote

from communique.faults import GUESSED, UNSUPPORTED, UNUSABLE_ID, UNUSABLE_VALUE
from communique.formats.akn.inventory import ink
from communique.formats.akn.names import ATTACHED, COVER, SPACE, A
from communique.formats.akn.places import Part
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element
from communique.message import Message, say
from communique.model.laws import RESERVED
from communique.model.types import Date, Eid, Iri, Language, Reference, Slug, Uri
from communique.naming import PROVISIONAL
from communique.values import Values

_BLANKS = str.maketrans("\t\n\r", "   ")


def pattern(scalar: Any) -> re.Pattern[str]:
    """The pattern of one of the record's scalar types: what does not match whole, the record does not take."""
    return re.compile(next(each.pattern for each in get_args(scalar) if getattr(each, "pattern", None)).rstrip("$"))


DATE, EID, IRI, LANGUAGE = pattern(Date), pattern(Eid), pattern(Iri), pattern(Language)
REFERENCE, SLUG, URI = pattern(Reference), pattern(Slug), pattern(Uri)


def is_date(value: str) -> bool:
    """Whether the record takes a date: a day, month or year that is in the calendar."""
    if not DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def name_of(element: Element) -> str:
    """An element's name as a message has it: without a namespace if it is Akoma Ntoso's."""
    return element.tag.removeprefix(A).rpartition("}")[2]


def is_akn(element: Element) -> bool:
    """Whether an element is in the namespace of Akoma Ntoso."""
    return element.tag.startswith(A)


def eid_of(eid: str, *, attached: bool) -> str:
    """An eId of one of our files as the record has it."""
    if not attached:
        return eid
    return eid[len(ATTACHED) :] if eid.startswith(ATTACHED) else COVER + eid


def words_of(element: Element) -> str:
    """All the text in an element, tags left out, and what stands in `meta`: it is none of the document's."""
    if element.tag == f"{A}meta":
        return ""
    inner = [words_of(child) + (child.tail or "") for child in element]
    return "".join([element.text or "", *inner])


def short(text: str) -> str:
    """The first words of a text, for a quotation."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


class Reading:
    """What is known while a file is read."""

    def __init__(self, *, ours: bool) -> None:
        self.ours = ours
        self.attached = False
        self.in_cover = False
        self.tag = "und"
        self.remarks = Remarks()
        self.left_over = 0
        self.entities: dict[str, str] = {}
        self.slugs: dict[str, int] = {}
        self.declared: dict[tuple[str, str | None, str], str] = {}
        self.kept: dict[str, str] = {}
        self.notes: list[Values] = []
        self.note_eids: dict[str, str] = {}
        self.read_notes: set[str] = set()
        self.meta_notes: dict[str, Element] = {}
        self.later_notes: dict[str, Element] = {}
        self.of_meta: list[Values] = []
        self.local_links: list[Values] = []
        self.short_title: str | None = None
        self.where: dict[int, tuple[Values, Element]] = {}
        self._provisional = 0

    def place(self, value: Values, element: Element) -> None:
        """Remember where a value came from; the value is kept, so that its identity stays its own."""
        self.where[id(value)] = value, element

    # --- remarks -----------------------------------------------------------------------------------------------------

    def guess(self, element: Element, taken_as: Message) -> None:
        """Say that an element was read as something of the record."""
        self.remarks.say(
            GUESSED, say("<{name}> is read as {taken_as}", name=name_of(element), taken_as=taken_as), element
        )

    def leave(self, element: Element) -> None:
        """Leave an element with all its words."""
        text = words_of(element)
        count = ink(text)
        self.left_over += count
        message = say("<{name}> has no place in the record", name=name_of(element))
        if count:
            message = say(
                "<{name}> has no place in the record: {count} characters are left over",
                name=name_of(element),
                count=count,
            )
        self.remarks.say(UNSUPPORTED, message, element, quote=short(text) or None)

    def stray(self, element: Element, part: Part) -> None:
        """Leave the text directly in an element, or behind it, if it is any."""
        text = (element.text if part is Part.TEXT else element.tail) or ""
        count = ink(text)
        if count:
            self.left_over += count
            message = say(
                "text stands where the record has no place for it: {count} characters are left over", count=count
            )
            self.remarks.say(UNSUPPORTED, message, element, part, quote=short(text))

    def unusable(self, element: Element, field: Message, value: str) -> None:
        """Say that a value was left out."""
        self.remarks.say(
            UNUSABLE_VALUE,
            say("{field} {value!r} is left out: the record does not take it", field=field, value=short(value)),
            element,
        )

    # --- ids ---------------------------------------------------------------------------------------------------------

    def identify(self, element: Element, value: Values) -> None:
        """Give a node the eid that its element has, if the record can keep it; else `build` supplies one."""
        self.place(value, element)
        eid = element.get("eId") or element.get("id")
        kept = None if eid is None else self.keep(eid, element)
        if kept is not None:
            value["eid"] = kept

    def keep(self, eid: str, element: Element) -> str | None:
        """An eId of the file as the record has it; None, and a finding, if it cannot be kept."""
        inside = eid.removeprefix(ATTACHED) if self.attached and not self.in_cover else eid
        kept = f"{COVER}{inside}" if self.in_cover else inside
        if self.ours:
            kept = eid_of(eid, attached=self.attached)
        if not EID.fullmatch(inside) or inside in RESERVED or inside.startswith(PROVISIONAL):
            why = say("the record does not take it")
        elif not self.ours and inside.startswith(COVER):
            why = say("it is for nodes of a cover note")
        elif self.in_cover and not self.ours and inside.startswith("att_"):
            why = say("in a cover note it is that of the attachment")
        elif eid in self.kept or inside in self.slugs:
            why = say("another node or entity has it")
        else:
            self.kept[eid] = kept
            return kept
        self.remarks.say(UNUSABLE_ID, say("the eId {eid!r} is not kept: {why}", eid=short(eid), why=why), element)
        return None

    def provisional(self) -> str:
        """An eid for a note that has none: `build` replaces it."""
        self._provisional += 1
        return f"{PROVISIONAL}{self._provisional}"

    def entity(self, ref: str, element: Element) -> str | None:
        """The id of the entity that a `refersTo` or the like names, with or without `#`; None if there is none."""
        name = ref.removeprefix("#").removeprefix("~")
        known = self.entities.get(name) or (self.entities.get(f"{ATTACHED}{name}") if self.attached else None)
        if known is None and self.ours:
            name = name.removeprefix(ATTACHED) if self.attached else name
            known = name if SLUG.fullmatch(name) else None
        if known is None and name:
            message = say("{ref!r} names no entity of the file: the words are not marked", ref=short(ref))
            self.remarks.once(UNUSABLE_VALUE, message, element)
        return known

    # --- values ------------------------------------------------------------------------------------------------------

    def preserves(self, element: Element) -> bool:
        """Whether white space in an element counts: only in our own files, where `xml:space` says so."""
        return self.ours and element.get(SPACE) == "preserve"

    def href(self, href: str, element: Element) -> str | None:
        """An address as the record takes it: characters beyond ASCII are written in percent signs."""
        if REFERENCE.fullmatch(href):
            return href
        encoded = quote(href.strip(), safe="%/:?#@!$&'()*+,;=~[]")
        if REFERENCE.fullmatch(encoded):
            return encoded
        self.unusable(element, say("the address"), href)
        return None

    def line(self, text: str | None) -> str | None:
        """Text as one line, or None if it has no words; in our own files as it stands."""
        words = self.blank(text or "")
        return (words if self.ours else " ".join([word for word in words.split(" ") if word])) or None

    def blank(self, text: str) -> str:
        """Text with tabs and line ends as spaces."""
        return text.translate(_BLANKS)
