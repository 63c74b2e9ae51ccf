"""What each pass, constraint and step of the reader is worth: `make ablation CORPUS=... HELD=...`.

Each entry of `PASSES`, `CONSTRAINTS` and `AFTER` is left out in turn, and the documents are read
again. A cell says what the entry is worth in a column: how many more are right with it, and how
many fewer wrong ones are said (`+3 -1`: three more right, one more wrong). Documents of the project
are read by weights that were learnt without their group of families; held-out documents by the
weights that the package ships, which were learnt without any of them.
"""

import argparse
import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tools.training import accuracy
from tools.training.accuracy import (
    FACTS,
    GROUPS,
    INVENTED,
    ROLES,
    Case,
    Score,
    measured,
    stated,
)
from tools.training.examples import example
from tools.training.train import OUT, TEMPERATURE, documents, learn, thinned, written
from tools.training.truth import Document, Row

from communique.core.source import Limits
from communique.detect import deciding, outline
from communique.detect import reading as reading_module
from communique.detect.after import AFTER, titles
from communique.detect.after.runs import RUN_STEPS
from communique.detect.constraints import CONSTRAINTS, Context, roles_at
from communique.detect.features import Views
from communique.detect.language import detect_language
from communique.detect.metadata import read_metadata
from communique.detect.reading import PASSES, read
from communique.detect.roles import MORE, NEW
from communique.detect.state import Reading
from communique.detect.switches import name_of, switched_on, without
from communique.draft import ReadOptions
from communique.inputs.apart import taken_out

NEEDED = frozenset(
    {"find_lines", "name_language", "runs", "roles", "blocks", "outline"}
)
"""Passes without which nothing is read."""
COLUMNS = (*ROLES, *(f"{fact} (fact)" for fact in FACTS))
MAX_WORDS = 40
"""So many characters of a row's first words are looked for in the text of a web page."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a document adds as it is read, and by entry where leaving that out changes anything."""

    held_out: bool
    score: Score
    without: dict[str, Score] = field(default_factory=dict)


# --- documents
# ---------------------------------------------------------------------------------------------------------


def held_out(folder: Path) -> Iterator[Case]:
    """The documents of a folder: `texts/FAMILY/NAME`, `labels/FAMILY/NAME.tsv`,
    `facts/FAMILY.jsonl`.
    """
    facts = dict(_facts_of(folder))
    for table in sorted(folder.glob("labels/*/*.tsv")):
        family = table.parent.name
        name = table.name.removesuffix(".tsv")
        path = folder / "texts" / family / name
        first, *lines = table.read_text("utf-8").splitlines()
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() not in first:
            raise SystemExit(f"{table}: the text is not the one that was labelled")
        rows = tuple(_row(line) for line in lines if line and not line.startswith("#"))
        document = Document(
            family, f"{family}/{name}", name, data.decode("utf-8"), rows
        )
        case = Case(document, facts=facts.get(f"{family}/{name}"))
        yield _of_page(case) if path.suffix in (".html", ".htm") else case


