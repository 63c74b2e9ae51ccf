"""The rows of a declaration in each table."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.acts import acts_of
from communique.formats.csv import catalog
from communique.formats.csv.catalog import CsvRow
from communique.model import Declaration, NoteMark
from communique.model.passages import Marked, Passage, passages
from communique.model.text import ActMark, EntityMark, Mark, Node

Rows = dict[str, list[CsvRow]]
"""The rows of each table by its name."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A declaration and its passages."""

    declaration: Declaration
    passages: tuple[Passage, ...]

    def marked(self) -> Iterator[tuple[Passage, Marked]]:
        """Every mark of the passages, each with its passage."""
        for passage in self.passages:
            for marked in passage.marks():
                yield passage, marked


def rows_of(declaration: Declaration) -> Rows:
    """The rows of every table; all begin with the work and the language."""
    record = _Record(declaration, passages(declaration))
    expression: CsvRow = {"work": declaration.id, "language": declaration.language}
    return {
        name: [expression | row for row in rows_in(record)]
        for name, rows_in in _TABLES.items()
    }


def _claim(name: str, claim: Node | None, what: str = "text") -> CsvRow:
    """The columns of a claim, empty if there is none. `what`: the field that is printed."""
    fields = {
        name: what,
        f"{name}_ref": "ref",
        f"{name}_basis": "basis",
        f"{name}_source": "source",
    }
    return {column: getattr(claim, field, None) for column, field in fields.items()}


def _declarations(record: _Record) -> Iterable[CsvRow]:
    declaration = record.declaration
    source = declaration.source
    made: CsvRow = {
        "title": declaration.title.text if declaration.title else None,
        "source_url": source.url if source else None,
        "source_sha256": source.sha256 if source else None,
        "licence": source.licence if source else None,
        **_claim("date", declaration.date, "value"),
        **_claim("place", declaration.place),
    }
    yield catalog.DECLARATIONS.row(declaration, **made)


def _paragraphs(record: _Record) -> Iterable[CsvRow]:
    for passage in record.passages:
        heading = passage.heading.block.text if passage.heading else None
        yield catalog.PARAGRAPHS.row(passage, heading=heading)


# --- marks ----------------------------------------------------------------------------------------


def _placed(passage: Passage, marked: Marked) -> CsvRow:
    """Where marked words stand."""
    return {
        "passage": passage.position,
        "eid": passage.eid,
        "words": marked.words,
        "field": marked.field,
        "start": marked.start,
        "end": marked.end,
    }


def _acts(record: _Record) -> Iterable[CsvRow]:
    clauses = {
        id(act.mark): act.what or None
        for act in acts_of(record.declaration)
        if act.mark is not None
    }
    position = 0
    for passage, marked in record.marked():
        act = marked.mark
        if not isinstance(act, ActMark):
            continue
        position += 1
        made: CsvRow = {
            **_placed(passage, marked),
            "position": position,
            "clause": clauses.get(id(act)),
            "number": passage.number,
            "rank": catalog.ACT_KINDS.index(act.act) + 1,
        }
        yield catalog.ACTS.row(act, **made)


_SAID = {
    "ref": "ref",
    "date": "date",
    "scheme": "scheme",
    "href": "href",
    "tag": "language",
    "style": "style",
}
"""The field of a mark that a column of `mentions` holds, where a mark has such a field."""


def _said(mark: Mark) -> CsvRow:
    """What a mark says besides its place."""
    return {column: getattr(mark, field, None) for column, field in _SAID.items()}


def _mentions(record: _Record) -> Iterable[CsvRow]:
    position = 0
    for passage, marked in record.marked():
        if isinstance(marked.mark, ActMark):
            continue  # acts have a table of their own
        position += 1
        made: CsvRow = {
            **_said(marked.mark),
            **_placed(passage, marked),
            "position": position,
        }
        yield catalog.MENTIONED.row(marked.mark, **made)


