"""Measures the promises that are found against labels by hand: `python -m tools.promises.measure
FOLDER`.

FOLDER holds the texts, but for those that were written for this project and are kept here;
`labels.jsonl` says where in each what is promised stands (offsets in the text with white space and
signs of emphasis counted once, half-open), by whom, and by when. A text that has changed is
refused.

- found, right: promises of which a label, or an act, has more than half of the words of the other;
- both ends: of those found, the clause is the label's to the letter;
- actor: of those found, the label's words, as printed or, where all who speak act, `all`; due: whether a date is said, and that it is the same.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from tools.training.store import stored

from communique import Source, promises, read
from communique.acts import ASKING, Act

LABELS = Path(__file__).with_name("labels.jsonl")
OURS = Path(__file__).parents[2]
"""Where the texts are that were written for this project."""
TUNED = (
    "tuned",
    "fourth",
    "seventh",
    "eighth",
    "ninth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
)
"""The parts that may be looked at."""
_LOOSE = re.compile(r"[\s*_]+")
_SIGN = re.compile(r"((?:\\)?[,.;:)”’])")


TRAINING = "data/training/"
"""Before the key of a document among the labelled ones."""


def text_of(name: str, folder: Path) -> bytes | None:
    """The text of a labelled document: a stored one, a file of the project, or one of the folder
    that is given.
    """
    if name.startswith(TRAINING):
        key = name.removeprefix(TRAINING)
        return next(
            (each.bytes_of_text() for each in stored() if each.key == key), None
        )
    for top in (OURS, folder):
        if (top / name).is_file():
            return (top / name).read_bytes()
    return None


def plain(text: str) -> str:
    """A text with one blank for all white space and signs of emphasis in a row."""
    return _LOOSE.sub(" ", text)


@dataclass(frozen=True)
class Placed:
    """An act, and where its clause stands in the plain text."""

    act: Act
    start: int
    end: int


def placed(found: tuple[Act, ...], text: str) -> Iterator[Placed]:
    """The acts whose clauses stand in a text, each behind the one before where it can."""
    last = 0
    for act in found:
        words = re.compile(
            _SIGN.sub(r" ?\1", re.escape(plain(act.what).strip()))
        )  # `**Guide**,` has a blank there
        match = words.search(text, last) or words.search(text)
        if match and match[0]:
            last = match.start()
            yield Placed(act, *match.span())


def measured(labels: list[dict[str, Any]], acts: list[Placed]) -> Counter[str]:
    """What came of one document."""
    said: Counter[str] = Counter(labels=len(labels), acts=len(acts))
    free = list(acts)
    for label in labels:
        near = max(free, key=lambda each: _common(label, each), default=None)
        if (
            near is None
            or 2 * _common(label, near)
            <= max(label["end"] - label["start"], near.end - near.start) * 0.5
        ):
            continue
        free.remove(near)
        said["found"] += 1
        said["both ends"] += (label["start"], label["end"]) == (near.start, near.end)
        every = (
            "all" if near.act.everyone else "",
            near.act.actor or "",
        )  # a body that speaks alone has a name, and is all who do
        said["actor"] += plain(label["who"] or "").casefold() in (
            {plain(each).casefold() for each in every if each} or {""}
        )
        said["asked"] += (near.act.kind in ASKING) == label["asks"]
        said["due labelled"] += label["due"] is not None
        said["due found"] += near.act.due is not None
        value = None if near.act.due is None else near.act.due.value or "?"
        said["due right"] += label["due"] is not None and value == label["due"]
    return said


def _common(label: dict[str, Any], act: Placed) -> int:
    return max(0, min(int(label["end"]), act.end) - max(int(label["start"]), act.start))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--misses",
    is_flag=True,
    help="Print what was missed, and what nobody labelled, of documents tuned on.",
)
def main(folder: Path, *, misses: bool) -> None:
    """Print the measures of each document and of both parts."""
    total: dict[str, Counter[str]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        document = json.loads(line)
        data = text_of(document["file"], folder)
        if data is None:
            click.echo(f"{document['file']}: not in {folder}, left out", err=True)
            continue
        if hashlib.sha256(data).hexdigest() != document["sha256"]:
            raise click.ClickException(
                f"{document['file']} is not the text that was labelled"
            )
        text = plain(data.decode())
        acts = [each for each in placed(promises(read(Source(document["file"], data)).require()), text)
                if each.end <= document.get("until", len(text))]  # fmt: skip
        said = measured(document["acts"], acts)
        total[document["part"]] = total.get(document["part"], Counter()) + said
        print(f"{document['part']:6}{_line(said)}  {Path(document['file']).name[:60]}")
        if misses and document["part"] in TUNED:
            _print_misses(document["acts"], acts, text)
    for part, said in total.items():
        print(f"{part.upper():6}{_line(said)}")


def _line(said: Counter[str]) -> str:
    parts = [
        f"found {said['found']}/{said['labels']}",
        f"right {said['found']}/{said['acts']}",
    ]
    parts += [
        f"{name} {said[name]}/{said['found']}"
        for name in ("both ends", "actor", "asked")
    ]
    return "  ".join(
        [
            *parts,
            f"due {said['due right']}/{said['due labelled']} of {said['due found']}",
        ]
    )


def _print_misses(labels: list[dict[str, Any]], acts: list[Placed], text: str) -> None:
    for label in labels:
        if not any(
            (label["start"], label["end"]) == (each.start, each.end) for each in acts
        ):
            print(f"   - {text[label['start'] : label['end']][:150]}")
    for each in acts:
        if not any(
            (label["start"], label["end"]) == (each.start, each.end) for label in labels
        ):
            print(
                f"   + [{each.act.words}] <{each.act.actor}> {text[each.start : each.end][:150]}"
            )


if __name__ == "__main__":
    main()
