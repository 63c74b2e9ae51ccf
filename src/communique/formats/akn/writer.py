"""A Declaration as Akoma Ntoso 3.0, valid against the strict schema, the same bytes every time."""

from collections.abc import Iterable

from communique.formats.akn.described import (
    classification,
    entries,
    link,
    proprietary,
    technical,
)
from communique.formats.akn.identification import Work, identification
from communique.formats.akn.markup import leaf, quoted, revealed
from communique.formats.akn.names import (
    AKN,
    EDITOR,
    FIELD_ELEMENTS,
    OURS,
    UNKNOWN_AUTHOR,
    camel,
)
from communique.formats.akn.spans import ShortTitle, marker, with_short_title
from communique.formats.akn.structure import Structure
from communique.model import Declaration
from communique.model.nodes import nodes_below
from communique.model.parts import Annex, Cover, CoverField
from communique.model.text import Node, NoteMark, TextBlock
from communique.places import SourcePlaces


def write(declaration: Declaration) -> str:
    """The declaration as the text of an Akoma Ntoso file.

    Lines end with LF, elements are indented by two spaces, `UTF-8` is declared.
    """
    return _Writer(declaration).file()


def write_with_places(declaration: Declaration, places: SourcePlaces) -> str:
    """The same file, with the places of its nodes in `proprietary`."""
    return _Writer(declaration, places).file()


