"""The tables that declarations are written as, column by column.

The documentation is made of this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from communique.model.passages import KINDS, PARTS
from communique.model.text import MARK_KINDS
from communique.model.types import ENTITY_TYPES, ActKind, Choice, Relation, SubjectRole

Value = str | int | None | tuple[str, ...]
"""What a cell holds: words, a whole number, nothing, or a list of words without blanks."""

CsvRow = dict[str, Value]
"""The values of a row by the names of their columns."""

_OF = ("work", "language")
"""What every table of declarations begins with."""

DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""A day, a month or a year. (Frictionless calls only a day a date.)"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `list`: items with `separator` between them. `required`: no cell is empty.

    `enum`: all values there are.
    """

    name: str
    about: str
    type: Literal["string", "integer", "list"] = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    separator: str = " "


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that together name a row of another table by its columns."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (that of its file, without `.csv`), what a row is, the columns in order,
    the key of a row.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def row(self, of: object, **made: Value) -> CsvRow:
        """A row, but for work and language: what is made for a column, else what a node has under
        the name of it.
        """
        return {
            name: made[name] if name in made else getattr(of, name)
            for name in self.header()
            if name not in _OF
        }


said = Column
"""A column of words."""
key = partial(Column, required=True)
"""A column of words, none missing."""
count = partial(Column, type="integer", required=True)
"""A column of whole numbers, none missing."""
counted = partial(Column, type="integer")
"""A column of whole numbers, some missing."""
listed = partial(Column, type="list")
"""A column of lists."""
day = partial(Column, pattern=DATE)
"""A column of ISO dates: a day, a month or a year."""


def one_of(name: str, about: str, values: Iterable[str]) -> Column:
    """A column that has one of this many values, none missing."""
    return Column(name, about, required=True, enum=tuple(values))


def claimed(name: str, what: str) -> tuple[Column, ...]:
    """A claim: as printed, the entity, why, by which source."""
    return (
        said(name, f"{what}, as printed."),
        said(f"{name}_ref", f"{what}: id of the entity."),
        *based(f"{name}_"),
    )


def based(prefix: str = "") -> tuple[Column, ...]:
    """Why something is claimed."""
    return (
        Column(
            f"{prefix}basis",
            "Basis of the claim: `text`, `external` or `inferred`. Empty: the words say it.",
            enum=("text", "external", "inferred"),
        ),
        said(f"{prefix}source", "Source of the claim."),
    )


EXPRESSION = (
    key("work", "Id of the work."),
    key("language", "Language of the record (BCP 47)."),
)
"""The columns that every table of declarations begins with."""

PLACED = (
    Column(
        "field",
        "The column of `paragraphs` that holds the words: `heading` or `text`.",
        required=True,
        enum=("heading", "text"),
    ),
    count(
        "start", "Offset of the first character of the words, in code points, from 0."
    ),
    count("end", "Offset after the last character."),
)
"""Where in a passage words stand."""


ACT_KINDS: tuple[str, ...] = get_args(ActKind)
MENTIONS = tuple(kind for kind in MARK_KINDS if kind != "act")
"""Acts have a table of their own."""

_DECLARATION = Reference(_OF, "declarations", _OF)
_PASSAGE = Reference((*_OF, "passage"), "paragraphs", (*_OF, "position"))
_VOTE = Reference((*_OF, "vote"), "votes", (*_OF, "position"))
_SIGNATORY = Reference((*_OF, "signatory"), "signatories", (*_OF, "id"))


def _table(
    name: str,
    about: str,
    *columns: Column,
    by: tuple[str, ...] = ("position",),
    of: Reference | None = _DECLARATION,
) -> Table:
    """A table of declarations: work and language begin its columns and its key.

    `by`: the rest of that; `of`: whose rows it belongs to.
    """
    return Table(name, about, (*EXPRESSION, *columns), (*_OF, *by), (of,) if of else ())


DECLARATIONS = _table(
    "declarations",
    "One row for each declaration and language.",
    key("iri", "IRI of the work by the Akoma Ntoso naming convention."),
    key("kind", "Kind of document: `joint-declaration`, `communique`, ..."),
    said(
        "authenticity", "Whether this language version is `official` or `unofficial`."
    ),
    said("translation_of", "Language of the original, if this is a translation."),
    day("date", "Date of the declaration: a day, a month or a year."),
    *based("date_"),
    *claimed("place", "Place"),
    said("title", "Title as printed."),
    said("short_title", "Short title as printed."),
    said("source_url", "Address of the source."),
    said("source_sha256", "SHA-256 of the source file."),
    said("licence", "Licence of the text (SPDX)."),
    by=(),
    of=None,
)

PARAGRAPHS = _table(
    "paragraphs",
    "One row for each passage in the order of the text: every word of the record "
    "stands in one "
    "row.",
    count("position", "Place of the passage in the declaration, from 1."),
    key("eid", "Address of the node, by the Akoma Ntoso naming convention."),
    one_of("kind", "Kind of passage.", KINDS),
    one_of("part", "Part of the document.", PARTS),
    said("annex", "Address of the annex that contains the passage."),
    said("parent", "Address of the node above: for a point, its paragraph."),
    said(
        "role",
        "Role of a recital (`opening`, `formula`), key of a field, parts of a "
        "signature's lines.",
    ),
    said("num", "Label as printed: `16.`"),
    said("number", "Label without punctuation: `16`"),
    said("heading", "Heading, or caption of a table."),
    said(
        "text",
        "Words of the passage's own blocks, joined by line feeds; points are "
        "passages of their "
        "own.",
    ),
)

