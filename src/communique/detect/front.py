"""The cover note of a Council document: its masthead, its labelled fields, where it ends; and the lines that head annexes."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from communique.core.scripts import begins_capital
from communique.detect.claims import STRUCTURE, Flow, Joiner, of_lines
from communique.detect.lexicon import phrases
from communique.detect.segments.layout import SHORT, Measures, all_months
from communique.languages import all_languages
from communique.lines import Line
from communique.naming.convention import slug

_SPLIT = re.compile(r"\s{0,20}[:：]\s{0,200}|\s{2,200}")
_GUTTER = re.compile(r"[ \t]{3,}")
NUMBER = re.compile(
    r"(?:(?:ST|SN|EUCO|CONV|PE-CONS|CM)\s{1,4})?\d{1,5}(?:/\d{1,2})?/\d{2}(?:\d{2})?"
    r"(?:\s{1,4}(?:REV|ADD|COR|DCL|INIT|EXT|AMD)(?:\s{0,4}\d{1,2})?){0,4}(?:\s{0,4}\([A-Z]{2}\. [a-z]{2}\))?"
)
"""A Council document's number as printed in a masthead (see the numbers' forms in the documentation)."""
_SUFFIX = re.compile(
    r"(?:REV|ADD|COR|DCL|INIT|EXT|AMD)(?:\s{0,4}\d{1,2})?(?:\s{1,4}(?:REV|ADD|COR|DCL|EXT|AMD)(?:\s{0,4}\d{1,2})?){0,4}"
)
_PROCEDURE = re.compile(r"\d{4}/\d{4}\s?\([A-Z]{3}\)")
_ORIGINAL = re.compile(r"\((?:OR|Or)\.?\s{0,4}:?\s{0,4}[a-z]{2}(?:[/,]\s?[a-z]{2})*\)")
_CODES = re.compile(r"[A-Z][A-Z-]{1,11}\s\d{1,4}(?:\s+[A-Z][A-Z-]{1,11}\s\d{1,4}){0,40}")
_DISTRIBUTION = re.compile(r"LIMITE|PUBLIC|RESTREINT UE/EU RESTRICTED|EU RESTRICTED")
MASTHEAD_LINES = 80
"""Within so many lines from the top the labels of a cover note are looked for."""
MAX_LABEL = 40
MAX_TITLED = 120
"""A line that holds an annex's word and title has so many characters at most."""
_ANNEX_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])"
MAX_DATED = 60
"""A place and a date have fewer characters."""
IN_MASTHEAD = frozenset({"interinstitutional-file"})
"""Keys whose labels stand in the masthead, beside and above other columns."""
LETTER = frozenset({"from", "to", "subject", "place-date", "masthead", "kind", "other"})
"""Keys of fields that stand above any letter or memorandum: others are in the manner of the Council."""
_DATED = re.compile(r"[^\W\d_]{2,20}\s?[:：]\s+(?=\S)")


@dataclass(slots=True)
class Field:
    """A field of front matter: its key, where its label stands (or None), its lines, its words."""

    key: str
    label: tuple[int, int] | None
    flow: Flow


@dataclass(slots=True)
class Front:
    """A cover note's front matter: fields in printed order, the line after the last one; `bare`: none has a label, and the note is its page."""

    fields: list[Field] = field(default_factory=list)
    end: int = 0
    kind: str = "note"
    bare: bool = False


@cache
def _labels() -> dict[str, list[tuple[str, str]]]:
    """From a label in lower case to the languages that print it and the key it stands for."""
    table: dict[str, list[tuple[str, str]]] = {}
    for language in all_languages():
        for key, printed in language.labels.items():
            for each in printed:
                table.setdefault(each.casefold(), []).append((language.tag, key))
    return table


def _label_of(line: Line) -> tuple[str, int, list[tuple[str, str]]] | None:
    """The label a line begins with: as printed, where the value begins in the line, what it can be."""
    match = _SPLIT.search(line.text[: MAX_LABEL + 2])
    end, content = (match.start(), match.end()) if match else (len(line.text), len(line.text))
    printed = line.text[:end]
    if match is None and len(printed) > MAX_LABEL:
        return None
    table = _labels()
    known = table.get(printed.casefold()) or (
        table.get(printed.casefold().rstrip(". ")) if match else None
    )
    colon = match is not None and (":" in match.group() or "：" in match.group())
    if not known or (len(printed) < 4 and not colon):
        return None
    return printed, content, known


