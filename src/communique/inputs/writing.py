"""Writes what a file holds as Markdown, in the shape that the reader of raw text knows: nothing in
the words is a sign.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, zip_longest

from communique.core import codes
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.inputs.blocks import Block, Contents, Extracted, Paragraph, Piece, Table
from communique.inputs.notices import LOST
from communique.lines import (
    CLOSING,
    ESCAPE,
    HEADING,
    OPENING,
    FileLines,
    FileRow,
    Origin,
    Sign,
    lined,
)

_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|\*|(?<![^\W_])_|_(?![^\W_])|<(?=/?[a-z])", re.IGNORECASE
)
"""A backslash that would escape, a star, an underscore that is not within a word, what begins a tag:
what the reader takes for a sign.
"""
_RULE = re.compile(r"[\s_\-–—=*]*")
_BLANKS = re.compile(r"[ \r\f\v]+")
_LABEL = re.compile(
    r"\(?(?:[^\W\d_]{1,4}|\d{1,4}(?:\.\d{1,3}){0,5}[a-z]?)[.)\]]{1,2}"
    r"|\d{1,4}(?:\.\d{1,3}){0,5}|[•▪●■◦‣–—·\-]|\([^\W_]{1,5}\)"
)
"""What can be the printed label of a paragraph, in a cell or a piece of its own."""
_LED = re.compile(rf"(?:{_LABEL.pattern})(?=\s)")
_ARTICLE = re.compile(
    r"[^\W\d_]{1,20}\.?\s{1,3}-?(?:\d{1,4}[a-z]?|[ivxlcIVXLC]{1,7})\.?"
)
"""A word and a number alone: `Article 3`."""
MAX_HEADING = 250
"""A paragraph with more characters is none, whatever its style says."""
INDENT = "    "
_BEGIN = "\ud800"
"""What is around signs while a text is written: halves of surrogate pairs, which no encoding of
characters can hold, so that no word of a file has them.
"""
_BETWEEN = "\ud801"
_END = "\ud802"
_NO_WORDS = dict.fromkeys(map(ord, (_BEGIN, _BETWEEN, _END)), LOST)
_MARKED = re.compile(
    f"{_BEGIN}(?P<kind>[a-z]+){_BETWEEN}(?P<characters>[^{_BEGIN}{_BETWEEN}{_END}]*){_END}"
)
_SHUT_OFF = f"{_BEGIN}{ESCAPE}{_BETWEEN}\\{_END}"
"""A backslash, so that what follows is no sign."""
_SHUT_OFF_AGAIN = _SHUT_OFF.replace("\\", r"\\")
"""The same in the template of an expression."""
_BOLD = f"{_BEGIN}{OPENING}{_BETWEEN}**{_END}"
_BOLD_END = f"{_BEGIN}{CLOSING}{_BETWEEN}**{_END}"
_HASHES = re.compile(f"^{_BEGIN}{HEADING}{_BETWEEN}#+{_END} ")
BAR = f"{_SHUT_OFF}|"
"""A pipe that is a word's, and ends no cell."""
LF = "\n"
NOTE = "note"
"""What the markup is taken to call a line of a note."""
_EMPTY = FileRow("")
"""One stands between paragraphs. Two stand before a note: it begins at a larger gap."""
APART = LF * 2
"""So much more stands before a paragraph that is set well below another."""
_CALL = re.compile("\0(\\d+)\0")
_SHUT = re.compile(r"[\])]?[.:]?[ \u00a0]{0,4}")
"""What stands between a marker and the words of its note."""
_TYPED = re.compile(r"\[(\d{1,3})\]")
"""A number in brackets: it calls a note only where a note is typed with it; else it is a
paragraph's of another text.
"""
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SIGNS = 4
"""At most this many brackets and blanks stand on each side of the marker of a note."""
TOP = 12
"""Among this many paragraphs the only heading of the first level is the title."""
HEAD = 40
"""Among this many paragraphs a title is looked for."""
SIDES = 2
"""The head of a letter is set in this many columns."""
GUTTER = 6
"""This many blanks stand between them."""
Cells = list[list[Block]]
"""A row of a table."""
_CLAUSE = re.compile(r"[,;:]\s*(?:[^\W\d_]{1,5})?$")
SENTENCE = 80
"""A heading with this many characters that a full stop ends is taken for a sentence."""


