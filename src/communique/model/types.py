"""The scalar types of the record, each with a JSON Schema that says the same to Rust, Python and
ECMA engines.

A pattern's `$` matches before a final line feed in Python only; so what must not occur is a `not`
in the schema.
"""

import re
from typing import Annotated, Literal, get_args

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_C0 = r"\u0000-\u0009\u000B-\u001F"  # without U+000A
_NONCHARACTER = r"\uFFFE\uFFFF"


EXPECTED: dict[str, str] = {}
"""For each pattern of a type what is expected, for messages: `an absolute URI (RFC
3986)`.
"""


def expected(description: str) -> str:
    """What a description expects: its words up to a full stop, colon or semicolon.

    >>> expected("An ISO 8601 date: a day, a month or a year.")
    'an ISO 8601 date'
    """
    words = re.split(r"[.:;] |\.$", description, maxsplit=1)[0]
    return words[:1].lower() + words[1:]


class _String:
    """A string of a pattern. The description begins with what is expected.

    `without`: the pattern says only which characters do not occur, and the JSON Schema says that.
    """

    def __init__(
        self, pattern: str, description: str, *, without: str | None = None
    ) -> None:
        self.pattern = pattern
        self.description = description
        self.without = without
        EXPECTED[pattern] = expected(description)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.str_schema(strict=True, pattern=self.pattern)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema: JsonSchemaValue = {"type": "string", "description": self.description}
        if self.without is None:
            return schema | {"pattern": self.pattern, "not": {"pattern": r"\n"}}
        least = {"minLength": 1} if self.pattern.endswith("+$") else {}
        return schema | least | {"not": {"pattern": f"[{self.without}]"}}


TEXT_PATTERN = rf"^[^{_C0}{_NONCHARACTER}]*$"
Text = Annotated[
    str,
    _String(
        TEXT_PATTERN,
        "Words without control characters but U+000A; exactly as printed. U+000A is a "
        "forced line break.",
        without=_C0 + _NONCHARACTER,
    ),
]
"""Words as printed: no control character but U+000A, no U+FFFE, no U+FFFF."""

_LINE = r"\u0000-\u001F" + _NONCHARACTER
Line = Annotated[
    str,
    _String(rf"^[^{_LINE}]+$", "One line of text that is not empty.", without=_LINE),
]
"""One line of text, not empty."""

_EID = r"\u0000-\u0020#%\[\]" + _NONCHARACTER
Eid = Annotated[
    str,
    _String(
        rf"^[^{_EID}]+$",
        "An eId without space, '#', '%', '[' or ']': the address of a node by the "
        "Akoma Ntoso naming convention, for example `para_1`.",
        without=_EID,
    ),
]
"""An address by the Akoma Ntoso naming convention; foreign ones are kept, so only what breaks a
link is refused.
"""

Slug = Annotated[
    str,
    _String(
        r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        "Lower-case ASCII words joined by hyphens: `eu-council`.",
    ),
]
"""An id: lower-case ASCII words joined by hyphens."""

Kind = Annotated[
    str,
    _String(
        r"^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$",
        "Lower-case ASCII words joined by hyphens, none of which begins with a "
        "digit: `joint-declaration`.",
    ),
]
"""A kind of document. No word begins with a digit, so that `jointDeclaration` can be told back to
it.
"""

Language = Annotated[
    str,
    _String(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        "A BCP 47 language tag; `und` if the language is unknown.",
    ),
]
"""A BCP 47 tag."""

Date = Annotated[
    str,
    _String(
        r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        "An ISO 8601 date: a day (10 characters), a month (7) or a year (4). The "
        "length shows the precision.",
    ),
]
"""A day, a month or a year; the length is the precision. That the day exists is a law
of the model.
"""

_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_PCHAR_NC = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})"
_NAMED = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_AUTHORITY = rf"(?:(?:{_NAMED}|:)*@)?{_NAMED}*(?::[0-9]{{1,5}})?"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_TAIL = rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
_ROOTED = rf"//{_AUTHORITY}(?:/{_PCHAR}*)*|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?"
_URI = rf"^{_SCHEME}(?:{_ROOTED}|{_PCHAR}+(?:/{_PCHAR}*)*){_TAIL}$"
_REFERENCE = rf"^(?:{_SCHEME}(?:{_ROOTED}|{_PCHAR}+(?:/{_PCHAR}*)*)|{_ROOTED}|{_PCHAR_NC}+(?:/{_PCHAR}*)*)?{_TAIL}$"