def find_front(lines: list[Line], measures: Measures, joiner: Joiner, stop: int) -> Front | None:
    """The front matter at the head of a document, or None: two labels of one language or more, before line `stop`.

    Below a masthead with a number and codes one is enough, and none where all else on its page is in capitals.
    """
    front = Front()
    end, front.end = _bare_masthead(lines[:stop])
    if end:
        _masthead(lines[:end], joiner, front)
        front.fields.append(Field("subject", None, of_lines(joiner, lines[end : front.end])))
        front.bare = True
        return front
    labels = (
        (index, _label_of(line)) for index, line in enumerate(lines[: min(stop, MASTHEAD_LINES)])
    )
    found = {
        index: each
        for index, each in labels
        if each is not None and each[2][0][1] not in IN_MASTHEAD
    }
    votes = Counter(tag for _, _, known in found.values() for tag in {tag for tag, _ in known})
    if not votes or (max(votes.values()) < 2 and not _is_masthead(lines[: min(found)])):
        return None
    language = max(votes, key=lambda tag: (votes[tag], -list(votes).index(tag)))
    rows = {index: (label, content, key) for index, (label, content, known) in found.items()
            for tag, key in known if tag == language}  # fmt: skip
    first = min(rows)
    _masthead(lines[:first], joiner, front)
    values = Counter(lines[index].indent + content for index, (_, content, _) in rows.items())
    index = first
    while index in rows:
        label, content, key = rows[index]
        following = min((each for each in rows if each > index), default=len(lines))
        value = lines[index].indent + content
        end = _value_end(
            lines, index, following, stop, measures, value if values[value] > 1 else None
        )
        _add_field(front, lines[index:end], label, content, key, joiner)
        index = end
        if (
            end < following < len(lines)
        ):  # what belongs to neither of two labelled fields is one of its own
            front.fields.append(Field("other", None, of_lines(joiner, lines[end:following])))
            index = following
        front.end = max(front.end, end)
    front.end = max(front.end, min(index, len(lines)))
    return front


def _keys(lines: Iterable[Line]) -> set[str]:
    return {_key(cell.text) for line in lines for cell in _cells(line)}


def _is_masthead(lines: list[Line]) -> bool:
    """Whether lines hold the number of a Council document and what stands beside it: codes, a procedure, the language."""
    keys = _keys(lines)
    return "number" in keys and not keys.isdisjoint({"codes", "procedure", "original-language"})


def _bare_masthead(lines: list[Line]) -> tuple[int, int]:
    """Where a masthead ends that fills the first of several pages with words in capitals, and where these do; else 0."""
    page = [line for line in lines if line.page == lines[0].page]
    end = max((at for at, line in enumerate(page, 1) if "codes" in _keys([line])), default=0)
    if len(page) == len(lines) or not _is_masthead(page[:end]):
        return 0, 0
    number = next(
        cell.text for line in page for cell in _cells(line) if _key(cell.text) == "number"
    )
    words = list(takewhile(lambda line: not line.text.startswith(number), page[end:]))
    return (
        (end, end + len(words)) if words and all(line.text.isupper() for line in words) else (0, 0)
    )


def _value_end(
    lines: list[Line], index: int, following: int, stop: int, measures: Measures, value: int | None
) -> int:
    """Where the value that begins on a line ends: at the next label, a day with one, a larger gap than inside it, or a left margin.

    `value`: how far values stand in that are set in a column of their own, beside the labels, where they go on below a gap.
    """
    end = index + 1
    inner = 0
    column = lines[index].indent
    while end < min(following, stop):
        line = lines[end]
        below = value is not None and abs(line.indent - value) <= 1
        if line.rule or line.edge or (not below and line.gap > max(measures.gap, inner)):
            break
        dated = _DATED.match(line.text)
        if dated and _key(line.text[dated.end() :]) == "place-date":
            break
        early = len(lines[end - 1].text) < SHORT * measures.width and begins_capital(line.text)
        if following == len(lines) and early and measures.wrapped and line.indent <= column + 1:
            break
        aside = value is not None or (end > index + 1 and lines[end - 1].indent > column + 4)
        if aside and line.indent <= column + 1:
            break
        inner = max(inner, line.gap)
        end += 1
    return end