def taken_out(
    contents: Contents, findings: Iterable[Diagnostic], hint: Message | None = None
) -> Extracted:
    """The lines of a file that holds this, and what is to be said of it.

    `hint`: the advice where the file has no words. Notes are at the end, metadata before all.
    """
    if not any(
        _has_words(blocks) for blocks in (contents.blocks, *contents.notes.values())
    ):
        message = say("the file holds no words that can be read")
        nowhere = Diagnostic.of(codes.WITHOUT_WORDS, message, hint=hint)
        return Extracted(FileLines(), (*findings, nowhere), usable=False)
    _plain_levels(contents.blocks)
    front = _front(contents)
    found = lined(_rows(contents, front))
    says = any(sign.kind != ESCAPE for sign in found.signs or ())
    marked = says or bool(front or contents.notes)
    return Extracted(
        replace(found, metadata=bool(front), marked=marked), tuple(findings)
    )


def _has_words(blocks: list[Block]) -> bool:
    return not all(each.empty for each in flat(blocks))


def _rows(contents: Contents, front: list[str]) -> Iterator[FileRow]:
    """The rows of a file: metadata, blocks with an empty row between them, notes."""
    page = _Page(contents)
    for row in front:
        yield FileRow(row)
    blocks = list(page.written(contents.blocks))
    for number, (text, block) in enumerate(blocks, 1):
        printed = text
        if number == 1:
            printed = _as_first(text, behind_metadata=bool(front))
        else:
            yield _EMPTY
        yield _row(printed, origin_of(block, number))
    if not blocks:
        yield _EMPTY
    for number, note in contents.notes.items():
        yield _EMPTY
        yield _EMPTY
        yield _row(page.note(number, note), Origin(tag=NOTE))


def _sign(kind: str, characters: str) -> str:
    """A sign in a text that is being written: it is told from the words by what is around it."""
    return f"{_BEGIN}{kind}{_BETWEEN}{characters}{_END}"


def _row(marked: str, origin: Origin) -> FileRow:
    """A row of a text in which signs are marked."""
    parts: list[str] = []
    signs: list[Sign] = []
    length = 0
    at = 0
    for match in _MARKED.finditer(marked):
        words = marked[at : match.start()]
        characters = match["characters"]
        start = length + len(words)
        length = start + len(characters)
        signs.append(Sign(start, length, match["kind"]))
        parts += [words, characters]
        at = match.end()
    parts.append(marked[at:])
    return FileRow("".join(parts), LF, origin, tuple(signs))


def _shown(marked: str) -> str:
    """A text in which signs are marked, as it is shown."""
    return _MARKED.sub(r"\g<characters>", marked)


def _as_first(text: str, *, behind_metadata: bool) -> str:
    """The words with which a text begins, so that they are not taken for metadata or a format."""
    words = text.lstrip(LF)
    is_sign = words.startswith(("---", "{", "<"))
    return f"{_SHUT_OFF}{words}" if is_sign and not behind_metadata else words


def origin_of(block: Block, number: int) -> Origin:
    """Where a block comes from; it is the one of that number of its file."""
    if isinstance(block, Table):
        return Origin(block.element, tag=block.tag)
    return Origin(
        block.element,
        tag=block.tag,
        style=block.style,
        label=block.label,
        block=0 if block.role is None else number,
        role=block.role,
    )


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those in cells among them, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from flat(cell)


def printed_title(title: str, contents: Contents) -> tuple[str, list[Diagnostic]]:
    """The title that a file's properties give it, if it is printed among its first words: else it
    is a template's or a name.
    """
    title = " ".join(title.split())
    head = islice((each for each in flat(contents.blocks) if not each.empty), HEAD)
    if not title or folded(title) in folded(" ".join(each.text for each in head)):
        return title, []
    message = say(
        "the file's properties give it the title {title!r}, which is not printed in it",
        title=title[:80],
    )
    return "", [Diagnostic.of(codes.OTHER_TITLE, message, quote=title)]


def without_marker(blocks: list[Block], marker: str) -> list[Block]:
    """The blocks of a note without the marker that it is printed with."""
    first = next((each for each in flat(blocks) if not each.empty), None)
    if first is None:
        return blocks
    if first.label.strip(".") == marker:
        first.label = ""
        return blocks
    left = _end_of_marker(first.text.translate(_LOWERED), marker)
    for piece in first.pieces:
        words = piece.text
        piece.text = words[left:]
        left = max(0, left - len(words))
    return blocks


def _end_of_marker(words: str, marker: str) -> int:
    """Where the words of a note begin behind its marker; 0 where they do not begin with it."""
    at = words.find(marker)
    if not 0 <= at < SIGNS or words[:at].strip(" \n\t\u00a0[("):
        return 0
    shut = _SHUT.match(words, at + len(marker))
    return shut.end() if shut else 0


