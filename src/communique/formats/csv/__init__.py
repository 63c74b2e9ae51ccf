"""CSV: a declaration as tables, for spreadsheets and statistics. Written, not read.

By RFC 4180, with two things settled: lines end with LF, and no cell is taken for a formula.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from communique.acts import acts_of
from communique.formats.csv import catalog
from communique.formats.csv.catalog import Row, Value
from communique.model import Declaration, NoteMark, Signatory
from communique.model.passages import Marked, Passage, passages
from communique.model.text import ActMark, EntityMark, Mark, Node

Rows = dict[str, list[Row]]
"""The rows of each table by its name."""


def rows_of(declaration: Declaration) -> Rows:
    """The rows of every table; all begin with the work and the language."""
    found, source = passages(declaration), declaration.source
    expression: Row = {"work": declaration.id, "language": declaration.language}
    named = Counter(
        mark.ref
        for _, block in declaration.blocks
        for mark in block.marks
        if isinstance(mark, EntityMark)
    )
    english = declaration.language.partition("-")[0] == "en"
    labels = {entity.id: entity.label for entity in declaration.entities}
    made: dict[str, Iterable[Row]] = {
        "declarations": [
            catalog.DECLARATIONS.row(
                declaration,
                **_claim("date", declaration.date, "value"),
                **_claim("place", declaration.place),
                title=declaration.title.text if declaration.title else None,
                source_url=source.url if source else None,
                source_sha256=source.sha256 if source else None,
                licence=source.licence if source else None,
            )
        ],
        "paragraphs": (
            catalog.PARAGRAPHS.row(each, heading=each.heading.block.text if each.heading else None)
            for each in found
        ),
        "acts": _acts(found, declaration),
        "mentions": _mentions(found),
        "entities": (
            catalog.ENTITIES.row(
                each, name_en=each.label if english else each.name("en"), mentions=named[each.id]
            )
            for each in declaration.entities
        ),
        "footnotes": _footnotes(declaration, found),
        "signatories": (
            catalog.SIGNATORIES.row(each, **_claims(each), position=at, members=len(each.members))
            for at, each in enumerate(declaration.signatories, 1)
        ),
        "members": (
            catalog.MEMBERS.row(
                each, signatory=signatory.id, position=position, label=labels.get(each.ref)
            )
            for signatory in declaration.signatories
            for position, each in enumerate(signatory.members, 1)
        ),
        "documents": _documents(declaration),
        "subjects": (
            catalog.SUBJECTS.row(each, position=at)
            for at, each in enumerate(declaration.subjects, 1)
        ),
        "sponsors": (
            {"position": at, **_claim("sponsor", each)}
            for at, each in enumerate(declaration.sponsors, 1)
        ),
        "votes": (
            catalog.VOTES.row(each, position=at) for at, each in enumerate(declaration.votes, 1)
        ),
        "voters": (
            catalog.VOTERS.row(
                voter, vote=vote, position=position, voter=voter.text, voter_ref=voter.ref
            )
            for vote, each in enumerate(declaration.votes, 1)
            for position, voter in enumerate(each.voters, 1)
        ),
    }
    return {name: [expression | row for row in rows] for name, rows in made.items()}


def _claims(signatory: Signatory) -> Row:
    return (
        _claim("name", signatory.name)
        | _claim("role", signatory.role)
        | _claim("party", signatory.party)
    )


def _claim(name: str, claim: Node | None, what: str = "text") -> Row:
    columns = {
        name: what,
        f"{name}_ref": "ref",
        f"{name}_basis": "basis",
        f"{name}_source": "source",
    }
    return {column: getattr(claim, field, None) for column, field in columns.items()}


def _marked(found: tuple[Passage, ...]) -> Iterator[tuple[Passage, Marked]]:
    return ((passage, marked) for passage in found for marked in passage.marks())


def _placed(passage: Passage, marked: Marked) -> Row:
    places: Row = {name: getattr(marked, name) for name in ("words", "field", "start", "end")}
    return {"passage": passage.position, "eid": passage.eid, **places}


def _acts(found: tuple[Passage, ...], declaration: Declaration) -> Iterator[Row]:
    acts = (
        (passage, marked, marked.mark)
        for passage, marked in _marked(found)
        if isinstance(marked.mark, ActMark)
    )
    clauses = {
        id(act.mark): act.what or None for act in acts_of(declaration) if act.mark is not None
    }
    for position, (passage, marked, act) in enumerate(acts, 1):
        placed, rank = _placed(passage, marked), catalog.ACT_KINDS.index(act.act) + 1
        clause = clauses.get(id(act))
        yield catalog.ACTS.row(
            act, position=position, **placed, clause=clause, number=passage.number, rank=rank
        )


def _mentions(found: tuple[Passage, ...]) -> Iterator[Row]:
    others = (
        (passage, marked)
        for passage, marked in _marked(found)
        if not isinstance(marked.mark, ActMark)
    )
    for position, (passage, marked) in enumerate(others, 1):
        said: Row = dict.fromkeys(("ref", "date", "scheme", "href", "tag", "style"))
        said |= _placed(passage, marked) | _said(marked.mark)
        yield catalog.MENTIONED.row(marked.mark, position=position, **said)


def _said(mark: Mark) -> Row:
    """What a mark says besides its place, under the columns for it."""
    match mark.kind:
        case "entity" | "note":
            return {"ref": mark.ref}
        case "date":
            return {"date": mark.date}
        case "reference":
            return {"scheme": mark.scheme, "href": mark.href}
        case "foreign":
            return {"tag": mark.language}
        case "emphasis":
            return {"style": mark.style}
        case "act":
            return {}  # acts have a table of their own
        case _:
            assert_never(mark)


def _footnotes(declaration: Declaration, found: tuple[Passage, ...]) -> Iterator[Row]:
    calls: dict[str, list[str]] = {}
    for passage, marked in _marked(found):
        if isinstance(marked.mark, NoteMark):
            calls.setdefault(marked.mark.ref, []).append(passage.eid)
    for position, note in enumerate(declaration.notes, 1):
        yield catalog.FOOTNOTES.row(
            note, position=position, called_in=tuple(calls.get(note.eid, ()))
        )


def _documents(declaration: Declaration) -> Iterator[Row]:
    covers = declaration.cover.identifiers if declaration.cover else ()
    own = (("self", declaration.identifiers), ("cover", covers))
    found: list[tuple[Node, Row]] = [
        (each, {"relation": relation, "date": None})
        for relation, identifiers in own
        for each in identifiers
    ]
    found += [(each, {}) for each in declaration.related_documents]
    for position, (node, row) in enumerate(found, 1):
        yield catalog.DOCUMENTS.row(node, position=position, **row)


_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write(declaration: Declaration) -> str:
    """The table `paragraphs` of a declaration as CSV: every word of it. `write_files` gives all tables."""
    return csv_of(catalog.PARAGRAPHS.header(), rows_of(declaration)[catalog.PARAGRAPHS.name])


def write_files(declaration: Declaration) -> dict[str, str]:
    """Every table of a declaration as CSV, by the name of its file."""
    return tables_of([declaration])


def tables_of(declarations: Iterable[Declaration]) -> dict[str, str]:
    """Every table with the rows of all declarations in their order, by the name of its file."""
    rows: dict[str, list[Row]] = {table.name: [] for table in catalog.TABLES}
    for declaration in declarations:
        for name, more in rows_of(declaration).items():
            rows[name].extend(more)
    return {
        f"{table.name}.csv": csv_of(table.header(), rows[table.name]) for table in catalog.TABLES
    }


def csv_of(
    header: Sequence[str], rows: Iterable[Mapping[str, Value | float]], *, end: str = "\n"
) -> str:
    """Rows as CSV: a header, the columns in its order, what ends a line, quotes where RFC 4180 wants them."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in header])
    return file.getvalue()


def _cell(value: Value | float) -> str:
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value).lower()  # `true` as well as numbers
    return guarded(value if isinstance(value, str) else " ".join(value))


def guarded(words: str) -> str:
    """The words with an apostrophe before them where a spreadsheet would take them for a formula.

    That is where they begin with `=`, `+`, `-`, `@`, their full-width forms, a tab, CR or LF, or with apostrophes and one
    of these: so that `unguarded` gives back what was there.

    >>> [guarded(words) for words in ("=1+1", "'=1", "'t is", "– 1")]
    ["'=1+1", "''=1", "'t is", '– 1']
    """
    return f"'{words}" if _FORMULA.match(words) else words


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    >>> [unguarded(guarded(words)) for words in ("=1+1", "'=1", "'t is")]
    ['=1+1', "'=1", "'t is"]
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
