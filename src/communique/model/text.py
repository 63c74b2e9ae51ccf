"""Words and the marks that stand off from them; text between tags, and tags woven into
it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any, ClassVar, Literal, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo

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
"""Unknown keys are refused. A validator is built when it is first used."""


class StrictModel(BaseModel):
    """A pydantic model of a whole file: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, **STRICT)


class Node:
    """A part of a record: a frozen pydantic dataclass with slots.

    Nodes have the methods of a pydantic model that `docs/recipes.md` shows. `TypeAdapter` and
    `dataclasses` do everything else. Every field has a `Field`: pydantic moves those without one
    behind the others.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    __pydantic_fields__: ClassVar[dict[str, FieldInfo]]

    @classmethod
    def model_validate(cls, values: object) -> Self:
        """The node that plain values describe. Raises pydantic.ValidationError."""
        return cast("Self", _adapter(cls).validate_python(values))

    def model_dump(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        include: set[str] | None = None,
        exclude: set[str] | None = None,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
    ) -> dict[str, Any]:
        """The node as plain values, as `BaseModel.model_dump` returns them."""
        values: dict[str, Any] = _adapter(type(self)).dump_python(
            self,
            mode=mode,
            include=include,
            exclude=exclude,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
        )
        return values

    def model_dump_json(
        self, *, indent: int | None = None, exclude_none: bool = False
    ) -> str:
        """The node as JSON, as `BaseModel.model_dump_json` returns it."""
        data = _adapter(type(self)).dump_json(
            self, indent=indent, exclude_none=exclude_none
        )
        return data.decode()

    def model_copy(self, *, update: Mapping[str, object]) -> Self:
        """A copy with other values in some fields. Unlike a model's, the copy is
        validated.
        """
        changed = replace(cast("Any", self), **update)
        return cast("Self", changed)


_ADAPTERS: dict[type[Node], TypeAdapter[Node]] = {}
"""The adapters that are built so far: building one takes a millisecond."""


def _adapter(kind: type[Node]) -> TypeAdapter[Node]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def names_of(kind: type[Node]) -> tuple[str, ...]:
    """The names of the fields of a kind of node, in the order in which they are written."""
    fields = kind.__pydantic_fields__
    return tuple(fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark(Node):
    kind: str  # each mark says which; it is here so that it is written first
    start: Offset = Field(
        description="The offset of the first code point of the marked words."
    )
    end: Offset = Field(
        description="The offset after the last code point of the marked words."
    )
    basis: Basis | None = Field(
        default=None, description="The basis of the mark; null if the words say it."
    )
    source: Line | None = Field(
        default=None, description="The source of the claim, or null."
    )

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of the entities that the mark names."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMark(_Mark):
    """The words name an entity of the record."""

    kind: Literal["entity"] = Field(default="entity")
    ref: Slug = Field(description="The id of an entity of this record.")

    @property
    def entities(self) -> tuple[str, ...]:
        """The id of the entity that the words name."""
        return (self.ref,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMark(_Mark):
    """The words are a date."""

    kind: Literal["date"] = Field(default="date")
    date: Date = Field(description="The day, month or year that the words express.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceMark(_Mark):
    """The words refer to a document, or to a place in this one (`#para_16`)."""

    kind: Literal["reference"] = Field(default="reference")
    scheme: Slug | None = Field(
        default=None,
        description=(
            "The scheme of the number: `council`, `com`, `parliament`, `un`, `akn`."
        ),
    )
    href: Reference | None = Field(
        default=None, description="The address, or null if none is known."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark(_Mark):
    """The call of a footnote. It is the only mark of zero width."""

    kind: Literal["note"] = Field(default="note")
    ref: Eid = Field(description="The eId of the note.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmphasisMark(_Mark):
    """The words are emphasised."""

    kind: Literal["emphasis"] = Field(default="emphasis")
    style: Literal["bold", "italic", "underline", "superscript", "subscript"] = Field(
        description="The style of the emphasis: italic, bold, ..."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMark(_Mark):
    """The words are in another language than the rest of the text."""

    kind: Literal["foreign"] = Field(default="foreign")
    language: Language = Field(description="The language of the words: a BCP 47 tag.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActMark(_Mark):
    """The operative words of a commitment, or the lead words of a recital, and what
    they do.
    """

    kind: Literal["act"] = Field(default="act")
    act: ActKind = Field(
        description="The act. The kinds are in the order of their strength."
    )
    actors: tuple[Slug, ...] = Field(
        default=(), description="The ids of the entities that act."
    )
    addressees: tuple[Slug, ...] = Field(
        default=(),
        description="The ids of the entities that are asked to act or are acted upon.",
    )
    topics: tuple[Slug, ...] = Field(default=(), description="The ids of the topics.")
    instruments: tuple[Slug, ...] = Field(
        default=(),
        description=(
            "The ids of the instruments, programmes, meetings and bodies that the act"
            " uses or concerns."
        ),
    )
    due: Date | None = Field(
        default=None,
        description="The date by which it is due; null if the text gives none.",
    )
    what: Line | None = Field(
        default=None,
        description="The words of the passage that are promised; null if rules find them.",
    )
    who: Line | None = Field(
        default=None, description="Who acts, by a reviewer; null if rules find it."
    )
    whom: Line | None = Field(
        default=None,
        description="Who is asked, by a reviewer; null if rules find it.",
    )

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of those who act, of those acted upon, of topics and of instruments."""
        return (*self.actors, *self.addressees, *self.topics, *self.instruments)