def folded(text: str) -> str:
    """The letters and figures of a text, in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _front(contents: Contents) -> list[str]:
    """Metadata as the reader takes them: what the file says of its title, date and address."""
    given = {
        "title": contents.title,
        "date": contents.date,
        "source_url": contents.source_url,
    }
    rows: list[str] = []
    for key, value in given.items():
        words = " ".join(value.split())
        if words:
            rows.append(f"{key}: {json.dumps(words, ensure_ascii=False)}")
    return ["---", *rows, "---", ""] if rows else []


def _plain_levels(blocks: list[Block]) -> None:
    """Take the level from what is no heading though its style says so.

    These are clauses, and all headings of a level at which many are sentences.
    """
    headings = [each for each in flat(blocks) if each.level and not each.empty]
    for level in {each.level for each in headings}:
        members = [each for each in headings if each.level == level]
        running = [each for each in members if is_running(each.text.strip())]
        many = 3 * len(running) >= len(members)
        for each in members if many else running:
            each.level = None


def is_running(text: str) -> bool:
    """Whether words read like a clause or sentence, which head nothing."""
    if len(text) > MAX_HEADING or _CLAUSE.search(text):
        return True
    return len(text) > SENTENCE and text.endswith(".")


def _shift(blocks: list[Block]) -> int:
    """What is added to the levels of headings.

    Only a title has one `#`: the file's title, or its only heading of the first level.
    """
    worded = [each for each in flat(blocks) if not each.empty]
    levels = [each.level for each in worded if each.level is not None]
    ranks = [level for level in levels if level]
    if not ranks:
        return 1
    least = min(ranks)
    if 0 in levels or ranks[0] != least or ranks.count(least) > 1:
        return 2 - least
    at_head = any(each.level == least for each in worded[:TOP])
    return 1 - least if at_head else 2 - least


class _Page:
    """Writes blocks as text.

    `shift`: what is added to levels of headings. `letter`: the tables of the head of a letter, by
    id. `markers`: the signs of notes. `typed`: numbers in brackets with which notes are typed.
    """

    def __init__(self, contents: Contents) -> None:
        self.shift = _shift(contents.blocks)
        self.letter = frozenset(map(id, _letter_head(contents.blocks)))
        self.markers = contents.markers
        self.typed: set[str] = set()
        if contents.notes:
            return
        for each in flat(contents.blocks):
            number = _TYPED.match(each.text.lstrip())
            if number:
                self.typed.add(number[1])

    def written(self, blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
        """Each block as it is printed. Those without words are left out, if they say nothing."""
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif not block.empty or block.label:
                yield APART * block.apart + self._paragraph(block), block

    def _paragraph(self, block: Paragraph) -> str:
        words = self._inline(block.pieces, with_signs=block.level is None)
        lines = _squeezed(words)
        if block.level is not None:
            return self._heading(block.level, block.label, lines)
        if block.label:
            lines[0] = _behind_label(block.label, lines, words)
        indent = INDENT * block.depth
        return LF.join(f"{indent}{_no_heading(line)}" for line in lines)

    def _heading(self, level: int, label: str, lines: list[str]) -> str:
        rank = min(6, max(1, level + self.shift)) if level else 1
        words = " ".join(filter(None, (label, *lines)))
        return f"{_sign(HEADING, '#' * rank)} {words}".rstrip()

    def note(self, number: int, blocks: list[Block]) -> str:
        """A note: its blocks one line after another, so that it ends only where the next begins."""
        lines: list[str] = []
        for block, _ in self.written(blocks):
            rows = [row.strip() for row in block.split(LF)]
            lines.extend(_HASHES.sub("", row) for row in rows if row)
        sign = self._sign(number)
        colon = ":" if sign.startswith("[^") else ""
        first = f"{sign}{colon} {lines[0] if lines else ''}".rstrip()
        return f"{LF}{INDENT}".join([first, *lines[1:]])

    def _sign(self, number: int) -> str:
        """What calls a note: a sign that is no letter or figure is printed as it is."""
        marker = self.markers.get(number, f"^{number}")
        return f"[{marker}]" if marker[0].isalnum() or marker[0] == "^" else marker

    def _inline(self, pieces: list[Piece], *, with_signs: bool) -> str:
        """The words of a paragraph with its calls, and with signs where they are bold or italic."""
        text = "".join(piece.text for piece in pieces)
        calls = any(piece.call is not None for piece in pieces)
        if _RULE.fullmatch(text) and not calls:
            return text
        joined = _joined(pieces)
        styles = {(piece.bold, piece.italic) for piece in joined if piece.text.strip()}
        parts: list[str] = []
        signed = False
        for index, piece in enumerate(joined):
            sign = "*" * (2 * piece.bold + piece.italic) if with_signs else ""
            core = piece.text.strip()
            begin = _unsigned(core, sign, whole=len(styles) == 1) if index == 0 else 0
            worded = any(map(str.isalnum, core[begin:]))
            if not sign or signed or not worded:
                parts.append(self._escaped(piece.text))
                signed = False
                continue
            lead = piece.text.index(core) + begin
            tail = piece.text[len(piece.text.rstrip()) :]
            parts.append(self._escaped(piece.text[:lead]))
            words = self._escaped(core[begin:])
            parts.append(f"{_sign(OPENING, sign)}{words}{_sign(CLOSING, sign)}{tail}")
            signed = not tail
        return "".join(parts)

    def _escaped(self, text: str) -> str:
        """Words so that nothing in them is a sign; then the calls."""
        escaped = _ESCAPED.sub(rf"{_SHUT_OFF_AGAIN}\g<0>", text.translate(_NO_WORDS))
        shut = _TYPED.sub(self._shut, escaped)
        return _CALL.sub(lambda match: self._sign(int(match[1])), shut)

    def _shut(self, number: re.Match[str]) -> str:
        """A number in brackets, so that it calls a note only where one is typed with it."""
        return number[0] if number[1] in self.typed else f"[{number[1]}{_SHUT_OFF}]"

    def _table(self, table: Table) -> Iterator[tuple[str, Block]]:
        """A table as rows between pipes; one that only sets blocks side by side as these blocks."""
        rows = [row for row in table.rows if any(map(_worded, row))]
        if not rows:
            return
        if id(table) in self.letter:
            yield LF.join(self._beside(rows)), table
        elif all(_labelled(row) for row in rows):
            for row in rows:
                yield from self.written(_with_label(row, table.depth))
        elif _is_layout(rows):
            for row in rows:
                yield from self.written(chain.from_iterable(row))
        else:
            yield LF.join(self._piped(rows)), table

    def _beside(self, rows: list[Cells]) -> Iterator[str]:
        """The lines of two columns side by side, as a page has them: the head of a letter."""
        sides = [[self._column(cell) for cell in row] for row in rows]
        wide = GUTTER + max(
            (len(_shown(line)) for side in sides for line in side[0]), default=0
        )
        for left, *right in sides:
            beside = right[0] if right else []
            for first, second in zip_longest(left, beside, fillvalue=""):
                blanks = " " * (wide - len(_shown(first)))
                yield f"{first}{blanks}{second}".rstrip()

    def _column(self, cell: list[Block]) -> list[str]:
        return [self._line(each) for each in flat(cell)]

    def _piped(self, rows: list[Cells]) -> Iterator[str]:
        width = max(map(len, rows))
        for index, row in enumerate(rows):
            cells = [self._cell(cell) for cell in row]
            if index == 0:
                cells += [""] * (width - len(row))
            yield f"| {' | '.join(cells)} |"
            if index == 0:
                yield f"|{' --- |' * width}"

    def _cell(self, cell: list[Block]) -> str:
        return " ".join(
            f"{each.label} {self._line(each, BAR)}".strip() for each in flat(cell)
        )

    def _line(self, paragraph: Paragraph, bar: str = "|") -> str:
        """The words of a paragraph in one line; `bar`: what a pipe among them is written as."""
        words = self._inline(paragraph.pieces, with_signs=False)
        return " ".join(words.split()).replace("|", bar)


def _squeezed(words: str) -> list[str]:
    """The lines of a paragraph that have words, each with single blanks; one empty line at least."""
    lines = [_BLANKS.sub(" ", line).strip() for line in words.split(LF)]
    return [line for line in lines if line] or [""]


def _behind_label(label: str, lines: list[str], words: str) -> str:
    """The first line of a paragraph behind its label.

    The signs of a paragraph that is bold as a whole stand around the label too.
    """
    shut = f"{label} " if label[-1] in ".)]•–-·▪●■◦‣" else f"{label}\t"
    first = lines[0]
    is_whole = first.startswith(_BOLD) and lines[-1].endswith(_BOLD_END)
    is_bold = is_whole and words.count("**") == 2
    return f"{_BOLD}{shut}{first.removeprefix(_BOLD)}" if is_bold else f"{shut}{first}"


def _no_heading(line: str) -> str:
    """A line that Markdown does not take for a heading."""
    return f"{_SHUT_OFF}{line}" if line.startswith("#") else line


def _unsigned(core: str, sign: str, *, whole: bool) -> int:
    """How much of a paragraph's first words is before a sign of emphasis: its label, which is read
    only without one.

    Lines that are wholly bold are read as headings, with their labels.
    """
    if whole and sign == "**":
        return 0
    if _ARTICLE.fullmatch(core) or _LABEL.fullmatch(core):
        return len(core)
    label = begins_with_label(core)
    return len(core) - len(core[len(label) :].lstrip()) if label else 0


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one style put together, calls as words of the style around them.

    White space has the style before it.
    """
    made: list[Piece] = []
    for piece in pieces:
        is_call = piece.call is not None
        text = f"\0{piece.call}\0" if is_call else piece.text
        if not text:
            continue
        last = made[-1] if made else None
        if last is not None and (
            is_call or not text.strip() or _are_alike(last, piece)
        ):
            last.text += text
        else:
            made.append(Piece(text, piece.bold, piece.italic))
    return made


