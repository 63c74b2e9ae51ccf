"""The record: one declaration in one language (FRBR: an expression)."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from pydantic import PrivateAttr, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator

from communique.model.alignment import Aligned, align
from communique.model.blocks import Note
from communique.model.laws import broken_laws
from communique.model.nodes import nodes_of
from communique.model.parts import (
    Entity,
    Fields,
    Paragraph,
    Recital,
    paragraphs_in,
    recitals_in,
)
from communique.model.text import (
    ActMark,
    DateMark,
    EntityMark,
    Mark,
    Node,
    TextBlock,
    names_of,
)
from communique.naming.labels import bare, folded

if TYPE_CHECKING:
    from communique.acts.references import Citation


@lru_cache(4096)
def _plain(char: str) -> str:
    """A character without case and diacritics: none, one or several."""
    pieces = unicodedata.normalize("NFKD", char.casefold()).casefold()
    return "".join(piece for piece in pieces if not unicodedata.combining(piece))


def without_accents(text: str) -> str:
    """The text without case and diacritics.

    >>> without_accents("Čad, MAÑANA, Straße")
    'cad, manana, strasse'
    """
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text, case and diacritics ignored: offsets in code points,
    half-open.

    Accents that follow the last character belong to it. Occurrences do not overlap.

    >>> list(occurrences("Évora and e\u0301vora", "EVORA"))
    [(0, 5), (10, 16)]
    """
    wanted = without_accents(words)
    plain = without_accents(text)
    at = plain.find(wanted) if wanted else -1
    if at < 0:
        return
    # Which character each piece came from, and at the end what follows the last.
    origin = [offset for offset, char in enumerate(text) for _ in _plain(char)]
    origin.append(len(text))
    while at >= 0:
        last = at + len(wanted)
        end = max(origin[last - 1] + 1, origin[last])
        yield origin[at], end
        at = plain.find(wanted, last)


M = TypeVar("M", ActMark, DateMark, EntityMark)