def kind_of(mark: type[_Mark]) -> str:
    """What `kind` says in the marks of a class."""
    kind: str = mark.__pydantic_fields__["kind"].default
    return kind


Mark = Annotated[
    EntityMark
    | DateMark
    | ReferenceMark
    | NoteMark
    | EmphasisMark
    | ForeignMark
    | ActMark,
    Field(discriminator="kind"),
]
"""Something said about a stretch of words, with its basis."""

_MARKS, _ = get_args(Mark)  # the union, and how its kinds are told
MARKS: tuple[type[_Mark], ...] = get_args(_MARKS)
"""The classes of marks, in the order of the union."""
MARK_KINDS = tuple(map(kind_of, MARKS))
"""The kinds of marks, in the order of the union."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock(Node):
    """Text exactly as printed, and the marks on it. The offsets of marks count code
    points. Marks are sorted by their start; at the same start, marks of zero width
    come first, then longer ones before shorter ones, and of equal spans the outer
    one first. Marks may nest but never overlap otherwise. A note at the edge of a
    mark is outside it.
    """

    kind: Literal["text"] = Field(default="text")
    text: Text = Field()
    marks: tuple[Mark, ...] = Field(
        default=(),
        description="The marks on the text, in order.",
    )

    def __str__(self) -> str:
        """The words.

        >>> from communique import load
        >>> str(load("eu-clasi-2023").footnotes[0].content[0])
        '11301/23.'
        """
        return self.text

    def quoted(self, mark: Mark) -> str:
        """The words that a mark of this block stands on.

        >>> from communique import load
        >>> date = load("eu-clasi-2023").dates[-1]
        >>> date.block.quoted(date.mark)
        '3. marec 2022'
        """
        return self.text[mark.start : mark.end]


Tagged = tuple[int, int, str, str]
"""Where tags stand, in code points, half-open; the start tag and the end tag. Without an end tag
the first stands alone.
"""


def escaped(text: str) -> str:
    """Text as it stands between tags: `&`, `<` and `>` escaped. Six times as fast as `html.escape`
    where there are none.

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


def woven(
    text: str, tagged: Iterable[Tagged], escape: Callable[[str], str] = escaped
) -> str:
    """The text with its tags, what is between them escaped. The tags come by start, outer before
    inner, and nest.

    >>> woven("one & two", [(0, 9, "<i>", "</i>"), (6, 9, "<b>", "</b>")])
    '<i>one &amp; <b>two</b></i>'
    """
    out: list[str] = []
    ends: list[tuple[int, str]] = []
    at = 0
    tag = ""
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
