"""Make the weights of the decoder: `make train CORPUS=... UN=... UDHR=...`.

The same documents give the same weights, byte for byte: documents are taken in the order of their
names, chance is seeded by names, and the trainer (L-BFGS in one thread) has no other source of it.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite
from tools.training.examples import example
from tools.training.printed import reprinted
from tools.training.tagged import Facts, declarations, resolutions
from tools.training.truth import Document, drawn, labelled, shuffled

from communique.detect.roles import MORE, ROLES
from communique.detect.weights import VERSION

OUT = Path(__file__).parents[2] / "src/communique/detect/weights.json"
SETTINGS = {
    "c1": 0.4,
    "c2": 4.0,
    "max_iterations": 80,
    "feature.minfreq": 3,
    "feature.possible_transitions": False,
}
TEMPERATURE = 1.4
"""Probabilities are made so much flatter: a chain of atoms is surer of itself than it is right on
families it did not learn.
"""
LEAST = 0.08
"""Weights that are smaller say nothing and are left out."""
STEPS = 20
"""Weights of features are rounded to so many parts of one: in a file of one size many rough ones
say more than few exact ones.
"""
WITHOUT_WORDS = 3
"""One document of so many is learnt without classes of words."""
PRINTED_ALREADY = frozenset({"sc", "udhr", "drawn", "golden"})
AGAIN = 2
"""In so many further layouts a document that was labelled by hand is learnt each time."""
TIMES = 3
"""So many times everything is learnt, each time with other layouts. One training errs on others'
texts by chance: the mean errs less.
"""
SHARE_UN, SHARE_UDHR = 6, 4
"""One document of so many of the large families is learnt, so that they do not outweigh the rest."""


def documents(
    corpus: Path | None, un: Path | None, udhr: Path | None
) -> tuple[list[Document], dict[str, Facts]]:
    """All that there is to learn from, in a fixed order; the facts that tags give, by name."""
    found = [*labelled(corpus), *drawn()]
    facts: dict[str, Facts] = {}
    for document, said in resolutions(un) if un is not None else ():
        found.append(document)
        facts[document.name] = said
    found.extend(declarations(udhr) if udhr is not None else ())
    return found, facts


def thinned(given: Iterable[Document]) -> list[Document]:
    """The documents without most of the large families."""
    share = {"sc": SHARE_UN, "udhr": SHARE_UDHR}
    return [
        each
        for each in given
        if shuffled(each.name).randrange(share.get(each.family, 1)) == 0
    ]


def augmented(given: Iterable[Document], time: int = 0) -> Iterator[Document]:
    """The documents, and those that were labelled by hand in other layouts too, each `time` in
    others.
    """
    for each in given:
        yield each
        if each.family not in PRINTED_ALREADY:
            yield from filter(
                None,
                (
                    reprinted(each, again)
                    for again in range(time * AGAIN, (time + 1) * AGAIN)
                ),
            )


Example = tuple[list[list[str]], list[str]]


def learn(
    given: Sequence[Document],
    temperature: float = 1.0,
    made: Callable[..., Example] = example,
) -> dict[str, object]:
    """The weights that documents teach, as they are kept: the mean of those of all times.

    `made`: makes an example of a document, or remembers it.
    """
    times = [_once(given, time, made) for time in range(TIMES)]
    states = sorted(
        {state for info in times for state in info.labels},
        key=lambda state: (ROLES.index(state.removesuffix(MORE)), state),
    )
    features: dict[str, dict[str, float]] = {}
    for name, state in sorted({each for info in times for each in info.state_features}):
        weight = (
            sum(info.state_features.get((name, state), 0.0) for info in times) / TIMES
        )
        if abs(weight) >= LEAST:
            features.setdefault(name, {})[str(states.index(state))] = (
                round(weight * STEPS) / STEPS
            )
    moves: dict[str, dict[str, float]] = {}
    for before in states:
        for after in states:
            weight = (
                sum(
                    info.transitions.get((before, after), UNSEEN_MOVE) for info in times
                )
                / TIMES
            )
            moves.setdefault(before, {})[after] = round(weight, 2)
    return {
        "version": VERSION,
        "temperature": temperature,
        "states": states,
        "moves": moves,
        "features": features,
    }


def _once(given: Sequence[Document], time: int, made: Callable[..., Example]) -> Any:
    """What the trainer learns from the documents in the layouts of one time."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for each in augmented(given, time):
        rows, states = made(
            each,
            lexicon=each.family in HEAVY
            or shuffled("words" + each.name).randrange(WITHOUT_WORDS) > 0,
        )
        for _ in range(HEAVY.get(each.family, 1) if rows else 0):
            trainer.append(rows, states)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        return tagger.info()


RULES = {"golden": 60, "shipped": 20, "drawn": 2}
"""Families that count so many times: each of their documents shows one rule that must hold. More
makes others' texts be read worse.
"""
LIKE_OTHERS = dict.fromkeys(
    (
        "web",
        "letters",
        "charter",
        "groups",
        "europe",
        "treaty",
        "council",
        "parliament",
    ),
    2,
)
"""Families that count so many times: they are most like what people have, and there are few of
each.
"""
HEAVY = {**RULES, **LIKE_OTHERS}
UNSEEN_MOVE = -3.0
"""The weight of one role behind another that no document showed."""


def written(weights: dict[str, object]) -> str:
    """The weights as a file: a line for each feature."""
    features: dict[str, dict[str, float]] = weights["features"]  # type: ignore[assignment]
    head = {key: value for key, value in weights.items() if key != "features"}
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for name, row in sorted(features.items())
    ]
    return (
        json.dumps(head, sort_keys=True, ensure_ascii=False)[:-1]
        + ',\n"features": {\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )


def main() -> None:
    """Train on everything that is given and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--corpus", "--un", "--udhr"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--temperature", type=float, default=TEMPERATURE)
    given = parser.parse_args()
    learnt = thinned(documents(given.corpus, given.un, given.udhr)[0])
    given.out.write_text(written(learn(learnt, given.temperature)), "utf-8")
    print(f"{len(learnt)} documents, {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
