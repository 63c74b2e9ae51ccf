"""Promise drift over a series of declarations: as a table, and as a drawing that needs no colour and can be read aloud."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from communique.acts import Act
from communique.comparison.drift import Change, Series, Thread
from communique.model import Declaration
from communique.report.promises import DROPPED, cell, csv_of, page
from communique.report.summary import counted

SIGNS: dict[Change, str] = {
    "added": "+", "strengthened": "▲", "weakened": "▼", "same": "=", "split": "Y", "merged": "→", "dropped": "×",
}  # fmt: skip
"""What stands before the word for a change, so that the eye finds it; the word always stands with it."""
COLUMNS = (
    "promise", "place", "declaration", "day", "change", "strength", "form", "who", "what", "due", "date", "condition",
    "eid", "likeness", "why",
)  # fmt: skip
LABEL, COLUMN, ROW, HEAD, LETTERS = 430, 210, 28, 64, 62
"""Of the drawing: the width of the words of a promise and of a declaration, the height of a row and of the head, and how many
letters of a promise are shown.
"""


def named(declaration: Declaration) -> str:
    """A declaration in a few words: its day and its id."""
    return f"{declaration.date.value} {declaration.id}" if declaration.date else declaration.id


def heads(found: Series) -> list[str]:
    """The declarations as columns; those that would read the same are told apart by their places."""
    names = [named(each) for each in found.declarations]
    made = []
    for place, name in enumerate(names, 1):
        is_twice = names.count(name) > 1
        made.append(f"{name} ({place})" if is_twice else name)
    return made


def counts(found: Series, place: int) -> str:
    """How many promises a declaration makes, and what became of those before it."""
    made = counted(sum(place in each.acts for each in found.threads), "promise")
    if place == 0:
        return made
    changes = Counter(each.changes[place].change for each in found.threads if place in each.changes)
    said = [f"{changes[change]} {change}" for change in SIGNS if changes[change]]
    return f"{made}: {', '.join(said)}" if said else made


def step(thread: Thread, place: int) -> str:
    """What became of a promise in a declaration, in a word or two; nothing where it is not spoken of."""
    each = thread.changes.get(place)
    if each is None:
        return ""
    act = thread.acts.get(place)
    if act is None:
        return f"{SIGNS[each.change]} {each.change}"
    kind = f"{act.kind} ({act.force})" if act.force else act.kind
    if place == 0:  # to the first nothing was added
        return kind
    return f"{SIGNS[each.change]} {each.change}: {kind}"


def said(thread: Thread) -> str:
    """What is promised, as it was worded last, on one line."""
    return " ".join(thread.last.what.split())


def steps(found: Series) -> Iterator[dict[str, Any]]:
    """A row for each promise in each declaration that makes, changes or drops it."""
    for number, thread in enumerate(found.threads, 1):
        for place, each in sorted(thread.changes.items()):
            declaration = found.declarations[place]
            yield {
                "promise": number,
                "place": place + 1,
                "declaration": declaration.id,
                "day": _day(declaration),
                "change": each.change,
                **_of_act(thread.acts.get(place)),
                "likeness": round(each.likeness, 3) if each.likeness else None,
                "why": each.why if each.old else None,
            }


def _day(declaration: Declaration) -> str | None:
    return declaration.date.value if declaration.date else None


def _of_act(act: Act | None) -> dict[str, Any]:
    """The columns of a promise; all None where a declaration does not make it."""
    if act is None:
        names = ("strength", "form", "who", "what", "due", "date", "condition", "eid")
        return dict.fromkeys(names)
    return {
        "strength": act.kind,
        "form": act.force,
        "who": act.actor,
        "what": act.what,
        "due": act.due.words if act.due else None,
        "date": act.due.value if act.due else None,
        "condition": act.condition,
        "eid": act.passage.eid,
    }


EXPLAINED = frozenset({"strengthened", "weakened", "split", "merged"})
"""The changes for which a reason is given."""


def as_text(found: Series) -> str:
    """What each declaration did, then each promise with its steps."""
    columns = heads(found)
    lines = [f"{name}: {counts(found, place)}" for place, name in enumerate(columns)]
    for number, thread in enumerate(found.threads, 1):
        lines += ["", f"{number}. {said(thread)}"]
        for place, each in sorted(thread.changes.items()):
            why = f" ({each.why})" if each.change in EXPLAINED else ""
            lines.append(f"   {columns[place]}: {step(thread, place)}{why}")
    if _drops(found):
        lines += ["", DROPPED]
    return "\n".join(lines) + "\n"


def _drops(found: Series) -> bool:
    return any(
        each.change == "dropped" for thread in found.threads for each in thread.changes.values()
    )


def as_csv(found: Series) -> str:
    """Every step, as RFC 4180 has it."""
    return csv_of(COLUMNS, steps(found))


def as_json(found: Series) -> str:
    """The declarations, and every step."""
    declarations = [
        {"id": each.id, "day": _day(each), "language": each.language} for each in found.declarations
    ]
    content = {"declarations": declarations, "steps": list(steps(found))}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _rows(found: Series, of_all: str) -> Iterator[tuple[str, list[str]]]:
    """A row for all promises, of that name, and one for each: a cell for each declaration."""
    places = range(len(found.declarations))
    yield of_all, [counts(found, place) for place in places]
    for thread in found.threads:
        yield said(thread), [step(thread, place) for place in places]


def as_markdown(found: Series) -> str:
    """A column for each declaration, a row for each promise."""
    columns = heads(found)
    rows = [["Promise", *columns], ["---"] * (1 + len(columns))]
    rows += [[cell(words) for words in (name, *cells)] for name, cells in _rows(found, "")]
    note = f"\n{cell(DROPPED)}\n" if _drops(found) else ""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + note


def as_html(found: Series) -> str:
    """A page of its own with a table that can be read aloud."""
    names = ("Promise", *heads(found))
    head = "".join([f'<th scope="col">{escape(name)}</th>' for name in names])
    rows = []
    for name, cells in _rows(found, "All"):
        made = "".join([f"<td>{escape(words)}</td>" for words in cells])
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{made}</tr>\n')
    note = f"\n<p>{escape(DROPPED)}</p>" if _drops(found) else ""
    return page("Promise drift", "tbody th{font-weight:normal}", note, head, "\n" + "".join(rows))


def as_svg(found: Series) -> str:
    """A line for each promise that stands in two declarations or more, with a sign and a word at each; the rest as a number.

    The description says all that there is, as text.
    """
    drawn = [each for each in found.threads if len(each.acts) > 1]
    width = LABEL + COLUMN * len(found.declarations)
    height = HEAD + ROW * (len(drawn) + 1)
    lines: list[str] = []
    for place, name in enumerate(heads(found)):
        lines += _svg_head(found, place, name)
    for row, thread in enumerate(drawn):
        lines += _svg_row(row, thread)
    once = counted(len(found.threads) - len(drawn), "promise")
    lines.append(f'<text x="8" y="{height - 10}">{once} in one declaration only</text>')
    number = counted(len(found.declarations), "declaration")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-labelledby="title description" font-family="sans-serif" font-size="12" fill="#000">\n'
        f'<title id="title">Promise drift over {number}</title>\n'
        f'<desc id="description">{escape(as_text(found))}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(lines) + "\n</svg>\n"
    )


def _svg_head(found: Series, place: int, name: str) -> Iterator[str]:
    """A declaration: its day, its id, and how many promises it makes."""
    x = LABEL + COLUMN * place
    day, _, rest = name.partition(" ")
    title = f"{name}: {counts(found, place)}"
    made = sum(place in each.acts for each in found.threads)
    yield f'<g font-weight="bold"><title>{escape(title)}</title>'
    yield f'<text x="{x}" y="20">{escape(_short(day, 30))}</text>'
    yield f'<text x="{x}" y="36">{escape(_short(rest, 30))}</text>'
    yield f'</g>\n<text x="{x}" y="52">{counted(made, "promise")}</text>'


def _svg_row(row: int, thread: Thread) -> Iterator[str]:
    """A promise: its words, a line from the first declaration that makes it to the last, and the steps."""
    y = HEAD + ROW * row + ROW // 2
    words = said(thread)
    label = escape(_short(words, LETTERS))
    yield f'<g><title>{escape(words)}</title><text x="8" y="{y + 4}">{label}</text></g>'
    first = min(thread.acts)
    last = max(thread.acts)
    if last > first:
        start = LABEL + COLUMN * first
        end = LABEL + COLUMN * last
        yield f'<line x1="{start}" x2="{end}" y1="{y + 9}" y2="{y + 9}" stroke="#000"/>'
    for place, each in sorted(thread.changes.items()):
        words = step(thread, place)
        title = f"{words}: {each.why}" if each.old else words
        x = LABEL + COLUMN * place
        yield f"<g><title>{escape(title)}</title>"
        yield f'<text x="{x}" y="{y + 4}">{escape(_short(words, 34))}</text></g>'


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


WRITERS: dict[str, Callable[[Series], str]] = {
    "text": as_text, "csv": as_csv, "json": as_json, "md": as_markdown, "html": as_html, "svg": as_svg,
}  # fmt: skip
"""How a series is written, by the name of its form."""
