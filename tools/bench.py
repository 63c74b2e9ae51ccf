"""Scores any system that reads declarations on the labelled documents of `data/training`:

    python -m tools.bench --system "COMMAND" [--family NAME] [--limit N]

COMMAND gets the text of a document on standard input and writes one JSON object, the form, on
standard output. `docs/accuracy.md` describes it. This shows the form that communique gives:

    python -m tools.bench --form < text.txt
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tools.training.accuracy import FACTS, INVENTED, ROLES
from tools.training.store import Labelled, stored
from tools.training.truth import labelled, stretches

from communique.core.source import Source
from communique.detect.reading import read
from communique.draft import ReadOptions
from communique.formats import format_named

EDGE = 5
"""Number of words of a block that the form of communique gives from each of its ends."""
SECONDS = 600
"""How long a system may take for a document."""

Form: TypeAlias = dict[str, Any]


@dataclass
class Count:
    """How many blocks or facts there are, were said, and are right."""

    there: int = 0
    said: int = 0
    right: int = 0


@dataclass
class Scores:
    """Counts by language, then by role or fact. `failed`: the documents without a form."""

    counts: dict[str, dict[str, Count]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Count))
    )
    documents: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def plain(words: object) -> str:
    """Words for comparison: letters and digits only, in lower case."""
    return "".join(filter(str.isalnum, str(words or ""))).casefold()


def form_of(command: Sequence[str], text: bytes) -> Form | None:
    """The form that a system gives for a text; None if it fails or writes something else."""
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, check=True, timeout=SECONDS
        )
        form = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
    return form if isinstance(form, dict) else None


def add_blocks(
    counts: dict[str, Count], wanted: Iterable[tuple[str, str, str]], form: Form
) -> None:
    """Count the blocks of a document. `wanted`: the role, the words and the label of each.

    A block is right if a block of its role begins and ends with the words that the form gives;
    the words may leave out the label. Each block is found once.
    """
    left: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for role, words, label in wanted:
        counts[role].there += 1
        whole = plain(words)
        left[role].append((whole, whole.removeprefix(plain(label))))
    for block in form.get("blocks") or ():
        role = str(block.get("role"))
        if role not in ROLES:
            continue
        counts[role].said += 1
        first = plain(block.get("first"))
        last = plain(block.get("last"))
        for whole, unlabelled in left[role]:
            begins = whole.startswith(first) or unlabelled.startswith(first)
            if first and last and begins and whole.endswith(last):
                left[role].remove((whole, unlabelled))
                counts[role].right += 1
                break


def fact(name: str) -> str:
    """The column of a fact: a title is a block, and a fact as well."""
    return f"{name} (fact)"


def add_facts(counts: dict[str, Count], facts: dict[str, Any], form: Form) -> None:
    """Count the facts of a document; those that nobody knows are left out."""
    for name in FACTS:
        if name == "signatories":
            add_signatories(counts[fact(name)], facts.get(name) or (), form)
        elif facts.get(name) is not None:
            count = counts[fact(name)]
            count.there += 1
            count.said += form.get(name) is not None
            count.right += plain(form.get(name)) == plain(facts[name])


def add_signatories(count: Count, wanted: Sequence[Any], form: Form) -> None:
    """Count the signatories: the name and the party must be right, as far as they are known."""
    made = [
        (plain(each.get("name")), plain(each.get("party")))
        for each in form.get("signatories") or ()
    ]
    count.there += len(wanted)
    count.said += len(made)
    parts = {part for each in made for part in each}
    for signer in wanted:
        if isinstance(signer, str):
            count.right += plain(signer) in parts
        else:
            count.right += (plain(signer["name"]), plain(signer["party"])) in made


def cases(family: str | None, limit: int | None) -> Iterator[tuple[Labelled, Any]]:
    """The labelled documents whose text is published, and that are real."""
    known = {each.key: each for each in stored()}
    found = 0
    for document in labelled(None):
        label = known[f"{document.family}/{document.name}"]
        is_asked = family is None or document.family == family
        if not is_asked or label.invented or document.family in INVENTED:
            continue
        if limit is not None and found >= limit:
            return
        found += 1
        yield label, document


def measured(system: str, family: str | None, limit: int | None) -> Scores:
    """The scores of a system."""
    command = shlex.split(system)
    scores = Scores()
    for label, document in cases(family, limit):
        form = form_of(command, document.text.encode())
        if form is None:
            scores.failed.append(label.key)
            form = {}
        language = document.language or str(
            (label.facts or {}).get("language") or "und"
        )
        scores.documents[language] += 1
        counts = scores.counts[language]
        wanted = [
            (row.role, document.text[start:end], row.num)
            for start, end, row in stretches(document)
            if row.role in ROLES
        ]
        add_blocks(counts, wanted, form)
        if label.facts is not None:
            add_facts(counts, label.facts, form)
    return scores


def table(scores: Scores) -> str:
    """The scores as Markdown: for each role and fact, the languages from the worst on."""
    lines = [
        "| Column | Language | Documents | There | Said | Right | Share |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in (*ROLES, *map(fact, FACTS)):
        rows = []
        for language, counts in scores.counts.items():
            count = counts[name]
            if count.there:
                share = count.right / count.there
                rows.append((share, language, count))
        for share, language, count in sorted(rows, key=lambda row: row[:2]):
            number = scores.documents[language]
            lines.append(
                f"| {name} | {language} | {number} | {count.there} | {count.said} "
                f"| {count.right} | {share:.0%} |"
            )
    return "\n".join(lines)


def own_form(text: bytes) -> Form:
    """The form that communique gives for a text."""
    source = Source("text", text)
    reading = read(source, ReadOptions())
    blocks = []
    for block in reading.blocks:
        words = text.decode()[block.lines[0].start : block.lines[-1].end].split()
        first, last = " ".join(words[:EDGE]), " ".join(words[-EDGE:])
        blocks.append({"role": block.role, "first": first, "last": last})
    for note in reading.notes:
        words = text.decode()[note.start : note.end].split()
        first, last = " ".join(words[:EDGE]), " ".join(words[-EDGE:])
        blocks.append({"role": "note", "first": first, "last": last})
    declaration = format_named("text").read(source, ReadOptions()).declaration
    if declaration is None:
        return {"blocks": blocks}
    return {
        "title": declaration.title.text if declaration.title else None,
        "date": declaration.date.value if declaration.date else None,
        "number": next((each.value for each in declaration.identifiers), None),
        "kind": declaration.kind,
        "language": declaration.language,
        "signatories": [
            {
                "name": each.name.text if each.name else None,
                "party": each.party.text if each.party else None,
            }
            for each in declaration.signatories
        ],
        "blocks": blocks,
    }


def main() -> int:
    """Score a system, or show the form of a text. The status is 1 if a document has no form."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--system", help="the command of a system")
    what.add_argument("--form", action="store_true", help="show the form of a text")
    parser.add_argument("--family", help="only this family of documents")
    parser.add_argument("--limit", type=int, help="at most this many documents")
    options = parser.parse_args()
    if options.form:
        text = sys.stdin.buffer.read()
        json.dump(own_form(text), sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    scores = measured(options.system, options.family, options.limit)
    print(table(scores))
    for key in scores.failed:
        print(f"no form for {key}", file=sys.stderr)
    return 1 if scores.failed else 0


if __name__ == "__main__":
    sys.exit(main())
