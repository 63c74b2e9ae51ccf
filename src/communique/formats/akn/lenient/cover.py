"""The note that carries a declaration, as others write it: front matter as fields, all else as paragraphs."""

from collections.abc import Iterable

from communique.formats.akn.lenient.meta import Meta
from communique.formats.akn.lenient.reading import is_akn, name_of
from communique.formats.akn.lenient.text import XINCLUDE
from communique.formats.akn.names import A, kebab
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.message import say
from communique.naming import slug, work_iri
from communique.values import Values


def as_kind(name: str, fallback: str) -> str:
    """A document's name as a kind: words of letters and digits, none of which begins with a digit."""
    words = slug(kebab(name[:1].lower() + name[1:]).replace("_", " "), fallback, 99).split("-")
    joined = [words[0]]
    for word in words[1:]:
        joined[-1:] = [joined[-1] + word] if word[0].isdigit() else [joined[-1], word]
    return "-".join(joined)


class CoverNote(Meta):
    """Reads cover notes."""

    def cover(self, carriers: list[Element]) -> Values:
        """The note, of a `doc` or of a collection and the `doc` in it; the innermost says what it is."""
        self.in_cover = True
        note = carriers[-1]
        meta = note.find(f"{A}meta")
        kind = as_kind(note.get("name") or "", "note")
        value: Values = {"kind": kind, **({} if meta is None else self.work(meta))}
        if "iri" not in value:
            value["iri"] = work_iri("xx", kind, (value.get("date") or {}).get("value"), kind, carrier=True)
        fields: list[Values] = []
        paragraphs: list[Values] = []
        for carrier in carriers:
            self.stray(carrier, Part.TEXT)
            for part in carrier:
                name = name_of(part) if is_akn(part) else ""
                if name in ("coverPage", "preface"):
                    fields += self.fields([part])
                elif name in ("preamble", "mainBody", "body", "conclusions"):
                    paragraphs += self._paragraphs(part, name)
                elif part.tag.startswith(XINCLUDE):
                    self.include(part)
                elif name not in ("meta", "attachments", "components", "collectionBody"):
                    self.leave(part)
                self.stray(part, Part.TAIL)
        self.in_cover = False
        return {**value, "fields": fields, "paragraphs": paragraphs}

    def _paragraphs(self, part: Element, name: str) -> list[Values]:
        if name == "preamble":
            found = self.preamble(part)
            if found:
                self.guess(part, say("paragraphs of the cover note"))
            return [self._as_paragraph(each) for each in _opened(found)]
        if name == "conclusions":
            found = self.closing(part)
            if found:
                self.guess(part, say("paragraphs of the cover note"))
            lines = [line["value"] for each in found for line in each.get("lines", ({"value": each},))]
            return [{"kind": "paragraph", "content": [line]} for line in lines]
        return self._flat(self.body(part), part)

    def _flat(self, body: Iterable[Values], element: Element) -> list[Values]:
        """The paragraphs of a body: a note has no sections, their labels become paragraphs."""
        found: list[Values] = []
        for part in body:
            if part["kind"] == "paragraph":
                found.append(part)
                continue
            self.guess(
                self.where.get(id(part), (part, element))[1], say("a paragraph of the cover note, and those in it")
            )
            if "num" in part or "heading" in part:
                heading = part.get("heading", {"kind": "text", "text": ""})
                label = {"num": part["num"]} if "num" in part else {}
                found.append({"kind": "paragraph", **label, "content": [heading]})
            found += self._flat(part.get("body", ()), element)
        return found

    def _as_paragraph(self, recital: Values) -> Values:
        return {**{key: value for key, value in recital.items() if key != "role"}, "kind": "paragraph"}


def _opened(preamble: Iterable[Values]) -> Iterable[Values]:
    """Recitals, those of groups after the group's label."""
    for part in preamble:
        if part["kind"] != "recitals":
            yield part
            continue
        heading = part.get("heading", {"kind": "text", "text": ""})
        yield {"kind": "recital", **({"num": part["num"]} if "num" in part else {}), "content": [heading]}
        yield from part["recitals"]
