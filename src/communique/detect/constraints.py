"""What an atom cannot be, whatever the weights say.

`CONSTRAINTS` is the list. Each function looks at one place of a text and returns the roles that the
atom there cannot have. Roles that two functions bar are barred once; no function overrules another.
A role stands for all of its states. `^role` bars only an atom that begins a block.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TypeAlias

from communique.core.scripts import COLONS, begins_lower, last_mark, unaccented
from communique.detect.kinds import is_path
from communique.detect.lexicon import led, phrases
from communique.detect.look import CONJUNCTION, ENDS, SYMBOL, nests
from communique.detect.roles import NEW, ROLES
from communique.detect.segments.atoms import Atom
from communique.detect.segments.labels import Label
from communique.detect.segments.numbering import Run
from communique.detect.signing import (
    SIGNS,
    begins_closing,
    begins_with_signers,
    leads_to_signers,
)
from communique.detect.switches import name_of, switched_on
from communique.languages import LanguageData

Roles: TypeAlias = frozenset[str]

TITLE_WITHIN = 12
"""Look for the title of a text among this number of first atoms."""
MAX_SIGNED = 240
"""The longest line that can hold a mark of signing, in characters."""
MAX_BODY = 160
"""The longest name of a body, in characters."""
MAX_ARTICLE_WORD = 4
"""The longest word for *the*, with its space, in characters."""
MAX_LEAD = 60
"""The longest words that begin a clause, in characters."""
MAX_WRAPPED = 200
"""A line that is longer than this and ends with a letter was cut there."""
MIN_CLAUSES = 2
"""This number of clauses with a lead word shows how the clauses of a text are set."""
NEARLY_ALL = 0.75
ALIKE_WITHIN = 3
"""Clauses are alike if they begin with the same word, within this number of blocks,"""
MIN_ALIKE = 2
"""and if at least this number of them are before a block."""
MIN_LIST = 3
"""This number of labels that count on are a list."""
PAGE_APART = 4
"""The words that a page adds return on another page, or after at least this many lines."""
NESTED_POINT = 2
"""A label inside at least this number of others belongs to a point."""

NONE: Roles = frozenset()
ALL: Roles = frozenset(ROLES)
SIGNED: Roles = frozenset(
    {"signature", "closing", "other", "note", "table", "furniture"}
)
"""What a line with a mark of signing before a name can be."""


@dataclass(frozen=True, slots=True)
class RunStart:
    """How a run of labels begins: its first label, in how many labels that is nested, and the
    folded mark at the end of the words before it (empty where these lead to text of the same level,
    or are a heading). `signers`: whether these words close a text or announce who signs it.
    """

    label: Label
    run: Run
    nest: int
    mark: str
    signers: bool


class Context:
    """A text as the constraints see it. What only some constraints ask is worked out when asked."""

    def __init__(
        self, atoms: Sequence[Atom], words: LanguageData, given: str | None
    ) -> None:
        """`given`: the title that metadata give, or None."""
        self.atoms, self.words, self.given = atoms, words, given

    @cached_property
    def returning(self) -> frozenset[int]:
        """The atoms whose words are printed again, on other pages or PAGE_APART lines away."""
        places: dict[int, list[int]] = defaultdict(list)
        lines_before = [0]
        for index, atom in enumerate(self.atoms):
            places[hash(atom.words)].append(index)
            lines_before.append(lines_before[-1] + len(atom.lines))
        found: set[int] = set()
        for those in places.values():
            near = False
            for one, other in pairwise(those):
                same_page = (
                    self.atoms[one].lines[0].page == self.atoms[other].lines[0].page
                )
                apart = lines_before[other] - lines_before[one]
                near = near or (same_page and apart < PAGE_APART)
            if len(those) > 1 and not near:
                found.update(those)
        return frozenset(found)

    @cached_property
    def run_starts(self) -> dict[int, RunStart]:
        """How each run begins, by its identity."""
        found: dict[int, RunStart] = {}
        for index, (atom, nest) in enumerate(
            zip(self.atoms, nests(self.atoms), strict=True)
        ):
            label = atom.label
            if label is None or id(label.run) in found:
                continue
            mark = self._mark_before(index)
            signers = index > 0 and _announces_signers(self.atoms[index - 1].words)
            start = RunStart(label.label, label.run, nest, mark, signers)
            found[id(label.run)] = start
        return found

    def _mark_before(self, index: int) -> str:
        if index == 0 or self.atoms[index - 1].marked is not None:
            return ""
        words = self.atoms[index - 1].words
        if enacts(words, self.words) or gives_reasons(words):
            return ""
        return ENDS.get(last_mark(words), "")

    @cached_property
    def held(self) -> list[bool]:
        """Whether a label, a marked heading or a colon stands at or before each atom."""
        found: list[bool] = []
        held = colon = False
        for atom in self.atoms:
            held = held or colon or atom.label is not None or atom.marked is not None
            found.append(held)
            colon = last_mark(atom.lines[-1].text) in COLONS
        return found

    @cached_property
    def firsts(self) -> list[str]:
        """The first word of each atom; empty where it goes on with the block before."""
        found: list[str] = []
        for atom in self.atoms:
            begins = bool(atom.reason) and atom.label is None
            words = atom.words[:MAX_LEAD].split(None, 1) if begins else []
            found.append(words[0].casefold() if words else "")
        return found

    @cached_property
    def setting(self) -> "Setting":
        """How the clauses are set that have no label and begin with a lead word: `Recalling`."""
        clauses = [
            atom
            for atom in self.atoms
            if atom.label is None
            and atom.reason
            and leads(atom.words[:MAX_LEAD], self.words)
        ]
        return Setting.of(clauses)


@dataclass(slots=True)
class Place:
    """An atom of a text: its index, its words, and what is around it."""

    context: Context
    index: int
    atom: Atom
    text: str

    @property
    def words_before(self) -> str:
        """The line before it, without emphasis."""
        if self.index == 0:
            return ""
        return self.context.atoms[self.index - 1].lines[-1].text.rstrip("*_ ")

    @property
    def starts(self) -> RunStart | None:
        """How the run begins that its label is in; None for articles and sections of a law."""
        label = self.atom.label
        if label is None:
            return None
        start = self.context.run_starts[id(label.run)]
        return None if start.label.whole or start.run.section else start


Constraint = Callable[[Place], Roles]


def words_printed_once_are_no_furniture(place: Place) -> Roles:
    """The words that a page adds return on other pages, and have no label."""
    if not any(map(str.isalpha, place.text)):
        return NONE
    returns = place.index in place.context.returning
    return NONE if returns and place.atom.label is None else frozenset({"furniture"})


def names_at_the_top_are_no_title(place: Place) -> Roles:
    """A body, a symbol, an address or the path of a page alone is no title."""
    if place.index >= TITLE_WITHIN:
        return NONE
    text = place.text.strip(" *_#")
    address = "://" in text.partition(" ")[0]
    name = SYMBOL.fullmatch(text) or address or names_body(text) or is_path(text)
    return frozenset({"title"}) if name else NONE


def other_words_than_given_are_no_title(place: Place) -> Roles:
    """Words at the top that differ from the title in the metadata are no title, unless marked."""
    given = place.context.given
    if place.index >= TITLE_WITHIN or given is None or place.atom.marked is not None:
        return NONE
    named = frozenset(given.casefold().split())
    printed = [
        word.strip("*_#") for word in place.text.strip(" *_#").casefold().split()
    ]
    same = sum(word in named for word in printed) * 2 >= len(printed)
    return NONE if same else frozenset({"title"})


def signed_lines_are_signatures(place: Place) -> Roles:
    """A short line with a mark of signing before a name is none of the text."""
    if len(place.text) > MAX_SIGNED or not any(sign in place.text for sign in "(（/*"):
        return NONE
    return ALL - SIGNED if SIGNS.match(place.text) else NONE


def points_are_held(place: Place) -> Roles:
    """Above all labels, marked headings and colons nothing holds a point."""
    return NONE if place.context.held[place.index] else frozenset({"point"})


def small_letters_are_points(place: Place) -> Roles:
    """Small letters below a colon or another label are points, and so is all that is nested twice."""
    start = place.starts
    if start is None:
        return NONE
    hangs = is_small_letter(start.label) and (start.nest > 0 or start.mark == ":")
    return ALL - {"point"} if hangs or start.nest >= NESTED_POINT else NONE


def bullets_below_words_are_no_paragraphs(place: Place) -> Roles:
    """Bullets below a colon or a sentence are its points."""
    start = place.starts
    if start is None:
        return NONE
    bullets = start.label.bullet and len(start.run.members) > 1
    return frozenset({"paragraph"}) if bullets and start.mark in (":", ".") else NONE


def recitals_begin_as_others_do(place: Place) -> Roles:
    """What is set as no first line of a clause of the text begins no recital."""
    if place.atom.label is not None:
        return NONE
    begins_none = place.context.setting.begins_none(place.atom, place.words_before)
    return frozenset({f"{NEW}recital"}) if begins_none else NONE


def clauses_alike_are_no_formulas(place: Place) -> Roles:
    """What begins with the same word as clauses right before it is one more of these."""
    context = place.context
    first = context.firsts[place.index]
    if not first or place.atom.label is not None or place.atom.marked is not None:
        return NONE
    before = context.firsts[max(0, place.index - ALIKE_WITHIN) : place.index]
    return frozenset({"formula"}) if before.count(first) >= MIN_ALIKE else NONE


def lists_below_a_colon_do_not_sign(place: Place) -> Roles:
    """Items below a paragraph that a colon ends are its points, unless it announces signers."""
    start = place.starts
    if start is None or start.mark != ":" or len(start.run.members) < MIN_LIST:
        return NONE
    return NONE if start.signers else frozenset({"signature"})


CONSTRAINTS: tuple[Constraint, ...] = (
    words_printed_once_are_no_furniture,
    names_at_the_top_are_no_title,
    other_words_than_given_are_no_title,
    signed_lines_are_signatures,
    points_are_held,
    small_letters_are_points,
    bullets_below_words_are_no_paragraphs,
    recitals_begin_as_others_do,
    clauses_alike_are_no_formulas,
    lists_below_a_colon_do_not_sign,
)
"""All constraints. `make ablation` says what each is worth."""


def place_of(context: Context, index: int) -> Place:
    """An atom of a text as the constraints see it."""
    atom = context.atoms[index]
    return Place(context, index, atom, atom.words)


def roles_at(
    context: Context, index: int, constraints: Iterable[Constraint]
) -> dict[str, Roles]:
    """What each constraint bars at a place, by its name."""
    place = place_of(context, index)
    return {name_of(constraint): constraint(place) for constraint in constraints}


def barred(
    atoms: Sequence[Atom], words: LanguageData, given: str | None
) -> dict[int, Roles]:
    """The roles that atoms cannot have, by index. `given`: the title that metadata give."""
    context = Context(atoms, words, given)
    constraints = switched_on(CONSTRAINTS)
    found: dict[int, Roles] = {}
    shared: dict[Roles, Roles] = {}  # many atoms are barred from the same roles
    for index in range(len(atoms)):
        place = place_of(context, index)
        roles = NONE.union(*[constraint(place) for constraint in constraints])
        if roles:
            found[index] = shared.setdefault(roles, roles)
    return found


def _announces_signers(text: str) -> bool:
    announced = begins_closing(text) or leads_to_signers(text)
    return announced or begins_with_signers(text)


def is_small_letter(label: Label) -> bool:
    """Whether a label is a small letter, or a roman number in such."""
    return "a" in label.mask and label.readings[0][0] != "han"


def gives_reasons(text: str) -> bool:
    """Whether a line is no more than the word for reasons: `Whereas:`."""
    return text.strip(" *_#:").casefold() in phrases("reasons")


def enacts(text: str, words: LanguageData) -> bool:
    """Whether words end with those that enact and a colon."""
    plain = text.rstrip(" *_")
    colon = plain[-1:] in tuple(COLONS)
    return colon and plain[:-1].rstrip().casefold().endswith(_enacting(words))


@cache
def _enacting(words: LanguageData) -> tuple[str, ...]:
    return tuple(f" {phrase.casefold()}" for phrase in words.enacting)


def names_body(text: str) -> bool:
    """Whether a line is the name of a body, with an article or without: `The Security Council,`."""
    plain = unaccented(text[:MAX_BODY].strip(" *_,，،、"))
    names = phrases("institutions", fold=unaccented)
    if not plain.endswith(names):
        return False
    return any(
        plain.endswith(name) and len(plain) - len(name) <= MAX_ARTICLE_WORD
        for name in names
    )


def leads(text: str, words: LanguageData) -> bool:
    """Whether words begin as a recital does in the language of the text."""
    return led(text.lstrip("*_"), phrases("recital_leads", (words,)))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the clauses of a text are set that begin with a lead word.

    `apart`: nearly all stand apart from what is before them. `capitals`: nearly all begin with a
    capital. `margin`: the columns that they stand further in, 0 if they do not.
    """

    apart: bool
    capitals: bool
    margin: int

    @classmethod
    def of(cls, clauses: Sequence[Atom]) -> "Setting":
        """The setting of the clauses of a text."""
        indents = [atom.lines[0].indent for atom in clauses if "-in-" in atom.seat]
        margin = min(indents, default=0)
        reached = [
            atom.lines[0].edge or atom.lines[0].indent >= margin for atom in clauses
        ]
        return cls(
            apart=_nearly_all(
                ["gap" in atom.seat or atom.lines[0].edge for atom in clauses]
            ),
            capitals=_nearly_all(
                [not begins_lower(atom.lines[0].text) for atom in clauses]
            ),
            margin=margin if _nearly_all(reached) else 0,
        )

    def begins_none(self, atom: Atom, before: str) -> bool:
        """Whether an atom is set as no first line of a clause is: close to what is before it, or in
        small letters. `before`: the line before it.
        """
        line = atom.lines[0]
        if atom.seat.endswith("close") and (self.apart or line.indent < self.margin):
            return True
        if not begins_lower(line.text):
            return False
        cut = before[-1:].isalpha() and len(before) > MAX_WRAPPED
        return self.capitals or (cut and not CONJUNCTION.search(before))


def _nearly_all(those: Sequence[bool]) -> bool:
    """Whether nearly all of some are so; too few tell nothing."""
    return len(those) >= MIN_CLAUSES and sum(those) >= NEARLY_ALL * len(those)
