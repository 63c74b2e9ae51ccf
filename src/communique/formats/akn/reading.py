"""The state of one reading: which ids are known, what was remarked, and what values a field can take."""

import re
from typing import Any, get_args
from urllib.parse import quote

from communique.core.message import Message, say, shortened
from communique.core.source_errors import (
    GUESSED,
    NOT_FOLLOWED,
    UNSUPPORTED,
    UNUSABLE_ID,
    UNUSABLE_VALUE,
)
from communique.core.values import Values
from communique.draft import weight
from communique.formats.akn.names import COVER, META, SPACE, XINCLUDE, id_of, name_of
from communique.formats.akn.tree import Element, Part, Remarks, Where
from communique.model.laws import RESERVED, in_calendar
from communique.model.types import Date, Eid, Iri, Language, Reference, Slug, Uri
from communique.naming.convention import PROVISIONAL

BLANK = " \t\n\r"
"""White space as XML has it."""
_LOOSE = re.compile(r" (?:(?<=  ) *+|(?<=\A ) *+| *+\Z)")
"""Spaces that do not count: all but the first of a run, and those at the edges of a text."""
_LOOSER = re.compile(r" (?:(?<=  ) *+|(?<=\A ) *+|(?<=\n ) *+| *+(?=\n|\Z))")
"""The same and those beside a line feed: in files of others."""


def pattern(scalar: Any) -> str:
    """The pattern of one of the record's scalar types: what does not match whole, the record does not take."""
    return str(
        next(each.pattern for each in get_args(scalar) if getattr(each, "pattern", None)).rstrip(
            "$"
        )
    )


DATE, EID, IRI, LANGUAGE, SLUG = [
    re.compile(pattern(each)) for each in (Date, Eid, Iri, Language, Slug)
]
REFERENCE, URI = (
    pattern(Reference),
    pattern(Uri),
)  # compiled when they are first asked, for they are long
_USUAL = re.compile(r"https?://[\w./-]+", re.ASCII)
"""Addresses that match both, as most do: they are told in a fifth of the time."""


def is_date(value: str) -> bool:
    """Whether the record takes a date: a day, month or year that is in the calendar."""
    return DATE.fullmatch(value) is not None and in_calendar(value)


def is_uri(value: str) -> bool:
    """Whether the record takes an absolute address."""
    return (_USUAL.fullmatch(value) or re.fullmatch(URI, value)) is not None


def words_of(element: Element) -> str:
    """All the text in an element, tags left out, and what stands in `meta`: it is none of the document's."""
    if element.tag == META:
        return ""
    inner = [words_of(child) + (child.tail or "") for child in element]
    return "".join([element.text or "", *inner])


def short(text: str) -> str:
    """The first words of a text, for a quotation."""
    return shortened(" ".join(text.split()), 60)


UNPLACED = {"toc", "foreign", "meta", "components", "attachments"}
"""Elements that have no place in the text of a document."""
_ELSEWHERE = {"componentRef", "documentRef"}


