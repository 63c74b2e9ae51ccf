"""Features of an atom: what can be seen of it beside its neighbours, in no language and every
script.

Each feature is a short string. `look` sees one atom, `Views` puts it beside its neighbours. What
many atoms share is made in groups: the decoder adds up the weights of a group once.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.detect.lexicon import Lexicon, classes_of
from communique.detect.look import EDGE, SHORT, Look, bucket, look, nests
from communique.detect.segments.atoms import Atom
from communique.detect.segments.layout import has_gutter
from communique.detect.segments.numbering import Numbered, Run
from communique.languages import LanguageData
from communique.languages import language as language_of

Group = tuple[str | int | bool, ...]
"""Some of what is seen of an atom: the kind (`GROUPS`) and its values, of which features are made
where they are asked for; or features.
"""

INDENTS = (1, 3, 8, 16, 30)
PLACES = (1, 2, 3, 5, 8, 15, 30)
"""Distances from the top and the bottom of a text, in atoms."""
SPACED = (0.02, 0.3, 0.6)
"""Parts of the atoms that stand apart."""
ALIKE = (2, 3, 6, 12)
"""How many short lines have a first or last word."""
REPEATED, REPEATED_WITHIN = (2, 3, 5), 4
"""How many of the neighbours up to so far away have a first word."""
CLAUSES, CLAUSES_WITHIN = (0.01, 0.3, 0.6, 0.85), 4
"""What part of the neighbours up to so far away ends as clauses do."""
MEMBERS, RUNS, QUEUED = (2, 3, 6, 15), (2, 5), (1, 2, 4)
"""How long a run is; how many of its kind there are; how many clauses stand before it."""
MAX_NEST, MAX_DEPTH = 3, 2
MIN_NUMBERED = 3
"""This many labels that count on, nested in none, are the paragraphs or articles of a text."""
PLAIN = 0.9
"""A text is plain if more of its atoms have no label."""
MIN_SUFFIX = 4
"""A first word that is longer is compared by its last three letters too."""


class Views:
    """The features of every atom of a text, in order, beside those of its neighbours."""

    def __init__(
        self,
        atoms: list[Atom],
        spoken: tuple[LanguageData, ...],
        *,
        lexicon: bool = True,
    ) -> None:
        """Look at each atom once; without a lexicon no word has a class."""
        words = classes_of(spoken) if lexicon else Lexicon({}, {}, {})
        language = spoken[0] if spoken and lexicon else language_of("und")
        self.atoms = atoms
        self.nests = nests(atoms)
        self.looks = [
            look(atom, words, language, nest)
            for atom, nest in zip(atoms, self.nests, strict=True)
        ]
        self._place_numbers()
        self._count_words()
        marks = [each.marked for each in self.looks]
        self.marks = any(each.startswith("h") and each != "h0" for each in marks)
        self.plain = sum(each.label == "none" for each in self.looks) > PLAIN * len(
            atoms
        )
        apart = sum(each.seat.endswith("gap") for each in atoms)
        self.spaced = bucket(SPACED, apart / max(1, len(atoms)))
        self.clauses = _clauses_near(self.looks)
        self.ahead = _marks_ahead(self.looks)
        self.hung = _hung(self.looks, atoms)
        self.seen: set[int] = set()

    def _place_numbers(self) -> None:
        """Find where the paragraphs or articles that count on begin and end."""
        numbered = [
            index for index, atom in enumerate(self.atoms) if _counts(atom.label)
        ]
        self.first = numbered[0] if numbered else -1
        self.last = numbered[-1] if numbered else -1
        articles = bool(numbered) and self.looks[self.first].label == "whole"
        self.articles = "articles" if articles else "numbers"

    def _count_words(self) -> None:
        """Count how often each word begins, and ends, a line that is not long."""
        self.firsts = [each.first for each in self.looks]
        known = [each for each in self.looks if each.key]
        self.alike_first = Counter(each.first for each in known)
        self.alike_last = Counter(each.last for each in known)

    def __iter__(self) -> Iterator[list[Group]]:
        """The features of each atom, in groups: of its own, beside its neighbours, of its place and
        its list.
        """
        lists = _lists(self.looks, self.atoms, self.nests)
        looks = [EDGE, *self.looks, EDGE]
        for index, listed in enumerate(lists):
            before, here, after = looks[index : index + 3]
            row = _own(here, self.atoms[index])
            row.extend(self._between(index, before, here, after))
            row.extend(self._placed(index, before, here, after))
            row.append(tuple(self._rare(before, here, after)))
            row.append(listed)
            yield row

    def named(self) -> Iterator[list[str]]:
        """The features of each atom by name."""
        for row in self:
            yield [feature for group in row for feature in features_of(group)]

    def _rare(self, before: Look, here: Look, after: Look) -> Iterator[str]:
        """What only a few atoms share: words beside, first words that return."""
        for name in before.words:
            yield f"-word={name}"
        for name in after.words:
            yield f"+word={name}"
        if here.first and here.first == before.first:
            yield "first=before"
        if here.first and here.first == after.first:
            yield "first=after"
        suffix = here.first[-3:]
        if len(here.first) > MIN_SUFFIX and suffix in (
            before.first[-3:],
            after.first[-3:],
        ):
            yield f"suffix=beside end={here.end}"
        if not here.key:
            return
        if here.key in self.seen:
            yield "again"
        self.seen.add(here.key)
        yield f"alike={bucket(ALIKE, self.alike_first[here.first])} end={here.end}"
        yield f"alike-last={bucket(ALIKE, self.alike_last[here.last])} end={here.end}"

    def _between(
        self, index: int, before: Look, here: Look, after: Look
    ) -> Iterator[Group]:
        """Groups of what stands beside an atom and two away, and how it stands to the line before."""
        own = (here.end, here.label, here.size)
        yield (
            "behind",
            before.end,
            before.label,
            before.size,
            before.caps,
            before.marked,
            *own,
        )
        yield (
            "ahead",
            after.end,
            after.label,
            after.size,
            after.caps,
            after.marked,
            *own,
        )
        atom = self.atoms[index]
        if atom.seat == "none":
            yield ("unseated", atom.reason, before.end, here.size)
        else:
            seat = (atom.seat, atom.reason, before.end)
            yield ("seated", *seat, here.size, here.begins, self.spaced)
        looks = self.looks
        if index + 2 < len(looks):
            yield ("after next", looks[index + 2].label, looks[index + 2].end)
        if index > 1:
            yield ("before last", looks[index - 2].end, looks[index - 2].label)
        yield ("hanging", self.hung[index], here.end, here.label, here.begins)

    def _placed(
        self, index: int, before: Look, here: Look, after: Look
    ) -> Iterator[Group]:
        """Groups of an atom's place in the text, and of what signs and dates it there."""
        top = bucket(PLACES, index)
        bottom = bucket(PLACES, len(self.looks) - 1 - index)
        numbered = self._numbered(index)
        end = here.end
        label = here.label
        size = here.size
        yield ("placed", top, bottom, size, here.caps, end)
        near = self._repeated(index)
        yield ("numbered", numbered, self.articles, near, end, label, size)
        yield (
            "among",
            self.ahead[index],
            self.clauses[index],
            numbered,
            end,
            label != "none",
        )
        yield ("marked", self.marks, self.plain, label, here.marked, size)
        if here.signs != "long":
            signs = (before.signs, here.signs, after.signs)
            yield ("signing", *signs, numbered, bottom, end)
        if not here.when == before.when == after.when == "no":
            when = (before.when, here.when, after.when)
            yield ("dated", *when, here.signs, numbered, top, bottom)

    def _numbered(self, index: int) -> str:
        """Whether an atom stands before, in or after the paragraphs or articles that count on."""
        if self.first < 0:
            return "none"
        if index < self.first:
            return "before"
        return "after" if index > self.last else "in"

    def _repeated(self, index: int) -> int:
        """How many of the neighbours of an atom have its first word, itself counted."""
        first = self.firsts[index]
        if not first:
            return 0
        begin = max(0, index - REPEATED_WITHIN)
        near = self.firsts[begin : index + REPEATED_WITHIN + 1]
        return bucket(REPEATED, near.count(first))


