"""Promise drift over a series of declarations, as a table or as a drawing.

The drawing needs no colour, and a screen reader can read it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from typing import TypedDict

from communique.comparison.drift import Change, Series, Thread
from communique.model import Declaration
from communique.report.promises import (
    SILENT,
    cell,
    csv_of,
    html_cells,
    markdown_row,
    page,
)
from communique.report.summary import counted

SIGNS: dict[Change, str] = {
    "added": "+",
    "strengthened": "▲",
    "weakened": "▼",
    "same": "=",
    "split": "Y",
    "merged": "→",
    "perhaps": "?",
    "not said again": "×",
}
"""The sign before the word for a change. It helps the eye; the word is always there too."""
COLUMNS = (
    "promise", "place", "declaration", "day", "change", "strength", "form", "who", "what",
    "due", "date", "condition", "eid", "likeness", "why",
)  # fmt: skip
EXPLAINED = {"strengthened", "weakened", "perhaps", "split", "merged"}
"""The changes that the text explains."""
LABEL = 430
"""The width of the words of a promise in the drawing, in pixels, as all sizes below."""
COLUMN = 210
"""The width of a declaration in the drawing."""
ROW = 28
"""The height of a promise in the drawing."""
HEAD = 64
"""The height of the head of the drawing."""
LETTERS = 62
"""How many letters of a promise the drawing shows."""


def named(declaration: Declaration) -> str:
    """A declaration in a few words: its day and its id."""
    return (
        f"{declaration.date.value} {declaration.id}"
        if declaration.date
        else declaration.id
    )


def heads(found: Series) -> list[str]:
    """The heads of the columns, one for each declaration. Equal ones get their place added."""
    names = [named(each) for each in found.declarations]
    columns: list[str] = []
    for place, name in enumerate(names, 1):
        unique = names.count(name) == 1
        columns.append(name if unique else f"{name} ({place})")
    return columns


def _made(found: Series, place: int) -> str:
    """How many promises a declaration makes."""
    made = sum(place in each.acts for each in found.threads)
    return counted(made, "promise")


def counts(found: Series, place: int) -> str:
    """How many promises a declaration makes, and what became of those before it."""
    made = _made(found, place)
    if place == 0:
        return made
    changes = Counter(
        each.changes[place].change for each in found.threads if place in each.changes
    )
    totals = [f"{changes[change]} {change}" for change in SIGNS if changes[change]]
    if not totals:
        return made
    return f"{made}: {', '.join(totals)}"


def step(thread: Thread, place: int) -> str:
    """What became of a promise in a declaration, in a word or two; empty if it says nothing."""
    each = thread.changes.get(place)
    if each is None:
        return ""
    change = f"{SIGNS[each.change]} {each.change}"
    act = thread.acts.get(place)
    if act is None:
        return change
    kind = f"{act.kind} ({act.force})" if act.force else act.kind
    if place == 0:
        return kind  # nothing was added to the first declaration
    return f"{change}: {kind}"


def said(thread: Thread) -> str:
    """The promise in its latest words, on one line."""
    return " ".join(thread.last.what.split())


class Step(TypedDict):
    """What one declaration makes of one promise. `COLUMNS` has the keys in order."""

    promise: int
    place: int
    declaration: str
    day: str | None
    change: str
    strength: str | None
    form: str | None
    who: str | None
    what: str | None
    due: str | None
    date: str | None
    condition: str | None
    eid: str | None
    likeness: float | None
    why: str | None


def steps(found: Series) -> Iterator[Step]:
    """A row for each promise in each declaration that makes, changes or does not repeat it."""
    for number, thread in enumerate(found.threads, 1):
        for place in sorted(thread.changes):
            yield _step(number, thread, place, found.declarations[place])


def _step(number: int, thread: Thread, place: int, declaration: Declaration) -> Step:
    """A row; its `place` counts from 1."""
    each = thread.changes[place]
    step: Step = {
        "promise": number,
        "place": place + 1,
        "declaration": declaration.id,
        "day": _day(declaration),
        "change": each.change,
        "strength": None,
        "form": None,
        "who": None,
        "what": None,
        "due": None,
        "date": None,
        "condition": None,
        "eid": None,
        "likeness": round(each.likeness, 3) if each.likeness else None,
        "why": each.why if each.old else None,
    }
    act = thread.acts.get(place)
    if act is None:
        return step
    step["strength"] = act.kind
    step["form"] = act.force
    step["who"] = act.actor
    step["what"] = act.what
    step["condition"] = act.condition
    step["eid"] = act.passage.eid
    if act.due:
        step["due"] = act.due.words
        step["date"] = act.due.value
    return step


def _day(declaration: Declaration) -> str | None:
    return declaration.date.value if declaration.date else None


def as_text(found: Series) -> str:
    """What each declaration did, then each promise with its steps."""
    columns = heads(found)
    lines = [f"{name}: {counts(found, place)}" for place, name in enumerate(columns)]
    for number, thread in enumerate(found.threads, 1):
        lines.append("")
        lines.append(f"{number}. {said(thread)}")
        for place, each in sorted(thread.changes.items()):
            why = f" ({each.why})" if each.change in EXPLAINED else ""
            lines.append(f"   {columns[place]}: {step(thread, place)}{why}")
    if _drops(found):
        lines.append("")
        lines.append(SILENT)
    return "\n".join(lines) + "\n"


def _drops(found: Series) -> bool:
    """Whether any promise is not said again."""
    for thread in found.threads:
        if any(each.change == "not said again" for each in thread.changes.values()):
            return True
    return False


def as_csv(found: Series) -> str:
    """Every step, by RFC 4180."""
    return csv_of(COLUMNS, steps(found))


def as_json(found: Series) -> str:
    """The declarations, and every step."""
    declarations = [_column(each) for each in found.declarations]
    whole = {"declarations": declarations, "steps": list(steps(found))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _column(declaration: Declaration) -> dict[str, str | None]:
    day = _day(declaration)
    return {"id": declaration.id, "day": day, "language": declaration.language}


def _rows(found: Series, of_all: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table, each with its name and a cell for each declaration.

    The first counts all promises and has the name `of_all`; then there is one for each promise.
    """
    places = range(len(found.declarations))
    yield of_all, [counts(found, place) for place in places]
    for thread in found.threads:
        yield said(thread), [step(thread, place) for place in places]


