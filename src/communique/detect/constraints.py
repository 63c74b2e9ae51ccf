"""What an atom cannot be, whatever the weights say.

`CONSTRAINTS` is the list. Each function looks at one place of a text and returns the roles that the
atom there cannot have. Roles that two functions bar are barred once; no function overrules another.
A role stands for all of its states. `role+` bars only an atom that goes on with the block before
it, `^role` only one that begins a block.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from communique.core.scripts import (
    CLAUSES,
    COLONS,
    COMMAS,
    HYPHENS,
    SEMICOLONS,
    begins_lower,
    is_small,
    last_mark,
    unaccented,
)
from communique.detect.dates.lines import dates_in
from communique.detect.kinds import is_path, names_kind, numbers_kind
from communique.detect.lexicon import led, phrases
from communique.detect.look import BESIDE_DAY, CONJUNCTION, ENDS, SYMBOL, nests, sentences
from communique.detect.roles import ABOVE, GOES_ON, MORE, NEW, ROLES
from communique.detect.segments.atoms import MAX_MAIL_END, Atom, mail_end
from communique.detect.segments.labels import Label
from communique.detect.segments.numbering import Run
from communique.detect.signatures.signing import SIGNS, lists_names
from communique.detect.switches import name_of, switched_on
from communique.languages import LanguageData

Roles: TypeAlias = frozenset[str]

TITLE_WITHIN = 12
"""The title of a text is among so many first atoms."""
MAX_TITLE = 240
"""A title or heading that ends with a stop has at most so many characters."""
MAX_HEADING = 200
"""A heading between a clause and a number, or below an article's number, is no longer."""
MAX_DATED = 160
"""A line that says when a text was adopted is no longer."""
MAX_ANNEX_WORD = 12
"""The word for an annex, with its number, is no longer."""
MAX_ARTICLE_WORD = 4
"""The word for *the*, with its space, is no longer."""
MAX_LEAD = 60
"""The words that begin a clause are no longer."""
MAX_WRAPPED = 200
"""A line that is longer and ends with a letter was cut there."""
SIGNED_WITHIN = 8
"""A row of names among so many last atoms is that of those who sign."""
REASONS_WITHIN = 4
"""The first numbered recital is among so many atoms, the word that opens them counted."""
MIN_CLAUSES = 2
"""So many clauses with a lead word tell how the clauses of a text are set."""
NEARLY_ALL = 0.75
NESTED_POINT = 2
"""A label that is nested in so many others is that of a point."""
SECTION = "§#"
"""The shape of a label that counts the sections of a law."""
UNWRAPPED = ("line", "gap")
"""Why an atom begins where lines are not wrapped, or stand apart."""

NONE: Roles = frozenset()
ALL: Roles = frozenset(ROLES)
BEGINS: Roles = frozenset(f"{role}{MORE}" for role in ROLES)
"""Barred where a block surely begins."""
FIRST: Roles = ABOVE | {"opening"}
"""What stands first in a text."""
MARGINS: Roles = frozenset(
    {"letterhead", "subtitle", "annex", "note", "table", "furniture", "contents", "other"}
)
"""What a document's symbol alone on its line can be."""
HEADS: Roles = frozenset({"heading", "contents", "furniture", "other"})
"""What the word for an article can be that stands with its number on a line of its own."""
WORDED: Roles = frozenset({"heading", "contents", "annex", "recital", "paragraph", "point"})
"""What a line can be that begins with the word for an article and its number."""
COUNTED_REASONS: Roles = frozenset({"recital", "furniture", "note", "table"})
"""What can be counted below `Whereas:`."""
SIGNED: Roles = frozenset({"signature", "closing", "other", "note", "table", "furniture"})
"""What a line with a mark of signing before a name can be."""

_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
_SYMBOL_BEHIND = re.compile(rf"\s({SYMBOL.pattern})$")
"""The symbol of a document behind the name of a body."""
_SYMBOL_ALONE = re.compile(rf"(?:\d+\s+)?(?:{SYMBOL.pattern})(?<!\.)(?:\s+\d+)?")
"""A document's symbol alone, or with a page's number."""


@dataclass(frozen=True, slots=True)
class RunStart:
    """How a run of labels begins: its first label, in how many labels that is nested, and the
    folded mark at the end of the words before it (empty where these enact or are a heading).
    """

    label: Label
    run: Run
    nest: int
    mark: str


