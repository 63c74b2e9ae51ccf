"""NTE: footnotes, their markers and their calls."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.languages import all_languages, language
from communique.model import ReferenceMark
from communique.naming.labels import bare, folded
from communique.rules.record import Record
from communique.rules.rule import PRINTED, STRICT, UN1, Finding, rule
from communique.rules.tree import Tree

OE = "OASIS example COM(2013) 619"


@rule(
    "NTE001",
    "note-without-marker",
    on="either",
    sources=(UN1, OE, "Council notes (LEOS 3.3 templates)"),
    error=STRICT,
    about="marker",
)
def marker(subject: Record | Tree) -> Iterator[Finding]:
    """A footnote has no marker, or does not say that it stands at the bottom.

    Why: the marker is printed text. Without it a reader cannot tell which note belongs to which
    words once both are on paper, and each program invents its own numbers.

    Fix: give the note the sign that the source prints (`marker="1"`), and `placement="bottom"`.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet again<authorialNote eId="authorialNote_1"
        placement="bottom"><p>In spring.</p></authorialNote>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet again<authorialNote eId="authorialNote_1" marker="1"
        placement="bottom"><p>In spring.</p></authorialNote>.</p></content></paragraph>
    """
    if isinstance(subject, Record):
        for note in subject.declaration.notes:
            if not (note.marker or "").strip():
                yield Finding(say("the footnote has no marker"), note)
        return
    refs = [each for each in subject.all("noteRef") if each.get("marker")]
    called = {(each.get("href") or "").lstrip("#~") for each in refs}
    for element in subject.all(
        "note"
    ):  # it stands in `meta`, so that it needs no placement
        if (
            not (element.get("marker") or "").strip()
            and element.get("eId") not in called
        ):
            yield Finding(say("the footnote has no marker"), element)
    for element in subject.all("authorialNote"):
        yield from _marker_and_placement(element)


def _marker_and_placement(note: Element) -> Iterator[Finding]:
    marker = (note.get("marker") or "").strip()
    placement = note.get("placement")
    if not marker:
        yield Finding(say("the footnote has no marker"), note)
    elif placement != "bottom":
        called = note.get("marker")
        message = say(
            "footnote {marker} does not say where it is printed", marker=called
        )
        if placement is not None:
            message = say(
                "footnote {marker} has the placement {placement!r}",
                marker=called,
                placement=placement,
            )
        hint = say('write placement="bottom"')
        yield Finding(message, note, hint=hint, severity=Severity.WARNING)


@rule(
    "NTE002",
    "markers-out-of-order",
    on="record",
    sources=(PRINTED, "Council notes (LEOS 3.3 templates)"),
    error=STRICT,
    about="marker",
)
def order(record: Record) -> Iterator[Finding]:
    """Footnote markers do not run on in the order of the text, cover note and annexes included.

    Why: a marker that is missing shows a note whose call was not seen - the digit is still glued to
    a word. A marker that comes too early is often a number that was read as a marker. Numbers can
    begin again at 1: some documents number the notes of each page. Numbers that begin at another
    number, as in an annex taken out of its document, are only a warning.

    Fix: look in the source for the call of the missing note, often a digit right behind a word or a
    year.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We<authorialNote eId="authorialNote_1" marker="1"
        placement="bottom"><p>The ports.</p></authorialNote> will meet<authorialNote
        eId="authorialNote_2" marker="3" placement="bottom"><p>In spring.</p></authorialNote>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We<authorialNote eId="authorialNote_1" marker="1"
        placement="bottom"><p>The ports.</p></authorialNote> will meet<authorialNote
        eId="authorialNote_2" marker="2" placement="bottom"><p>In spring.</p></authorialNote>.</p></content></paragraph>
    """
    last = 0
    for note in record.notes_called:
        figure = folded(bare(note.marker or ""))
        if not figure.isdecimal() or len(figure) > 6:
            continue
        number = int(figure)
        if number not in (1, last + 1):
            said = say("footnote marker {number} comes first", number=number)
            if last:
                said = say(
                    "footnote marker {number} comes after {last}",
                    number=number,
                    last=last,
                )
            severity = None if last else Severity.WARNING
            yield Finding(said, note, quote=note.marker, severity=severity)
        last = number


_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,}\Z")
_ACRONYM = re.compile(
    r"(?<!\w)\((?:[^()\d]{0,40}[A-ZÀ-Þ\u0400-\u042F\u0391-\u03A9]{2}[^()]{0,20}|(?:19|20)\d\d)\)\Z"
)
_DIGITS = re.compile(r"\d+")
_BEFORE_YEAR = re.compile(r"(?:^|\s)([^\W\d_]{2,20}\.?)[ \u00a0]\Z")


@cache
def _year_words(tag: str) -> frozenset[str]:
    """Words before a year: the months, and others such as `since`."""
    data = (language(tag),) if language(tag).months else all_languages()
    found: set[str] = set()
    for each in data:
        found.update(form for month in each.months for form in month)
        found.update(lead for lead in each.year_leads if len(lead) > 2)
    return frozenset(word.casefold() for word in found)


@cache
def _label_words() -> frozenset[str]:
    """Words before the number of a part or of an attachment, in every language that is known."""
    words = {
        "schedule",
        "appendix",
        "table",
        "figure",
        "chapter",
        "section",
        "part",
        "title",
        "paragraph",
        "point",
        "item",
    }
    for data in all_languages():
        words.update(word.casefold() for word in (*data.annex, *data.article))
    return frozenset(words)


def _goes_on(text: str, end: int) -> bool:
    """Whether the digits before an offset are only the beginning of a number, a code or a name."""
    if end == len(text):
        return False
    following = text[end]
    if following.isalnum() or following in "/_-%°":
        return True
    return following in ".,:" and text[end + 1 : end + 2].isdigit()


def _glued(text: str, at: int, tag: str) -> tuple[int, int] | None:
    """The words that a stray marker is glued to, and the marker, where there is a digit at `at`;
    None if it is not one.
    """
    found = _DIGITS.match(text, at)
    if found is None or at == 0 or _goes_on(text, found.end()):
        return None
    digits = found[0]
    end = found.end()
    begins_as_year = digits[:2] in ("19", "20")
    is_year = len(digits) in (5, 6) and begins_as_year and digits[4] != "0"
    if is_year:
        word = _BEFORE_YEAR.search(text, max(0, at - 24), at)
        follows_year_word = word is not None and word[1].casefold() in _year_words(tag)
        return (at, end) if follows_year_word else None
    if len(digits) > 2 or digits[0] == "0":
        return None
    head = text[max(0, at - 70) : at]
    if head[-1] == ")":
        bracket = _ACRONYM.search(head)
        return (at - len(bracket[0]), end) if bracket else None
    word = _WORD.search(head)
    if word is None or not word[0][1:].islower():
        return None
    if (
        word[0].casefold() in _label_words()
    ):  # `Schedule1`, `Article5`: a number of its own
        return None
    before = head[word.start() - 1] if word.start() else " "
    if before in "/_.@#-" or before.isdigit():  # a part of an address or a name
        return None
    return at - len(word[0]), end


def _references(record: Record) -> dict[int, tuple[list[int], list[int]]]:
    """Where the references in each block begin, and up to where those so far reach."""
    places: dict[int, tuple[list[int], list[int]]] = {}
    for each, mark, _ in record.marks(ReferenceMark):
        starts, ends = places.setdefault(id(each), ([], []))
        starts.append(mark.start)
        ends.append(max(mark.end, ends[-1] if ends else 0))
    return places


@rule(
    "NTE003",
    "glued-marker",
    on="record",
    sources=(PRINTED,),
    error=STRICT,
    said_by=("DET008",),
)
def glued(record: Record) -> Iterator[Finding]:
    """A footnote marker was left in the words: a digit glued to a word, a year or a bracket.

    Why: text that was copied from a page loses its superscripts. `12 July 20231` is a date with a
    footnote, and programs read the year 20231; `drugs3` is a word that no search finds.

    Fix: remove the digit from the text, and put the note where it was.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We met on 12 July 20231 and will meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We met on 12 July 2023<authorialNote eId="authorialNote_1" marker="1"
        placement="bottom"><p>At sea.</p></authorialNote> and will meet again.</p></content></paragraph>
    """
    text = record.text
    tag = record.declaration.language
    references = record.once(_references)
    for shape, first in ((b"a0", 1), (b")0", 1), (b" 00000", 1)):
        for digit in record.find_shape(shape, first):
            place = _glued(text, digit, tag)
            if place is None:
                continue
            block, start, _ = record.at(place[0])
            end = start + place[1] - place[0]
            starts, ends = references.get(id(block), ([], []))
            before = bisect_left(starts, end) - 1
            is_in_reference = before >= 0 and ends[before] > start
            if is_in_reference:  # then the digits belong to its words
                continue
            words = text[place[0] : place[1]]
            message = say("a footnote marker is left in {words!r}", words=words)
            yield Finding(message, block, start, end)


@rule(
    "NTE004", "note-never-called", on="record", sources=(PRINTED,), said_by=("DET007",)
)
def never_called(record: Record) -> Iterator[Finding]:
    """Nothing in the text calls a note.

    Why: the note was printed for the sake of some words. If its call is lost, readers do not know
    which words it explains.

    Fix: find its marker in the source, glued to a word or dropped in copying, and call the note
    there.

    Bad:
    {"notes": [{"kind": "note", "eid": "note_1", "marker": "1", "content": [{"kind": "text",
      "text": "In spring."}]}]}

    Good:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet again.",
               "marks": [{"kind": "note", "start": 18, "end": 18, "ref": "note_1"}]}]}],
     "notes": [{"kind": "note", "eid": "note_1", "marker": "1", "content": [{"kind": "text",
       "text": "In spring."}]}]}
    """
    notes = record.declaration.notes
    if len(record.notes_called) == len(notes):
        return
    called = {note.eid for note in record.notes_called}
    for note in notes:
        if note.eid not in called:
            message = say(
                "no marker in the text refers to footnote {value}",
                value=note.marker or note.eid,
            )
            yield Finding(message, note)
