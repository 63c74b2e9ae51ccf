"""Documents whose truth is in their tags: resolutions as Akoma Ntoso, the Universal Declaration as
HTML, treaties as JSON.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree
from tools.training.printed import Block, Layout, chance, printed
from tools.training.truth import Document, shuffled

from communique.core.scripts import COMMAS

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_BULLET = re.compile(r"[•–—·-]")
_LETTER = re.compile(r"\(?[^\W\d_]{1,5}[.)]|[\u2460-\u249b\u3220-\u3229]")
_HEADING = re.compile(r"(?:Title)?H(?:\d|Ch)")
_LEADING = re.compile(
    r"(\(?[^\W\d_]{1,3}\)|[\u2460-\u249b\u3220-\u3229]|[o•▪–](?=[ \t]))[ \t\u00a0]*(?=\S)"
)
TAGS = {
    "Arabic": "ar",
    "Chinese": "zh",
    "English": "en",
    "French": "fr",
    "Russian": "ru",
    "Spanish": "es",
    "German": "de",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tags of a document say of it."""

    title: str | None = None
    date: str | None = None
    number: str | None = None


def resolution(path: Path) -> tuple[list[Block], Facts]:
    """The blocks of a resolution of the Security Council, and its facts."""
    root = etree.parse(str(path)).getroot()
    doc = next(root.iterchildren(tag=etree.Element), root)
    blocks: list[Block] = []
    title = number = None
    for part in doc:
        if part.tag == f"{AKN}coverPage":
            for p in part.iter(f"{AKN}p"):
                words = _words(p)
                own = p.find(f"{AKN}docTitle[@refersTo='#resolutionNumber']")
                if p.find(f"{AKN}docNumber") is not None:
                    number = words
                if own is not None:
                    title = words
                if words:
                    blocks.append(
                        Block("title" if own is not None else "letterhead", words)
                    )
        elif part.tag == f"{AKN}preface":
            blocks.extend(
                Block("letterhead", _words(p))
                for p in part.iter(f"{AKN}p")
                if _words(p)
            )
        elif part.tag == f"{AKN}preamble":
            blocks.extend(_preamble(part))
        elif part.tag == f"{AKN}mainBody":
            blocks.extend(_body(part))
        elif part.tag == f"{AKN}attachments":
            for attached in part:
                first = True
                for block in (
                    each
                    for body in attached.iter(f"{AKN}mainBody")
                    for each in _body(body)
                ):
                    head = first and len(block.words) < 20
                    blocks.append(
                        Block("annex", "", block.words)
                        if head and not block.num
                        else block
                    )
                    first = False
    dates = (
        each.get("date") for each in root.findall(f".//{AKN}FRBRWork/{AKN}FRBRdate")
    )
    return _opened(list(_settled(blocks))), Facts(
        title, next((day for day in dates if day and day > NO_DATE), None), number
    )


NO_DATE = "0001-01-01"
"""What tags say of a date that they do not know."""