class Context:
    """A text as the constraints see it. What only some constraints ask is worked out when asked."""

    def __init__(self, atoms: Sequence[Atom], words: LanguageData, given: str | None) -> None:
        """`given`: the title that metadata give, or None."""
        self.atoms, self.words, self.given = atoms, words, given

    @cached_property
    def times(self) -> Counter[int]:
        """How often the words of an atom stand in the text, by their hash."""
        return Counter(hash(atom.words) for atom in self.atoms)

    @cached_property
    def mail_end(self) -> int:
        """Where begins what a program adds to the end of a mail."""
        return mail_end(self.atoms)

    @cached_property
    def run_ends(self) -> dict[int, int]:
        """The place of the last label of each run, by the identity of the run."""
        found: dict[int, int] = {}
        for index, atom in enumerate(self.atoms):
            if atom.label is not None:
                found[id(atom.label.run)] = index
        return found

    @cached_property
    def run_starts(self) -> dict[int, RunStart]:
        """How each run begins, by its identity."""
        found: dict[int, RunStart] = {}
        for index, (atom, nest) in enumerate(zip(self.atoms, nests(self.atoms), strict=True)):
            label = atom.label
            if label is None or id(label.run) in found:
                continue
            mark = self._mark_before(index)
            found[id(label.run)] = RunStart(label.label, label.run, nest, mark)
        return found

    def _mark_before(self, index: int) -> str:
        if index == 0 or self.atoms[index - 1].marked is not None:
            return ""
        words = self.atoms[index - 1].words
        return "" if enacts(words, self.words) else ENDS.get(last_mark(words), "")

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
    def inside_run(self) -> list[bool]:
        """Whether each atom stands between two labels of one run that heads no articles."""
        found: list[bool] = []
        last = -1
        for index, atom in enumerate(self.atoms):
            found.append(index <= last)
            if atom.label is not None and not atom.label.label.whole:
                last = max(last, self.run_ends[id(atom.label.run)])
        return found

    @cached_property
    def reasons(self) -> set[int]:
        """The atoms that are counted from 1 below a line with only the word for reasons."""
        found: set[int] = set()
        opened = -REASONS_WITHIN
        run = None
        for index, atom in enumerate(self.atoms):
            label = atom.label
            if label is None:
                if atom.words.strip(" *_#:").casefold() in phrases("reasons"):
                    opened = index
                continue
            near = 0 < index - opened < REASONS_WITHIN
            if near and any(value == 1 for _, value in label.label.readings):
                run = label.run
            if label.run is run:
                found.add(index)
        return found

    @cached_property
    def bare_labels(self) -> set[int]:
        """The labels on lines of their own that each count the one block below."""
        shapes: dict[str, list[int]] = {}
        for index, atom in enumerate(self.atoms):
            label = atom.label.label if atom.label is not None and atom.marked is None else None
            if label is not None and not label.bullet and not label.whole:
                shapes.setdefault(label.mask, []).append(index)
        found: set[int] = set()
        for labels in shapes.values():
            bare = [index for index in labels if self._counts_one(index, last=labels[-1])]
            ended = [
                index for index in bare if last_mark(self.atoms[index + 1].lines[-1].text) in ENDS
            ]
            if len(ended) > 1 and len(ended) * 2 > len(labels):
                found.update(bare)
        return found

    def _counts_one(self, index: int, *, last: int) -> bool:
        """Whether a bare label stands above one block and then a label, or above the last block."""
        if not is_bare(self.atoms[index]):
            return False
        behind = self.atoms[index + 1 : index + (2 if index == last else 3)]
        begun = [atom.label is not None or atom.marked is not None for atom in behind]
        return begun in ([False], [False, True])

    @cached_property
    def leading(self) -> list[bool]:
        """Whether each atom begins a clause without a label by a lead word: `Recalling`."""
        return [
            atom.label is None and bool(atom.reason) and leads(atom.words[:MAX_LEAD], self.words)
            for atom in self.atoms
        ]

    @cached_property
    def first_clause(self) -> int:
        """Where the first of those stands; behind the last atom where there is none."""
        return self.leading.index(True) if True in self.leading else len(self.atoms)

    @cached_property
    def behind_labels(self) -> list[bool]:
        """Whether a label stands between each atom and the last clause with a lead word."""
        found: list[bool] = []
        held = True
        for atom, is_clause in zip(self.atoms, self.leading, strict=True):
            leading = is_clause or (bool(atom.reason) and leads_anywhere(atom))
            held = atom.label is None and (held or leading)
            found.append(not held)
        return found

    @cached_property
    def setting(self) -> "Setting":
        """How the clauses with lead words are set."""
        clauses = [atom for atom, yes in zip(self.atoms, self.leading, strict=True) if yes]
        return Setting.of(clauses, self.atoms)


