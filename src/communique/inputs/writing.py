"""Writes what a file holds as Markdown, in the shape that the reader of raw text knows: nothing in
the words is a sign.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

from communique.core import codes
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.draft import Said
from communique.inputs.blocks import Block, Contents, Extracted, Paragraph, Piece, Table

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*|(?<![^\W_])_|_(?![^\W_])")
"""A backslash that would escape, a star, an underscore that is not within a word: what the reader
takes for a sign.
"""
_RULE = re.compile(r"[\s_\-–—=*]*")
_BLANKS = re.compile(r"[ \r\f\v]+")
_LABEL = re.compile(
    r"\(?(?:[^\W\d_]{1,4}|\d{1,4}(?:\.\d{1,3}){0,5}[a-z]?)[.)\]]{1,2}|\d{1,4}(?:\.\d{1,3}){0,5}|[•▪●■◦‣–—·\-]|\([^\W_]{1,5}\)"
)
"""What can be the printed label of a paragraph, in a cell or a piece of its own."""
_LED = re.compile(rf"(?:{_LABEL.pattern})(?=\s)")
_ARTICLE = re.compile(r"[^\W\d_]{1,20}\.?\s{1,3}-?(?:\d{1,4}[a-z]?|[ivxlcIVXLC]{1,7})\.?")
"""A word and a number alone: `Article 3`."""
MAX_HEADING = 250
"""A paragraph with more characters is none, whatever its style says."""
BAR = r"\|"
"""A pipe that is a word's, and ends no cell."""
INDENT = "    "
_BETWEEN = "\n\n"
_NOTE_GAP = "\n\n\n"
"""More than stands between paragraphs: a note begins at a larger gap, and ends at the next."""
APART = "\n\n"
"""So much more stands before a paragraph that is set well below another."""
_CALL = re.compile("\0(\\d+)\0")
_SHUT = re.compile(r"[\])]?[.:]?[ \u00a0]{0,4}")
"""What stands between a marker and the words of its note."""
_TYPED = re.compile(r"\[(\d{1,3})\]")
"""A number in brackets: it calls a note only where a note is typed with it; else it is a
paragraph's of another text.
"""
SIGNS = 4
"""At most this many brackets and blanks stand on each side of the marker of a note."""
TOP = 12
"""Among this many paragraphs the only heading of the first level is the title."""
HEAD = 40
"""Among this many paragraphs a title is looked for."""
SIDES, GUTTER = 2, 6
"""The head of a letter is set in this many columns; this many blanks stand between them."""
_CLAUSE = re.compile(r"[,;:]\s*(?:[^\W\d_]{1,5})?$")
SENTENCE = 80
"""A heading with this many characters that a full stop ends is taken for a sentence."""


def taken_out(
    contents: Contents, findings: Iterable[Diagnostic], hint: Message | None = None
) -> Extracted:
    """The text of a file that holds this, what that says of stretches of it, and what is to be
    said; `hint` where it has no words.

    Notes stand at the end, metadata before all.
    """
    if all(
        each.empty
        for blocks in (contents.blocks, *contents.notes.values())
        for each in flat(blocks)
    ):
        nowhere = Diagnostic.of(
            codes.WITHOUT_WORDS, say("the file holds no words that can be read"), hint=hint
        )
        return Extracted("", (*findings, nowhere), usable=False)
    _plain_levels(contents.blocks)
    page = _Page(contents)
    front = _front(contents)
    parts: list[str] = []
    said: list[Said] = []
    at = len(front)
    for text, block in page.written(contents.blocks):
        words = text if parts else text.lstrip("\n")
        if (
            not parts and not front and words.startswith(("---", "{", "<"))
        ):  # as metadata or another format do
            words = f"\\{words}"
        if block is not None and block.role is not None:
            said.append((at, at + len(words), block.role))
        parts.append(words)
        at += len(words) + len(_BETWEEN)
    notes = [page.note(number, note) for number, note in contents.notes.items()]
    text = _NOTE_GAP.join([front + _BETWEEN.join(parts), *notes]) + "\n"
    return Extracted(text, tuple(findings), said=tuple(said))


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
    words = first.text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    at = words.find(marker)
    shut = (
        _SHUT.match(words, at + len(marker))
        if 0 <= at < SIGNS and not words[:at].strip(" \n\t\u00a0[(")
        else None
    )
    if shut is not None:
        left = shut.end()
        for piece in first.pieces:
            piece.text, left = piece.text[left:], max(0, left - len(piece.text))
    return blocks


