"""A whole file of ours, from the root to the last annex, by the mapping to the letter."""

from collections.abc import Collection

from communique.formats.akn import record
from communique.formats.akn.exact import HEADING, NUM, Exact, P, refuse
from communique.formats.akn.inline import Unexpected, only
from communique.formats.akn.metadata import META, OF_WRITTEN, OF_WRITTEN_PART, unplaced
from communique.formats.akn.names import LANG, A, C, kebab
from communique.formats.akn.tree import Element
from communique.values import Values

STATEMENT, DOC = f"{A}statement", f"{A}doc"
_PARTS = {META, *(f"{A}{name}" for name in ("preface", "preamble", "mainBody", "conclusions", "attachments"))}
_NOT_WRITTEN = {f"{A}TLCTerm", f"{A}TLCReference"}


def is_ours(root: Element) -> bool:
    """Whether the file says that it was written by this library: a declaration in it has a `c:record`."""
    return root.find(f"{A}statement/{A}meta/{A}proprietary/{C}record") is not None or (
        root.find(f"{A}doc/{A}attachments/{A}attachment/{A}statement/{A}meta/{A}proprietary/{C}record") is not None
    )


class Whole(Exact):
    """Reads a whole file of ours."""

    def file(self, root: Element) -> Values:
        """The values of the record, every eid among them. Raises Unexpected where the file is not as the mapping says."""
        top = only(root)[0]
        if len(root) != 1 or top.tag not in (STATEMENT, DOC):
            raise Unexpected(root)
        if top.tag == STATEMENT:
            return self.statement(top)
        parts = self.divided(top)
        attachments = parts.get("attachments")
        if attachments is None or len(only(attachments)) != 1:
            raise Unexpected(top)
        cover: Values = {"kind": kebab(top.get("name") or ""), **record.work(parts["meta"])}
        if "preface" in parts:
            cover["fields"] = self.fields(parts["preface"])
        paragraphs = self.body(parts["mainBody"])
        if paragraphs:
            cover["paragraphs"] = paragraphs
        if not len(attachments[0]):
            raise Unexpected(top)
        *labels, statement = only(attachments[0])
        if labels:
            if len(labels) > 1 or labels[0].tag != HEADING:
                raise Unexpected(attachments[0])
            cover["annex_label"] = self.text(labels[0])
        if statement.tag != STATEMENT:
            raise Unexpected(statement)
        return {**self.statement(statement), "cover": cover}

    def divided(self, document: Element, meta: Collection[str] = OF_WRITTEN_PART) -> dict[str, Element]:
        """The parts of a document by name; `meta` is what its metadata may hold."""
        parts = {part.tag[len(A) :]: part for part in only(document) if part.tag in _PARTS}
        if len(parts) != len(document) or "meta" not in parts or "mainBody" not in parts:
            raise Unexpected(document)
        if any(unplaced(parts["meta"], meta)) or any(
            e.tag in _NOT_WRITTEN for e in parts["meta"].iterfind(f"{A}references/*")
        ):
            raise Unexpected(parts["meta"])
        return parts

    def statement(self, element: Element) -> Values:
        """The declaration."""
        parts = self.divided(element, OF_WRITTEN)
        meta = parts["meta"]
        values: Values = {
            **record.own(meta, self.prefix),
            **record.work(meta),
            **record.expression(meta),
            "kind": kebab(element.get("name") or ""),
            "language": parts["mainBody"].get(LANG),
            **self.document(parts),
        }
        if self.short_title is not None:
            values["short_title"] = self.short_title
        names = record.names(meta, self.prefix)
        entities = record.entities(meta, self.prefix, names)
        if names:
            raise Unexpected(meta)
        subjects = record.subjects(meta)
        for name, found in (("entities", entities), ("subjects", subjects)):
            if found:
                values[name] = found
        self.uncalled(meta)
        if self.notes:
            values["notes"] = self.notes
        return values

    def document(self, parts: dict[str, Element]) -> Values:
        """What a declaration and an annex have in common, from the title to the annexes."""
        values: Values = {}
        if "preface" in parts:
            self.titles(parts["preface"], values)
        if "preamble" in parts:
            values["preamble"] = self.preamble(parts["preamble"])
        body = self.body(parts["mainBody"])
        if body:
            values["body"] = body
        if "conclusions" in parts:
            values["closing"] = self.closing(parts["conclusions"])
        if "attachments" in parts:
            values["annexes"] = [self.annex(attachment) for attachment in only(parts["attachments"])]
        return values

    def titles(self, preface: Element, values: Values) -> None:
        """The title and the lines under it."""
        if len(preface) != 1 or preface[0].tag != f"{A}longTitle":
            raise Unexpected(preface)
        lines = only(only(preface)[0])
        subtitles = []
        for at, line in enumerate(lines):
            if at == 0 and len(line) == 1 and line[0].tag == f"{A}docTitle":
                only(line)
                values["title"] = self.text(line[0])
            else:
                subtitles.append(self.text(line) if line.tag == P else refuse(line))
        if subtitles:
            values["subtitles"] = subtitles

    def body(self, element: Element) -> list[Values]:
        """What `mainBody` holds; the empty `p` that the schema demands is nothing."""
        if len(element) == 1 and element[0].tag == P and not len(element[0]) and not element[0].text:
            return []
        return self.parts(only(element))

    def annex(self, attachment: Element) -> Values:
        """An annex."""
        if not len(attachment):
            raise Unexpected(attachment)
        *labels, document = only(attachment)
        value: Values = {"eid": self.eid(attachment)}
        for label in labels:
            if label.tag != NUM:
                raise Unexpected(label)
            self.label(label, value)
        if document.tag == STATEMENT:
            value["kind"] = kebab(document.get("name") or "")
        elif document.tag != DOC:
            raise Unexpected(document)
        before = self.short_title
        value.update(self.document(self.divided(document)))
        if self.short_title != before:
            raise Unexpected(document)
        return value

    def uncalled(self, meta: Element) -> None:
        """The notes that nothing calls; their words stand in `meta` and are no text of the document."""
        words, labels, breaks = self.words, self.labels, self.breaks
        self.words, self.labels, self.breaks = [], [], 0
        for notes in meta.findall(f"{A}notes"):
            for note in notes:
                self.note(note)
        self.checked()
        self.words, self.labels, self.breaks = words, labels, breaks

    def checked(self) -> tuple[str, str]:
        """All words and all labels. Raises Unexpected if white space among them is not as we write it."""
        words, labels = "".join(self.words), "".join(self.labels)
        if "\t" in words or "\r" in words or words.count("\n") != self.breaks:
            raise Unexpected(Element("text"))
        if "\n" in labels or "\t" in labels or "\r" in labels:
            raise Unexpected(Element("num"))
        return words, labels
