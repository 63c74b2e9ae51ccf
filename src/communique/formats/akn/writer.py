"""A Declaration as Akoma Ntoso 3.0, valid against the strict schema whatever the record, the same bytes every time; `meta` first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import assert_never

from communique.formats.akn.names import (
    AKN,
    ATTRIBUTES,
    EDITOR,
    FIELD_ELEMENTS,
    ONTOLOGY,
    OURS,
    TLC_OF_TYPE,
    UNKNOWN_AUTHOR,
    UNKNOWN_DATE,
    camel,
)
from communique.formats.akn.record import named_by
from communique.formats.akn.structure import (
    ShortTitle,
    Structure,
    basis,
    leaf,
    quoted,
    revealed,
    with_short_title,
)
from communique.model import Claim, Declaration, Entity, Identifier, Subject
from communique.model.nodes import nodes_below
from communique.model.parts import Annex, Cover, CoverField
from communique.model.text import Node, TextBlock, names_of
from communique.naming.iso639 import alpha3


def link(name: str, eid: str, href: str, label: str) -> str:
    """The entry in `references` of a document that is attached to this one, or that this one is attached to."""
    return f'<{name}{eid} href="{quoted(href)}" showAs="{quoted(label)}" type="annex"/>'


@dataclass(frozen=True, slots=True)
class Work:
    """What one `meta` says of its Work: everything that differs between a note, a declaration and an annex."""

    iri: str
    component: str
    date: Claim | None
    authors: tuple[str, ...]
    identifiers: tuple[Identifier, ...] = ()
    claimed: bool = False
    parts: tuple[str, ...] = ()
    short_title: str | None = None
    authenticity: str | None = None
    translation_of: str | None = None


def identification(work: Work, declaration: Declaration, scope: str) -> list[str]:
    """The lines of `identification`, not indented from outside."""
    language = alpha3(declaration.language)
    day = work.date.value if work.date is not None and len(work.date.value) == 10 else ""
    expression = f"{work.iri}/{language}@{day}"
    date, name = sentinel(work.date.value if work.date is not None else None)
    why = basis(work.date.basis, work.date.source) if work.date is not None and work.claimed else ""
    retrieved = declaration.source.retrieved if declaration.source is not None else None
    made, made_name = (
        (sentinel(retrieved)[0], "retrieval")
        if retrieved is not None
        else (UNKNOWN_DATE, "unknown")
    )
    original = work.translation_of
    code = alpha3(original or "")
    by = f'by="#{scope}{UNKNOWN_AUTHOR}" c:language="{original}"'
    return [
        f'<identification source="#{scope}{EDITOR}">',
        "  <FRBRWork>",
        *_head(work.iri, work.component, ""),
        *[
            f"    <FRBRalias{_given(name=each.scheme, value=each.value)}{basis(each.basis, each.source)}/>"
            for each in work.identifiers
        ],
        f'    <FRBRdate date="{date}" name="{name}"{why}/>',
        *[f'    <FRBRauthor href="#{author}"/>' for author in work.authors],
        *work.parts,
        *_segments(work.iri),
        '    <FRBRprescriptive value="false"/>',
        "  </FRBRWork>",
        "  <FRBRExpression>",
        *_head(expression, work.component, ""),
        *_maybe(
            work.short_title, f"<FRBRalias{_given(name='shortTitle', value=work.short_title)}/>"
        ),
        f'    <FRBRdate date="{date}" name="{name}"/>',
        f'    <FRBRauthor href="#{work.authors[0]}"/>',
        *_maybe(
            work.authenticity,
            f'<FRBRauthoritative value="{str(work.authenticity == "official").lower()}"/>',
        ),
        f'    <FRBRlanguage language="{language}"/>',
        *_maybe(
            original,
            f'<FRBRtranslation href="{quoted(work.iri)}/{code}@" fromLanguage="{code}" {by}/>',
        ),
        "  </FRBRExpression>",
        "  <FRBRManifestation>",
        *_head(expression, work.component, ".xml"),
        f'    <FRBRdate date="{made}" name="{made_name}"/>',
        f'    <FRBRauthor href="#{scope}{EDITOR}"/>',
        '    <FRBRformat value="xml"/>',
        "  </FRBRManifestation>",
        "</identification>",
    ]


def sentinel(value: str | None) -> tuple[str, str]:
    """A date as `FRBRdate` takes it, a day and a name that says what the day is worth."""
    if value is None:
        return UNKNOWN_DATE, "unknown"
    name = {10: "adoption", 7: "monthOnly"}.get(len(value), "yearOnly")
    return f"{value}-01-01"[:10], name


def _head(iri: str, component: str, suffix: str) -> list[str]:
    return [
        f'    <FRBRthis value="{quoted(iri)}/!{component}{suffix}"/>',
        f'    <FRBRuri value="{quoted(iri)}{suffix}"/>',
    ]


def _segments(iri: str) -> list[str]:
    """Country, subtype and name, as far as the Work's IRI has them: `/akn/{country}/{type}/{subtype}/.../{name}`."""
    country, *rest = iri.split("/")[2:]
    dated = next(
        (at for at, part in enumerate(rest) if re.fullmatch(r"\d{4}(-\d\d){0,2}", part)),
        len(rest) - 1,
    )
    lines = [f'    <FRBRcountry value="{quoted(country)}"/>']
    if dated > 1:
        lines.append(f'    <FRBRsubtype value="{quoted(rest[1])}"/>')
    if len(rest) > 1:
        lines.append(f'    <FRBRname value="{quoted(rest[-1])}"/>')
    return lines