@dataclass(frozen=True, slots=True)
class Mention(Generic[M]):
    """A mark, its block, and the eId of the node that the block belongs to.

    Blocks of the title belong to `preface`, closing lines to `conclusions`, and front
    matter to `cover`.
    """

    eid: str
    block: TextBlock
    mark: M

    @property
    def text(self) -> str:
        """The marked words.

        >>> from communique import load
        >>> load("eu-clasi-2023").dates[0].text
        '12. julija 2023'
        """
        return self.block.text[self.mark.start : self.mark.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where `find` found the words: the eId of the node, the block, and offsets
    in code points (half-open).
    """

    eid: str
    block: TextBlock
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as the text prints them.

        >>> from communique import load
        >>> load("eu-clasi-2023").find("SOCTA")[0].text
        'SOCTA'
        """
        return self.block.text[self.start : self.end]


class Declaration(Fields):
    """A declaration, communiqué or resolution in one language. It is immutable and
    independent of files and formats.

    Raises pydantic.ValidationError if the values are not a valid record. The laws
    across fields are in `communique.model.laws`.
    """

    _siblings: Callable[[], "tuple[Declaration, ...]"] = PrivateAttr(tuple)
    """The records of the same work in other languages, as the dataset that holds this one has them."""

    @model_validator(mode="after")
    def _laws(self) -> "Declaration":
        broken = broken_laws(self)
        if broken:
            raise PydanticCustomError(
                "laws",
                "{sentence}",
                {"sentence": broken[0].message, "broken": broken, "root": self},
            )
        return self

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """What tells a declaration from another at a prompt; `model_dump()` gives all of it."""
        yield from (("id", self.id), ("language", self.language), ("kind", self.kind))
        yield "title", None if self.title is None else self.title.text

    def __eq__(self, other: object) -> bool:
        """Whether the fields are equal. Cached properties do not count: one may hold the record."""
        if not isinstance(other, Declaration):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in names_of(Declaration)
        )

    __hash__ = (
        Fields.__hash__
    )  # by the fields, as equality; defining `__eq__` removes it

    def __setstate__(self, state: dict[str, object]) -> None:
        """Unpickles the fields. The notes that a node calls are no field of it, so they are found
        again.
        """
        super().__setstate__(state)
        broken_laws(self)

    def __deepcopy__(self, memo: dict[int, object] | None = None) -> Self:
        """A deep copy, in which nodes know the copies of the notes that they call."""
        copied = super().__deepcopy__(memo)
        broken_laws(copied)
        return copied

    def __copy__(self) -> Self:
        """A copy of the fields. `model_copy` may change them, and what was worked out of them would
        no longer hold.
        """
        copied = super().__copy__()
        for name in copied.__dict__.keys() - names_of(Declaration):
            del copied.__dict__[name]
        return copied

    @cached_property
    def recitals(self) -> tuple[Recital, ...]:
        """The clauses of the preamble, groups opened, enacting formulas left out.

        >>> from communique import load
        >>> [recital.number for recital in load("eu-clasi-2023").recitals][-1]
        '15'
        """
        return tuple(
            recital
            for recital in recitals_in(self.preamble)
            if recital.role != "formula"
        )

    @cached_property
    def commitments(self) -> tuple[Paragraph, ...]:
        """The operative paragraphs in order, through all sections; those of annexes are not among
        them.

        Not each of them commits to something: what binds, and what is asked for, is found by
        `communique.promises`.

        >>> from communique import load
        >>> [paragraph.eid for paragraph in load("eu-clasi-2023").commitments][:2]
        ['para_16', 'para_17']
        """
        return tuple(paragraphs_in(self.body))

    @property
    def footnotes(self) -> tuple[Note, ...]:
        """All notes, in the order of their first calls.

        >>> from communique import load
        >>> [note.marker for note in load("eu-clasi-2023").footnotes]
        ['1', '2', '3']
        """
        return self.notes

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {eid: node for eid, node, _ in nodes_of(self)}

    @cached_property
    def blocks(self) -> tuple[tuple[str, TextBlock], ...]:
        """Every text block of the record with the eid of its node, in document order; notes at the
        end.

        >>> from communique import load
        >>> [eid for eid, _ in load("eu-clasi-2023").blocks][-2:]
        ['authorialNote_2', 'authorialNote_3']
        """
        return tuple(
            (eid, block) for eid, _, blocks in nodes_of(self) for block in blocks
        )

    def __getitem__(self, eid: str) -> Node:
        """The node of an eid, or the entity of an id; raises KeyError if there is none.

        >>> from communique import load
        >>> load("eu-clasi-2023")["para_16"].num
        '16.'
        """
        try:
            return self._nodes[eid]
        except KeyError:
            raise KeyError(f"no node of {self.id} has the eid {eid!r}") from None

    def paragraph(self, number: int | str) -> Recital | Paragraph:
        """The operative paragraph with that printed number, or else the recital. Raises
        KeyError if there is none.

        If several have the number, you get the first. `16`, `"16"` and `"16."` mean the
        same. Cover and annexes are not searched.

        >>> from communique import load
        >>> (
        ...     load("eu-clasi-2023").paragraph(16).eid,
        ...     load("eu-clasi-2023").paragraph("2.").eid,
        ... )
        ('para_16', 'recs_1__rec_2')
        """
        wanted = "" if str(number).startswith("-") else folded(bare(str(number)))
        candidates: tuple[Recital | Paragraph, ...] = (
            *self.commitments,
            *self.recitals,
        )
        for node in candidates:
            if wanted and node.num is not None and folded(bare(node.num)) == wanted:
                return node
        raise KeyError(f"no paragraph or recital of {self.id} is numbered {number}")

    @property
    def acts(self) -> tuple[Mention[ActMark], ...]:
        """Every act, in document order.

        >>> from communique import load
        >>> [(each.eid, each.mark.act) for each in load("eu-clasi-2023").acts][-1]
        ('para_26', 'review')
        """
        return self._mentions(ActMark)

    @property
    def dates(self) -> tuple[Mention[DateMark], ...]:
        """Every date in the text, in document order.

        >>> from communique import load
        >>> [each.mark.date for each in load("eu-clasi-2023").dates]
        ['2023-07-12', '2023-09', '2023-09-28', '2023-07-18', '2022-10', '2022-03-03']
        """
        return self._mentions(DateMark)

    @property
    def references(self) -> tuple["Citation", ...]:
        """Every citation of a document or of a place, in document order.

        `communique.references` gives the same and can filter them.

        >>> from communique import load
        >>> first = load("unsc-2565-2021", "en").references[0]
        >>> first.words, first.relation
        ('2286 (2016)', 'recall')
        """
        from communique.acts.references import references

        return references(self)

    def entity(self, id: str) -> Entity:
        """The entity with that id. Raises KeyError if the record has none.

        >>> from communique import load
        >>> load("eu-clasi-2023").entity("brussels").type
        'place'
        """
        entity = self._nodes.get(id)
        if not isinstance(entity, Entity):
            raise KeyError(f"{self.id} has no entity {id!r}")
        return entity

    def mentions(self, entity: str) -> tuple[Mention[EntityMark], ...]:
        """The places where the text names an entity, in document order. Raises KeyError
        if the record has no such entity.

        >>> from communique import load
        >>> [each.eid for each in load("eu-clasi-2023").mentions("socta")]
        ['para_20', 'para_20', 'para_22']
        """
        wanted = self.entity(entity).id
        return tuple(
            mention
            for mention in self._mentions(EntityMark)
            if mention.mark.ref == wanted
        )

    def words_of(self, mark: Mark) -> str:
        """The words under a mark of this record. Raises KeyError if no text block of
        the record holds the mark.

        >>> from communique import load
        >>> declaration = load("eu-clasi-2023")
        >>> act = next(
        ...     mark
        ...     for mark in declaration["para_17"].content[0].marks
        ...     if mark.kind == "act"
        ... )
        >>> declaration.words_of(act)
        'brez zadržkov podpiramo'
        """
        for _, block in self.blocks:
            if any(each is mark for each in block.marks):
                return block.text[mark.start : mark.end]
        raise KeyError(f"no text of {self.id} has this mark")

    def aligned(self, *others: "Declaration") -> "Aligned[Declaration]":
        """This record and others of the same work, side by side by eId. By default the
        others are those of its dataset.

        If you read the record from a file, it knows no others: pass them.

        >>> from communique import load
        >>> aligned = load("eu-clasi-2023").aligned()
        >>> aligned.languages, aligned["para_17"].texts[0][:28]
        (('sl',), 'brez zadržkov podpiramo nada')
        """
        return align((self, *(others or self._siblings())))

    def held_with(self, siblings: Callable[[], "tuple[Declaration, ...]"]) -> Self:
        """A copy of this record that can find the records of the same work in other
        languages by calling `siblings`.

        >>> from communique import load
        >>> record = load("eu-clasi-2023")
        >>> record.model_copy().held_with(lambda: (record,)).aligned().languages
        ('sl', 'sl')
        """
        self._siblings = siblings
        return self

    def _mentions(self, kind: type[M]) -> tuple[Mention[M], ...]:
        mentions: list[Mention[M]] = []
        for eid, block in self.blocks:
            marks = [mark for mark in block.marks if isinstance(mark, kind)]
            mentions += [Mention(eid, block, mark) for mark in marks]
        return tuple(mentions)

    def find(self, words: str) -> tuple[Hit, ...]:
        """The places where the words occur, in document order. Case and diacritics are
        ignored. Each block is searched separately.

        >>> from communique import load
        >>> [(hit.eid, hit.start) for hit in load("eu-clasi-2023").find("cile")]
        [('recs_1__rec_13', 116)]
        """
        hits: list[Hit] = []
        for eid, block in self.blocks:
            for start, end in occurrences(block.text, words):
                hits.append(Hit(eid, block, start, end))
        return tuple(hits)

    def cite(
        self, eid: str | None = None, *, style: str = "text", language: str = "en"
    ) -> str:
        """Cite the declaration, or the node with this eId, as `text`, `bibtex` or
        `csl-json`.

        The citation has the title, place, date and numbers, the publisher, the address
        of the source and the date on which it was retrieved. It leaves out what the
        record does not know. `language` (`en`, `es` or `sl`) is the language of the
        words around the title: the title stays as printed, and places have their name
        in that language if the record has one. Raises KeyError if there is no such
        node, BadOption for another style or language.

        >>> from communique import load
        >>> load("eu-clasi-2023").cite("para_22")[-70:]
        'paragraph 22; ST 12838/2023 INIT, annex; Council of the European Union'
        """
        from communique.model.citation import cite

        return cite(self, eid, style=style, language=language)


