"""Nodes as HTML: paragraphs with their numbers, lists, tables, headings; and what is met on the
way, for the tables below.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple, TypeVar, assert_never

from communique.acts.linking import Linked, linked
from communique.acts.references import references
from communique.formats.html.markup import (
    Wording,
    address,
    attribute,
    fragment,
    identity,
    link,
)
from communique.model import Declaration
from communique.model.blocks import Block, Point, PointList, Table
from communique.model.parts import Paragraph, Recital
from communique.model.text import (
    ActMark,
    Mark,
    ReferenceMark,
    TextBlock,
    escaped,
    woven,
)
from communique.naming.iso639 import direction


class Anchor(NamedTuple):
    """A passage that a list can name: the id of its element, and how it is called."""

    eid: str
    name: str


@dataclass(slots=True)
class Gathered:
    """What the lists of a page need to know of its text."""

    places: dict[str, Anchor] = field(default_factory=dict)
    """The places by their eids, in the order of the text."""
    unlike: dict[str, str] = field(default_factory=dict)
    """The names of the places that are not called by the number printed before them."""
    named: set[str] = field(default_factory=set)
    """The entities that are named in the text."""
    dates: set[str] = field(default_factory=set)
    """The dates that are marked in the text."""

    def open(self, place: Anchor, num: str | None = None) -> None:
        """Add a place; `num` is the number that is printed before it."""
        self.places.setdefault(place.eid, place)
        if num is None or place.name != short(num):
            self.unlike.setdefault(place.eid, place.name)

    def around(self, eid: str) -> Anchor | None:
        """The place of a node: its own, or that of the nearest node around it."""
        while eid:
            place = self.places.get(eid)
            if place is not None:
                return place
            eid = eid.rpartition("__")[0]
        return None


def short(num: str) -> str:
    """A printed number without the full stop behind it."""
    return num.rstrip(".") or num


MOST = 60
"""This many numbers of one division are given at most; of more, every fifth, tenth, fiftieth and so
on, and the last.
"""

_STEPS = (1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000)


@dataclass(slots=True)
class _Entry:
    """A division: the link to it (None if it is only a word for what stands below), how it is
    called, what is in it.
    """

    href: str | None
    name: str
    numbers: list[tuple[str, str]] = field(default_factory=list)
    entries: "list[_Entry]" = field(default_factory=list)


class Contents:
    """Gathers the divisions as they are opened and closed."""

    def __init__(self) -> None:
        self._open = [_Entry(None, "")]

    def open(self, href: str | None, name: str) -> None:
        """A division begins; `href` and `name` are as they stand in HTML."""
        entry = _Entry(href, name)
        self._open[-1].entries.append(entry)
        self._open.append(entry)

    def close(self) -> None:
        """The division that was opened last ends."""
        self._open.pop()

    def number(self, href: str, label: str) -> None:
        """A paragraph stands in the division that is open."""
        self._open[-1].numbers.append((href, label))

    def markup(self) -> str:
        """The list of all divisions."""
        return _list(self._open[0].entries)


def _list(entries: list[_Entry]) -> str:
    items = []
    for entry in entries:
        name = f"<span>{entry.name}</span>"
        if entry.href is not None:
            name = f'<a href="{entry.href}">{entry.name}</a>'
        items.append(f"<li>{name}{_numbers(entry)}{_list(entry.entries)}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _numbers(entry: _Entry) -> str:
    """The links to the paragraphs of a division; of many the first, some between, and the last."""
    last = len(entry.numbers)
    step = next((step for step in _STEPS if last <= MOST * step), last)
    shown: list[str] = []
    for count, (href, label) in enumerate(entry.numbers, 1):
        if count in {1, last} or count % step == 0:
            shown.append(f'<a href="{href}">{label}</a>')
    return f'<div class="numbers">{" ".join(shown)}</div>' if shown else ""


_EMPHASIS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "superscript": "sup",
    "subscript": "sub",
}
_PARTIES = (
    ("actors", "by"),
    ("addressees", "to"),
    ("topics", "on"),
    ("instruments", "with"),
)


class Inline:
    """Writes text blocks; gathers what is marked in them, and numbers the calls of each note."""

    def __init__(
        self,
        declaration: Declaration,
        wording: Wording,
        linked: Linked,
        *,
        named: bool = True,
    ) -> None:
        self.wording = wording
        self.named = named
        self.language = declaration.language
        self.kinds = {each.id: f"e {each.type}" for each in declaration.entities}
        self.gathered = Gathered()
        self.markers = {
            note.eid: escaped(note.marker)
            if note.marker
            else f"<span data-ui>[{count}]</span>"
            for count, note in enumerate(declaration.notes, 1)
        }
        self.calls: dict[str, list[int]] = {}
        self._count = 0
        self.linked = linked

    def text(self, block: TextBlock) -> str:
        """The words of a block, with its marks."""
        text = block.text
        marks = self.linked.get(id(block), block.marks)
        if not marks:
            return escaped(text)
        tags = [
            (mark.start, mark.end, *self._tags(mark, text, marks, at))
            for at, mark in enumerate(marks)
        ]
        return woven(text, tags)

    def _tags(
        self, mark: Mark, text: str, marks: tuple[Mark, ...], index: int
    ) -> tuple[str, str]:
        """The start and end tag of a mark; of a note the whole element, and no end tag."""
        why = f' data-basis="{mark.basis}"' if mark.basis else ""
        why += f' data-source="{attribute(mark.source)}"' if mark.source else ""
        gathered = self.gathered
        match mark.kind:
            case "entity":
                gathered.named.add(mark.ref)
                return (
                    f'<span class="{self.kinds.get(mark.ref, "e")}" data-ref="{mark.ref}"{why}>',
                    "</span>",
                )
            case "date":
                gathered.dates.add(mark.date)
                return f'<time class="d" datetime="{mark.date}"{why}>', "</time>"
            case "act":
                due = f' data-due="{mark.due}"' if mark.due else ""
                who = _parties(mark)
                return (
                    f'<span class="a" data-act="{mark.act}"{who}{due}{why}>',
                    "</span>",
                )
            case "note":
                self._count += 1
                self.calls.setdefault(mark.ref, []).append(self._count)
                eid = f' id="[call]{self._count}"' if self.named else ""
                call = f'<a class="call"{eid} href="{fragment(mark.ref)}" role="doc-noteref">'
                return f"<sup>{call}{self.markers[mark.ref]}</a></sup>", ""
            case "reference":
                return self._reference(mark, text, marks, index, why)
            case "foreign":
                return (
                    f'<span lang="{mark.language}" dir="{direction(mark.language)}"{why}>',
                    "</span>",
                )
            case "emphasis":
                name = _EMPHASIS[mark.style]
                return f"<{name}{why}>", f"</{name}>"
            case _:
                assert_never(mark)

    def _reference(
        self,
        mark: ReferenceMark,
        text: str,
        marks: tuple[Mark, ...],
        index: int,
        why: str,
    ) -> tuple[str, str]:
        """A link; where another link stands in it, its words are no link, and a sign behind them is
        one.
        """
        href = self._href(mark, text)
        scheme = f' data-scheme="{mark.scheme}"' if mark.scheme else ""
        target = (
            f' data-href="{attribute(mark.href)}"' if mark.href and href is None else ""
        )
        if href is None:
            return f'<span class="r"{scheme}{target}{why}>', "</span>"
        inside = takewhile(lambda each: each.start < mark.end, marks[index + 1 :])
        if any(
            each.kind == "note" or (each.kind == "reference" and self._href(each, text))
            for each in inside
        ):
            sign = f'<a class="go" data-ui href="{href}"{self.wording.label("follow")}>↗</a>'
            return f'<span class="r"{scheme}{why}>', f"</span>{sign}"
        return f'<a class="r" href="{href}"{scheme}{why}>', "</a>"

    def _href(self, mark: ReferenceMark, text: str) -> str | None:
        """Where a reference leads: as it says itself, or where its publisher keeps a document of
        that number.
        """
        return link(
            mark.href
            or address(mark.scheme, text[mark.start : mark.end], self.language)
        )


def _parties(act: ActMark) -> str:
    """Who acts, to whom, about what and by what, as attributes."""
    attributes = ""
    for name, short_name in _PARTIES:
        ids = getattr(act, name)
        if ids:
            attributes += f' data-{short_name}="{" ".join(ids)}"'
    return attributes


RUN = 32
"""How many paragraphs of a long text are laid out together."""

N = TypeVar("N")
_ALONE = nullcontext()


def ui(declaration: Declaration, wording: Wording) -> str:
    """The attributes of an element whose words are the page's own: among those of the record, in
    their language.
    """
    foreign = declaration.language.partition("-")[0] != wording.tag
    return (
        f' data-ui lang="{wording.tag}" dir="{direction(wording.tag)}"'
        if foreign
        else " data-ui"
    )


class Structure:
    """Lays out nodes. `places` says where in its source a node stands, by eid, where that is known.

    `others` are other languages of it, already laid out to stand `beside` it: what these keep
    stands by the node of the same eid.
    """

    def __init__(
        self,
        declaration: Declaration,
        wording: Wording,
        places: Mapping[str, str],
        others: "Sequence[Structure]" = (),
        *,
        beside: bool = False,
    ) -> None:
        self.declaration = declaration
        self.wording = wording
        self.places = places
        self.out: list[str] = []
        self.others = others
        self.beside = beside
        self.kept: dict[str, str] = {}
        self.below: Mapping[str, str] = {}
        """Markup of the page's own below paragraphs, by their eids."""
        self.spoken = (
            f' lang="{declaration.language}" dir="{direction(declaration.language)}"'
        )
        self.cited = references(declaration)
        self.inline = Inline(declaration, wording, linked(self.cited), named=not beside)
        self.contents = Contents()
        self.blocks = 0
        self.area = ""  # the name of the cover or the annex, before a number that is named elsewhere
        self.unlabelled = 0  # how many paragraphs without a label there were in it
        self.ui = ui(declaration, wording)

    def content(self, content: Iterable[Block]) -> None:
        """Blocks: paragraphs, lists, tables."""
        out = self.out
        text = self.inline.text
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
        out = self.out
        num = point.num
        out.append(f"<li{self.at(point.eid)}>")
        if num is not None:
            out.append(f'<a class="n" href="{fragment(point.eid)}">{escaped(num)}</a>')
        if point.heading is not None:
            out.append(f'<p class="h">{self.inline.text(point.heading)}</p>')
        self.content(point.content)
        out.append("</li>")

    def table(self, table: Table) -> None:
        """A table, in a frame that scrolls where it is too wide."""
        out = self.out
        text = self.inline.text
        out.append(
            f'<div class="wide" role="group" tabindex="0"{self.wording.label("table")}>'
        )
        out.append(f"<table{self.at(table.eid)}>")
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
        eid = node.eid
        num = node.num
        href = fragment(eid)
        if num:
            number = self.number(href, num)
            label = short(num)
        else:
            self.unlabelled += 1
            number = f'<a class="n"{self.ui} href="{href}"{self.wording.label("permalink")}>¶</a>'
            label = f"¶{self.unlabelled}"
        self.inline.gathered.open(Anchor(eid, self.area + label), num)
        self.contents.number(href, escaped(label))
        self.out.append(f'<div class="{of}"{self.at(eid)}>')
        with self.row(eid, number):
            if node.heading is not None:
                self.heading(level, "", self.inline.text(node.heading))
            self.content(node.content)
        self.out.append(self.below.get(eid, ""))
        self.out.append("</div>\n")

    def number(self, href: str, num: str) -> str:
        """A printed label as the link to its node."""
        return f'<a class="n" href="{href}">{escaped(num)}</a>'

    def at(self, eid: str) -> str:
        """The name of a node of the page, and where in the source it stands, as attributes; what
        stands beside another has none.
        """
        if self.beside:
            return ""
        place = self.places.get(eid)
        return (
            f' id="{identity(eid)}"'
            if place is None
            else f' id="{identity(eid)}" data-at="{place}"'
        )

    def row(self, key: str, number: str = "") -> AbstractContextManager[None]:
        """What is written within has a number and is known by that key: kept to stand beside
        another, or followed by what others kept.
        """
        if self.beside or self.others:
            return self._row(key, number)
        self.out.append(number)
        return _ALONE

    @contextmanager
    def _row(self, key: str, number: str) -> Iterator[None]:
        out = self.out
        start = len(out)
        out.append(number)
        if self.others:
            out.append('<div class="row"><div class="own">')
        yield
        if self.beside:
            self.kept[key] = "".join(out[start:])
        if self.others:
            columns = [
                f'<div class="beside"{each.spoken}>{each.kept.pop(key, "")}</div>'
                for each in self.others
            ]
            out.append(f"</div>{''.join(columns)}</div>")

    def heading(self, level: int, of: str, words: str) -> None:
        """A heading; without words it is none, since an empty one says nothing to those who listen."""
        name = f"h{min(level, 6)}" if words.strip() else "p"
        self.out.append(f"<{name}{of}>{words}</{name}>\n")

    def headed(
        self, eid: str, num: str | None, heading: TextBlock | None, level: int
    ) -> bool:
        """The heading of a division, with its number; whether there is one."""
        words = "" if heading is None else self.inline.text(heading)
        number = self.number(fragment(eid), num) + " " if num else ""
        if number or words:
            with self.row(eid):
                self.heading(level, "", number + words)
        return bool(number or words.strip())

    def runs(self, nodes: tuple[N, ...]) -> Iterator[N]:
        """The nodes; of many each run of this many stands in an element of its own, which is laid
        out where it is seen.
        """
        if len(nodes) <= 2 * RUN:
            yield from nodes
            return
        for start in range(0, len(nodes), RUN):
            self.out.append('<div class="run">\n')
            yield from nodes[start : start + RUN]
            self.out.append("</div>\n")
