"""DAT: dates in the text, and whether they are what they are marked as."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from communique.core.message import say
from communique.languages import all_languages, language
from communique.model import DateMark, Paragraph, Recital
from communique.model.blocks import text_blocks
from communique.naming.labels import folded
from communique.rules.record import CONCLUSIONS, Record
from communique.rules.rule import RECORD, STRICT, UN1, Finding, Profile, rule

_FIGURES = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def months_of(tag: str) -> Mapping[str, int]:
    """From the forms of a language's months, in lower case, to their numbers; of every language if
    this one has none.
    """
    known = (language(tag),) if language(tag).months else all_languages()
    found: dict[str, int] = {}
    for data in known:
        for number, forms in enumerate(data.months, 1):
            for form in forms:
                if len(form) > 3 or len(known) == 1:
                    found.setdefault(form.casefold(), number)
    return found


def contradicted(words: str, date: str, months: Mapping[str, int]) -> str | None:
    """The part of the printed words that a date contradicts; None where nothing does, or nothing is
    printed.
    """
    text = folded(words).casefold()
    figures = [int(each) for each in _FIGURES.findall(text) if len(each) < 5]
    years: list[str] = _YEAR.findall(text)
    parts = date.split("-")
    if years and parts[0] not in years:
        return years[0]
    if len(parts) < 2:
        return None
    named: dict[int, str] = {
        months[word]: word for word in _LETTERS.findall(text) if word in months
    }
    if named and int(parts[1]) not in named:
        return next(iter(named.values()))
    days = [each for each in figures if 1 <= each <= 31]
    if len(parts) == 3 and years and named and days and int(parts[2]) not in days:
        return str(days[0])
    return None


@rule(
    "DAT001",
    "date-differs",
    on="record",
    sources=(f"{UN1}, normalised dates", "CLDR month names"),
    error=(*STRICT, Profile.AKN4UN),
)
def differs(record: Record) -> Iterator[Finding]:
    """A printed date differs from the date that it is marked as.

    Why: programs read the mark, people the words. `12 July` marked as 2023-06-12 moves an event by
    a month, and only a reader of both sees it.

    Fix: correct the mark; the words stay as they are printed.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We met on <date date="2023-06-12">12 July 2023</date>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We met on <date date="2023-07-12">12 July 2023</date>.</p></content></paragraph>
    """
    marks = record.marks(DateMark)
    if not marks:
        return
    months = months_of(record.declaration.language.partition("-")[0])
    for block, mark, _ in marks:
        words = block.text[mark.start : mark.end]
        wrong = contradicted(words, mark.date, months)
        if wrong is not None:
            message = say(
                "{words!r} is marked as {date}, but {wrong!r} is printed",
                words=words,
                date=mark.date,
                wrong=wrong,
            )
            yield Finding(message, block, mark.start, mark.end)


_DAY = len("2024-03-01")
_TO_COME = frozenset({
    "decide", "commit", "undertake", "agree", "review", "support", "request", "urge", "call", "invite", "encourage",
})  # fmt: skip
"""The acts by which somebody is to do something, so that a day after the document's may be meant."""
_DONE = frozenset({"recall", "condemn"})
"""The acts about what has been, wherever they stand; the others are, in the preamble."""


@rule("DAT002", "date-after-document", on="record", sources=(RECORD,))
def later(record: Record) -> Iterator[Finding]:
    """Something that has happened has a date after that of the document.

    Why: a text cannot recall what has not happened. Either date may be misread.

    Fix: compare both dates with the source.

    Bad:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num>
      <p><inline name="act" c:act="recall">recalling</inline> the storm of <date
        date="2024-05-02">2 May 2024</date> –</p></recital>

    Good:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num>
      <p><inline name="act" c:act="recall">recalling</inline> the storm of <date
        date="2023-05-02">2 May 2023</date> –</p></recital>
    """
    date = record.declaration.date
    if date is None or not record.marks(DateMark):
        return
    looking_back = [clause for clause in record.clauses if _looks_back(clause)]
    recalled = {
        id(block) for clause in looking_back for block in text_blocks(clause.content)
    }
    for block, mark, _ in record.marks(DateMark):
        is_day = len(mark.date) == _DAY
        is_later = mark.date[: len(date.value)] > date.value
        if id(block) in recalled and is_day and is_later:
            message = say(
                "{date} is after the date of the document, {value}",
                date=mark.date,
                value=date.value,
            )
            yield Finding(message, block, mark.start, mark.end)


def _looks_back(clause: Recital | Paragraph) -> bool:
    """Whether a clause is about what has been: its acts say so, or it is a recital whose acts are
    not about what is to come.
    """
    acts = {act.act for act in clause.acts}
    if acts & _TO_COME:
        return False
    if acts & (_DONE | {"aware", "note", "welcome"}):
        return True
    return bool(acts) and isinstance(clause, Recital)


@rule("DAT003", "closing-date", on="record", sources=(RECORD,))
def closing_date(record: Record) -> Iterator[Finding]:
    """The closing lines name another day than the document's date.

    Why: "Done at the harbour, 2 March 2024" is where a document says its date. A date of the record
    that differs was misread, or was taken from somewhere else.

    Fix: compare both dates with the source. If a document was signed later than it was adopted,
    nothing is wrong.

    Bad:
    <conclusions eId="conclusions">
      <p>Done at the harbour, <date date="2024-03-02">2 March 2024</date></p></conclusions>

    Good:
    <conclusions eId="conclusions">
      <p>Done at the harbour, <date date="2024-03-01">1 March 2024</date></p></conclusions>
    """
    date = record.declaration.date
    if date is None or len(date.value) < _DAY:
        return
    closing = [
        (block, mark)
        for block, mark, at in record.marks(DateMark)
        if record.zones[at] == CONCLUSIONS and len(mark.date) == _DAY
    ]
    if any(mark.date == date.value for _, mark in closing):
        return
    for block, mark in closing[:1]:
        message = say(
            "the closing lines say {date}, the date of the document is {value}",
            date=mark.date,
            value=date.value,
        )
        yield Finding(message, block, mark.start, mark.end)
