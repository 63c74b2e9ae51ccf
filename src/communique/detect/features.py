"""Features of an atom: what can be seen of it and of its neighbours, in no language and in every script.

Each feature is a short string. Words count only by their class (`Lexicon`), so that a language without a file has all the
other features. `look` sees one atom, `Views` puts it beside its neighbours.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from communique.core.scripts import (
    CLOSERS,
    COLONS,
    COMMAS,
    SEMICOLONS,
    begins_lower,
    is_small,
    last_mark,
    unaccented,
)
from communique.detect.dates.lines import days
from communique.detect.kinds import MAX_NUMBERED_KIND
from communique.detect.lexicon import Lexicon, classes_of
from communique.detect.segments.atoms import Atom
from communique.detect.segments.layout import has_gutter
from communique.detect.segments.numbering import Numbered, Run
from communique.detect.signatures.signing import signing_look
from communique.languages import LanguageData
from communique.languages import language as language_of

ENDS = {
    **dict.fromkeys(".!?…。！？؟।॥։۔።", "."), **dict.fromkeys(COMMAS, ","), **dict.fromkeys(f"·\u0387{SEMICOLONS}", ";"),
    **dict.fromkeys(COLONS, ":"), **dict.fromkeys("–—―-‐", "-"),
}  # fmt: skip
"""Marks at the end, folded over scripts."""
_CELLS = re.compile(r"[ \t\u00a0]{3,}|\t")
CONJUNCTION = re.compile(r"[;,؛،；，፣፤]\s+[^\W\d_]{1,5}$")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
SYMBOL = re.compile(r"(?=\S*\d)[\w.()-]{1,18}(?:/[\w.()-]{1,18}){1,5}(?:\s?\(\d{4}\))?\*?")
_DIGITS = re.compile(r"\d+")
_FOLDED = re.compile(r"[^\W\d_]+")
_FIELD = re.compile(r"[^:.]{2,30}(?:(?<![\u0561-\u0587]):|：)\s")
_BOLD = re.compile(r"\*\*[^*]+\*\*[:.]?")
_ITALIC = re.compile(r"[*_][^*_\s]")
_SENTENCE = re.compile(
    r"[.!?…।؟۔。！？](?:(?<=[^\W\d_]{4}[.!?…।؟۔])\W{0,3}?\s+\W{0,2}(\w)|(?<=[。！？])(\w))"
)
"""Where one sentence ends and the next begins, if that is no small letter: short words before a stop can be cut words."""
BUCKETS = (2, 5, 12, 25, 45, 70, 110, 180, 300, 600, 1200)


Group = tuple[str | int | bool, ...]
"""Some of what is seen of an atom: the kind (`GROUPS`) and its values, of which features are made where they are asked for; or features."""


@dataclass(slots=True)
class Look:
    """What is seen of one atom. `size`: its length as a bucket; `words`: classes of its words; `first`: its first word.

    `signs`: what of a signature it looks like; `when`: whether it says a day, and more than when and where. `shape`: of
    one that is not long, whether it is a symbol, a number, has a year. `sentences`: how many follow its first one. `key`: of
    one that is not long, by what its words are known again: they would take more memory than all else.
    """

    end: str
    label: str
    size: int
    caps: str
    marked: str
    words: tuple[str, ...]
    first: str
    key: int
    begins: str
    last: str
    signs: str = "long"
    when: str = "no"
    shape: str = ""
    sentences: int = 0


bucket = bisect_right
"""How many limits a number reaches."""


def text_of(atom: Atom) -> str:
    """The words of an atom without its label, lines joined by a space."""
    lines = atom.lines
    return " ".join([lines[0].text[atom.content :], *(line.text for line in lines[1:])]).strip()


def look(atom: Atom, words: Lexicon, language: LanguageData, nest: int = 0) -> Look:
    """What is seen of an atom alone. `nest`: how many labels its own is nested in."""
    text = text_of(atom)
    bare = text.lstrip("*_#> ")
    wide = bare[:1] > "\u2e7f" or "\u0e00" < bare[:1] < "\u0e80"
    length = len(text) * (2.5 if wide else 1)
    size = bucket(BUCKETS, length)
    end = _end(text)
    label = _label(atom, nest)
    caps = _caps(bare)
    head = (
        unaccented(bare[:200])
        if len(bare) <= 400
        else unaccented(bare[:100]) + " " + unaccented(bare[-100:])
    )
    classes = words.classes(head, size)
    marked = "" if atom.marked is None else f"h{min(atom.marked, 4)}"
    if not marked and bare is not text:
        lead = "lead" if text.startswith("**") else "italic" if _ITALIC.match(text) else "sign"
        marked = "bold" if _BOLD.fullmatch(text) else lead
    begins = _begins(bare)
    signs, when, shape = "long", "no", ""
    if 0 < size <= 6 and bare:
        signs, when = _signs(atom, bare), _when(bare, classes, language)
    if size <= 8:
        shape = _shape(bare)
        if "kind" in classes and shape in ("year", "digits") and len(bare) <= MAX_NUMBERED_KIND:
            shape = "kind-number"
    words_of = _FOLDED.findall(head) if size <= 5 else []
    first = _FOLDED.search(head)
    word = first.group() if first else ""
    return Look(end, label, size, caps, marked, classes, intern(word), hash(head) if size <= 8 else 0, begins,
                intern(words_of[-1]) if words_of else "", signs, when, shape, min(sentences(text), 3))  # fmt: skip


def sentences(text: str) -> int:
    """How many sentences follow the first one: clauses of a preamble, openings and headings are one sentence each."""
    return sum(not (match[1] or match[2]).islower() for match in _SENTENCE.finditer(text))


def _own(here: Look, atom: Atom) -> list[Group]:
    """Groups of what is seen of an atom alone: made for one atom at a time, for they take more memory than its words."""
    end, label, size, caps = here.end, here.label, here.size, here.caps
    own: list[Group] = [
        ("own", end, label, size, caps, here.begins, atom.reason, atom.gap, here.marked)
    ]
    own.extend([("words", name, end, size, label) for name in here.words or ("none",)])
    if here.signs != "long":
        own.append(("signs", here.signs, end, caps, label))
    if here.shape:
        own.append(("shape", here.shape, size))
    if here.sentences:
        own.append(("sentences", here.sentences, end, label))
    own.append(("indent", bucket((1, 3, 8, 16, 30), atom.lines[0].indent)))
    if any(has_gutter(line.text) for line in atom.lines):
        own.append(("gutter",))
    if atom.annex:
        own.append(("annex-line",))
    return own


def _signs(atom: Atom, bare: str) -> str:
    """What of a signature a short text looks like; where a gap parts it, whether each column looks like some."""
    line = atom.lines[0].text
    if has_gutter(line) and all(
        signing_look(cell) != "none" for cell in _CELLS.split(line.strip("*_ \t"))
    ):
        return "beside"
    return signing_look(bare.rstrip("*_ "))


BESIDE_DAY = 30
"""A line with a day that has no more other characters says no more than when and where."""


def _when(text: str, classes: tuple[str, ...], language: LanguageData) -> str:
    """Whether a short text says a day, and whether it says more than when and where."""
    if not ("month" in classes or "年" in text or _DIGITS.search(text)):
        return "no"
    day = next((each for each in days(text, language) if len(each.value) == 10), None)
    return (
        "no"
        if day is None
        else "day"
        if len(text) - (day.end - day.start) <= BESIDE_DAY
        else "inside"
    )


def _end(text: str) -> str:
    mark = last_mark(text)
    folded = ENDS.get(mark)
    if folded:
        return folded
    if not mark:
        return "nothing"
    if CONJUNCTION.search(text[-12:]):
        return ";"
    return "digit" if mark.isdigit() else "letter" if mark.isalpha() else "sign"


def _label(atom: Atom, nest: int) -> str:
    if atom.label is None:
        return "none"
    label, run = atom.label.label, atom.label.run
    if label.bullet:
        return f"bullet{min(nest, 2)}"
    if label.whole:
        return "whole"
    few = "1" if len(run.members) == 1 else ""
    section = "s" if run.section else ""
    mask = label.mask.translate(_FOLD_LABEL).replace("#§", "#.")
    if label.readings[0][0] == "han":
        mask = mask.replace("a", "#")
    return intern(f"{mask}{min(nest, 2)}{section}{few}")


_FOLD_LABEL = str.maketrans("［］（）‘’．、。۔º°-–—W", "[]()().........#")


def _caps(text: str) -> str:
    head = text[:160]
    first = next(filter(str.isalpha, head), "")
    if not first:
        return "nothing"
    if first.lower() == first.upper():
        return "caseless"
    if head.isupper() and sum(map(str.isalpha, head)) > 2:
        return "upper"
    words = [word[0] for word in head.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(map(str.isupper, words))
    return "title" if len(words) > 1 and capital * 4 >= len(words) * 3 else "plain"


def _begins(text: str) -> str:
    char = text[:1]
    if not char:
        return "nothing"
    if char.isalpha():
        return "lower" if is_small(char) else "upper" if char.isupper() else "caseless"
    if char.isdigit():
        return "digit"
    if begins_lower(text[:6]):
        return "lower"
    return "quote" if char in CLOSERS or char in "„‚¿¡" else "dash" if char in "-–—•" else "sign"


def _shape(text: str) -> str:
    digit = _DIGITS.search(text)
    if digit and SYMBOL.fullmatch(text):
        return "symbol"
    if not any(map(str.isalpha, text)):
        return "number" if any(map(str.isdigit, text)) else "signs"
    if digit and _YEAR.search(text, digit.start()):
        return "year"
    if _FIELD.match(text):
        return "field"
    return "digits" if digit else "words"


class Views:
    """The features of every atom of a text, in order, beside those of its neighbours."""

    def __init__(
        self, atoms: list[Atom], spoken: tuple[LanguageData, ...], *, lexicon: bool = True
    ) -> None:
        """Look at each atom once; without a lexicon no word has a class."""
        words = classes_of(spoken) if lexicon else Lexicon({}, {}, {})
        said = spoken[0] if spoken and lexicon else language_of("und")
        self.atoms = atoms
        self.nests = nests(atoms)
        self.looks = [
            look(atom, words, said, nest) for atom, nest in zip(atoms, self.nests, strict=True)
        ]
        numbered = [
            index
            for index, each in enumerate(atoms)
            if each.label is not None
            and not each.label.label.bullet
            and each.label.run.depth == 0
            and len(each.label.run.members) > 2
        ]
        self.first, self.last = (numbered[0], numbered[-1]) if numbered else (-1, -1)
        self.firsts = [each.first for each in self.looks]
        self.commas = _rate(self.looks)
        self.ahead = _ahead(self.looks)
        self.seen: set[int] = set()
        self.marks = any(each.marked.startswith("h") and each.marked != "h0" for each in self.looks)
        self.plain = sum(each.label == "none" for each in self.looks) > 0.9 * len(atoms)
        self.hung = _hung(self.looks, atoms)
        self.spaced = bucket(
            (0.02, 0.3, 0.6), sum(each.seat.endswith("gap") for each in atoms) / max(1, len(atoms))
        )
        short = [
            each for each in self.looks if each.key
        ]  # how often each word begins, and ends, a short line
        self.alike = Counter(each.first for each in short), Counter(each.last for each in short)

    def __iter__(self) -> Iterator[list[Group]]:
        """The features of each atom, in groups: of its own, beside its neighbours, of its place and its list."""
        lists = _lists(self.looks, self.atoms, self.nests)
        for index, (here, atom, listed) in enumerate(
            zip(self.looks, self.atoms, lists, strict=True)
        ):
            row = _own(here, atom)
            row.extend(self._groups(index))
            row += tuple(self._beside(index)), listed
            yield row

    def named(self) -> Iterator[list[str]]:
        """The features of each atom by name."""
        for row in self:
            yield [feature for group in row for feature in features_of(group)]

    def _beside(self, index: int) -> Iterator[str]:
        """What only a few atoms share: words beside, what stands two away, first words that return."""
        looks = self.looks
        here = looks[index]
        before = looks[index - 1] if index else _EDGE
        after = looks[index + 1] if index + 1 < len(looks) else _EDGE
        for name in before.words:
            yield f"-word={name}"
        for name in after.words:
            yield f"+word={name}"
        if here.first and here.first == before.first:
            yield "first=before"
        if here.first and here.first == after.first:
            yield "first=after"
        suffix = here.first[-3:]
        if len(here.first) > 4 and (suffix == before.first[-3:] or suffix == after.first[-3:]):
            yield f"suffix=beside end={here.end}"
        if here.key:
            if here.key in self.seen:
                yield "again"
            self.seen.add(here.key)
            first, last = self.alike[0][here.first], self.alike[1][here.last]
            yield f"alike={bucket((2, 3, 6, 12), first)} end={here.end}"
            yield f"alike-last={bucket((2, 3, 6, 12), last)} end={here.end}"

    def _groups(self, index: int) -> Iterator[Group]:
        """Groups of features that many atoms share."""
        looks = self.looks
        here, total = looks[index], len(looks)
        before = looks[index - 1] if index else _EDGE
        after = looks[index + 1] if index + 1 < total else _EDGE
        atom = self.atoms[index]
        yield ("behind", before.end, before.label, before.size, before.caps, before.marked, here.end, here.label,
               here.size)  # fmt: skip
        yield (
            "ahead",
            after.end,
            after.label,
            after.size,
            after.caps,
            after.marked,
            here.end,
            here.label,
            here.size,
        )
        if atom.seat == "none":
            yield ("unseated", atom.reason, before.end, here.size)
        else:
            yield (
                "seated",
                atom.seat,
                atom.reason,
                before.end,
                here.size,
                here.begins,
                self.spaced,
            )
        if index + 2 < total:
            yield ("after next", looks[index + 2].label, looks[index + 2].end)
        if index > 1:
            yield ("before last", looks[index - 2].end, looks[index - 2].label)
        yield ("hanging", self.hung[index], here.end, here.label, here.begins)
        top, bottom = bucket(_NEAR_EDGE, index), bucket(_NEAR_EDGE, total - 1 - index)
        yield ("placed", top, bottom, here.size, here.caps, here.end)
        numbered = (
            "none"
            if self.first < 0
            else "before"
            if index < self.first
            else "after"
            if index > self.last
            else "in"
        )
        articles = (
            "articles" if self.first >= 0 and looks[self.first].label == "whole" else "numbers"
        )
        near = 0
        if here.first:
            near = bucket((2, 3, 5), self.firsts[max(0, index - 4) : index + 5].count(here.first))
        yield ("numbered", numbered, articles, near, here.end, here.label, here.size)
        yield (
            "among",
            self.ahead[index],
            self.commas[index],
            numbered,
            here.end,
            here.label != "none",
        )
        yield ("marked", self.marks, self.plain, here.label, here.marked, here.size)
        if here.signs != "long":
            yield ("signing", before.signs, here.signs, after.signs, numbered, bottom, here.end)
        if not here.when == before.when == after.when == "no":
            yield ("dated", before.when, here.when, after.when, here.signs, numbered, top, bottom)


_NEAR_EDGE = (1, 2, 3, 5, 8, 15, 30)


def _combined(keys: str, *features: str) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """A group of features: the keys of its values, and which of them each feature joins."""
    names = tuple(keys.split())
    return names, tuple(tuple(map(names.index, each.split())) for each in features)


GROUPS = {
    "own": _combined(
        "end label size caps begins reason gap marked",
        "end", "label", "size", "caps", "begins", "reason", "end label", "size end", "size caps end", "marked size", "label size",
        "gap", "reason begins", "label begins",
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
        "numbered articles end size", "near end", "near numbered articles", "numbered", "numbered end label", "numbered size",
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
    """The features of a group by name: what its values say, alone and together. What is of no kind holds features itself."""
    kind, *values = group or ("",)
    if kind not in GROUPS:
        return [str(each) for each in group]
    keys, features = GROUPS[kind]
    given = [
        f"{value}" if key == "articles" else f"{key}={value}"
        for key, value in zip(keys, values, strict=True)
    ]
    return [" ".join([given[part] for part in each]) for each in features]


_EDGE = Look("edge", "edge", -1, "edge", "edge", (), "", 0, "edge", "")


def _hung(looks: list[Look], atoms: list[Atom]) -> list[str]:
    """For each atom whether a colon stands before it (`lead`), or only clauses since then (`on`)."""
    found: list[str] = []
    state = "no"
    for before, atom in zip([_EDGE, *looks], atoms, strict=False):
        if before.end == ":":
            state = "lead"
        elif state != "no":
            begins = bool(atom.reason)
            if begins and before.end in ";,-" and atom.marked is None:
                state = "on"
            elif begins:
                state = "stop" if state in ("lead", "on") and before.end == "." else "no"
        found.append(state)
    return found


def nests(atoms: Sequence[Atom]) -> list[int]:
    """In how many labels each one's is nested; what heads articles and sections does not count, so that all have paragraphs at 0."""
    found: list[int] = []
    above: list[Run] = []
    nests: dict[int, int] = {}
    for atom in atoms:
        nest = 0
        if atom.label is not None:
            run = atom.label.run
            while above and above[-1].depth >= run.depth:
                above.pop()
            nest = nests.setdefault(
                id(run), sum(not (each.whole or each.section) for each in above)
            )
            above.append(run)
        found.append(nest)
    return found


