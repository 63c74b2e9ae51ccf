"""Text and structure as Akoma Ntoso: what looks inside a text block, and what lays out recitals, paragraphs, lists, tables and notes."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from communique.formats.akn.names import (
    ATTACHED,
    COVER,
    INLINE_OF_TYPE,
    MENTION_OF_NONE,
    ROLES,
    STYLES,
)
from communique.model import Declaration
from communique.model.blocks import Block, Note, Point, PointList, Table
from communique.model.nodes import nodes_below
from communique.model.parts import (
    BodyPart,
    ClosingPart,
    Paragraph,
    PreamblePart,
    Recital,
    Section,
    Signature,
    recitals_in,
)
from communique.model.text import ActMark, Mark, NoteMark, TextBlock, woven
from communique.model.text import escaped as between_tags

# C1 controls, line and paragraph separators, bidirectional controls: written as references, so that lines are counted
# alike everywhere and verbatim hides. In UTF-8 each begins with one of three bytes, which most texts have not.
_HIDDEN = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HIDDEN_BYTES = (
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])")),
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xd8", re.compile(rb"\xd8\x9c")),
)


def revealed(xml: str) -> str:
    """The text of a file with every hidden character written as a reference: `&#x2028;`."""
    if xml.isascii():
        return xml
    data = xml.encode()
    if not any(first in data and pattern.search(data) for first, pattern in _HIDDEN_BYTES):
        return xml
    return _HIDDEN.sub(lambda match: f"&#x{ord(match[0]):X};", xml)


def escaped(text: str) -> str:
    """Text as it stands between tags: `&`, `<` and `>` escaped, a line feed as `br`."""
    text = between_tags(text)
    return text.replace("\n", "<br/>") if "\n" in text else text


def quoted(text: str) -> str:
    """Text as it stands in an attribute between double quotes; a line feed becomes a space."""
    return between_tags(text.replace("\n", " ")).replace('"', "&quot;")


def spaced(text: str) -> bool:
    """Whether white space of a text is lost where a reader collapses it: at an edge, or two spaces together."""
    return "  " in text or text[:1] == " " or text[-1:] == " "


_PRESERVE = ' xml:space="preserve"'


def leaf(opening: str, name: str, text: str) -> str:
    """An element that holds plain text: its start tag without `>`, its name, its words."""
    if not text:
        return f"<{opening}/>"
    return f"<{opening}{_PRESERVE if spaced(text) else ''}>{escaped(text)}</{name}>"


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """The words of the title that are the short title: written as an element among those of the marks."""

    start: int
    end: int


def with_short_title(title: TextBlock, words: str | None) -> tuple[Mark | ShortTitle, ...]:
    """The title's marks, and the short title where its words first stand without crossing a mark."""
    marks: tuple[Mark | ShortTitle, ...] = title.marks
    start = title.text.find(words) if words else -1
    while words and start >= 0:
        end = start + len(words)
        if not any(
            mark.start < start < mark.end < end or start < mark.start < end < mark.end
            for mark in marks
        ):
            before = [
                m
                for m in marks
                if m.start < start or (m.start == start and (m.end == start or m.end > end))
            ]
            return (*before, ShortTitle(start, end), *marks[len(before) :])
        start = title.text.find(words, start + 1)
    return marks


_MARKUP = re.compile('[&<>"]')


def _eids(declaration: Declaration) -> list[str]:
    """The eids of all nodes. What text blocks hold has none, and is not looked at: it is most of a record."""
    nodes = nodes_below(declaration, leaves=(TextBlock,))
    eids = [getattr(node, "eid", None) for node in nodes]
    return [eid for eid in eids if eid is not None]


def _mention(name: str) -> tuple[str, str]:
    """The start tag of a mention, up to the id that it names, and the end tag."""
    return f'<{name} refersTo="#', f"</{name}>"


_OF_NONE = _mention(MENTION_OF_NONE)


