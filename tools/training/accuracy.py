"""How right the reader is: `make accuracy CORPUS=... UN=... UDHR=...`; writes the tables of
`docs/accuracy.md`.

Every number is of documents that were not learnt from. In-family: the works are split in three,
each third read by weights learnt from the other two. Out-of-family: whole families are left out.
The two are never mixed.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tools.training.examples import example, states
from tools.training.store import stored
from tools.training.tagged import Facts
from tools.training.train import TEMPERATURE, documents, learn, thinned, written
from tools.training.truth import Document, folded, stretches

from communique.core.source import Source
from communique.detect import deciding
from communique.detect import reading as reading_module
from communique.detect.decoder import Decoder
from communique.detect.metadata import read_metadata
from communique.detect.reading import read
from communique.detect.state import Reading
from communique.detect.weights import load_weights
from communique.draft import ReadOptions
from communique.formats import format_named
from communique.model import Declaration

FOLDS = 3
GROUPS = (
    ("treaties", "treaty", "open-treaties", "charter", "letters", "other"),
    ("statements", "groups", "samples", "asean", "au", "arab"),
    ("unga", "un", "sc", "oas", "latin"), ("council", "parliament", "europe", "udhr"), ("web",),
)  # fmt: skip
"""Families that are alike and are left out together."""
INVENTED = ("golden", "drawn", "shipped")
"""Families that are learnt from and never counted: they are held by tests."""
ROLES = ("title", "heading", "recital", "paragraph", "point", "note", "signature")
FACTS = ("title", "date", "number", "kind", "language", "signatories")
HEAD = (
    "documents",
    *(f"{role}s" if role != "title" else "titles" for role in ROLES),
    *(f"{fact} (fact)" for fact in FACTS),
)
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass
class Score:
    """Counts over documents: found, there, said, by role and fact; and how often a probability was
    right.
    """

    documents: int = 0
    there: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    odds: Counter[float] = field(default_factory=Counter)
    odds_right: Counter[float] = field(default_factory=Counter)

    def add(self, other: "Score") -> None:
        """Add what another has counted."""
        self.documents += other.documents
        for name in ("there", "said", "right", "odds", "odds_right"):
            getattr(self, name).update(getattr(other, name))


def stated() -> dict[str, dict[str, Any]]:
    """The facts of documents as people read them, by `family/name`."""
    return {each.key: each.facts for each in stored() if each.facts is not None}


def _edge(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what is no letter or digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled document, what a reader is told of it, and its facts where they are known."""

    document: Document
    options: ReadOptions = field(default_factory=ReadOptions)
    facts: dict[str, Any] | None = None

    @property
    def source(self) -> Source:
        """Its text."""
        return Source(self.document.name, self.document.text.encode())


def measured(case: Case, reading: Reading | None = None) -> Score:
    """What one document adds. `reading`: the reading of it, where it was read already."""
    score = Score(1)
    reading = reading or read(case.source, case.options)
    _blocks(score, case.document, reading)
    truth = states(case.document, reading)
    for state, decision in zip(truth, reading.decisions, strict=True):
        step = max((each for each in BINS if decision.odds >= each), default=0.0)
        score.odds[step] += 1
        score.odds_right[step] += state == decision.state
    if case.facts is not None:
        _facts(score, case.source, case.options, case.facts)
    return score


def _blocks(score: Score, document: Document, reading: Reading) -> None:
    """Count the blocks of each role that are there, were said, and are right."""
    text = document.text
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for block in reading.blocks:
        spans[block.role].add(_edge(text, block.lines[0].start, block.lines[-1].end))
    noted: set[int] = set()
    for note in reading.notes:
        end = note.lines[-1].end if note.lines else note.end
        noted.add(_edge(text, note.start, end)[0])
    for start, end, row in stretches(document):
        if row.role not in ROLES:
            continue
        score.there[row.role] += 1
        edge = _edge(text, start, end)
        found = edge[0] in noted if row.role == "note" else edge in spans[row.role]
        score.right[row.role] += found
    for role in ROLES:
        score.said[role] += len(noted) if role == "note" else len(spans[role])


def _plain(words: object) -> str:
    return "".join(re.sub(r"[*_#\\]", "", str(words)).split()).casefold()