def _maybe(there: object, line: str) -> list[str]:
    """A line of a level, if there is what it says."""
    return [] if there is None else [f"    {line}"]


def entries(entities: Iterable[Entity], scope: str) -> list[str]:
    """An entry of `references` for each entity."""
    lines: list[str] = []
    for entity in entities:
        name = TLC_OF_TYPE[entity.type]
        first, *others = entity.same_as or (f"{ONTOLOGY}{name[3:].lower()}/{entity.id}",)
        acronym = "" if entity.acronym is None else f' shortForm="{quoted(entity.acronym)}"'
        kind = ' c:type="state"' if entity.type == "state" else ""
        same = f' c:sameAs="{quoted(" ".join(others))}"' if others else ""
        lines.append(
            f'<{name} eId="{scope}{entity.id}" href="{quoted(first)}" showAs="{quoted(entity.label)}"{acronym}{kind}{same}'
            f"{basis(entity.basis, entity.source)}/>"
        )
    return lines


def technical(scope: str, *, unknown_author: bool) -> list[str]:
    """The entries that the frame itself points at."""
    names = {EDITOR: "communique", **({UNKNOWN_AUTHOR: "unknown"} if unknown_author else {})}
    entry = '<TLCOrganization eId="{}" href="{}organization/{name}" showAs="{name}"/>'
    return [entry.format(f"{scope}{eid}", ONTOLOGY, name=name) for eid, name in names.items()]


def classification(subjects: Iterable[Subject], scope: str) -> list[str]:
    """`classification`: an entry for each subject. A subject without a code has its words for it."""
    lines = []
    for subject in subjects:
        code = subject.label if subject.code is None else subject.code
        said = _given(
            value=code, href=subject.uri, showAs=subject.label, dictionary=named_by(subject.scheme)
        )
        ours = {
            "c:subject": None if subject.role == "subject" else subject.role,
            "c:coded": "true" if subject.code == subject.label else None,
        }
        lines.append(f"  <keyword{said}{_given(**ours)}{basis(subject.basis, subject.source)}/>")
    return (
        [f'<classification source="#{scope}{EDITOR}">', *lines, "</classification>"]
        if lines
        else []
    )


def record(declaration: Declaration, scope: str) -> list[str]:
    """`proprietary`: what the standard has no element for."""
    parts: dict[str, Iterable[Node | None]] = {
        "place": [declaration.place], "document": declaration.related_documents, "sponsor": declaration.sponsors,
        "vote": declaration.votes, "signatory": declaration.signatories,
    }  # fmt: skip
    inner = [line for name, held in parts.items() for each in held if each is not None
             for line in _element(name, each, scope)]  # fmt: skip
    for entity in declaration.entities:
        names = [f"  {line}" for each in entity.names for line in _element("name", each, scope)]
        inner += [f'<c:entity of="#{scope}{entity.id}">', *names, "</c:entity>"] if names else []
    inner += _element("provenance", declaration.source, scope) if declaration.source else []
    opening = f'<c:record version="{declaration.schema_version}" id="{declaration.id}"'
    lines = [f"    {line}" for line in inner]
    body = [f"  {opening}>", *lines, "  </c:record>"] if lines else [f"  {opening}/>"]
    return [f'<proprietary source="#{scope}{EDITOR}">', *body, "</proprietary>"]


