"""Nodes as HTML: paragraphs with their numbers, lists, tables, headings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from communique.formats.html.contents import Contents
from communique.formats.html.gathered import Place
from communique.formats.html.inline import Inline
from communique.formats.html.markup import attribute, fragment, identity
from communique.formats.html.wording import Wording, direction
from communique.model import Block, Declaration, Paragraph, Point, PointList, Recital, Table, TextBlock
from communique.weaving import escaped

RUN = 32
"""So many paragraphs of a long text are laid out together."""

N = TypeVar("N")


def ui(declaration: Declaration, wording: Wording) -> str:
    """The attributes of an element whose words are the page's own: among those of the record, in their language."""
    foreign = declaration.language.partition("-")[0] != wording.tag
    return f' data-ui lang="{wording.tag}" dir="{direction(wording.tag)}"' if foreign else " data-ui"


class Structure:
    """Lays out nodes. `places` says where in its source a node stands, by eid, where that is known."""

    def __init__(self, declaration: Declaration, wording: Wording, places: Mapping[str, str]) -> None:
        self.declaration = declaration
        self.wording = wording
        self.places = places
        self.out: list[str] = []
        self.inline = Inline(declaration, wording)
        self.contents = Contents()
        self.blocks = 0
        self.area = ""  # what stands before the numbers of a cover or an annex where they are named elsewhere
        self.unlabelled = 0  # how many paragraphs without a label there were in it
        self.operative = False
        self.ui = ui(declaration, wording)

    def content(self, content: Iterable[Block]) -> None:
        """Blocks: paragraphs, lists, tables."""
        out, text = self.out, self.inline.text
        for block in content:
            self.blocks += 1
            if isinstance(block, TextBlock):
                out.append(f"<p>{text(block)}</p>")
            elif isinstance(block, PointList):
                out.append('<ol class="points">')
                for point in block.points:
                    self.point(point)
                out.append("</ol>")
            else:
                self.table(block)

    def point(self, point: Point) -> None:
        """An item of a list, with its label where one is printed."""
        out, num = self.out, point.num
        out.append(f'<li id="{identity(point.eid)}"{self.at(point.eid)}>')
        if num is not None:
            out.append(f'<a class="n" href="{fragment(point.eid)}">{escaped(num)}</a>')
        if point.heading is not None:
            out.append(f'<p class="h">{self.inline.text(point.heading)}</p>')
        self.content(point.content)
        out.append("</li>")

    def table(self, table: Table) -> None:
        """A table, in a frame that scrolls where it is too wide."""
        out, text = self.out, self.inline.text
        label = attribute(self.wording["table"])
        out.append(f'<div class="wide" role="group" tabindex="0" aria-label="{label}">')
        out.append(f'<table id="{identity(table.eid)}"{self.at(table.eid)}>')
        if table.caption is not None:
            out.append(f"<caption>{text(table.caption)}</caption>")
        for row in table.rows:
            out.append("<tr>")
            for cell in row.cells:
                name = opening = "th" if cell.header else "td"
                if cell.colspan != 1:
                    opening += f' colspan="{cell.colspan}"'
                if cell.rowspan != 1:
                    opening += f' rowspan="{cell.rowspan}"'
                words = "".join([f"<p>{text(block)}</p>" for block in cell.content])
                out.append(f"<{opening}>{words}</{name}>")
            out.append("</tr>")
        out.append("</table></div>")

    def numbered(self, node: Recital | Paragraph, level: int, *, of: str = "p") -> None:
        """A recital or paragraph: its number is the link to it; where none is printed, a sign is."""
        values = node.__dict__
        eid, num = values["eid"], values["num"]
        href = fragment(eid)
        if num:
            number, label = self.number(href, num), escaped(num.rstrip(".") or num)
        else:
            self.unlabelled += 1
            number, label = self.unnumbered(href), f"¶{self.unlabelled}"
        self.inline.gathered.open(Place(href, self.area + label, self.operative))
        self.contents.number(href, label)
        self.out.append(f'<div class="{of}" id="{identity(eid)}"{self.at(eid)}>{number}')
        if values["heading"] is not None:
            self.heading(level, "", self.inline.text(values["heading"]))
        self.content(values["content"])
        self.out.append("</div>\n")

    def number(self, href: str, num: str) -> str:
        """A printed label as the link to its node."""
        return f'<a class="n" href="{href}">{escaped(num)}</a>'

    def unnumbered(self, href: str) -> str:
        """The link to a node without a label."""
        return f'<a class="n"{self.ui} href="{href}" aria-label="{attribute(self.wording["permalink"])}">¶</a>'

    def at(self, eid: str) -> str:
        """Where in the source a node stands, as an attribute."""
        place = self.places.get(eid)
        return "" if place is None else f' data-at="{place}"'

    def heading(self, level: int, of: str, words: str) -> None:
        """A heading; without words it is none, since an empty one says nothing to those who listen."""
        name = f"h{min(level, 6)}" if words.strip() else "p"
        self.out.append(f"<{name}{of}>{words}</{name}>\n")

    def headed(self, eid: str, num: str | None, heading: TextBlock | None, level: int) -> bool:
        """The heading of a division, with its number; whether there is one."""
        words = "" if heading is None else self.inline.text(heading)
        number = self.number(fragment(eid), num) + " " if num else ""
        if number or words:
            self.heading(level, "", number + words)
        return bool(number or words.strip())

    def runs(self, nodes: tuple[N, ...]) -> Iterator[N]:
        """The nodes; of many each run of so many stands in an element of its own, which is laid out where it is seen."""
        if len(nodes) <= 2 * RUN:
            yield from nodes
            return
        for start in range(0, len(nodes), RUN):
            self.out.append('<div class="run">\n')
            yield from nodes[start : start + RUN]
            self.out.append("</div>\n")