class Spans:
    """Writes text blocks: knows the prefixes of the file, the entities' elements, and which notes stand already."""

    def __init__(
        self, declaration: Declaration, eids: Iterable[str], note: Callable[[str, Note], str]
    ) -> None:
        """`eids`: those of all nodes. `note` gives the content of a note's element, given its eId in the file."""
        self.attached = declaration.cover is not None
        self.scope = ATTACHED if self.attached else ""
        self.inline = {
            each.id: _mention(INLINE_OF_TYPE[each.type]) for each in declaration.entities
        }
        self.notes = {each.eid: each for each in declaration.notes}
        self.standing: dict[str, str] = {}
        self.refs: dict[str, int] = {}
        self.prefix = self.scope
        self._note = note
        self._plain = _MARKUP.search("".join(eids)) is None
        self.taken = set(map(self.eid, eids))

    def eid(self, eid: str) -> str:
        """A node's eId in the file, as an attribute's value."""
        if self.attached:
            eid = eid[len(COVER) :] if eid.startswith(COVER) else ATTACHED + eid
        return eid if self._plain else quoted(eid)

    def derived(self, eid: str) -> str:
        """The attribute for an eId that is not in the record; verbatim where a node of the record has taken it."""
        return "" if eid in self.taken else f' eId="{eid}"'

    def held(
        self,
        opening: str,
        name: str,
        block: TextBlock,
        node: str,
        marks: tuple[Mark | ShortTitle, ...] | None = None,
    ) -> str:
        """A text block in an element: the start tag without `>`, its name, and the eId its references begin with.

        `marks`: those that are written, where they are not those of the block.
        """
        text, marks = block.text, block.marks if marks is None else marks
        if not marks:
            return leaf(opening, name, text)
        tags = [
            (each.start, each.end, start, end)
            for each in marks
            for start, end in (self._tags(each, node),)
        ]
        inner = woven(text, tags, escaped)
        return f"<{opening}{_PRESERVE if '> <' in inner or spaced(text) else ''}>{inner}</{name}>"

    def _tags(self, mark: Mark | ShortTitle, node: str) -> tuple[str, str]:
        """The start and end tag of a mark; of a note the whole element, and no end tag."""
        if isinstance(mark, ShortTitle):
            return "<shortTitle>", "</shortTitle>"
        why = "" if mark.basis is None and mark.source is None else basis(mark.basis, mark.source)
        match mark.kind:
            case "entity":
                opening, closing = self.inline.get(mark.ref, _OF_NONE)
                return f'{opening}{self.prefix}{mark.ref}"{why}>', closing
            case "date":
                day = mark.date
                if len(day) == 10:
                    return f'<date date="{day}"{why}>', "</date>"
                return f'<inline name="date" c:date="{day}"{why}>', "</inline>"
            case "act":
                return f'<inline name="act"{self._act(mark)}{why}>', "</inline>"
            case "emphasis":
                name = STYLES[mark.style]
                return f"<{name}{why}>", f"</{name}>"
            case "reference":
                scheme = "" if mark.scheme is None else f' c:scheme="{mark.scheme}"'
                if mark.href is None:
                    return f'<inline name="reference"{scheme}{why}>', "</inline>"
                self.refs[node] = self.refs.get(node, 0) + 1
                eid = self.derived(f"{node}__ref_{self.refs[node]}")
                return f'<ref{eid} href="{self._href(mark.href)}"{scheme}{why}>', "</ref>"
            case "foreign":
                return f'<span xml:lang="{mark.language}"{why}>', "</span>"
            case "note":
                return self.call(mark, why), ""
            case _:
                assert_never(mark)

    def _act(self, mark: ActMark) -> str:
        found = f' c:act="{mark.act}"'
        for name in ("actors", "addressees", "topics", "instruments"):
            ids = [f"#{self.prefix}{each}" for each in getattr(mark, name)]
            found += f' c:{name}="{" ".join(ids)}"' if ids else ""
        return found if mark.due is None else f'{found} c:due="{mark.due}"'

    def _href(self, href: str) -> str:
        if self.attached and href.startswith("#") and len(href) > 1:
            local = href[1:]
            cover = local.startswith(COVER) and not local.startswith(COVER + ATTACHED)
            href = f"#{local[len(COVER) :]}" if cover else f"#{ATTACHED}{local}"
        return quoted(href)

    def call(self, mark: NoteMark, why: str) -> str:
        """A note at its first call, a reference to it at the later ones."""
        note = self.notes[mark.ref]
        marker = "" if note.marker is None else f' marker="{quoted(note.marker)}"'
        eid = self.standing.get(note.eid)
        if eid is not None:
            return f'<noteRef href="#{eid}"{marker} placement="bottom"{why}/>'
        eid = self.standing[note.eid] = self.eid(note.eid)
        content = self._note(eid, note)
        return (
            f'<authorialNote eId="{eid}"{marker} placement="bottom"{why}>{content}</authorialNote>'
        )


def basis(why: str | None, source: str | None) -> str:
    """The attributes that say why something is claimed."""
    given = "" if why is None else f' c:basis="{why}"'
    return given if source is None else f'{given} c:source="{quoted(source)}"'