def _lists(looks: list[Look], atoms: list[Atom], nests: list[int]) -> Iterator[Group]:
    """Where each atom stands among the runs of labels: what its run hangs on, behind how many clauses without a label it stands,
    how long it is, what it stands between.
    """
    first: dict[int, int] = {}
    size: Counter[int] = Counter()
    kinds: Counter[tuple[str, int]] = Counter()
    holder: list[int] = []
    queued: dict[int, int] = {}
    clauses = 0
    for index, atom in enumerate(atoms):
        holder.append(index if atom.reason or not index else holder[-1])
        if atom.label is not None:
            key = id(atom.label.run)
            if key not in first:
                first[key] = index
                kinds[atom.label.run.mask, atom.label.run.depth] += 1
                queued[key] = clauses
            size[key] += 1
            clauses = 0
        else:
            clauses += looks[index].end in ",;"
    after: list[Numbered | None] = []
    following: Numbered | None = None
    for atom in reversed(atoms):
        after.append(following)
        following = atom.label or following
    before: Numbered | None = None
    for index, (here, atom) in enumerate(zip(looks, atoms, strict=True)):
        if atom.label is not None:
            run = atom.label.run
            start = first[id(run)]
            lead = looks[start - 1] if start else _EDGE
            head = looks[holder[start - 1]] if start else _EDGE
            short = "s" if head.size <= 5 else ""
            many = bucket((2, 3, 6, 15), size[id(run)])
            again = bucket((2, 5), kinds[run.mask, run.depth])
            yield ("run", lead.end + short, here.label, head.label, many, again, min(nests[index], 3), head.marked,
                         lead.end, _step(before, atom.label), bucket((1, 2, 4), queued[id(run)]))  # fmt: skip
            before = atom.label
        else:
            step = _step(before, after[-1 - index])
            start = first[id(before.run)] if before is not None else 0
            ends = looks[start - 1].end if start else "edge"
            last = looks[index - 1].end if index else "edge"
            yield (
                "within",
                step,
                ends,
                here.end,
                here.begins,
                here.size,
                atom.reason,
                last,
                here.caps,
            )


