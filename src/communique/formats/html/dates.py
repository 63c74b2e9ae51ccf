"""The dates of a declaration and of what became of it: a timeline, and the same as a table."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from communique.acts import Act
from communique.acts.follow_up import FollowUp
from communique.formats.html.gathered import Dated, Gathered
from communique.formats.html.markup import foreign
from communique.formats.html.panel import links, panel, table
from communique.formats.html.wording import Wording
from communique.model.weaving import escaped

WIDTH, EDGE, LANE, LANES = 720, 24, 26, 6
LEGEND = {"own": ("◆", "date-own"), "due": ("▼", "due"), "event": ("■", "event")}
"""The shapes that mean something: a sign like them, and their words."""
_SHAPES = {"own": (0, "-9l9 9l-9 9l-9 -9z"), "due": (7, "-7h14l-7 13z"), "event": (6, "-6h12v12h-12z")}
"""How far to the left of its place each begins, and how it goes on."""
_LETTER = 6.6
"""How wide a letter of a label is at most, on average."""
_TICKS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)


def dates(
    own: str | None, found: Sequence[Act], gathered: Gathered, wording: Wording, ledger: FollowUp | None
) -> str:  # fmt: skip
    """The panel; `own` is the date of the declaration itself, `found` its promises. Empty where there is no date at all."""
    due = [
        Dated(act.due.value, None, place) for act in found
        if act.due and act.due.value and (place := gathered.around(act.passage.eid)) is not None
    ]  # fmt: skip
    met = sorted([*gathered.dated, *due], key=lambda each: (each.date, each.place))
    by_date = {value: list(each) for value, each in groupby(met, key=lambda each: each.date)}
    events: dict[str, list[str]] = {}
    for event in ledger.events if ledger else ():
        events.setdefault(event.date.value, []).append(event.summary)
    values = sorted({*by_date, *events, *([own] if own else [])})
    if not values:
        return ""
    shapes = dict.fromkeys(events, "event") | {each.date: "due" for each in met if each.words is None}
    if own is not None:
        shapes[own] = "own"
    rows = [_row(value, by_date.get(value, []), events.get(value, []), own, gathered, wording) for value in values]
    legend = "".join(
        f'<li><span>{sign}</span> {wording.said(words)}</li>'
        for name, (sign, words) in LEGEND.items() if name in shapes.values()
    )  # fmt: skip
    return panel("dates", wording, _timeline(values, shapes, wording), f'<ul class="legend">{legend}</ul>\n',
                 table("dates", ("date", "printed", "where"), rows, wording))  # fmt: skip


def _row(value: str, met: list[Dated], events: list[str], own: str | None, gathered: Gathered, wording: Wording) -> str:
    printed = [foreign(words) for words in dict.fromkeys(each.words for each in met if each.words is not None)]
    said = [wording.said("date-own")] if value == own else []
    said += [wording.said("due")] if any(each.words is None for each in met) else []
    told = [f'{wording.said("event")}: <span lang="en">{escaped(each)}</span>' for each in events]
    return (
        f'<tr><th scope="row">{wording.time(value)}</th><td>{"; ".join([*printed, *said, *told])}</td>'
        f"<td>{links(gathered, (each.place for each in met), wording)}</td></tr>\n"
    )


def _stretch(value: str) -> tuple[int, int]:
    """The days of a date, of a month or a year all of them: ordinals, half-open."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1).toordinal()
    if day:
        return first, first + 1
    after = (year + 1, 1) if month in (0, 12) else (year, month + 1)
    return first, dt.date(*after, 1).toordinal() if after[0] <= dt.date.max.year else dt.date.max.toordinal() + 1


class _Scale:
    """From days to places on the axis, with some room at both ends."""

    def __init__(self, values: list[str]) -> None:
        stretches = [_stretch(value) for value in values]
        self.first, self.last = min(start for start, _ in stretches), max(end for _, end in stretches)
        room = max(40, (self.last - self.first) // 12)
        self.low, self.high = self.first - room, self.last + room

    def at(self, ordinal: float) -> float:
        return EDGE + (ordinal - self.low) / (self.high - self.low) * (WIDTH - 2 * EDGE)

    def years(self) -> list[tuple[int, float]]:
        """The years that are named on the axis, eight at most, and where they begin."""
        low, high = max(self.low, 1), min(self.high, dt.date.max.toordinal())
        first, last = dt.date.fromordinal(low).year + 1, dt.date.fromordinal(high).year
        step = next((step for step in _TICKS if (last - first) / step <= 8), 5000)
        return [(year, self.at(dt.date(year, 1, 1).toordinal())) for year in range(first, last + 1) if year % step == 0]


def _timeline(values: list[str], shaped: Mapping[str, str], wording: Wording) -> str:
    """The picture: a day is a dot, a month or a year a bar; what has a meaning of its own has a shape of its own."""
    scale = _Scale(values)
    shapes: list[str] = []
    free = [0.0] * LANES
    for value in values:
        start, end = (scale.at(each) for each in _stretch(value))
        label = wording.date(value)
        half = len(label) * _LETTER / 2
        middle = min(max((start + end) / 2, half), WIDTH - half)
        lane = next((lane for lane in range(LANES) if free[lane] <= middle - half), None)
        shapes.append(_shape(value, shaped.get(value), start, end))
        if lane is not None:
            free[lane] = middle + half + 8
            y = -(lane + 1) * LANE
            shapes.append(f'<path class="stem" d="M{(start + end) / 2:.1f} -6V{y + 4}"/>')
            shapes.append(f'<text class="when" data-date="{value}" x="{middle:.1f}" y="{y}">{escaped(label)}</text>')
    used = max((lane for lane in range(LANES) if free[lane]), default=0) + 1
    top = used * LANE + 18
    years = "".join(
        f'<path class="tick" d="M{x:.1f} 0v6"/><text class="year" x="{x:.1f}" y="22">{year}</text>'
        for year, x in scale.years()
    )
    said = wording.said("timeline-desc", count=len(values), first=values[0], last=values[-1])
    axis = f'<path class="axis" d="M{EDGE} 0H{WIDTH - EDGE}"/>{years}'
    return (
        f'<figure class="wide" tabindex="0"{wording.label("timeline")}><svg class="timeline" viewBox="0 {-top} {WIDTH} {top + 30}" '
        f'width="{WIDTH}" height="{top + 30}" aria-hidden="true">{axis}{"".join(shapes)}</svg>'
        f'<figcaption class="unseen">{said}</figcaption></figure>\n'
    )


def _shape(value: str, shape: str | None, start: float, end: float) -> str:
    x = (start + end) / 2
    if shape is not None:
        left, path = _SHAPES[shape]
        return f'<path class="{shape}" d="M{x - left:.1f} {path}"/>'
    if len(value) < 10:
        return f'<rect class="span" x="{start:.1f}" y="-4" width="{max(end - start, 4):.1f}" height="8" rx="4"/>'
    return f'<circle class="day" cx="{x:.1f}" cy="0" r="5"/>'