_ARTICLE = re.compile(
    r"(?:for )?(?:the|le|la|les|el|los|las|die|das|der|il|lo|de|het|a|az) |l['’]",
    re.IGNORECASE,
)


def _party(words: str) -> str:
    """A party without the article, which truth writes down or not."""
    match = _ARTICLE.match(words)
    return _plain(words[match.end() :] if match else words)


def _facts(
    score: Score, source: Source, options: ReadOptions, facts: dict[str, Any]
) -> None:
    """Count the facts that are right."""
    declaration = format_named("text").read(source, options).declaration
    if declaration is None:
        score.there.update(f"{name} (fact)" for name in FACTS)
        return
    for name in FACTS:
        column = f"{name} (fact)"
        true = facts.get(name)
        if name == "signatories":
            _signatories(score, declaration, true or ())
        elif name in facts and not (true is None and name in ("kind", "language")):
            score.there[column] += 1
            right = _is_right(name, true, declaration)
            if name == "title" and true is None:
                right = _is_unprinted(declaration, source, options)
            score.right[column] += right


def _is_unprinted(
    declaration: Declaration, source: Source, options: ReadOptions
) -> bool:
    """Whether a declaration has no title, or one that only the metadata give.

    Truth that says what is printed has none then.
    """
    if declaration.title is None:
        return True
    given = read_metadata(source.text).get("title")
    known = options.title if given is None else given.text
    return _plain(declaration.title.text) == _plain(known or "")


def _is_right(name: str, true: Any, declaration: Declaration) -> bool:
    """Whether a declaration has a fact as people read it."""
    if name == "number":
        return _has_number(declaration, true)
    if name == "date":
        cover = declaration.cover
        days = {each.value for each in (declaration.date, cover and cover.date) if each}
        return true in days if true else not declaration.date
    if name == "title":
        title = declaration.title.text if declaration.title else ""
        return _plain(title) == _plain(true or "")
    if name == "language":
        return declaration.language.split("-")[0] == str(true).split("-")[0]
    return bool(declaration.kind == true)


def _has_number(declaration: Declaration, true: str | None) -> bool:
    """Whether a declaration has its own number, and none where it has none."""
    cover = declaration.cover
    own = list(declaration.identifiers)
    if true and cover:
        own.extend(cover.identifiers)
    numbers = {"".join(each.value.split()) for each in own}
    return "".join(true.split()) in numbers if true else not numbers


def _signatories(score: Score, declaration: Declaration, true: Sequence[Any]) -> None:
    """Count the signatories whose name and party are right; of some only a name or a party is
    known.
    """
    made: list[tuple[str, str]] = []
    for each in declaration.signatories:
        name = each.name.text if each.name else ""
        party = (each.party.text if each.party else "") or ""
        made.append((_plain(name), _party(party)))
    names = {part for each in made for part in each if part}
    column = "signatories (fact)"
    score.there[column] += len(true)
    score.said[column] += len(made)
    for signer in true:
        if isinstance(signer, str):
            score.right[column] += bool({_plain(signer), _party(signer)} & names)
        else:
            person = (_plain(signer["name"] or ""), _party(signer["party"] or ""))
            score.right[column] += person in made


def with_weights(data: str) -> None:
    """Read by these weights from now on."""
    decoder = Decoder(load_weights(data))
    for module in (deciding, reading_module):
        module.decoder = lambda: decoder  # type: ignore[attr-defined]


def judged(
    given: Iterable[Document], facts: dict[str, dict[str, Any]], tags: dict[str, Facts]
) -> dict[str, Score]:
    """The scores by family."""
    found: dict[str, Score] = defaultdict(Score)
    for each in given:
        known = facts.get(f"{each.family}/{each.name}")
        if known is None and each.name in tags:
            tagged = tags[each.name]
            known = {
                "title": tagged.title,
                "number": tagged.number,
                "kind": "resolution",
                "language": each.language,
                "signatories": None,
                **({"date": tagged.date} if tagged.date else {}),
            }
        family = f"sc {each.language}" if each.family == "sc" else each.family
        found[family].add(measured(Case(each, facts=known)))
    return found


