"""HTML: the words of a web page as they are shown, in whatever encoding.

Lists counted, notes in their places, menus set aside.
"""

import codecs
import re
from dataclasses import dataclass, replace

from communique.core.codes import DEEP_NESTING, OTHER_ENCODING, TOO_LARGE
from communique.core.diagnostics import Diagnostic
from communique.core.message import count, say
from communique.core.source import Limits, Source, nearly_utf8
from communique.inputs import notices
from communique.inputs.blocks import (
    Block,
    Contents,
    Extracted,
    Paragraph,
    Piece,
    Table,
    nothing,
    role_of,
    with_record,
)
from communique.inputs.carried import PRINTED, RECORD, TEXT, joined
from communique.inputs.counting import counted
from communique.inputs.html.notes import AROUND, HIDDEN, Aside, Notes, main_part
from communique.inputs.html.tree import BLOCKS, Node, tree
from communique.inputs.notices import LOST, lost_characters
from communique.inputs.writing import (
    begins_with_label,
    printed_title,
    taken_out,
    without_marker,
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLED = ("dcterms.title", "dc.title", "og:title")
_DATES = (
    "dcterms.date",
    "dc.date",
    "dcterms.issued",
    "article:published_time",
    "pubdate",
    "date",
)
_SOURCES = ("canonical", "og:url", "dcterms.source", "dc.source")
_ADDRESS = re.compile(r"https?://\S+$")
SHORT_TITLE = 12
"""What has no more characters than this is no title before the name of a site."""
TAGS = 4
"""A page may have this many tags for each line that a text may have."""
_SITE = re.compile(r"(?<=\s)[|–—·»-](?=\s)")


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a web page as Markdown, what is left out of it, and the record that it carries.
    Never raises.
    """
    text, findings = decoded(source.data)
    if text.count("<") > TAGS * limits.lines:
        message = say("the page has more than {tags} tags", tags=TAGS * limits.lines)
        hint = say("raise the limit if you trust the file")
        return nothing(TOO_LARGE, message, hint)
    root = tree(text)
    if root.passed:
        findings.append(_passed(root.passed))
    part = main_part(root)
    notes = Notes(part)
    aside = Aside(own_page=part.get("id") == TEXT)
    if part is not root:
        _around(root, part, aside)
    contents = Contents(Walk(notes, aside).blocks(part))
    for holder, number in notes.holders.items():
        blocks = Walk(notes, aside, number).blocks(holder)
        contents.notes[number] = without_marker(blocks, notes.markers[number])
    findings += _say_facts(contents, _head(root))
    for what, words in aside.words.items():
        findings += notices.set_aside(what, words)
    if any(marker != str(number) for number, marker in notes.markers.items()):
        findings.append(notices.renumbered())
    found = taken_out(contents, findings)
    record = _script(root, RECORD)
    beside = _script(root, PRINTED)
    if record is None or beside is None:
        return found
    return with_record(found, joined(record, beside))


def _passed(elements: int) -> Diagnostic:
    message = count(
        "{n} element is nested too deep and was passed through: its words are of those around it",
        "{n} elements are nested too deep and were passed through: their words are of those around them",
        n=elements,
    )
    return Diagnostic.of(DEEP_NESTING, message)


def _say_facts(contents: Contents, head: dict[str, str]) -> list[Diagnostic]:
    """Take the title, date and address from what a page says of itself.

    Gives what is said of a title that is not printed.
    """
    named = _first_of(head, _TITLED) or head.get("title", "")
    contents.title, unprinted = printed_title(named, contents)
    if unprinted:
        # The name of the site may stand behind it.
        first = _SITE.split(named)[0].strip()
        if len(first) > SHORT_TITLE:
            contents.title, still = printed_title(first, contents)
            unprinted = unprinted if still else []
    for key in _DATES:
        day = _DAY.match(head.get(key, ""))
        if day is not None:
            contents.date = day[0]
            break
    addresses = [head[key] for key in _SOURCES if _ADDRESS.match(head.get(key, ""))]
    contents.source_url = addresses[0] if addresses else ""
    return unprinted


def _first_of(head: dict[str, str], keys: tuple[str, ...]) -> str:
    """The first value that a page gives under one of these names; empty without one."""
    return next((head[key] for key in keys if head.get(key)), "")


def _script(root: Node, name: str) -> str | None:
    """The JSON in the script of that id; None without one."""
    for node in root.walk():
        is_data = node.name == "script" and node.get("type") == "application/json"
        if is_data and node.get("id") == name:
            return "".join(child for child in node.children if isinstance(child, str))
    return None


def _around(body: Node, part: Node, aside: Aside) -> None:
    """Keep the words outside the part of a page that is read."""
    above = set(part.above())
    waiting: list[Node | str] = list(reversed(body.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            aside.keep(AROUND, node)
        elif node is part:
            continue
        elif node in above:
            waiting.extend(reversed(node.children))
        elif not aside.takes(node):
            aside.keep(AROUND, node.text)


def _head(root: Node) -> dict[str, str]:
    """What the page says of itself: its title, its own address, and the contents of its `meta`
    elements by name.
    """
    found: dict[str, str] = {}
    for node in root.walk():
        if (
            node.name == "title"
            and node.parent is not None
            and node.parent.name != "svg"
        ):
            found.setdefault("title", " ".join(node.text.split()))
        elif node.name == "link" and node.get("rel").lower() == "canonical":
            found.setdefault("canonical", node.get("href").strip())
        elif node.name == "meta":
            name = (node.get("name") or node.get("property")).lower()
            if name:
                found.setdefault(name, " ".join(node.get("content").split()))
    return found


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,200}|<meta\b[^>]{0,400}""", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:encoding|charset)\s*=[\s"']*([\w.:-]+)""", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?8|utf-?16\w*|iso-?8859-?\d{1,2}|latin-?\d|windows-?(?:125\d|874)|cp(?:125\d|874|866)"
    r"|koi8-?[ru]|gbk|gb2312|gb18030|big5\w*|euc-?(?:jp|kr)|shift-?_?jis|iso-?2022-?jp|tis-?620"
    r"|mac(?:intosh|-?cyrillic)?|us-?ascii|ascii|ibm866"
)
_WIDER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
    "mac-roman": "mac-roman",
}
"""What browsers read in place of a named encoding: one that has more characters. What says UTF-16
in single bytes is not.
"""
HEAD = 4096


