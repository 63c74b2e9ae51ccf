"""Atoms: lines that surely go on together. Where layout leaves it open whether a block begins,
`roles` decides.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.core.expressions import compile_late
from communique.core.scripts import CLAUSES, COLONS, begins_lower, is_small, upper
from communique.detect.kinds import numbers_kind
from communique.detect.lexicon import led
from communique.detect.segments.labels import behind_labels, label_at
from communique.detect.segments.layout import Layout
from communique.detect.segments.numbering import Numbered, Numbering
from communique.detect.signing import MAX_NAME, begins_closing, names_party, signed_in
from communique.languages import LanguageData
from communique.lines import Line

GOES_ON = frozenset({"join", "text", "furniture"})
"""Hints that begin no block; all others do."""


@dataclass(slots=True)
class Atom:
    """Lines that surely belong to one block."""

    lines: list[Line]
    reason: str
    """Why a block can begin here by layout; empty where it seems to go on."""
    label: Numbered | None = None
    forced: str | None = None
    """The hint that holds here."""
    marked: int | None = None
    """The level of a heading by the source's own marks; 0 without a level."""
    gap: bool = False
    """Whether more empty lines than usual are before it."""
    annex: bool = False
    """Whether it is the word for an annex."""
    seat: str = "none"
    """How its first line is placed to the line before."""
    worded: Numbered | None = None
    """Its label, if that is a word and its number before other words.

    The decoder has learnt from such lines without a label."""
    kept: bool = False
    """Whether no block begins here, because empty lines part the blocks."""

    @property
    def content(self) -> int:
        """Where the words after the label begin, in the first line."""
        return 0 if self.label is None else self.label.label.content

    @property
    def words(self) -> str:
        """Its words, the lines joined. Made when they are asked for: those of all take twice the
        memory of the file.
        """
        return " ".join([line.text for line in self.lines])


_GLUE = compile_late(
    r"[.,;:](?<=[\w)”\"’»][\w)”\"’»].)(?=[^\W\d_(])(?![A-Z]{1,7}:)|\.(?<=[^\W\d_] \d\.)(?=[A-ZÀ-Þ][^\W\d_])"
    r"|(?<=(?:1[89]|20)\d\d)(?=[A-ZÀ-Þ][a-zà-ÿ])"
    r"| (?:(?<=[.,;:] )|(?<=[.;:]\d )|(?<=[.;:]\d\d ))(?=(\d{1,3})[.)]\s+\w)"
    r"| (?<=[;:.)”\"»] )(?=(\d{1,3})[.)]\s+\w)|(?<=[,;.:])\s+(?P<lead>[^\W\d_])"
)
"""A place where one clause can end and the next begin: at a mark, a number or a lead word.

`ECLI:EU:C:2014:317` is one number, and no clause begins in it.
"""
_OPEN = compile_late(
    _GLUE.pattern + r"|(?:(?<!\s)\s++|(?<=[a-zà-ÿ]))(?P<bare>[A-ZÀ-ÞΑ-ΩЀ-Я])"
)
"""The same in a line that ends no sentence: a capital can begin a clause behind no mark."""
MAX_CLAUSE_END = 3
"""This many words behind a comma at the end of a line are no clause of their own."""
MIN_CLAUSES_APART = 4
"""The clauses of a text are apart if this many lines are one each."""
_SECOND_WORD = compile_late(r"\s*+\S++\s++")
"""What is before the second word."""
_NUMBERED = compile_late(r"\s*(\d{1,3})[.)]\s")
_DAY = compile_late(r"\d{1,2}\.\s[^\W\d_]{3,12}\s\d{4}\b")
"""A day of a month, `3. maja 2024`, whose number is not that of a clause."""
_ADDRESS = compile_late(r"[/@&\\]|\w\.\w")


def unglued(
    lines: Sequence[Line],
    leads: tuple[str, ...],
    languages: Sequence[LanguageData],
    columns: frozenset[int],
    behind: Mapping[int, int],
) -> tuple[list[Line], frozenset[int]]:
    """Lines that are not wrapped, cut where a clause or a signature follows another.

    The next clause begins without a space, with a lead word, or with the next number. Lines with
    `columns`, by id, are not cut. `behind`: where words begin behind a word and its number, by
    where their line is.

    Returns the pieces, and the indices of those that do not begin a line.
    """
    style = _style_of(lines, leads)
    pieces: list[Line] = []
    glued: set[int] = set()
    last_number = 0
    for line in lines:
        numbered = _NUMBERED.match(line.text)
        if numbered:
            last_number = int(numbered[1])
        content = behind.get(line.start, 0)
        cuts, last_number = _clauses(line.text, last_number, content, style)
        if id(line) in columns:
            cuts = []
        else:
            cuts.extend(signed_in(line.text, languages))
        begin = 0
        for cut in sorted({*(cut for cut in cuts if cut > content), len(line.text)}):
            if not line.text[begin:cut].strip("*_ \t"):
                continue
            pieces.append(_piece(line, begin, cut))
            if begin:
                glued.add(len(pieces) - 1)
            begin = cut
    return pieces, frozenset(glued)


