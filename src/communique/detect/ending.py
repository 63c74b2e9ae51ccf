"""The end of a text: what stands behind the words that it was done, and looks like signatures, is signatures.

A decoder that has learnt from no such genre takes them for headings, points and paragraphs. Here what is around them counts: a
testimonium, or a line that says that names follow, and then nothing but names, offices and parties up to the end of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.core.scripts import is_small, unaccented
from communique.detect.blocks import is_held
from communique.detect.dates.lines import WHOLE, dates_in
from communique.detect.facts import done
from communique.detect.roles import DOUBT, MORE, Decision
from communique.detect.segments.atoms import Atom
from communique.detect.signatures.closing import GUTTER
from communique.detect.signatures.signing import (  # fmt: skip
    EDGES,
    MARK,
    SIGNED_BEHIND,
    SIGNED_INSIDE,
    is_clause,
    is_one_of,
    name_look,
    named,
    names_office,
    names_party,
    names_state,
    office_ahead,
    says_signed,
)
from communique.languages import LanguageData

NEAR = 4
"""Between the words that a text was done and the first signature stand fewer other lines: the languages it is in."""
LONGEST = 120
"""A line of a signature is no longer."""
DATED = 240
"""A sentence with a day in it that says little more than that something was done has so many characters at most."""
LEAST = 24
"""It has so many at least: a day alone is the day of anything."""
MANY = 3
"""So many lines below one that says names follow are signatures, whatever they name."""
INTERRUPTED = 40
"""What a page puts between two signatures is no longer."""
BODY = frozenset({"paragraph", "point", "continuation", "recital"})
"""What a decoder takes for more of a text: signatures before it must be sure."""
MOST = 8
"""Signatures side by side at the end of a text have so many lines at most."""
ARTICLES = 5
"""So many articles that count on are of one text; letters that are exchanged have fewer numbers."""
MARGIN = "paragraph"
"""What looks like a signature amid the articles of a text, and can be nothing else."""
FIXED = frozenset({"annex", "note", "table", "furniture"})
"""What is no signature, and ends a row of them."""
_STOP = re.compile(r"(?:[^\W\d_]{4}[.!?;]|[。！？；؟؛])[*_\s]*$")

Look = frozenset[str]
"""What of a signature the lines of an atom look like; empty: some of it is something else."""


def signed_ends(
    atoms: Sequence[Atom], decisions: Sequence[Decision], spoken: Sequence[LanguageData]
) -> list[Decision]:
    """The decisions, with what closes a text and signs it in place of what it was taken for. What a hint says is left alone."""
    made = list(decisions)
    at = first = next((index for index, each in enumerate(made) if each.role in BODY), len(made))
    while at < len(atoms):
        if atoms[at].label is not None:
            at += 1
            continue
        text = atoms[at].words
        listed = says_names(text)
        near = _reach(atoms, at, text, spoken)
        if listed or near:
            looks = _row(atoms, made, at + 1, spoken[0], near=near, listed=listed)
        else:
            looks = _alone(atoms, made, at, spoken[0]) or _above_day(
                atoms, made, at, text, spoken[0]
            )
            looks = looks or _beside(atoms, made, at, spoken[0])
        if looks:
            begin, end = min(looks), max(looks) + 1
            for index in range(at, begin):  # none where the signatures stand above
                if (
                    made[index].role in BODY | {"heading"}
                    and atoms[index].label is None
                    and not is_held(atoms[index])
                ):
                    made[index] = _as(
                        made[index], "closing", begins=made[index].begins or index == at
                    )
            for index in looks:
                if made[index].role != "signature":
                    atom = atoms[index]  # a signature begins with it by its layout or its words
                    begins = (
                        index == begin
                        or atom.lines[0].gap > 0
                        or names_party(atom.words, spoken[0])
                    )
                    made[index] = _as(
                        made[index], "signature", begins=begins or atom.label is not None
                    )
            at = max(at, end - 1)
        at += 1
    for index in list(_amid(atoms, made)):
        made[index] = _as(made[index], _other(made[index], MARGIN), begins=True)
    first = (
        0
        if first == len(made)
        else next((index for index in range(first) if made[index].role == "closing"), first)
    )
    addressed = False
    for index, each in enumerate(made):
        signer = each.role == "signature" and not is_held(atoms[index])
        begins = signer and is_one_of(
            atoms[index].lines[0].text.partition(":")[0], "addressees"
        )  # `Cc: Edda Holm`
        addressed = signer and (addressed or begins)
        instead = (
            "closing"
            if addressed
            else signer and _instead(atoms, made, index, spoken[0], ahead=index < first)
        )
        if instead:
            apart = not addressed and (instead != "closing" or atoms[index].lines[0].gap > 0)
            made[index] = _as(each, instead, begins=begins or apart)
            if index + 1 < len(made) and made[index + 1].role == "signature":
                made[index + 1] = _as(made[index + 1], "signature", begins=True)
            continue
        signs = index + 1 < len(made) and made[index + 1].role in {"closing", "signature"}
        if (
            each.state == "closing"
            and each.odds < DOUBT
            and not signs
            and not _says_end(atoms[index], spoken)
        ):
            other = next(
                (state for state, _ in each.others if not state.endswith(MORE)), each.state
            )
            made[index] = _as(each, other, begins=True)
    return made


def _row(
    atoms: Sequence[Atom],
    decisions: Sequence[Decision],
    at: int,
    words: LanguageData,
    *,
    near: int,
    listed: bool,
) -> dict[int, Look]:
    """The atoms of a row of signatures that begins among the next ones and ends a text; empty if there is none."""
    found: dict[int, Look] = {}
    index = at
    while index < len(atoms) and decisions[index].role not in FIXED and not is_held(atoms[index]):
        look = _look(atoms[index], words, listed=listed)
        label, before = atoms[index].label, atoms[index - 1].label
        if (
            not look
            and listed
            and index - 1 in found
            and label
            and before
            and label.run is before.run
        ):
            look = frozenset({"name"})  # one long point of a list of names is a name too
        if look:
            found[index] = look
        elif not found and (listed or index + 1 - at >= near or atoms[index].label is not None):
            return {}
        elif (
            found
        ):  # what a page puts between signatures is short, and one that names a party follows soon
            following = atoms[index + 1 : index + NEAR]
            short = len(atoms[index].words) < INTERRUPTED
            if not (short and any("party" in _look(each, words) for each in following)):
                break
        index += 1
    kinds = frozenset[str]().union(
        *found.values(), {"office"} if office_ahead(atoms[at - 1].words) else ()
    )
    parties = sum("party" in look for look in found.values())
    greeted = near == 1 and "name" in found.get(at, ()) and not atoms[at].lines[0].gap
    sure = "mark" in kinds or parties > 1 or greeted or (listed and len(found) >= MANY)
    likely = sure or parties or {"name", "office"} <= kinds
    ends = index == len(atoms) or decisions[index].role not in BODY
    return found if sure or (likely and ends) else {}


def _alone(
    atoms: Sequence[Atom], decisions: Sequence[Decision], at: int, words: LanguageData
) -> dict[int, Look]:
    """A signature of which nothing says that it follows: a mark and a name, perhaps an office below."""
    text = atoms[at].words
    marked = SIGNED_INSIDE.match(text.lstrip("*_ ")) or SIGNED_BEHIND.search(text[-SIGNED_TAIL:])
    if not marked or len(text) > LONGEST or decisions[at].role in FIXED or is_held(atoms[at]):
        return {}
    below = (
        _look(atoms[at + 1], words)
        if at + 1 < len(atoms) and not is_held(atoms[at + 1])
        else frozenset()
    )
    return {at: _MARK, at + 1: below} if below == {"office"} else {at: _MARK}


def _instead(
    atoms: Sequence[Atom],
    decisions: Sequence[Decision],
    at: int,
    words: LanguageData,
    *,
    ahead: bool,
) -> str:
    """What it is that was taken for a signature and is none, if so: a heading, a link, a line that says who follows, whom a text
    is for (it stands `ahead`), the place or the number at a day.
    """
    text, atom = atoms[at].words, atoms[at]
    if atom.marked:
        return "heading"
    if ahead or _LINK.search(text):
        return _other(decisions[at], "other")
    beside = (
        "" if not 0 <= index < len(atoms) else atoms[index].words for index in (at - 1, at + 1)
    )
    above, below = (0 < len(each) <= DAY_ALONE and _dated(each, words) for each in beside)
    digits = any(map(str.isdigit, text))
    near, apart = not atom.lines[0].gap, at + 1 < len(atoms) and atoms[at + 1].lines[0].gap > 0
    short = len(text.split()) == 1 or "," in text or text.upper() == text.lower()
    number = above and near and digits and len(text) <= DAY_ALONE // 2
    under = near and apart and above
    over = below and not near and not apart and at and decisions[at - 1].role == "signature"
    place = (under or over) and short and _look(atom, words) <= {"name", "more"}
    return "closing" if number or place or (says_names(text) and not says_signed(text)) else ""


_LINK = re.compile(r"\][(\[]|://|#\w|\w@\w|^\W*[←→]|</")


def _above_day(
    atoms: Sequence[Atom], decisions: Sequence[Decision], at: int, text: str, words: LanguageData
) -> dict[int, Look]:
    """The names and offices right above the last line of a text, if that says when and no more."""
    last = at + 1 == len(atoms) or decisions[at + 1].role == "annex"
    found: dict[int, Look] = {}
    if last and len(text) <= DAY_ALONE and _dated(text, words):
        for index in range(at - 1, -1, -1):
            look = _look(atoms[index], words)
            known = (
                decisions[index].role in FIXED
                or atoms[index].label is not None
                or is_held(atoms[index])
            )
            if known or not look or look == {"more"}:
                break
            found[index] = look
    return found if {"name", "office"} <= frozenset[str]().union(*found.values()) else {}


def _beside(
    atoms: Sequence[Atom], decisions: Sequence[Decision], at: int, words: LanguageData
) -> dict[int, Look]:
    """The last lines of a text that stand apart, if names and offices stand in them, side by side."""
    near = range(at, min(at + MOST + 1, len(atoms)))
    end = next((index for index in near if decisions[index].role == "annex"), len(atoms))
    free = end - at <= MOST and all(
        each.label is None and not is_held(each) for each in atoms[at:end]
    )
    lines = [line for atom in atoms[at:end] for line in atom.lines] if free else []
    if not any(GUTTER.search(line.text) for line in lines) or not lines[0].gap:
        return {}
    looks = {
        index: _look(atoms[index], words)
        for index in range(at, end)
        if decisions[index].role not in FIXED
    }
    whole = len(looks) == end - at and all(looks.values())
    return looks if whole and {"name", "office"} <= frozenset[str]().union(*looks.values()) else {}


def _amid(atoms: Sequence[Atom], decisions: Sequence[Decision]) -> Iterator[int]:
    """The signatures between two articles that count on: there nobody signs, and what looks so is a title in a margin."""
    last: dict[int, tuple[int, int]] = {}
    for index in (
        index for index, each in enumerate(decisions) if each.role in {"heading", "paragraph"}
    ):
        label = atoms[index].label or atoms[index].worded
        if label is not None and label.label.whole and len(label.run.members) >= ARTICLES:
            number = label.label.readings[0][1]
            before, begin = last.get(id(label.run), (0, index))
            inside = range(begin + 1, index) if number == before + 1 else ()
            yield from (
                each
                for each in inside
                if decisions[each].role == "signature" and not is_held(atoms[each])
            )
            last[id(label.run)] = number, index


SIGNED_TAIL = 24
"""A mark behind a name stands among so many last characters."""
DAY_ALONE = 60
"""A line that says when and where, and no more, has so many characters at most."""
_MARK = frozenset({"mark"})


def _look(atom: Atom, words: LanguageData, *, listed: bool = False) -> Look:
    """What of a signature the cells of an atom's lines are; nothing if one of them is none. `listed`: it stands among names."""
    found: set[str] = set()
    for line in atom.lines:
        for cell in GUTTER.split(line.text):
            text = cell.strip(EDGES)
            if text:
                kinds = (
                    _MARK
                    if says_signed(cell.strip())
                    else _kinds(cell.strip(), text, words, listed=listed)
                )
                if not kinds:
                    return frozenset()
                found |= kinds
    return frozenset(found)


