"""The text of a PDF: characters with their places become words, lines, columns and notes, as a
reader sees them.

What opens the file is `pypdfium2` (the extra `pdf`). Pages are read one at a time; pictures of text
are not read.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import accumulate
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from communique.core import codes
from communique.core.bounds import begin_step, end_step
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, count, say
from communique.core.source import Limits, Source
from communique.core.source_errors import oversized
from communique.inputs import notices
from communique.inputs.blocks import Extracted, nothing, with_record
from communique.inputs.carried import NAME, unpacked
from communique.inputs.pdf import structure
from communique.inputs.pdf.account import lost_by_page, size_of
from communique.inputs.pdf.annotations import laid_over, make_part
from communique.inputs.pdf.forms import MOST_DRAWN, Forms
from communique.inputs.pdf.glyphs import Glyph, glyphs_of, lacking, runs_of
from communique.inputs.pdf.printing import (
    RULE,
    Page,
    Printed,
    TextLine,
    begins_right,
    outer_margins,
    printed,
    usual_size,
)
from communique.inputs.pdf.rows import Row, in_letters, rows_of, runs_left
from communique.inputs.pdf.strokes import Strokes, strokes_of
from communique.inputs.pdf.tables import go_on, with_tables
from communique.inputs.writing import folded
from communique.lines import FileLines, FileRow, Origin, lined

LARGE = 1.8
"""A title page's title is printed this many times as large as the text, and nothing else on the
page is.
"""
BELOW = 0.2
"""It stands below so much of what is printed: above are letterheads."""
ALIKE = 0.95
FEWEST_LETTERS = 6
HEAD = 40
"""Among this many lines a title is looked for."""


def title_of(rows: Sequence[Row], named: str, size: float) -> str:
    """The title of a document whose first page has these rows, or nothing.

    `named`: by its properties; `size`: of its text.

    Properties name templates and files as well: only what is printed is taken.
    """
    printed = folded("".join(row.text for row in rows[:HEAD]))
    name = folded(named)
    if len(name) >= FEWEST_LETTERS and name in printed:
        return " ".join(named.split())
    largest = max((row.size for row in rows), default=0.0)
    least = max(LARGE * size, ALIKE * largest)
    large = [at for at, row in enumerate(rows) if row.size >= least]
    if not large or large[-1] - large[0] >= len(large):
        return ""
    found = rows[large[0] : large[-1] + 1]
    words = " ".join(row.text for row in found)
    top = rows[0].y
    height = top - rows[-1].y
    is_below = top - found[0].y > BELOW * height
    if not is_below or len(folded(words)) < FEWEST_LETTERS:
        return ""
    return words


MOST_PAGES = 5000
"""This many pages of a file are read."""
MOST_CHARACTERS = 200_000
"""A page with more characters than this is no page of a text, and is left out."""
MOST_ATTACHMENTS = 1000
"""Among this many attachments the record is looked for."""
CLOSED = 0.3
"""Where this many of a file's lines are drawn with a blank at their ends, none is drawn where a
word is broken.
"""
END = b"%%EOF"
"""How a file ends."""
END_WITHIN = 4096
"""The end is among this many of its last bytes."""
MOST_QUOTED = 60
"""A message quotes this many characters of words that are not read."""
_ONE_AT_A_TIME = Lock()
"""The library must not be called from two threads at once."""


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a PDF: a line for each of its lines, FF between pages, raised figures as such,
    notes behind a rule.

    Never raises; what cannot be opened, or holds no text, is a finding, and the text is then empty.
    """
    refused = oversized(source, limits)
    if refused:
        return Extracted(FileLines(), tuple(refused), usable=False)
    with _ONE_AT_A_TIME:
        begin_step()
        try:
            document = PdfDocument(source.data)
        except PdfiumError as error:
            if getattr(error, "err_code", None) in {
                raw.FPDF_ERR_PASSWORD,
                raw.FPDF_ERR_SECURITY,
            }:
                hint = say("save it without a password, and read that")
                return nothing(
                    codes.ENCRYPTED, say("the file is locked with a password"), hint
                )
            hint = say(
                "it may be cut off, or not a PDF; open it in a viewer and save it again"
            )
            return nothing(codes.DAMAGED, say("the file cannot be opened as PDF"), hint)
        with closing(document):
            document.init_forms()
            found = _Reading(document, source.data, limits).whole()
            record = _record(document)
            if record is not None:
                found = with_record(found, unpacked(record))
    if END in source.data[-END_WITHIN:]:
        return found
    hint = say("it may be cut off; get it again from where it came")
    cut = Diagnostic.of(
        codes.CUT_OFF,
        say("the file does not end as a PDF does: pages may be missing"),
        hint=hint,
    )
    return replace(found, findings=(*found.findings, cut))


