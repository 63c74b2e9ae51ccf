"""A Declaration as Akoma Ntoso 3.0, valid against the strict schema whatever the record, the same bytes every time."""

from collections.abc import Iterable
from itertools import chain
from typing import assert_never

from communique.formats.akn import frame
from communique.formats.akn.frame import Work, link
from communique.formats.akn.names import AKN, EDITOR, FIELD_ELEMENTS, OURS, UNKNOWN_AUTHOR, camel
from communique.formats.akn.structure import ShortTitle, Structure, leaf, quoted, revealed, with_short_title
from communique.model import Declaration
from communique.model.nodes import levels
from communique.model.parts import Annex, Cover, CoverField
from communique.model.text import Node, TextBlock


def write(declaration: Declaration) -> str:
    """The declaration as the text of an Akoma Ntoso file: LF, two spaces of indentation, `UTF-8` declared."""
    return _Writer(declaration).file()


class _Writer(Structure):
    """Assembles the file: the frame around what `Structure` lays out."""

    def __init__(self, declaration: Declaration) -> None:
        super().__init__(declaration)
        self.scope = self.spans.scope
        known = self.spans.inline
        parties = (signatory.party for signatory in declaration.signatories)
        refs = [party.ref for party in parties if party is not None and party.ref in known]
        self.authors = tuple(f"{self.scope}{ref}" for ref in dict.fromkeys(refs)) or (f"{self.scope}{UNKNOWN_AUTHOR}",)
        self.title_marks = with_short_title(declaration.title, declaration.short_title) if declaration.title else ()
        printed = any(isinstance(mark, ShortTitle) for mark in self.title_marks)
        self.short_title = None if printed else declaration.short_title

    def lines(self, lines: Iterable[str], pad: str) -> None:
        """Lines of a part of `meta`, indented."""
        self.out.extend([f"{pad}{line}\n" for line in lines])

    def file(self) -> str:
        """The whole file."""
        out, declaration = self.out, self.declaration
        out.append('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.append(f'<akomaNtoso xmlns="{AKN}" xmlns:c="{OURS}">\n')
        if declaration.cover is None:
            self.statement("  ")
        else:
            self.carrier(declaration.cover)
        out.append("</akomaNtoso>\n")
        return revealed("".join(out))

    def carrier(self, cover: Cover) -> None:
        """`doc`, with the declaration attached."""
        out, spans, declaration = self.out, self.spans, self.declaration
        spans.prefix = ""
        label = " ".join(cover.annex_label.text.split()) if cover.annex_label is not None else ""
        first, second = spans.derived("componentData_1"), spans.derived("componentData_2")
        components = (
            "    <componentInfo>",
            f'      <componentData{first} href="#body" name="main" showAs="{cover.kind}"/>',
            f'      <componentData{second} href="#att_1" name="annex" showAs="{quoted(label or "annex")}"/>',
            "    </componentInfo>",
        )
        work = Work(cover.iri, "main", cover.date, (UNKNOWN_AUTHOR,), cover.identifiers, True, components)
        used = used_by_cover(declaration)
        eid = spans.derived("hasAttachment_1")
        out.append(f'  <doc name="{camel(cover.kind)}" contains="originalVersion">\n    <meta>\n')
        self.lines(frame.identification(work, declaration, ""), "      ")
        out.append(f'      <references source="#{EDITOR}">\n')
        self.lines([link("hasAttachment", eid, declaration.iri, declaration.kind)], "        ")
        self.lines(frame.entries([each for each in declaration.entities if each.id in used], ""), "        ")
        self.lines(frame.technical("", unknown_author=True), "        ")
        out.append("      </references>\n    </meta>\n")
        self.front_matter(cover.fields)
        self.body(cover.paragraphs, "", declaration.language, "    ")
        out.append(f"    <attachments>\n      <attachment{spans.derived('att_1')}>\n")
        self.label(None, cover.annex_label, "att_1", "        ")
        spans.prefix = self.scope
        self.statement("        ")
        out.append("      </attachment>\n    </attachments>\n  </doc>\n")

    def front_matter(self, fields: tuple[CoverField, ...]) -> None:
        """The cover's fields in printed order."""
        if not fields:
            return
        out, spans, node = self.out, self.spans, "preface__container_1"
        out.append(f'    <preface{spans.derived("preface")} xml:lang="{self.declaration.language}">\n')
        out.append(f'      <container{spans.derived(node)} name="frontMatter">\n')
        for field in fields:
            name = FIELD_ELEMENTS.get(field.key)
            opening, name = (name, name) if name is not None else ('inline name="value"', "inline")
            value = spans.held(opening, name, field.value, node)
            label = "" if field.label is None else leaf('inline name="label"', "inline", field.label) + " "
            out.append(f'        <block name="{camel(field.key)}">{label}{value}</block>\n')
        out.append("      </container>\n    </preface>\n")

    def statement(self, pad: str) -> None:
        """The declaration itself."""
        out, spans, declaration, scope = self.out, self.spans, self.declaration, self.scope
        out.append(f'{pad}<statement name="{camel(declaration.kind)}" contains="originalVersion">\n')
        work = Work(
            declaration.iri, "main", declaration.date, self.authors, declaration.identifiers, True, (),
            self.short_title, declaration.authenticity, declaration.translation_of,
        )  # fmt: skip
        links = []
        if declaration.cover is not None:
            eid = spans.derived(f"{scope}attachmentOf_1")
            links.append(link("attachmentOf", eid, declaration.cover.iri, declaration.cover.kind))
        links += self.attached(declaration.annexes, scope, "main")
        out.append(f"{pad}  <meta>\n")
        inner = pad + "    "
        self.lines(frame.identification(work, declaration, scope), inner)
        self.lines(frame.classification(declaration.subjects, scope), inner)
        out.append(f'{inner}<references source="#{scope}{EDITOR}">\n')
        self.lines(links, inner + "  ")
        self.lines(frame.entries(declaration.entities, scope), inner + "  ")
        unknown = self.authors == (f"{scope}{UNKNOWN_AUTHOR}",) or declaration.translation_of is not None
        self.lines(frame.technical(scope, unknown_author=unknown), inner + "  ")
        out.append(f"{inner}</references>\n")
        at = len(out)
        out.append("")  # the notes that nothing calls: known when all else is written
        self.lines(frame.record(declaration, scope), inner)
        out.append(f"{pad}  </meta>\n")
        self.document(declaration, scope, pad + "  ", "main", declaration.kind)
        out.append(f"{pad}</statement>\n")
        out[at] = self.uncalled(inner)

    def attached(self, annexes: tuple[Annex, ...], scope: str, component: str) -> list[str]:
        """The links to a document's annexes."""
        links = []
        for count, annex in enumerate(annexes, 1):
            eid = self.spans.derived(f"{scope}hasAttachment_{count}")
            href = f"{self.declaration.iri}/!{below(component, count)}"
            links.append(link("hasAttachment", eid, href, annex.num or "annex"))
        return links

    def uncalled(self, pad: str) -> str:
        """`notes`, for those that nothing in the text calls."""
        spans, (out, self.out) = self.spans, (self.out, [])
        for note in self.declaration.notes:
            if note.eid not in spans.standing:
                eid = spans.standing[note.eid] = spans.eid(note.eid)
                marker = "" if note.marker is None else f' marker="{quoted(note.marker)}"'
                self.out.append(f'{pad}  <note eId="{eid}"{marker} placement="bottom">\n')
                self.blocks(note.content, eid, pad + "    ")
                self.out.append(f"{pad}  </note>\n")
        notes, self.out = self.out, out
        if not notes:
            return ""
        return f'{pad}<notes source="#{self.scope}{EDITOR}">\n{"".join(notes)}{pad}</notes>\n'

    def document(self, document: Declaration | Annex, scope: str, pad: str, component: str, label: str) -> None:
        """What a declaration and an annex have in common, from the title to the annexes."""
        out, spans, declaration = self.out, self.spans, self.declaration
        language = declaration.language
        if document.title is not None or document.subtitles:
            node = f"{scope}preface__longTitle_1"
            out.append(f'{pad}<preface{spans.derived(f"{scope}preface")} xml:lang="{language}">\n')
            out.append(f"{pad}  <longTitle{spans.derived(node)}>\n")
            if document.title is not None:
                marks = self.title_marks if document is declaration else None
                out.append(f"{pad}    <p>{spans.held('docTitle', 'docTitle', document.title, node, marks)}</p>\n")
            out.extend([f"{pad}    {spans.held('p', 'p', line, node)}\n" for line in document.subtitles])
            out.append(f"{pad}  </longTitle>\n{pad}</preface>\n")
        if document.preamble:
            self.preamble(document.preamble, scope, language, pad)
        self.body(document.body, scope, language, pad)
        if document.closing:
            self.closing(document.closing, scope, language, pad)
        if document.annexes:
            out.append(f"{pad}<attachments>\n")
            for count, annex in enumerate(document.annexes, 1):
                eid = spans.derived(f"{spans.eid(annex.eid)}__attachmentOf_1")
                parent = link("attachmentOf", eid, f"{declaration.iri}/!{component}", label)
                self.annex(annex, below(component, count), parent, pad + "  ")
            out.append(f"{pad}</attachments>\n")

    def annex(self, annex: Annex, component: str, parent: str, pad: str) -> None:
        """An attachment: `doc`, or `statement` if the annex is a declaration itself."""
        out, declaration = self.out, self.declaration
        eid = self.spans.eid(annex.eid)
        name, kind = ("doc", "annex") if annex.kind is None else ("statement", camel(annex.kind))
        inner = pad + "      "
        out.append(f'{pad}<attachment eId="{eid}">\n')
        self.label(annex.num, None, eid, pad + "  ")
        out.append(f'{pad}  <{name} name="{kind}" contains="originalVersion">\n{pad}    <meta>\n')
        work = Work(declaration.iri, component, declaration.date, self.authors)
        self.lines(frame.identification(work, declaration, self.scope), inner)
        out.append(f'{inner}<references source="#{self.scope}{EDITOR}">\n')
        self.lines([parent, *self.attached(annex.annexes, f"{eid}__", component)], inner + "  ")
        out.append(f"{inner}</references>\n{pad}    </meta>\n")
        self.document(annex, f"{eid}__", pad + "    ", component, annex.num or "annex")
        out.append(f"{pad}  </{name}>\n{pad}</attachment>\n")


def below(component: str, count: int) -> str:
    """The component of an annex, by that of the document it is attached to: `annex_1/annex_2`."""
    return f"annex_{count}" if component == "main" else f"{component}/annex_{count}"


def used_by_cover(declaration: Declaration) -> set[str]:
    """The ids of the entities that the cover note names, its own notes included."""
    notes = {note.eid: note for note in declaration.notes}
    waiting: list[Node] = [] if declaration.cover is None else [declaration.cover]
    used: set[str] = set()
    while waiting:
        blocks = (each for each in chain.from_iterable(levels(waiting.pop())) if isinstance(each, TextBlock))
        for mark in chain.from_iterable(block.marks for block in blocks):
            match mark.kind:
                case "entity":
                    used.add(mark.ref)
                case "act":
                    used.update(mark.actors, mark.addressees, mark.topics, mark.instruments)
                case "note":
                    if mark.ref in notes:
                        waiting.append(notes.pop(mark.ref))
                case "date" | "reference" | "emphasis" | "foreign":
                    pass  # names nobody
                case _:
                    assert_never(mark)
    return used