@dataclass(slots=True)
class Place:
    """An atom of a text: its index, its words, the mark at their end, and what is around it."""

    context: Context
    index: int
    atom: Atom
    text: str
    mark: str

    @property
    def before(self) -> Atom | None:
        """The atom before it."""
        return self.context.atoms[self.index - 1] if self.index else None

    @property
    def after(self) -> Atom | None:
        """The atom after it."""
        atoms = self.context.atoms
        return atoms[self.index + 1] if self.index + 1 < len(atoms) else None

    @property
    def mark_before(self) -> str:
        """The mark at the end of the line before it."""
        before = self.before
        return "" if before is None else last_mark(before.lines[-1].text)

    @property
    def words_before(self) -> str:
        """The line before it, without emphasis."""
        before = self.before
        return "" if before is None else before.lines[-1].text.rstrip("*_ ")

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return ENDS.get(self.mark) == "."

    @property
    def counted(self) -> Label | None:
        """Its label, if that counts on or back to another."""
        numbered = self.atom.label
        if numbered is None or len(numbered.run.members) < 2:
            return None
        return numbered.label

    @property
    def is_sentence(self) -> bool:
        """Whether it is a sentence that is too long, or too surely one, for a title."""
        return (len(self.text) > MAX_TITLE and self.stops) or self.mark == "。"

    @property
    def counts_reason(self) -> bool:
        """Whether it is counted below the word for reasons."""
        return self.index in self.context.reasons

    @property
    def goes_on(self) -> bool:
        """Whether it surely goes on with the atom before."""
        return self.index - 1 in self.context.bare_labels or is_other_half(self)

    @property
    def starts(self) -> RunStart | None:
        """How the run begins that its label is in."""
        label = self.atom.label
        return None if label is None else self.context.run_starts[id(label.run)]


Constraint = Callable[[Place], Roles]


def comments_are_no_text(place: Place) -> Roles:
    """A comment of HTML is no part of the text."""
    return ALL - {"other"} if _COMMENT.fullmatch(place.text) else NONE


def ends_of_mails_are_no_text(place: Place) -> Roles:
    """Below two dashes at the end of a mail stands what a program adds."""
    near = place.index + MAX_MAIL_END >= len(place.context.atoms)
    return ALL - {"other"} if near and place.index >= place.context.mail_end else NONE


def symbols_stand_in_margins(place: Place) -> Roles:
    """A document's symbol alone on its line stands in a margin, unless a colon announces it."""
    return ALL - MARGINS if is_symbol_alone(place) else NONE


def words_printed_once_are_no_furniture(place: Place) -> Roles:
    """What a page adds returns on other pages, and has no label."""
    if not any(map(str.isalpha, place.text)) or is_aside(place):
        return NONE
    once = place.context.times[hash(place.text)] < 2
    return frozenset({"furniture"}) if place.atom.label is not None or once else NONE


def mastheads_are_letterheads(place: Place) -> Roles:
    """The name of a body with a symbol behind it is what the publisher prints above."""
    if place.index >= TITLE_WITHIN or len(place.text) > MAX_DATED:
        return NONE
    symbol = _SYMBOL_BEHIND.search(place.text)
    masthead = symbol is not None and names_body(place.text[: symbol.start()])
    return frozenset({"paragraph", "title", "recital"}) if masthead else NONE


def enacting_words_are_no_paragraph(place: Place) -> Roles:
    """Words that enact and a colon lead to what is enacted: `have agreed as follows:`."""
    enacting = place.atom.label is None and enacts(place.text, place.context.words)
    return frozenset({"paragraph"}) if enacting else NONE


def titles_of_articles_are_no_paragraph(place: Place) -> Roles:
    """Short words without a mark between an article's number and its words are its title."""
    before = place.before
    after = place.after
    if before is None or after is None or not is_unmarked_phrase(place):
        return NONE
    article = before.label is not None and before.label.label.whole
    if not article or not after.reason or begins_lower(after.lines[0].text[after.content :]):
        return NONE
    small = after.label is not None and is_small_letter(after.label.label)
    return NONE if small else frozenset({"paragraph"})


