"""What the atoms of a run of labels are, where the words before it say other than was decided."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.core.scripts import COLONS, last_mark
from communique.detect.constraints import is_small_letter
from communique.detect.look import sentences
from communique.detect.roles import ALIKE, DOUBT, Decision
from communique.detect.segments.atoms import Atom
from communique.detect.switches import switched_on


@dataclass(frozen=True)
class Decided:
    """The atoms of a text and what was decided of them."""

    atoms: Sequence[Atom]
    decisions: Sequence[Decision]

    @cached_property
    def last_paragraph(self) -> int:
        """Where the last paragraph begins; -1 without any."""
        found = [index for index, each in enumerate(self.decisions) if each.state == "paragraph"]
        return found[-1] if found else -1

    @cached_property
    def lone_paragraph(self) -> int:
        """The first block of the body, if it is the only paragraph without a label; else -1."""
        body = next((at for at, each in enumerate(self.decisions) if each.role in ALIKE), -1)
        loose = [
            index
            for index, each in enumerate(self.decisions)
            if each.state == "paragraph" and self.atoms[index].label is None
        ]
        return body if body >= max(loose, default=0) else -1


@dataclass(frozen=True, slots=True)
class LabelRun:
    """A run of labels in a text: the atoms that have them, and what stands before the first."""

    text: Decided
    places: Sequence[int]

    @property
    def first(self) -> Decision:
        """What was decided of its first atom."""
        return self.text.decisions[self.places[0]]

    @property
    def before(self) -> Atom | None:
        """The atom before it."""
        at = self.places[0]
        return self.text.atoms[at - 1] if at else None

    @property
    def lead(self) -> str:
        """The role of that; empty where there is none."""
        at = self.places[0]
        return self.text.decisions[at - 1].role if at else ""

    @property
    def bullets(self) -> bool:
        """Whether its labels are bullets."""
        label = self.text.atoms[self.places[0]].label
        return label is not None and label.label.bullet

    @property
    def small_letters(self) -> bool:
        """Whether its labels are small letters."""
        label = self.text.atoms[self.places[0]].label
        return label is not None and is_small_letter(label.label)

    @property
    def below_lone_paragraph(self) -> bool:
        """Whether numbers follow one sentence that is the only words of the text without any."""
        before = self.before
        if before is None or self.bullets or self.lead != "paragraph":
            return False
        lone = self.places[0] == self.text.lone_paragraph + 1
        return lone and not sentences(before.words)

    @property
    def below_colon(self) -> bool:
        """Whether a paragraph or point that ends with a colon leads to it."""
        before = self.before
        if before is None or self.below_lone_paragraph or self.lead not in ("paragraph", "point"):
            return False
        return last_mark(before.lines[-1].text) in COLONS


RunStep = Callable[[LabelRun], tuple[str, str] | None]
"""From a run to the role that its atoms have and the one they get instead, or None."""


def points_below_a_colon(run: LabelRun) -> tuple[str, str] | None:
    """Paragraphs below a paragraph or point that a colon ends are its points, if that has a label
    too, or more text follows, or in doubt.
    """
    before = run.before
    if before is None or run.first.state != "paragraph" or not run.below_colon:
        return None
    follows = run.text.last_paragraph > run.places[-1]
    sure = before.label is None and not follows and run.first.odds >= DOUBT
    return None if sure else ("paragraph", "point")


def points_that_count_on(run: LabelRun) -> tuple[str, str] | None:
    """Points whose numbers count on from a paragraph's, where that is in no doubt, are paragraphs."""
    sure = run.first.odds >= DOUBT or run.lead in ("heading", "formula")
    return ("point", "paragraph") if run.first.state == "paragraph" and sure else None


def points_that_nothing_holds(run: LabelRun) -> tuple[str, str] | None:
    """Points below a heading or formula, or numbers below what opens a text, or below the only
    sentence without a number, are paragraphs: nothing is there to hold them.
    """
    if run.first.state != "point":
        return None
    opened = run.lead == "opening" and not run.bullets
    bare = run.below_lone_paragraph or run.lead in ("heading", "formula") or opened
    held = run.lead != "formula" and run.small_letters
    return ("point", "paragraph") if bare and not held else None


RUN_STEPS: tuple[RunStep, ...] = (
    points_below_a_colon,
    points_that_count_on,
    points_that_nothing_holds,
)
"""What overrules the decoder of a run; the first that says something decides."""


def settled(
    atoms: Sequence[Atom], runs: Iterable[Sequence[int]], decisions: Sequence[Decision]
) -> Iterator[tuple[int, str]]:
    """The atoms of runs whose role is another, and that role."""
    text = Decided(atoms, decisions)
    steps = switched_on(RUN_STEPS)
    for places in runs:
        if len(places) < 2 or atoms[places[0]].label is None:
            continue
        run = LabelRun(text, places)
        change = next(filter(None, (step(run) for step in steps)), None)
        if change is None:
            continue
        was, now = change
        for index in places:
            said = decisions[index]
            doubtful = run.lead == "formula" and said.state == now and said.odds < DOUBT
            if said.state == was or doubtful:
                yield index, now