def decoded(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The characters of a page, and that they are in another encoding than it says if they are.

    Never raises.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name, name)
    said = _declared(data)
    codec = _codec(said)
    text = nearly_utf8(data)
    if codec is not None and codec != "utf-8":
        is_utf8 = text is not None and not data.isascii() and not _lost(text)
        return _in_utf8(text or "", said) if is_utf8 else _read(data, said, codec)
    if text is None:
        return _guessed(data, said, "cp1252")
    findings = [replace(each, span=None) for each in _lost(text)]
    if said and codec is None:
        message = say(
            "the page says that it is {said}, which is not known: it is read as {taken}",
            said=said,
            taken="utf-8",
        )
        findings.append(Diagnostic.of(OTHER_ENCODING, message))
    return text, findings


def _declared(data: bytes) -> str:
    """The encoding that a page says it is in, in small letters; empty without one."""
    for element in _DECLARED.finditer(data[:HEAD]):
        named = _CHARSET.search(element[0])
        if named:
            return named[1].decode("ascii", "replace").lower()
    return ""


def _lost(text: str) -> list[Diagnostic]:
    """The findings about characters that are lost in a text."""
    return list(lost_characters(Source("", text.replace("\0", LOST).encode())))


def _in_utf8(text: str, said: str) -> tuple[str, list[Diagnostic]]:
    message = say(
        "the page says that it is {said}, and its bytes are UTF-8: they are read as that",
        said=said,
    )
    return text, [Diagnostic.of(OTHER_ENCODING, message)]


def _codec(said: str) -> str | None:
    """The codec of an encoding that pages are written in; None for any other name."""
    if not said or not _KNOWN.fullmatch(said):
        return None
    try:
        name = codecs.lookup(said).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _read(data: bytes, said: str, codec: str) -> tuple[str, list[Diagnostic]]:
    try:
        return data.decode(codec), []
    except UnicodeDecodeError:
        return _guessed(data, said, codec)