def parted(lines: Sequence[Line]) -> list[Line]:
    """Lines, cut where a list begins right behind the label of one."""
    cuts = behind_labels(lines)
    if not cuts:
        return list(lines)
    pieces: list[Line] = []
    for index, line in enumerate(lines):
        for begin, end in pairwise([0, *cuts.get(index, ()), len(line.text)]):
            pieces.append(_piece(line, begin, end))
    return pieces


def _piece(line: Line, begin: int, end: int) -> Line:
    """A piece of a line; the line itself if it is whole."""
    if begin == 0 and end == len(line.text):
        return line
    words = line.text[begin:end].lstrip()
    gap = 0 if begin else line.gap
    piece = line.piece(line.start + end - len(words), words.rstrip(), line.indent, gap)
    if not begin:
        piece.edge = line.edge
        piece.level = line.level
        piece.begins = line.begins
        piece.hint = line.hint
    return piece


@dataclass(frozen=True, slots=True)
class _Style:
    """How the clauses of a text begin."""

    leads: tuple[str, ...]
    """Lead words of clauses in its languages."""
    apart: bool
    """Whether clauses are lines of their own."""
    nouns: bool
    """Whether clauses begin in small letters, so that capitals are those of nouns."""


def _style_of(lines: Sequence[Line], leads: tuple[str, ...]) -> _Style:
    firsts: list[str] = []
    for line in lines:
        if line.text.endswith(CLAUSES):
            at = _first(line.text)
            if _leads(line.text, at, leads):
                firsts.append(line.text[at])
    small = sum(map(is_small, firsts))
    return _Style(
        leads, apart=len(firsts) >= MIN_CLAUSES_APART, nouns=small * 2 > len(firsts)
    )


def _first(text: str) -> int:
    """Where the first letter of a line is."""
    return next((at for at, char in enumerate(text) if char.isalpha()), 0)


def _clauses(
    text: str, last: int, content: int, style: _Style
) -> tuple[list[int], int]:
    """Where clauses begin in a line behind others, from `content` on, and the last number in it.

    In a line that is no sentence a lead word begins a clause behind a mark; with a capital also
    behind no mark. Behind a lead word that begins the line or has a capital, lead words in small
    letters are more of the same clause. So are they in a text whose clauses are apart, but for what
    enacts.
    """
    line = _ClauseLine.of(text, style)
    label = label_at(text)
    begin = label.content if label else content
    can_be_open = label is None or label.bullet
    stops = (*_STOPS, ":") if line.capitals else _STOPS
    is_open = can_be_open and line.end not in stops
    found: list[int] = []
    for match in (_OPEN if is_open else _GLUE).finditer(text, begin):
        number = match[1] or match[2]
        if number is not None:
            at = match.end()
            if int(number) != last + 1 or _DAY.match(text, at):
                continue
            last += 1
        else:
            clause = line.clause_at(match, is_open=is_open)
            if clause is None:
                continue
            at = clause
            if not line.enacts and text[at].isupper() and _leads(text, at, style.leads):
                line.leading = True
        found.append(at)
    if len(found) == 1:
        rest = text[found[0] :]
        if rest[0].islower() and len(rest.split()) <= MAX_CLAUSE_END:
            return [], last  # `The towns, met in the old harbour, declare:` is one
    return found, last


