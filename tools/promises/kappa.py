"""How far two passes by the annotation guide agree: `python -m tools.promises.kappa [FOLDER]`.

`passes.tsv` has a row for each recital, paragraph and point of ten resolutions of the Security
Council of 2021, in English: the kinds of its acts in their order, and whether it has a term, as the
first and the second pass have it. No words are kept. With FOLDER, which holds the resolutions as
Akoma Ntoso, what the rules find is held against the first pass too; it is no pass.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from tools.promises.resolutions import number_of, without_marks

from communique import Declaration, read
from communique.acts import ASKING, BINDING, Act, acts_of

PASSES = Path(__file__).with_name("passes.tsv")
Row = dict[str, str]


def kappa(one: Sequence[object], other: Sequence[object]) -> float:
    """Cohen's kappa: agreement beyond what chance would give.

    >>> kappa("aabb", "aabb"), kappa("aabb", "abab")
    (1.0, 0.0)
    """
    seen = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    first, second = Counter(one), Counter(other)
    chance = sum(first[each] * second[each] for each in first) / len(one) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def promising(kinds: str, part: str) -> bool:
    """Whether one of the kinds binds or asks, outside the recitals."""
    return part != "recital" and bool((BINDING | ASKING).intersection(kinds.split(",")))


def compared(name: str, one: Sequence[object], other: Sequence[object]) -> str:
    """A line with how many agree, and how far beyond chance."""
    same = sum(a == b for a, b in zip(one, other, strict=True))
    return f"{name}: {same} of {len(one)}, kappa {kappa(one, other):.3f}"


def by_rules(folder: Path, rows: Sequence[Row]) -> list[str]:
    """The kinds of acts that rules find in each row's passage, from the words alone."""
    found: dict[tuple[str, str], list[Act]] = {}
    wanted = {row["resolution"] for row in rows}
    for path in folder.glob("*.xml"):
        if (
            number_of(path) in wanted
            and (declaration := read(path).declaration) is not None
        ):
            for act in acts_of(
                Declaration.model_validate(without_marks(declaration.model_dump()))
            ):
                found.setdefault((number_of(path), act.passage.eid), []).append(act)
    return [
        ",".join(act.kind for act in found.get((row["resolution"], row["eid"]), ()))
        or "-"
        for row in rows
    ]


@click.command()
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=False,
)
def main(folder: Path | None) -> None:
    """Print how far the two passes agree, and with FOLDER the rules with the first."""
    with PASSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    passes = {"second pass": [row["second"] for row in rows]}
    if folder is not None:
        passes["rules"] = by_rules(folder, rows)
    first, parts = [row["first"] for row in rows], [row["part"] for row in rows]
    for name, other in passes.items():
        print(f"first pass and {name}")
        print(compared("  kinds of all acts in order", first, other))
        print(
            compared(
                "  kind of the first act",
                *([each.split(",")[0] for each in kinds] for kinds in (first, other)),
            )
        )
        print(
            compared(
                "  how many acts",
                *([len(each.split(",")) for each in kinds] for kinds in (first, other)),
            )
        )
        print(
            compared(
                "  a promise",
                *(list(map(promising, kinds, parts)) for kinds in (first, other)),
            )
        )
    print(
        compared(
            "a term, both passes",
            [row["first_term"] for row in rows],
            [row["second_term"] for row in rows],
        )
    )


if __name__ == "__main__":
    main()