def _record(document: PdfDocument) -> bytes | None:
    """The record that is attached to a document; None without one."""
    for index in range(min(document.count_attachments(), MOST_ATTACHMENTS)):
        attachment = document.get_attachment(index)
        if attachment.get_name() == NAME:
            try:
                return bytes(attachment.get_data())
            except PdfiumError:
                return b""
    return None


class _Reading:
    """A document while it is read: its pages so far, and what is to be said of them, by page number
    from 1.
    """

    def __init__(self, document: PdfDocument, data: bytes, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.forms = Forms(data)
        self.pages: list[Page] = []
        self.blank: list[int] = []
        self.broken: list[int] = []
        self.endless: list[int] = []
        self.laid_over: list[int] = []
        self.undrawn: list[tuple[int, str]] = []
        self.is_drawn = False
        self.beyond = 0
        self.heads: list[list[str]] = []

    def whole(self) -> Extracted:
        """The text of all pages."""
        self._read_pages()
        if not any(page.rows for page in self.pages):
            found = self._without_text()
            return replace(found, findings=(*found.findings, *self._laid_over()))
        size = usual_size(self.pages)
        closing = _ends_with_blanks(self.pages)
        for page in self.pages:
            page.closing = closing
        self.heads = go_on([page.rows for page in self.pages], size)
        outer = outer_margins(self.pages, size / 2)
        made = [printed(page, size, outer) for page in self.pages]
        for number, each in enumerate(made, 1):
            each.number(number)
        pages = list(_in_order(made))
        placed = [list(lines) for lines in _placed(pages)]
        in_blocks = [_tagged(page, found) for page, found in zip(made, placed)]
        is_tagged = any(page.tags for page in self.pages)
        said = (
            structure.said_of(in_blocks)
            if is_tagged
            else structure.set_apart(in_blocks)
        )
        lines = replace(lined(_rows(placed, said)), signs=None)
        first = next(page.rows for page in self.pages if page.rows)
        title = title_of(first, self.document.get_metadata_value("Title"), size)
        findings = tuple(self._findings(lines.text, made))
        return Extracted(lines, findings, title=title)

    def _read_pages(self) -> None:
        """Read pages up to the limits."""
        total = len(self.document)
        characters = 0
        while (
            len(self.pages) < min(total, MOST_PAGES) and characters <= self.limits.size
        ):
            begin_step()
            page = self._page(len(self.pages))
            self.pages.append(page)
            for row in page.rows:
                characters += len(row.text) + sum(map(len, row.cells or ()))
        end_step()
        self.beyond = total - len(self.pages)

    def _without_text(self) -> Extracted:
        """What is said of a document no page of which has text."""
        if self.endless:
            hint = say("it may be made to do harm; get another copy of it")
            return nothing(codes.DAMAGED, _endless(self.endless), hint)
        if self.broken or not len(self.document):
            return nothing(codes.DAMAGED, say("no page of the file can be read"))
        if not self.is_drawn:
            message = say("the pages are empty: nothing is drawn on them")
            return nothing(codes.NO_TEXT_LAYER, message)
        hint = say(
            "make it searchable with OCR (optical character recognition), and read that"
        )
        message = say("the pages are pictures: there is no text in the file")
        return nothing(codes.NO_TEXT_LAYER, message, hint)

    def _page(self, index: int) -> Page:
        """The page with an index from 0; an empty one if it cannot be read."""
        number = index + 1
        if self.forms.drawn_on(index) > MOST_DRAWN:
            self.endless.append(number)
            return Page([])
        try:
            with (
                self._opened(index) as page,
                closing(page.get_textpage()) as characters,
            ):
                if characters.count_chars() > MOST_CHARACTERS:
                    self.broken.append(number)
                    return Page([])
                tags = structure.tags_of(page)
                groups = glyphs_of(characters, tagged=bool(tags))
                strokes = strokes_of(page, groups[0][0]) if groups else Strokes()
                has_objects = raw.FPDFPage_CountObjects(page.raw) > 0
                self.is_drawn = self.is_drawn or has_objects
        except PdfiumError:
            self.broken.append(number)
            return Page([])
        if not groups:
            self.blank.append(number)
            return Page([])
        return _made(groups, strokes, tags)

    @contextmanager
    def _opened(self, index: int) -> Iterator[PdfPage]:
        """A page, with what is laid over it as a part of it."""
        page = self.document[index]
        try:
            over = laid_over(page)
            self.undrawn.extend((index + 1, words) for words in over.undrawn)
            if over.drawn and make_part(page):
                self.laid_over.append(index + 1)
                page.close()
                page = self.document[index]
            yield page
        finally:
            page.close()

    def _findings(self, text: str, made: list[Printed]) -> Iterator[Diagnostic]:
        numbered = list(enumerate(made, 1))
        turned = [number for number, page in enumerate(self.pages, 1) if page.turned]
        margins = [number for number, page in numbered if page.margin]
        columns = [number for number, page in numbered if page.columns]
        yield from self._left_out()
        if turned:
            message = say(
                "words at an angle were put at the end of pages {pages}",
                pages=listed(turned),
            )
            yield Diagnostic.of(codes.TURNED_WORDS, message)
        if margins:
            message = say(
                "notes in the margins of pages {pages} were put behind the text",
                pages=listed(margins),
            )
            yield Diagnostic.of(codes.MARGIN_NOTES, message)
        if columns:
            message = say(
                "columns were read one after the other on pages {pages}",
                pages=listed(columns),
            )
            hint = say("if two languages are side by side, keep one of them")
            yield Diagnostic.of(codes.COLUMNS_IN_TURN, message, hint=hint)
        yield from self._laid_over()
        for cells in self.heads:
            yield from notices.set_aside(
                say("the head of a table, printed again"), cells
            )
        yield from self._lost_letters(text, made)

    def _left_out(self) -> Iterator[Diagnostic]:
        """What is said of pages without text."""
        if self.beyond:
            message = count(
                "{n} page is beyond the limit and was not read",
                "{n} pages are beyond the limit and were not read",
                n=self.beyond,
            )
            yield Diagnostic.of(codes.PAGES_LEFT_OUT, message)
        if self.broken:
            message = say(
                "pages that cannot be read: {pages}", pages=listed(self.broken)
            )
            yield Diagnostic.of(codes.PAGES_LEFT_OUT, message)
        if self.endless:
            yield Diagnostic.of(codes.PAGES_LEFT_OUT, _endless(self.endless))
        if self.blank:
            message = say("pages without text: {pages}", pages=listed(self.blank))
            hint = say(
                "where they are pictures of text, OCR (optical character recognition) makes it readable"
            )
            yield Diagnostic.of(codes.PAGES_WITHOUT_TEXT, message, hint=hint)

    def _laid_over(self) -> Iterator[Diagnostic]:
        """What is said of form fields, notes and stamps."""
        if self.laid_over:
            message = say(
                "form fields, notes or stamps are read where they are drawn on pages {pages}",
                pages=listed(self.laid_over),
            )
            yield Diagnostic.of(codes.LAID_OVER, message)
        for number, words in self.undrawn:
            message = say(
                "page {page} holds a form value or note that is not drawn and not read: {words!r}",
                page=number,
                words=words[:MOST_QUOTED],
            )
            yield Diagnostic.of(codes.NOT_READ, message, quote=words)

    def _lost_letters(self, text: str, made: list[Printed]) -> Iterator[Diagnostic]:
        """What is said of characters that are not in the text, and of those that are no letters."""
        for number, lost in lost_by_page(self.pages, made, self.heads):
            message = count(
                "{n} character of page {page} is not in the text",
                "{n} characters of page {page} are not in the text",
                n=lost,
                page=number,
            )
            hint = say(
                "compare the page with the text; this is a fault of communique: report it"
            )
            yield Diagnostic.of(codes.LOST_LETTERS, message, hint=hint)
        unnamed = lacking(text)
        if unnamed:
            message = count(
                "{n} character is drawn that the file has no letter for",
                "{n} characters are drawn that the file has no letter for",
                n=unnamed,
            )
            hint = say(
                "where it is much, make the file's text anew with OCR (optical character recognition)"
            )
            yield Diagnostic.of(codes.UNREADABLE_LETTERS, message, hint=hint)


def _made(
    groups: list[tuple[int, list[Glyph]]],
    strokes: Strokes,
    tags: dict[int, structure.Block],
) -> Page:
    """A page of characters, by the direction of their words, the fullest first."""
    text = "".join(glyph.char for _, group in groups for glyph in group)
    leftward = runs_left(text)
    angle, main = groups[0]
    found = rows_of(main, strokes.upright, leftward=leftward)
    others = [rows_of(group, leftward=leftward) for _, group in groups[1:]]
    again = found.again + "".join(each.again for each in others)
    from_right = found.leftward or (leftward and begins_right(found.rows))
    rows, walls = with_tables(found.rows, strokes, leftward=leftward)
    turned = [row for each in others for row in each.rows]
    page = Page(rows, turned, found.leftward, from_right, walls, strokes.level, tags)
    page.upright = angle == 0
    page.given = size_of(in_letters(text)) - size_of(in_letters(again))
    return page


def _endless(pages: list[int]) -> Message:
    """What is said of pages that draw too many forms."""
    return say(
        "pages that draw more than {most} forms within forms and were not read: {pages}",
        most=MOST_DRAWN,
        pages=listed(pages),
    )


def listed(numbers: list[int]) -> str:
    """Numbers in words, a row of them as its ends: `1, 3-5`.

    >>> listed([1, 3, 4, 5])
    '1, 3-5'
    """
    found = runs_of(numbers, lambda run, number: number == run[-1] + 1)
    return ", ".join(map(_range, found))


def _range(run: list[int]) -> str:
    """A row of numbers by its ends."""
    first = run[0]
    return str(first) if len(run) == 1 else f"{first}-{run[-1]}"


def _ends_with_blanks(pages: list[Page]) -> bool:
    """Whether a file draws a blank at the end of many of its lines, so that a line without one ends
    within a word.
    """
    rows = [row for page in pages for row in page.rows if not row.tabled]
    closed = [row for row in rows if any(segment.closed for segment in row.segments)]
    return len(closed) > CLOSED * len(rows)


Placed = tuple[int, TextLine]
"""A line, and where it begins in the text of all pages."""


def _in_order(pages: list[Printed]) -> Iterator[list[TextLine]]:
    """The lines of each page, its notes behind a rule.

    What goes on from a note of the page before stands behind that note.

    Notes in margins belong to no line, and would break sentences that go on from page to page: they
    make the last page.
    """
    followers = [*pages[1:], Printed()]
    before = Printed()
    for page, after in zip(pages, followers, strict=True):
        found = list(page.lines)
        if not before.notes:
            found += page.carried
        if page.notes:
            found += [TextLine(), TextLine(RULE), *page.notes, *after.carried]
        for edge in (page.foot, page.turned):
            if edge:
                found += [TextLine(), *edge]
        found.append(TextLine())
        yield found
        before = page
    margins: list[TextLine] = []
    for page in pages:
        if page.margin:
            margins += [*page.margin, TextLine()]
    if margins:
        yield margins


def _placed(pages: list[list[TextLine]]) -> Iterator[Iterator[Placed]]:
    """The lines of each page with their places."""
    begin = 0
    for lines in pages:
        starts = accumulate((len(line.text) + 1 for line in lines), initial=begin)
        yield zip(starts, lines)
        begin += sum(len(line.text) + 1 for line in lines)


def _tagged(page: Printed, placed: list[Placed]) -> list[structure.Line]:
    """The lines of a page that have words and are no notes, with the blocks that they are of."""
    found: list[structure.Line] = []
    for start, line in placed[: len(page.lines)]:
        if line.text.strip():
            found.append((start, line.text, line.block))
    return found


def _rows(
    pages: list[list[Placed]], said: tuple[structure.Said, ...]
) -> Iterator[FileRow]:
    """The rows of all pages with where they stand, and the blocks that they are of."""
    number = 0
    for page in pages:
        page_end = "" if page is pages[-1] else "\f"
        for start, line in page:
            ending = page_end if line is page[-1][1] else "\n"
            while number < len(said) and said[number][1] <= start:
                number += 1
            origin = Origin(page=line.page, box=line.box)
            if number < len(said) and said[number][0] <= start:
                role = said[number][2]
                origin = replace(origin, block=number + 1, role=role)
            yield FileRow(line.text, ending, origin)
