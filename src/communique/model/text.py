"""Words and the marks that stand off from them; text between tags, and tags woven into it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import FrozenInstanceError, dataclass, replace
from inspect import cleandoc
from itertools import chain
from operator import attrgetter
from typing import (
    Annotated,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
    dataclass_transform,
    get_args,
    get_type_hints,
)

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo
from pydantic_core import ArgsKwargs

from communique.model.types import (
    ActKind,
    Basis,
    Date,
    Eid,
    Language,
    Line,
    Offset,
    Reference,
    Slug,
    Text,
)

STRICT = ConfigDict(extra="forbid", defer_build=True)
"""Unknown keys are refused; a validator is made when it is first used."""


class StrictModel(BaseModel):
    """A whole file's value as a pydantic model: immutable, unknown keys are refused."""

    model_config = ConfigDict(frozen=True, **STRICT)


T = TypeVar("T")


class Node:
    """An immutable value of the record: unknown keys are refused, scalars are never converted.

    A declaration is a pydantic model. What it is made of are dataclasses with slots, which pydantic judges; of a model's methods they have
    those that are below, `dataclasses.fields` lists their fields, and `TypeAdapter` does the rest. What dataclasses compile for each
    class anew stands here once: that would take a third of the time of importing the model.
    """

    __slots__ = ()

    def __init__(self, **values: Any) -> None:
        """Raises pydantic.ValidationError where the values are none of such a node."""
        ADAPTERS[type(self)].validator.validate_python(ArgsKwargs((), values), self_instance=self)

    def __setattr__(self, name: str, value: object) -> None:
        """Raises dataclasses.FrozenInstanceError."""
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        """Raises dataclasses.FrozenInstanceError."""
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        """Whether both are of one kind and have equal values."""
        if type(other) is not type(self):
            return NotImplemented
        values = _VALUES[type(self)]
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        """By the values, as equality."""
        return hash(_VALUES[type(self)](self))

    def __repr__(self) -> str:
        """The kind and the values, as one would make it."""
        values = ", ".join([f"{name}={value!r}" for name, value in values_of(self).items()])
        return f"{type(self).__qualname__}({values})"

    def __getstate__(self) -> dict[str, Any]:
        """What `pickle` and `copy` keep of a node."""
        return cast("dict[str, Any]", cast("Any", object.__getstate__(self))[1])

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """What they set in the node that they make of it."""
        for name, value in state.items():
            object.__setattr__(self, name, value)

    @classmethod
    def model_validate(cls, values: Any) -> Self:
        """The node of plain values; raises pydantic.ValidationError where they are none."""
        return cast("Self", ADAPTERS[cls].validate_python(values))

    def model_dump(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        include: set[str] | None = None,
        exclude: set[str] | None = None,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
    ) -> dict[str, Any]:
        """The node as plain values, as a pydantic model gives them."""
        how: Any = {"include": include, "exclude": exclude, "exclude_defaults": exclude_defaults}
        return cast(
            "dict[str, Any]",
            ADAPTERS[type(self)].dump_python(self, mode=mode, exclude_none=exclude_none, **how),
        )

    def model_dump_json(self, *, indent: int | None = None, exclude_none: bool = False) -> str:
        """The node as JSON, as a pydantic model gives it."""
        return (
            ADAPTERS[type(self)].dump_json(self, indent=indent, exclude_none=exclude_none).decode()
        )

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The node with other values in some fields, judged anew: `dataclasses.replace`."""
        return cast("Self", replace(cast("Any", self), **update))


class ByKind(dict[type[Node], T]):
    """Something about each kind of node; made when it is first asked for, and then as fast as a dictionary."""

    def __init__(self, make: Callable[[type[Node]], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, kind: type[Node]) -> T:
        self[kind] = self._make(kind)
        return self[kind]


ADAPTERS: ByKind[TypeAdapter[Any]] = ByKind(TypeAdapter)
"""What judges, writes and describes the nodes of a kind."""
_VALUES: ByKind[Callable[[Node], Any]] = ByKind(lambda kind: attrgetter(*names_of(kind)))
"""What gives the values of a node of a kind, in the order of its fields."""


def names_of(kind: type[Node]) -> list[str]:
    """The names of the fields of a kind of node, in the order in which they are written."""
    return list(
        kind.model_fields if issubclass(kind, BaseModel) else cast("Any", kind).__dataclass_fields__
    )


def fields_of(kind: type[Node]) -> dict[str, FieldInfo]:
    """The fields of a kind of node as pydantic has them, in the order in which they are written."""
    if issubclass(kind, BaseModel):
        return kind.model_fields
    types = get_type_hints(kind, include_extras=True)
    given: dict[str, Any] = cast("Any", kind).__dataclass_fields__
    return {
        name: FieldInfo.from_annotated_attribute(types[name], each.default)
        for name, each in given.items()
    }


def values_of(node: "Node") -> dict[str, Any]:
    """The values of a node by the names of their fields."""
    return {name: getattr(node, name) for name in names_of(type(node))}


N = TypeVar("N", bound=type[Node])


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def node(kind: N) -> N:
    """A class of nodes: a dataclass with slots, which takes a sixth of the memory of a model, and is judged as one."""
    for name in kind.__annotations__:
        given = vars(kind).get(name, ...)
        if not isinstance(given, FieldInfo):  # so that each has one: see `fields_of`
            setattr(kind, name, Field(given))
    made: Any = dataclass(slots=True, kw_only=True, init=False, eq=False, repr=False)(kind)
    said: JsonDict = {} if kind.__doc__ is None else {"description": cleandoc(kind.__doc__)}
    made.__pydantic_config__ = ConfigDict(**STRICT, json_schema_extra=said)
    return cast("N", made)


@node
class _Mark(Node):
    kind: str  # each mark says which; it stands here because fields are written in the order of their first naming
    start: Offset = Field(description="First code point of the marked words.")
    end: Offset = Field(description="One past the last code point of the marked words.")
    basis: Basis | None = Field(
        default=None, description="Why it is claimed; null where the words say it."
    )
    source: Line | None = Field(default=None, description="The source that is the basis, or null.")


@node
class EntityMark(_Mark):
    """The words name an entity of the record."""

    kind: Literal["entity"] = "entity"
    ref: Slug = Field(description="Id of an entity of this record.")


@node
class DateMark(_Mark):
    """The words are a date."""

    kind: Literal["date"] = "date"
    date: Date = Field(description="The day, the month or the year that the words say.")


@node
class ReferenceMark(_Mark):
    """The words refer to a document, or to a place in this one (`#para_16`)."""

    kind: Literal["reference"] = "reference"
    scheme: Slug | None = Field(
        default=None, description="Whose number it is: council, com, parliament, un, akn."
    )
    href: Reference | None = Field(
        default=None, description="Address, or null where none is known."
    )


@node
class NoteMark(_Mark):
    """A footnote is called here. The only mark of zero width."""

    kind: Literal["note"] = "note"
    ref: Eid = Field(description="Eid of the note.")


@node
class EmphasisMark(_Mark):
    """The words are set apart by their type."""

    kind: Literal["emphasis"] = "emphasis"
    style: Literal["bold", "italic", "underline", "superscript", "subscript"] = Field(
        description="How the type differs from the rest."
    )


@node
class ForeignMark(_Mark):
    """The words are in another language than the text."""

    kind: Literal["foreign"] = "foreign"
    language: Language = Field(description="The language of the words: a BCP 47 tag.")


@node
class ActMark(_Mark):
    """The operative words of a commitment, or the lead words of a recital, and what they do."""

    kind: Literal["act"] = "act"
    act: ActKind = Field(
        description="What the words do; the kinds are in the order of their strength."
    )
    actors: tuple[Slug, ...] = Field(default=(), description="Ids of the entities that act.")
    addressees: tuple[Slug, ...] = Field(
        default=(), description="Ids of the entities that are to act, or are acted upon."
    )
    topics: tuple[Slug, ...] = Field(default=(), description="Ids of the topics.")
    instruments: tuple[Slug, ...] = Field(
        default=(),
        description="Ids of the instruments, programmes, meetings and bodies by which, or about which.",
    )
    due: Date | None = Field(
        default=None, description="By when; null where the text gives no date."
    )


Mark = Annotated[
    EntityMark | DateMark | ReferenceMark | NoteMark | EmphasisMark | ForeignMark | ActMark,
    Field(discriminator="kind"),
]
"""Something said about a stretch of words, with its basis."""

MARK_KINDS: tuple[str, ...] = tuple(
    get_args(each.__annotations__["kind"])[0] for each in get_args(get_args(Mark)[0])
)
"""The kinds of marks, in the order of the union."""


@node
class TextBlock(Node):
    """Words exactly as printed, and the marks on them.

    Offsets of marks count code points. Marks stand by start, zero width first, then longest
    first; equal spans outer first; they nest and never straddle; a note at a mark's edge lies outside it.
    """

    kind: Literal["text"] = "text"
    text: Text
    marks: tuple[Mark, ...] = Field(
        default=(),
        description="What is said about stretches of the words, in the order of the text.",
    )

    def __str__(self) -> str:
        """The words.

        >>> from communique import load
        >>> str(load("eu-clasi-2023").footnotes[0].content[0])
        '11301/23.'
        """
        return self.text

    def quoted(self, mark: Any) -> str:
        """The words that a mark of this block stands on.

        >>> from communique import load
        >>> date = load("eu-clasi-2023").dates[-1]
        >>> date.block.quoted(date.mark)
        '3. marec 2022'
        """
        return self.text[mark.start : mark.end]


Tagged = tuple[int, int, str, str]
"""Where tags stand, in code points, half-open; the start tag and the end tag. Without an end tag the first stands alone."""


def escaped(text: str) -> str:
    """Text as it stands between tags: `&`, `<` and `>` escaped. Six times as fast as `html.escape` where there are none.

    >>> escaped("a < b & c")
    'a &lt; b &amp; c'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def woven(text: str, tagged: Iterable[Tagged], escape: Callable[[str], str] = escaped) -> str:
    """The text with its tags, what is between them escaped. The tags come by start, outer before inner, and nest.

    >>> woven("one & two", [(0, 9, "<i>", "</i>"), (6, 9, "<b>", "</b>")])
    '<i>one &amp; <b>two</b></i>'
    """
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    at, tag = 0, ""
    verbatim = escape(text) == text
    until = len(text) + 1  # where the innermost of the open tags ends
    for start, end, opening, closing in chain(tagged, [(len(text), 0, "", "")]):
        while until <= start:
            if until > at:
                out.append(text[at:until] if verbatim else escape(text[at:until]))
                at = until
            out.append(tag)
            until, tag = ends.pop()
        if start > at:
            out.append(text[at:start] if verbatim else escape(text[at:start]))
            at = start
        out.append(opening)
        if closing:
            ends.append((until, tag))
            until, tag = end, closing
    return "".join(out)
