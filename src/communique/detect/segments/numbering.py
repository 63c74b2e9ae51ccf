"""Runs of labels: which labels at line starts are numbers of the text, and how they nest.

A stack of open runs, innermost first. A label continues a run, opens one inside, or is text; a
repeat or a skip is kept as printed, and is a finding. One loop over the lines; what comes next is
known from one table made before.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from communique.core.scripts import COMMAS, begins_capital, finished, last_mark
from communique.detect.segments.labels import Label, label_at, unmarked, whole_labels
from communique.detect.segments.layout import Layout, all_months

MAX_HEADING_WORDS = 25
"""A heading between numbered paragraphs has at most this many words,"""
MAX_HEADING_LINES = 3
"""and at most this many lines."""
MAX_DEPTH = 24
"""Labels nest at most this deep; the record takes no more than 32 levels."""
MAX_SKIP = 5
"""A number that is this much further on than expected, or further back, still belongs to its run."""
_INSERTED = re.compile(r"\d[a-z](?![^\W_])")


@dataclass(slots=True)
class Run:
    """Labels of one shape that count on. `last`: by sequence, the place reached in it.

    `whole`: they are lines of their own, often centred, so that their column says nothing.
    `bullet`: they do not count.
    """

    mask: str
    last: dict[str, int]
    indent: int
    depth: int
    section: bool = False
    whole: bool = False
    bullet: bool = False
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Numbered:
    """A label that was accepted, and the run that it belongs to."""

    label: Label
    run: Run


@dataclass(frozen=True, slots=True)
class Oddity:
    """A label that is out of its row: the line, and what is odd: `repeats`, `skips`, `restarts` or
    `begins`.
    """

    line: int
    what: str
    label: Label


class Numbering:
    """The runs of a row of lines that is read as one text."""

    def __init__(
        self,
        layout: Layout,
        capitals: Iterable[int],
        articles: Iterable[str],
        worded: Mapping[int, Label],
    ) -> None:
        """Find the labels and settle their runs.

        `capitals`: lines in capitals that no stop ends. `articles`: the words for one, of the
        text's language, or of all. `worded`: labels that are a word and its number before other
        words.
        """
        self.layout, self.lines, self.worded = layout, layout.lines, worded
        self._heading = {
            *capitals,
            *(at for at, line in enumerate(self.lines) if line.level is not None),
        }
        self.oddities: list[Oddity] = []
        self.accepted: dict[int, Numbered] = {}
        self._stack: list[Run] = []
        self._sections: list[Run] = []
        self._dormant: dict[tuple[int, str], Run] = {}
        # `Article 4` can stand alone between `Article 3 – Fees` and others: they are one run
        self._dividing = {label.mask for label in worded.values()}
        self.labels = self._candidates(articles)
        self._next = self._following()
        self.headings = self._heading | self._between()
        for index, label in self.labels.items():
            self._settle(index, label)
        self._dissolve()

    def sure(self, index: int) -> bool:
        """Whether a hint or the words say that a label stands at the beginning of a line."""
        return index in self.worded or self.lines[index].hint == "label"

    def _candidates(self, articles: Iterable[str]) -> dict[int, Label]:
        whole, known = whole_labels(self.lines, articles), self.worded
        bare = unmarked(self.lines, self.layout.breaks)
        free = (
            (index, line)
            for index, line in enumerate(self.lines)
            if line.hint != "text"
        )
        found = (
            (at, whole.get(at) or known.get(at) or label_at(line.text) or bare.get(at))
            for at, line in free
        )
        return {index: label for index, label in found if label is not None}

    def _following(self) -> dict[int, int]:
        """For each candidate the next one of the same shape."""
        following: dict[int, int] = {}
        later: dict[str, int] = {}
        for index in reversed(self.labels):
            mask = self.labels[index].mask
            if mask in later:
                following[index] = later[mask]
            later[mask] = index
        return following

    def _between(self) -> set[int]:
        """Labelled open lines between two neighbours of another numbering, `8.` and `9.`: they head
        a section.

        So does the one that they count on from, `I.` before `II.`, though no number is before it.
        """
        found: set[int] = set()
        before: dict[str, int] = {}
        ends = dict(pairwise(self.labels))
        for index, following in ends.items():
            label = self.labels[index]
            after = self.labels[following]
            last = before.get(after.mask)
            first = before.get(label.mask)
            before[label.mask] = index
            if (
                last is None
                or following - index > MAX_HEADING_LINES
                or not _can_part(label, after)
            ):
                continue
            if not self._counts_on(last, after) or not self._heads(index, following):
                continue
            found.update(range(index, following))
            counts_from_first = first is not None and self._counts_on(first, label)
            if (
                first is not None
                and counts_from_first
                and self._heads(first, ends[first])
            ):
                found.update(range(first, ends[first]))
        return found

    def _counts_on(self, index: int, label: Label) -> bool:
        values = dict(self.labels[index].readings)
        return any(values.get(name) == value - 1 for name, value in label.readings)

    def _heads(self, index: int, end: int) -> bool:
        """Whether open lines stand from a label to the next one, set off from what is before them."""
        first, *others = (line.text for line in self.lines[index:end])
        words = " ".join([first[self.labels[index].content :], *others])
        few = 0 < len(words.split()) <= MAX_HEADING_WORDS
        return (
            few
            and self.layout.strong(index)
            and begins_capital(words)
            and not finished(words)
        )

    def _settle(self, index: int, label: Label) -> None:
        if index in self.headings or label.mask in self._dividing:
            self._section(index, label)
        elif label.bullet:
            self._bullet(index, label)
        else:
            settle = (self._continue, self._reopen, self._misprinted, self._open)
            done = self._evidence(index, label) and any(
                each(index, label) for each in settle
            )
            if not (done or self._odd(index, label)) and self.sure(index):
                self._push(index, label, dict(label.readings))

    def _evidence(self, index: int, label: Label) -> bool:
        below = index - 1 in self._heading and self.lines[index].gap > 0
        if index == 0 or below or self.sure(index):
            return True
        if self._month_follows(index, label):
            return self.layout.strong(index)
        return (
            self.layout.breaks(index)
            or self._first_of_some(index, label)
            or self._unstopped(index, label)
        )

    def _unstopped(self, index: int, label: Label) -> bool:
        """Whether a number counts on behind a line in Thai or Lao, which end sentences with no
        mark.
        """
        run = next(
            (each for each in reversed(self._stack) if each.mask == label.mask), None
        )
        return (
            "\u0e00" < self.lines[index - 1].text[-1] < "\u0f00"
            and run is not None
            and bool(self._advance(run, label))
        )

    def _first_of_some(self, index: int, label: Label) -> bool:
        """Whether a first label stands behind a full line that ends with a comma, or further in,
        and where the second does a unit begins.
        """
        following = self._next.get(index)
        if following is None or not self.layout.strong(following):
            return False
        first = {name for name, value in label.readings if value == 1}
        counted = any(
            value == 2 and name in first
            for name, value in self.labels[following].readings
        )
        line, before = self.lines[index], self.lines[index - 1]
        return counted and (
            before.text[-1] in COMMAS or line.indent > before.indent + 1
        )

    def _month_follows(self, index: int, label: Label) -> bool:
        if label.readings[0][0] != "arabic" or not label.mask.startswith("#"):
            return False
        words = self.lines[index].text[label.content :].split(None, 1)
        return bool(words) and words[0].strip(".,").casefold() in all_months()

    def _accept(self, index: int, label: Label, run: Run) -> None:
        run.members.append(index)
        self.accepted[index] = Numbered(label, run)

    def _push(self, index: int, label: Label, last: dict[str, int]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            return  # deeper than any text nests: the label stays a part of the words
        indent, depth = self.lines[index].indent, len(self._stack)
        run = Run(
            label.mask, last, indent, depth, whole=label.whole, bullet=label.bullet
        )
        self._stack.append(run)
        self._accept(index, label, run)

    def _pop_to(self, run: Run) -> None:
        while self._stack[-1] is not run:
            closed = self._stack.pop()
            self._dormant[id(run), closed.mask] = closed

    def _count_on(
        self, index: int, label: Label, run: Run, last: dict[str, int]
    ) -> bool:
        self._pop_to(run)
        run.last = last
        self._accept(index, label, run)
        return True

    def _advance(self, run: Run, label: Label) -> dict[str, int]:
        return _counted_on(run.last, label)

    def _continue(self, index: int, label: Label) -> bool:
        following = self._next.get(index) if ("roman", 1) in label.readings else None
        # `(i)` after `(h)` is the ninth letter, unless the next such label is `(ii)`
        first = (
            following is not None and ("roman", 2) in self.labels[following].readings
        )
        for run in reversed(self._stack):
            last = self._advance(run, label) if run.mask == label.mask else {}
            if last and not (first and "roman" not in last):
                return self._count_on(index, label, run, last)
        return False

    def _misprinted(self, index: int, label: Label) -> bool:
        """A number with other signs around it than its run has, `3)` between `2.` and `4.`: both
        neighbours say whose it is.

        What stands alone on its line has words around it, not signs.
        """
        if label.whole:
            return False
        for run in reversed(self._stack):
            following = self._next.get(run.members[-1])
            if (
                following is None
                or following < index
                or abs(self.lines[index].indent - run.indent) > 1
            ):
                continue
            last = self._advance(run, label)
            after = dict(self.labels[following].readings)
            if any(after.get(name) == value + 1 for name, value in last.items()):
                self._next[index] = following
                return self._count_on(index, label, run, last)
        return False

    def _reopen(self, index: int, label: Label) -> bool:
        """A run that was closed by an outer one, and goes on below the next member of that."""
        for owner in (*(id(run) for run in reversed(self._stack)), 0):
            run = self._dormant.get((owner, label.mask))
            if run is None:
                continue
            last = self._advance(run, label)
            if last and min(last.values()) > 1:
                while self._stack and id(self._stack[-1]) != owner:
                    self._stack.pop()
                del self._dormant[owner, label.mask]
                self._stack.append(run)
                return self._count_on(index, label, run, last)
        return False

    def _open(self, index: int, label: Label) -> bool:
        """A first number opens a run, inside another one or in place of it."""
        first = {name: value for name, value in label.readings if value == 1}
        if not first:
            return self._begin_late(index, label)
        twin = next(
            (run for run in reversed(self._stack) if run.mask == label.mask), None
        )
        indent = self.lines[index].indent
        if (
            twin is not None
            and indent <= twin.indent + 1
            and not self._nests(index, twin)
        ):
            if self._repeats(index, label, twin, first):
                return True
        elif label.whole:
            self._close_to_articles()
        else:
            self._close_deeper(indent)
            self._close_bullets(index)
            self._close_outlived(index, first)
        self._push(index, label, first)
        return True

    def _repeats(
        self, index: int, label: Label, twin: Run, first: dict[str, int]
    ) -> bool:
        """Whether `1.` repeats the one of an open run, which it ends otherwise."""
        is_innermost = self._stack[-1] is twin
        same_column = abs(self.lines[index].indent - twin.indent) <= 1
        self._pop_to(twin)
        if (
            is_innermost
            and same_column
            and twin.last == first
            and self._uncounted(twin, index)
        ):
            self.oddities.append(Oddity(index, "repeats", label))
            self._accept(index, label, twin)
            return True
        self._stack.pop()
        self.oddities.append(Oddity(index, "restarts", label))
        return False

    def _close_to_articles(self) -> None:
        """Close all runs inside articles: no article is in a recital or a point."""
        while self._stack and not self._stack[-1].whole:
            closed = self._stack.pop()
            self._dormant[0, closed.mask] = closed

    def _close_outlived(self, index: int, first: dict[str, int]) -> None:
        """Close the runs of an earlier part, as of a list in the preamble before numbers of a body.

        Such a run begins again before the one that a label opens is over.
        """
        for depth, run in enumerate(self._stack):
            again = self._next.get(run.members[-1])
            if again is None or again <= index or not _begins(self.labels[again]):
                continue
            if self._outlasts(index, first, again) and not self._nests(again, run):
                del self._stack[depth:]
                return

    def _outlasts(self, index: int, last: dict[str, int], end: int) -> bool:
        """Whether labels count on from one to another that is behind `end`."""
        following = self._next.get(index)
        while following is not None:
            last = _counted_on(last, self.labels[following])
            if not last or following > end:
                return bool(last)
            following = self._next.get(following)
        return False

    def _close_bullets(self, index: int) -> None:
        """Close the bullets that a label is not inside of; a colon before it says that it is."""
        if index and last_mark(self.lines[index - 1].text) in ":：":
            return
        least = self.lines[index].indent - 1
        while (
            self._stack and self._stack[-1].bullet and self._stack[-1].indent >= least
        ):
            self._stack.pop()

    def _uncounted(self, run: Run, index: int) -> bool:
        """Whether `1.` and `1.` and `1.` again stand one below the other: nobody counted, as
        Markdown allows.
        """
        following = self._next.get(index)
        again = (
            following is not None
            and self.labels[following].readings == self.labels[index].readings
        )
        return (len(run.members) > 1 or again) and not any(
            map(self.layout.strong, range(run.members[-1] + 1, index))
        )

    def _close_deeper(self, indent: int) -> None:
        """Close the runs that stand further right, but for one that goes on: its first lines can be
        set in, its points not.
        """
        while (
            self._stack
            and self._stack[-1].indent > indent + 1
            and not self._stack[-1].whole
        ):
            following = self._next.get(self._stack[-1].members[-1])
            if following is not None and self._advance(
                self._stack[-1], self.labels[following]
            ):
                return
            self._stack.pop()

    def _nests(self, index: int, outer: Run) -> bool:
        """Whether labels 1, 2, 3 ... from here are broken off by the one that the outer run waits
        for.
        """
        inner = {
            name: value for name, value in self.labels[index].readings if value == 1
        }
        is_list = False
        following = self._next.get(index)
        while following is not None:
            label = self.labels[following]
            counted = _counted_on(inner, label)
            if not counted:
                goes_on = bool(self._advance(outer, label))
                return goes_on and (is_list or self.layout.strong(following))
            inner = counted
            is_list = True
            following = self._next.get(following)
        return False

    def _begin_late(self, index: int, label: Label) -> bool:
        """A numbering that does not begin at 1: only where the next number follows, and nothing is
        open, or brackets set it off.
        """
        bracketed = label.mask[0] == "(" and all(
            run.mask != label.mask for run in self._stack
        )
        open_to = bracketed if self._stack else label.readings[0][0] == "arabic"
        following = self._next.get(index)
        if (
            not open_to
            or following is None
            or not (index == 0 or self.layout.strong(index))
        ):
            return False
        after = dict(self.labels[following].readings)
        if not any(after.get(name) == value + 1 for name, value in label.readings):
            return False
        self.oddities.append(Oddity(index, "begins", label))
        self._push(index, label, dict(label.readings))
        return True

    def _odd(self, index: int, label: Label) -> bool:
        """A number that repeats, goes back or skips, at the run's own column, after a finished
        line.
        """
        if not self.layout.finished(index) or self._month_follows(index, label):
            return False
        for run in reversed(self._stack):
            if run.mask != label.mask or abs(self.lines[index].indent - run.indent) > 1:
                continue
            for name, value in label.readings:
                last = run.last.get(name)
                if (
                    last is None
                    or not last - MAX_SKIP <= value <= last + 1 + MAX_SKIP
                    or value < 1
                ):
                    continue
                if value != last or not _is_inserted(label):
                    what = "skips" if value > last else "repeats"
                    self.oddities.append(Oddity(index, what, label))
                return self._count_on(index, label, run, {name: value})
        return False

    def _bullet(self, index: int, label: Label) -> None:
        indent = self.lines[index].indent
        for run in reversed(self._stack):
            if run.mask == label.mask and abs(run.indent - indent) <= 1:
                capital = begins_capital(self.lines[index].text[label.content :])
                if (
                    capital
                    or self.layout.breaks(index)
                    or self.lines[index - 1].text.endswith((",", "،", "、"))
                ):
                    self._pop_to(run)
                    self._accept(index, label, run)
                return
        if not self.layout.strong(index):
            return
        self._close_deeper(indent)
        self._push(index, label, {})

    def _section(self, index: int, label: Label) -> None:
        """The label of a line that is surely a heading: its run stands outside those of paragraphs."""
        if label.bullet:
            return
        for run in self._stack:
            self._dormant[0, run.mask] = run
        self._stack.clear()
        for run in reversed(self._sections):
            if run.mask != label.mask:
                continue
            last = self._advance(run, label)
            what = odd_step(run, label)
            if not last and not (what == "repeats" and _is_inserted(label)):
                self.oddities.append(Oddity(index, what, label))
            while self._sections[-1] is not run:
                self._sections.pop()
            run.last = last or dict(label.readings)
            self._accept(index, label, run)
            return
        if len(self._sections) >= MAX_DEPTH:
            return
        run = Run(
            label.mask,
            dict(label.readings),
            self.lines[index].indent,
            len(self._sections),
            section=True,
        )
        self._sections.append(run)
        self._accept(index, label, run)

    def _dissolve(self) -> None:
        """A run of one member that is not set off is text after all."""
        alone = [
            number.run
            for number in self.accepted.values()
            if len(number.run.members) == 1
        ]
        for run in alone:
            index = run.members[0]
            named = (
                run.section
                or self.sure(index)
                or self.accepted[index].label.whole
                or index == 0
            )
            # a single dash that opens a line after a finished one is as likely a dash of the
            # sentence
            dash = (
                self.accepted[index].label.bullet
                and self.lines[index].gap == 0
                and index not in self.layout.begun
            )
            bare = dash or self._initial(index)
            if not (named or (self.layout.strong(index) and not bare)):
                del self.accepted[index]
        self.oddities = [
            oddity for oddity in self.oddities if oddity.line in self.accepted
        ]

    def _initial(self, index: int) -> bool:
        """A single capital with a stop before one to three words in capitals or with one: the
        initial of a name.
        """
        label = self.accepted[index].label
        words = self.lines[index].text[label.content :].split()
        return (
            label.mask == "A."
            and 0 < len(words) <= 3
            and all(word[0].isupper() for word in words)
        )


def _is_inserted(label: Label) -> bool:
    """Whether a label was put in behind a number later, as `(13a)` and `Article 13a`."""
    return _INSERTED.search(label.printed) is not None


def _begins(label: Label) -> bool:
    """Whether a label can be the first of its run."""
    return any(value == 1 for _, value in label.readings)


def _counted_on(last: Mapping[str, int], label: Label) -> dict[str, int]:
    """The readings of a label that are one further than the place reached in their sequence."""
    return {
        name: value for name, value in label.readings if last.get(name) == value - 1
    }


def _can_part(label: Label, after: Label) -> bool:
    """Whether a label can head a section before another one, of another numbering."""
    if label.bullet or after.bullet or after.whole:
        return False
    return label.mask != after.mask


def odd_step(run: Run, label: Label) -> str:
    """What is odd about a label that does not follow the last one of its run."""
    values = dict(label.readings)
    if 1 in values.values():
        return "restarts"
    ahead = any(values.get(name, 0) > last for name, last in run.last.items())
    return "skips" if ahead else "repeats"