def _step(left: Numbered | None, right: Numbered | None) -> str:
    """From one label to the next: the same run, out of it, into another, or none."""
    if left is None or right is None:
        return (
            "none"
            if left is right
            else "first"
            if left is None
            else f"last{min(left.run.depth, 2)}"
        )
    whole = "w" if left.label.whole else ""
    if right.label.whole:
        return f"{whole}article"
    if left.run is right.run:
        return f"{whole}same{min(left.run.depth, 2)}"
    if right.run.section or left.run.section:
        return "section"
    return whole + (
        "out"
        if right.run.depth < left.run.depth
        else "in"
        if right.run.depth > left.run.depth
        else "other"
    )


def _ahead(looks: list[Look]) -> list[str]:
    """What the clauses from an atom on come to, as a mark: a stop, or the dash or colon before what is agreed."""
    found, mark = list[str](), "nothing"
    for each in reversed(looks):
        mark = each.end if each.end in ".-:" else mark
        found.append(mark)
    return found[::-1]


def _rate(looks: list[Look], reach: int = 4) -> list[int]:
    """How many of the neighbours up to `reach` away on both sides end as clauses do, as a bucket."""
    clause = [each.end in ",;" for each in looks]
    near = (clause[max(0, index - reach) : index + reach + 1] for index in range(len(looks)))
    return [bucket((0.01, 0.3, 0.6, 0.85), sum(each) / len(each)) for each in near]
