"""The state of one reading: known ids, remarks, and the values that a field of the record takes."""

import re
from collections.abc import Mapping
from typing import get_args
from urllib.parse import quote

from communique.core.codes import (
    GUESSED,
    NOT_FOLLOWED,
    UNSUPPORTED,
    UNUSABLE_ID,
    UNUSABLE_VALUE,
)
from communique.core.message import Message, say, shortened
from communique.core.values import AnnexValues, MarkValues, NodeValues, TableValues
from communique.draft import weight
from communique.formats.akn.names import COVER, META, SPACE, XINCLUDE, id_of, name_of
from communique.formats.akn.places import Part, Where
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element
from communique.model.laws import RESERVED, in_calendar
from communique.model.types import Date, Eid, Iri, Language, Reference, Slug, Uri
from communique.naming.convention import PROVISIONAL

BLANK = " \t\n\r"
"""White space as XML has it."""
_LOOSE = re.compile(r" (?:(?<=  ) *+|(?<=\A ) *+| *+\Z)")
"""Spaces that do not count in our own files: all but the first of a run, and those at the edges."""
_LOOSER = re.compile(r" (?:(?<=  ) *+|(?<=\A ) *+|(?<=\n ) *+| *+(?=\n|\Z))")
"""Spaces that do not count in files of others: the same, and those beside a line feed."""


def pattern(scalar: object) -> str:
    """The pattern of one of the record's scalar types.

    The record refuses what does not match it.
    """
    for each in get_args(scalar):
        found: str | None = getattr(each, "pattern", None)
        if found:
            return found.rstrip("$")
    raise TypeError(f"{scalar} has no pattern")


DATE = re.compile(pattern(Date))
EID = re.compile(pattern(Eid))
IRI = re.compile(pattern(Iri))
LANGUAGE = re.compile(pattern(Language))
SLUG = re.compile(pattern(Slug))
# These two are long, and compiled when they are first asked.
REFERENCE = pattern(Reference)
URI = pattern(Uri)
_USUAL = re.compile(r"https?://[\w./-]+", re.ASCII)
"""Most addresses; they match `REFERENCE` and `URI` too, and this takes a fifth of the time."""
MAX_QUOTED = 60
"""A finding quotes at most this many code points."""


NO_YEAR = "0001"
"""The year of a date that stands for none in files of others."""


def is_date(value: str) -> bool:
    """Whether the record takes a date: a day, month or year that is in the calendar."""
    return DATE.fullmatch(value) is not None and in_calendar(value)


def is_uri(value: str) -> bool:
    """Whether the record takes an absolute address."""
    if _USUAL.fullmatch(value):
        return True
    return re.fullmatch(URI, value) is not None


def words_of(element: Element) -> str:
    """All the text in an element, but for `meta`, which holds no text of the document."""
    if element.tag == META:
        return ""
    inner = [words_of(child) + (child.tail or "") for child in element]
    return "".join([element.text or "", *inner])


def short(text: str) -> str:
    """The first words of a text, for a quotation."""
    return shortened(" ".join(text.split()), MAX_QUOTED)


UNPLACED = {"toc", "foreign", "meta", "components", "attachments"}
"""Elements that have no place in the text of a document."""
_ELSEWHERE = {"componentRef", "documentRef"}


_PRINTS_NOTHING = re.compile("[\\s\u200b\u2060\ufeff]+")
"""White space, zero-width spaces, word joiners and byte order marks."""


