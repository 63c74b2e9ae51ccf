"""Documents printed: blocks whose roles are known from tags become plain text in one of many
layouts, with its truth.
"""

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from tools.training.truth import Document, Row, shuffled, starts

from communique.core.scripts import begins_lower
from communique.detect.language import detect_language
from communique.detect.roles import MORE
from communique.languages import LanguageData, language


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document: its role, label, words, and how deep it is nested."""

    role: str
    words: str
    num: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set. `width` 0: each block is one line. `page`: lines on a page, 0 without
    pages.

    `tight`: no blank line before headings either. `glued`: what a web page set on lines of their
    own was joined without a space. `marks`, `titled`: what stands around a heading and a title, in
    Markdown. `bare`: the labels of points are lost. `broken`: one long block of so many is broken
    in the middle, as pages break them; 0 for none. `close`: who signs on one line stands close to
    the next.
    """

    width: int = 0
    blank: int = 1
    indent: int = 0
    hanging: int = 0
    nest: int = 4
    tab: str = " "
    page: int = 0
    head: str = ""
    foot: str = ""
    upper_titles: bool = False
    centred: bool = False
    tight: bool = False
    glued: bool = False
    marks: tuple[str, str] = ("", "")
    titled: tuple[str, str] = ("", "")
    bare: bool = False
    broken: int = 0
    close: bool = False


def chance(draw: random.Random, symbol: str) -> Layout:
    """A layout at random, the plain ones more often."""
    width = draw.choice((0, 0, 0, 64, 72, 80, 90, 100, 115))
    paged = width and draw.random() < 0.4
    return Layout(
        width=width,
        blank=1 if draw.random() < 0.7 else draw.choice((0, 0, 2)),
        indent=draw.choice((0, 0, 0, 4, 8)),
        hanging=draw.choice((0, 0, 0, 4)),
        nest=draw.choice((0, 2, 4, 6)),
        tab=draw.choice((" ", " ", "  ", "\t", "    ")),
        page=draw.choice((38, 46, 54)) if paged else 0,
        head=symbol if paged and draw.random() < 0.7 else "",
        foot=draw.choice(
            ("{page}", "{page}/{pages}", "- {page} -", symbol + "   {page}")
        )
        if paged
        else "",
        upper_titles=draw.random() < 0.15,
        centred=bool(width) and draw.random() < 0.4,
        tight=draw.random() < 0.3,
        glued=not width and draw.random() < 0.3,
        marks=draw.choice(_AROUND) if not width else ("", ""),
        titled=draw.choice(_TITLED) if not width else ("", ""),
        bare=draw.random() < 0.1,
        broken=0 if width else draw.choice((0, 0, 0, 5)),
        close=draw.random() < 0.7,
    )


_AROUND = (("", ""), ("", ""), ("", ""), ("## ", ""), ("**", "**"), ("*", "*"))
"""What stands around headings."""
_TITLED = (("", ""), ("", ""), ("# ", ""), ("# ", ""), ("## ", ""), ("**", "**"))
"""What stands around titles."""
SIGNED = 0.3
"""So much of what is printed again, and is signed by nobody, is signed."""
SITED = 0.25
"""So much of what is printed again in lines that are not wrapped stands between the lines of a web
site.
"""
NUMBERED = 0.15
"""So much of what is printed again, and has recitals without labels, has numbers on all its
clauses.
"""
SECTIONED = 0.2
"""So much of what is printed again, and has headings and paragraphs without labels, has numbers on
both: `1. Lamps`, `1.1 We light them.`
"""
_LINED = frozenset(
    {
        "letterhead",
        "title",
        "subtitle",
        "dateline",
        "signature",
        "closing",
        "other",
        "annex",
        "table",
        "contents",
    }
)
"""Roles whose lines stay lines."""
_MARKS = re.compile(
    r"^\s*(?:>\s*)?(?:#{1,6}\s*)?|\*\*|(?<=\s)[*_](?=\w)|(?<=\w)[*_](?=\s|$)|[ \t]+$"
)
_STYLES = ("{}.", "{})", "({})", "{}.-", "{} -", "{}.")
_LETTERED = ("({})", "{})", "{}.", "({})")
_BULLETS = ("-", "•", "–", "*", "·")