class Structure:
    """Lays out the parts of a declaration as lines of XML, appended to `out`."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.out: list[str] = []
        self.spans = Spans(declaration, _eids(declaration), self.note_content)

    def blocks(self, content: Iterable[Block], node: str, pad: str, end: str = "\n") -> None:
        """Paragraphs, block lists and tables, as recitals, points of recitals and notes hold them.

        `pad` is the indentation and `end` the line end; both are empty inside running text.
        """
        out, spans, lists = self.out, self.spans, 0
        for block in content:
            if isinstance(block, TextBlock):
                out.append(f"{pad}{spans.held('p', 'p', block, node)}{end}")
            elif isinstance(block, PointList):
                lists += 1
                self.block_list(block, f"{node}__list_{lists}", pad, end)
            else:
                self.table(block, pad, end)

    def block_list(self, points: PointList, eid: str, pad: str, end: str) -> None:
        """A list of points where the schema takes no `list`."""
        out, spans = self.out, self.spans
        deeper = pad and pad + "  "
        out.append(f"{pad}<blockList{spans.derived(eid)}>{end}")
        for point in points.points:
            item = spans.eid(point.eid)
            out.append(f'{deeper}<item eId="{item}">{end}')
            self.label(point.num, point.heading, item, deeper and deeper + "  ", end)
            self.blocks(point.content, item, deeper and deeper + "  ", end)
            out.append(f"{deeper}</item>{end}")
        out.append(f"{pad}</blockList>{end}")

    def label(
        self, num: str | None, heading: TextBlock | None, node: str, pad: str, end: str = "\n"
    ) -> None:
        """The number and the heading of a node."""
        if num is not None:
            self.out.append(f"{pad}{leaf('num', 'num', num)}{end}")
        if heading is not None:
            opening = f"heading{self.spans.derived(f'{node}__heading')}"
            self.out.append(f"{pad}{self.spans.held(opening, 'heading', heading, node)}{end}")

    def table(self, table: Table, pad: str, end: str) -> None:
        """A table, a cell on a line."""
        out, spans = self.out, self.spans
        deeper, deepest = pad and pad + "  ", pad and pad + "    "
        eid = spans.eid(table.eid)
        out.append(f'{pad}<table eId="{eid}">{end}')
        if table.caption is not None:
            out.append(f"{deeper}{spans.held('caption', 'caption', table.caption, eid)}{end}")
        for row in table.rows:
            out.append(f"{deeper}<tr>{end}")
            for cell in row.cells:
                name = opening = "th" if cell.header else "td"
                if cell.colspan != 1:
                    opening += f' colspan="{cell.colspan}"'
                if cell.rowspan != 1:
                    opening += f' rowspan="{cell.rowspan}"'
                texts = "".join([spans.held("p", "p", text, eid) for text in cell.content])
                out.append(
                    f"{deepest}<{opening}>{texts}</{name}>{end}"
                    if texts
                    else f"{deepest}<{opening}/>{end}"
                )
            out.append(f"{deeper}</tr>{end}")
        out.append(f"{pad}</table>{end}")

    def note_content(self, eid: str, note: Note) -> str:
        """The blocks of a note on one line, as they stand inside running text."""
        first = note.content[0]
        if len(note.content) == 1 and isinstance(first, TextBlock):
            return self.spans.held("p", "p", first, eid)
        out, self.out = self.out, []
        self.blocks(note.content, eid, "", "")
        inner, self.out = self.out, out
        return "".join(inner)

    def body(self, body: tuple[BodyPart, ...], scope: str, language: str, pad: str) -> None:
        """`mainBody`; one without anything in it holds an empty `p`, which the schema demands."""
        self.out.append(
            f'{pad}<mainBody{self.spans.derived(f"{scope}body")} xml:lang="{language}">\n'
        )
        self.out += [] if body else [f"{pad}  <p/>\n"]
        self.parts(body, pad + "  ")
        self.out.append(f"{pad}</mainBody>\n")

    def parts(self, body: tuple[BodyPart, ...], pad: str) -> None:
        """Sections and paragraphs."""
        for part in body:
            if isinstance(part, Section):
                self.section(part, pad)
            else:
                self.paragraph("paragraph", part, pad)

    def section(self, section: Section, pad: str) -> None:
        """A division of the body, with what it holds."""
        eid, name = self.spans.eid(section.eid), section.kind
        if section.num is None and section.heading is None and not section.body:
            self.out.append(f'{pad}<{name} eId="{eid}"/>\n')
            return
        self.out.append(f'{pad}<{name} eId="{eid}">\n')
        self.label(section.num, section.heading, eid, pad + "  ")
        self.parts(section.body, pad + "  ")
        self.out.append(f"{pad}</{name}>\n")

    def paragraph(self, name: str, node: Paragraph | Point, pad: str) -> None:
        """A paragraph, or a point of one: its blocks in `content`, or one `list` for each list of points."""
        out, eid, deep = self.out, self.spans.eid(node.eid), pad + "  "
        out.append(f'{pad}<{name} eId="{eid}">\n')
        self.label(node.num, node.heading, eid, deep)
        if any(block.__class__ is PointList for block in node.content):
            self.lists(node.content, eid, deep)
        else:
            self.frame("content", f"{eid}__content", node.content, eid, deep)
        out.append(f"{pad}</{name}>\n")

    def lists(self, content: tuple[Block, ...], node: str, pad: str) -> None:
        """One `list` for each list of points: what stands before it is its `intro`, what is last the last's `wrapUp`."""
        out, spans = self.out, self.spans
        lists = [
            (index, block) for index, block in enumerate(content) if isinstance(block, PointList)
        ]
        begin = 0
        for count, (index, block) in enumerate(lists, 1):
            eid = f"{node}__list_{count}"
            out.append(f"{pad}<list{spans.derived(eid)}>\n")
            self.frame("intro", f"{eid}__intro", content[begin:index], node, pad + "  ")
            begin = index + 1
            for point in block.points:
                self.paragraph("point", point, pad + "  ")
            if count == len(lists):
                self.frame("wrapUp", f"{eid}__wrapup", content[begin:], node, pad + "  ")
            out.append(f"{pad}</list>\n")

    def frame(self, name: str, eid: str, content: Sequence[Block], node: str, pad: str) -> None:
        """Blocks in an element of their own, as before and after the points of a list; nothing if there are none."""
        if content:
            self.out.append(f"{pad}<{name}{self.spans.derived(eid)}>\n")
            self.blocks(content, node, pad + "  ")
            self.out.append(f"{pad}</{name}>\n")

    def preamble(
        self, preamble: tuple[PreamblePart, ...], scope: str, language: str, pad: str
    ) -> None:
        """`preamble`: formulas, groups of recitals, and runs of recitals that stand in no group."""
        out, spans, inner = self.out, self.spans, pad + "  "
        runs = 0
        out.append(f'{pad}<preamble{spans.derived(f"{scope}preamble")} xml:lang="{language}">\n')
        for alone, run in groupby(
            preamble, lambda part: part.kind == "recital" and not is_formula(part)
        ):
            for part in (None,) if alone else run:
                eid = "" if part is None else spans.eid(part.eid)
                if part is not None and part.kind == "recital":
                    out.append(
                        f'{inner}<formula eId="{eid}" name="{ROLES[part.role or "opening"]}">\n'
                    )
                    self.blocks(part.content, eid, inner + "  ")
                    out.append(f"{inner}</formula>\n")
                    continue
                runs += 1
                named = spans.derived(f"{scope}recs_{runs}") if part is None else f' eId="{eid}"'
                out.append(f"{inner}<recitals{named}>\n")
                if part is not None:
                    self.label(part.num, part.heading, eid, inner + "  ")
                for recital in recitals_in(run if part is None else (part,)):
                    self.recital(recital, inner + "  ")
                out.append(f"{inner}</recitals>\n")
        out.append(f"{pad}</preamble>\n")

    def recital(self, recital: Recital, pad: str) -> None:
        """A recital with its blocks."""
        eid = self.spans.eid(recital.eid)
        role = "" if recital.role is None else f' c:role="{recital.role}"'
        self.out.append(f'{pad}<recital eId="{eid}"{role}>\n')
        self.label(recital.num, recital.heading, eid, pad + "  ")
        self.blocks(recital.content, eid, pad + "  ")
        self.out.append(f"{pad}</recital>\n")

    def closing(
        self, closing: tuple[ClosingPart, ...], scope: str, language: str, pad: str
    ) -> None:
        """`conclusions`: lines and signature blocks."""
        out, spans, node = self.out, self.spans, f"{scope}conclusions"
        out.append(f'{pad}<conclusions{spans.derived(node)} xml:lang="{language}">\n')
        for part in closing:
            if isinstance(part, Signature):
                signatory = "" if part.signatory is None else f' c:signatory="{part.signatory}"'
                lines = [
                    spans.held(f'inline name="{line.part}"', "inline", line.value, node)
                    for line in part.lines
                ]
                signature = f"<signature>{' '.join(lines)}</signature>"
                out.append(f'{pad}  <block name="signatory"{signatory}>{signature}</block>\n')
            else:
                out.append(f"{pad}  {spans.held('p', 'p', part, node)}\n")
        out.append(f"{pad}</conclusions>\n")


def is_formula(recital: Recital) -> bool:
    """Whether a recital outside a group is written as a `formula`, which takes neither number nor heading."""
    return recital.role is not None and recital.num is None and recital.heading is None
