"""Promise drift over a series of declarations: as a table, and as a drawing that needs no colour and can be read aloud."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

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
    return [
        f"{name} ({place})" if names.count(name) > 1 else name
        for place, name in enumerate(names, 1)
    ]


def counts(found: Series, place: int) -> str:
    """How many promises a declaration makes, and what became of those before it."""
    made = sum(place in each.acts for each in found.threads)
    changes = Counter(each.changes[place].change for each in found.threads if place in each.changes)
    said = (
        ", ".join(f"{changes[change]} {change}" for change in SIGNS if changes[change])
        if place
        else ""
    )
    return counted(made, "promise") + (f": {said}" if said else "")


def step(thread: Thread, place: int) -> str:
    """What became of a promise in a declaration, in a word or two; nothing where it is not spoken of."""
    each = thread.changes.get(place)
    if each is None:
        return ""
    act = thread.acts.get(place)
    if act is None:
        return f"{SIGNS[each.change]} {each.change}"
    kind = f"{act.kind} ({act.force})" if act.force else act.kind
    return (
        f"{SIGNS[each.change]} {each.change}: {kind}" if place else kind
    )  # to the first nothing was added


def said(thread: Thread) -> str:
    """What is promised, as it was worded last, on one line."""
    return " ".join(thread.last.what.split())


def steps(found: Series) -> Iterator[dict[str, Any]]:
    """A row for each promise in each declaration that makes, changes or drops it."""
    for number, thread in enumerate(found.threads, 1):
        for place, each in sorted(thread.changes.items()):
            act = thread.acts.get(place)
            declaration = found.declarations[place]
            yield {
                "promise": number, "place": place + 1, "declaration": declaration.id,
                "day": declaration.date.value if declaration.date else None, "change": each.change,
                "strength": act.kind if act else None, "form": act.force if act else None,
                "who": act.actor if act else None, "what": act.what if act else None,
                "due": act.due.words if act and act.due else None, "date": act.due.value if act and act.due else None,
                "condition": act.condition if act else None, "eid": act.passage.eid if act else None,
                "likeness": round(each.likeness, 3) if each.likeness else None, "why": each.why if each.old else None,
            }  # fmt: skip


def as_text(found: Series) -> str:
    """What each declaration did, then each promise with its steps."""
    columns = heads(found)
    lines = [f"{name}: {counts(found, place)}" for place, name in enumerate(columns)]
    for number, thread in enumerate(found.threads, 1):
        lines += ["", f"{number}. {said(thread)}"]
        for place, each in sorted(thread.changes.items()):
            why = (
                f" ({each.why})"
                if each.change in {"strengthened", "weakened", "split", "merged"}
                else ""
            )
            lines.append(f"   {columns[place]}: {step(thread, place)}{why}")
    return "\n".join([*lines, *(["", DROPPED] if _drops(found) else [])]) + "\n"


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
        {"id": each.id, "day": each.date.value if each.date else None, "language": each.language}
        for each in found.declarations
    ]
    return (
        json.dumps(
            {"declarations": declarations, "steps": list(steps(found))},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _rows(found: Series, of_all: str) -> Iterator[tuple[str, list[str]]]:
    """A row for all promises, of that name, and one for each: a cell for each declaration."""
    places = range(len(found.declarations))
    yield of_all, [counts(found, place) for place in places]
    yield from (
        (said(thread), [step(thread, place) for place in places]) for thread in found.threads
    )


def as_markdown(found: Series) -> str:
    """A column for each declaration, a row for each promise."""
    columns = heads(found)
    rows = [["Promise", *columns], ["---"] * (1 + len(columns))]
    rows += [[cell(words) for words in (name, *cells)] for name, cells in _rows(found, "")]
    note = f"\n{cell(DROPPED)}\n" if _drops(found) else ""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + note


def as_html(found: Series) -> str:
    """A page of its own with a table that can be read aloud."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("Promise", *heads(found)))
    body = "\n" + "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(words)}</td>" for words in cells)}</tr>\n'
        for name, cells in _rows(found, "All")
    )
    note = f"\n<p>{escape(DROPPED)}</p>" if _drops(found) else ""
    return page("Promise drift", "tbody th{font-weight:normal}", note, head, body)


def as_svg(found: Series) -> str:
    """A line for each promise that stands in two declarations or more, with a sign and a word at each; the rest as a number.

    The description says all that there is, as text.
    """
    drawn = [each for each in found.threads if len(each.acts) > 1]
    width, height = LABEL + COLUMN * len(found.declarations), HEAD + ROW * (len(drawn) + 1)
    once = counted(len(found.threads) - len(drawn), "promise")
    lines = []
    for place, name in enumerate(heads(found)):
        x = LABEL + COLUMN * place
        lines.append(
            f'<g font-weight="bold"><title>{escape(f"{name}: {counts(found, place)}")}</title>'
        )
        day, _, rest = name.partition(" ")
        for row, words in enumerate((day, rest)):
            lines.append(f'<text x="{x}" y="{20 + 16 * row}">{escape(_short(words, 30))}</text>')
        made = sum(place in each.acts for each in found.threads)
        lines.append(f'</g>\n<text x="{x}" y="52">{counted(made, "promise")}</text>')
    lines += [line for row, each in enumerate(drawn) for line in _svg_row(row, each)]
    lines.append(f'<text x="8" y="{height - 10}">{once} in one declaration only</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-labelledby="title description" font-family="sans-serif" font-size="12" fill="#000">\n'
        f'<title id="title">Promise drift over {counted(len(found.declarations), "declaration")}</title>\n'
        f'<desc id="description">{escape(as_text(found))}</desc>\n<rect width="{width}" height="{height}" fill="#fff"/>\n'
        + "\n".join(lines)
        + "\n</svg>\n"
    )


def _svg_row(row: int, thread: Thread) -> Iterator[str]:
    y = HEAD + ROW * row + ROW // 2
    first, last = min(thread.acts), max(thread.acts)
    yield f'<g><title>{escape(said(thread))}</title><text x="8" y="{y + 4}">{escape(_short(said(thread), LETTERS))}</text></g>'
    if last > first:
        x = LABEL + COLUMN * first, LABEL + COLUMN * last
        yield f'<line x1="{x[0]}" x2="{x[1]}" y1="{y + 9}" y2="{y + 9}" stroke="#000"/>'
    for place, each in sorted(thread.changes.items()):
        words = step(thread, place)
        yield f"<g><title>{escape(f'{words}: {each.why}' if each.old else words)}</title>"
        yield f'<text x="{LABEL + COLUMN * place}" y="{y + 4}">{escape(_short(words, 34))}</text></g>'


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


WRITERS: dict[str, Callable[[Series], str]] = {
    "text": as_text, "csv": as_csv, "json": as_json, "md": as_markdown, "html": as_html, "svg": as_svg,
}  # fmt: skip
"""How a series is written, by the name of its form."""