def words_between_clauses_are_headings(place: Place) -> Roles:
    """Short words without a mark, behind a clause that has one and before a label, head what
    follows: neither point nor paragraph, nor a recital without a lead word.
    """
    before = place.before
    after = place.after
    if before is None or after is None or after.label is None or not place.atom.reason:
        return NONE
    if not is_unmarked_phrase(place):
        return NONE
    end = last_mark(before.lines[-1].text)
    ended = end in CLAUSES
    if before.label is not None:
        ended = end in ENDS and not before.label.label.whole
    if not ended:
        return NONE
    if leads(place.text, place.context.words):
        return frozenset({"point", "paragraph"})
    return frozenset({"point", "paragraph", "recital"})


def sentences_are_no_title(place: Place) -> Roles:
    """A long sentence is neither title nor heading."""
    return frozenset({"title", "heading"}) if place.is_sentence else NONE


def names_at_the_top_are_no_title(place: Place) -> Roles:
    """A body, a symbol, an address or the path of a page alone is no title."""
    if place.index >= TITLE_WITHIN:
        return NONE
    text = place.text.strip(" *_#")
    address = "://" in text.partition(" ")[0]
    name = SYMBOL.fullmatch(text) or address or names_body(text) or is_path(text)
    return frozenset({"title"}) if name else NONE


def days_at_the_top_are_no_title(place: Place) -> Roles:
    """When and where, and no more, is no title; nor is when that was adopted which the line before
    names by its number.
    """
    if place.index >= TITLE_WITHIN or len(place.text.strip(" *_#")) > MAX_DATED:
        return NONE
    text = place.text.strip(" *_#")
    day = next(iter(dates_in(text, place.context.words)), None)
    if day is None:
        return NONE
    alone = len(text) - (day.end - day.start) < BESIDE_DAY
    before = place.before
    adopted = before is not None and numbers_kind(before.words)
    return frozenset({"title"}) if (alone or adopted) and not names_kind(text) else NONE


def other_words_than_given_are_no_title(place: Place) -> Roles:
    """Words at the top that differ from the title in the metadata are no title, unless marked."""
    given = place.context.given
    if place.index >= TITLE_WITHIN or given is None or place.atom.marked is not None:
        return NONE
    named = frozenset(given.casefold().split())
    printed = [word.strip("*_#") for word in place.text.strip(" *_#").casefold().split()]
    same = sum(word in named for word in printed) * 2 >= len(printed)
    return NONE if same else frozenset({"title"})


def sentences_apart_are_no_more_of_a_title(place: Place) -> Roles:
    """A sentence that stands apart does not go on with a title."""
    apart = place.stops and place.atom.reason in UNWRAPPED
    digits = any(map(str.isdigit, place.text))
    return frozenset({f"title{MORE}"}) if apart and not digits else NONE


def annex_words_head_nothing(place: Place) -> Roles:
    """The word for an annex alone begins an annex."""
    annex = place.atom.reason == "annex" and len(place.text) <= MAX_ANNEX_WORD
    return frozenset({"heading"}) if annex else NONE


def last_words_head_nothing(place: Place) -> Roles:
    """Nothing follows the last atom that it could head."""
    last = 0 < place.index == len(place.context.atoms) - 1
    return frozenset({"heading"}) if last and place.atom.marked is None else NONE


def bullets_head_nothing(place: Place) -> Roles:
    """What has one of several bullets is an item."""
    label = place.counted
    return frozenset({"heading"}) if label is not None and label.bullet else NONE


def bare_labels_begin_a_block(place: Place) -> Roles:
    """A label on a line of its own begins the block below, and heads nothing."""
    return BEGINS | {"heading"} if place.index in place.context.bare_labels else NONE


def words_below_a_bare_label_go_on(place: Place) -> Roles:
    """The block below such a label goes on with it."""
    return GOES_ON if place.index - 1 in place.context.bare_labels else NONE


def other_halves_go_on(place: Place) -> Roles:
    """The other half of a word that a hyphen breaks begins nothing."""
    return GOES_ON if is_other_half(place) else NONE


def counted_atoms_are_no_continuation(place: Place) -> Roles:
    """What counts on is an item of its own."""
    return NONE if place.counted is None else frozenset({"continuation"})


