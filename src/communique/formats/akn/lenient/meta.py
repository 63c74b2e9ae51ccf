"""`meta` as others write it: what the record has a place for, and a finding for each kind of thing that it has not."""

from collections.abc import Collection

from communique.diagnostics import Severity
from communique.faults import GUESSED, NOT_KEPT, UNSUPPORTED
from communique.formats.akn import record
from communique.formats.akn.lenient.facts import Facts
from communique.formats.akn.lenient.reading import IRI, LANGUAGE, SLUG, URI, is_date, name_of
from communique.formats.akn.metadata import unplaced
from communique.formats.akn.names import ATTACHED, LANG, ONTOLOGY, TYPE_OF_TLC, A, C
from communique.formats.akn.tree import Element
from communique.iso639 import bcp47
from communique.message import say
from communique.model.laws import RESERVED
from communique.naming import slug
from communique.values import Values

_GENERAL = {"TLCTerm", "TLCReference"}


class Meta(Facts):
    """Reads metadata."""

    def entries(self, meta: Element) -> list[Values]:
        """The entities that no other part of the file has declared, each id made a slug that nothing else has."""
        found: list[Values] = []
        more = record.names(meta, ATTACHED if self.attached else "") if self.ours else {}
        for entry, kind in record.entries(meta):
            name = entry.get("eId") or entry.get("id") or ""
            inside = name.removeprefix(ATTACHED) if self.attached else name
            if self.ours and inside in RESERVED:
                continue
            label = self.line(entry.get("showAs")) or inside
            key = (inside, entry.get("href"), label)
            if key in self.declared:
                self.entities[name] = self.declared[key]
                continue
            if name_of(entry) in _GENERAL or name_of(entry) not in TYPE_OF_TLC:
                self.remarks.once(
                    GUESSED,
                    say("<{name_of}> is read as an entity of the type {kind}", name_of=name_of(entry), kind=kind),
                    entry,
                )
            one = self._slug(inside, label, entry)
            self.entities[name] = self.declared[key] = one
            value: Values = {"id": one, "type": kind, "label": label or one}
            acronym = self.line(entry.get("shortForm"))
            if acronym is not None:
                value["acronym"] = acronym
            same = self._same_as(entry)
            if same:
                value["same_as"] = same
            found.append(record.based(value | more.pop(inside, {}), entry))
        for name, named in more.items():
            message = say("the names of {name!r} are not kept: the file declares no such entity", name=name)
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
            self.remarks.say(GUESSED, say("the entity {name!r} is read with the id {id!r}", name=name, id=one), entry)
        return one

    def _same_as(self, entry: Element) -> list[str]:
        given = [entry.get("href") or "", *(entry.get(f"{C}sameAs") or "").split()]
        same = [uri for uri in given if URI.fullmatch(uri)]
        if any(uri and uri not in same and not uri.startswith(ONTOLOGY) for uri in given):
            message = say("the address of an entity is not kept: it is not absolute")
            self.remarks.once(NOT_KEPT, message, entry, severity=Severity.INFO)
        return same

    def work(self, meta: Element) -> Values:
        """IRI, identifiers and date, as far as the record takes them."""
        values = record.work(meta)
        level = meta.find(f"{A}identification/{A}FRBRWork")
        if level is None:
            return {}
        iri = values.pop("iri", None)
        kept = self._iri(iri) if iri else None
        if kept is not None:
            values["iri"] = kept
        element = level.find(f"{A}FRBRuri")
        if kept is None:
            self.unusable(level if element is None else element, say("the IRI"), iri or "")
        elif kept != iri and element is not None:
            self.remarks.say(GUESSED, say("the IRI is read as {iri}", iri=kept), element)
        day = values.get("date")
        if day is not None and (not is_date(day["value"]) or (day["value"].startswith("0001") and not self.ours)):
            element = level.find(f"{A}FRBRdate")
            self.unusable(element if element is not None else level, say("the date"), day["value"])
            del values["date"]
        numbers = []
        for identifier in values.pop("identifiers", ()):
            scheme, value = self.line(identifier["scheme"]), self.line(identifier["value"])
            if scheme and value:
                numbers.append({**identifier, "scheme": scheme, "value": value})
        if numbers:
            values["identifiers"] = numbers
        return values

    def _iri(self, iri: str) -> str | None:
        """The part of an address that is the Work's IRI: no resolver before it, no slash at its end."""
        at = iri.find("/akn/")
        cut = iri[max(at, 0) :].rstrip("/")
        return cut if IRI.fullmatch(cut) else None

    def expression(self, meta: Element) -> Values:
        """Short title, authority and original language, as far as the record takes them."""
        values = record.expression(meta)
        original = values.pop("translation_of", None)
        if original:
            tag = bcp47(original) if len(original) == 3 else original
            if LANGUAGE.fullmatch(tag):
                values["translation_of"] = tag
            else:
                self.unusable(meta, say("the original language"), original)
        title = self.line(values.pop("short_title", None))
        if title is not None:
            values["short_title"] = title
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
            if found.stray:
                message = say(
                    "words stand in <{words}> of meta, where the record has no place for them",
                    words=name_of(found.element),
                )
                self.remarks.say(UNSUPPORTED, message, found.element, quote=found.words)
            else:
                self.unplaced(found.element, found.words)