def blocks_of(document: Document, draw: random.Random) -> list[Block]:
    """The blocks of a labelled document without its marks and its layout; labels in another style
    now and then.
    """
    begun = sorted(starts(document).items())
    figures, letters, bullet = (
        draw.choice(each) for each in (_STYLES, _LETTERED, _BULLETS)
    )
    restyled = draw.random() < 0.5
    found: list[Block] = []
    for (begin, row), end in zip(
        begun, [*(offset for offset, _ in begun[1:]), len(document.text)], strict=True
    ):
        if row.role in ("metadata", "furniture"):
            continue
        lines = [
            _MARKS.sub("", line).strip()
            for line in document.text[begin:end].splitlines()
        ]
        lines = [line for line in lines if line]
        num = row.num.strip()
        if lines and num:
            if not lines[0].startswith(num):
                num = ""
            else:
                lines[0] = lines[0].removeprefix(num).strip()
                if restyled:
                    num = _restyled(num, figures, letters, bullet)
        words = ("\n" if row.role in _LINED else " ").join(
            line for line in lines if line
        )
        if row.role.endswith(MORE):
            found[-1] = replace(found[-1], words=f"{found[-1].words} {words}")
            continue
        if words or num:
            found.append(
                Block(
                    row.role,
                    words,
                    num,
                    int(row.level)
                    if row.role == "point" and row.level.isdigit()
                    else 0,
                )
            )
    return found


def _restyled(num: str, figures: str, letters: str, bullet: str) -> str:
    bare = num.strip("().")
    if num in "-–•*·":
        return bullet
    if bare.isdigit() and len(bare) < 4 and num != bare:
        return figures.format(bare)
    return (
        letters.format(bare)
        if bare.isalpha() and bare.islower() and len(bare) < 3 and num != bare
        else num
    )


_NAMES = (
    "Ada Brightwater", "T. R. Oduya", "Marguerite d'Aubrac", "Jonas Wiik", "Ilse van der Meer", "Rafael Quintana Solís", "Yusuf Demirkan",
    "Hana Kovářová", "Sir Peter Lowell", "Amadou B. Sissoko", "Mei-Ling Hsu", "Zofia Wrońska", "Dr Lena Habicht", "João Tavares", "K. Nomura",
)  # fmt: skip
_OFFICES = (
    "President", "Minister of Ports", "Ministre de la Pêche", "Secretary-General", "Ambassador", "Presidenta", "Staatssekretär", "Chair",
    "Prime Minister of Lowmark", "Head of the Delegation",
)  # fmt: skip
_STATES = (
    "the Republic of Lowmark",
    "Highwick",
    "the Union of Isles",
    "Saltmarsh",
    "the Kingdom of Ness",
    "Ostland",
)
_FIRST = (
    "Ada", "Amadou", "Ayşe", "Bodil", "Chloé", "Dimitar", "Edwin", "Fatima", "Giulia", "Hana", "Ilse", "João", "Katarzyna", "Lena", "Marek",
    "Nikos", "Olga", "Priya", "Rafael", "Soo-jin", "Tomás", "Ursula", "Wei", "Yusuf", "Zoltán", "Ольга", "Иван",
)  # fmt: skip
_LAST = (
    "Brightwater", "Sissoko", "Demirkan", "Holm", "Marchand", "Petrov", "Okafor", "Benali", "Ricci", "Kovářová", "van der Meer", "Tavares",
    "Wrońska", "Habicht", "Nowak", "Papadakis", "Ivanova", "Raman", "Quintana Solís", "Park", "Herrera", "Lindqvist", "Chen", "Yılmaz", "Szabó",
)  # fmt: skip
_WORK = (
    "University of Lowmark",
    "Port Authority",
    "professor",
    "historien",
    "Saltmarsh Institute",
    "Journalistin",
    "abogada",
    "PhD",
)
LISTED = 0.3
"""So much of what is signed is signed by many, each on a line."""
_SIGNED = ("", "", "", "(s.) ", "(Signed) ", "/s/ ", "(sgd) ")
_ENDS = frozenset({"paragraph", "point", "continuation", "closing"})
"""Roles of the last words of a text, behind which those who sign stand."""