def bodies_are_no_recital(place: Place) -> Roles:
    """A body's name and a comma open the recitals: `The Security Council,`."""
    comma = bool(place.atom.reason) and place.text.endswith(tuple(COMMAS))
    return frozenset({"recital"}) if comma and names_body(place.text) else NONE


def signs_are_no_recital(place: Place) -> Roles:
    """A clause has letters."""
    return NONE if any(map(str.isalnum, place.text)) else frozenset({"recital"})


def signed_lines_are_signatures(place: Place) -> Roles:
    """A short line with a mark of signing before a name is none of the text."""
    if len(place.text) > MAX_TITLE or not any(sign in place.text for sign in "(（/*"):
        return NONE
    return ALL - SIGNED if SIGNS.match(place.text) else NONE


def rows_of_names_are_signatures(place: Place) -> Roles:
    """A long row of names at the end is that of those who sign."""
    last = place.index + SIGNED_WITHIN >= len(place.context.atoms)
    names = last and len(place.text) > MAX_TITLE and lists_names(place.text)
    return ALL - SIGNED if names else NONE


def numbers_of_articles_are_headings(place: Place) -> Roles:
    """The number of an article alone on its line heads the article."""
    label = place.counted
    if label is None:
        return NONE
    section = label.mask == SECTION and is_bare(place.atom)
    return ALL - HEADS if label.whole or section else NONE


def articles_with_words_are_text(place: Place) -> Roles:
    """What begins with the word for an article and a number is text, its heading or a contents."""
    label = place.counted
    heads = label is not None and (label.whole or (label.mask == SECTION and is_bare(place.atom)))
    return NONE if heads or place.atom.worded is None else ALL - WORDED


def counted_reasons_are_recitals(place: Place) -> Roles:
    """What is counted below `Whereas:` is a recital."""
    return ALL - COUNTED_REASONS if place.counts_reason else NONE


def points_are_held(place: Place) -> Roles:
    """Above all labels, marked headings and colons nothing holds a point."""
    return NONE if place.context.held[place.index] or place.goes_on else frozenset({"point"})


def small_letters_are_points(place: Place) -> Roles:
    """Small letters below a colon or another label are points, and so is all that is nested twice."""
    start = place.starts
    if start is None or place.counts_reason or start.label.whole or start.run.section:
        return NONE
    hangs = is_small_letter(start.label) and (start.nest > 0 or start.mark == ":")
    return ALL - {"point"} if hangs or start.nest >= NESTED_POINT else NONE


def bullets_below_words_are_no_paragraphs(place: Place) -> Roles:
    """Bullets below a colon or a sentence are its points."""
    start = place.starts
    if start is None or place.counts_reason or start.label.whole or start.run.section:
        return NONE
    bullets = start.label.bullet and len(start.run.members) > 1
    return frozenset({"paragraph"}) if bullets and start.mark in (":", ".") else NONE


def sentences_are_no_clause(place: Place) -> Roles:
    """Several sentences without a label are no clause of a preamble, unless a lead word begins
    them; what nothing sets off from a recital can be more of it.
    """
    atom = place.atom
    if atom.label is not None or ENDS.get(last_mark(atom.lines[-1].text)) != ".":
        return NONE
    if place.goes_on or not sentences(place.text):
        return NONE
    if leads(place.text, place.context.words):
        return frozenset({"opening", "formula"})
    clause = "recital" if atom.reason else f"{NEW}recital"
    return frozenset({"opening", "formula", clause})


def no_text_begins_inside_a_run(place: Place) -> Roles:
    """Behind the first label of a run no other text begins before its last."""
    if not place.context.inside_run[place.index] or place.counts_reason or place.goes_on:
        return NONE
    return FIRST if place.atom.reason else ABOVE


def clauses_are_no_title(place: Place) -> Roles:
    """A clause with a lead word neither stands above a text nor opens it."""
    return FIRST if place.context.leading[place.index] else NONE


def words_before_the_first_clause_open(place: Place) -> Roles:
    """A few words with a comma before the first clause are no recital."""
    if place.index != place.context.first_clause - 1 or leads_anywhere(place.atom):
        return NONE
    return frozenset({"recital"}) if last_mark(place.text[:MAX_LEAD]) in COMMAS else NONE


def recitals_begin_as_others_do(place: Place) -> Roles:
    """What is set as no first line of a clause of the text begins no recital."""
    return frozenset({f"{NEW}recital"}) if is_set_as_no_clause(place) else NONE


