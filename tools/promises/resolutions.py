"""Measures operative words against the italics of resolutions as AKN4UN: `python -m
tools.promises.resolutions FOLDER`.

FOLDER has a folder for each language (`English`, `Arabic`), as the resolutions of the Security
Council are published. There the operative words are in italics, and recital or paragraph n of one
language is that of the others. All marks are taken away before acts are looked for, so that nothing
but the words is known.

- found: of the italics, those that an act's words meet; in italics: of the acts, those whose words meet italics (some editions leave
  italics out here and there: what is counted against us there is often an act);
- kind: of the recitals and paragraphs that have an act in English, where a resolution has as many of them in both languages, those
  whose first act is of the same kind.

Chinese has no italics: only kinds are measured. In German what stands behind (`fordert ... auf`) is
part of the verb.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from communique import Declaration, read
from communique.acts.finding import SPOKEN, acts_of
from communique.model.passages import Passage, passages

LANGUAGES = ("English", "French", "Spanish", "Arabic", "Russian", "Chinese", "German")
BEHIND = {
    "auf",
    "an",
    "nahe",
    "ferner",
    "nachdrücklich",
    "eindringlich",
    "mit",
    "allem",
    "nachdruck",
    "hervor",
    "erneut",
}
Kinds = dict[tuple[str, int], str | None]


def number_of(path: Path) -> str:
    """The number of a resolution, from the name of its file."""
    found = re.search(r"(?:RES|SC)_(\d{4})\D", path.name)
    return found[1] if found else path.stem


def without_marks(value: Any) -> Any:
    """Plain values without any mark."""
    if isinstance(value, dict):
        return {
            key: () if key == "marks" else without_marks(each)
            for key, each in value.items()
        }
    return (
        tuple(map(without_marks, value)) if isinstance(value, list | tuple) else value
    )


def italics(passage: Passage) -> list[tuple[int, int]]:
    """The stretches in italics, those that only blanks part as one."""
    found: list[tuple[int, int]] = []
    for each in passage.marks():
        if (
            each.field != "text"
            or each.mark.kind != "emphasis"
            or each.mark.style != "italic"
            or not each.words.strip()
        ):
            continue
        if found and not passage.text[found[-1][1] : each.start].strip():
            found[-1] = (found[-1][0], each.end)
        elif not set(each.words.casefold().split()) <= BEHIND:
            found.append((each.start, each.end))
    return found


def _measured(marked: Declaration) -> tuple[Counter[str], Kinds]:
    bare = Declaration.model_validate(without_marks(marked.model_dump()))
    words: dict[int, set[tuple[int, int]]] = {}
    first: dict[int, str] = {}
    for act in acts_of(bare):
        words.setdefault(act.lead.position, set()).add((act.start, act.end))
        first.setdefault(act.lead.position, act.kind)
    said: Counter[str] = Counter()
    for passage in _spoken(marked):
        set_apart, ours = italics(passage), words.get(passage.position, set())
        said["italics"] += len(set_apart)
        said["found"] += sum(
            any(a < e and b > s for a, b in ours) for s, e in set_apart
        )
        said["acts"] += len(ours)
        said["in italics"] += sum(
            any(a < e and b > s for s, e in set_apart) for a, b in ours
        )
    count: Counter[str] = Counter()
    kinds: Kinds = {}
    for passage in _spoken(bare):
        if passage.kind != "point":
            count[passage.kind] += 1
            kinds[passage.kind, count[passage.kind]] = first.get(passage.position)
    return said, kinds


def _spoken(declaration: Declaration) -> Iterator[Passage]:
    for passage in passages(declaration):
        if passage.kind in SPOKEN and passage.role not in {"opening", "formula"}:
            yield passage


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--only",
    default="",
    help="Numbers of resolutions, separated by commas; all others are left out.",
)
def main(folder: Path, only: str) -> None:
    """Print a line for each language."""
    english: dict[str, Kinds] = {}
    for language in LANGUAGES:
        total: Counter[str] = Counter()
        for path in sorted((folder / language).glob("*.xml")):
            if only and number_of(path) not in only.split(","):
                continue
            declaration = read(path).declaration
            if declaration is None:
                total["unread"] += 1
                continue
            said, kinds = _measured(declaration)
            total += said
            if language == "English":
                english[number_of(path)] = kinds
            elif kinds.keys() == english.get(number_of(path), {}).keys():
                theirs = english[number_of(path)]
                total["aligned"] += sum(theirs[each] is not None for each in kinds)
                total["same"] += sum(
                    theirs[each] is not None and theirs[each] == kinds[each]
                    for each in kinds
                )
        print(f"{language:9}{_share(total, 'found', 'italics')}  {_share(total, 'in italics', 'acts')}  "
              f"{_share(total, 'same', 'aligned')}  unread {total['unread']}")  # fmt: skip


def _share(said: Counter[str], part: str, whole: str) -> str:
    return f"{part} {said[part]}/{said[whole]} ({100 * said[part] / max(1, said[whole]):.1f} %)"


if __name__ == "__main__":
    main()
