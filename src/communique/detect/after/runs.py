"""What the atoms of a run of labels are, where the words before it say other than was decided."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from communique.core.scripts import COLONS, last_mark
from communique.detect.look import sentences
from communique.detect.roles import ALIKE, DOUBT, Decision
from communique.detect.segments.atoms import Atom
from communique.detect.signing import begins_closing, can_be_signer, leads_to_signers

MIN_SIGNERS = 2
"""A list of signers has at least so many entries."""

MAX_WORDS_OF_NAME = 4
"""An entry of more words that ends as a sentence is no signer."""
MAX_WORDS_OF_SIGNER = 12
"""An entry of more words that ends as a clause is no signer: an office takes so many words."""
BEGINS_ANOTHER_TEXT = frozenset({"annex", "title"})
IS_PREAMBLE = frozenset({"opening", "recital", "formula"})
ENDS_PREAMBLE = frozenset({"opening", "formula"})
IS_BODY = frozenset({"paragraph", "recital", "formula"})
IS_PART = frozenset(
    {"title", "heading", "paragraph", "point", "continuation", "note", "furniture"}
)
"""Roles of a part of a text."""
MIN_ITEMS = 4
"""A list with fewer items has none that differs from nearly all others."""
MOST = 0.75
"""This part of the items of a list is nearly all."""
MIN_PARTS = 2
"""This many titles with nothing but paragraphs below them are headings."""
SENTENCE_ENDS = frozenset(".!?。！？।")
CLAUSE_ENDS = frozenset(";:；：؛")

Runs: TypeAlias = Sequence[Sequence[int]]
"""The runs of labels of a text: the places of the atoms of each."""


def points_below_a_colon(
    atoms: Sequence[Atom], runs: Runs, decisions: Sequence[Decision]
) -> dict[int, str]:
    """Paragraphs below a paragraph or point that a colon ends are its points, if that has a label
    too, or more text follows, or in doubt.

    Numbers below one sentence that is the only paragraph without a number stay paragraphs.
    """
    found: dict[int, str] = {}
    paragraphs = [
        index for index, each in enumerate(decisions) if each.state == "paragraph"
    ]
    lone = _lone_paragraph(atoms, decisions)
    for places in runs:
        first = places[0]
        if len(places) < 2 or first == 0 or decisions[first].state != "paragraph":
            continue
        before = atoms[first - 1]
        if (
            first - 1 == lone
            and not _is_bullet(atoms[first])
            and not sentences(before.words)
        ):
            continue
        colon = last_mark(before.lines[-1].text) in COLONS
        if not colon or decisions[first - 1].role not in ("paragraph", "point"):
            continue
        more_follows = paragraphs[-1] > places[-1]
        if before.label is not None or more_follows or decisions[first].odds < DOUBT:
            changed = [
                index for index in places if decisions[index].state == "paragraph"
            ]
            found.update(dict.fromkeys(changed, "point"))
    return found


def _lone_paragraph(atoms: Sequence[Atom], decisions: Sequence[Decision]) -> int:
    """The first block of the body, if it is the only paragraph without a label; else -1."""
    body = next(
        (index for index, each in enumerate(decisions) if each.role in ALIKE), -1
    )
    unlabelled = [
        index
        for index, each in enumerate(decisions)
        if each.state == "paragraph" and atoms[index].label is None
    ]
    return body if unlabelled in ([], [body]) else -1


def lists_that_sign(
    atoms: Sequence[Atom], runs: Runs, decisions: Sequence[Decision]
) -> dict[int, str]:
    """The labelled lists below words that close a text or announce who signs it.

    Each entry of such a list can be a signer, and most are no sentences. The body is before the list: a line
    such as `Adopted on 31 August` at the top of a text closes nothing.
    """
    found: dict[int, str] = {}
    roles = [each.role for each in decisions]
    has_body_above = _has_body_above(roles)
    has_body_below = _has_body_above(roles[::-1])[::-1]
    for places in runs:
        first = places[0]
        if len(places) < MIN_SIGNERS or first == 0:
            continue
        if all(roles[index] == "signature" for index in places):
            continue
        if not has_body_above[first]:
            continue
        closed = begins_closing(atoms[first - 1].words)
        announced = closed or _is_above_signers(atoms, decisions, first)
        last = closed or not has_body_below[_end_of_list(atoms, places)]
        if not (announced and last):
            continue
        entries = [atoms[index].words[atoms[index].content :] for index in places]
        clauses = sum(map(_is_sentence, entries))
        if all(map(can_be_signer, entries)) and 2 * clauses < len(entries):
            found.update(dict.fromkeys(places, "signature"))
    return found


def _is_sentence(entry: str) -> bool:
    """Whether an entry ends as a sentence or a clause, and is too long for a name and an office."""
    words = len(entry.split())
    end = last_mark(entry)
    is_sentence = words > MAX_WORDS_OF_NAME and end in SENTENCE_ENDS
    is_clause = words > MAX_WORDS_OF_SIGNER and end in CLAUSE_ENDS
    return is_sentence or is_clause


def _end_of_list(atoms: Sequence[Atom], places: Sequence[int]) -> int:
    """The index of the first atom behind a list; lines that go on with its last entry are of it."""
    end = places[-1] + 1
    while end < len(atoms) and atoms[end].label is None and not atoms[end].reason:
        end += 1
    return end


def _is_above_signers(
    atoms: Sequence[Atom], decisions: Sequence[Decision], first: int
) -> bool:
    """Whether the words above a list close the text, or say that who signs follows."""
    before = decisions[first - 1].role
    if before in ("closing", "signature"):
        return True
    return leads_to_signers(atoms[first - 1].words)


def _has_body_above(roles: Sequence[str]) -> list[bool]:
    """For each atom, and for the end: whether words of the same text are above it.

    The text begins below the last title or annex. Its words are paragraphs, recitals or formulas.
    """
    has_body = [False]
    for role in roles:
        if role in BEGINS_ANOTHER_TEXT:
            has_body.append(False)
        elif role in IS_BODY:
            has_body.append(True)
        else:
            has_body.append(has_body[-1])
    return has_body


def lists_that_act(
    atoms: Sequence[Atom], runs: Runs, decisions: Sequence[Decision]
) -> dict[int, str]:
    """In a text without paragraphs the lists below the preamble that are as the first one are its
    paragraphs.
    """
    found: dict[int, str] = {}
    for begin, end in _texts(decisions):
        roles = [each.role for each in decisions[begin:end]]
        if "paragraph" in roles or "point" not in roles:
            continue
        preamble = [at for at, role in enumerate(roles, begin) if role in IS_PREAMBLE]
        lists = [
            places
            for places in runs
            if len(places) > 1
            and preamble
            and preamble[-1] < places[0] < end
            and decisions[places[0] - 1].role != "recital"
        ]
        forms = [_form(atoms, places) for places in lists]
        for places in lists:
            if _form(atoms, places) == forms[0]:
                found.update(dict.fromkeys(places, "paragraph"))
    return found


def lists_below_an_opening(
    atoms: Sequence[Atom], runs: Runs, decisions: Sequence[Decision]
) -> dict[int, str]:
    """Lists right below the words that open a text, which no paragraph holds, are its paragraphs.

    No clause of the preamble comes behind such a list, and no heading right behind it: then its
    items are the parties.
    """
    found: dict[int, str] = {}
    for begin, end in _texts(decisions):
        roles = [each.role for each in decisions[begin:end]]
        body = next((at for at, role in enumerate(roles) if role in ALIKE), 0)
        first = begin + body
        if not body or roles[body] != "point" or roles[body - 1] not in ENDS_PREAMBLE:
            continue
        if not IS_PREAMBLE.isdisjoint(roles[body:]):
            continue
        for places in runs:
            if places[0] != first or len(places) < 2:
                continue
            behind = _end_of_list(atoms, places)
            if behind < end and decisions[behind].role == "heading":
                continue
            found.update(dict.fromkeys(places, "paragraph"))
    return found


def items_are_alike(
    atoms: Sequence[Atom], runs: Runs, decisions: Sequence[Decision]
) -> dict[int, str]:
    """A few items of a list that differ from nearly all others are as those."""
    found: dict[int, str] = {}
    for places in runs:
        if len(places) < MIN_ITEMS or atoms[places[0]].label is None:
            continue
        states = Counter(decisions[index].state for index in places)
        most, times = states.most_common(1)[0]
        differs = times < len(places)
        if differs and states.keys() <= set(ALIKE) and times >= MOST * len(places):
            found.update(dict.fromkeys(places, most))
    return found


def titles_that_part(
    atoms: Sequence[Atom],  # noqa: ARG001
    runs: Runs,  # noqa: ARG001
    decisions: Sequence[Decision],
) -> dict[int, str]:
    """Titles within a text are its headings if nothing but paragraphs follows some of them.

    A text of its own has a preamble, a closing or signatures. What has a recital stays one.
    """
    spans = [
        (begin, {each.role for each in decisions[begin:end]})
        for begin, end in _texts(decisions)
        if begin and decisions[begin].state == "title" and _is_in_body(decisions, begin)
    ]
    plain = [roles <= IS_PART for _, roles in spans]
    if sum(plain) < MIN_PARTS:
        return {}
    found: dict[int, str] = {}
    for begin, roles in spans:
        if "recital" in roles or "signature" in roles:
            continue
        found[begin] = "heading"
        for index in range(begin + 1, len(decisions)):
            if decisions[index].role != "title":
                break
            found[index] = "heading"
    return found


def _is_in_body(decisions: Sequence[Decision], index: int) -> bool:
    """Whether paragraphs of the text before a title are right above it."""
    return decisions[index - 1].role in ("paragraph", "point", "continuation")


def _texts(decisions: Sequence[Decision]) -> Iterator[tuple[int, int]]:
    """Where each text begins and ends: at titles and annexes."""
    begin = 0
    for index, decision in enumerate(decisions):
        if decision.state in BEGINS_ANOTHER_TEXT:
            yield begin, index
            begin = index
    yield begin, len(decisions)


def _form(atoms: Sequence[Atom], places: Sequence[int]) -> str:
    """The form of the first label of a list, without its number."""
    label = atoms[places[0]].label
    return label.label.mask if label is not None else ""


def _is_bullet(atom: Atom) -> bool:
    return atom.label is not None and atom.label.label.bullet


RUN_STEPS: tuple[
    Callable[[Sequence[Atom], Runs, Sequence[Decision]], dict[int, str]], ...
] = (
    titles_that_part,
    lists_that_act,
    lists_below_an_opening,
    points_below_a_colon,
    lists_that_sign,
    items_are_alike,
)
"""What overrules the decoder of runs: from the places of atoms to the role that they get; then the
rest is decided again.
"""
