"""A whole file of somebody else's: which document in it is the declaration, which the note, which the annexes."""

from collections.abc import Iterator

from communique.diagnostics import Severity
from communique.faults import GUESSED, OTHER_DOCUMENT_TYPE
from communique.formats.akn import metadata, record
from communique.formats.akn.lenient.cover import CoverNote, as_kind
from communique.formats.akn.lenient.heads import Head
from communique.formats.akn.lenient.kinds import HEADINGS
from communique.formats.akn.lenient.reading import is_akn, name_of, words_of
from communique.formats.akn.lenient.text import XINCLUDE
from communique.formats.akn.names import ATTACHED, COVER, A, kebab
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.message import say
from communique.values import Values

_LISTS = {"attachments": "attachment", "components": "component", "collectionBody": "component"}
_LINKS = {"documentRef", "componentRef"}
_FRONT = {"coverPage", "preface"}
_ORDER = {
    "coverPage": 0, "preface": 0, "preamble": 1, "mainBody": 2, "body": 2, "conclusions": 3, "attachments": 4,
    "components": 4,
}  # fmt: skip
"""The place of each part in the record."""


def held(document: Element) -> Iterator[tuple[Element, Element]]:
    """The documents that are attached to one, or that a collection holds, each after the element it is wrapped in."""
    for holder in document:
        wanted = _LISTS.get(name_of(holder))
        for wrapper in holder if wanted is not None else ():
            for inner in wrapper if name_of(wrapper) == wanted else ():
                if inner.find(f"{A}meta") is not None or name_of(inner) in ("statement", "doc"):
                    yield wrapper, inner


def chosen(top: Element) -> tuple[list[Element], Element | None]:
    """The notes that carry the declaration, outermost first, and the declaration; None where there is none."""
    inside = [document for _, document in held(top)]
    statements = [document for document in inside if name_of(document) == "statement"]
    match name_of(top):
        case "statement":
            return [], top
        case "doc":
            return ([top], statements[0]) if statements else ([], top)
        case "documentCollection":
            return _of_collection(top, inside, statements)
        case _:
            return [], None


def _of_collection(
    top: Element, inside: list[Element], statements: list[Element]
) -> tuple[list[Element], Element | None]:
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