Declaration.model_rebuild()  # with all its parts; a part has a validator of its own only once it is made alone


_LEFT = frozenset({"metadata", "serialization", "cls", "config", "default"})
"""What in a schema of pydantic's core is no schema."""


@cache
def judge() -> SchemaValidator:
    """The model, where each node says its kind."""
    return _asking(lambda name, schema: name == "kind" and schema["type"] == "literal")


@cache
def judge_of_whole() -> SchemaValidator:
    """The model, where every field is given, as in all that is written here."""
    return _asking(lambda *_: True)


def _asking(asked: Callable[[str, dict[str, object]], bool]) -> SchemaValidator:
    """A validator by the model's schema, without the defaults of the fields that are asked for."""

    def without(part: object, name: str) -> object:
        if isinstance(part, list):
            return [without(each, name) for each in part]
        if not isinstance(part, dict):
            return part
        if part.get("type") == "default" and asked(name, part["schema"]):
            return without(part["schema"], name)
        if part.get("type") == "model-fields":
            fields = {key: without(each, key) for key, each in part["fields"].items()}
            return {**part, "fields": fields}
        if part.get("type") == "dataclass-field":
            name = part["name"]
        made = dict(part)
        for key in part.keys() - _LEFT:
            made[key] = without(part[key], name)
        if made.get("type") == "dataclass":
            # Else pydantic takes the validator of the class itself, once there is one.
            made["generic_origin"] = made["cls"]
        return made

    Declaration.model_rebuild()
    return SchemaValidator(
        cast("CoreSchema", without(Declaration.__pydantic_core_schema__, ""))
    )
