"""Compares the numbers that the text reader finds with those of Akoma Ntoso files: `python -m
tools.bench_numbers FOLDER`.

FOLDER holds resolutions of the Security Council as AKN4UN, in any depth of folders. Each file is
printed as plain text, one paragraph a line with an empty line between them, and that text is read.
Then three things of the file are compared with what was read:

- numbers: each `<num>`, in order;
- recitals: how many `<container>` its preamble has;
- date: the day of its adoption.

The files are in two halves, A and B, by a hash of their names. Look at the files of A (`--show`)
while you change the reader, and let B only count.
"""

import hashlib
import textwrap
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import click

from communique import Declaration, read
from communique.model.passages import passages

BLOCKS = frozenset(
    {"p", "heading", "subheading", "crossHeading", "listIntroduction", "td", "th"}
)
"""Elements whose words are printed on lines of their own."""
LEFT_OUT = frozenset({"meta", "authorialNote", "img"})
NO_NUMBERS = frozenset({"annex", "note", "field", "annex-label"})
"""Kinds of passages whose number is no `<num>` of a text."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a file says: its text as lines, its numbers, how many recitals it has, and its date."""

    lines: tuple[str, ...]
    numbers: tuple[str, ...]
    recitals: int
    date: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read of one file. `missing` and `extra` are numbers. `read`: whether the file and its
    text could be read.
    """

    path: Path
    numbers: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    recitals: bool
    date: bool
    read: bool = True


def half_of(path: Path) -> str:
    """The half that a file belongs to, A or B."""
    digest = hashlib.sha256(path.name.encode()).digest()
    return "AB"[digest[0] % 2]


def truth_of(path: Path) -> Truth:
    """What a file says, and the text to read."""
    root = ET.parse(path).getroot()  # noqa: S314 - files that the caller chose
    printed = _Printed()
    printed.walk(root)
    containers = [
        each for part in root.iter() if _tag(part) == "preamble" for each in part
        if _tag(each) == "container"
    ]  # fmt: skip
    days = [each for each in root.iter() if each.get("refersTo") == "#adoptionDate"]
    date = next((each.get("date", "") for each in days), "")
    return Truth(tuple(printed.lines), tuple(printed.numbers), len(containers), date)


class _Printed:
    """The lines of a file and its numbers, while its elements are walked through."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[str] = []
        self._label = ""

    def walk(self, element: ET.Element) -> None:
        """Print an element and all that it holds."""
        tag = _tag(element)
        if tag in LEFT_OUT:
            return
        if tag == "num":
            self._number(_words(element))
        elif tag in BLOCKS:
            self._print(_words(element))
        else:
            for each in element:
                self.walk(each)

    def _number(self, words: str) -> None:
        if self._label:
            self._print("")
        self._label = words
        if words:
            self.numbers.append("".join(words.split()))

    def _print(self, words: str) -> None:
        line = f"{self._label} {words}".strip()
        self._label = ""
        if line:
            self.lines.append(line)


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(element: ET.Element) -> str:
    """The words of an element, without those of notes."""
    parts: list[str] = []
    _collect(element, parts)
    return " ".join("".join(parts).split())


def _collect(element: ET.Element, parts: list[str]) -> None:
    if _tag(element) in LEFT_OUT:
        return
    parts.append(element.text or "")
    for each in element:
        _collect(each, parts)
        parts.append(each.tail or "")


def text_of(lines: Sequence[str], width: int) -> str:
    """The lines as a text with an empty line between two. `width`: wrap at this column; 0 for not
    at all.
    """
    if width:
        lines = [textwrap.fill(line, width, break_long_words=False) for line in lines]
    return "\n\n".join(lines) + "\n"


def numbers_of(declaration: Declaration) -> tuple[str, ...]:
    """The numbers of recitals, sections, paragraphs and points in order."""
    found = [each.num for each in passages(declaration) if each.kind not in NO_NUMBERS]
    return tuple("".join(num.split()) for num in found if num)


def compared(path: Path, width: int) -> Outcome:
    """Read one file as text, and compare."""
    try:
        truth = truth_of(path)
    except ET.ParseError:
        return Outcome(path, 0, (), (), False, False, read=False)
    declaration = read(text_of(truth.lines, width).encode(), format="text").declaration
    if declaration is None:
        return Outcome(
            path, len(truth.numbers), truth.numbers, (), False, False, read=False
        )
    missing: list[str] = []
    extra: list[str] = []
    ours = numbers_of(declaration)
    matcher = SequenceMatcher(None, truth.numbers, ours, autojunk=False)
    for kind, start, end, our_start, our_end in matcher.get_opcodes():
        if kind != "equal":
            missing.extend(truth.numbers[start:end])
            extra.extend(ours[our_start:our_end])
    recitals = sum(
        each.kind == "recital" and each.role is None for each in passages(declaration)
    )
    date = str(declaration.date.value) if declaration.date is not None else ""
    return Outcome(
        path,
        len(truth.numbers),
        tuple(missing),
        tuple(extra),
        recitals == truth.recitals,
        date == truth.date,
    )


def _files(folder: Path, half: str, every: int) -> list[Path]:
    """The files of a half, or one in `every` of them."""
    paths = sorted(
        each for each in folder.rglob("*.xml") if half in ("", half_of(each))
    )
    return paths[::every]


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    total: Counter[str] = Counter()
    for each in outcomes:
        total["files"] += 1
        total["unread"] += not each.read
        total["equal"] += each.read and not each.missing and not each.extra
        total["with all numbers"] += each.read and not each.missing
        total["numbers"] += each.numbers
        total["missing"] += len(each.missing)
        total["extra"] += len(each.extra)
        total["recitals"] += each.recitals
        total["dates"] += each.date
    for name, value in total.items():
        yield f"{name:18}{value:7}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--half", type=click.Choice(["A", "B"]), default=None, help="Only this half."
)
@click.option("--every", default=1, help="Take one file in this many.")
@click.option("--width", default=0, help="Wrap the text at this column.")
@click.option("--jobs", default=1, help="How many processes to use.")
@click.option(
    "--show",
    is_flag=True,
    help="Name the files of half A that differ in their numbers.",
)
def main(
    *, folder: Path, half: str | None, every: int, width: int, jobs: int, show: bool
) -> None:
    """Print how many files and numbers are equal."""
    paths = _files(folder, half or "", every)
    with Pool(jobs) as pool:
        outcomes = pool.map(partial(compared, width=width), paths, chunksize=8)
    for each in outcomes:
        if show and half_of(each.path) == "A" and (each.missing or each.extra):
            lost = " ".join(each.missing)
            click.echo(f"{each.path}\n  missing {lost}\n  extra {' '.join(each.extra)}")
    for line in _table(outcomes):
        click.echo(line)


if __name__ == "__main__":
    main()
