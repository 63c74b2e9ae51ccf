"""A whole file: which document in it is the declaration, which the note that carries it, which the annexes."""

from collections.abc import Iterable, Iterator

from communique.core.codes import GUESSED, OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.values import Values
from communique.formats.akn import record
from communique.formats.akn.blocks import HEADINGS, Head, empty
from communique.formats.akn.meta import OF_DECLARATION, OF_PART, OF_WRITTEN, Meta
from communique.formats.akn.meta import words_of as words_of_meta
from communique.formats.akn.names import ATTACHED, META, A, C, akn, id_of, kebab, name_of
from communique.formats.akn.parts import labelled, opened
from communique.formats.akn.reading import words_of
from communique.formats.akn.tree import Element
from communique.naming.convention import slug, work_iri

_LISTS = {"attachments": "attachment", "components": "component", "collectionBody": "component"}
_FRONT = {"coverPage", "preface"}
_ORDER = {
    "coverPage": 0, "preface": 0, "preamble": 1, "mainBody": 2, "body": 2, "conclusions": 3, "attachments": 4,
    "components": 4,
}  # fmt: skip
"""The place of each part in the record."""
_COUNTRY = f"{META}/{A}identification/{A}FRBRWork/{A}FRBRcountry"
_RECORD = f"{A}meta/{A}proprietary/{C}record"


def is_ours(root: Element) -> bool:
    """Whether the file says that it was written by this library: a declaration in it has a `c:record`."""
    attached = f"{A}doc/{A}attachments/{A}attachment/{A}statement/{_RECORD}"
    return root.find(f"{A}statement/{_RECORD}") is not None or root.find(attached) is not None


def held(document: Element) -> Iterator[tuple[Element, Element]]:
    """The documents that are attached to one, or that a collection holds, each after the element it is wrapped in."""
    for holder in document:
        wanted = _LISTS.get(name_of(holder))
        for wrapper in holder if wanted is not None else ():
            for inner in wrapper if name_of(wrapper) == wanted else ():
                if inner.find(META) is not None or name_of(inner) in ("statement", "doc"):
                    yield wrapper, inner


def chosen(top: Element) -> tuple[list[Element], Element | None]:
    """The notes that carry the declaration, outermost first, and the declaration; None where there is none."""
    inside = [document for _, document in held(top)]
    statements = [document for document in inside if name_of(document) == "statement"]
    name, country = name_of(top), top.find(_COUNTRY)
    of_eu = country is not None and country.get("value", "").upper() == "EU"
    if name == "statement" or (name in ("act", "bill") and of_eu):
        return [], top
    if name == "doc":
        return ([top], statements[0]) if statements else ([], top)
    if name != "documentCollection":
        return [], None
    docs = [document for document in inside if name_of(document) == "doc"]
    own = [top] if any(name_of(part) not in ("meta", *_LISTS) for part in top) else []
    if statements:
        first = inside[0]
        return [*own, *([first] if name_of(first) == "doc" else [])], statements[0]
    for doc in docs:
        for _, document in held(doc):
            if name_of(document) == "statement":
                return [*own, doc], document
    return (own, docs[0]) if docs and len(docs) == len(inside) else ([], None)


def as_kind(name: str, fallback: str) -> str:
    """A document's name as a kind: words of letters and digits, none of which begins with a digit."""
    spelt = kebab(name if name.isupper() else name[:1].lower() + name[1:])
    words = slug(spelt.replace("_", " "), fallback, 99).split("-")
    joined = [words[0]]
    for word in words[1:]:
        joined[-1:] = [joined[-1] + word] if word[0].isdigit() else [joined[-1], word]
    return "-".join(joined)


