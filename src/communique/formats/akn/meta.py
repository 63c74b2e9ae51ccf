"""`meta`: what the record has a place for, each claim with its basis, and findings about the rest."""

from collections.abc import Collection

from communique.core.codes import GUESSED, NOT_KEPT, UNSUPPORTED
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.values import (
    DateValues,
    DeclarationValues,
    EntityValues,
    IdentifierValues,
    WorkValues,
)
from communique.formats.akn import record
from communique.formats.akn.facts import Facts
from communique.formats.akn.names import (
    LANG,
    ONTOLOGY,
    TYPE_OF_TLC,
    A,
    C,
    id_of,
    name_of,
)
from communique.formats.akn.reading import IRI, LANGUAGE, NO_YEAR, SLUG, is_date, is_uri
from communique.formats.akn.tree import Element
from communique.formats.akn.unplaced import unplaced
from communique.model.laws import RESERVED
from communique.naming.convention import slug
from communique.naming.iso639 import bcp47

_GENERAL = {"TLCTerm", "TLCReference"}
"""Entries that say little of what type an entity is."""


class Meta(Facts):
    """Reads metadata."""

    # --- entities ---------------------------------------------------------------------------------

    def entries(self, meta: Element) -> list[EntityValues]:
        """The entities that no other part of the file has declared, each id a slug of its own."""
        found: list[EntityValues] = []
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
            self._say_type(entry, kind)
            one = self._slug(inside, label, entry)
            self.entities[name] = one
            self.declared[key] = one
            value: EntityValues = {"id": one, "type": kind, "label": label or one}
            self._describe(entry, value)
            value = {**value, **more.pop(inside, {})}
            found.append(record.based(value, entry))
        for name, named in more.items():
            message = say(
                "the names of {name!r} are not kept: the file declares no such entity",
                name=name,
            )
            words = " ".join(each["text"] or "" for each in named.get("names", ()))
            self.remarks.say(NOT_KEPT, message, meta, quote=words or None)
        return found

    def _say_type(self, entry: Element, kind: str) -> None:
        """Say of which type an entity is read, where its entry does not say it."""
        name = name_of(entry)
        if name in TYPE_OF_TLC and name not in _GENERAL:
            return
        message = say(
            "<{name_of}> is read as an entity of the type {kind}",
            name_of=name,
            kind=kind,
        )
        self.remarks.once(GUESSED, message, entry)

    def _slug(self, name: str, label: str, entry: Element) -> str:
        """An entity's id: its eId, made a slug that nothing else has."""
        wanted = name if SLUG.fullmatch(name) else slug(name, slug(label, "entity"))
        one = wanted
        while one in self.slugs or one in RESERVED:
            self.slugs[wanted] = self.slugs.get(wanted, 1) + 1
            one = f"{wanted}-{self.slugs[wanted]}"
        self.slugs[one] = 1
        if one != name:
            message = say(
                "the entity {name!r} is read with the id {id!r}", name=name, id=one
            )
            self.remarks.say(GUESSED, message, entry)
        return one

    def _describe(self, entry: Element, value: EntityValues) -> None:
        """Put the acronym and the addresses of an entity into it, where its entry has them."""
        acronym = self.line(entry.get("shortForm"))
        if acronym:
            value["acronym"] = acronym
        same = self._same_as(entry)
        if same:
            value["same_as"] = same

    def _same_as(self, entry: Element) -> list[str]:
        every = [entry.get("href") or "", *(entry.get(f"{C}sameAs") or "").split()]
        given = [uri for uri in every if uri and not uri.startswith(ONTOLOGY)]
        same = [uri for uri in given if is_uri(uri)]
        if len(same) < len(given):
            message = say("the address of an entity is not kept: it is not absolute")
            self.remarks.once(NOT_KEPT, message, entry, severity=Severity.INFO)
        return same

    # --- identification ---------------------------------------------------------------------------

    def work(self, meta: Element, values: WorkValues) -> None:
        """Put IRI, identifiers and date of the Work into values, as far as the record takes them."""
        level = meta.find(f"{A}identification/{A}FRBRWork")
        if level is None:
            return
        iri = self._iri(level)
        if iri is not None:
            values["iri"] = iri
        date = self._date(level)
        if date is not None:
            values["date"] = date
        numbers: list[IdentifierValues] = []
        for alias in level.iterfind(f"{A}FRBRalias"):
            scheme = self.line(alias.get("name"))
            value = self.line(alias.get("value"))
            if scheme and value:
                number: IdentifierValues = {"scheme": scheme, "value": value}
                numbers.append(record.based(number, alias))
        if numbers:
            values["identifiers"] = numbers

    def _iri(self, level: Element) -> str | None:
        """The IRI of the Work, without a resolver before it and a slash at its end."""
        element = level.find(f"{A}FRBRuri")
        if element is None:
            self.unusable(level, say("the IRI"), "")
            return None
        iri = element.get("value") or ""
        begin = max(iri.find("/akn/"), 0)
        kept = iri[begin:].rstrip("/")
        if not IRI.fullmatch(kept):
            self.unusable(element, say("the IRI"), iri)
            return None
        if kept != iri:
            self.remarks.say(
                GUESSED, say("the IRI is read as {iri}", iri=kept), element
            )
        return kept

    def _date(self, level: Element) -> DateValues | None:
        """The date of the Work; in files of others the year 0001 is one that is not known."""
        element = level.find(f"{A}FRBRdate")
        day = record.date_of(element)
        if element is None or day is None:
            return None
        if is_date(day) and (self.ours or not day.startswith(NO_YEAR)):
            date: DateValues = {"value": day}
            return record.based(date, element)
        self.unusable(element, say("the date"), day)
        return None

    def expression(self, meta: Element) -> DeclarationValues:
        """What the Expression says: short title, authenticity and original language."""
        values: DeclarationValues = {}
        level = meta.find(f"{A}identification/{A}FRBRExpression")
        if level is None:
            return values
        for alias in level.iterfind(f"{A}FRBRalias[@name='shortTitle']"):
            title = self.line(alias.get("value"))
            if title is not None:
                values["short_title"] = title
        authoritative = level.find(f"{A}FRBRauthoritative")
        if authoritative is not None:
            is_official = authoritative.get("value") in ("true", "1")
            values["authenticity"] = "official" if is_official else "unofficial"
        translation = level.find(f"{A}FRBRtranslation")
        if translation is not None:
            original = (
                translation.get(f"{C}language") or translation.get("fromLanguage") or ""
            )
            tag = bcp47(original) if len(original) == 3 else original
            if LANGUAGE.fullmatch(tag):
                values["translation_of"] = tag
            elif tag:
                self.unusable(meta, say("the original language"), original)
        return values

    def language(self, meta: Element, parts: list[Element], wanted: str | None) -> str:
        """The language: as parts of the text say it, else the Expression, else the caller."""
        tags = [part.get(LANG) for part in parts]
        level = meta.find(f"{A}identification/{A}FRBRExpression/{A}FRBRlanguage")
        code = level.get("language") if level is not None else None
        if code:
            tags.append(bcp47(code))
        tags.append(wanted)
        for tag in tags:
            if not tag:
                continue
            if LANGUAGE.fullmatch(tag):
                self.tag = tag
                return tag
            self.unusable(meta, say("the language"), tag)
        return "und"

    # --- the rest ---------------------------------------------------------------------------------

    def not_kept(self, meta: Element, parts: Collection[str]) -> None:
        """Say whatever in `meta`, which may hold `parts`, the record has no place for."""
        for found in unplaced(meta, parts):
            if not found.stray:
                self.not_placed(found.element, found.words)
                continue
            message = say(
                "words stand in <{words}> of meta, where the record has no place for them",
                words=name_of(found.element),
            )
            self.remarks.say(UNSUPPORTED, message, found.element, quote=found.words)
