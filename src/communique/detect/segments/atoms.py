"""Atoms: lines that surely go on together. Where layout leaves it open whether a block begins, `roles` decides."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.core.scripts import CLAUSES, COLONS, begins_lower, is_small, upper
from communique.detect.kinds import numbers_kind
from communique.detect.lexicon import led
from communique.detect.segments.labels import label_at
from communique.detect.segments.layout import Layout
from communique.detect.segments.numbering import Numbered, Numbering
from communique.detect.signatures.signing import signed_in
from communique.languages import LanguageData
from communique.lines import Line

GOES_ON = frozenset({"join", "text", "furniture"})
"""Hints that begin no block; all others do."""


@dataclass(slots=True)
class Atom:
    """Lines that surely belong to one block. `reason`: why a block can begin here by layout; empty where it seems to go on.

    `marked`: the level of a heading by the source's own marks (0: without a level), or None. `gap`: whether more empty
    lines than usual stand before it. `forced`: the hint that holds here. `annex`: whether it is the word for an annex.
    `seat`: how its first line stands to the line before. `worded`: its label, if that is a word and its number before other words:
    the decoder has learnt from such lines without one. `kept`: whether no block begins here, since empty lines part the blocks.
    """

    lines: list[Line]
    reason: str
    label: Numbered | None = None
    forced: str | None = None
    marked: int | None = None
    gap: bool = False
    annex: bool = False
    seat: str = "none"
    worded: Numbered | None = None
    kept: bool = False

    @property
    def content(self) -> int:
        """Where the words after the label begin, in the first line."""
        return 0 if self.label is None else self.label.label.content

    @property
    def words(self) -> str:
        """Its words, the lines joined. Made when they are asked for: those of all take twice the memory of the file."""
        return " ".join([line.text for line in self.lines])


_GLUE = re.compile(
    r"[.,;:](?<=[\w)”\"’»][\w)”\"’»].)(?=[^\W\d_(])|\.(?<=[^\W\d_] \d\.)(?=[A-ZÀ-Þ][^\W\d_])|(?<=(?:1[89]|20)\d\d)(?=[A-ZÀ-Þ][a-zà-ÿ])"
    r"| (?:(?<=[.,;:] )|(?<=[.;:]\d )|(?<=[.;:]\d\d ))(?=(\d{1,3})[.)]\s+\w)| (?<=[;:.)”\"»] )(?=(\d{1,3})[.)]\s+\w)|(?<=[,;.:])\s+(?P<lead>[^\W\d_])"
)
_OPEN = re.compile(_GLUE.pattern + r"|(?:(?<!\s)\s++|(?<=[a-zà-ÿ]))(?P<bare>[A-ZÀ-ÞΑ-ΩЀ-Я])")
"""The same where no sentence ends: a capital can begin a clause behind no mark."""
FEW = 3
"""So many words behind a comma at the end of a line are no clause of their own; more lines than that, each a clause, stand apart."""
_SECOND = re.compile(r"\s*+\S++\s++")
"""What stands before the second word."""
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s")
_DAY = re.compile(r"\d{1,2}\.\s[^\W\d_]{3,12}\s\d{4}\b")
"""A day of a month, `3. maja 2024`, whose number is no clause's."""
_ADDRESS = re.compile(r"[/@&\\]|\w\.\w")


def unglued(
    lines: Sequence[Line],
    leads: tuple[str, ...],
    languages: Sequence[LanguageData],
    columns: frozenset[int],
    behind: Mapping[int, int],
) -> tuple[list[Line], frozenset[int]]:
    """Lines that are not wrapped, cut where a clause ends and the next begins without a space, a lead word, or the next
    number, and where somebody signs. Lines with `columns`, by id, are not cut. `behind`: where words begin that stand behind a
    word and its number, by where their line does.

    Returns the pieces, and the indices of those that do not begin a line. What comes to nothing is joined again.
    """
    made: list[Line] = []
    glued: set[int] = set()
    last = 0
    begun = ((line.text, _first(line.text)) for line in lines if line.text.endswith(CLAUSES))
    firsts = [text[at] for text, at in begun if _leads(text, at, leads)]
    apart, nouns = len(firsts) > FEW, sum(map(is_small, firsts)) * 2 > len(firsts)
    for line in lines:
        numbered = _NUMBERED.match(line.text)
        last = int(numbered[1]) if numbered else last
        content = behind.get(line.start, 0)
        cuts, last = _clauses(line.text, last, leads, content, apart=apart, nouns=nouns)
        begin = 0
        inside = () if id(line) in columns else (*cuts, *signed_in(line.text, languages))
        for cut in sorted({*(cut for cut in inside if cut > content), len(line.text)}):
            if not line.text[begin:cut].strip("*_ \t"):
                continue
            piece = line
            if begin or cut < len(line.text):
                words = line.text[begin:cut].lstrip()
                gap = 0 if begin else line.gap
                piece = Line(
                    line.start + cut - len(words), words.rstrip(), line.indent, gap, line.page
                )
                if not begin:
                    piece.edge, piece.level, piece.begins, piece.hint = (
                        line.edge,
                        line.level,
                        line.begins,
                        line.hint,
                    )
            made.append(piece)
            if begin:
                glued.add(len(made) - 1)
            begin = cut
    return made, frozenset(glued)