class Document(Meta):
    """Reads whole files."""

    def file(self, root: Element, language: str | None) -> Values | None:
        """The values of the record, or None where the file holds no declaration: a fatal remark says what it holds."""
        inside = [child for child in root if chosen(child)[1] is not None] or list(root)
        top = root if name_of(root) != "akomaNtoso" or not inside else inside[0]
        carriers, main = chosen(top)
        if main is None:
            self._refuse(top)
            return None
        self.prefix = ATTACHED if carriers else ""
        entities = self._survey(top, main)
        if root is not top:
            for child in self.only(root):  # nothing should stand beside the document
                if child is not top:
                    self.leave(child)
                    for meta in child.iter(META):
                        self.unplaced(meta, words_of_meta(meta))
        values = self._frame(main, language)
        if carriers:
            values["cover"] = self.cover(carriers)
        around = carriers if top in carriers or top is main else [top, *carriers]
        if around != carriers:
            self.only(top)
        annexes = [annex for each in around for annex in self._beside(each, main, carriers, values)]
        values.update(self.document(main))
        if annexes:
            values["annexes"] = [*values.get("annexes", ()), *annexes]
        for name in list(self.meta_notes):
            if name in self.meta_notes:
                self.note_of_meta(self.meta_notes.pop(name))
        for name, found in (
            ("short_title", self.short_title),
            ("notes", self.notes),
            ("entities", entities),
        ):
            if found:
                values[name] = found
        self._relink()
        return values

    def _refuse(self, top: Element) -> None:
        """Say what the file holds, which is no declaration."""
        name = name_of(top)
        parts = list(dict.fromkeys(name_of(document) for _, document in held(top)))
        of = f" of {', '.join(parts)}" if parts and name == "documentCollection" else ""
        article = "an" if name[:1] in "aeio" else "a"
        message = say(
            "the file contains {value} {name_of}{of}, not a declaration",
            value=article,
            name_of=name,
            of=of,
        )
        hint = say(
            "it can be checked, not converted: a declaration is a statement, a doc, or one of a collection"
        )
        self.remarks.say(OTHER_DOCUMENT_TYPE, message, top, hint=hint)

    def _survey(self, top: Element, main: Element) -> list[Values]:
        """Note what is wanted before it is met, notes and entities; say what `meta` holds that is not kept."""
        own = main.find(META)
        metas = ([] if own is None else [own]) + [
            meta for meta in top.iter(META) if meta is not own
        ]
        entities = [entity for meta in metas for entity in self.entries(meta)]
        for meta in metas:
            own_parts = OF_WRITTEN if self.ours else OF_DECLARATION
            self.not_kept(meta, own_parts if meta is own else OF_PART)
            for note in meta.iterfind(f"{A}notes/{A}note"):
                name = id_of(note)
                self.meta_notes[
                    f"?{len(self.meta_notes)}" if not name or name in self.meta_notes else name
                ] = note
        for note in top.iter(f"{A}authorialNote"):
            self.later_notes.setdefault(id_of(note) or "", note)
        self.later_notes.pop("", None)
        return entities

    def _frame(self, main: Element, language: str | None) -> Values:
        """What is said of the declaration as a whole."""
        meta = main.find(META)
        name = main.get("name") or ""
        kind = as_kind(name, "declaration")
        if kind != kebab(name):
            self.guess(main, say("a document of the kind {kind}", kind=kind))
        bodies = [part for part in main if name_of(part) in ("mainBody", "body")]
        if meta is None:
            self.tag = language or "und"
            return {"kind": kind, "language": self.tag}
        if self.ours:  # as we write it
            said = {
                **record.own(meta, self.prefix),
                "subjects": record.subjects(meta),
                **self.work(meta),
            }
        else:
            facts, work = (
                self.facts(meta, [part for part in main if name_of(part) in _FRONT]),
                self.work(meta),
            )
            numbers = work.get("identifiers", [])
            known = {each["value"] for each in numbers}
            facts["identifiers"] = [
                *numbers,
                *(each for each in facts["identifiers"] if each["value"] not in known),
            ]
            said = {**work, **{name: found for name, found in facts.items() if found}}
        return {
            **said,
            **self.expression(meta),
            "kind": kind,
            "language": self.language(meta, bodies, language),
        }

    def document(self, element: Element) -> Values:
        """What a declaration and an annex have in common, from the title to the annexes."""
        front: list[Element] = []
        found: dict[str, list[Values]] = {"preamble": [], "body": [], "closing": [], "annexes": []}
        last = 0
        for part in self.only(element):
            name = akn(part)
            last = self._in_order(part, last)
            match name:
                case "coverPage" | "preface":
                    front.append(part)
                case "preamble":
                    found["preamble"] += self.preamble(part)
                case "mainBody" | "body":
                    found["body"] += self.body(part)
                case "conclusions":
                    found["closing"] += self.closing(part)
                case "attachments" | "components":
                    for wrapper in self.only(part):
                        if akn(wrapper) == _LISTS[name]:
                            found["annexes"] += self._annex(wrapper)
                        elif not self.aside(wrapper, akn(wrapper)):
                            self.leave(wrapper)
                case "meta":
                    pass
                case _ if not self.aside(part, name):
                    self.leave(part)
        values: Values = {name: parts for name, parts in found.items() if parts}
        self.titles(front, values)
        return values

    def _in_order(self, part: Element, last: int) -> int:
        """The place of the last part so far. What stands behind a later part, or is a part's second, is said to be moved."""
        name = name_of(part)
        place = _ORDER.get(name)
        if (
            place is None
            or (place >= last and (place != last or not last))
            or not words_of(part).strip()
        ):
            return max(place or 0, last)
        if place == last:
            self.guess(part, say("more of the <{name}> before it", name=name))
        else:
            message = say("<{name}> stands behind parts that it comes before in the record: its words are moved there",
                          name=name)  # fmt: skip
            self.remarks.say(GUESSED, message, part, severity=Severity.WARNING)
        return last

    def _annex(self, wrapper: Element) -> list[Values]:
        """An annex: the label of its wrapper, and the document inside."""
        value: Values = {}
        self.identify(wrapper, value)
        head = Head(self)
        read = False
        for child in self.only(wrapper):
            name = akn(child)
            if head.take(child):
                pass
            elif name in ("statement", "doc") and not read:
                read = True
                if name == "statement":
                    value["kind"] = as_kind(child.get("name") or "", "statement")
                value.update(self.document(child))
            elif not self.aside(child, name):
                self.leave(child)
        head.give(value)
        heading = value.pop("heading", empty() if head.notes else None)
        if heading is not None:
            self.guess(wrapper, say("an annex, its heading as the title or a line under it"))
            head.give_notes(heading)
            if "title" in value:
                value["subtitles"] = [heading, *value.get("subtitles", ())]
            else:
                value["title"] = heading
        return [value] if read or value.keys() - {"eid"} else []

    def _beside(
        self, carrier: Element, main: Element, carriers: list[Element], values: Values
    ) -> Iterator[Values]:
        """What a note or a collection holds beside the declaration: annexes, the word above the declaration."""
        for holder in carrier:
            for wrapper in self.only(holder) if name_of(holder) in _LISTS else ():
                inside = list(wrapper)
                name = akn(wrapper)
                if main in inside or any(each in inside for each in carriers):
                    self._label(wrapper, main, carriers, values)
                elif name in _LISTS.values():
                    for annex in self._annex(wrapper):
                        self.guess(wrapper, say("an annex of the declaration"))
                        yield annex
                elif not self.aside(wrapper, name):
                    self.leave(wrapper)

    def _label(
        self, wrapper: Element, main: Element, carriers: list[Element], values: Values
    ) -> None:
        """The word above the declaration; above a note in a collection there is no place for one."""
        above = main in list(wrapper) and bool(carriers)
        for child in self.only(wrapper):
            label = akn(child) in HEADINGS or akn(child) == "num"
            if label and above and "annex_label" not in values["cover"]:
                self.in_cover = True
                values["cover"]["annex_label"] = self.text(child)
                self.in_cover = False
            elif child is not main and child not in carriers:
                self.leave(child)

    def _relink(self) -> None:
        """Turn the links inside the file to the eids that its nodes have in the record."""
        for mark in self.local_links:
            name = mark["href"][1:]
            known = self.kept.get(name) or self.note_eids.get(name)
            if known is not None:
                mark["href"] = f"#{known}"
            elif self.ours:
                mark["href"] = f"#{self.of_record(name)}"

    def cover(self, carriers: list[Element]) -> Values:
        """The note, of a `doc` or of a collection and the `doc` in it: front matter as fields, all else as paragraphs.

        The innermost says what it is.
        """
        self.in_cover = True
        note = carriers[-1]
        meta = note.find(META)
        kind = as_kind(note.get("name") or "", "note")
        value: Values = {"kind": kind, **({} if meta is None else self.work(meta))}
        if "iri" not in value:
            value["iri"] = work_iri(
                "xx", kind, (value.get("date") or {}).get("value"), kind, carrier=True
            )
        fields: list[Values] = []
        paragraphs: list[Values] = []
        for carrier in carriers:
            for part in self.only(carrier):
                name = akn(part)
                if name in _FRONT:
                    fields += self.fields(part)
                elif name in _ORDER and name not in _LISTS:
                    paragraphs += self._paragraphs(part, name)
                elif name != "meta" and name not in _LISTS and not self.aside(part, name):
                    self.leave(part)
        self.in_cover = False
        return {**value, "fields": fields, "paragraphs": paragraphs}

    def _paragraphs(self, part: Element, name: str) -> list[Values]:
        if name in ("mainBody", "body"):
            return _flat(self.body(part))
        if name == "preamble":
            found = [{**each, "kind": "paragraph"} for each in opened(self.preamble(part))]
            for each in found:
                each.pop("role", None)
        else:
            lines = [
                line["value"]
                for each in self.closing(part)
                for line in each.get("lines", ({"value": each},))
            ]
            found = [{"kind": "paragraph", "content": [line]} for line in lines]
        if found:
            self.guess(part, say("paragraphs of the cover note"))
        return found


def _flat(body: Iterable[Values]) -> list[Values]:
    """The paragraphs of a body: a note has no sections, their labels become paragraphs."""
    found: list[Values] = []
    for part in body:
        if part["kind"] == "paragraph":
            found.append(part)
            continue
        if "num" in part or "heading" in part:
            found.append(labelled("paragraph", part))
        found += _flat(part.get("body", ()))
    return found
