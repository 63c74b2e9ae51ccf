"""`meta`: what the record has a place for, each claim with its basis, and a finding for each kind of thing that it has not.

One table says what may stand where, of what we write and of what others do.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from communique.core.codes import GUESSED, NOT_KEPT, UNSUPPORTED
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.values import Values
from communique.formats.akn import record
from communique.formats.akn.names import (
    AKN4UN,
    LANG,
    ONTOLOGY,
    TYPE_OF_TLC,
    UNKNOWN_DATE,
    A,
    C,
    id_of,
    name_of,
)
from communique.formats.akn.parts import Parts
from communique.formats.akn.reading import IRI, LANGUAGE, SLUG, is_date, is_uri
from communique.formats.akn.tree import Element
from communique.model.laws import RESERVED
from communique.naming.convention import slug
from communique.naming.iso639 import bcp47

_NOTE = f"{A}note"


def _tags(names: str, namespace: str = A) -> frozenset[str]:
    return frozenset(namespace + name for name in names.split())


OF_PART = _tags("identification references notes")
"""What is read in `meta` of a document that is not the declaration itself."""
OF_WRITTEN = OF_PART | _tags("classification proprietary")
"""What we write in `meta` of the declaration."""
OF_DECLARATION = OF_PART | _tags("classification workflow analysis")
"""What is read in `meta` of a declaration that others wrote."""

_LEVEL = "FRBRthis FRBRuri FRBRalias FRBRdate FRBRauthor FRBRcountry FRBRsubtype FRBRname FRBRnumber FRBRprescriptive"
_LEVEL += " FRBRlanguage FRBRtranslation FRBRauthoritative FRBRformat componentInfo FRBRportion FRBRversionNumber"
_CLAIMS = _tags("name role party member", C)
HOLDS: dict[str, frozenset[str]] = {
    f"{A}identification": _tags("FRBRWork FRBRExpression FRBRManifestation"),
    **dict.fromkeys(_tags("FRBRWork FRBRExpression FRBRManifestation"), _tags(_LEVEL)),
    f"{A}componentInfo": _tags("componentData"),
    f"{A}componentData": _tags("componentData"),
    f"{A}references": _tags(" ".join(("hasAttachment attachmentOf", *TYPE_OF_TLC))),
    f"{A}notes": _tags("note"),
    f"{A}classification": _tags("keyword"),
    f"{A}workflow": _tags("step"),
    f"{A}analysis": _tags("parliamentary"),
    f"{A}parliamentary": _tags("voting"),
    f"{A}voting": _tags("count quorum"),
    f"{A}count": _tags("voters", AKN4UN),
    f"{AKN4UN}voters": _tags("organization"),
    f"{A}proprietary": _tags("record", C),
    f"{C}record": _tags("place document sponsor vote signatory entity provenance", C),
    f"{C}vote": _tags("voter", C),
    f"{C}signatory": _CLAIMS,
    f"{C}entity": _tags("name", C),
}
"""The elements that each element of `meta` may hold; one that is not here holds none. What is in a note is text."""
_ONCE = {
    f"{A}proprietary": _tags("record", C),
    f"{C}record": _tags("place provenance", C),
    f"{C}signatory": _CLAIMS - _tags("member", C),
}
"""Of these the first is read, and no other."""
_ONCE_IN_META = _tags("proprietary")
_FACTS = _tags("classification workflow analysis parliamentary proprietary")
"""Elements that say nothing but what they hold: where nothing in them has a place, they have none themselves."""
_WORDS = _tags("name role party place sponsor voter", C) | _tags("organization")
"""Elements whose words are read."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An element that has no place, with all its words; or, of one that has (`stray`), words straight in it."""

    element: Element
    words: str
    stray: bool = False