def _guessed(data: bytes, said: str, codec: str) -> tuple[str, list[Diagnostic]]:
    """Read all the same, with U+FFFD where a byte means nothing."""
    text = data.decode(codec, "replace")
    if said:
        message = say(
            "the page says that it is {said}, and its bytes are not: they are read as {taken}",
            said=said,
            taken=codec,
        )
    else:
        message = say(
            "the page does not say its encoding; it is read as {taken}", taken=codec
        )
    quote = f"{text.count(LOST)} × U+FFFD"
    return text, [Diagnostic.of(OTHER_ENCODING, message, quote=quote)]


_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_STYLED = re.compile(
    r"font-weight\s*:\s*(?P<bold>bold|[6-9]00)|font-style\s*:\s*(?P<italic>italic|oblique)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"(?:[a-z]+-)?(?:s?ti|title|subtitle|heading)(?:-[a-z0-9-]+)?|[a-z]+-doc-ti|doc-ti"
    r"|msotitle|msosubtitle|heading\d?|titre[a-z]*",
    re.IGNORECASE,
)
"""Classes by which publishers name what is set as a heading without being one: `oj-ti-art`,
`doc-ti`, `Titreobjet`.
"""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORMS = {"a": "a", "A": "A", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal": "decimal",
    "none": "none",
    "decimal-leading-zero": "decimalZero",
    "lower-greek": "greekLower",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_SPACED = frozenset({"pre", "listing"})
_NESTED = frozenset({"ol", "ul", "menu", "dir", "table"})
"""Elements that are nested in an item of a list, wherever they are in it."""
_RAISING = re.compile(r"(?:-super|superscript)$")
"""How the names of classes end whose words are raised."""
LONGEST_TITLE = 400
"""A block whose class says that it is a heading has fewer characters."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How words are set."""

    bold: bool = False
    italic: bool = False
    raised: bool = False


_PLAIN = _Style()


class Walk:
    """One walk over an element.

    `number`: of the note that it is, whose own marker and links back are left out.
    """

    def __init__(self, notes: Notes, aside: Aside, number: int | None = None) -> None:
        """Words that are set aside are told to `aside`."""
        self.notes = notes
        self.aside = aside
        self.number = number
        self.found: list[Block] = []
        self.open = Paragraph()
        self.label = ""
        self.depth = 0
        self.style = _PLAIN
        self.level: int | None = None
        self.role: str | None = None
        self.block: Node | None = None
        self.spaced = 0
        self.bracket: Piece | None = None

    def blocks(self, node: Node) -> list[Block]:
        """The blocks in an element."""
        self._children(node)
        self._flush()
        return self.found

    def _flush(self) -> None:
        """End the paragraph that is open."""
        made = self.open
        self.open = Paragraph()
        if made.empty:
            return
        made.level = self.level
        made.depth = self.depth
        made.label = self.label
        made.role = self.role
        _name(made, self.block)
        self.label = ""
        self.found.append(made)

    def _children(self, node: Node) -> None:
        for child in node.children:
            self._child(child)

    def _child(self, child: Node | str) -> None:
        if isinstance(child, str):
            self._words(child)
        elif not self._takes(child):
            self._element(child)

    def _takes(self, node: Node) -> bool:
        """Whether an element is none of the words here: a note, which stands at the end, or what is
        set aside.
        """
        return node in self.notes.holders or self.aside.takes(node)

    def _words(self, text: str) -> None:
        words = text.replace("\t", "    ") if self.spaced else self._folded(text)
        if self.bracket is not None and words.strip():
            words = self._without_bracket(self.bracket, words)
            self.bracket = None
        if self.style.raised and words.isascii() and words.strip().isdigit():
            words = words.translate(_RAISED)
        if words:
            self.open.pieces.append(Piece(words, self.style.bold, self.style.italic))

    def _folded(self, text: str) -> str:
        """A text with single blanks, and none behind a blank or at the beginning of a paragraph."""
        words = _BLANKS.sub(" ", text)
        pieces = self.open.pieces
        if not words.startswith(" "):
            return words
        if not pieces:
            return words[1:]
        last = pieces[-1]
        is_apart = last.call is None and last.text.endswith((" ", "\n"))
        return words[1:] if is_apart else words

    def _without_bracket(self, bracket: Piece, words: str) -> str:
        """The words behind a marker without a bracket that closes the one before it; neither stays."""
        behind = words.lstrip()
        if behind[0] not in ")]":
            return words
        bracket.text = bracket.text[:-1].rstrip(" ")
        return behind[1:]

    def _element(self, node: Node) -> None:
        name = node.name
        if self.aside.own_page and "n" in node.get("class").split():
            self._flush()
            self.label = " ".join(node.text.split())
        elif name == "br":
            self.open.pieces.append(Piece("\n"))
        elif name == "table":
            self._table(node)
        elif name in {"ol", "ul", "menu", "dir"}:
            self._list(node)
        elif name in BLOCKS:
            self._block(node)
        elif name == "a" and node in self.notes.calls:
            self._call(self.notes.calls[node])
        elif self.number is not None and self.notes.is_back(node, self.number):
            self._bracketed()
        elif name in {"rt", "rp"}:
            self.aside.keep(HIDDEN, node.text)
        else:
            self._inline(node)

    def _call(self, number: int) -> None:
        """A call belongs to the word before it; brackets around it go with it."""
        if self.open.pieces:
            last = self.open.pieces[-1]
            last.text = last.text.rstrip(" ")
        self._bracketed()
        self.open.pieces.append(Piece("", call=number))

    def _inline(self, node: Node) -> None:
        outer = self.style
        self.style = _styled(node, outer)
        self._children(node)
        self.style = outer

    def _bracketed(self) -> None:
        """A marker is left out: so is a bracket before it, if one behind it closes it."""
        pieces = self.open.pieces
        self.bracket = (
            pieces[-1] if pieces and pieces[-1].text.endswith(("(", "[")) else None
        )

    def _block(self, node: Node) -> None:
        """A block: what was open ends before it, and it ends behind itself."""
        self._flush()
        level = self.level
        style = self.style
        around = self.block
        self.block = node
        self.role = next(filter(None, map(role_of, node.get("class").split())), None)
        self.level = _level_of(node) or level
        is_plain = self.level is None and node.name in {"p", "div"}
        if is_plain and _is_title(node):
            self.style = replace(style, bold=True)
        spaced = node.name in _SPACED
        self.spaced += spaced
        if node.name in {"p", "div", "td"}:
            self._inline(node)
        else:
            self._children(node)
        self._flush()
        self.spaced -= spaced
        self.level = level
        self.style = style
        self.role = None
        self.block = around

    def _list(self, node: Node) -> None:
        """A list: each item has the label that a browser counts, unless it is printed with its own."""
        self._flush()
        form = _form_of(node)
        step = -1 if "reversed" in node.attributes else 1
        items = sum(
            isinstance(child, Node) and child.name == "li" for child in node.children
        )
        number = _whole(node.get("start"), items if step < 0 else 1)
        for child in node.children:
            if not isinstance(child, Node) or child.name != "li":
                self._child(child)
                continue
            self._flush()
            number = _whole(child.get("value"), number)
            if not self._takes(child):
                label = f"{counted(number, form)}." if node.name == "ol" else "•"
                if (
                    form == "none" or self.aside.own_page
                ):  # where a page prints the labels itself
                    label = ""
                self._item(child, label, ordered=node.name == "ol")
            number += step
        self._flush()

    def _item(self, node: Node, label: str, *, ordered: bool) -> None:
        """An item with its label.

        Lists within it and paragraphs behind its first are nested in it.
        """
        before = self.label
        depth = self.depth
        typed = begins_with_label(_first_line(node))
        is_typed = typed and (not ordered or typed == label)
        self.label = f"{before} {'' if is_typed else label}".strip()
        begun = len(self.found)
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif not self._takes(child):
                is_later = len(self.found) > begun and child.name in BLOCKS
                self._in_item(child, nested=is_later or child.name in _NESTED)
        self._flush()
        self.label = "" if len(self.found) > begun else before
        self.depth = depth

    def _in_item(self, node: Node, *, nested: bool) -> None:
        """An element in an item: of it, or nested in it."""
        if not nested:
            self._element(node)
            return
        self._flush()
        self.depth += 1
        self._element(node)
        self.depth -= 1

    def _table(self, node: Node) -> None:
        """A table; the words in it that stand in no cell come before it."""
        self._flush()
        table = Table(depth=self.depth, element=_element(node), tag=node.name)
        outer = self.label
        self.label = ""
        self._rows(node, table)
        self._flush()
        self.label = outer
        if self.label and table.rows:
            self.found.append(Paragraph([Piece(self.label)], depth=self.depth))
            self.label = ""
        self.found.append(table)

    def _rows(self, node: Node, table: Table) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif self._takes(child):
                continue
            elif child.name == "tr":
                self._row(child, table)
            elif child.name in {"tbody", "thead", "tfoot"}:
                self._rows(child, table)
            elif child.name == "caption":
                self._block(child)
            else:
                self._element(child)

    def _row(self, node: Node, table: Table) -> None:
        row: list[list[Block]] = []
        for cell in node.children:
            if not isinstance(cell, Node) or cell.name not in {"td", "th"}:
                self._child(cell)
            elif not self._takes(cell):
                columns = _whole(cell.get("colspan"), 1)
                rows = _whole(cell.get("rowspan"), 1)
                table.put(row, self._cell(cell), columns=columns, rows=rows)
        table.skip(row)
        table.rows.append(row)

    def _cell(self, node: Node) -> list[Block]:
        inner = Walk(self.notes, self.aside, self.number)
        inner.block = node
        inner.style = replace(self.style, raised=False)
        return inner.blocks(node)


def _name(paragraph: Paragraph, block: Node | None) -> None:
    """Say which element a paragraph comes from."""
    if block is not None:
        paragraph.element = _element(block)
        paragraph.tag = block.name
        paragraph.style = " ".join(block.get("class").split())


def _element(node: Node) -> str:
    """The name of an element and its place among all elements of the page, from 1."""
    return f"{node.name}[{node.order}]"


def _styled(node: Node, outer: _Style) -> _Style:
    """The style of words in an element, by its name, style and classes; `outer`: around it."""
    classes = node.get("class").lower().split()
    kinds = {name.rpartition("-")[2] for name in classes}
    kinds.update(match.lastgroup or "" for match in _STYLED.finditer(node.get("style")))
    bold = node.name in _BOLD or "bold" in kinds
    italic = node.name in _ITALIC or "italic" in kinds
    raised = node.name == "sup" or any(map(_RAISING.search, classes))
    return _Style(outer.bold or bold, outer.italic or italic, outer.raised or raised)


def _level_of(node: Node) -> int | None:
    """The level of a heading; None of any other element."""
    if _HEADING.fullmatch(node.name):
        return int(node.name[1])
    if node.get("role").lower() != "heading":
        return None
    level = node.get("aria-level")
    return int(level) if level.isdecimal() and 0 < int(level) < 10 else 2


def _form_of(node: Node) -> str:
    """The form in which a list is counted."""
    style = _LIST_STYLE.search(node.get("style"))
    by_type = _FORMS.get(node.get("type"), "decimal")
    return _STYLES.get(style[1].lower(), by_type) if style else by_type


def _first_line(node: Node) -> str:
    """The first line with words under an element."""
    lines = map(str.strip, node.text.split("\n"))
    return next(filter(None, lines), "")


def _is_title(node: Node) -> bool:
    """Whether a block is set as a heading by its class, and holds nothing but words."""
    if not any(map(_TITLES.fullmatch, node.get("class").split())):
        return False
    inside = [each for each in node.walk() if each is not node]
    if any(each.name in BLOCKS for each in inside):
        return False
    return len(node.text.strip()) < LONGEST_TITLE


def _whole(text: str, default: int) -> int:
    """A number as pages write them; the default where it is none."""
    is_number = text.isascii() and text.lstrip("-").isdecimal() and len(text) < 9
    return int(text) if is_number else default
