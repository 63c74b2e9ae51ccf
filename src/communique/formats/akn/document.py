"""A whole file: which document in it is the declaration, which its cover note, which its annexes."""

from collections.abc import Iterable, Iterator

from communique.core.codes import GUESSED, OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.values import (
    AnnexValues,
    ClosingValues,
    CoverValues,
    DateValues,
    DeclarationValues,
    DocumentValues,
    EntityValues,
    NodeValues,
    TextValues,
)
from communique.formats.akn import record
from communique.formats.akn.blocks import HEADINGS, Head, empty
from communique.formats.akn.meta import Meta
from communique.formats.akn.names import (
    ATTACHED,
    META,
    A,
    C,
    akn,
    id_of,
    kebab,
    name_of,
)
from communique.formats.akn.parts import labelled, opened
from communique.formats.akn.reading import NO_YEAR, is_date, words_of
from communique.formats.akn.tree import Element
from communique.formats.akn.unplaced import OF_DECLARATION, OF_PART, OF_WRITTEN
from communique.formats.akn.unplaced import words_of as words_of_meta
from communique.naming.convention import slug, work_iri

_WRAPPERS = {
    "attachments": "attachment",
    "components": "component",
    "collectionBody": "component",
}
"""Elements that hold documents, and the element that each document in them is wrapped in."""
_FRONT = {"coverPage", "preface"}
_BODIES = ("mainBody", "body")
_ORDER = {
    "coverPage": 0, "preface": 0, "preamble": 1, "mainBody": 2, "body": 2, "conclusions": 3, "attachments": 4,
    "components": 4,
}  # fmt: skip
"""The place of each part in the record."""
_COUNTRY = f"{META}/{A}identification/{A}FRBRWork/{A}FRBRcountry"
_RECORD = f"{A}meta/{A}proprietary/{C}record"


def is_ours(root: Element) -> bool:
    """Whether the file says that this library wrote it: a declaration in it has a `c:record`."""
    attached = f"{A}doc/{A}attachments/{A}attachment/{A}statement/{_RECORD}"
    return (
        root.find(f"{A}statement/{_RECORD}") is not None
        or root.find(attached) is not None
    )


def held(document: Element) -> Iterator[tuple[Element, Element]]:
    """The documents attached to one or collected in it, each after the element it is wrapped in."""
    for holder in document:
        wrapper_name = _WRAPPERS.get(name_of(holder))
        if wrapper_name is None:
            continue
        for wrapper in holder:
            if name_of(wrapper) != wrapper_name:
                continue
            for inner in wrapper:
                if inner.find(META) is not None or name_of(inner) in (
                    "statement",
                    "doc",
                ):
                    yield wrapper, inner


def _named(documents: Iterable[Element], name: str) -> list[Element]:
    return [document for document in documents if name_of(document) == name]


def chosen(top: Element) -> tuple[list[Element], Element | None]:
    """The cover notes of the declaration, outermost first, and the declaration, or None."""
    inside = [document for _, document in held(top)]
    match name_of(top):
        case "statement":
            return [], top
        case "act" | "bill":
            return [], (top if _is_of_eu(top) else None)
        case "doc":
            statements = _named(inside, "statement")
            return ([top], statements[0]) if statements else ([], top)
        case "documentCollection":
            return _chosen_in_collection(top, inside)
        case _:
            return [], None


def _is_of_eu(document: Element) -> bool:
    country = document.find(_COUNTRY)
    return country is not None and country.get("value", "").upper() == "EU"


def _chosen_in_collection(
    top: Element, inside: list[Element]
) -> tuple[list[Element], Element | None]:
    """What `chosen` finds in a collection, which is a cover note itself where it has text."""
    has_text = any(name_of(part) not in ("meta", *_WRAPPERS) for part in top)
    own = [top] if has_text else []
    statements = _named(inside, "statement")
    docs = _named(inside, "doc")
    if statements:
        first = _named(inside[:1], "doc")
        return [*own, *first], statements[0]
    for doc in docs:
        attached = _named((document for _, document in held(doc)), "statement")
        if attached:
            return [*own, doc], attached[0]
    if docs and len(docs) == len(inside):
        return own, docs[0]
    return [], None


def as_kind(name: str, fallback: str) -> str:
    """The name of a document as a kind: words of letters and digits that begin with a letter."""
    spelt = kebab(name if name.isupper() else name[:1].lower() + name[1:])
    first, *words = slug(spelt.replace("_", " "), fallback, 99).split("-")
    kind = first
    for word in words:
        kind += word if word[0].isdigit() else f"-{word}"
    return kind