def unplaced(meta: Element, parts: Collection[str]) -> Iterator[Unplaced]:
    """Whatever in `meta`, which may hold `parts`, the record has no place for, each element once."""
    waiting: list[tuple[Element, Collection[str]]] = [(meta, parts)]
    while waiting:
        holder, held = waiting.pop()
        # The words between the elements in it, and its own where they are not read; of most there are none.
        own = None if holder.tag in _WORDS else holder.text
        stray = [
            text for text in (own, *[child.tail for child in holder]) if text and not text.isspace()
        ]
        if stray:
            yield Unplaced(holder, " ".join(" ".join(stray).split()), stray=True)
        once = _ONCE_IN_META if holder is meta else _ONCE.get(holder.tag, ())
        seen: set[str] = set()
        for element in holder:
            tag = element.tag
            if tag not in held or tag in seen:
                yield Unplaced(element, words_of(element))
                continue
            if tag in once:
                seen.add(tag)
            if tag in _FACTS and not any(inner.tag in HOLDS[tag] for inner in element):
                yield Unplaced(element, words_of(element))
            elif tag != _NOTE and (len(element) or element.text):
                waiting.append((element, HOLDS.get(tag, ())))


def words_of(element: Element) -> str:
    """All words in an element of `meta`, the markers of notes and what entries are shown as among them, in one line."""
    found = [
        (each.get("marker"), each.get("showAs"), each.text, each.tail) for each in element.iter()
    ]
    found[0] = (*found[0][:3], None)
    return " ".join(" ".join(filter(None, chain.from_iterable(found))).split())


_GENERAL = {"TLCTerm", "TLCReference"}
_KEYWORD = ("value", "showAs", "dictionary", "href", "refersTo", "eId", "wId", "GUID")
_STEP = ("date", "outcome", "as", "by", "eId", "wId", "GUID")
_VOTING = ("outcome", "eId", "wId", "GUID")
_COUNT = ("value", "refersTo", "eId", "wId", "GUID")
_OUTCOMES = {
    "draftResolution": "draft",
    "draftResolutionAdditionalSponsors": "draft",
    "adopted": "record",
}
"""What the document of a step is, by its outcome."""
_CHOICES = {
    "inFavour": "in-favour",
    "against": "against",
    "abstaining": "abstaining",
    "absent": "absent",
}
_FIELDS = {"in-favour": "in_favour", "against": "against", "abstaining": "abstaining"}
_LONGEST_COUNT = 9


