"""The clauses of a preamble: how those of a text are set says which lines begin one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress

from communique.detect.atoms import Atom
from communique.detect.characters import CLAUSES, COMMAS, SEMICOLONS, begins_lower, last_mark, led, of_all
from communique.detect.features import CONJUNCTION
from communique.detect.roles import ABOVE, GOES_ON, MORE, NEW
from communique.languages import LanguageData

FEW = 2
"""So many clauses that begin with a lead word tell how those of a text are set."""
MOST = 0.75
"""So much of some is nearly all of them."""
LEAD = 60
"""The words that begin a clause have no more characters."""
LONG = 200
"""A line with more characters that ends with a letter was cut, and is no heading."""
UNWRAPPED = ("line", "gap")
"""Why something begins where lines are not wrapped, or stand apart."""
_BEGIN = ABOVE | {"opening"}
"""What begins a text."""


def by_clauses(atoms: Sequence[Atom], words: LanguageData) -> Iterator[frozenset[str]]:
    """What each atom cannot be by how the clauses of a text stand, those that begin with a lead word and have no label.

    Such a clause is none of what stands above a text, nor its opening; a few words with a comma before the first are no recital.
    What does not begin as the clauses of the text do begins no recital, nor does what stands behind labels without a lead word.
    """
    leading = [atom.label is None and bool(atom.reason) and leads(atom.words[:LEAD], words) for atom in atoms]
    setting = _Setting(list(compress(atoms, leading)), atoms)
    first = leading.index(True) if True in leading else len(atoms)
    held, before = True, ""
    for index, (atom, is_clause) in enumerate(zip(atoms, leading, strict=True)):
        roles = set[str]()
        held = atom.label is None and (held or is_clause or (bool(atom.reason) and _leads_anywhere(atom)))
        if is_clause:
            roles |= _BEGIN
        elif index == first - 1 and last_mark(atom.words[:LEAD]) in COMMAS and not _leads_anywhere(atom):
            roles.add("recital")
        if atom.label is None and (setting.begins_none(atom, before) or (setting.clauses >= FEW and not held)):
            roles.add(f"{NEW}recital")
            close = not atom.reason and atom.seat.startswith("full") and atom.seat.endswith("close")
            if close and setting.apart and index > first:
                roles |= GOES_ON
            if not held and last_mark(atom.lines[-1].text) in SEMICOLONS:
                roles.add("opening")
        elif atom.label is None and setting.parts(atom, before):
            roles.add(f"recital{MORE}")
        yield frozenset(roles)
        before = atom.lines[-1].text.rstrip("*_ ")


class _Setting:
    """How the clauses of a text are set that begin with a lead word.

    `apart`: nearly all stand apart from what is before them, `capitals`: have a capital, `margin`: stand so much further in (0: do
    not). `ends`: the marks that end them: in Chinese the comma between words of a list is none where another is used.
    """

    def __init__(self, clauses: Sequence[Atom], atoms: Iterable[Atom]) -> None:
        margin = min((atom.lines[0].indent for atom in clauses if "-in-" in atom.seat), default=0)
        further = margin > 0 and _most([atom.lines[0].edge or atom.lines[0].indent >= margin for atom in clauses])
        enumerates = any(line.text.endswith("，") for atom in atoms for line in atom.lines)
        self.clauses, self.margin = len(clauses), margin if further else 0
        self.apart = _most(["gap" in atom.seat or atom.lines[0].edge for atom in clauses])
        self.capitals = _most([not begins_lower(atom.lines[0].text) for atom in clauses])
        self.ends = tuple(mark for mark in CLAUSES if not (enumerates and mark == "、"))

    def begins_none(self, atom: Atom, before: str) -> bool:
        """Whether an atom is set as no first line of a clause is: close to what is before it, or in small letters."""
        if atom.seat.endswith("close") and (self.apart or atom.lines[0].indent < self.margin):
            return True
        broken = before[-1:].isalpha() and len(before) > LONG and not CONJUNCTION.search(before)
        return begins_lower(atom.lines[0].text) and (self.capitals or broken)

    def parts(self, atom: Atom, before: str) -> bool:
        """Whether what is before an atom ends a clause: by its mark where the next word had room, or lines are not wrapped."""
        line = atom.lines[0]
        room = (atom.reason or line.edge) and atom.seat.startswith("room")
        further = self.margin > 0 and line.indent >= self.margin
        unwrapped = atom.reason in UNWRAPPED and not line.edge and not line.text.lstrip("*_ ")[:1].isupper()
        return before.endswith(self.ends) and bool(room or further or unwrapped)


def _most(those: Sequence[bool]) -> bool:
    """Whether nearly all of some are so; few tell nothing."""
    return len(those) >= FEW and sum(those) >= MOST * len(those)


def leads(text: str, words: LanguageData) -> bool:
    """Whether words begin as a recital does."""
    return led(text.lstrip("*_"), _recital_leads(words))


def _leads_anywhere(atom: Atom) -> bool:
    """Whether an atom begins as a recital does in any language."""
    return led(atom.words[:LEAD].lstrip("*_"), of_all("recital_leads"))


@cache
def _recital_leads(words: LanguageData) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in words.recital_leads)