def _kinds(cell: str, text: str, words: LanguageData, *, listed: bool) -> Look:
    """What of a signature a stretch of a line is: a party, a name, an office, a name and an office, or more of one of them."""
    if SIGNED_INSIDE.search(cell) and len(cell) <= 2 * LONGEST:
        return _MARK
    if len(cell) > LONGEST or _STOP.search(cell) or is_clause(cell):
        return frozenset()
    if any(map(str.isdigit, text)) and not listed:
        return frozenset()
    if names_party(text, words) and not listed:
        return frozenset({"party"})
    if listed or name_look(text) >= (1.0 if text.lower() == text.upper() else 2.0):
        return frozenset({"name"})
    found = (
        {"name", "office"}
        if named(text, listed=False)
        else {"office"}
        if names_office(text)
        else set[str]()
    )
    more = names_state(text) or is_small(text[0]) or len(text.split()) < MANY
    return frozenset(found or ({"more"} if more else ()))


def _says_end(atom: Atom, spoken: Sequence[LanguageData]) -> bool:
    """Whether an atom says that a text was done, or when; or nobody knows the words for it in its language."""
    text = atom.words
    ends = any(done(text, spoken, last=True)) or is_one_of(text, "courtesies")
    return ends or _dated(text, spoken[0]) or not spoken[0].closing_words