def words_behind_labels_begin_no_recital(place: Place) -> Roles:
    """Behind labels a recital begins with a lead word, and what ends with a semicolon opens none."""
    if not is_behind_labels(place):
        return NONE
    opening = last_mark(place.atom.lines[-1].text) in SEMICOLONS
    return frozenset({f"{NEW}recital", "opening"} if opening else {f"{NEW}recital"})


def lines_close_below_others_go_on(place: Place) -> Roles:
    """Where clauses stand apart, a line close below a full one begins nothing."""
    if not is_set_as_no_clause(place) and not is_behind_labels(place):
        return NONE
    seat = place.atom.seat
    close = not place.atom.reason and seat.startswith("full") and seat.endswith("close")
    apart = place.context.setting.apart and place.index > place.context.first_clause
    return GOES_ON if close and apart else NONE


def ended_clauses_do_not_go_on(place: Place) -> Roles:
    """Behind a clause that its mark ends, where the next word had room, a recital begins anew."""
    if place.atom.label is not None or is_set_as_no_clause(place) or is_behind_labels(place):
        return NONE
    ended = place.context.setting.parts(place.atom, place.words_before)
    return frozenset({f"recital{MORE}"}) if ended else NONE


CONSTRAINTS: tuple[Constraint, ...] = (
    comments_are_no_text,
    ends_of_mails_are_no_text,
    symbols_stand_in_margins,
    words_printed_once_are_no_furniture,
    mastheads_are_letterheads,
    enacting_words_are_no_paragraph,
    titles_of_articles_are_no_paragraph,
    words_between_clauses_are_headings,
    sentences_are_no_title,
    names_at_the_top_are_no_title,
    days_at_the_top_are_no_title,
    other_words_than_given_are_no_title,
    sentences_apart_are_no_more_of_a_title,
    annex_words_head_nothing,
    last_words_head_nothing,
    bullets_head_nothing,
    bare_labels_begin_a_block,
    words_below_a_bare_label_go_on,
    other_halves_go_on,
    counted_atoms_are_no_continuation,
    bodies_are_no_recital,
    signs_are_no_recital,
    signed_lines_are_signatures,
    rows_of_names_are_signatures,
    numbers_of_articles_are_headings,
    articles_with_words_are_text,
    counted_reasons_are_recitals,
    points_are_held,
    small_letters_are_points,
    bullets_below_words_are_no_paragraphs,
    sentences_are_no_clause,
    no_text_begins_inside_a_run,
    clauses_are_no_title,
    words_before_the_first_clause_open,
    recitals_begin_as_others_do,
    words_behind_labels_begin_no_recital,
    lines_close_below_others_go_on,
    ended_clauses_do_not_go_on,
)
"""All constraints. `make ablation` says what each is worth."""


def place_of(context: Context, index: int) -> Place:
    """An atom of a text as the constraints see it."""
    atom = context.atoms[index]
    text = atom.words
    return Place(context, index, atom, text, last_mark(text))


def roles_at(context: Context, index: int, constraints: Iterable[Constraint]) -> dict[str, Roles]:
    """What each constraint bars at a place, by its name."""
    place = place_of(context, index)
    return {name_of(constraint): constraint(place) for constraint in constraints}


def barred(atoms: Sequence[Atom], words: LanguageData, given: str | None) -> dict[int, Roles]:
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


def is_aside(place: Place) -> bool:
    """Whether an atom is a comment, a symbol alone, or what a program adds to a mail."""
    return bool(
        comments_are_no_text(place)
        or ends_of_mails_are_no_text(place)
        or symbols_stand_in_margins(place)
    )


def is_symbol_alone(place: Place) -> bool:
    """Whether an atom is a document's symbol, perhaps with a page's number, behind no colon."""
    text = place.text
    if len(text) > MAX_DATED or "/" not in text or not text.isascii():
        return False
    announced = place.before is not None and place.mark_before in COLONS
    return bool(_SYMBOL_ALONE.fullmatch(text.strip(" *_#"))) and not announced


def is_bare(atom: Atom) -> bool:
    """Whether an atom is a label and nothing else."""
    return len(atom.lines) == 1 and not atom.lines[0].text[atom.content :].strip("*_ ")


def is_other_half(place: Place) -> bool:
    """Whether an atom begins with the other half of a word that a hyphen breaks."""
    before = place.before
    if before is None or place.atom.label is not None or place.atom.marked is not None:
        return False
    words = before.lines[-1].text
    broken = words[-1] in HYPHENS and words[-2:-1].isalpha()
    return broken and is_small(place.text[:1])