class Reading:
    """What is known while a file is read."""

    def __init__(self, remarks: Remarks, *, ours: bool, where: Where | None = None) -> None:
        """`where` is told which element each value came from."""
        self.remarks = remarks
        self.ours = ours
        self.where = where
        self.loose = _LOOSE if ours else _LOOSER
        self.prefix = ""  # of every eId in a declaration that is attached to a note
        self.in_cover = False
        self.tag = "und"
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
        self._provisional = 0

    def place(self, value: Values, element: Element) -> None:
        """Remember where a value came from; the value is kept, so that its identity stays its own."""
        if self.where is not None:
            self.where[id(value)] = value, element

    def guess(self, element: Element, taken_as: Message) -> None:
        """Say that an element was read as something of the record."""
        self.remarks.say(
            GUESSED,
            say("<{name}> is read as {taken_as}", name=name_of(element), taken_as=taken_as),
            element,
        )

    def leave(self, element: Element) -> None:
        """Leave an element with all its words."""
        text, name = words_of(element), name_of(element)
        count = weight(text)
        self.left_over += count
        message = say("<{name}> has no place in the record", name=name)
        if count:
            message = say(
                "<{name}> has no place in the record: {count} characters are left over",
                name=name,
                count=count,
            )
        self.remarks.say(UNSUPPORTED, message, element, quote=short(text) or None)

    def aside(self, element: Element, name: str) -> bool:
        """Whether an element of that name holds no text of the document: it leads elsewhere, or has no place. Says so."""
        if name in _ELSEWHERE or element.tag.startswith(XINCLUDE):
            wanted = element.get("href") or element.get("src") or say("no address")
            message = say(
                "<{name}> was not followed: {wanted}", name=name_of(element), wanted=wanted
            )
            self.remarks.say(NOT_FOLLOWED, message, element)
        elif not name or name in UNPLACED:
            self.leave(element)
        else:
            return False
        return True

    def only(self, element: Element) -> Element:
        """An element that holds elements: words between them are left over."""
        if element.text and not element.text.isspace():
            self._stray(element.text, element, Part.TEXT)
        for child in element:
            tail = child.tail
            if tail and not tail.isspace():
                self._stray(tail, child, Part.TAIL)
        return element

    def _stray(self, text: str, element: Element, part: Part) -> None:
        count = weight(text)
        self.left_over += count
        message = say(
            "text stands where the record has no place for it: {count} characters are left over",
            count=count,
        )
        self.remarks.say(UNSUPPORTED, message, element, part, quote=short(text))

    def unusable(self, element: Element, field: Message, value: str) -> None:
        """Say that a value was left out."""
        message = say(
            "{field} {value!r} is left out: the record does not take it",
            field=field,
            value=short(value),
        )
        self.remarks.say(UNUSABLE_VALUE, message, element)

    def identify(self, element: Element, value: Values) -> None:
        """Give a node the eid that its element has, if the record can keep it; else `build` supplies one."""
        self.place(value, element)
        eid = element.get("eId") or id_of(element)
        kept = None if eid is None else self.keep(eid, element)
        if kept is not None:
            value["eid"] = kept

    def keep(self, eid: str, element: Element) -> str | None:
        """An eId of the file as the record has it; None, and a finding, if it cannot be kept."""
        inside = eid if self.in_cover else eid.removeprefix(self.prefix)
        if not EID.fullmatch(inside) or inside in RESERVED or inside.startswith(PROVISIONAL):
            why = say("the record does not take it")
        elif not self.ours and inside.startswith(COVER):
            why = say("it is for nodes of a cover note")
        elif self.in_cover and not self.ours and inside.startswith("att_"):
            why = say("in a cover note it is that of the attachment")
        elif eid in self.kept or inside in self.slugs:
            why = say("another node or entity has it")
        else:
            kept = self.kept[eid] = (
                self.of_record(eid) if self.ours else f"{COVER}{eid}" if self.in_cover else inside
            )
            return kept
        self.remarks.say(
            UNUSABLE_ID, say("the eId {eid!r} is not kept: {why}", eid=short(eid), why=why), element
        )
        return None

    def of_record(self, eid: str) -> str:
        """An eId of one of our files as the record has it."""
        return eid.removeprefix(self.prefix) if eid.startswith(self.prefix) else COVER + eid

    def provisional(self) -> str:
        """An eid for a note that has none: `build` replaces it."""
        self._provisional += 1
        return f"{PROVISIONAL}{self._provisional}"

    def entity(self, ref: str, element: Element) -> str | None:
        """The id of the entity that a `refersTo` or the like names, with or without `#`; None if there is none."""
        name = ref.removeprefix("#").removeprefix("~")
        known = self.entities.get(name) or self.entities.get(f"{self.prefix}{name}")
        if known is None and self.ours:
            name = name.removeprefix(self.prefix)
            known = name if SLUG.fullmatch(name) else None
        if known is None and name:
            message = say(
                "{ref!r} names no entity of the file: the words are not marked", ref=short(ref)
            )
            self.remarks.once(UNUSABLE_VALUE, message, element)
        return known

    def preserves(self, element: Element) -> bool:
        """Whether white space in an element counts: only in our own files, where `xml:space` says so."""
        return self.ours and element.get(SPACE) == "preserve"

    def href(self, href: str, element: Element) -> str | None:
        """An address as the record takes it: characters beyond ASCII are written in percent signs."""
        if _USUAL.fullmatch(href) or re.fullmatch(REFERENCE, href):
            return href
        encoded = quote(href.strip(), safe="%/:?#@!$&'()*+,;=~[]")
        if re.fullmatch(REFERENCE, encoded):
            return encoded
        self.unusable(element, say("the address"), href)
        return None

    def line(self, text: str | None) -> str | None:
        """Text as one line, or None if it has no words; in our own files as it stands."""
        if not text:
            return None
        words = self.blank(text)
        return (words if self.ours else " ".join(filter(None, words.split(" ")))) or None

    def blank(self, text: str) -> str:
        """Text with tabs and line ends as spaces."""
        return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