def _add_field(
    front: Front, lines: list[Line], label: str, content: int, key: str, joiner: Joiner
) -> None:
    start = lines[0].start
    colon = start + len(label)
    while colon < start + content and joiner.text[colon].isspace():
        colon += 1
    end = (
        colon + 1
        if joiner.text[colon : colon + 1] in (":", "：") and colon < start + content
        else start + len(label)
    )
    joiner.claims.claim(start, end, STRUCTURE)
    front.fields.append(Field(key, (start, end), of_lines(joiner, lines, content)))


def _masthead(lines: list[Line], joiner: Joiner, front: Front) -> None:
    """What stands above the first label: institution, place and date, number, codes, kind; each cell a field."""
    cells = _by_column([cell for line in lines for cell in _cells(line)])
    named = (each for language in all_languages() for each in language.document_kinds.items())
    kinds = {name.casefold(): kind for kind, names in named for name in names}
    institutions = {*phrases("institutions")}
    index = 0
    pending: list[Line] = []
    while index < len(cells):
        names = (
            " ".join(cell.text for cell in cells[index : index + size]).casefold()
            for size in range(4)
        )
        size = max((size for size, name in enumerate(names) if name in institutions), default=0)
        size, key = min(size, len(cells) - index), "institution"
        text = cells[index].text
        if text.endswith((":", "：")) and len(text) <= MAX_LABEL and index + 1 < len(cells):
            pending.append(cells[index])
            index += 1
            continue
        labelled = _label_of(cells[index])
        if labelled is not None and labelled[2][0][1] in IN_MASTHEAD:
            _add_field(front, [cells[index]], labelled[0], labelled[1], labelled[2][0][1], joiner)
            index += 1
            continue
        if size == 0:
            size = 1
            key = _key(text)
            if text.casefold() in kinds:
                key, front.kind = "kind", kinds[text.casefold()]
            elif (
                key == "masthead"
                and cells[index].end == lines[-1].end
                and text[:1].isalpha()
                and text.isupper()
            ):
                key, front.kind = "kind", slug(text, "note")
            elif key in ("codes", "masthead"):
                size = _stack(cells, index, key, lines[-1].end)
            elif (
                key == "number"
                and index + 1 < len(cells)
                and _SUFFIX.fullmatch(cells[index + 1].text)
            ):
                size = 2
        flow = of_lines(joiner, cells[index : index + size])
        above = next(
            (cell for cell in pending if abs(cell.indent - cells[index].indent) <= 3), None
        )
        if above is not None:
            pending.remove(above)
            known = _label_of(above)
            key = known[2][0][1] if known is not None else key
            joiner.claims.claim(above.start, above.end, STRUCTURE)
        front.fields.append(Field(key, (above.start, above.end) if above else None, flow))
        index += size
    for cell in pending:
        front.fields.append(Field("masthead", None, of_lines(joiner, [cell])))


def _stack(cells: list[Line], index: int, key: str, end: int) -> int:
    """How many cells from here on stand one below the other and are of the same kind.

    `end`: where the masthead ends; capitals there are the kind of the note.
    """
    size = 1
    while index + size < len(cells):
        cell, above = cells[index + size], cells[index + size - 1]
        last = cell.end == end and cell.text.isupper() and key == "masthead"
        sides = (
            cell.indent - above.indent,
            cell.indent + len(cell.text) - above.indent - len(above.text),
        )
        if cell.gap > 0 or min(map(abs, sides)) > 4 or cell.start - above.end > 200 or last:
            break
        if _key(cell.text) != key or cell.text.endswith((":", "：")):
            break
        size += 1
    return size


def _key(text: str) -> str:
    for key, pattern in (("number", NUMBER), ("procedure", _PROCEDURE), ("original-language", _ORIGINAL),
                         ("codes", _CODES), ("distribution", _DISTRIBUTION)):  # fmt: skip
        if pattern.fullmatch(text):
            return key
    words = text.casefold().split() if len(text) < MAX_DATED and re.search(r"\d{4}", text) else ()
    dated = words and ("," in text or any(len(word) > 2 and word in all_months() for word in words))
    return "place-date" if dated else "masthead"


