"""The error rates of the reviews by eye, from their tables: a part of `docs/dataset.md`.

A rate has its 95 % interval by Wilson, which holds for few cases and for none.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

from communique.edition import MORE
from communique.generate import Files

PATH = "docs/dataset.md"
ACTS = f"{MORE}/review/acts.csv"
"""A row for each act that was read: `right` or `wrong` in each field that was judged."""
WORKS = f"{MORE}/review/works.csv"
"""A row for each field of each record that was read."""
BEGIN = "<!-- review: generated -->\n"
END = "<!-- end of review -->\n"
FIELDS_OF_ACTS = ("kind", "what", "who", "whom", "due")
NORMAL_95 = 1.959964
"""The quantile of the normal distribution for 95 %."""

Counts = dict[str, list[str]]
"""Judgements by what was judged."""


def interval(wrong: int, total: int) -> tuple[float, float]:
    """The interval of a rate by Wilson, both ends between 0 and 1.

    >>> [round(end, 3) for end in interval(3, 60)]
    [0.017, 0.137]
    """
    rate = wrong / total
    square = NORMAL_95**2 / total
    middle = rate + square / 2
    half = NORMAL_95 * sqrt(rate * (1 - rate) / total + square / (4 * total))
    low = (middle - half) / (1 + square)
    high = (middle + half) / (1 + square)
    return max(low, 0.0), min(high, 1.0)


def make(top: Path) -> Files:
    """The page with the tables of today; nothing where nothing was reviewed."""
    page = top / PATH
    if not (top / ACTS).is_file() or not page.is_file():
        return {}
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return {}
    lines = [*_works(top / WORKS), "", *_acts(top / ACTS)]
    text = before + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + after
    return {PATH: text.encode()}


def _works(path: Path) -> Iterator[str]:
    """The table of the records of the collections."""
    by_collection: dict[str, Counts] = defaultdict(lambda: defaultdict(list))
    for row in _rows(path):
        by_collection[row["collection"]][row["field"]].append(row["judgement"])
    yield "| Collection | Field | Records | Wrong | Error rate (95 % interval) |"
    yield "| --- | --- | --- | --- | --- |"
    for collection, counts in by_collection.items():
        for line in _table(counts):
            yield f"| `{collection}` {line}"


def _acts(path: Path) -> Iterator[str]:
    """The table of the acts that were read, by language."""
    by_language: dict[str, Counts] = defaultdict(lambda: defaultdict(list))
    for row in _rows(path):
        for field in FIELDS_OF_ACTS:
            if row[field]:
                by_language[row["language"]][field].append(row[field])
    yield "| Language | Field | Acts | Wrong | Error rate (95 % interval) |"
    yield "| --- | --- | --- | --- | --- |"
    for language, counts in by_language.items():
        for line in _table(counts):
            yield f"| `{language}` {line}"


def _table(counts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The rest of a row for each field."""
    for field, judged in counts.items():
        wrong = judged.count("wrong")
        total = len(judged)
        low, high = interval(wrong, total)
        rate = 100 * wrong / total
        span = f"{100 * low:.1f} to {100 * high:.1f}"
        yield f"| {field} | {total} | {wrong} | {rate:.1f} % ({span}) |"


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