class Document(Meta):
    """Reads whole files."""

    def file(self, root: Element, language: str | None) -> DeclarationValues | None:
        """The values of the record; None, and a fatal remark, if the file has no declaration."""
        top = _top(root)
        carriers, main = chosen(top)
        if main is None:
            self._refuse(top)
            return None
        self.prefix = ATTACHED if carriers else ""
        entities = self._survey(top, main)
        if root is not top:
            self._leave_beside(root, top)
        values = self._frame(main, language)
        cover: CoverValues | None = None
        if carriers:
            cover = self.cover(carriers)
            values["cover"] = cover
        around = list(carriers)
        if top is not main and top not in carriers:
            around.insert(0, top)
            self.only(top)
        annexes: list[AnnexValues] = []
        for each in around:
            annexes += self._beside(each, main, carriers, cover)
        self.document(main, values)
        if annexes:
            values["annexes"] = [*values.get("annexes", ()), *annexes]
        self._read_uncalled_notes()
        if self.short_title:
            values["short_title"] = self.short_title
        if self.notes:
            values["notes"] = self.notes
        if entities:
            values["entities"] = entities
        self._relink()
        return values

    def _refuse(self, top: Element) -> None:
        """Say what the file holds, which is no declaration."""
        name = name_of(top)
        parts = list(dict.fromkeys(name_of(document) for _, document in held(top)))
        of = ""
        if parts and name == "documentCollection":
            of = f" of {', '.join(parts)}"
        message = say(
            "the file contains {value} {name_of}{of}, not a declaration",
            value="an" if name[:1] in "aeio" else "a",
            name_of=name,
            of=of,
        )
        hint = say(
            "it can be checked, not converted: a declaration is a statement, a doc, or one of a collection"
        )
        self.remarks.say(OTHER_DOCUMENT_TYPE, message, top, hint=hint)

    def _survey(self, top: Element, main: Element) -> list[EntityValues]:
        """The entities of the file.

        Notes are found before they are called, `meta` is gone through.
        """
        own = main.find(META)
        metas = [meta for meta in top.iter(META) if meta is not own]
        if own is not None:
            metas.insert(0, own)
        entities: list[EntityValues] = []
        for meta in metas:
            entities += self.entries(meta)
        parts_of_own = OF_WRITTEN if self.ours else OF_DECLARATION
        for meta in metas:
            self.not_kept(meta, parts_of_own if meta is own else OF_PART)
            for note in meta.iterfind(f"{A}notes/{A}note"):
                name = id_of(note)
                if not name or name in self.meta_notes:
                    name = f"?{len(self.meta_notes)}"
                self.meta_notes[name] = note
        for note in top.iter(f"{A}authorialNote"):
            name = id_of(note)
            if name:
                self.later_notes.setdefault(name, note)
        return entities

    def _leave_beside(self, root: Element, top: Element) -> None:
        """Leave what stands beside the document: nothing should."""
        for child in self.only(root):
            if child is top:
                continue
            self.leave(child)
            for meta in child.iter(META):
                self.not_placed(meta, words_of_meta(meta))

    def _frame(self, main: Element, language: str | None) -> DeclarationValues:
        """What is said of the declaration as a whole."""
        meta = main.find(META)
        name = main.get("name") or ""
        kind = as_kind(name, "declaration")
        if kind != kebab(name):
            self.guess(main, say("a document of the kind {kind}", kind=kind))
        if meta is None:
            self.tag = language or "und"
            return {"kind": kind, "language": self.tag}
        said = self._said_by_us(meta) if self.ours else self._said_by_others(meta, main)
        of_expression = self.expression(meta)
        bodies = [part for part in main if name_of(part) in _BODIES]
        tag = self.language(meta, bodies, language)
        return {**said, **of_expression, "kind": kind, "language": tag}

    def _said_by_us(self, meta: Element) -> DeclarationValues:
        """What `meta` of a declaration of ours says of it."""
        values = record.own(meta, self.prefix)
        self._place_signatories(values, meta)
        values["subjects"] = record.subjects(meta)
        self.work(meta, values)
        return values

    def _place_signatories(self, values: DeclarationValues, meta: Element) -> None:
        """Remember where the signatories of our own files and what is claimed of them came from."""
        elements = meta.iterfind(f"{A}proprietary/{C}record/{C}signatory")
        for signatory, element in zip(values.get("signatories", ()), elements):
            self.place(signatory, element)
            for part in element:
                claimed = signatory.get(part.tag.removeprefix(C))
                if isinstance(claimed, dict):
                    self.place(claimed, part)

    def _said_by_others(self, meta: Element, main: Element) -> DeclarationValues:
        """What `meta` and front matter of a declaration of others say of it."""
        front = [part for part in main if name_of(part) in _FRONT]
        facts = self.facts(meta, front)
        values: DeclarationValues = {}
        self.work(meta, values)
        date = _printed_date(front)
        if "date" not in values and date is not None:
            values["date"] = date
        numbers = list(values.get("identifiers", ()))
        known = {each["value"] for each in numbers}
        numbers += [each for each in facts["identifiers"] if each["value"] not in known]
        if facts["subjects"]:
            values["subjects"] = facts["subjects"]
        if facts["sponsors"]:
            values["sponsors"] = facts["sponsors"]
        if facts["related_documents"]:
            values["related_documents"] = facts["related_documents"]
        if facts["votes"]:
            values["votes"] = facts["votes"]
        if numbers:
            values["identifiers"] = numbers
        return values

    def document(self, element: Element, values: DocumentValues) -> None:
        """Put into values what a declaration and an annex have in common, title to annexes."""
        front: list[Element] = []
        preamble: list[NodeValues] = []
        body: list[NodeValues] = []
        closing: list[ClosingValues] = []
        annexes: list[AnnexValues] = []
        last = 0
        for part in self.only(element):
            name = akn(part)
            last = self._in_order(part, last)
            match name:
                case "coverPage" | "preface":
                    front.append(part)
                case "preamble":
                    preamble += self.preamble(part)
                case "mainBody" | "body":
                    body += self.body(part)
                case "conclusions":
                    closing += self.closing(part)
                case "attachments" | "components":
                    annexes += self._annexes(part, _WRAPPERS[name])
                case "meta":
                    pass
                case _ if not self.aside(part, name):
                    self.leave(part)
        if preamble:
            values["preamble"] = preamble
        if body:
            values["body"] = body
        if closing:
            values["closing"] = closing
        if annexes:
            values["annexes"] = annexes
        self.titles(front, values)

    def _in_order(self, part: Element, last: int) -> int:
        """The place of the last part so far, where `last` is that of the part before.

        A part behind a later one, or the second of its kind, is moved, and a finding says so.
        """
        name = name_of(part)
        place = _ORDER.get(name)
        if place is None:
            return last
        is_repeated = place == last and last > 0
        is_moved = place < last
        if not (is_moved or is_repeated) or not words_of(part).strip():
            return max(place, last)
        if is_repeated:
            self.guess(part, say("more of the <{name}> before it", name=name))
        else:
            message = say(
                "<{name}> comes after parts that it precedes in the record: its words are moved before them",
                name=name,
            )
            self.remarks.say(GUESSED, message, part, severity=Severity.WARNING)
        return last

    # --- annexes ----------------------------------------------------------------------------------

    def _annexes(self, part: Element, wrapper_name: str) -> list[AnnexValues]:
        """The annexes of a document, each in a wrapper of that name."""
        found: list[AnnexValues] = []
        for wrapper in self.only(part):
            name = akn(wrapper)
            if name == wrapper_name:
                found += self._annex(wrapper)
            elif not self.aside(wrapper, name):
                self.leave(wrapper)
        return found

    def _annex(self, wrapper: Element) -> list[AnnexValues]:
        """An annex: the label of its wrapper, and the document inside.

        Nothing if there is neither.
        """
        value: AnnexValues = {}
        self.identify(wrapper, value)
        head = Head(self)
        has_document = False
        for child in self.only(wrapper):
            name = akn(child)
            if head.take(child):
                continue
            if name in ("statement", "doc") and not has_document:
                has_document = True
                if name == "statement":
                    value["kind"] = as_kind(child.get("name") or "", "statement")
                self.document(child, value)
            elif not self.aside(child, name):
                self.leave(child)
        self._head_annex(wrapper, head, value)
        if has_document or value.keys() - {"eid"}:
            return [value]
        return []

    def _head_annex(self, wrapper: Element, head: Head, value: AnnexValues) -> None:
        """Put number and heading into an annex: the heading is its title, or stands below that."""
        number = head.number()
        if number is not None:
            value["num"] = number
        heading = head.heading()
        if heading is None:
            if not head.notes:
                return
            heading = empty()
        self.guess(
            wrapper, say("an annex, its heading as the title or a line under it")
        )
        head.give_notes(heading)
        if "title" in value:
            value["subtitles"] = [heading, *value.get("subtitles", ())]
        else:
            value["title"] = heading

    def _beside(
        self,
        carrier: Element,
        main: Element,
        carriers: list[Element],
        cover: CoverValues | None,
    ) -> list[AnnexValues]:
        """What a cover note or a collection holds beside the declaration, as annexes of it.

        The word above the declaration is put into the cover note.
        """
        annexes: list[AnnexValues] = []
        for holder in carrier:
            if name_of(holder) not in _WRAPPERS:
                continue
            for wrapper in self.only(holder):
                inside = list(wrapper)
                name = akn(wrapper)
                if main in inside or any(each in inside for each in carriers):
                    self._label(wrapper, main, carriers, cover)
                elif name in _WRAPPERS.values():
                    for annex in self._annex(wrapper):
                        self.guess(wrapper, say("an annex of the declaration"))
                        annexes.append(annex)
                elif not self.aside(wrapper, name):
                    self.leave(wrapper)
        return annexes

    def _label(
        self,
        wrapper: Element,
        main: Element,
        carriers: list[Element],
        cover: CoverValues | None,
    ) -> None:
        """Read the word above the declaration; one above a note in a collection has no place."""
        is_above = main in list(wrapper) and bool(carriers)
        for child in self.only(wrapper):
            name = akn(child)
            is_label = name in HEADINGS or name == "num"
            wanted = is_above and is_label
            if wanted and cover is not None and "annex_label" not in cover:
                self.in_cover = True
                cover["annex_label"] = self.text(child)
                self.in_cover = False
            elif child is not main and child not in carriers:
                self.leave(child)

    # --- notes and links --------------------------------------------------------------------------

    def _read_uncalled_notes(self) -> None:
        """Read the notes of `meta` that nothing calls; one that is read may call another."""
        for name in list(self.meta_notes):
            if name in self.meta_notes:
                self.note_of_meta(self.meta_notes.pop(name))

    def _relink(self) -> None:
        """Turn the links inside the file to the eids that its nodes have in the record."""
        for mark in self.local_links:
            name = (mark["href"] or "").removeprefix("#")
            known = self.kept.get(name) or self.note_eids.get(name)
            if known is None and self.ours:
                known = self.of_record(name)
            if known is not None:
                mark["href"] = f"#{known}"

    # --- cover note -------------------------------------------------------------------------------

    def cover(self, carriers: list[Element]) -> CoverValues:
        """The cover note, of a `doc`, or of a collection and the `doc` in it.

        Front matter becomes fields, all else paragraphs. The innermost note says what it is.
        """
        self.in_cover = True
        note = carriers[-1]
        meta = note.find(META)
        kind = as_kind(note.get("name") or "", "note")
        value: CoverValues = {"kind": kind}
        if meta is not None:
            self.work(meta, value)
        if "iri" not in value:
            date = value.get("date")
            day = date["value"] if date else None
            value["iri"] = work_iri("xx", kind, day, kind, carrier=True)
        value["fields"] = []
        value["paragraphs"] = []
        for carrier in carriers:
            for part in self.only(carrier):
                self._part_of_cover(part, value)
        self.in_cover = False
        return value

    def _part_of_cover(self, part: Element, value: CoverValues) -> None:
        """Put a part of a cover note into its fields or paragraphs."""
        name = akn(part)
        if name in _FRONT:
            value["fields"] += self.fields(part)
        elif name in _WRAPPERS or name == "meta":
            return
        elif name in _ORDER:
            value["paragraphs"] += self._paragraphs(part, name)
        elif not self.aside(part, name):
            self.leave(part)

    def _paragraphs(self, part: Element, name: str) -> list[NodeValues]:
        """A body, preamble or conclusions as paragraphs of a cover note."""
        if name in _BODIES:
            return _flat(self.body(part))
        if name == "preamble":
            found = [_as_paragraph(recital) for recital in opened(self.preamble(part))]
        else:
            lines = _lines_of(self.closing(part))
            found = [{"kind": "paragraph", "content": [line]} for line in lines]
        if found:
            self.guess(part, say("paragraphs of the cover note"))
        return found