def signed(
    blocks: Sequence[Block], draw: random.Random, words: LanguageData
) -> list[Block]:
    """The blocks with an end as those have that are signed: when and where, names, offices,
    parties, all invented.
    """
    last = max(
        (number for number, block in enumerate(blocks) if block.role in _ENDS),
        default=-1,
    )
    end: list[Block] = []
    done = [
        each
        for each in words.closing_words
        if not each.casefold().startswith(words.party_words)
    ]
    if done and draw.random() < 0.6:
        end.append(
            Block(
                "closing",
                f"{draw.choice(done)} {draw.choice(_STATES)}, {draw.randrange(1, 31)}.4.2024.",
            )
        )
    if draw.random() < LISTED:
        return [*blocks[: last + 1], *end, *listed(draw), *blocks[last + 1 :]]
    order = draw.choice(
        (
            "party name office",
            "party name",
            "name office",
            "name",
            "name party",
            "office name",
            "both",
            "party both",
        )
    )
    mark, capitals = draw.choice(_SIGNED), draw.random() < 0.3
    for name, office, state in zip(
        draw.sample(_NAMES, draw.choice((1, 2, 2, 3, 5))),
        draw.sample(_OFFICES, 5),
        cycle(_STATES),
        strict=False,
    ):
        lead = draw.choice(words.party_words or ("for",))
        said = {
            "party": f"{lead[:1].upper()}{lead[1:]} {state}",
            "name": mark + (name.upper() if capitals else name),
            "office": office,
            "both": f"{name}, {office}",
        }
        end.append(Block("signature", "\n".join(said[each] for each in order.split())))
    return [*blocks[: last + 1], *end, *blocks[last + 1 :]]


_MENU = (
    "Home", "Inicio", "Accueil", "Startseite", "News", "Noticias", "Actualités", "Skip to content", "Menu", "Share", "Partager", "Print",
    "Compartir", "Teilen", "Search", "Buscar", "Contact", "Kontakt", "English", "Français", "Home > News > Press", "Back to top", "Tweet",
    "Read more", "Read also", "Tags: ports, trade", "RSS", "Privacy policy", "Newsletter", "All rights reserved.", "© 2024 Lowmark",
    "Follow us on social media", "[Home](/)", "[Back](../)", "[Edit this page](https://example.org/edit)", "Главная", "首页", "الرئيسية",
)  # fmt: skip
"""Lines that sites set around a text, invented."""


def listed(draw: random.Random) -> list[Block]:
    """Many who sign, each on a line, with a number or a bullet now and then, and what they do or
    where.
    """
    label = draw.choice(("", "", "", "{}.", "{})", *_BULLETS[:2]))
    works = draw.choice(((), (), _WORK, _OFFICES))
    made: list[Block] = []
    for number in range(1, draw.choice((6, 9, 14, 25))):
        name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
        words = f"{name}, {draw.choice(works)}" if works else name
        made.append(Block("signature", words, label.format(number)))
    return made


def sited(blocks: Sequence[Block], draw: random.Random) -> list[Block]:
    """The blocks between the lines of a web site."""
    above, below = (draw.sample(_MENU, draw.choice((0, 1, 1, 2, 4))) for _ in range(2))
    return [
        *(Block("furniture", line) for line in above),
        *blocks,
        *(Block("furniture", line) for line in below),
    ]


def numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbers on their recitals, which the paragraphs count on from; as they are
    where recitals have labels, or something else than numbers stands on the paragraphs.
    """
    counted = [block for block in blocks if block.role in ("recital", "paragraph")]
    recitals = [block for block in counted if block.role == "recital"]
    labels = {block.num.strip("().") for block in counted if block.num}
    if (
        not recitals
        or any(block.num for block in recitals)
        or not all(map(str.isdecimal, labels))
    ):
        return list(blocks)
    count = iter(range(1, len(counted) + 1))
    return [
        replace(block, num=f"{next(count)}.")
        if block.role in ("recital", "paragraph")
        else block
        for block in blocks
    ]


def sectioned(blocks: Sequence[Block], style: str) -> list[Block]:
    """The blocks with numbers on headings, and on the paragraphs below them; as they are where some
    have labels, or few headings are.
    """
    counted = [block for block in blocks if block.role in ("heading", "paragraph")]
    heads = sum(block.role == "heading" for block in counted)
    labelled = any(
        block.num or any(map(str.isdigit, block.words[:12])) for block in counted
    )
    if heads < FEWEST or heads * 2 > len(counted) or labelled:
        return list(blocks)
    made: list[Block] = []
    section = count = 0
    for block in blocks:
        if block.role == "heading":
            section, count = section + 1, 0
            block = replace(block, num=f"{section}.")
        elif block.role == "paragraph" and section:
            count += 1
            block = replace(block, num=style.format(f"{section}.{count}"))
        made.append(block)
    return made


FEWEST = 3
"""So many headings are numbered."""


def reprinted(document: Document, again: int = 0) -> Document | None:
    """A labelled document in another layout: other lines, blank lines, labels, pages."""
    draw = shuffled(f"again{again}{document.name}")
    blocks = blocks_of(document, draw)
    if draw.random() < SIGNED and not {block.role for block in blocks} & {
        "signature",
        "annex",
    }:
        blocks = signed(blocks, draw, language(detect_language(document.text)[0]))
    if draw.random() < NUMBERED:
        blocks = numbered(blocks)
    if draw.random() < SECTIONED:
        blocks = sectioned(blocks, draw.choice(("{}", "{}", "{}.")))
    layout = chance(draw, blocks[0].words.split("\n")[0][:40] if blocks else "")
    if not blocks:
        return None
    if not layout.width and draw.random() < SITED:
        blocks = sited(blocks, draw)
    text, rows = printed(blocks, layout)
    return Document(
        document.family,
        document.work,
        f"{document.name}~{again}",
        text,
        rows,
        document.complete,
        document.language,
    )


def printed(blocks: Sequence[Block], layout: Layout) -> tuple[str, tuple[Row, ...]]:
    """The text, and where each block begins in it."""
    lines: list[str] = []
    marks: list[tuple[int, Block]] = []
    for number, block in enumerate(blocks):
        if layout.bare and block.role == "point":
            block = replace(block, num="")
        if layout.glued and number and _glues(blocks[number - 1], block):
            lines[-1] += block.words
            marks.append((len(lines) - 1, block))
            continue
        gap = layout.blank
        if (
            gap == 0
            and not layout.tight
            and block.role in ("title", "heading", "annex", "opening")
        ):
            gap = 1
        if (
            number
            and block.role == blocks[number - 1].role == "letterhead"
            and layout.width
        ):
            gap = 0 if number % 3 else 1
        if (
            number
            and layout.close
            and block.role == blocks[number - 1].role == "signature"
            and "\n" not in block.words
        ):
            gap = 0
        lines.extend([""] * (gap if number else 0))
        marks.append((len(lines), block))
        made = _lines(block, layout)
        cut = (
            _middle(made[0])
            if layout.broken and number % layout.broken == 0 and block.role in _GLUED
            else -1
        )
        if cut > 0:
            made = [made[0][:cut].rstrip(), "", made[0][cut:]]
            marks.append((len(lines) + 2, Block(block.role + MORE, made[2])))
        lines.extend(made)
    if layout.page:
        return _paged(lines, marks, layout)
    return "\n".join(lines) + "\n", tuple(
        _row(line + 1, block) for line, block in marks
    )


LONG = 200
"""A block of so many characters can be broken in the middle."""
_SMALL = re.compile(r"(?<=[^\W\d_] )(?=[^\W\d_]{3})")


def _middle(line: str) -> int:
    """Where a long line is broken before a word in lower case, or -1."""
    found = (
        (match.start() for match in _SMALL.finditer(line, len(line) // 2))
        if len(line) > LONG
        else ()
    )
    return next((cut for cut in found if begins_lower(line[cut:])), -1)


_GLUED = frozenset(
    {"opening", "recital", "formula", "paragraph", "continuation", "closing"}
)
"""Roles of which one is glued to the next."""
_SEAM = re.compile(r"[^\W\d_][.;:,][^\W\d_]")
"""What ends one block and begins the next where a reader can tell that something was glued."""


def _glues(before: Block, block: Block) -> bool:
    """Whether a block is joined to the one before where line breaks were lost: both are prose, and
    a mark ends the first.
    """
    prose = before.role in _GLUED and block.role in _GLUED and not block.num
    lines = "\n" in before.words + block.words
    return (
        prose
        and not lines
        and bool(_SEAM.fullmatch(before.words[-2:] + block.words[:1]))
        and block.words[0].isupper()
    )


def _row(line: int, block: Block) -> Row:
    words = " ".join(block.words.split()[:3])
    return Row(line, block.role, str(block.level or ""), block.num, words)


def _lines(block: Block, layout: Layout) -> list[str]:
    if "\n" in block.words:
        first, *more = block.words.split("\n")
        made = _lines(Block(block.role, first, block.num, block.level), layout)
        for words in more:
            made.extend(
                _lines(
                    Block(block.role, words, "", block.level),
                    replace(layout, titled=("", "")),
                )
            )
        return made
    words = " ".join(block.words.split())
    if layout.upper_titles and block.role in ("title", "heading") and not block.num:
        words = words.upper()
    text = (
        f"{block.num}{layout.tab}{words}" if block.num and words else block.num or words
    )
    if block.role == "heading":
        text = text.join(layout.marks)
    elif block.role == "title":
        text = text.join(layout.titled)
    margin = layout.nest * block.level
    if not layout.width:
        return [" " * margin + text]
    if (
        layout.centred
        and block.role in ("title", "heading", "letterhead", "annex")
        and len(text) < layout.width
    ):
        return [text.center(layout.width).rstrip()]
    lead = layout.indent if block.role in ("recital", "paragraph", "opening") else 0
    if any(char > "\u2e7f" for char in text[:40]):
        return _unspaced(text, layout.width // 2, margin // 2, lead // 2)
    later = margin + (layout.hanging if block.num else 0)
    return textwrap.wrap(
        text, layout.width, initial_indent=" " * (margin + lead), subsequent_indent=" " * later, break_on_hyphens=False,
        break_long_words=False, replace_whitespace=False, drop_whitespace=True,
    ) or [text]  # fmt: skip


def _unspaced(text: str, width: int, margin: int, first: int) -> list[str]:
    """Lines of a script that is written without spaces."""
    made: list[str] = []
    room = width - margin - first
    while text:
        pad = "\u3000" * (margin + (0 if made else first))
        cut = room if made == [] else width - margin
        while cut < len(text) and text[cut] in "，。；：、）」":
            cut += 1
        made.append(pad + text[:cut])
        text = text[cut:]
    return made


def _paged(
    lines: list[str], marks: list[tuple[int, Block]], layout: Layout
) -> tuple[str, tuple[Row, ...]]:
    """Pages ended by form feeds, which end no line of their own. What a page broke goes on behind
    what is set at its edges.
    """
    starts = dict(marks)
    rows: list[Row] = []
    out: list[str] = []
    role = ""
    pages = 1 + (len(lines) - 1) // layout.page
    for page in range(pages):
        part = range(page * layout.page, min(len(lines), (page + 1) * layout.page))
        if page and layout.head:
            rows.append(Row(len(out) + 1 - page, "furniture"))
            out.extend((layout.head, ""))
        broken = bool(page and rows[-1].role == "furniture")
        for index in part:
            if index in starts:
                role = starts[index].role
                rows.append(_row(len(out) + 1 - page, starts[index]))
            elif broken and lines[index]:
                rows.append(Row(len(out) + 1 - page, role + MORE))
            broken = broken and not lines[index]
            out.append(lines[index])
        if layout.foot:
            rows.append(Row(len(out) + 2 - page, "furniture"))
            out.extend(
                ("", layout.foot.format(page=page + 1, pages=pages).rjust(layout.width))
            )
        if page + 1 < pages:
            out[-1] += "\f"
    text = "\n".join(out) + "\n"
    return text.replace("\f\n", "\f"), tuple(rows)