def _by_column(cells: list[Line]) -> list[Line]:
    """Cells that stand side by side on several lines, column by column within each block without empty lines."""
    blocks: list[list[Line]] = []
    for cell in cells:
        left = blocks[-1][-1] if blocks else cell
        beside = cell.start - left.end < 120 and cell.indent > left.indent + len(left.text)
        if not blocks or (cell.gap > 0 and cell.start != left.start and not beside):
            blocks.append([])
        blocks[-1].append(cell)
    ordered: list[Line] = []
    for block in blocks:
        heads = sorted({cell.indent for cell in block})
        groups: list[int] = []
        for head in heads:
            if not groups or head - groups[-1] > 12:
                groups.append(head)
        column = [
            max((index for index, head in enumerate(groups) if head <= cell.indent), default=0)
            for cell in block
        ]
        ordered.extend(
            cell for _, _, cell in sorted(zip(column, range(len(block)), block, strict=True))
        )
    return ordered


def _cells(line: Line) -> list[Line]:
    """The parts of a line that stand in columns of their own, three blanks or more apart."""
    cells: list[Line] = []
    position = 0
    for match in [*_GUTTER.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        cells.append(
            Line(
                line.start + position,
                line.text[position:end],
                line.indent + position,
                line.gap,
                line.page,
            )
        )
        position = match.end() if match else end
    return cells


def titled_annexes(lines: list[Line]) -> None:
    """Cut `Annex I: Title` behind its colon or dash into two lines, so that the label stands alone. Changes `lines`."""
    titled = _annexes()[0]
    for index in range(len(lines) - 2, 0, -1):
        line = lines[index]
        if len(line.text) >= MAX_TITLED or not (line.gap or line.edge) or line.text[-1] in ".;,:":
            continue
        match = titled.match(line.text)
        if match is None or not line.text[match.end()].isupper():
            continue
        rest = Line(
            line.start + match.end(),
            line.text[match.end() :],
            line.indent + match.end(),
            1,
            line.page,
        )
        end = len(match.group().rstrip())
        line.cut(line.start, line.text[:end])
        lines.insert(index + 1, rest)


@cache
def _annexes() -> tuple[re.Pattern[str], ...]:
    """What begins a line with an annex's label and title; a whole line that is the word for one; that word at an end."""
    words = "|".join(sorted(map(re.escape, phrases("annex")), key=len, reverse=True))
    number = rf"(?:\s{{1,8}}{_ANNEX_NUMBER})?"
    expressions = (
        rf"(?=(?:[^:–—.]*+[:–—.])+?\s)[*#\s]{{0,12}}(?:{words})(?:{number}\s{{0,8}}[:–—]|\s{{1,8}}{_ANNEX_NUMBER}\.)\s{{1,8}}(?=[^\W\d_])",
        rf"[*#\s]{{0,12}}(?P<word>{words}){number}(?P<rest>\s.{{1,48}}?)?\s{{0,8}}[.:–—]?[*\s]{{0,12}}",
        rf"(?:{words}){number}$",
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in expressions)


def annex_lines(lines: list[Line]) -> dict[int, int]:
    """Lines that are the word for an annex, by index: 1, or 2 for an annex to an annex.

    Behind the word its number, and if all is in capitals, what it is an annex to.
    """
    _, alone, other = _annexes()
    found: dict[int, int] = {}
    for index, line in ((at, each) for at, each in enumerate(lines) if len(each.text) <= MAX_LABEL):
        set_off = line.edge or line.gap > 0 or line.text.isupper()  # and not a word of a sentence
        match = alone.fullmatch(line.text) if set_off else None
        if match is None:
            continue
        rest = (match["rest"] or "").strip(" .:*")
        if (
            not rest
            or other.search(rest)
            or (line.text.isupper() and _same_stem(match["word"], rest))
        ):
            first, _, more = match["word"].partition(" ")
            found[index] = 2 if rest or _same_stem(first, more) else 1
    return found


def _same_stem(word: str, rest: str) -> bool:
    """Whether a form of the word stands in the rest: `ANEXO DEL ANEXO`."""
    return any(
        token[:4].casefold() == word[:4].casefold()
        for token in re.split(r"[\s'’]+", rest)
        if len(token) >= 4
    )