def is_unmarked_phrase(place: Place) -> bool:
    """Whether an atom is short, begins with a capital, and has neither label nor mark."""
    if place.atom.label is not None or len(place.text) > MAX_HEADING:
        return False
    return place.mark.isalpha() and not begins_lower(place.text)


def is_small_letter(label: Label) -> bool:
    """Whether a label is a small letter, or a roman number in such."""
    return "a" in label.mask and label.readings[0][0] != "han"


def is_set_as_no_clause(place: Place) -> bool:
    """Whether an atom without a label is set as no first line of a clause of the text is."""
    if place.atom.label is not None:
        return False
    return place.context.setting.begins_none(place.atom, place.words_before)


def is_behind_labels(place: Place) -> bool:
    """Whether an atom without a label or lead word stands behind labels, in a text that tells how
    its clauses are set.
    """
    if place.atom.label is not None or place.context.setting.clauses < MIN_CLAUSES:
        return False
    return place.context.behind_labels[place.index]


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
    plain = unaccented(text[:MAX_DATED].strip(" *_,，،、"))
    names = phrases("institutions", fold=unaccented)
    if not plain.endswith(names):
        return False
    return any(
        plain.endswith(name) and len(plain) - len(name) <= MAX_ARTICLE_WORD for name in names
    )


def leads(text: str, words: LanguageData) -> bool:
    """Whether words begin as a recital does in the language of the text."""
    return led(text.lstrip("*_"), phrases("recital_leads", (words,)))


def leads_anywhere(atom: Atom) -> bool:
    """Whether an atom begins as a recital does in any language."""
    return led(atom.words[:MAX_LEAD].lstrip("*_"), phrases("recital_leads"))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the clauses of a text are set that begin with a lead word.

    `clauses`: how many there are. `apart`: nearly all stand apart from what is before them.
    `capitals`: nearly all begin with a capital. `margin`: the columns that they stand further in,
    0 if they do not. `ends`: the marks that end a clause.
    """

    clauses: int
    apart: bool
    capitals: bool
    margin: int
    ends: tuple[str, ...]

    @classmethod
    def of(cls, clauses: Sequence[Atom], atoms: Sequence[Atom]) -> "Setting":
        """The setting of the clauses of a text. `atoms`: all of the text."""
        indents = [atom.lines[0].indent for atom in clauses if "-in-" in atom.seat]
        margin = min(indents, default=0)
        reached = [atom.lines[0].edge or atom.lines[0].indent >= margin for atom in clauses]
        # Where clauses end in the common comma of Chinese, the other one stands inside lists.
        enumerates = any(line.text.endswith("，") for atom in atoms for line in atom.lines)
        return cls(
            clauses=len(clauses),
            apart=_nearly_all(["gap" in atom.seat or atom.lines[0].edge for atom in clauses]),
            capitals=_nearly_all([not begins_lower(atom.lines[0].text) for atom in clauses]),
            margin=margin if margin > 0 and _nearly_all(reached) else 0,
            ends=tuple(mark for mark in CLAUSES if not (enumerates and mark == "、")),
        )

    def begins_none(self, atom: Atom, before: str) -> bool:
        """Whether an atom is set as no first line of a clause is: close to what is before it, or in
        small letters.
        """
        line = atom.lines[0]
        if atom.seat.endswith("close") and (self.apart or line.indent < self.margin):
            return True
        if not begins_lower(line.text):
            return False
        cut = before[-1:].isalpha() and len(before) > MAX_WRAPPED
        return self.capitals or (cut and not CONJUNCTION.search(before))

    def parts(self, atom: Atom, before: str) -> bool:
        """Whether what is before an atom ends a clause: by its mark where the next word had room,
        or where lines are not wrapped.
        """
        if not before.endswith(self.ends):
            return False
        line = atom.lines[0]
        room = bool(atom.reason or line.edge) and atom.seat.startswith("room")
        further = self.margin > 0 and line.indent >= self.margin
        capital = line.text.lstrip("*_ ")[:1].isupper()
        unwrapped = atom.reason in UNWRAPPED and not line.edge and not capital
        return room or further or unwrapped


def _nearly_all(those: Sequence[bool]) -> bool:
    """Whether nearly all of some are so; too few tell nothing."""
    return len(those) >= MIN_CLAUSES and sum(those) >= NEARLY_ALL * len(those)