def _first(text: str) -> int:
    """Where the first letter of a line is."""
    return next((at for at, char in enumerate(text) if char.isalpha()), 0)


def _clauses(
    text: str,
    last: int,
    leads: tuple[str, ...],
    content: int = 0,
    *,
    apart: bool = False,
    nouns: bool = False,
) -> tuple[list[int], int]:
    """Where the clauses of a line begin that stand behind others, from `content` on, and the last number before the next line.

    In a line that is no sentence a lead word begins one behind a mark, and with a capital behind none, but where the line
    has none. Behind a lead word that begins the line, or has a capital, those in lower case are more of the same clause,
    and so are all of a text whose clauses stand `apart`, but for what enacts; without case they are not told apart. Where clauses
    begin in lower case, capitals are those of `nouns`.
    """
    label = label_at(text)
    end, capitals = text.rstrip(" *_")[-1:], text.isupper()
    enacts, small = end in tuple(COLONS), nouns or is_small(text[_first(text)])
    leading = (apart and not enacts) or _leads(text, _first(text), leads)
    is_open = (label is None or label.bullet) and end not in (*_STOPS, *(":" if capitals else ""))
    found: list[int] = []
    begin = label.content if label else content
    alone = _SECOND.match(text) if capitals else None
    for match in (_OPEN if is_open else _GLUE).finditer(text, begin):
        bare = match["bare"] if is_open else None
        number, lead, cut = match[1] or match[2], match["lead"] or bare, match.end()
        if bare and (small or (alone is not None and match.start() <= alone.end())):
            continue  # `zur Kenntnis nehmend`, `HAVE AGREED`: a noun, and no word stands alone before the first of a clause
        if lead:
            cut -= 1
            begins = (
                not (leading and small)
                if lead.isupper()
                else is_open and not (leading and lead.islower())
            )
            if not begins or not _leads(text, cut, leads):
                continue
        elif number is None:
            if not _glues(text, match.start(), cut) and not (is_open and _leads(text, cut, leads)):
                continue
        elif int(number) != last + 1 or _DAY.match(text, cut):
            continue
        else:
            last += 1
        found.append(cut)
        leading = leading or (
            not enacts and number is None and text[cut].isupper() and _leads(text, cut, leads)
        )
    if len(found) == 1 and text[found[0]].islower() and len(text[found[0] :].split()) <= FEW:
        found.clear()  # `The towns, met in the old harbour, declare:` is one
    return found, last


def _leads(text: str, at: int, leads: tuple[str, ...]) -> bool:
    return led(text[at : at + 40], leads)


_STOPS = (".", "。", "!", "?", "؟", "۔", "।", "።")


def _glues(text: str, mark: int, cut: int) -> bool:
    """Whether a mark between two letters ends one clause before the next: it stands in no initials, name or address."""
    small = is_small(text[cut])
    if text[mark] != ";" if small else not text[cut].isupper():
        return False
    before, after = (
        text[max(0, mark - 30) : mark].rsplit(None, 1)[-1],
        text[cut : cut + 40].split(None, 1)[0],
    )
    address = _ADDRESS.search(before) or _ADDRESS.search(after) or after[1:2] in (".", ")")
    return not address and (sum(map(str.isalnum, before)) > 1 or before.isdigit())


def sure_headings(lines: list[Line]) -> frozenset[int]:
    """Lines wholly in capitals, their label aside, that no comma or stop ends."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text
        if text.isupper() or (text[-3:].isupper() and text[:12].lower() != text[:12].upper()):
            label = label_at(text)
            words = text[label.content :] if label else text
            if upper(words) and words[-1] not in ".,;:–—":
                found.add(index)
    return frozenset(found)


MAIL = 4
"""So many lines at most stand at the end of a mail that a program adds to each of somebody's."""