def _own(here: Look, atom: Atom) -> list[Group]:
    """Groups of what is seen of an atom alone: made for one atom at a time, for they take more
    memory than its words.
    """
    end = here.end
    label = here.label
    size = here.size
    layout = (here.begins, atom.reason, atom.gap, here.marked)
    own: list[Group] = [("own", end, label, size, here.caps, *layout)]
    own.extend([("words", name, end, size, label) for name in here.words or ("none",)])
    if here.signs != "long":
        own.append(("signs", here.signs, end, here.caps, label))
    if here.shape:
        own.append(("shape", here.shape, size))
    if here.sentences:
        own.append(("sentences", here.sentences, end, label))
    own.append(("indent", bucket(INDENTS, atom.lines[0].indent)))
    if any(has_gutter(line.text) for line in atom.lines):
        own.append(("gutter",))
    if atom.annex:
        own.append(("annex-line",))
    return own


def _combined(
    keys: str, *features: str
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """A group of features: the keys of its values, and which of them each feature joins."""
    names = tuple(keys.split())
    return names, tuple(tuple(map(names.index, each.split())) for each in features)


GROUPS = {
    "own": _combined(
        "end label size caps begins reason gap marked",
        "end", "label", "size", "caps", "begins", "reason",
        "end label", "size end", "size caps end", "marked size", "label size", "gap", "reason begins", "label begins",
    ),
    "words": _combined("word end size label", "word", "word end", "word size", "word label"),
    "signs": _combined("signs end caps label", "signs", "signs end caps", "signs label"),
    "shape": _combined("shape size", "shape", "shape size"),
    "sentences": _combined("sentences end label", "sentences", "sentences end", "sentences label"),
    "indent": _combined("indent", "indent"),
    "run": _combined(
        "lead label head many again depth head-marked above -within clauses",
        "lead label", "lead head", "many lead", "again label", "head label", "many depth again", "lead depth",
        "head-marked above depth", "-within label", "clauses depth", "clauses label",
    ),
    "within": _combined(
        "within lead end begins size reason -end caps",
        "within", "within lead", "within end begins", "within size", "within reason", "within -end", "within caps end",
    ),
    "behind": _combined(
        "-end -label -size -caps -marked end label size",
        "-end", "-label", "-size -end", "-caps size", "-marked", "-end end", "label -label", "-end label", "-label end",
    ),
    "ahead": _combined(
        "+end +label +size +caps +marked end label size",
        "+end", "+label", "+size size", "+caps", "+marked", "end +end", "label +label", "end +label",
    ),
    "seated": _combined(
        "seat reason -end size begins spaced",
        "-end size reason", "seat -end", "seat begins", "seat begins -end", "seat spaced", "seat -end spaced",
    ),
    "unseated": _combined("reason -end size", "-end size reason"),
    "after next": _combined("++label ++end", "++label", "++end"),
    "before last": _combined("--end --label", "--end", "--label"),
    "hanging": _combined("hung end label begins", "hung end", "hung label", "hung begins"),
    "placed": _combined("top bottom size caps end", "top", "bottom", "top size", "bottom size", "top caps end"),
    "numbered": _combined(
        "numbered articles near end label size",
        "numbered articles end size", "near end", "near numbered articles",
        "numbered", "numbered end label", "numbered size",
    ),
    "among": _combined("ahead commas numbered end label", "ahead end label", "commas end", "commas numbered"),
    "marked": _combined("marks plain label marked size", "marks plain label", "marks marked size"),
    "signing": _combined(
        "-signs signs +signs numbered bottom end",
        "signs numbered", "signs bottom", "-signs signs", "signs +signs", "-signs signs +signs", "signs end numbered",
    ),
    "dated": _combined(
        "-when when +when signs numbered top bottom",
        "when", "when numbered", "when top", "when bottom", "-when signs", "-when numbered", "+when top", "+when signs",
    ),
}  # fmt: skip
"""Groups of features that many atoms share: what stands beside an atom, and its place."""


def features_of(group: Group) -> Sequence[str]:
    """The features of a group by name: what its values say, alone and together.

    A group of no kind holds features itself.
    """
    kind, *values = group or ("",)
    if kind not in GROUPS:
        return [str(each) for each in group]
    keys, features = GROUPS[kind]
    given = [
        f"{value}" if key == "articles" else f"{key}={value}"
        for key, value in zip(keys, values, strict=True)
    ]
    return [" ".join([given[part] for part in each]) for each in features]


def _counts(label: Numbered | None) -> bool:
    """Whether a label is a number of a paragraph or an article that counts on."""
    if label is None or label.label.bullet or label.run.depth != 0:
        return False
    return len(label.run.members) >= MIN_NUMBERED


def _hung(looks: list[Look], atoms: list[Atom]) -> list[str]:
    """For each atom whether a colon stands before it (`lead`), or only clauses since then (`on`)."""
    found: list[str] = []
    state = "no"
    for before, atom in zip([EDGE, *looks], atoms, strict=False):
        begins = bool(atom.reason)
        if before.end == ":":
            state = "lead"
        elif state == "no" or not begins:
            pass
        elif before.end in ";,-" and atom.marked is None:
            state = "on"
        else:
            state = "stop" if state in ("lead", "on") and before.end == "." else "no"
        found.append(state)
    return found


class _Runs:
    """What is known of the runs of labels of a text, by the identity of each run."""

    def __init__(self, looks: list[Look], atoms: list[Atom]) -> None:
        """Go over the labels once."""
        self.first: dict[int, int] = {}
        self.queued: dict[int, int] = {}
        self.size: Counter[int] = Counter()
        self.kinds: Counter[tuple[str, int]] = Counter()
        self.holder: list[int] = []
        clauses = 0
        for index, atom in enumerate(atoms):
            self.holder.append(index if atom.reason or not index else self.holder[-1])
            if atom.label is None:
                clauses += looks[index].end in ",;"
                continue
            run = atom.label.run
            if id(run) not in self.first:
                self.first[id(run)] = index
                self.queued[id(run)] = clauses
                self.kinds[run.mask, run.depth] += 1
            self.size[id(run)] += 1
            clauses = 0


def _lists(looks: list[Look], atoms: list[Atom], nests: list[int]) -> Iterator[Group]:
    """Where each atom stands among the runs of labels: what its run hangs on, behind how many
    clauses without a label it stands, how long it is, what it stands between.
    """
    runs = _Runs(looks, atoms)
    after = _next_labels(atoms)
    before: Numbered | None = None
    for index, (here, atom) in enumerate(zip(looks, atoms, strict=True)):
        label = atom.label
        if label is None:
            start = 0 if before is None else runs.first[id(before.run)]
            lead = looks[start - 1].end if start else "edge"
            last = looks[index - 1].end if index else "edge"
            step = _step(before, after[index])
            own = (here.end, here.begins, here.size, atom.reason)
            yield ("within", step, lead, *own, last, here.caps)
            continue
        run = label.run
        start = runs.first[id(run)]
        above = looks[start - 1] if start else EDGE
        head = looks[runs.holder[start - 1]] if start else EDGE
        short = "s" if head.size <= SHORT else ""
        many = bucket(MEMBERS, runs.size[id(run)])
        again = bucket(RUNS, runs.kinds[run.mask, run.depth])
        nest = min(nests[index], MAX_NEST)
        step = _step(before, label)
        queued = bucket(QUEUED, runs.queued[id(run)])
        hangs = (above.end + short, here.label, head.label)
        yield ("run", *hangs, many, again, nest, head.marked, above.end, step, queued)
        before = label


def _next_labels(atoms: list[Atom]) -> list[Numbered | None]:
    """The next label behind each atom."""
    found: list[Numbered | None] = []
    following: Numbered | None = None
    for atom in reversed(atoms):
        found.append(following)
        following = atom.label or following
    found.reverse()
    return found


def _step(left: Numbered | None, right: Numbered | None) -> str:
    """From one label to the next: the same run, out of it, into another, or none."""
    if left is None:
        return "none" if right is None else "first"
    if right is None:
        return f"last{min(left.run.depth, MAX_DEPTH)}"
    whole = "w" if left.label.whole else ""
    if right.label.whole:
        return f"{whole}article"
    if left.run is right.run:
        return f"{whole}same{min(left.run.depth, MAX_DEPTH)}"
    if right.run.section or left.run.section:
        return "section"
    return whole + _direction(left.run, right.run)


def _direction(left: Run, right: Run) -> str:
    if right.depth < left.depth:
        return "out"
    return "in" if right.depth > left.depth else "other"


def _marks_ahead(looks: list[Look]) -> list[str]:
    """What the clauses from an atom on come to, as a mark: a stop, or the dash or colon before what
    is agreed.
    """
    found: list[str] = []
    mark = "nothing"
    for each in reversed(looks):
        if each.end in ".-:":
            mark = each.end
        found.append(mark)
    found.reverse()
    return found


def _clauses_near(looks: list[Look]) -> list[int]:
    """How many of the neighbours on both sides end as clauses do, as a bucket."""
    ends = [each.end in ",;" for each in looks]
    found: list[int] = []
    for index in range(len(looks)):
        near = ends[max(0, index - CLAUSES_WITHIN) : index + CLAUSES_WITHIN + 1]
        found.append(bucket(CLAUSES, sum(near) / len(near)))
    return found