ACTS = _table(
    "acts",
    "One row for each act: operative words of a commitment, lead words of a recital.",
    count("position", "Place of the act in the declaration, from 1."),
    count("passage", "Position of the passage in `paragraphs`."),
    key("eid", "Address of the passage."),
    said("number", "Printed number of the passage."),
    one_of("act", "What is done.", ACT_KINDS),
    count("rank", "Place of the kind in the order of strength, from 1, the strongest."),
    said("words", "The operative words."),
    said(
        "clause",
        "The clause after the operative words, up to the next act or the end of "
        "the sentence. Rules find it.",
    ),
    listed("actors", "The ids of the entities that act."),
    listed(
        "addressees", "The ids of the entities that are asked to act or are acted upon."
    ),
    listed("topics", "The ids of the topics."),
    listed(
        "instruments",
        "Ids of the instruments, programmes, meetings and bodies that the act "
        "uses or concerns.",
    ),
    day("due", "Date by which it is due; empty if the text gives none."),
    *PLACED,
    *based(),
    of=_PASSAGE,
)

MENTIONED = _table(
    "mentions",
    "One row for each other mark: a name, a date, a reference, the call of a "
    "note, emphasis, "
    "words in another language.",
    count("position", "Place of the mark in the declaration, from 1."),
    count("passage", "Position of the passage in `paragraphs`."),
    key("eid", "Address of the passage."),
    one_of("kind", "Kind of mark.", MENTIONS),
    said("words", "The marked words; empty for the call of a note."),
    said("ref", "Id of the entity, address of the note."),
    day("date", "The date: a day, a month or a year."),
    said("scheme", "Scheme of the number: `council`, `com`, ..."),
    said("href", "Address that a reference points to."),
    said("tag", "Language of words in another language (BCP 47)."),
    said("style", "Style of emphasised words."),
    *PLACED,
    *based(),
    of=_PASSAGE,
)

ENTITIES = _table(
    "entities",
    "One row for each body, place, programme, topic, ... that a record knows.",
    key("id", "Id of the entity."),
    one_of("type", "Type of entity.", ENTITY_TYPES),
    key("label", "The name in the language of the record."),
    said("acronym", "Acronym."),
    said("name_en", "Name in English, if known."),
    listed("same_as", "Addresses in authority lists (absolute URIs)."),
    count("mentions", "Number of marks that name it."),
    *based(),
    by=("id",),
)

FOOTNOTES = _table(
    "footnotes",
    "One row for each note, in the order of their first calls.",
    count("position", "Place among the notes, from 1."),
    key("eid", "Address of the note."),
    said("marker", "Sign as printed."),
    said("text", "Words of the note with its points, joined by line feeds."),
    listed("called_in", "Addresses of the passages that call it, one for each call."),
)

SIGNATORIES = _table(
    "signatories",
    "One row for each signatory: a person, a body or a collective party.",
    count("position", "Place among the signatories, from 1."),
    key("id", "Id of the signatory."),
    *claimed("name", "Name"),
    *claimed("role", "Role"),
    *claimed("party", "Party"),
    count("members", "Number of recorded members."),
    by=("id",),
)

MEMBERS = _table(
    "members",
    "One row for each member of each collective signatory.",
    key("signatory", "Id of the signatory."),
    count("position", "Place among the members, from 1."),
    key("ref", "Id of the entity."),
    said("label", "Name of the entity."),
    *based(),
    said("remark", "A remark for readers."),
    by=("signatory", "position"),
    of=_SIGNATORY,
)

DOCUMENTS = _table(
    "documents",
    "One row for each number: of the declaration, of its cover note and of other "
    "documents of its history.",
    count("position", "Place among the numbers, from 1."),
    one_of(
        "relation",
        "Relation of the numbered document to this one.",
        ("self", "cover", *get_args(Relation)),
    ),
    key("scheme", "Scheme of the number: `council`, `un`, ..."),
    key("value", "The number."),
    day("date", "Date of the other document."),
    *based(),
)

SUBJECTS = _table(
    "subjects",
    "One row for each subject that a catalogue gives the declaration.",
    count("position", "Place among the subjects, from 1."),
    key("scheme", "The catalogue or thesaurus."),
    said("code", "Number or notation of the subject in it."),
    key("label", "The subject in words."),
    said("uri", "Address of the subject in the thesaurus."),
    one_of(
        "role",
        "Role: `subject`, an item of the agenda, or a title.",
        get_args(SubjectRole),
    ),
    *based(),
)

SPONSORS = _table(
    "sponsors",
    "One row for each sponsor.",
    count("position", "Place among the sponsors, from 1."),
    *claimed("sponsor", "Sponsor"),
)

VOTES = _table(
    "votes",
    "One row for each vote, or other way in which the declaration was adopted.",
    count("position", "Place among the votes, from 1."),
    said("outcome", "The result in words."),
    counted("in_favour", "Number of votes in favour."),
    counted("against", "Number of votes against."),
    counted("abstaining", "Number of abstentions."),
    day("date", "Date of the vote."),
    *based(),
)

VOTERS = _table(
    "voters",
    "One row for each voter that a source names.",
    count("vote", "Position of the vote in `votes`."),
    count("position", "Place among the voters, from 1."),
    one_of("choice", "The choice of the voter.", get_args(Choice)),
    said("voter", "Voter, as the source names it."),
    said("voter_ref", "Id of the entity."),
    by=("vote", "position"),
    of=_VOTE,
)

TABLES = tuple(each for each in tuple(globals().values()) if isinstance(each, Table))
"""Every table of declarations, in the order in which they are documented."""