def _top(root: Element) -> Element:
    """The document of a file: the first that holds a declaration, else the first of all."""
    if name_of(root) != "akomaNtoso" or not len(root):
        return root
    for child in root:
        if chosen(child)[1] is not None:
            return child
    return root[0]


def _as_paragraph(recital: NodeValues) -> NodeValues:
    """A recital as a paragraph, which has no role."""
    paragraph: NodeValues = {**recital, "kind": "paragraph"}
    paragraph.pop("role", None)
    return paragraph


def _lines_of(closing: Iterable[ClosingValues]) -> list[TextValues]:
    """The text blocks of conclusions, those of signatures among them."""
    found: list[TextValues] = []
    for part in closing:
        if part["kind"] == "signature":
            found += [line["value"] for line in part["lines"]]
        else:
            found.append(part)
    return found


def _flat(body: Iterable[NodeValues]) -> list[NodeValues]:
    """The paragraphs of a body: a cover note has no sections, their labels become paragraphs."""
    found: list[NodeValues] = []
    for part in body:
        if part["kind"] == "paragraph":
            found.append(part)
            continue
        if "num" in part or "heading" in part:
            found.append(labelled("paragraph", part))
        found += _flat(part.get("body", ()))
    return found


def _printed_date(front: Iterable[Element]) -> DateValues | None:
    """The first day that a `docDate` of the front matter gives; the year 0001 is none."""
    for part in front:
        for element in part.iter(f"{A}docDate"):
            day = (element.get("date") or "")[:10]
            if is_date(day) and not day.startswith(NO_YEAR):
                return {"value": day, "basis": "text"}
    return None
