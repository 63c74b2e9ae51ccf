"""Structure as Akoma Ntoso: recitals, sections, paragraphs, lists, tables and notes."""

from collections.abc import Iterable, Sequence

from communique.formats.akn.markup import leaf
from communique.formats.akn.names import ROLES
from communique.formats.akn.spans import Spans
from communique.model import Declaration
from communique.model.blocks import Block, Cell, Note, Point, PointList, Table
from communique.model.nodes import nodes_below
from communique.model.parts import (
    BodyPart,
    ClosingPart,
    Paragraph,
    PreamblePart,
    Recital,
    RecitalGroup,
    Section,
    Signature,
)
from communique.model.text import TextBlock


def _eids(declaration: Declaration) -> list[str]:
    """The eids of all nodes. Text blocks, most of a record, hold none and are not looked into."""
    nodes = nodes_below(declaration, leaves=(TextBlock,))
    eids = [getattr(node, "eid", None) for node in nodes]
    return [eid for eid in eids if eid is not None]


def _deeper(pad: str) -> str:
    """The indentation of what an element holds; inside running text there is none."""
    return f"{pad}  " if pad else ""


class Structure:
    """Lays out the parts of a declaration as lines of XML, appended to `out`.

    In every method `pad` is the indentation and `end` the line end; both are empty inside running
    text. `node` is the eId of the node that the text belongs to.
    """

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.out: list[str] = []
        self.spans = Spans(declaration, _eids(declaration), self.note_content)

    # --- blocks -----------------------------------------------------------------------------------

    def blocks(
        self, content: Iterable[Block], node: str, pad: str, end: str = "\n"
    ) -> None:
        """Text, block lists and tables, as recitals, points of recitals and notes hold them."""
        lists = 0
        for block in content:
            if isinstance(block, TextBlock):
                self.out.append(f"{pad}{self.spans.held('p', 'p', block, node)}{end}")
            elif isinstance(block, PointList):
                lists += 1
                self.block_list(block, f"{node}__list_{lists}", pad, end)
            else:
                self.table(block, pad, end)

    def block_list(self, points: PointList, eid: str, pad: str, end: str) -> None:
        """A list of points where the schema takes no `list`."""
        out = self.out
        of_item = _deeper(pad)
        in_item = _deeper(of_item)
        out.append(f"{pad}<blockList{self.spans.derived(eid)}>{end}")
        for point in points.points:
            item = self.spans.eid(point.eid)
            out.append(f'{of_item}<item eId="{item}">{end}')
            self.label(point.num, point.heading, item, in_item, end)
            self.blocks(point.content, item, in_item, end)
            out.append(f"{of_item}</item>{end}")
        out.append(f"{pad}</blockList>{end}")

    def label(
        self,
        num: str | None,
        heading: TextBlock | None,
        node: str,
        pad: str,
        end: str = "\n",
    ) -> None:
        """The number and the heading of a node."""
        if num is not None:
            self.out.append(f"{pad}{leaf('num', 'num', num)}{end}")
        if heading is not None:
            opening = f"heading{self.spans.derived(f'{node}__heading')}"
            self.out.append(
                f"{pad}{self.spans.held(opening, 'heading', heading, node)}{end}"
            )

    def table(self, table: Table, pad: str, end: str) -> None:
        """A table, a cell on a line."""
        out = self.out
        of_row = _deeper(pad)
        of_cell = _deeper(of_row)
        eid = self.spans.eid(table.eid)
        out.append(f'{pad}<table eId="{eid}">{end}')
        if table.caption is not None:
            caption = self.spans.held("caption", "caption", table.caption, eid)
            out.append(f"{of_row}{caption}{end}")
        for row in table.rows:
            out.append(f"{of_row}<tr>{end}")
            out += [f"{of_cell}{self.cell(cell, eid)}{end}" for cell in row.cells]
            out.append(f"{of_row}</tr>{end}")
        out.append(f"{pad}</table>{end}")

    def cell(self, cell: Cell, node: str) -> str:
        """A cell of a table."""
        name = "th" if cell.header else "td"
        opening = name
        if cell.colspan != 1:
            opening += f' colspan="{cell.colspan}"'
        if cell.rowspan != 1:
            opening += f' rowspan="{cell.rowspan}"'
        texts = [self.spans.held("p", "p", text, node) for text in cell.content]
        if not texts:
            return f"<{opening}/>"
        return f"<{opening}>{''.join(texts)}</{name}>"

    def note_content(self, eid: str, note: Note) -> str:
        """The blocks of a note on one line, as they stand inside running text."""
        first = note.content[0]
        if len(note.content) == 1 and isinstance(first, TextBlock):
            return self.spans.held("p", "p", first, eid)
        around = self.out
        self.out = []
        self.blocks(note.content, eid, "", "")
        inner = "".join(self.out)
        self.out = around
        return inner

    # --- body -------------------------------------------------------------------------------------

    def body(
        self, body: tuple[BodyPart, ...], scope: str, language: str, pad: str
    ) -> None:
        """`mainBody`; one without anything in it holds an empty `p`, which the schema demands."""
        eid = self.spans.derived(f"{scope}body")
        self.out.append(f'{pad}<mainBody{eid} xml:lang="{language}">\n')
        if not body:
            self.out.append(f"{pad}  <p/>\n")
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
        eid = self.spans.eid(section.eid)
        name = section.kind
        is_empty = section.num is None and section.heading is None and not section.body
        if is_empty:
            self.out.append(f'{pad}<{name} eId="{eid}"/>\n')
            return
        self.out.append(f'{pad}<{name} eId="{eid}">\n')
        self.label(section.num, section.heading, eid, pad + "  ")
        self.parts(section.body, pad + "  ")
        self.out.append(f"{pad}</{name}>\n")

    def paragraph(self, name: str, node: Paragraph | Point, pad: str) -> None:
        """A paragraph, or a point of one: its blocks in `content`, or a `list` for each list."""
        eid = self.spans.eid(node.eid)
        self.out.append(f'{pad}<{name} eId="{eid}">\n')
        self.label(node.num, node.heading, eid, pad + "  ")
        if any(isinstance(block, PointList) for block in node.content):
            self.lists(node.content, eid, pad + "  ")
        else:
            self.frame("content", f"{eid}__content", node.content, eid, pad + "  ")
        self.out.append(f"{pad}</{name}>\n")

    def lists(self, content: tuple[Block, ...], node: str, pad: str) -> None:
        """One `list` for each list of points.

        What stands before its points is its `intro`, what is behind all the `wrapUp` of the last.
        """
        lists, behind = _lists(content)
        for count, (before, points) in enumerate(lists, 1):
            eid = f"{node}__list_{count}"
            self.out.append(f"{pad}<list{self.spans.derived(eid)}>\n")
            self.frame("intro", f"{eid}__intro", before, node, pad + "  ")
            for point in points.points:
                self.paragraph("point", point, pad + "  ")
            if count == len(lists):
                self.frame("wrapUp", f"{eid}__wrapup", behind, node, pad + "  ")
            self.out.append(f"{pad}</list>\n")

    def frame(
        self, name: str, eid: str, content: Sequence[Block], node: str, pad: str
    ) -> None:
        """Blocks in an element of their own, as around the points of a list.

        Nothing without any.
        """
        if not content:
            return
        self.out.append(f"{pad}<{name}{self.spans.derived(eid)}>\n")
        self.blocks(content, node, pad + "  ")
        self.out.append(f"{pad}</{name}>\n")

    # --- preamble ---------------------------------------------------------------------------------

    def preamble(
        self, preamble: tuple[PreamblePart, ...], scope: str, language: str, pad: str
    ) -> None:
        """`preamble`: formulas, groups of recitals, and runs of recitals that stand in no group."""
        inner = pad + "  "
        runs = 0
        eid = self.spans.derived(f"{scope}preamble")
        self.out.append(f'{pad}<preamble{eid} xml:lang="{language}">\n')
        for part in _with_runs(preamble):
            if isinstance(part, RecitalGroup):
                runs += 1  # groups and runs are counted together, as their recitals are named
                self.group(part, inner)
            elif isinstance(part, Recital):
                self.formula(part, inner)
            else:
                runs += 1
                self.run(part, f"{scope}recs_{runs}", inner)
        self.out.append(f"{pad}</preamble>\n")

    def formula(self, recital: Recital, pad: str) -> None:
        """A recital that opens the preamble, or enacts."""
        eid = self.spans.eid(recital.eid)
        name = ROLES[recital.role or "opening"]
        self.out.append(f'{pad}<formula eId="{eid}" name="{name}">\n')
        self.blocks(recital.content, eid, pad + "  ")
        self.out.append(f"{pad}</formula>\n")

    def group(self, group: RecitalGroup, pad: str) -> None:
        """A group of recitals with its number and heading."""
        eid = self.spans.eid(group.eid)
        self.out.append(f'{pad}<recitals eId="{eid}">\n')
        self.label(group.num, group.heading, eid, pad + "  ")
        for recital in group.recitals:
            self.recital(recital, pad + "  ")
        self.out.append(f"{pad}</recitals>\n")

    def run(self, recitals: Iterable[Recital], eid: str, pad: str) -> None:
        """Recitals that stand one after another in no group."""
        self.out.append(f"{pad}<recitals{self.spans.derived(eid)}>\n")
        for recital in recitals:
            self.recital(recital, pad + "  ")
        self.out.append(f"{pad}</recitals>\n")

    def recital(self, recital: Recital, pad: str) -> None:
        """A recital with its blocks."""
        eid = self.spans.eid(recital.eid)
        role = "" if recital.role is None else f' c:role="{recital.role}"'
        self.out.append(f'{pad}<recital eId="{eid}"{role}>\n')
        self.label(recital.num, recital.heading, eid, pad + "  ")
        self.blocks(recital.content, eid, pad + "  ")
        self.out.append(f"{pad}</recital>\n")

    # --- conclusions ------------------------------------------------------------------------------

    def closing(
        self, closing: tuple[ClosingPart, ...], scope: str, language: str, pad: str
    ) -> None:
        """`conclusions`: lines and signature blocks."""
        node = f"{scope}conclusions"
        eid = self.spans.derived(node)
        self.out.append(f'{pad}<conclusions{eid} xml:lang="{language}">\n')
        for part in closing:
            if isinstance(part, Signature):
                line = self.signature(part, node)
            else:
                line = self.spans.held("p", "p", part, node)
            self.out.append(f"{pad}  {line}\n")
        self.out.append(f"{pad}</conclusions>\n")

    def signature(self, signature: Signature, node: str) -> str:
        """A signature block on one line."""
        lines: list[str] = []
        for line in signature.lines:
            opening = f'inline name="{line.part}"'
            lines.append(self.spans.held(opening, "inline", line.value, node))
        signatory = ""
        if signature.signatory is not None:
            signatory = f' c:signatory="{signature.signatory}"'
        inner = " ".join(lines)
        return (
            f'<block name="signatory"{signatory}><signature>{inner}</signature></block>'
        )


def _lists(
    content: Iterable[Block],
) -> tuple[list[tuple[list[Block], PointList]], list[Block]]:
    """Each list of points with the blocks before it, and the blocks behind all."""
    lists: list[tuple[list[Block], PointList]] = []
    before: list[Block] = []
    for block in content:
        if isinstance(block, PointList):
            lists.append((before, block))
            before = []
        else:
            before.append(block)
    return lists, before


def _with_runs(preamble: Iterable[PreamblePart]) -> list[PreamblePart | list[Recital]]:
    """The parts of a preamble; recitals that stand in no group and are no formula as runs."""
    parts: list[PreamblePart | list[Recital]] = []
    for part in preamble:
        if isinstance(part, RecitalGroup) or _is_formula(part):
            parts.append(part)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(part)
        else:
            parts.append([part])
    return parts


def _is_formula(recital: Recital) -> bool:
    """Whether a recital is written as a `formula`, which takes neither number nor heading."""
    return recital.role is not None and recital.num is None and recital.heading is None