class Lenient(CoverNote):
    """Reads whole files."""

    def file(self, root: Element, language: str | None) -> Values | None:
        """The values of the record, or None where the file holds no declaration: a fatal remark says what it holds."""
        inside = [child for child in root if chosen(child)[1] is not None] or list(root)
        top = root if name_of(root) != "akomaNtoso" or not inside else inside[0]
        carriers, main = chosen(top)
        if main is None:
            parts = list(dict.fromkeys(name_of(document) for _, document in held(top)))
            of = f" of {', '.join(parts)}" if parts and name_of(top) == "documentCollection" else ""
            message = say(
                "the file contains {value} {name_of}{of}, not a declaration",
                value="an" if name_of(top)[:1] in "aeio" else "a",
                name_of=name_of(top),
                of=of,
            )
            hint = say("it can be checked, not converted: a declaration is a statement, a doc, or one of a collection")
            self.remarks.say(OTHER_DOCUMENT_TYPE, message, top, hint=hint)
            return None
        self.attached = bool(carriers)
        entities = self._survey(top, main)
        if root is not top:
            self._around(root, top)
        values = self._frame(main, language)
        if carriers:
            values["cover"] = self.cover(carriers)
        around = carriers if top in carriers or top is main else [top, *carriers]
        if around != carriers:
            self.stray(top, Part.TEXT)
            for part in top:
                self.stray(part, Part.TAIL)
        annexes = [annex for each in around for annex in self._beside(each, main, carriers, values)]
        values.update(self.document(main))
        if annexes:
            values["annexes"] = [*values.get("annexes", ()), *annexes]
        for name in list(self.meta_notes):
            if name in self.meta_notes:
                self.note_of_meta(self.meta_notes.pop(name))
        for name, found in (("short_title", self.short_title), ("notes", self.notes), ("entities", entities)):
            if found:
                values[name] = found
        self._relink()
        return values

    def _survey(self, top: Element, main: Element) -> list[Values]:
        """Note what is wanted before it is met, notes and entities; say what `meta` holds that is not kept."""
        own = main.find(f"{A}meta")
        metas = ([] if own is None else [own]) + [meta for meta in top.iter(f"{A}meta") if meta is not own]
        entities = [entity for meta in metas for entity in self.entries(meta)]
        for meta in metas:
            own_parts = metadata.OF_WRITTEN if self.ours else metadata.OF_DECLARATION
            self.not_kept(meta, own_parts if meta is own else metadata.OF_PART)
            for note in meta.iterfind(f"{A}notes/{A}note"):
                name = note.get("eId") or note.get("id")
                self.meta_notes[f"?{len(self.meta_notes)}" if not name or name in self.meta_notes else name] = note
        for note in top.iter(f"{A}authorialNote"):
            self.later_notes.setdefault(note.get("eId") or note.get("id") or "", note)
        self.later_notes.pop("", None)
        return entities

    def _around(self, root: Element, top: Element) -> None:
        """What stands beside the document in the root: nothing should."""
        self.stray(root, Part.TEXT)
        for child in root:
            if child is not top:
                self.leave(child)
                for meta in child.iter(f"{A}meta"):
                    self.unplaced(meta, metadata.words_of(meta))
            self.stray(child, Part.TAIL)

    def _frame(self, main: Element, language: str | None) -> Values:
        """What is said of the declaration as a whole."""
        meta = main.find(f"{A}meta")
        name = main.get("name") or ""
        kind = as_kind(name, "declaration")
        if kind != kebab(name):
            self.guess(main, say("a document of the kind {kind}", kind=kind))
        bodies = [part for part in main if name_of(part) in ("mainBody", "body")]
        if meta is None:
            self.tag = language or "und"
            return {"kind": kind, "language": self.tag}
        said = {**self._stated(meta, main), **self.expression(meta)}
        return {**said, "kind": kind, "language": self.language(meta, bodies, language)}

    def _stated(self, meta: Element, main: Element) -> Values:
        """What `meta` says of the work: in one of our files as we write it, else as far as the record takes it."""
        if self.ours:
            own = record.own(meta, ATTACHED if self.attached else "")
            return {**own, "subjects": record.subjects(meta), **self.work(meta)}
        facts, work = self.facts(meta, [part for part in main if name_of(part) in _FRONT]), self.work(meta)
        numbers = work.get("identifiers", [])
        known = {each["value"] for each in numbers}
        facts["identifiers"] = [*numbers, *(each for each in facts["identifiers"] if each["value"] not in known)]
        return {**work, **{name: found for name, found in facts.items() if found}}

    def document(self, element: Element) -> Values:
        """What a declaration and an annex have in common, from the title to the annexes."""
        values: Values = {}
        self.stray(element, Part.TEXT)
        front: list[Element] = []
        last = 0
        for part in element:
            name = name_of(part) if is_akn(part) else ""
            last = self._in_order(part, last)
            if name in _FRONT:
                front.append(part)
            elif name != "meta":
                self._part(part, name, values)
            self.stray(part, Part.TAIL)
        self.titles(front, values)
        return {key: value for key, value in values.items() if value}

    def _in_order(self, part: Element, last: int) -> int:
        """The place of the last part so far. What stands behind a later part, or is a part's second, is said to be moved."""
        place = _ORDER.get(name_of(part), 0)
        if words_of(part).strip() and 0 < place == last:
            self.guess(part, say("more of the <{name}> before it", name=name_of(part)))
        elif name_of(part) in _ORDER and words_of(part).strip() and place < last:
            message = say("<{name}> stands behind parts that it comes before in the record: its words are moved there",
                          name=name_of(part))  # fmt: skip
            self.remarks.say(GUESSED, message, part, severity=Severity.WARNING)
        return max(place, last)

    def _part(self, part: Element, name: str, values: Values) -> None:
        match name:
            case "preamble":
                values["preamble"] = [*values.get("preamble", ()), *self.preamble(part)]
            case "mainBody" | "body":
                values["body"] = [*values.get("body", ()), *self.body(part)]
            case "conclusions":
                values["closing"] = [*values.get("closing", ()), *self.closing(part)]
            case "attachments" | "components":
                values["annexes"] = [*values.get("annexes", ()), *self._annexes(part)]
            case _ if part.tag.startswith(XINCLUDE) or name in _LINKS:
                self.include(part)
            case _:
                self.leave(part)

    # --- annexes -----------------------------------------------------------------------------------------------------

    def _annexes(self, holder: Element) -> list[Values]:
        self.stray(holder, Part.TEXT)
        found: list[Values] = []
        for wrapper in holder:
            if wrapper.tag.startswith(XINCLUDE) or name_of(wrapper) in _LINKS:
                self.include(wrapper)
            elif name_of(wrapper) == _LISTS[name_of(holder)]:
                found += self._annex(wrapper)
            else:
                self.leave(wrapper)
            self.stray(wrapper, Part.TAIL)
        return found

    def _annex(self, wrapper: Element) -> list[Values]:
        """An annex: the label of its wrapper, and the document inside."""
        value: Values = {}
        self.identify(wrapper, value)
        self.stray(wrapper, Part.TEXT)
        head = Head(self)
        read = False
        for child in wrapper:
            name = name_of(child) if is_akn(child) else ""
            if head.take(child):
                pass
            elif name in ("statement", "doc") and not read:
                read = True
                if name == "statement":
                    value["kind"] = as_kind(child.get("name") or "", "statement")
                value.update(self.document(child))
            elif child.tag.startswith(XINCLUDE) or name in _LINKS:
                self.include(child)
            else:
                self.leave(child)
            self.stray(child, Part.TAIL)
        head.give(value)
        heading = value.pop("heading", {"kind": "text", "text": ""} if head.notes else None)
        if heading is not None:
            self.guess(wrapper, say("an annex, its heading as the title or a line under it"))
            heading["marks"] = [*head.notes, *heading.get("marks", ())]
            if "title" in value:
                value["subtitles"] = [heading, *value.get("subtitles", ())]
            else:
                value["title"] = heading
        return [value] if read or value.keys() - {"eid"} else []

    def _beside(self, carrier: Element, main: Element, carriers: list[Element], values: Values) -> Iterator[Values]:
        """What a note or a collection holds beside the declaration: annexes, the word above the declaration."""
        for holder in carrier:
            if name_of(holder) not in _LISTS:
                continue
            self.stray(holder, Part.TEXT)
            for wrapper in holder:
                inside = list(wrapper)
                if wrapper.tag.startswith(XINCLUDE) or name_of(wrapper) in _LINKS:
                    self.include(wrapper)
                elif main in inside or any(each in inside for each in carriers):
                    self._label(wrapper, main, carriers, values)
                elif name_of(wrapper) not in _LISTS.values():
                    self.leave(wrapper)
                else:
                    for annex in self._annex(wrapper):
                        self.guess(wrapper, say("an annex of the declaration"))
                        yield annex
                self.stray(wrapper, Part.TAIL)

    def _label(self, wrapper: Element, main: Element, carriers: list[Element], values: Values) -> None:
        """The word above the declaration; above a note in a collection there is no place for one."""
        self.stray(wrapper, Part.TEXT)
        above = main in list(wrapper) and bool(carriers)
        for child in wrapper:
            label = is_akn(child) and (name_of(child) in HEADINGS or name_of(child) == "num")
            if label and above and "annex_label" not in values["cover"]:
                self.in_cover = True
                values["cover"]["annex_label"] = self.text(child)
                self.in_cover = False
            elif child is not main and child not in carriers:
                self.leave(child)
            self.stray(child, Part.TAIL)

    def _relink(self) -> None:
        """Turn the links inside the file to the eids that its nodes have in the record."""
        for mark in self.local_links:
            name = mark["href"][1:]
            known = self.kept.get(name) or self.note_eids.get(name)
            if known is not None:
                mark["href"] = f"#{known}"
            elif self.ours and self.attached:
                mark["href"] = f"#{name[len(ATTACHED) :] if name.startswith(ATTACHED) else COVER + name}"