def _words(element: etree._Element) -> str:
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag != f"{AKN}authorialNote" and isinstance(child.tag, str):
            parts.append(_words_raw(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _words_raw(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _preamble(preamble: etree._Element) -> Iterator[Block]:
    children = list(preamble)
    for part in children:
        opening = part.tag == f"{AKN}formula"
        for p in part.iter(f"{AKN}p", f"{AKN}listIntroduction"):
            words = _words(p)
            if not words:
                continue
            item = p.getparent()
            num = item.find(f"{AKN}num") if item is not None else None
            if item is not None and item.tag == f"{AKN}item":
                yield Block("point", words, _words(num) if num is not None else "", 1)
            else:
                yield Block("opening" if opening else "recital", words)


HEAD = 60
"""Words that no mark ends, and that are shorter, head the numbered paragraph that comes next."""


def _settled(blocks: list[Block]) -> Iterator[Block]:
    """What has no number and is tagged as a paragraph is a recital where a comma ends it before the
    first numbered one, and a heading where it is short, ends with a letter and stands before a
    number; so is such a point between two numbers.
    """
    counted = [
        index
        for index, each in enumerate(blocks)
        if each.role == "paragraph" and each.num
    ]
    for index, each in enumerate(blocks):
        loose = each.role == "paragraph" and not each.num and each.words
        between = (
            each.role == "point"
            and not each.num
            and all(each.num for each in blocks[index - 1 : index + 2 : 2])
        )
        if (
            loose
            and counted
            and index < counted[0]
            and each.words.endswith(tuple(COMMAS))
        ):
            yield Block("recital", each.words)
        elif (
            len(each.words) < HEAD
            and each.words[-1:].isalpha()
            and ((loose and index + 1 in counted) or between)
        ):
            yield Block("heading", each.words)
        else:
            yield each


def _opened(blocks: list[Block]) -> list[Block]:
    """A short first clause before the recitals is the opening, whatever its tag."""
    for index, block in enumerate(blocks):
        if block.role == "opening":
            return blocks
        if block.role == "recital":
            if (
                len(block.words) < 60
                and index + 1 < len(blocks)
                and blocks[index + 1].role == "recital"
            ):
                blocks[index] = Block("opening", block.words)
            return blocks
    return blocks


def _body(body: etree._Element, level: int = 0) -> Iterator[Block]:
    for part in body:
        name = part.tag.removeprefix(AKN) if isinstance(part.tag, str) else ""
        if name in ("paragraph", "point", "alinea"):
            yield from _numbered(part, level)
        elif name in ("list", "sublist"):
            yield from _list(part, level)
        elif name in ("heading", "subheading") and _words(part):
            yield Block("heading", _words(part))
        elif name in ("container", "p", "crossHeading"):
            for p in part.iter(f"{AKN}p"):
                if _words(p):
                    yield Block(
                        "paragraph" if len(_words(p)) > HEAD else "heading", _words(p)
                    )
        elif name in (
            "section",
            "part",
            "chapter",
            "division",
            "article",
            "hcontainer",
        ):
            yield from _body(part, level)


def _numbered(part: etree._Element, level: int) -> Iterator[Block]:
    num = part.find(f"{AKN}num")
    label = _words(num) if num is not None else ""
    if _HEADING.match(part.get("class") or ""):
        yield Block("heading", _words(part))
        return
    for heading in (
        *part.iterchildren(f"{AKN}heading"),
        *part.iterchildren(f"{AKN}subheading"),
    ):
        if _words(heading):
            yield Block("heading", _words(heading))
    nested = (
        level > 0
        or bool(_BULLET.fullmatch(label))
        or (label != "" and bool(_LETTER.fullmatch(label)))
    )
    role = "point" if nested else "paragraph"
    first = True
    for child in part:
        name = child.tag.removeprefix(AKN) if isinstance(child.tag, str) else ""
        if name in ("content", "intro", "p", "wrapUp"):
            for p in child.iter(f"{AKN}p"):
                words = _words(p)
                lead = None if label or not first else _LEADING.match(words)
                if lead is not None and words[lead.end() :]:
                    nested = True
                    yield Block(
                        "point", words[lead.end() :], lead.group(1), max(level, 1)
                    )
                elif words:
                    yield Block(
                        role if first else "continuation",
                        words,
                        label if first else "",
                        max(level, 1) if nested else 0,
                    )
                first = first and not words
        elif name in ("list", "sublist"):
            yield from _list(child, level, label if first else None, role)
            first = False


def _list(
    part: etree._Element, level: int, label: str | None = None, role: str = "paragraph"
) -> Iterator[Block]:
    for child in part:
        name = child.tag.removeprefix(AKN) if isinstance(child.tag, str) else ""
        if name == "intro":
            if _words_raw(child).strip():
                yield Block(
                    role if label is not None else "continuation",
                    " ".join(_words_raw(child).split()),
                    label or "",
                    level,
                )
            label = None
        elif name == "wrapUp":
            yield Block("continuation", " ".join(_words_raw(child).split()))
        elif name == "point":
            yield from _numbered(child, level + 1)
        elif name in ("list", "sublist"):
            yield from _list(child, level + 1, None, "point")


def resolutions(folder: Path) -> Iterator[tuple[Document, Facts]]:
    """The resolutions in a folder of years and languages, each printed in a layout of its own."""
    for path in sorted(folder.glob("*/*/*.xml")):
        tag = TAGS[path.parent.name]
        number = re.search(r"(?:RES_|SC_|S_)?(\d{4})", path.name)
        work = f"sc/{number.group(1) if number else path.name}"
        try:
            blocks, facts = resolution(path)
        except (etree.XMLSyntaxError, IndexError):
            continue
        if len(blocks) < 4:
            continue
        draw = shuffled(f"{tag}{path.name}")
        layout = chance(draw, facts.number or "S/RES")
        text, rows = printed(blocks, layout)
        yield (
            Document("sc", work, f"{tag}/{path.name}", text, rows, language=tag),
            facts,
        )


class _Udhr(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str, str]] = []
        self.where = "top"
        self.tag = ""
        self.words: list[str] = []
        self.language = ""
        self.code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language, self.code = (
                given.get("lang") or "",
                given.get("data-code") or "",
            )
        if tag in ("header", "article"):
            self.where = tag
        if tag in ("h1", "h2", "h3", "p", "li"):
            self.tag, self.words = tag, []

    def handle_data(self, data: str) -> None:
        if self.tag:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.tag:
            words = " ".join("".join(self.words).split())
            if words:
                self.blocks.append((self.where, tag, words))
            self.tag = ""
        if tag in ("header", "article"):
            self.where = "top"


def universal(path: Path) -> tuple[list[Block], str, str]:
    """The blocks of the Universal Declaration in one language, its tag and code."""
    parser = _Udhr()
    parser.feed(path.read_text("utf-8"))
    blocks: list[Block] = []
    clauses = sum(where == "header" and tag == "p" for where, tag, _ in parser.blocks)
    seen = 0
    for where, tag, words in parser.blocks:
        if tag == "h1":
            blocks.append(Block("title", words))
        elif tag in ("h2", "h3"):
            blocks.append(
                Block("heading", "", words)
                if where == "article"
                else Block("heading", words)
            )
        elif where == "header":
            seen += 1
            blocks.append(
                Block("recital" if seen <= 7 or clauses < 8 else "formula", words)
            )
        elif tag == "li":
            blocks.append(
                Block("point" if blocks[-1].role == "point" else "paragraph", words)
            )
        else:
            label = re.match(r"(\(?\d{1,2}[.)]|[a-z]\))\s+", words)
            blocks.append(
                Block("paragraph", words[label.end() :], label.group(1))
                if label
                else Block("paragraph", words)
            )
    return blocks, parser.language, parser.code


def declarations(folder: Path) -> Iterator[Document]:
    """The Universal Declaration in every language whose text is whole."""
    for path in sorted(folder.glob("*.html")):
        blocks, tag, code = universal(path)
        if (
            sum(block.role == "heading" for block in blocks) < 31
            or sum(block.role == "recital" for block in blocks) < 7
        ):
            continue
        draw = shuffled(code)
        layout = Layout(width=draw.choice((0, 0, 0, 78)))
        text, rows = printed(blocks, layout)
        yield Document("udhr", "udhr", code, text, rows, language=tag)