class Meta(Parts):
    """Reads metadata."""

    def entries(self, meta: Element) -> list[Values]:
        """The entities that no other part of the file has declared, each id made a slug that nothing else has."""
        found: list[Values] = []
        more = record.names(meta, self.prefix) if self.ours else {}
        for entry, kind in record.entries(meta):
            name = id_of(entry) or ""
            inside = name.removeprefix(self.prefix)
            if self.ours and inside in RESERVED:
                continue
            label = self.line(entry.get("showAs")) or inside
            key = (inside, entry.get("href"), label)
            if key in self.declared:
                self.entities[name] = self.declared[key]
                continue
            tlc = name_of(entry)
            if tlc in _GENERAL or tlc not in TYPE_OF_TLC:
                message = say(
                    "<{name_of}> is read as an entity of the type {kind}", name_of=tlc, kind=kind
                )
                self.remarks.once(GUESSED, message, entry)
            one = self._slug(inside, label, entry)
            self.entities[name] = self.declared[key] = one
            value: Values = {"id": one, "type": kind, "label": label or one}
            if acronym := self.line(entry.get("shortForm")):
                value["acronym"] = acronym
            if same := self._same_as(entry):
                value["same_as"] = same
            found.append(record.based(value | more.pop(inside, {}), entry))
        for name, named in more.items():
            message = say(
                "the names of {name!r} are not kept: the file declares no such entity", name=name
            )
            words = " ".join(each["text"] or "" for each in named.get("names", ()))
            self.remarks.say(NOT_KEPT, message, meta, quote=words or None)
        return found

    def _slug(self, name: str, label: str, entry: Element) -> str:
        """An entity's id: its eId, made a slug that nothing else has."""
        wanted = name if SLUG.fullmatch(name) else slug(name, slug(label, "entity"))
        one = wanted
        while one in self.slugs or one in RESERVED:
            self.slugs[wanted] = self.slugs.get(wanted, 1) + 1
            one = f"{wanted}-{self.slugs[wanted]}"
        self.slugs[one] = 1
        if one != name:
            self.remarks.say(
                GUESSED,
                say("the entity {name!r} is read with the id {id!r}", name=name, id=one),
                entry,
            )
        return one

    def _same_as(self, entry: Element) -> list[str]:
        every = (entry.get("href") or "", *(entry.get(f"{C}sameAs") or "").split())
        given = [uri for uri in every if uri and not uri.startswith(ONTOLOGY)]
        same = [uri for uri in given if is_uri(uri)]
        if len(same) < len(given):
            message = say("the address of an entity is not kept: it is not absolute")
            self.remarks.once(NOT_KEPT, message, entry, severity=Severity.INFO)
        return same

    def work(self, meta: Element) -> Values:
        """IRI, identifiers and date of the Work, as far as the record takes them."""
        values: Values = {}
        level = meta.find(f"{A}identification/{A}FRBRWork")
        if level is None:
            return values
        element = level.find(f"{A}FRBRuri")
        iri = ("" if element is None else element.get("value")) or ""
        kept = iri[max(iri.find("/akn/"), 0) :].rstrip(
            "/"
        )  # no resolver before it, no slash at its end
        if IRI.fullmatch(kept):
            values["iri"] = kept
            if kept != iri and element is not None:
                self.remarks.say(GUESSED, say("the IRI is read as {iri}", iri=kept), element)
        else:
            self.unusable(level if element is None else element, say("the IRI"), iri)
        first = level.find(f"{A}FRBRdate")
        day = record.date_of(first)
        if first is not None and day is not None:
            if is_date(day) and (self.ours or not day.startswith("0001")):
                values["date"] = record.based({"value": day}, first)
            else:
                self.unusable(first, say("the date"), day)
        numbers = []
        for alias in level.iterfind(f"{A}FRBRalias"):
            scheme, value = self.line(alias.get("name")), self.line(alias.get("value"))
            if scheme and value:
                numbers.append(record.based({"scheme": scheme, "value": value}, alias))
        return {**values, "identifiers": numbers} if numbers else values

    def expression(self, meta: Element) -> Values:
        """Short title, authority and original language, as far as the Expression says them and the record takes them."""
        values: Values = {}
        level = meta.find(f"{A}identification/{A}FRBRExpression")
        if level is None:
            return values
        for alias in level.iterfind(f"{A}FRBRalias[@name='shortTitle']"):
            title = self.line(alias.get("value"))
            if title is not None:
                values["short_title"] = title
        authoritative = level.find(f"{A}FRBRauthoritative")
        if authoritative is not None:
            official = authoritative.get("value") in ("true", "1")
            values["authenticity"] = "official" if official else "unofficial"
        translation = level.find(f"{A}FRBRtranslation")
        if translation is not None:
            original = translation.get(f"{C}language") or translation.get("fromLanguage") or ""
            tag = bcp47(original) if len(original) == 3 else original
            if LANGUAGE.fullmatch(tag):
                values["translation_of"] = tag
            elif tag:
                self.unusable(meta, say("the original language"), original)
        return values

    def language(self, meta: Element, parts: list[Element], wanted: str | None) -> str:
        """The language: as the parts of the text say it, else as the Expression does, else as the caller does."""
        said = [part.get(LANG) for part in parts]
        level = meta.find(f"{A}identification/{A}FRBRExpression/{A}FRBRlanguage")
        code = level.get("language") if level is not None else None
        for tag in (*said, bcp47(code) if code else None, wanted):
            if tag and LANGUAGE.fullmatch(tag):
                self.tag = tag
                return tag
            if tag:
                self.unusable(meta, say("the language"), tag)
        return "und"

    def not_kept(self, meta: Element, parts: Collection[str]) -> None:
        """A finding for whatever in `meta`, which may hold `parts`, the record has no place for."""
        for found in unplaced(meta, parts):
            if not found.stray:
                self.unplaced(found.element, found.words)
                continue
            name = name_of(found.element)
            message = say(
                "words stand in <{words}> of meta, where the record has no place for them",
                words=name,
            )
            self.remarks.say(UNSUPPORTED, message, found.element, quote=found.words)

    def facts(self, meta: Element, front: Iterable[Element]) -> Values:
        """Subjects, sponsors, votes and related documents by the metadata, identifiers as printed in front matter."""
        country = meta.find(f"{A}identification/{A}FRBRWork/{A}FRBRcountry")
        scheme = None if country is None else self.line(country.get("value"))
        steps: dict[str, list[tuple[Element, Element]]] = {"draft": [], "record": [], "": []}
        for holder in meta.iterfind(f"{A}workflow"):
            for step in holder.iterfind(f"{A}step"):
                steps[_OUTCOMES.get(_plain(step.get("outcome")), "")].append((step, holder))
        for step, _ in steps.pop(""):
            self.unplaced(step, _all_of(step))
        printed = [
            self.line("".join(each.itertext()))
            for part in front
            for each in part.iter(f"{A}docNumber")
        ]
        numbers = dict.fromkeys(each for each in printed if scheme is not None and each is not None)
        said = [
            (relation, step, self._why(meta, holder))
            for relation, of in steps.items()
            for step, holder in of
        ]
        return {
            "subjects": list(self._subjects(meta)),
            "sponsors": [
                each
                for relation, step, why in said
                if relation == "draft"
                for each in self._sponsor(step, why)
            ],
            "related_documents": [each for step in said for each in self._number(scheme, *step)],
            "votes": list(self._votes(meta, steps["record"])),
            "identifiers": [{"scheme": scheme, "value": each, "basis": "text"} for each in numbers],
        }

    def unplaced(self, element: Element, words: str) -> None:
        """Say that an element of `meta` has no place, with its words; without words once for each kind."""
        message = say("<{name_of}> in meta has no place in the record", name_of=name_of(element))
        if words.strip():
            self.remarks.say(NOT_KEPT, message, element, quote=words)
        else:
            self.remarks.once(NOT_KEPT, message, element)

    def _why(self, meta: Element, holder: Element) -> Values:
        """That the source which a part of `meta` names says so."""
        source = self._named(meta, holder.get("source"))
        return {} if source is None else {"basis": "external", "source": source}

    def _named(self, meta: Element, given: str | None) -> str | None:
        """What an attribute names: what the entry is called that it points to, else its own words."""
        name = (given or "").removeprefix("#")
        entries = meta.iterfind(f"{A}references/*") if given != name else ()
        return self.line(
            next((each.get("showAs") for each in entries if id_of(each) == name), name)
        )

    def _rest(self, element: Element, read: Iterable[str]) -> None:
        """Say which attributes of an element are not read."""
        for name, value in element.items():
            if name not in read and value.strip():
                message = say(
                    "the attribute {attribute} has no place in the record",
                    attribute=name.rpartition("}")[2],
                )
                self.remarks.once(NOT_KEPT, message, element)

    def _day(self, element: Element) -> Values:
        """The day of an element; 0001 and 9999 are years that say that none is known."""
        day = element.get("date") or ""
        return (
            {"date": day} if is_date(day) and not day.startswith(("0001", UNKNOWN_DATE[:4])) else {}
        )

    def _subjects(self, meta: Element) -> Iterator[Values]:
        """The keywords of every classification; one that several of them have is one subject."""
        found: list[Values] = []
        for holder in meta.iterfind(f"{A}classification"):
            for keyword in holder.iterfind(f"{A}keyword"):
                self._rest(keyword, _KEYWORD)
                code, role = self.line(keyword.get("value")), _plain(keyword.get("refersTo"))
                label, uri = self.line(keyword.get("showAs")) or code, keyword.get("href") or ""
                given = {
                    "scheme": self._named(meta, keyword.get("dictionary")),
                    "label": label,
                    "code": None if code == label else code,
                    "uri": uri if is_uri(uri) else None,
                    "role": role if role in ("agenda", "title") else None,
                }
                if uri and not given["uri"]:
                    self.unusable(keyword, say("the address"), uri)
                subject = {
                    name: value for name, value in given.items() if value is not None
                } | self._why(meta, holder)
                if {"scheme", "label"} - subject.keys():
                    self.unplaced(keyword, _all_of(keyword))
                elif subject not in found:
                    found.append(subject)
                    yield subject

    def _sponsor(self, step: Element, why: Values) -> Iterator[Values]:
        """Who put a draft forward, as an entity where the file has one of that name, else in the words of the file."""
        self._rest(step, _STEP)
        by = self.line(step.get("by"))
        if by is None:
            return
        ref = self.entity(by, step) if by.startswith("#") else None
        yield ({"text": by} if ref is None else {"ref": ref}) | why

    def _number(
        self, scheme: str | None, relation: str, step: Element, why: Values
    ) -> Iterator[Values]:
        """The document of a step, by its number."""
        number = self.line(step.get("as"))
        if number is not None and scheme is None:
            self.unplaced(step, number)
        elif number is not None:
            yield {
                "relation": relation,
                "scheme": scheme,
                "value": number,
                **self._day(step),
                **why,
            }

    def _votes(self, meta: Element, adopted: list[tuple[Element, Element]]) -> Iterator[Values]:
        """How it was adopted: a step says it in words, a voting in numbers."""
        votings = [
            (each, holder)
            for holder in meta.iterfind(f"{A}analysis")
            for each in holder.iter(f"{A}voting")
        ]
        for step, voting in zip_longest(adopted, votings):
            vote: Values = {}
            said: list[str] = []
            for given, attribute, read in ((step, "by", _STEP), (voting, "outcome", _VOTING)):
                if given is not None:
                    element, holder = given
                    self._rest(element, read)
                    vote = {**self._why(meta, holder), **self._day(element), **vote}
                    words = self.line(element.get(attribute))
                    if words is not None and words.casefold() not in "; ".join(said).casefold():
                        said.append(words)
            if said:
                vote["outcome"] = "; ".join(said)
            if voting is not None:
                self._counted(voting[0], vote)
            if vote.keys() - {"date", "basis", "source"}:
                yield vote

    def _counted(self, voting: Element, vote: Values) -> None:
        """The numbers of votes, and who voted how."""
        voters: list[Values] = []
        for count in voting.iterfind(f"{A}count"):
            choice, number = (
                _CHOICES.get(_plain(count.get("refersTo"))),
                (count.get("value") or "").strip(),
            )
            field = _FIELDS.get(choice or "")
            usable = (
                field is not None
                and field not in vote
                and number.isdecimal()
                and len(number) <= _LONGEST_COUNT
            )
            if choice is None or (number and not usable):
                self.unplaced(count, " ".join(filter(None, (number, words_of(count)))))
                continue
            self._rest(count, _COUNT)
            if field is not None and number:
                vote[field] = int(number)
            names = (
                self.line(each.text) for each in count.iterfind(f"{AKN4UN}voters/{A}organization")
            )
            voters += [{"choice": choice, "text": name} for name in names if name is not None]
        if voters:
            vote["voters"] = voters
        for quorum in voting.iterfind(f"{A}quorum"):
            if quorum.get("value", "").strip():
                self.unplaced(quorum, quorum.get("value", ""))


def _all_of(element: Element) -> str:
    """All that the attributes of an element say."""
    return " ".join(value for _, value in element.items())


def _plain(name: str | None) -> str:
    return (name or "").removeprefix("#")