def mail_end(atoms: Sequence[Atom]) -> int:
    """Where the dashes stand above what a program adds to the end of each mail; behind the last atom where there are none."""
    near = range(max(1, len(atoms) - MAIL), len(atoms))
    return next((index for index in near if atoms[index].lines[0].text == "--"), len(atoms))


class Cutter:
    """One loop over the lines: what layout alone would take for a block is remembered, to measure the next line by it."""

    def __init__(self, layout: Layout, numbering: Numbering, glued: frozenset[int]) -> None:
        """Over lines, whose labels are settled; `glued`: those that were cut from the one before."""
        self.layout, self.numbering, self.glued, self.lines = layout, numbering, glued, layout.lines
        self.indent = 0
        self.hanging: int | None = None
        self.empty = False

    def atoms(self) -> Iterable[Atom]:
        """Each atom once it is whole."""
        layout, lines = self.layout, self.lines
        atom: Atom | None = None
        for index, line in enumerate(lines):
            forced, marked = line.hint or ("break" if line.begins else None), line.level
            label = None if forced == "join" else self.numbering.accepted.get(index)
            worded = label if label is not None and index in self.numbering.worded else None
            label = label if worded is None else None
            sure = (
                index > 0 and label is None and (layout.surely_goes_on(index) or self._hangs(index))
            )
            reason = (
                self._reason(index, label, forced, marked, sure=sure) or (worded and "label") or ""
            )
            if (
                atom is not None
                and not reason
                and forced is None
                and self._surely(index, line, atom, sure=sure)
            ):
                atom.lines.append(line)
            else:
                if atom is not None:
                    yield atom
                gap = index > 0 and layout.larger_gap(index)
                atom = Atom(
                    [line],
                    reason,
                    label,
                    forced,
                    marked,
                    gap,
                    seat=layout.seat(index),
                    worded=worded,
                )
                step = line.indent - lines[index - 1].indent
                below = step == 0 or (step > 0 and index - 1 in self.numbering.accepted)
                atom.kept = (
                    not reason and index not in layout.begun and below and layout.keeps_on(index)
                )
                self.empty = (
                    label is not None
                    and label.label.content >= len(line.text)
                    and not label.label.whole
                )
            if reason:
                self.indent, self.hanging = line.indent, None
            else:
                self.hanging = (
                    line.indent if self.hanging is None else min(self.hanging, line.indent)
                )
        if atom is not None:
            yield atom

    def _reason(
        self,
        index: int,
        label: Numbered | None,
        forced: str | None,
        marked: int | None,
        *,
        sure: bool,
    ) -> str:
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
        if marked is not None:
            goes_on = (
                self.lines[index - 1].level == marked
                and self.layout.measures.wrapped
                and not self.layout.larger_gap(index)
            )
            return "" if goes_on else "heading"
        if self.empty or sure:
            return ""
        return self.layout.begins_unit(index, self.indent, self.hanging) or ""

    def _hangs(self, index: int) -> bool:
        """Whether a line stands below the words behind a label, and those fill their line and break off at a letter."""
        line, before, label = (
            self.lines[index],
            self.lines[index - 1],
            self.numbering.accepted.get(index - 1),
        )
        return (
            label is not None
            and before.indent + label.label.content == line.indent
            and self.layout.measures.wrapped
            and before.text[-1].isalpha()
            and not (line.gap or line.edge or self.layout.room(index))
        )

    def _surely(self, index: int, line: Line, atom: Atom, *, sure: bool) -> bool:
        """Whether a line goes on with the one before without a doubt. `sure`: by layout alone."""
        if index in self.layout.begun:
            return False
        if (self.empty and not line.gap) or line.level is not None:
            return True
        before = self.lines[index - 1]
        if atom.marked is not None or line.edge or numbers_kind(before.text):
            return False
        if (
            sure
            or not (line.text[0].isalpha() and begins_lower(line.text))
            or self.layout.larger_gap(index)
        ):
            return sure
        # A clause could end with the line before: after a comma another column or a lead word begins, or there was room.
        begun = (
            line.indent != before.indent
            or self.layout.room(index)
            or led(line.text, self.layout.leads)
        )
        clause = before.text[-1] in ",،" and begun
        return not (clause or self.layout.finished(index))
