"""The scalar types of the record, each with a JSON Schema that says the same to Rust, Python and ECMA engines.

A pattern's `$` matches before a final line feed in Python only; so what must not occur is a `not` in the schema.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_C0 = r"\u0000-\u0009\u000B-\u001F"  # without U+000A
_NONCHARACTER = r"\uFFFE\uFFFF"


class _Without:
    """Says in the JSON Schema what a string may not hold, in place of the pattern that pydantic checks."""

    def __init__(self, characters: str, *, keep: str | None = None) -> None:
        self.characters = characters
        self.keep = keep

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        schema.pop("pattern", None)
        if self.keep is not None:
            schema["pattern"] = self.keep
        schema["not"] = {"pattern": f"[{self.characters}]"}
        return schema


def _string(pattern: str) -> Any:
    return StringConstraints(strict=True, pattern=pattern)


TEXT_PATTERN = rf"^[^{_C0}{_NONCHARACTER}]*$"
Text = Annotated[
    str,
    _string(TEXT_PATTERN),
    _Without(_C0 + _NONCHARACTER),
    Field(description="Words exactly as printed. No control character but U+000A, a forced line break."),
]
"""Words as printed: no control character but U+000A, no U+FFFE, no U+FFFF."""

_LINE = r"\u0000-\u001F" + _NONCHARACTER
Line = Annotated[
    str,
    _string(rf"^[^{_LINE}]+$"),
    _Without(_LINE),
    Field(min_length=1, description="One line of text, not empty."),
]
"""One line of text, not empty."""

_EID_WITHOUT = r"\u0000-\u0020#%\[\]" + _NONCHARACTER
Eid = Annotated[
    str,
    _string(rf"^[^{_EID_WITHOUT}]+$"),
    _Without(_EID_WITHOUT),
    Field(min_length=1, description="Address of a node, by the Akoma Ntoso naming convention: `para_16`."),
]
"""An address by the Akoma Ntoso naming convention; foreign ones are kept, so only what breaks a link is refused."""


def _whole(pattern: str, description: str) -> Any:
    return Annotated[str, _string(pattern), _Without(r"\n", keep=pattern), Field(description=description)]


Slug = _whole(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "Lower-case ASCII words joined by hyphens: `eu-council`.")
"""An id: lower-case ASCII words joined by hyphens."""

Kind = _whole(r"^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$", "Lower-case ASCII words joined by hyphens: `joint-declaration`.")
"""A kind of document. No word begins with a digit, so that `jointDeclaration` can be told back to it."""

Language = _whole(r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "BCP 47 language tag; `und` where it is not known.")
"""A BCP 47 tag."""

Date = _whole(
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "ISO 8601: a day (10 characters), a month (7) or a year (4). The length is the precision.",
)
"""A day, a month or a year; the length is the precision. That the day exists is a law of the model."""

_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_PCHAR_NC = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})"
_NAMED = r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_AUTHORITY = rf"(?:(?:{_NAMED}|:)*@)?{_NAMED}*(?::[0-9]{{1,5}})?"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_TAIL = rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
_ROOTED = rf"//{_AUTHORITY}(?:/{_PCHAR}*)*|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?"
_URI = rf"^{_SCHEME}(?:{_ROOTED}|{_PCHAR}+(?:/{_PCHAR}*)*){_TAIL}$"
_REFERENCE = rf"^(?:{_SCHEME}(?:{_ROOTED}|{_PCHAR}+(?:/{_PCHAR}*)*)|{_ROOTED}|{_PCHAR_NC}+(?:/{_PCHAR}*)*)?{_TAIL}$"

Uri = _whole(_URI, "An absolute URI (RFC 3986).")
"""An absolute URI (RFC 3986)."""
Reference = _whole(_REFERENCE, "A URI reference (RFC 3986), or `#eid` of a node of this record.")
"""A URI reference (RFC 3986); a fragment alone points into the record."""

Iri = _whole(
    rf"^/akn(/{_PCHAR}+)+$",
    "IRI of the Work by the Akoma Ntoso naming convention: `/akn/eu/statement/...`.",
)
"""The Work's IRI, without a resolver's address."""

Sha256 = _whole(r"^[0-9a-f]{64}$", "SHA-256, 64 hexadecimal digits in lower case.")
"""SHA-256 in hexadecimal."""


class _Whole:
    """A whole number within bounds. JSON has one kind of number, and its schema takes `1.0` for the integer it is."""

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        exact = core_schema.int_schema(strict=True, ge=self.least, le=self.most)
        spelt = core_schema.no_info_after_validator_function(
            int, core_schema.float_schema(strict=True, ge=self.least, le=self.most, multiple_of=1, allow_inf_nan=False)
        )
        bounds = f"from {self.least}" + ("" if self.most is None else f" to {self.most}")
        return core_schema.union_schema(
            [exact, spelt],
            mode="left_to_right",
            custom_error_type="whole_number",
            custom_error_message=f"a whole number {bounds} should stand here",
            serialization=core_schema.simple_ser_schema("int"),
        )

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "integer", "minimum": self.least} | ({} if self.most is None else {"maximum": self.most})


Offset = Annotated[int, _Whole(0), Field(description="Offset in code points.")]
"""An offset in code points."""

Columns = Annotated[int, _Whole(1, 1000), Field(description="How many columns a cell spans.")]
"""How many columns a cell spans (HTML allows as many)."""

Rows = Annotated[int, _Whole(1, 65534), Field(description="How many rows a cell spans.")]
"""How many rows a cell spans (HTML allows as many)."""

Basis = Literal["text", "external", "inferred"]
"""Why something is claimed: the words say it, a named source does, or it follows from them."""

Authenticity = Literal["official", "unofficial"]

ENTITY_TYPES = (
    "organization", "place", "state", "programme", "instrument", "meeting", "topic", "role", "person",
)  # fmt: skip
EntityType = Literal["organization", "place", "state", "programme", "instrument", "meeting", "topic", "role", "person"]

ActKind = Literal[
    "decide", "commit", "undertake", "agree", "review", "support", "request", "urge", "call", "invite", "encourage",
    "condemn", "affirm", "reaffirm", "welcome", "stress", "recognise", "concern", "note", "recall", "aware", "consider",
]  # fmt: skip
"""What an act does, by how much those who speak can be held to it, most first; defined in the documentation's page on acts."""
