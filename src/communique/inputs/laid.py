"""What a text that was written here says of its lines: by its layout, or in a comment at the end of Markdown.

Each line is a block, known by how far it stands in and by a few signs.

```text
Title

    Subtitle

=====


   Opening,

Recital,

     have agreed:

* * *


Heading
-----

Article 1
Its heading
-----

1.  Paragraph:

    (a)  point;

  what goes on with the paragraph.

- - -

Closing

    Signature,
    line by line
```

Two blanks end a label; `~~~~~` stands below one that is alone, `. . .` below the heading of a paragraph, `*****` below the label of an
annex, `= = =` below a cover. Whether a text is laid out so is known by writing what was read of it: see `formats.text`.

Markdown has a comment that no renderer shows:
`<!-- communique 1 0f3a9c41: title opening recital*2 paragraph/3*4 point1/3*2 -*2 -->`: a version, a sum of the words, and for each
line with words the block that it is, its level, and behind a stroke how many characters its label has. `+` goes on with the line
before, `-` says nothing, and neither is anything said of the lines behind the last entry; `aside` stands for calls of notes that nothing
calls. Where the words are not those of the sum, since somebody has worked on the text, it says nothing. Comments of others are words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, pairwise

from communique.draft import ASIDE, Given, Said

STEP, GOES_ON = 4, 2
"""A point stands in so many blanks for each level; what goes on with a block stands in so many more than that."""
SUBTITLE = SIGNED = 4
PREAMBLE = {"recital": 0, "opening": 3, "formula": 5}
"""How far subtitles, signatures and the parts of a preamble stand in, the last as nothing else does."""
DEEPER = 2
"""A heading, or the label of an annex, stands in so many blanks for each level but the first."""
HEADING, ALONE, LEAD, ANNEX = "-----", "~~~~~", ". . .", "*****"
COVER_ENDS, TITLE_ENDS, PREAMBLE_ENDS, CLOSES = "= = =", "=====", "* * *", "- - -"
RULE = "_" * 20
"""Above notes."""
_SIGNS = frozenset({HEADING, ALONE, LEAD, ANNEX, COVER_ENDS, TITLE_ENDS, PREAMBLE_ENDS, CLOSES})
_SIGN = re.compile(rf"^ *(?:{'|'.join(map(re.escape, sorted(_SIGNS)))})$", re.MULTILINE)
_ROW = re.compile(r"^( *)(\S[^\n\f]*)|\f", re.MULTILINE)


class _Row:
    """A line with words, or a sign: how far it stands in; the words or signs of the lines right below it."""

    __slots__ = ("below", "end", "indent", "sign", "start", "text")

    def __init__(self, start: int, text: str, indent: int) -> None:
        self.start, self.end, self.text, self.indent = start, start + len(text), text, indent
        self.sign = text if text in _SIGNS else ""
        self.below: _Row | None = None

    def says(self, role: str, level: int = 0, *, alone: bool = False) -> Given:
        """That it is a block; with a label if that is `alone`, or ends with two blanks."""
        label = len(self.text) if alone else self.text.find("  ")
        return Given(self.start, self.end, role, self.start + label if label > 0 else 0, level)


def laid(text: str) -> tuple[tuple[Said, ...], tuple[Given, ...]]:
    """What the layout says: the signs, which are none of the words, and what each line is; nothing of a text without a sign."""
    if (
        not any(map(text.__contains__, _SIGNS)) or _SIGN.search(text) is None
    ):  # most hold no sign at all
        return (), ()
    rows, notes = _rows(text)
    aside = tuple((row.start, row.end, ASIDE) for row in rows if row.sign)
    begin = next((index for index, row in enumerate(rows) if row.sign == COVER_ENDS), -1) + 1
    given = [row.says("cover") for row in rows[:begin] if not row.sign]
    rank = 0
    ends = [end for end, row in enumerate(rows, 1) if row.sign == ANNEX and end > begin]
    for start, end in pairwise([begin, *ends, len(rows)]):  # each up to the sign of the next annex
        part = rows[start:end]
        first = len(given)
        given += _blocks(part)
        if rank and len(given) > first:
            given[first] = given[first]._replace(begins=rank)
        sign = part[-1] if part and part[-1].sign == ANNEX else None
        rank = 0 if sign is None or (given[-1:] and given[-1].role == "annex") else _level(sign)
    return aside, tuple(sorted([*given, *notes]))


def _rows(text: str) -> tuple[list[_Row], list[Given]]:
    """The lines, and the notes, which end with the text or with a page: what stands in goes on with the one above."""
    rows: list[_Row] = []
    notes: list[Given] = []
    noted = False
    for match in _ROW.finditer(text):
        begins = match[2] == RULE
        noted = match[2] is not None and (noted or begins)
        if match[2] is None or begins:
            continue
        row = _Row(match.start(2), match[2], len(match[1]))
        if not noted:
            if rows and rows[-1].end + 1 == match.start():
                rows[-1].below = row
            rows.append(row)
        elif row.indent and notes:
            notes[-1] = notes[-1]._replace(end=row.end)
        else:
            notes.append(Given(row.start, row.end, "note"))
    return rows, notes


def _level(row: _Row) -> int:
    return 1 + row.indent // DEEPER


def _blocks(rows: Sequence[_Row]) -> Iterator[Given]:
    """What the rows of one text are."""
    signs = [row.sign for row in rows]
    titled, preamble = (
        signs.index(each) if each in signs else -1 for each in (TITLE_ENDS, PREAMBLE_ENDS)
    )
    closes = signs.index(CLOSES) if CLOSES in signs else len(rows)
    line = 0
    for index, row in enumerate(rows):
        below = row.below.sign if row.below else ""
        if row.sign:
            continue
        if below == ANNEX:
            yield row.says("annex", _level(row), alone=True)
        elif index < titled:
            yield row.says("subtitle" if row.indent else "title")
        elif index > closes:
            line = line + 1 if row.indent and rows[index - 1].below is row else 0
            yield row.says("signature" if row.indent else "closing", line)
        elif below == LEAD:
            yield row.says("lead")
        elif below in {HEADING, ALONE}:
            yield row.says("heading", _level(row), alone=below == ALONE)
        elif (
            row.below is not None
            and row.below.below is not None
            and row.below.below.sign == HEADING
        ):
            yield row.says("heading", _level(row), alone=True)
        else:
            yield _numbered(row, preamble=index < preamble)


def _numbered(row: _Row, *, preamble: bool) -> Given:
    """What stands in a preamble or a body and is no heading."""
    for role, indent in PREAMBLE.items() if preamble else (("paragraph", 0),):
        if row.indent == indent:
            return row.says(role)
    level, rest = divmod(row.indent, STEP)
    return row.says("continuation" if rest else "point", level)


OPEN = "<!-- communique "
MOST_LINES = 1_000_000
"""A statement of more lines than this is none."""
_STATED = re.compile(
    r"^<!-- communique 1 ([0-9a-f]{8}): ([a-z0-9+/@* -]*) -->(?=[ \t\r]*$)", re.MULTILINE
)
_ENTRY = re.compile(r"([+-]|[a-z]+)(\d{1,3})?(?:/(\d{1,5}))?(?:@(\d{1,3}))?(?:\*(\d{1,6}))?")
_BULLETS = re.compile(r"\s*((?:[-*] +)*)")


def entry(role: str, level: int = 0, label: int = 0, begins: int = 0) -> str:
    """What is said of a line.

    >>> entry("point", 1, 3), entry("paragraph", begins=1)
    ('point1/3', 'paragraph@1')
    """
    return f"{role}{level or ''}{f'/{label}' if label else ''}{f'@{begins}' if begins else ''}"


def statement(text: str, entries: Iterable[str]) -> str:
    """The comment that says of each line of a text what it is; nothing of those behind the last that is spoken of."""
    runs = ((each, sum(1 for _ in group)) for each, group in groupby(entries))
    said = " ".join(each if times == 1 else f"{each}*{times}" for each, times in runs)
    return f"<!-- communique 1 {_sum(text)}: {said} -->"


def stated(text: str) -> tuple[tuple[Said, ...], tuple[Given, ...]]:
    """What a text says of its blocks in the comment at its end, if nobody has changed a word since; and what is set aside: such comments,
    and the bullets of blocks. Any other comment is words.
    """
    found = list(_STATED.finditer(text))
    aside = [(*each.span(), ASIDE) for each in found]
    last = found[-1] if len(found) == 1 else None
    if last is None or text[last.end() :].strip() or _sum(text[: last.start()]) != last[1]:
        return tuple(aside), ()
    lines = [
        match.span()
        for match in re.finditer(r"[^\n\r\f]+", text[: last.start()])
        if match.group().strip()
    ]
    entries = list(_entries(last[2]))
    given: list[Given] = []
    for (start, end), (role, level, label, begins) in zip(lines, entries, strict=False):
        if role == "+" and given:
            given[-1] = given[-1]._replace(end=end)
        elif role == ASIDE:
            aside.append((start, end, ASIDE))
        elif role in {"+", "-"}:
            if (
                not any(map(str.isalnum, text[start:end])) and "|" not in text[start:end]
            ):  # the rule of a table is none
                aside.append((start, end, ASIDE))
        else:
            bullets = _BULLETS.match(text, start)
            assert bullets is not None, "it may be empty"
            if bullets[1]:
                aside.append((bullets.start(1), bullets.end(1), ASIDE))
            words = (
                bullets.end()
                + len(text[bullets.end() : end])
                - len(text[bullets.end() : end].lstrip("# "))
            )
            given.append(Given(words, end, role, words + label if label else 0, level, begins))
    return tuple(sorted(aside)), tuple(given)


def _entries(said: str) -> Iterator[tuple[str, int, int, int]]:
    total = 0
    for each in said.split():
        match = _ENTRY.fullmatch(each)
        if match is None:
            return
        times = int(match[5] or 1)
        total += times
        if total > MOST_LINES:
            return
        yield from [(match[1], int(match[2] or 0), int(match[3] or 0), int(match[4] or 0))] * times


def _sum(text: str) -> str:
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
