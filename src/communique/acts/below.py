"""Which passages continue the sentence of a lead: its points, or paragraphs behind a colon."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.acts.around import SPOKEN
from communique.acts.clauses import bare
from communique.acts.phrasebook import Phrasebook, folded
from communique.acts.sentences import sentences
from communique.acts.subjects import ENDS, OPEN
from communique.model.passages import Passage

Below = dict[int, list[Passage]]
"""The passages below each lead, by its position."""

GOES_ON = ":\n"
"""What parts a lead from the words that follow its points."""
MAX_TITLE = 8
"""The number of words of a heading among points, at most."""
MAX_SENTENCES = 3
"""The number of sentences of a paragraph that goes on with one before it, at most."""


def below_leads(every: Sequence[Passage], book: Phrasebook) -> Below:
    """What is below each passage that may be a lead.

    That is its points, the paragraphs of a section, the body below a formula, and the paragraphs
    that go on with one that ends with a colon.
    """
    found = _below_parents(every, book)
    for index, lead in enumerate(every):
        if lead.kind != "paragraph" or not _announces(lead, book):
            continue
        points = found.get(lead.position)
        if points is not None:
            points.extend(_behind_headings(lead, points[-1], every[index + 1 :], book))
            continue
        rest = list(_going_on(lead, every[index + 1 :], book))
        sentence_goes_on = any(passage.text[:1].islower() for passage in rest)
        if len(rest) > 1 or sentence_goes_on:
            found[lead.position] = rest
    return {position: _without_headings(points) for position, points in found.items()}


def _behind_headings(
    lead: Passage, last: Passage, rest: Sequence[Passage], book: Phrasebook
) -> Iterator[Passage]:
    """The paragraphs in which the list of a lead goes on behind a heading, by their numbers."""
    number = _number(last)
    if number == 0:
        return
    for passage in rest:
        is_heading = passage.kind not in SPOKEN and passage.number is None
        if passage.position <= last.position or is_heading:
            continue
        if _number(passage) != number + 1:
            return
        if not _goes_on(lead, passage, book, numbers_go_on=True):
            return
        yield passage
        number += 1


def _without_headings(points: list[Passage]) -> list[Passage]:
    """Points without the headings between them: the numbers go on behind such a heading."""
    kept: list[Passage] = []
    for index, point in enumerate(points):
        number = _number(kept[-1]) if kept else 0
        heading = number > 0 and _number_behind(points, index) == number + 1
        if not heading:
            kept.append(point)
    return kept


def _below_parents(every: Sequence[Passage], book: Phrasebook) -> Below:
    """What is below each passage in the structure of the document."""
    found: Below = defaultdict(list)
    above: dict[str | None, int] = {}
    for passage in every:
        section = headed(passage) if _is_numbered_section(passage) else None
        is_point = section is not None or passage.kind in {"point", "paragraph"}
        if is_point and passage.parent in above:
            found[above[passage.parent]].append(section or passage)
        above[passage.eid] = passage.position
        if _leads_body(passage, book):
            above[None] = passage.position
        elif passage.part != "body" or (section is None and passage.kind not in SPOKEN):
            above.pop(None, None)
    return found


def _is_numbered_section(passage: Passage) -> bool:
    return passage.kind == "section" and passage.number is not None


def _leads_body(passage: Passage, book: Phrasebook) -> bool:
    """Whether the body continues a recital: `The House resolves to ask:`."""
    if passage.kind != "recital":
        return False
    return passage.role == "formula" or (
        passage.role == "opening" and _announces(passage, book)
    )


def _announces(passage: Passage, book: Phrasebook) -> bool:
    """Whether a passage says that something follows.

    It does so by a colon at its end, or, where verbs are last, by a word.
    """
    if bare(passage.text).endswith(OPEN):
        return True
    if not book.grammar.verb_last:
        return False
    return book.clauses.below.search(folded(passage.text)) is not None


def _going_on(
    lead: Passage, rest: Sequence[Passage], book: Phrasebook
) -> Iterator[Passage]:
    """The paragraphs right behind a lead that go on with it.

    A heading among them is left out if their numbers go on behind it.
    """
    number = 0
    for index, passage in enumerate(rest):
        numbers_go_on = number > 0 and _number(passage) == number + 1
        if (
            not numbers_go_on
            and number > 0
            and _number_behind(rest, index) == number + 1
        ):
            continue
        if not _goes_on(lead, passage, book, numbers_go_on=numbers_go_on):
            return
        yield passage
        number = _number(passage)


def _number(passage: Passage) -> int:
    """The number of a paragraph; 0 if it has none."""
    digits = (passage.num or "").strip("().")
    return int(digits) if digits.isdecimal() else 0


def _number_behind(rest: Sequence[Passage], index: int) -> int:
    """The number of the paragraph behind a heading; 0 if a passage is no heading."""
    passage = rest[index]
    is_section = passage.kind not in SPOKEN and passage.number is None
    is_title = passage.kind in {"paragraph", "point"} and _is_title(passage)
    if not (is_section or is_title) or index + 1 >= len(rest):
        return 0
    return _number(rest[index + 1])


def _is_title(passage: Passage) -> bool:
    """Whether a paragraph may be a heading: a few words without a number and without a last sign."""
    few = len(passage.text.split()) <= MAX_TITLE
    return passage.number is None and few and passage.text[-1:].isalnum()


def _goes_on(
    lead: Passage, passage: Passage, book: Phrasebook, *, numbers_go_on: bool = False
) -> bool:
    """Whether a paragraph goes on with one before it that ends with a colon."""
    if passage.kind != lead.kind or passage.heading is not None:
        return False
    if passage.parent != lead.parent and not numbers_go_on:
        return False
    if lead.number is not None and passage.number is not None:
        return False
    numbered = (
        passage.number is not None or passage.text[:1].isnumeric()
    )  # `1 ...すること`
    if not numbered and not bare(lead.text).endswith(OPEN):
        return False
    if bare(passage.text).endswith(OPEN):
        return False
    starts = [start for start, _ in sentences(passage.text, book)]
    if len(starts) > MAX_SENTENCES:
        return False
    speaks = (
        book.subjects.speaking.match(folded(passage.text), starts[0])
        if starts
        else None
    )
    return speaks is None


def is_open(lead: Passage, points: Sequence[Passage], book: Phrasebook) -> bool:
    """Whether the sentence of a lead goes on in what is below it.

    It does behind a colon. If points are below, it also does behind a comma, a word or a last verb.
    """
    words = bare(lead.text)
    if words.endswith(OPEN) or lead.role == "formula":
        return True
    is_heading = lead.kind not in SPOKEN
    if is_heading and words.endswith(ENDS):
        return False  # it is a sentence of its own
    if book.grammar.verb_last:
        return True
    open_ended = words[-1:] == "," or words[-1:].isalnum() or GOES_ON in words
    return open_ended and (is_heading or points[0].kind == "point")


def headed(passage: Passage) -> Passage | None:
    """The heading of a section as a passage of its own, since acts may be in it: `We call for:`."""
    head = passage.heading
    if head is None:
        return None
    return replace(passage, content=(head,), text=head.block.text, heading=None)