def folded(text: str) -> str:
    """The letters and figures of a text, in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _front(contents: Contents) -> str:
    """Metadata as the reader takes them: what the file itself says of its title, date and address."""
    given = {
        key: " ".join(getattr(contents, key).split()) for key in ("title", "date", "source_url")
    }
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in given.items() if value
    ]
    return "".join(["---\n", *lines, "---\n\n"]) if lines else ""


def _plain_levels(blocks: list[Block]) -> None:
    """Take the level from what is no heading though its style says so: clauses, and levels at which
    many are sentences.
    """
    headings = [each for each in flat(blocks) if each.level and not each.empty]
    for level in {each.level for each in headings}:
        members = [each for each in headings if each.level == level]
        running = [each for each in members if is_running(each.text.strip())]
        for each in members if 3 * len(running) >= len(members) else running:
            each.level = None


def is_running(text: str) -> bool:
    """Whether words read like a clause or sentence, which head nothing."""
    return (
        len(text) > MAX_HEADING
        or bool(_CLAUSE.search(text))
        or (len(text) > SENTENCE and text.endswith("."))
    )


def _shift(blocks: list[Block]) -> int:
    """What is added to the levels of headings: only a title has one `#`, be it the file's title or
    its only first heading.
    """
    levels = [each.level for each in flat(blocks) if each.level is not None and not each.empty]
    least = min((level for level in levels if level), default=1)
    if 0 in levels:
        return 2 - least
    first = next((level for level in levels if level), None)
    head = islice((each for each in flat(blocks) if not each.empty), TOP)
    alone = (
        levels.count(least) == 1 and first == least and any(each.level == least for each in head)
    )
    return 1 - least if alone else 2 - least


class _Page:
    """What is known of a file while it is written: how levels are shifted, which numbers in
    brackets are labels of notes.
    """

    def __init__(self, contents: Contents) -> None:
        self.shift = _shift(contents.blocks)
        self.letter = frozenset(map(id, _letter_head(contents.blocks)))
        self.markers = contents.markers
        typed = (_TYPED.match(each.text.lstrip()) for each in flat(contents.blocks))
        self.typed = (
            frozenset() if contents.notes else frozenset(match[1] for match in typed if match)
        )

    def written(self, blocks: Iterable[Block]) -> Iterator[tuple[str, Paragraph | None]]:
        """Each block as it is printed, and the paragraph that it is.

        Those without words are left out, if they say nothing.
        """
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif not block.empty or block.label:
                yield APART * block.apart + self._paragraph(block), block

    def _paragraph(self, block: Paragraph) -> str:
        words = self._inline(block.pieces, block.level is None)
        lines = [
            line for line in (_BLANKS.sub(" ", line).strip() for line in words.split("\n")) if line
        ] or [""]
        label = block.label and (
            block.label if block.label[-1] in ".)]•–-·▪●■◦‣" else f"{block.label}\t"
        )
        glue = "" if label.endswith("\t") else " "
        if block.level is not None:
            level = min(6, max(1, block.level + self.shift)) if block.level else 1
            return (
                f"{'#' * level} {' '.join([*([label.strip()] if label else []), *lines])}".rstrip()
            )
        if label:
            bold = lines[0].startswith("**") and lines[0][2:3] != "*"
            inside = bold and lines[-1].endswith("**") and words.count("**") == 2
            lines[0] = f"**{label}{glue}{lines[0][2:]}" if inside else f"{label}{glue}{lines[0]}"
        indent = INDENT * block.depth
        return "\n".join(
            f"{indent}\\{line}" if line.startswith("#") else indent + line for line in lines
        )

    def note(self, number: int, blocks: list[Block]) -> str:
        """A note: its blocks one line after another, so that it ends only where the next begins."""
        lines = [line.strip() for block, _ in self.written(blocks) for line in block.split("\n")]
        lines = [re.sub(r"^#+ ", "", line) for line in lines if line]
        sign = self._sign(number)
        colon = ":" if sign.startswith("[^") else ""
        return f"\n{INDENT}".join(
            [f"{sign}{colon} {lines[0] if lines else ''}".rstrip(), *lines[1:]]
        )

    def _sign(self, number: int) -> str:
        """What calls a note: a sign that is no letter or figure stands as it is printed."""
        marker = self.markers.get(number, f"^{number}")
        return f"[{marker}]" if marker[0].isalnum() or marker[0] == "^" else marker

    def _inline(self, given: list[Piece], emphasis: bool) -> str:  # noqa: FBT001 - a part of one paragraph's writing
        """The words of a paragraph with signs where they are bold or in italics, and with its
        calls.
        """
        pieces, text = _joined(given), "".join(piece.text for piece in given)
        if _RULE.fullmatch(text) and not any(piece.call is not None for piece in given):
            return text
        parts: list[str] = []
        signed = False
        whole = len({(piece.bold, piece.italic) for piece in pieces if piece.text.strip()}) == 1
        for index, piece in enumerate(pieces):
            sign = "*" * (2 * piece.bold + piece.italic) * emphasis
            words, core = piece.text, piece.text.strip()
            begin = _unsigned(core, sign, whole=whole) if index == 0 else 0
            signed = bool(sign) and not signed and any(map(str.isalnum, core[begin:]))
            if not signed:
                parts.append(self._escaped(words))
            else:
                lead, tail = words[: words.find(core) + begin], words[len(words.rstrip()) :]
                parts.append(
                    f"{self._escaped(lead)}{sign}{self._escaped(core[begin:])}{sign}{tail}"
                )
                signed = not tail
        return "".join(parts)

    def _escaped(self, text: str) -> str:
        """Words so that nothing in them is a sign; then the calls."""
        escaped = _ESCAPED.sub(r"\\\g<0>", text)
        shut = _TYPED.sub(
            lambda match: match[0] if match[1] in self.typed else f"[{match[1]}\\]", escaped
        )
        return _CALL.sub(lambda match: self._sign(int(match[1])), shut)

    def _table(self, table: Table) -> Iterator[tuple[str, Paragraph | None]]:
        """A table as rows between pipes.

        One that only sets blocks side by side as these blocks, one after another.
        """
        rows = [row for row in table.rows if any(map(_worded, row))]
        if not rows:
            return
        if id(table) in self.letter:
            yield "\n".join(self._beside(rows)), None
        elif all(_labelled(row) for row in rows):
            yield from self.written(
                block for row in rows for block in _with_label(row, table.depth)
            )
        elif _is_layout(rows):
            yield from self.written(block for row in rows for cell in row for block in cell)
        else:
            yield "\n".join(self._piped(rows)), None

    def _beside(self, rows: list[list[list[Block]]]) -> Iterator[str]:
        """The lines of two columns side by side, as a page has them: the head of a letter, labels
        and what they say.
        """
        sides = [[[self._line(each) for each in flat(cell)] for cell in row] for row in rows]
        wide = max((len(line) for side in sides for line in side[0]), default=0) + GUTTER
        for side in sides:
            for left, right in zip_longest(side[0], side[1] if len(side) > 1 else [], fillvalue=""):
                yield f"{left.ljust(wide)}{right}".rstrip()

    def _piped(self, rows: list[list[list[Block]]]) -> Iterator[str]:
        width = max(len(row) for row in rows)
        for index, row in enumerate(rows):
            cells = [
                " ".join(f"{each.label} {self._line(each, BAR)}".strip() for each in flat(cell))
                for cell in row
            ]
            yield f"| {' | '.join(cells + [''] * (0 if index else width - len(row)))} |"
            if index == 0:
                yield f"|{' --- |' * width}"

    def _line(self, paragraph: Paragraph, bar: str = "|") -> str:
        """The words of a paragraph in one line; `bar`: what a pipe among them is written as."""
        return " ".join(self._inline(paragraph.pieces, False).split()).replace("|", bar)


def _unsigned(core: str, sign: str, *, whole: bool) -> int:
    """How much of a paragraph's first words stands before a sign of emphasis: its label, which is
    read only without one.

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
    made: list[tuple[bool, bool, list[str]]] = []
    for piece in pieces:
        text = piece.text if piece.call is None else f"\0{piece.call}\0"
        if not text:
            continue
        styled = (piece.bold, piece.italic)
        if made and (piece.call is not None or not text.strip() or made[-1][:2] == styled):
            made[-1][2].append(text)
        else:
            made.append((*styled, [text]))
    return [Piece("".join(parts), bold, italic) for bold, italic, parts in made]