Uri = Annotated[str, _String(_URI, "An absolute URI (RFC 3986).")]
"""An absolute URI (RFC 3986)."""
Reference = Annotated[
    str,
    _String(
        _REFERENCE, "A URI reference (RFC 3986), or `#eid` of a node of this record."
    ),
]
"""A URI reference (RFC 3986); a fragment alone points into the record."""

Iri = Annotated[
    str,
    _String(
        rf"^/akn(/{_PCHAR}+)+$",
        "An IRI of a Work by the Akoma Ntoso naming convention: `/akn/eu/statement/...`.",
    ),
]
"""The Work's IRI, without a resolver's address."""

Sha256 = Annotated[
    str, _String(r"^[0-9a-f]{64}$", "64 hexadecimal digits in lower case: a SHA-256.")
]
"""SHA-256 in hexadecimal."""


class _Whole:
    """A whole number within bounds. JSON has one kind of number, and its schema takes `1.0` for the
    integer it is.
    """

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        exact = core_schema.int_schema(strict=True, ge=self.least, le=self.most)
        spelt = core_schema.no_info_after_validator_function(
            int,
            core_schema.float_schema(
                strict=True,
                ge=self.least,
                le=self.most,
                multiple_of=1,
                allow_inf_nan=False,
            ),
        )
        bounds = f"from {self.least}" + (
            "" if self.most is None else f" to {self.most}"
        )
        return core_schema.union_schema(
            [exact, spelt],
            mode="left_to_right",
            custom_error_type="whole_number",
            custom_error_message=f"a whole number {bounds} is expected here",
            serialization=core_schema.simple_ser_schema("int"),
        )

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "integer", "minimum": self.least} | (
            {} if self.most is None else {"maximum": self.most}
        )


Offset = Annotated[int, _Whole(0), Field(description="Offset in code points.")]
"""An offset in code points."""

Columns = Annotated[
    int,
    _Whole(1, 1000),
    Field(description="The number of columns that the cell spans."),
]
"""How many columns a cell spans (HTML allows as many)."""

Rows = Annotated[
    int, _Whole(1, 65534), Field(description="The number of rows that the cell spans.")
]
"""How many rows a cell spans (HTML allows as many)."""

Count = Annotated[int, _Whole(0), Field(description="A number of votes.")]
"""A number of votes."""

Choice = Literal["in-favour", "against", "abstaining", "absent"]
"""How somebody voted; absent is also who was there and did not vote."""

Relation = Literal["draft", "previous", "record", "related"]
"""What another document is to this one: its draft, an earlier version, the record of its adoption,
another that belongs to it.
"""

SubjectRole = Literal["subject", "agenda", "title"]
"""What an entry of a catalogue says: a subject, the item of the agenda, the title under which the
document is catalogued.
"""

Basis = Literal["text", "external", "inferred"]
"""Why something is claimed: the words say it, a named source does, or it follows from
them.
"""

Why = Annotated[
    Basis | None,
    Field(
        description=(
            "The basis of the claim: `text` (the document says it), `external` (a "
            "source says it) or `inferred` (it follows from something else)."
        )
    ),
]
"""The basis of a claim, or null."""

Cited = Annotated[
    Line | None,
    Field(description="The source of the claim, as you would cite it, or null."),
]
"""The source of a claim, or null."""

Authenticity = Literal["official", "unofficial"]

EntityType = Literal[
    "organization",
    "place",
    "state",
    "programme",
    "instrument",
    "meeting",
    "topic",
    "role",
    "person",
]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)

ActKind = Literal[
    "decide", "commit", "undertake", "agree", "review", "support", "request", "urge", "call", "invite", "encourage",
    "condemn", "affirm", "reaffirm", "welcome", "stress", "recognise", "concern", "note", "recall", "aware", "consider",
]  # fmt: skip
"""What an act does, by how much those who speak can be held to it, most first; defined in the
documentation's page on acts.
"""