def table(scores: dict[str, Score]) -> list[str]:
    """The rows of a table in Markdown, worst first by paragraphs."""
    names = [*ROLES, *(f"{fact} (fact)" for fact in FACTS)]
    rows = [
        "| family | documents | " + " | ".join(names) + " |",
        "| --- " * (len(names) + 2) + "|",
    ]
    order = sorted(
        scores,
        key=lambda family: (
            scores[family].right["paragraph"]
            / max(1, scores[family].there["paragraph"])
        ),
    )
    for family in [*order, "all"]:
        score = scores.get(family) or Score()
        if family == "all":
            for each in scores.values():
                score.add(each)
        cells = [_cell(score, name) for name in names]
        rows.append(f"| {family} | {score.documents} | " + " | ".join(cells) + " |")
    return rows


def _cell(score: Score, name: str) -> str:
    there, said, right = score.there[name], score.said[name], score.right[name]
    if not there:
        return "–"
    found = f"{100 * right / there:.0f}"
    return f"{found} / {100 * right / said:.0f}" if said else found


def reliability(scores: dict[str, Score]) -> list[str]:
    """How often what was said with a probability is right."""
    total = Score()
    for each in scores.values():
        total.add(each)
    rows = ["| said with | blocks | right |", "| --- | --- | --- |"]
    for low, high in zip((0.0, *BINS), (*BINS, 1.0), strict=True):
        count = total.odds[low]
        if count:
            rows.append(
                f"| {low:.2f} to {high:.2f} | {count} | {100 * total.odds_right[low] / count:.1f} % |"
            )
    sure = sum(total.odds[each] for each in BINS if each >= 0.9)
    right = sum(total.odds_right[each] for each in BINS if each >= 0.9)
    rows.append(f"| 0.90 or more | {sure} | {100 * right / max(1, sure):.1f} % |")
    return rows


def run(
    given: Sequence[Document],
    tags: dict[str, Facts],
    temperature: float,
    few: int,
    folds: int = FOLDS,
) -> list[str]:
    """The page's tables."""
    facts = stated()
    seen = cache(example)
    counted = [each for each in given if each.family not in INVENTED]
    counted = [
        each
        for each in counted
        if each.family not in ("sc", "udhr") or folded("few" + each.name, few) == 0
    ]
    inside: dict[str, Score] = defaultdict(Score)
    for fold in range(folds):
        with_weights(
            written(
                learn(
                    thinned(each for each in given if part(each) != fold),
                    temperature,
                    seen,
                )
            )
        )
        for family, score in judged(
            (each for each in counted if part(each) == fold), facts, tags
        ).items():
            inside[family].add(score)
    outside: dict[str, Score] = defaultdict(Score)
    for group in GROUPS:
        with_weights(
            written(
                learn(
                    thinned(each for each in given if each.family not in group),
                    temperature,
                    seen,
                )
            )
        )
        for family, score in judged(
            (each for each in counted if each.family in group), facts, tags
        ).items():
            outside[family].add(score)
    return ["## Other works of known families", "", *table(inside), "", *reliability(inside), "",
            "## Families that were not learnt", "", *table(outside), "", *reliability(outside), ""]  # fmt: skip


def part(document: Document) -> int:
    """In which third a document is: by its work; languages of the Universal Declaration are told
    apart by language.
    """
    return folded(document.name if document.family == "udhr" else document.work, FOLDS)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--corpus", "--un", "--udhr", "--out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--temperature", type=float, default=TEMPERATURE)
    parser.add_argument(
        "--few",
        type=int,
        default=6,
        help="read one of so many documents of the two largest families",
    )
    parser.add_argument(
        "--folds",
        type=int,
        default=FOLDS,
        help="measure so many thirds of the known families",
    )
    given = parser.parse_args()
    found, tags = documents(given.corpus, given.un, given.udhr)
    text = "\n".join(run(found, tags, given.temperature, given.few, given.folds)) + "\n"
    if given.out:
        before = (
            given.out.read_text("utf-8") if given.out.exists() else "# Accuracy\n\n"
        )
        head = before.partition("<!-- measured -->")[0]
        given.out.write_text(f"{head}<!-- measured -->\n\n{text}", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
