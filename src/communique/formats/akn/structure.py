"""Structure as Akoma Ntoso: the half of the writer that lays out recitals, paragraphs, lists, tables and notes."""

from collections.abc import Iterable, Sequence
from itertools import chain

from communique.formats.akn.names import ROLES
from communique.formats.akn.spans import Spans, leaf
from communique.model import (
    Block,
    BodyPart,
    ClosingPart,
    Declaration,
    Note,
    Paragraph,
    Point,
    PointList,
    PreamblePart,
    Recital,
    RecitalGroup,
    Section,
    Signature,
    Table,
    TextBlock,
)
from communique.model.nodes import levels


class Structure:
    """Lays out the parts of a declaration as lines of XML, appended to `out`."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.out: list[str] = []
        eids = [node.eid for node in chain.from_iterable(levels(declaration)) if hasattr(node, "eid")]
        self.spans = Spans(declaration, eids, self.note_content)

    # --- blocks ------------------------------------------------------------------------------------------------------

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

    def label(self, num: str | None, heading: TextBlock | None, node: str, pad: str, end: str = "\n") -> None:
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
                out.append(f"{deepest}<{opening}>{texts}</{name}>{end}" if texts else f"{deepest}<{opening}/>{end}")
            out.append(f"{deeper}</tr>{end}")
        out.append(f"{pad}</table>{end}")

    def note_content(self, eid: str, note: Note) -> str:
        """The blocks of a note on one line, as they stand inside running text."""
        first = note.content[0]
        if len(note.content) == 1 and isinstance(first, TextBlock):
            return self.spans.held("p", "p", first, eid)
        out, self.out = self.out, []
        self.blocks(note.content, eid, "", "")
        content = "".join(self.out)
        self.out = out
        return content

    # --- body --------------------------------------------------------------------------------------------------------

    def body(self, body: tuple[BodyPart, ...], scope: str, language: str, pad: str) -> None:
        """`mainBody`; one without anything in it holds an empty `p`, which the schema demands."""
        self.out.append(f'{pad}<mainBody{self.spans.derived(f"{scope}body")} xml:lang="{language}">\n')
        if body:
            self.parts(body, pad + "  ")
        else:
            self.out.append(f"{pad}  <p/>\n")
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
        out, spans = self.out, self.spans
        eid = spans.eid(node.eid)
        deep = pad + "  "
        out.append(f'{pad}<{name} eId="{eid}">\n')
        if node.num is not None:
            out.append(f"{deep}{leaf('num', 'num', node.num)}\n")
        if node.heading is not None:
            self.label(None, node.heading, eid, deep)
        content = node.content
        if any(block.__class__ is PointList for block in content):
            self.lists(content, eid, deep)
        else:
            out.append(f"{deep}<content{spans.derived(f'{eid}__content')}>\n")
            for block in content:
                if isinstance(block, TextBlock):
                    out.append(f"{deep}  {spans.held('p', 'p', block, eid)}\n")
                elif not isinstance(block, PointList):
                    self.table(block, deep + "  ", "\n")
            out.append(f"{deep}</content>\n")
        out.append(f"{pad}</{name}>\n")

    def lists(self, content: tuple[Block, ...], node: str, pad: str) -> None:
        """One `list` for each list of points: what stands before it is its `intro`, what is last the last's `wrapUp`."""
        out, spans = self.out, self.spans
        last = max(index for index, block in enumerate(content) if isinstance(block, PointList))
        before: list[Block] = []
        count = 0
        for index, block in enumerate(content[: last + 1]):
            if not isinstance(block, PointList):
                before.append(block)
                continue
            count += 1
            eid = f"{node}__list_{count}"
            out.append(f"{pad}<list{spans.derived(eid)}>\n")
            self.frame("intro", f"{eid}__intro", before, node, pad + "  ")
            before = []
            for point in block.points:
                self.paragraph("point", point, pad + "  ")
            if index == last:
                self.frame("wrapUp", f"{eid}__wrapup", content[last + 1 :], node, pad + "  ")
            out.append(f"{pad}</list>\n")

    def frame(self, name: str, eid: str, content: Sequence[Block], node: str, pad: str) -> None:
        """The blocks before or after the points of a list; nothing if there are none."""
        if content:
            self.out.append(f"{pad}<{name}{self.spans.derived(eid)}>\n")
            self.blocks(content, node, pad + "  ")
            self.out.append(f"{pad}</{name}>\n")

    # --- preamble and closing ----------------------------------------------------------------------------------------

    def preamble(self, preamble: tuple[PreamblePart, ...], scope: str, language: str, pad: str) -> None:
        """`preamble`: formulas, groups of recitals, and runs of recitals that stand in no group."""
        out, spans, inner = self.out, self.spans, pad + "  "
        runs = 0
        running = False
        out.append(f'{pad}<preamble{spans.derived(f"{scope}preamble")} xml:lang="{language}">\n')
        for part in preamble:
            alone = not isinstance(part, RecitalGroup) and not is_formula(part)
            if running and not alone:
                out.append(f"{inner}</recitals>\n")
            elif alone and not running:
                runs += 1
                out.append(f"{inner}<recitals{spans.derived(f'{scope}recs_{runs}')}>\n")
            running = alone
            if isinstance(part, RecitalGroup):
                runs += 1
                eid = spans.eid(part.eid)
                out.append(f'{inner}<recitals eId="{eid}">\n')
                self.label(part.num, part.heading, eid, inner + "  ")
                for recital in part.recitals:
                    self.recital(recital, inner + "  ")
                out.append(f"{inner}</recitals>\n")
            elif alone:
                self.recital(part, inner + "  ")
            else:
                eid = spans.eid(part.eid)
                out.append(f'{inner}<formula eId="{eid}" name="{ROLES[part.role or "opening"]}">\n')
                self.blocks(part.content, eid, inner + "  ")
                out.append(f"{inner}</formula>\n")
        if running:
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

    def closing(self, closing: tuple[ClosingPart, ...], scope: str, language: str, pad: str) -> None:
        """`conclusions`: lines and signature blocks."""
        out, spans, node = self.out, self.spans, f"{scope}conclusions"
        out.append(f'{pad}<conclusions{spans.derived(node)} xml:lang="{language}">\n')
        for part in closing:
            if isinstance(part, Signature):
                signatory = "" if part.signatory is None else f' c:signatory="{part.signatory}"'
                lines = " ".join(
                    [spans.held(f'inline name="{line.part}"', "inline", line.value, node) for line in part.lines]
                )
                signature = f"<signature>{lines}</signature>"
                out.append(f'{pad}  <block name="signatory"{signatory}>{signature}</block>\n')
            else:
                out.append(f"{pad}  {spans.held('p', 'p', part, node)}\n")
        out.append(f"{pad}</conclusions>\n")


def is_formula(recital: Recital) -> bool:
    """Whether a recital outside a group is written as a `formula`, which takes neither number nor heading."""
    return recital.role is not None and recital.num is None and recital.heading is None