@dataclass(slots=True)
class _ClauseLine:
    """A line in which clauses can begin behind others."""

    text: str
    style: _Style
    end: str
    """Its last character."""
    capitals: bool
    enacts: bool
    small: bool
    """Whether its clauses begin in small letters."""
    leading: bool
    """Whether lead words in small letters are more of the clause before."""
    first_word_end: int
    """Where the second word of a line in capitals begins; else -1."""

    @classmethod
    def of(cls, text: str, style: _Style) -> "_ClauseLine":
        """What is known of a line before its clauses are looked for."""
        end = text.rstrip(" *_")[-1:]
        capitals = text.isupper()
        enacts = end in tuple(COLONS)
        first = _first(text)
        alone = _SECOND_WORD.match(text) if capitals else None
        return cls(
            text,
            style,
            end,
            capitals,
            enacts,
            small=style.nouns or is_small(text[first]),
            leading=(style.apart and not enacts) or _leads(text, first, style.leads),
            first_word_end=alone.end() if alone is not None else -1,
        )

    def clause_at(self, match: re.Match[str], *, is_open: bool) -> int | None:
        """Where the clause begins at a possible place; None if none does."""
        bare = match["bare"] if is_open else None
        # `zur Kenntnis nehmend`: a noun; `HAVE AGREED`: no word is alone before the first clause
        if bare and (self.small or match.start() <= self.first_word_end):
            return None
        lead = match["lead"] or bare
        if not lead:
            at = match.end()
            glues = _glues(self.text, match.start(), at)
            return at if glues or (is_open and self._leads(at)) else None
        at = match.end() - 1
        if lead.isupper():
            can_begin = not (self.leading and self.small)
        else:
            can_begin = is_open and not (self.leading and lead.islower())
        return at if can_begin and self._leads(at) else None

    def _leads(self, at: int) -> bool:
        return _leads(self.text, at, self.style.leads)


def _leads(text: str, at: int, leads: tuple[str, ...]) -> bool:
    return led(text[at : at + 40], leads)


_STOPS = (".", "。", "!", "?", "؟", "۔", "।", "።")


def _glues(text: str, mark: int, cut: int) -> bool:
    """Whether a mark between two letters ends one clause before the next.

    It does not in initials, names and addresses. Before a small letter only a semicolon does.
    """
    first = text[cut]
    if is_small(first):
        if text[mark] != ";":
            return False
    elif not first.isupper():
        return False
    before = text[max(0, mark - 30) : mark].rsplit(None, 1)[-1]
    after = text[cut : cut + 40].split(None, 1)[0]
    if _ADDRESS.search(before) or _ADDRESS.search(after) or after[1:2] in (".", ")"):
        return False
    return sum(map(str.isalnum, before)) > 1 or before.isdigit()


