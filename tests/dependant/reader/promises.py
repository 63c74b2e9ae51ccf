"""Prints the commitments of a declaration as a list, with their acts, dates, notes and follow-up."""

import json
import sys
from dataclasses import dataclass

import communique
from communique import (
    Declaration,
    Paragraph,
    PointList,
    Recital,
    Section,
    Table,
    TextBlock,
)


@dataclass(frozen=True)
class Promise:
    """A commitment in short."""

    number: str
    words: str
    acts: tuple[str, ...]
    actors: tuple[str, ...]
    notes: tuple[str, ...]
    status: str


def promises(declaration: Declaration) -> list[Promise]:
    """The commitments in their order."""
    ledger = communique.load_follow_up(declaration.id)
    labels: dict[str, str] = {
        entity.id: entity.label for entity in declaration.entities
    }
    found: list[Promise] = []
    for paragraph in declaration.commitments:
        actors = dict.fromkeys(actor for act in paragraph.acts for actor in act.actors)
        found.append(
            Promise(
                number=paragraph.number or paragraph.eid,
                words=paragraph.text,
                acts=tuple(act.act for act in paragraph.acts),
                actors=tuple(labels[actor] for actor in actors),
                notes=tuple(note.text for note in paragraph.footnotes),
                status=ledger.standing(paragraph.eid).words,
            )
        )
    return found


def depth(paragraph: Paragraph | Recital) -> int:
    """How deep the points of a paragraph are nested."""

    def below(block: TextBlock | PointList | Table) -> int:
        if isinstance(block, PointList):
            return 1 + max(
                max((below(each) for each in point.content), default=0)
                for point in block.points
            )
        return 0

    return max(below(block) for block in paragraph.content)


def outline(declaration: Declaration) -> list[str]:
    """The headings of the body."""
    return [
        part.heading.text
        for part in declaration.body
        if isinstance(part, Section) and part.heading is not None
    ]


def main() -> int:
    """Print what is asked for, as JSON."""
    declaration = communique.load(sys.argv[1])
    first = declaration.paragraph(1)
    hits = [
        (hit.eid, hit.start, hit.end, hit.text) for hit in declaration.find(sys.argv[2])
    ]
    dates: list[str] = [mention.mark.date for mention in declaration.dates]
    report = communique.validate(
        communique.write(declaration, "json").encode(), format="json"
    )
    said = {
        "title": declaration.title.text if declaration.title is not None else None,
        "promises": [promise.number for promise in promises(declaration)],
        "acts": sum(len(promise.acts) for promise in promises(declaration)),
        "signatories": {each.id: len(each.members) for each in declaration.signatories},
        "first": first.text,
        "depth": depth(first),
        "outline": outline(declaration),
        "hits": hits,
        "dates": dates,
        "verdict": report.verdict.value,
        "cited": declaration.cite(first.eid),
        "english": {
            each.id: name
            for each in declaration.entities
            if (name := each.name("en")) is not None
        },
        "actors": [
            declaration.entity(actor).label
            for act in first.acts
            for actor in act.actors
        ],
        "works": [work.id for work in communique.dataset().works()],
        "version": communique.dataset().version,
    }
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