def _element(name: str, node: Node, scope: str) -> list[str]:
    """A node as an element: the nodes it holds as elements in it, `text` as its words, all else as attributes."""
    given, words, inner = "", "", []
    for field in names_of(type(node)):
        if (value := getattr(node, field)) is None:
            continue
        if field == "text":
            words = value
        elif isinstance(value, Node | tuple):
            held = value if isinstance(value, tuple) else (value,)
            inner += [
                f"  {line}"
                for each in held
                for line in _element(field.removesuffix("s"), each, scope)
            ]
        else:
            said = f"#{scope}{value}" if field == "ref" else quoted(str(value))
            given += f' {ATTRIBUTES.get(field, field)}="{said}"'
    return (
        [f"<c:{name}{given}>", *inner, f"</c:{name}>"]
        if inner
        else [leaf(f"c:{name}{given}", f"c:{name}", words)]
    )


def _given(**values: object) -> str:
    """Those values that there are, as attributes."""
    return "".join(
        [f' {name}="{quoted(str(value))}"' for name, value in values.items() if value is not None]
    )


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
        self.authors = tuple(f"{self.scope}{ref}" for ref in dict.fromkeys(refs)) or (
            f"{self.scope}{UNKNOWN_AUTHOR}",
        )
        self.title_marks = (
            with_short_title(declaration.title, declaration.short_title)
            if declaration.title
            else ()
        )
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
        work = Work(
            cover.iri, "main", cover.date, (UNKNOWN_AUTHOR,), cover.identifiers, True, components
        )
        used = used_by_cover(declaration)
        eid = spans.derived("hasAttachment_1")
        out.append(f'  <doc name="{camel(cover.kind)}" contains="originalVersion">\n    <meta>\n')
        self.lines(identification(work, declaration, ""), "      ")
        out.append(f'      <references source="#{EDITOR}">\n')
        self.lines([link("hasAttachment", eid, declaration.iri, declaration.kind)], "        ")
        self.lines(
            entries([each for each in declaration.entities if each.id in used], ""), "        "
        )
        self.lines(technical("", unknown_author=True), "        ")
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
        out.append(
            f'    <preface{spans.derived("preface")} xml:lang="{self.declaration.language}">\n'
        )
        out.append(f'      <container{spans.derived(node)} name="frontMatter">\n')
        for field in fields:
            name = FIELD_ELEMENTS.get(field.key)
            opening, name = (name, name) if name is not None else ('inline name="value"', "inline")
            value = spans.held(opening, name, field.value, node)
            label = (
                ""
                if field.label is None
                else leaf('inline name="label"', "inline", field.label) + " "
            )
            out.append(f'        <block name="{camel(field.key)}">{label}{value}</block>\n')
        out.append("      </container>\n    </preface>\n")

    def statement(self, pad: str) -> None:
        """The declaration itself."""
        out, spans, declaration, scope = self.out, self.spans, self.declaration, self.scope
        out.append(
            f'{pad}<statement name="{camel(declaration.kind)}" contains="originalVersion">\n'
        )
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
        self.lines(identification(work, declaration, scope), inner)
        self.lines(classification(declaration.subjects, scope), inner)
        out.append(f'{inner}<references source="#{scope}{EDITOR}">\n')
        self.lines(links, inner + "  ")
        self.lines(entries(declaration.entities, scope), inner + "  ")
        unknown = (
            self.authors == (f"{scope}{UNKNOWN_AUTHOR}",) or declaration.translation_of is not None
        )
        self.lines(technical(scope, unknown_author=unknown), inner + "  ")
        out.append(f"{inner}</references>\n")
        at = len(out)
        out.append("")  # the notes that nothing calls: known when all else is written
        self.lines(record(declaration, scope), inner)
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

    def document(
        self, document: Declaration | Annex, scope: str, pad: str, component: str, label: str
    ) -> None:
        """What a declaration and an annex have in common, from the title to the annexes."""
        out, spans, declaration = self.out, self.spans, self.declaration
        language = declaration.language
        if document.title is not None or document.subtitles:
            node = f"{scope}preface__longTitle_1"
            out.append(f'{pad}<preface{spans.derived(f"{scope}preface")} xml:lang="{language}">\n')
            out.append(f"{pad}  <longTitle{spans.derived(node)}>\n")
            if document.title is not None:
                marks = self.title_marks if document is declaration else None
                out.append(
                    f"{pad}    <p>{spans.held('docTitle', 'docTitle', document.title, node, marks)}</p>\n"
                )
            out.extend(
                [f"{pad}    {spans.held('p', 'p', line, node)}\n" for line in document.subtitles]
            )
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
        self.lines(identification(work, declaration, self.scope), inner)
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
        nodes = nodes_below(waiting.pop())
        blocks = [node for node in nodes if isinstance(node, TextBlock)]
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