def _entities(record: _Record) -> Iterable[CsvRow]:
    declaration = record.declaration
    mentions = Counter(
        mark.ref
        for _, block in declaration.blocks
        for mark in block.marks
        if isinstance(mark, EntityMark)
    )
    is_english = declaration.language.partition("-")[0] == "en"
    for entity in declaration.entities:
        name = entity.label if is_english else entity.name("en")
        yield catalog.ENTITIES.row(entity, name_en=name, mentions=mentions[entity.id])


def _footnotes(record: _Record) -> Iterable[CsvRow]:
    calls: dict[str, list[str]] = {}
    for passage, marked in record.marked():
        if isinstance(marked.mark, NoteMark):
            calls.setdefault(marked.mark.ref, []).append(passage.eid)
    for position, note in enumerate(record.declaration.notes, 1):
        called_in = tuple(calls.get(note.eid, ()))
        yield catalog.FOOTNOTES.row(note, position=position, called_in=called_in)


# --- who and by what number -----------------------------------------------------------------------


def _signatories(record: _Record) -> Iterable[CsvRow]:
    for position, signatory in enumerate(record.declaration.signatories, 1):
        made: CsvRow = {
            **_claim("name", signatory.name),
            **_claim("role", signatory.role),
            **_claim("party", signatory.party),
            "position": position,
            "members": len(signatory.members),
        }
        yield catalog.SIGNATORIES.row(signatory, **made)


def _members(record: _Record) -> Iterable[CsvRow]:
    labels = {entity.id: entity.label for entity in record.declaration.entities}
    for signatory in record.declaration.signatories:
        for position, member in enumerate(signatory.members, 1):
            made: CsvRow = {
                "signatory": signatory.id,
                "position": position,
                "label": labels.get(member.ref),
            }
            yield catalog.MEMBERS.row(member, **made)


def _documents(record: _Record) -> Iterable[CsvRow]:
    declaration = record.declaration
    own: CsvRow = {"relation": "self", "date": None}
    of_cover: CsvRow = {"relation": "cover", "date": None}
    numbers: list[tuple[Node, CsvRow]] = [
        (each, own) for each in declaration.identifiers
    ]
    if declaration.cover:
        numbers += [(each, of_cover) for each in declaration.cover.identifiers]
    numbers += [(each, {}) for each in declaration.related_documents]
    for position, (node, made) in enumerate(numbers, 1):
        yield catalog.DOCUMENTS.row(node, position=position, **made)


def _subjects(record: _Record) -> Iterable[CsvRow]:
    for position, subject in enumerate(record.declaration.subjects, 1):
        yield catalog.SUBJECTS.row(subject, position=position)


def _sponsors(record: _Record) -> Iterable[CsvRow]:
    for position, sponsor in enumerate(record.declaration.sponsors, 1):
        yield {"position": position, **_claim("sponsor", sponsor)}


def _votes(record: _Record) -> Iterable[CsvRow]:
    for position, vote in enumerate(record.declaration.votes, 1):
        yield catalog.VOTES.row(vote, position=position)


def _voters(record: _Record) -> Iterable[CsvRow]:
    for number, vote in enumerate(record.declaration.votes, 1):
        for position, voter in enumerate(vote.voters, 1):
            made: CsvRow = {
                "vote": number,
                "position": position,
                "voter": voter.text,
                "voter_ref": voter.ref,
            }
            yield catalog.VOTERS.row(voter, **made)


_TABLES: dict[str, Callable[[_Record], Iterable[CsvRow]]] = {
    "declarations": _declarations,
    "paragraphs": _paragraphs,
    "acts": _acts,
    "mentions": _mentions,
    "entities": _entities,
    "footnotes": _footnotes,
    "signatories": _signatories,
    "members": _members,
    "documents": _documents,
    "subjects": _subjects,
    "sponsors": _sponsors,
    "votes": _votes,
    "voters": _voters,
}
"""What gives the rows of each table."""