def _are_alike(one: Piece, other: Piece) -> bool:
    return one.bold == other.bold and one.italic == other.italic


def begins_with_label(text: str) -> str:
    """The label that a text begins with, if it is printed with one; else nothing.

    >>> begins_with_label("(a) the ports;"), begins_with_label("The ports")
    ('(a)', '')
    """
    match = _LED.match(text)
    return match[0] if match and not match[0].isdigit() else ""


def _labelled(row: Cells) -> bool:
    """Whether a row is a label and the words behind it: how web pages of law set out numbered
    paragraphs.
    """
    filled = [_worded(cell) for cell in row if _worded(cell)]
    if len(filled) == 1:
        return len(row) > 1 and bool(_worded(row[-1]))
    if len(filled) != 2:
        return False
    label, words = filled
    if any(piece.call is not None for each in flat(label) for piece in each.pieces):
        return False
    return _LABEL.fullmatch(_plain(label)) is not None and isinstance(
        words[0], Paragraph
    )


def _worded(blocks: list[Block]) -> list[Block]:
    """The blocks that have words."""
    return [block for block in blocks if any(not each.empty for each in flat([block]))]


def _plain(blocks: list[Block]) -> str:
    return " ".join(each.text for each in flat(blocks)).strip()


def _with_label(row: Cells, depth: int) -> list[Block]:
    """The blocks of a labelled row; tables in it are nested."""
    filled = [_worded(cell) for cell in row if _worded(cell)]
    label = _plain(filled[0]) if len(filled) == 2 else ""
    blocks = filled[-1]
    for block in blocks:
        block.depth += depth + isinstance(block, Table)
    first = blocks[0]
    if label and isinstance(first, Paragraph):
        first.label = f"{label} {first.label}".strip()
    return blocks