def sure_headings(lines: list[Line]) -> frozenset[int]:
    """Lines wholly in capitals, their label aside, that no comma or stop ends."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text
        label_before_capitals = (
            text[-3:].isupper() and text[:12].lower() != text[:12].upper()
        )
        if not text.isupper() and not label_before_capitals:
            continue
        label = label_at(text)
        words = text[label.content :] if label else text
        if upper(words) and words[-1] not in ".,;:–—":
            found.add(index)
    return frozenset(found)


def signing_names(lines: Sequence[Line], words: LanguageData) -> frozenset[int]:
    """The lines with the name of somebody who signs for the party in the line above.

    The initial of such a name is no label: `For Norland:` and below it `A. HOLM`. Only
    lines below words that close a text are looked at.
    """
    found: set[int] = set()
    closed = False
    for index, (above, line) in enumerate(pairwise(lines), 1):
        closed = closed or begins_closing(above.text)
        if not closed or len(line.text) > MAX_NAME:
            continue
        below_party = len(above.text) <= MAX_NAME and names_party(above.text, words)
        below_name = index - 1 in found and not line.gap
        if (below_party or below_name) and _INITIALS.match(line.text):
            found.add(index)
    return frozenset(found)


_INITIALS = re.compile(r"[*_]*(?:[^\W\d_]\.\s?){1,4}[^\W\d_]{2}")


class Cutter:
    """One loop over the lines of a zone that puts those together that surely go on.

    It remembers the indents of what layout alone would take for a block, to measure the next line.
    """

    def __init__(
        self, layout: Layout, numbering: Numbering, glued: frozenset[int]
    ) -> None:
        """Over lines whose labels are settled. `glued`: those that were cut from the one before."""
        self.layout = layout
        self.numbering = numbering
        self.glued = glued
        self.lines = layout.lines
        self.indent = 0
        self.hanging: int | None = None
        self.after_bare_label = False
        """Whether the atom begins with a label without words, which the next line has."""

    def atoms(self) -> Iterable[Atom]:
        """Each atom once it is whole."""
        atom: Atom | None = None
        for index, line in enumerate(self.lines):
            forced = line.hint or ("break" if line.begins else None)
            number = None if forced == "join" else self.numbering.accepted.get(index)
            worded = number if index in self.numbering.worded else None
            label = number if worded is None else None
            surely = label is None and self._surely_by_layout(index)
            reason = self._reason(index, label, forced, surely=surely)
            if worded is not None:
                reason = reason or "label"
            can_go_on = atom is not None and not reason and forced is None
            if (
                atom is not None
                and can_go_on
                and self._goes_on(index, atom, surely=surely)
            ):
                atom.lines.append(line)
            else:
                if atom is not None:
                    yield atom
                atom = self._atom(index, reason, label, forced, worded)
            self._remember_indent(line, begins=bool(reason))
        if atom is not None:
            yield atom

    def _atom(
        self,
        index: int,
        reason: str,
        label: Numbered | None,
        forced: str | None,
        worded: Numbered | None,
    ) -> Atom:
        """The atom that a line begins."""
        line = self.lines[index]
        self.after_bare_label = (
            label is not None
            and not label.label.whole
            and label.label.content >= len(line.text)
        )
        return Atom(
            [line],
            reason,
            label,
            forced,
            line.level,
            gap=index > 0 and self.layout.larger_gap(index),
            seat=self.layout.seat(index),
            worded=worded,
            kept=not reason and self._keeps_on(index),
        )

    def _keeps_on(self, index: int) -> bool:
        """Whether a line without a reason to begin a block begins none, by the empty lines."""
        if index in self.layout.begun:
            return False
        step = self.lines[index].indent - self.lines[index - 1].indent
        is_below = step == 0 or (step > 0 and index - 1 in self.numbering.accepted)
        return is_below and self.layout.keeps_on(index)

    def _remember_indent(self, line: Line, *, begins: bool) -> None:
        """Keep the indents of the block that layout alone would make."""
        if begins:
            self.indent = line.indent
            self.hanging = None
        elif self.hanging is None:
            self.hanging = line.indent
        else:
            self.hanging = min(self.hanging, line.indent)

    def _surely_by_layout(self, index: int) -> bool:
        return index > 0 and (self.layout.surely_goes_on(index) or self._hangs(index))

    def _reason(
        self, index: int, label: Numbered | None, forced: str | None, *, surely: bool
    ) -> str:
        """Why a block can begin at a line; empty where it seems to go on."""
        if index == 0:
            return "first"
        if forced == "join":
            return ""
        if forced is not None and forced not in GOES_ON:
            return "forced"
        if label is not None:
            return "label"
        if index in self.glued:
            return "glued"
        if self.lines[index].level is not None:
            return "" if self._goes_on_with_heading(index) else "heading"
        if self.after_bare_label or surely:
            return ""
        return self.layout.begins_unit(index, self.indent, self.hanging) or ""

    def _goes_on_with_heading(self, index: int) -> bool:
        """Whether a line is more of the heading before it."""
        same_level = self.lines[index - 1].level == self.lines[index].level
        return (
            same_level
            and self.layout.measures.wrapped
            and not self.layout.larger_gap(index)
        )

    def _hangs(self, index: int) -> bool:
        """Whether a line is below the words behind a label that fill their line and break off."""
        number = self.numbering.accepted.get(index - 1)
        if number is None:
            return False
        line = self.lines[index]
        before = self.lines[index - 1]
        if before.indent + number.label.content != line.indent or line.gap or line.edge:
            return False
        breaks_off = self.layout.measures.wrapped and before.text[-1].isalpha()
        return breaks_off and not self.layout.room(index)

    def _goes_on(self, index: int, atom: Atom, *, surely: bool) -> bool:
        """Whether a line goes on with an atom without a doubt. `surely`: by layout alone."""
        if index in self.layout.begun:
            return False
        line = self.lines[index]
        if line.level is not None or (self.after_bare_label and not line.gap):
            return True
        before = self.lines[index - 1]
        if atom.marked is not None or line.edge or numbers_kind(before.text):
            return False
        begins_small = line.text[0].isalpha() and begins_lower(line.text)
        if surely or not begins_small or self.layout.larger_gap(index):
            return surely
        if before.text[-1] in ",،" and self._can_begin_clause(index):
            return False
        return not self.layout.finished(index)

    def _can_begin_clause(self, index: int) -> bool:
        """Whether another column or a lead word begins behind a comma, or there was room before it."""
        line = self.lines[index]
        if line.indent != self.lines[index - 1].indent or self.layout.room(index):
            return True
        return led(line.text, self.layout.leads)