class Reader:
    """What is known while a file is read."""

    def __init__(
        self, remarks: Remarks, *, ours: bool, where: Where | None = None
    ) -> None:
        """`ours`: we wrote the file. `where` is told which element each value came from."""
        self.remarks = remarks
        self.ours = ours
        self.where = where
        self.loose = _LOOSE if ours else _LOOSER
        self.prefix = (
            ""  # of every eId in a declaration that is attached to a cover note
        )
        self.in_cover = False
        self.tag = "und"
        self.left_over = 0
        self.unprinted = 0
        self.entities: dict[str, str] = {}
        self.slugs: dict[str, int] = {}
        self.declared: dict[tuple[str, str | None, str], str] = {}
        self.kept: dict[str, str] = {}
        self.notes: list[NodeValues] = []
        self.note_eids: dict[str, str] = {}
        self.read_notes: set[str] = set()
        self.meta_notes: dict[str, Element] = {}
        self.later_notes: dict[str, Element] = {}
        self.of_meta: list[NodeValues] = []
        self.local_links: list[MarkValues] = []
        self.short_title: str | None = None
        self._provisional = 0

    def place(self, value: Mapping[str, object], element: Element) -> None:
        """Remember where a value came from.

        The value is kept, so that its identity stays its own.
        """
        if self.where is not None:
            self.where[id(value)] = value, element

    # --- findings ---------------------------------------------------------------------------------

    def guess(self, element: Element, taken_as: Message) -> None:
        """Say that an element was read as something of the record."""
        name = name_of(element)
        message = say("<{name}> is read as {taken_as}", name=name, taken_as=taken_as)
        self.remarks.say(GUESSED, message, element)

    def leave(self, element: Element) -> None:
        """Leave an element with all its words, and say so."""
        text = words_of(element)
        name = name_of(element)
        count = self._not_kept(text)
        message = say("<{name}> has no place in the record", name=name)
        if count:
            message = say(
                "<{name}> has no place in the record: {count} characters are left over",
                name=name,
                count=count,
            )
        self.remarks.say(UNSUPPORTED, message, element, quote=short(text) or None)

    def aside(self, element: Element, name: str) -> bool:
        """Whether an element of that name holds no text of the document. If so, a finding says it.

        It leads to another file, or has no place in the record.
        """
        if name in _ELSEWHERE or element.tag.startswith(XINCLUDE):
            wanted = element.get("href") or element.get("src") or say("no address")
            message = say(
                "<{name}> was not followed: {wanted}",
                name=name_of(element),
                wanted=wanted,
            )
            self.remarks.say(NOT_FOLLOWED, message, element)
            return True
        if not name or name in UNPLACED:
            self.leave(element)
            return True
        return False

    def only(self, element: Element) -> Element:
        """The element itself, which holds elements: words between them are left over."""
        if element.text and not element.text.isspace():
            self._stray(element.text, element, Part.TEXT)
        for child in element:
            tail = child.tail
            if tail and not tail.isspace():
                self._stray(tail, child, Part.TAIL)
        return element

    def _stray(self, text: str, element: Element, part: Part) -> None:
        count = self._not_kept(text)
        if not count:
            return
        message = say(
            "the record has no place for text here: {count} characters are left over",
            count=count,
        )
        self.remarks.say(UNSUPPORTED, message, element, part, quote=short(text))

    def _not_kept(self, text: str) -> int:
        """Count characters that the record does not keep; gives how many of them print
        something: a zero-width space alone is a control character, not a word.
        """
        count = weight(text)
        if _PRINTS_NOTHING.fullmatch(text):
            self.unprinted += count
            return 0
        self.left_over += count
        return count

    def unusable(self, element: Element, field: Message, value: str) -> None:
        """Say that a value is left out."""
        message = say(
            "{field} {value!r} is left out: the record does not take it",
            field=field,
            value=short(value),
        )
        self.remarks.say(UNUSABLE_VALUE, message, element)

    # --- ids --------------------------------------------------------------------------------------

    def identify(
        self, element: Element, value: NodeValues | TableValues | AnnexValues
    ) -> None:
        """Give a node the eid of its element, if the record can keep it.

        Else `build` supplies one.
        """
        self.place(value, element)
        eid = element.get("eId") or id_of(element)
        kept = None if eid is None else self.keep(eid, element)
        if kept is not None:
            value["eid"] = kept

    def keep(self, eid: str, element: Element) -> str | None:
        """An eId of the file as the record has it; None, and a finding, if it cannot be kept."""
        why = self._why_not_kept(eid)
        if why is not None:
            message = say("the eId {eid!r} is not kept: {why}", eid=short(eid), why=why)
            self.remarks.say(UNUSABLE_ID, message, element)
            return None
        if self.ours:
            kept = self.of_record(eid)
        elif self.in_cover:
            kept = f"{COVER}{eid}"
        else:
            kept = eid.removeprefix(self.prefix)
        self.kept[eid] = kept
        return kept

    def _why_not_kept(self, eid: str) -> Message | None:
        """Why the record cannot keep an eId; None if it can."""
        inside = eid if self.in_cover else eid.removeprefix(self.prefix)
        if (
            not EID.fullmatch(inside)
            or inside in RESERVED
            or inside.startswith(PROVISIONAL)
        ):
            return say("the record does not take it")
        if not self.ours and inside.startswith(COVER):
            return say("it is for nodes of a cover note")
        if self.in_cover and not self.ours and inside.startswith("att_"):
            return say("in a cover note it is that of the attachment")
        if eid in self.kept or inside in self.slugs:
            return say("another node or entity has it")
        return None

    def of_record(self, eid: str) -> str:
        """An eId of one of our files as the record has it."""
        if eid.startswith(self.prefix):
            return eid.removeprefix(self.prefix)
        return COVER + eid

    def provisional(self) -> str:
        """An eid for a note that has none: `build` replaces it."""
        self._provisional += 1
        return f"{PROVISIONAL}{self._provisional}"

    def entity(self, ref: str, element: Element) -> str | None:
        """The id of the entity that a `refersTo` names, with or without `#`.

        None if there is none.
        """
        name = ref.removeprefix("#").removeprefix("~")
        known = self.entities.get(name) or self.entities.get(f"{self.prefix}{name}")
        if known is None and self.ours:
            name = name.removeprefix(self.prefix)
            known = name if SLUG.fullmatch(name) else None
        if known is None and name:
            message = say(
                "{ref!r} names no entity of the file: the words are not marked",
                ref=short(ref),
            )
            self.remarks.once(UNUSABLE_VALUE, message, element)
        return known

    # --- values -----------------------------------------------------------------------------------

    def preserves(self, element: Element) -> bool:
        """Whether white space in an element counts: where `xml:space` says so in our own files."""
        return self.ours and element.get(SPACE) == "preserve"

    def href(self, href: str, element: Element) -> str | None:
        """An address as the record takes it: characters beyond ASCII as percent signs.

        None, and a finding, if it is no address.
        """
        if _USUAL.fullmatch(href) or re.fullmatch(REFERENCE, href):
            return href
        encoded = quote(href.strip(), safe="%/:?#@!$&'()*+,;=~[]")
        if re.fullmatch(REFERENCE, encoded):
            return encoded
        self.unusable(element, say("the address"), href)
        return None

    def line(self, text: str | None) -> str | None:
        """Text as one line, in our own files with all its spaces; None if it has no words."""
        if not text:
            return None
        words = self.blank(text)
        if not self.ours:
            words = " ".join(filter(None, words.split(" ")))
        return words or None

    def blank(self, text: str) -> str:
        """Text with tabs and line ends as spaces."""
        return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