def _letter_head(blocks: list[Block]) -> list[Table]:
    """The tables without lines between their two columns that are the head of a letter: up to one
    of labels, before the text.
    """
    found: list[Table] = []
    last = 0
    paragraphs = 0
    for block in blocks:
        paragraphs += sum(not each.empty for each in flat([block]))
        if paragraphs > HEAD:
            break
        if isinstance(block, Table) and _has_open_sides(block):
            found.append(block)
            if _names_fields(block):
                last = len(found)
    return found[:last]


def _has_open_sides(table: Table) -> bool:
    return table.open and {len(row) for row in table.rows} == {SIDES}


def _names_fields(table: Table) -> bool:
    """Whether all words of the first column end with a colon."""
    labels = [_plain(row[0]) for row in table.rows if _worded(row[0])]
    return bool(labels) and all(label.endswith((":", "：")) for label in labels)


def _is_layout(rows: list[Cells]) -> bool:
    """Whether cells hold blocks, not values: one column, tables within, headings, or mostly several
    paragraphs or lines.
    """
    cells = [cell for row in rows for cell in row if _worded(cell)]
    blocks = [block for cell in cells for block in cell]
    is_column = max(map(len, rows)) == 1
    if is_column or any(isinstance(block, Table) for block in blocks):
        return True
    if any(each.level is not None for each in flat(blocks)):
        return True
    return 2 * sum(map(_has_lines, cells)) > len(cells)


def _has_lines(cell: list[Block]) -> bool:
    """Whether a cell holds more than one line."""
    worded = [each.text.strip() for each in flat(cell) if not each.empty]
    return len(worded) + sum(text.count(LF) for text in worded) > 1