def _reach(atoms: Sequence[Atom], at: int, text: str, spoken: Sequence[LanguageData]) -> int:
    """Among how many next atoms the first signature stands: of one that says that the text was done, or ends a letter."""
    if at + 1 == len(atoms):
        return 0
    if len(text) >= LEAST and any(done(text, spoken, last=True)):
        return NEAR
    if len(text) > DATED or not _look(atoms[at + 1], spoken[0]):
        return 0
    dated = any(map(str.isdigit, text)) and _dated(text, spoken[0])
    return int(
        is_one_of(text, "courtesies") or bool(office_ahead(text)) or (dated and len(text) >= LEAST)
    )


def says_names(text: str) -> bool:
    """Whether a line says no more than that those follow who sign: `Signatories:`."""
    if len(text) > LONGEST:
        return False
    plain = unaccented(text.strip(EDGES + "#")).removesuffix(" by")
    return MARK.fullmatch(text) is not None or is_one_of(plain, "signers")


def _as(decision: Decision, role: str, *, begins: bool) -> Decision:
    """A decision as another role, with the probability that this one has, and the old one as runner-up."""
    state = role if begins else role + MORE
    if decision.state == state:
        return decision
    odds = dict(decision.others).get(state, 0.0)
    others = [each for each in decision.others if each[0] != state]
    return replace(
        decision, state=state, odds=odds, others=[(decision.state, decision.odds), *others]
    )


def _other(decision: Decision, default: str) -> str:
    """The role that came next of those that do not close a text."""
    states = (
        state for state, _ in decision.others if not state.startswith(("closing", "signature"))
    )
    return next(states, default).removesuffix(MORE)


def _dated(text: str, words: LanguageData) -> bool:
    """Whether a whole day stands in a text."""
    return any(len(each.value) == WHOLE for each in dates_in(text, words))


END_STEPS = (signed_ends,)
"""What overrules the decoder at the end of a text."""