def _facts_of(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("facts/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            facts = json.loads(line)
            if facts.get("kind"):
                facts["kind"] = _kind(facts["kind"])
            yield facts["file"], facts


def _kind(words: str) -> str:
    """A kind as the record writes it: `communiqué` as `communique`, `open letter` as `open-letter`."""
    plain = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode()
    return "-".join(plain.casefold().split())


def _row(line: str) -> Row:
    number, role, level, num, words = (*line.split("\t"), "", "", "", "")[:5]
    return Row(int(number), role, level, num, words)


def _of_page(case: Case) -> Case:
    """A web page as the text that is taken out of it, with each row where its words stand there."""
    document = case.document
    extracted = taken_out("html", case.source, Limits())
    rows = tuple(_placed(document.rows, extracted.text))
    options = ReadOptions(title=extracted.title, lines=extracted.lines)
    return Case(replace(document, text=extracted.text, rows=rows), options, case.facts)


def _placed(rows: Iterable[Row], text: str) -> Iterator[Row]:
    """Rows with the lines of a text in which their first words stand, whatever signs and blanks are
    between letters; each behind the one before. Rows whose words are not there are left out.
    """
    begin = read_metadata(text).end
    places = [at for at in range(begin, len(text)) if text[at].isalnum()]
    letters = "".join(text[at].casefold()[:1] for at in places)
    last = 0
    for row in rows:
        words = "".join(filter(str.isalnum, row.num + row.words)).casefold()[:MAX_WORDS]
        found = letters.find(words, last) if words else -1
        if found >= 0 and row.role != "metadata":
            last = found + 1
            yield replace(row, line=text.count("\n", 0, places[found]) + 1)


def of_project(corpus: Path | None, group: Sequence[str]) -> list[Case]:
    """The documents of a group of families."""
    facts = stated()
    found, _ = documents(corpus, None, None)
    return [
        Case(each, facts=facts.get(f"{each.family}/{each.name}"))
        for each in found
        if each.family in group and each.family not in INVENTED
    ]


def weights_without(
    group: Sequence[str], number: int, corpus: Path | None, folder: Path
) -> Path:
    """Weights that were learnt without a group of families; kept in a folder, made where missing."""
    path = folder / f"group{number}.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        found, _ = documents(corpus, None, None)
        known = thinned(each for each in found if each.family not in group)
        path.write_text(written(learn(known, TEMPERATURE, cache(example))), "utf-8")
    return path


# --- measuring
# ---------------------------------------------------------------------------------------------------------


class KeptViews:
    """The features of the atoms of one document, made once: no constraint or step changes them."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self.kept: dict[tuple[int, int], list[Any]] = {}

    def __call__(self, atoms: Sequence[Any], spoken: Any) -> list[Any]:
        """The features of atoms."""
        key = (len(atoms), atoms[0].lines[0].start if atoms else -1)
        if key not in self.kept:
            self.kept[key] = list(Views(list(atoms), spoken))
        return self.kept[key]


def outcome(reading: Reading) -> object:
    """What a reading comes to, to be compared with another."""
    blocks = [(each.role, each.start, each.flow.pieces) for each in reading.blocks]
    above = [
        (each.role, each.start, each.flow.pieces)
        for text in reading.texts
        for each in text.above
    ]
    shapes = [
        (len(text.preamble), len(text.body), len(text.closing))
        for text in reading.texts
    ]
    notes = [(each.start, each.end) for each in reading.notes]
    return blocks, above, shapes, notes


def telling(reading: Reading) -> set[str]:
    """The constraints that bar something in a text which no other does."""
    title = reading.metadata.get("title")
    given = reading.options.title or None if title is None else title.text
    context = Context(reading.atoms, reading.words, given)
    found: set[str] = set()
    for index in range(len(reading.atoms)):
        by_name = roles_at(context, index, CONSTRAINTS)
        count = Counter(
            state for roles in by_name.values() for state in states_of(roles)
        )
        for name, roles in by_name.items():
            if any(count[state] == 1 for state in states_of(roles)):
                found.add(name)
    return found


def states_of(roles: Iterable[str]) -> set[str]:
    """Barred roles as states: a role is two, beginning a block and going on with one."""
    found: set[str] = set()
    for role in roles:
        if role.startswith(NEW) or role.endswith(MORE):
            found.add(role)
        else:
            found |= {NEW + role, role + MORE}
    return found


class Watch:
    """Notes which steps change what they are given."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self.changed: set[str] = set()

    def steps(self, steps: Iterable[Any]) -> list[Any]:
        """The steps, watched."""
        on = switched_on(steps)
        return [partial(self._watched, step) if step in AFTER else step for step in on]

    def _watched(self, step: Any, *given: Any, **options: Any) -> Any:
        made = step(*given, **options)
        same = not made if step in RUN_STEPS else made == list(given[0])
        if not same:
            self.changed.add(name_of(step))
        return made


def changing(case: Case) -> tuple[Reading, set[str]]:
    """The reading of a document, and the steps of `AFTER` that change something in it."""
    watch = Watch()
    with ExitStack() as patched:
        for module in (deciding, outline, titles):
            patched.enter_context(patch.object(module, "switched_on", watch.steps))
        reading = read(case.source, case.options)
    return reading, watch.changed


def measure(case: Case, *, is_held_out: bool, passes: bool) -> Measured:
    """What a document adds with all entries, and without each that changes how it is read."""
    views = KeptViews()
    with (
        patch.object(deciding, "Views", views),
        patch.multiple(
            reading_module, Views=views, detect_language=cache(detect_language)
        ),
    ):
        reading, names = changing(case)
        base = outcome(reading)
        found = Measured(is_held_out, measured(case, reading))
        for name in sorted(names | telling(reading)):
            _try(case, name, base, found)
    for name in map(name_of, PASSES if passes else ()):
        if name not in NEEDED:
            _try(case, name, base, found)
    return found


def _try(case: Case, name: str, base: object, found: Measured) -> None:
    """Read a document without an entry, and count it where it comes out otherwise."""
    with without(name):
        reading = read(case.source, case.options)
        if outcome(reading) != base:
            found.without[name] = measured(case, reading)


_given: dict[str, Any] = {}


def _measure_one(task: tuple[str, int]) -> Measured:
    """One document, in a process of its own: the weights by their file, and which document."""
    path, number = task
    if _given.get("weights") != path:
        _given["weights"] = path
        accuracy.with_weights(Path(path).read_text("utf-8"))
    case, is_held_out, passes, off = _given["cases"][number]
    with without(*off):
        return measure(case, is_held_out=is_held_out, passes=passes)


# --- the table
# ---------------------------------------------------------------------------------------------------------


def rows(found: Sequence[Measured]) -> Iterator[str]:
    """The rows of a table in Markdown: what all documents come to, then what each entry is worth."""
    total = Score()
    for each in found:
        total.add(each.score)
    yield "| entry | changed | " + " | ".join(COLUMNS) + " |"
    yield "| --- " * (len(COLUMNS) + 2) + "|"
    cells = [
        f"{total.right[name]} of {total.there[name]}, {total.said[name]}"
        for name in COLUMNS
    ]
    yield f"| all | {len(found)} | " + " | ".join(cells) + " |"
    entries: list[Callable[..., object]] = [*PASSES, *CONSTRAINTS, *AFTER]
    for name in map(name_of, entries):
        if name in NEEDED:
            continue
        changed = [each for each in found if name in each.without]
        worth = [_worth(changed, name, column) for column in COLUMNS]
        yield f"| {name} | {len(changed)} | " + " | ".join(worth) + " |"


def _worth(changed: Sequence[Measured], name: str, column: str) -> str:
    """What an entry is worth in a column; empty where nothing changes."""
    right = sum(
        each.score.right[column] - each.without[name].right[column] for each in changed
    )
    said = sum(
        each.score.said[column] - each.without[name].said[column] for each in changed
    )
    wrong = said - right if column in ROLES or column.startswith("signatories") else 0
    parts = [f"{right:+d}"] if right or wrong else []
    if wrong:
        parts.append(f"({-wrong:+d})")
    return " ".join(parts)


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--held-out", type=Path)
    parser.add_argument("--weights", type=Path, default=Path("build/ablation"))
    parser.add_argument("--off", default="", help="leave out these entries everywhere")
    parser.add_argument(
        "--few", type=int, default=1, help="read one of so many of the families"
    )
    parser.add_argument("--no-passes", action="store_true")
    parser.add_argument("--only-held-out", action="store_true")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    off = tuple(filter(None, given.off.split(",")))
    cases: list[tuple[Case, bool, bool, tuple[str, ...]]] = []
    tasks: list[tuple[str, int]] = []

    def add(path: Path, some: Iterable[Case], *, is_held_out: bool) -> None:
        for case in some:
            tasks.append((str(path), len(cases)))
            cases.append((case, is_held_out, not given.no_passes, off))

    if given.held_out:
        add(OUT, held_out(given.held_out), is_held_out=True)
    for number, group in enumerate(() if given.only_held_out else GROUPS):
        path = weights_without(group, number, given.corpus, given.weights)
        add(path, of_project(given.corpus, group)[:: given.few], is_held_out=False)
    _given["cases"] = cases
    with Pool(given.jobs) as pool:
        found = list(pool.imap(_measure_one, tasks, chunksize=8))
    for title, some in (
        ("Held-out documents", [each for each in found if each.held_out]),
        (
            "Families that were not learnt",
            [each for each in found if not each.held_out],
        ),
    ):
        if some:
            print(f"\n## {title}\n")
            print("\n".join(rows(some)))


if __name__ == "__main__":
    main()