def as_markdown(found: Series) -> str:
    """A column for each declaration, a row for each promise."""
    head = ["Promise", *heads(found)]
    lines = [markdown_row(head), markdown_row(["---"] * len(head))]
    for name, cells in _rows(found, ""):
        row = [cell(words) for words in (name, *cells)]
        lines.append(markdown_row(row))
    if _drops(found):
        lines.append("")
        lines.append(cell(SILENT))
    return "\n".join(lines) + "\n"


def as_html(found: Series) -> str:
    """A page of its own with a table that a screen reader can read."""
    names = ("Promise", *heads(found))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = ["\n"]
    for name, cells in _rows(found, "All"):
        row = f'<th scope="row">{escape(name)}</th>{html_cells(cells)}'
        body.append(f"<tr>{row}</tr>\n")
    note = f"\n<p>{escape(SILENT)}</p>" if _drops(found) else ""
    return page(
        "Promise drift", "tbody th{font-weight:normal}", note, head, "".join(body)
    )


def as_svg(found: Series) -> str:
    """A line for each promise of two declarations or more, with a sign and a word at each.

    The other promises are only counted. The description has the whole series as text.
    """
    drawn = [each for each in found.threads if len(each.acts) > 1]
    width = LABEL + COLUMN * len(found.declarations)
    height = HEAD + ROW * (len(drawn) + 1)
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    font = 'font-family="sans-serif" font-size="12" fill="#000"'
    labels = 'role="img" aria-labelledby="title description"'
    declarations = counted(len(found.declarations), "declaration")
    once = counted(len(found.threads) - len(drawn), "promise")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {labels} {font}>',
        f'<title id="title">Promise drift over {declarations}</title>',
        f'<desc id="description">{escape(as_text(found))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for place, name in enumerate(heads(found)):
        lines += _svg_head(found, place, name)
    for row, thread in enumerate(drawn):
        lines += _svg_row(row, thread)
    lines.append(_svg_text(8, height - 10, f"{once} in one declaration only"))
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _svg_text(x: int, y: int, words: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(words)}</text>'


def _svg_head(found: Series, place: int, name: str) -> Iterator[str]:
    """The head of a declaration: its day, its id, how many promises it makes."""
    x = LABEL + COLUMN * place
    title = escape(f"{name}: {counts(found, place)}")
    yield f'<g font-weight="bold"><title>{title}</title>'
    day, _, rest = name.partition(" ")
    yield _svg_text(x, 20, _short(day, 30))
    yield _svg_text(x, 36, _short(rest, 30))
    yield "</g>"
    yield _svg_text(x, 52, _made(found, place))


def _svg_row(row: int, thread: Thread) -> Iterator[str]:
    """A promise: its words, the line from its first declaration to its last, and its steps."""
    y = HEAD + ROW * row + ROW // 2
    words = said(thread)
    text = _svg_text(8, y + 4, _short(words, LETTERS))
    yield f"<g><title>{escape(words)}</title>{text}</g>"
    first = min(thread.acts)
    last = max(thread.acts)
    if last > first:
        x1 = LABEL + COLUMN * first
        x2 = LABEL + COLUMN * last
        yield f'<line x1="{x1}" x2="{x2}" y1="{y + 9}" y2="{y + 9}" stroke="#000"/>'
    for place, each in sorted(thread.changes.items()):
        became = step(thread, place)
        title = f"{became}: {each.why}" if each.old else became
        yield f"<g><title>{escape(title)}</title>"
        text = _svg_text(LABEL + COLUMN * place, y + 4, _short(became, 34))
        yield f"{text}</g>"


def _short(words: str, most: int) -> str:
    """The words, cut to at most this many letters."""
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rstrip()}…"


WRITERS: dict[str, Callable[[Series], str]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
    "md": as_markdown,
    "html": as_html,
    "svg": as_svg,
}
"""The writers of a series, by the name of the format."""
