"""The table of contents: the divisions, and the numbers of the paragraphs that stand directly in each."""

from dataclasses import dataclass, field

MOST = 60
"""So many numbers of one division are given at most; of more, every fifth, tenth, fiftieth and so on, and the last."""

_STEPS = (1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000)


@dataclass(slots=True)
class _Entry:
    """A division: the link to it (None if it is only a word for what stands below), how it is called, what is in it."""

    href: str | None
    name: str
    numbers: list[tuple[str, str]] = field(default_factory=list)
    entries: "list[_Entry]" = field(default_factory=list)


class Contents:
    """Gathers the divisions as they are opened and closed."""

    def __init__(self) -> None:
        self._open = [_Entry(None, "")]

    def open(self, href: str | None, name: str) -> None:
        """A division begins; `href` and `name` are as they stand in HTML."""
        entry = _Entry(href, name)
        self._open[-1].entries.append(entry)
        self._open.append(entry)

    def close(self) -> None:
        """The division that was opened last ends."""
        self._open.pop()

    def number(self, href: str, label: str) -> None:
        """A paragraph stands in the division that is open."""
        self._open[-1].numbers.append((href, label))

    def markup(self) -> str:
        """The list of all divisions."""
        return _list(self._open[0].entries)


def _list(entries: list[_Entry]) -> str:
    return f"<ul>{''.join(map(_item, entries))}</ul>" if entries else ""


def _item(entry: _Entry) -> str:
    name = f"<span>{entry.name}</span>" if entry.href is None else f'<a href="{entry.href}">{entry.name}</a>'
    return f"<li>{name}{_numbers(entry.numbers)}{_list(entry.entries)}</li>"


def _numbers(numbers: list[tuple[str, str]]) -> str:
    if not numbers:
        return ""
    step = next((step for step in _STEPS if len(numbers) <= MOST * step), len(numbers))
    shown = [each for count, each in enumerate(numbers, 1) if count == 1 or count % step == 0 or count == len(numbers)]
    return f'<div class="numbers">{" ".join([f"""<a href="{href}">{label}</a>""" for href, label in shown])}</div>'