def begins_with_label(text: str) -> str:
    """The label that a text begins with, if it is printed with one; else nothing.

    >>> begins_with_label("(a) the ports;"), begins_with_label("The ports")
    ('(a)', '')
    """
    match = _LED.match(text)
    return match[0] if match and not match[0].isdigit() else ""


def _labelled(row: list[list[Block]]) -> bool:
    """Whether a row is a label and the words behind it: how web pages of law set out numbered
    paragraphs.
    """
    filled = [_worded(cell) for cell in row if _worded(cell)]
    if len(filled) == 1:
        return len(row) > 1 and bool(_worded(row[-1]))
    if len(filled) != 2 or any(
        piece.call is not None for each in flat(filled[0]) for piece in each.pieces
    ):
        return False
    return bool(_LABEL.fullmatch(_plain(filled[0]))) and isinstance(filled[1][0], Paragraph)


def _worded(blocks: list[Block]) -> list[Block]:
    """The blocks that have words."""
    return [block for block in blocks if any(not each.empty for each in flat([block]))]


def _plain(blocks: list[Block]) -> str:
    return " ".join(each.text for each in flat(blocks)).strip()


def _with_label(row: list[list[Block]], depth: int) -> list[Block]:
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
    last = paragraphs = 0
    for block in blocks:
        paragraphs += sum(not each.empty for each in flat([block]))
        if paragraphs > HEAD:
            break
        if isinstance(block, Table) and block.open and {len(row) for row in block.rows} == {SIDES}:
            found.append(block)
            labels = [_plain(row[0]) for row in block.rows if _worded(row[0])]
            if labels and all(label.endswith((":", "：")) for label in labels):
                last = len(found)
    return found[:last]


def _is_layout(rows: list[list[list[Block]]]) -> bool:
    """Whether cells hold blocks, not values: one column, tables within, or mostly several
    paragraphs or lines.
    """
    cells = [cell for row in rows for cell in row if _worded(cell)]
    if max(len(row) for row in rows) == 1 or any(
        isinstance(block, Table) for cell in cells for block in cell
    ):
        return True
    many = sum(
        sum(each.text.strip().count("\n") + 1 for each in flat(cell) if not each.empty) > 1
        for cell in cells
    )
    headings = any(each.level is not None for cell in cells for each in flat(cell))
    return headings or 2 * many > len(cells)