class _Writer(Structure):
    """Assembles the file: the frame around what `Structure` lays out."""

    def __init__(
        self, declaration: Declaration, places: SourcePlaces | None = None
    ) -> None:
        super().__init__(declaration)
        self.places = places
        self.scope = self.spans.scope
        self.authors = self._authors()
        title = declaration.title
        self.title_marks = (
            with_short_title(title, declaration.short_title) if title else ()
        )
        is_printed = any(isinstance(mark, ShortTitle) for mark in self.title_marks)
        self.short_title = None if is_printed else declaration.short_title

    def _authors(self) -> tuple[str, ...]:
        """The eIds of the entities that sign as parties; of an unknown author if there are none."""
        known = self.spans.inline
        parties = [signatory.party for signatory in self.declaration.signatories]
        refs = [party.ref for party in parties if party is not None]
        authors = [f"{self.scope}{ref}" for ref in dict.fromkeys(refs) if ref in known]
        return tuple(authors) or (f"{self.scope}{UNKNOWN_AUTHOR}",)

    def lines(self, lines: Iterable[str], pad: str) -> None:
        """Lines of `meta`, indented."""
        self.out.extend([f"{pad}{line}\n" for line in lines])

    def file(self) -> str:
        """The whole file."""
        self.out.append('<?xml version="1.0" encoding="UTF-8"?>\n')
        self.out.append(f'<akomaNtoso xmlns="{AKN}" xmlns:c="{OURS}">\n')
        if self.declaration.cover is None:
            self.statement("  ")
        else:
            self.carrier(self.declaration.cover)
        self.out.append("</akomaNtoso>\n")
        return revealed("".join(self.out))

    # --- cover note -------------------------------------------------------------------------------

    def carrier(self, cover: Cover) -> None:
        """A `doc` for the cover note, with the declaration attached."""
        out = self.out
        spans = self.spans
        spans.prefix = ""
        out.append(
            f'  <doc name="{camel(cover.kind)}" contains="originalVersion">\n    <meta>\n'
        )
        self.meta_of_carrier(cover, "      ")
        out.append("    </meta>\n")
        self.front_matter(cover.fields)
        self.body(cover.paragraphs, "", self.declaration.language, "    ")
        out.append(f"    <attachments>\n      <attachment{spans.derived('att_1')}>\n")
        self.label(None, cover.annex_label, "att_1", "        ")
        spans.prefix = self.scope
        self.statement("        ")
        out.append("      </attachment>\n    </attachments>\n  </doc>\n")

    def meta_of_carrier(self, cover: Cover, pad: str) -> None:
        """What `meta` of the cover note holds."""
        declaration = self.declaration
        work = Work(
            iri=cover.iri,
            component="main",
            date=cover.date,
            authors=(UNKNOWN_AUTHOR,),
            identifiers=cover.identifiers,
            claimed=True,
            parts=self._components(cover),
        )
        used = used_by_cover(declaration)
        eid = self.spans.derived("hasAttachment_1")
        attachment = link("hasAttachment", eid, declaration.iri, declaration.kind)
        self.lines(identification(work, declaration, ""), pad)
        self.out.append(f'{pad}<references source="#{EDITOR}">\n')
        self.lines([attachment], pad + "  ")
        self.lines(
            entries([each for each in declaration.entities if each.id in used], ""),
            pad + "  ",
        )
        self.lines(technical("", unknown_author=True), pad + "  ")
        self.out.append(f"{pad}</references>\n")

    def _components(self, cover: Cover) -> tuple[str, ...]:
        """The lines that list the parts of a file with a cover note."""
        label = cover.annex_label
        words = "" if label is None else " ".join(label.text.split())
        shown = quoted(words or "annex")
        first = self.spans.derived("componentData_1")
        second = self.spans.derived("componentData_2")
        return (
            "<componentInfo>",
            f'  <componentData{first} href="#body" name="main" showAs="{cover.kind}"/>',
            f'  <componentData{second} href="#att_1" name="annex" showAs="{shown}"/>',
            "</componentInfo>",
        )

    def front_matter(self, fields: tuple[CoverField, ...]) -> None:
        """The fields of the cover note in printed order."""
        if not fields:
            return
        spans = self.spans
        node = "preface__container_1"
        language = self.declaration.language
        self.out.append(
            f'    <preface{spans.derived("preface")} xml:lang="{language}">\n'
        )
        self.out.append(f'      <container{spans.derived(node)} name="frontMatter">\n')
        for field in fields:
            self.out.append(f"        {self.field(field, node)}\n")
        self.out.append("      </container>\n    </preface>\n")

    def field(self, field: CoverField, node: str) -> str:
        """A field of the cover note on one line."""
        if field.key in FIELD_ELEMENTS:
            name = FIELD_ELEMENTS[field.key]
            value = self.spans.held(name, name, field.value, node)
        else:
            value = self.spans.held('inline name="value"', "inline", field.value, node)
        label = ""
        if field.label is not None:
            label = leaf('inline name="label"', "inline", field.label) + " "
        return f'<block name="{camel(field.key)}">{label}{value}</block>'

    # --- declaration ------------------------------------------------------------------------------

    def statement(self, pad: str) -> None:
        """The declaration itself."""
        declaration = self.declaration
        name = camel(declaration.kind)
        inner = pad + "    "
        self.out.append(f'{pad}<statement name="{name}" contains="originalVersion">\n')
        self.out.append(f"{pad}  <meta>\n")
        self.meta_of_statement(inner)
        at = len(self.out)
        self.out.append(
            ""
        )  # the notes that nothing calls: known when all else is written
        self.lines(proprietary(declaration, self.scope, self.places), inner)
        self.out.append(f"{pad}  </meta>\n")
        self.document(declaration, self.scope, pad + "  ", "main", declaration.kind)
        self.out.append(f"{pad}</statement>\n")
        self.out[at] = self.uncalled(inner)

    def meta_of_statement(self, pad: str) -> None:
        """What `meta` of the declaration holds before its notes."""
        declaration = self.declaration
        scope = self.scope
        work = Work(
            iri=declaration.iri,
            component="main",
            date=declaration.date,
            authors=self.authors,
            identifiers=declaration.identifiers,
            claimed=True,
            short_title=self.short_title,
            authenticity=declaration.authenticity,
            translation_of=declaration.translation_of,
        )
        links: list[str] = []
        cover = declaration.cover
        if cover is not None:
            eid = self.spans.derived(f"{scope}attachmentOf_1")
            links.append(link("attachmentOf", eid, cover.iri, cover.kind))
        links += self.attached(declaration.annexes, scope, "main")
        is_author_unknown = self.authors == (f"{scope}{UNKNOWN_AUTHOR}",)
        names_unknown = is_author_unknown or declaration.translation_of is not None
        self.lines(identification(work, declaration, scope), pad)
        self.lines(classification(declaration.subjects, scope), pad)
        self.out.append(f'{pad}<references source="#{scope}{EDITOR}">\n')
        self.lines(links, pad + "  ")
        self.lines(entries(declaration.entities, scope), pad + "  ")
        self.lines(technical(scope, unknown_author=names_unknown), pad + "  ")
        self.out.append(f"{pad}</references>\n")

    def attached(
        self, annexes: tuple[Annex, ...], scope: str, component: str
    ) -> list[str]:
        """The links to a document's annexes."""
        links: list[str] = []
        for count, annex in enumerate(annexes, 1):
            eid = self.spans.derived(f"{scope}hasAttachment_{count}")
            href = f"{self.declaration.iri}/!{below(component, count)}"
            links.append(link("hasAttachment", eid, href, annex.num or "annex"))
        return links

    def uncalled(self, pad: str) -> str:
        """`notes`, for those that nothing in the text calls; empty if there are none."""
        standing = self.spans.standing
        around = self.out
        self.out = []
        for note in self.declaration.notes:
            if note.eid in standing:
                continue
            eid = self.spans.eid(note.eid)
            standing[note.eid] = eid
            self.out.append(
                f'{pad}  <note eId="{eid}"{marker(note)} placement="bottom">\n'
            )
            self.blocks(note.content, eid, pad + "    ")
            self.out.append(f"{pad}  </note>\n")
        notes = "".join(self.out)
        self.out = around
        if not notes:
            return ""
        return f'{pad}<notes source="#{self.scope}{EDITOR}">\n{notes}{pad}</notes>\n'

    # --- documents --------------------------------------------------------------------------------

    def document(
        self,
        document: Declaration | Annex,
        scope: str,
        pad: str,
        component: str,
        label: str,
    ) -> None:
        """What a declaration and an annex have in common, from the title to the annexes.

        `scope` is the prefix of derived eIds, `component` the part of the file, `label` its name.
        """
        language = self.declaration.language
        self.preface(document, scope, pad)
        if document.preamble:
            self.preamble(document.preamble, scope, language, pad)
        self.body(document.body, scope, language, pad)
        if document.closing:
            self.closing(document.closing, scope, language, pad)
        if not document.annexes:
            return
        self.out.append(f"{pad}<attachments>\n")
        for count, annex in enumerate(document.annexes, 1):
            eid = self.spans.derived(f"{self.spans.eid(annex.eid)}__attachmentOf_1")
            parent = link(
                "attachmentOf", eid, f"{self.declaration.iri}/!{component}", label
            )
            self.annex(annex, below(component, count), parent, pad + "  ")
        self.out.append(f"{pad}</attachments>\n")

    def preface(self, document: Declaration | Annex, scope: str, pad: str) -> None:
        """`preface` with title and subtitles, if there are any."""
        if document.title is None and not document.subtitles:
            return
        out = self.out
        spans = self.spans
        node = f"{scope}preface__longTitle_1"
        eid = spans.derived(f"{scope}preface")
        out.append(f'{pad}<preface{eid} xml:lang="{self.declaration.language}">\n')
        out.append(f"{pad}  <longTitle{spans.derived(node)}>\n")
        if document.title is not None:
            marks = self.title_marks if document is self.declaration else None
            title = spans.held("docTitle", "docTitle", document.title, node, marks)
            out.append(f"{pad}    <p>{title}</p>\n")
        for line in document.subtitles:
            out.append(f"{pad}    {spans.held('p', 'p', line, node)}\n")
        out.append(f"{pad}  </longTitle>\n{pad}</preface>\n")

    def annex(self, annex: Annex, component: str, parent: str, pad: str) -> None:
        """An attachment: a `doc`, or a `statement` if the annex is a declaration itself.

        `parent` is the link to the document that it is attached to.
        """
        out = self.out
        declaration = self.declaration
        eid = self.spans.eid(annex.eid)
        if annex.kind is None:
            name = "doc"
            kind = "annex"
        else:
            name = "statement"
            kind = camel(annex.kind)
        inner = pad + "      "
        work = Work(
            iri=declaration.iri,
            component=component,
            date=declaration.date,
            authors=self.authors,
        )
        links = [parent, *self.attached(annex.annexes, f"{eid}__", component)]
        out.append(f'{pad}<attachment eId="{eid}">\n')
        self.label(annex.num, None, eid, pad + "  ")
        out.append(
            f'{pad}  <{name} name="{kind}" contains="originalVersion">\n{pad}    <meta>\n'
        )
        self.lines(identification(work, declaration, self.scope), inner)
        out.append(f'{inner}<references source="#{self.scope}{EDITOR}">\n')
        self.lines(links, inner + "  ")
        out.append(f"{inner}</references>\n{pad}    </meta>\n")
        self.document(annex, f"{eid}__", pad + "    ", component, annex.num or "annex")
        out.append(f"{pad}  </{name}>\n{pad}</attachment>\n")


def below(component: str, count: int) -> str:
    """The component of an annex, by that of the document it is attached to.

    >>> below("main", 1), below("annex_1", 2)
    ('annex_1', 'annex_1/annex_2')
    """
    return f"annex_{count}" if component == "main" else f"{component}/annex_{count}"


def used_by_cover(declaration: Declaration) -> set[str]:
    """The ids of the entities that the cover note names, its own notes included."""
    if declaration.cover is None:
        return set()
    notes = {note.eid: note for note in declaration.notes}
    waiting: list[Node] = [declaration.cover]
    used: set[str] = set()
    for node in waiting:
        for block in nodes_below(node):
            if not isinstance(block, TextBlock):
                continue
            for mark in block.marks:
                used.update(mark.entities)
                if isinstance(mark, NoteMark) and mark.ref in notes:
                    waiting.append(notes.pop(mark.ref))
    return used
