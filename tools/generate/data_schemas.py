"""The JSON Schemas of what people write by hand: overlays, follow-ups, configurations; and of
baselines.
"""

import operator
from functools import cache, reduce
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, Field, create_model
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from tools.generate.schema import object_of, schema_of

from communique.acts.follow_up import FollowUp
from communique.checking.baseline import KEY, VERSION
from communique.checking.config_file import Configuration
from communique.detect.hints import KINDS
from communique.detect.overlay import COVER_KEYS, DOCUMENT_KEYS
from communique.generate import Files, json_file
from communique.model import Cover, Declaration, Entity, Mark, Node, Signatory
from communique.model.text import ActMark, StrictModel
from communique.model.types import ActKind, Eid, Line, Slug
from communique.places import NAMESPACE

Words = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayEntity(Entity):
    """An entity of the record, and the forms of words that name it."""

    forms: tuple[Words, ...] = Field(
        default=(),
        description=(
            "Words that name the entity. They are marked wherever they occur as whole"
            " words."
        ),
    )
    in_: tuple[Eid, ...] = Field(
        default=(),
        alias="in",
        description="The nodes in which the forms are marked; all nodes if none is given.",
    )
    nests: tuple[Slug, ...] = Field(
        default=(),
        description="The entities whose forms may be marked inside forms of this one.",
    )


class Hint(StrictModel):
    """A hint: the role of a place in the source that the reader gets wrong or has to
    guess.
    """

    at: Words = Field(description="Words that occur exactly once in the source.")
    is_: Literal[KINDS] = Field(alias="is", description="What it is.")  # type: ignore[valid-type]  # KINDS is made of the reader's table
    why: Line | None = None


def _facts(
    name: str, description: str, of: type[Node], keys: set[str], **more: Any
) -> type[BaseModel]:
    """Fields of a model, none of which need be given."""
    fields: dict[str, Any] = {
        key: (
            _or_null(field),
            Field(
                None if field.is_required() else field.default,
                description=field.description,
            ),
        )
        for key, field in of.__pydantic_fields__.items()
        if key in keys and key not in more
    }
    made: type[BaseModel] = create_model(
        name, __base__=StrictModel, __doc__=description, **fields, **more
    )
    return made


def _or_null(field: FieldInfo) -> Any:
    kind: Any = field.rebuild_annotation()
    return kind | None if field.is_required() else kind


def _placed(mark: type[Node]) -> type[BaseModel]:
    """A mark by the words that it stands on, in place of offsets."""
    fields: dict[str, Any] = {
        "in_": (
            Eid,
            Field(
                alias="in",
                description=(
                    "The eId of a node, or `title`, `closing` or `cover` for words "
                    "that belong to no node."
                ),
            ),
        ),
        "words": (Words, Field(description="The words, exactly as in the node.")),
        "nth": (
            Annotated[int, Field(ge=1)] | None,
            Field(None, description="The number of the occurrence, from 1."),
        ),
    }
    fields |= {key: (field.rebuild_annotation(), field) for key, field in mark.__pydantic_fields__.items()
               if key not in ("start", "end")}  # fmt: skip
    if mark is ActMark:
        fields["act"] = (
            ActKind | Literal["none"],
            Field(description="The act; `none` if the words are not an act."),
        )
        fields["clause"] = (
            Words | None,
            Field(None, description="Words that the node must contain as well."),
        )
    made: type[BaseModel] = create_model(
        f"Placed{mark.__name__}", __base__=StrictModel, __doc__=mark.__doc__, **fields
    )
    return made


@cache
def overlay_model() -> type[BaseModel]:
    """An overlay as a model: what `communique.detect.overlay` reads, the record's own fields judged
    as in the record.
    """
    kinds = (
        each
        for each in get_args(get_args(Mark)[0])
        if each.__pydantic_fields__["kind"].default != "note"
    )
    cover = _facts(
        "CoverFacts",
        "Facts about the cover note that are not printed in it.",
        Cover,
        {*COVER_KEYS},
    )
    said = "Facts about the document that are not printed in it."
    document = _facts(
        "DocumentFacts", said, Declaration, {*DOCUMENT_KEYS}, cover=(cover | None, None)
    )
    mark: Any = reduce(operator.or_, map(_placed, kinds))
    fields: dict[str, Any] = {
        "hints": (tuple[Hint, ...], ()),
        "document": (document | None, None),
        "signatories": (
            tuple[Signatory, ...] | None,
            Field(None, description="The signatories of the declaration."),
        ),
        "entities": (
            tuple[OverlayEntity, ...] | None,
            Field(
                None,
                description="The people, bodies, places and things that the text names.",
            ),
        ),
        "marks": (
            tuple[Annotated[mark, Field(discriminator="kind")], ...],
            Field(
                (),
                description="The marks on words, each with the place of the words.",
            ),
        ),
    }
    made: type[BaseModel] = create_model("Overlay", __base__=StrictModel, **fields)
    return made


BASELINE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:communique:baseline:{VERSION}",
    "title": "Baseline of communique",
    "description": "The known findings, which are not reported again.",
    "type": "object",
    "required": ["version", "files"],
    "properties": {
        "version": {
            "description": (
                "The version of this format. It changes when programs that read the "
                "file have to change."
            ),
            "const": VERSION,
        },
        "files": {
            "description": (
                "For each file, by its path from the folder of the baseline (with "
                "`/`): the number of findings of each key."
            ),
            "type": "object",
            "additionalProperties": {
                "description": (
                    "For each code and fingerprint: the number of known findings."
                ),
                "type": "object",
                "propertyNames": {
                    "pattern": KEY,
                    "not": {"pattern": r"\n"},
                },  # some engines let `$` stand before a line feed
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
        },
    },
    "additionalProperties": False,
}


_LINE = {"type": "integer", "minimum": 1}
_OFFSET = {"type": "integer", "minimum": 0}
PLACES: dict[str, Any] = {
    "$schema": BASELINE["$schema"],
    "$id": NAMESPACE,
    "title": "Places of communique",
    "description": (
        "The place of each node of a record in its source, and how sure the reader "
        "was of it."
    ),
    "type": "object",
    "required": ["text_sha256", "nodes"],
    "properties": {
        "text_sha256": {
            "description": (
                "The SHA-256 of the UTF-8 text that the offsets refer to. `convert "
                "--text` writes that text."
            ),
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
        },
        "nodes": {
            "description": "The nodes in the order of the record.",
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "eid",
                    "pointer",
                    "lines",
                    "offsets",
                    "areas",
                    "role",
                    "odds",
                ],
                "properties": {
                    "eid": {
                        "description": (
                            "The eid of the node; the lines of a title share `preface`."
                        ),
                        "type": "string",
                        "minLength": 1,
                    },
                    "pointer": {
                        "description": "The JSON pointer to the node in the record.",
                        "type": "string",
                    },
                    "lines": {
                        "description": (
                            "The first and last line of the node's own words, from 1."
                        ),
                        "type": "array",
                        "items": _LINE,
                        "minItems": 2,
                        "maxItems": 2,
                    },
                    "offsets": {
                        "description": (
                            "Start and end of each range of the node's label and own "
                            "words, in code points, half-open."
                        ),
                        "type": "array",
                        "items": {
                            "type": "array",
                            "items": _OFFSET,
                            "minItems": 2,
                            "maxItems": 2,
                        },
                    },
                    "areas": {
                        "description": (
                            "The pages that the node's words are on; empty if the "
                            "source has no pages."
                        ),
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["page", "box"],
                            "properties": {
                                "page": {"description": "The page, from 1.", **_LINE},
                                "box": {
                                    "description": (
                                        "Left, bottom, right and top of the node's "
                                        "lines, in points from the lower left corner "
                                        "of the page."
                                    ),
                                    "type": ["array", "null"],
                                    "items": {"type": "number"},
                                    "minItems": 4,
                                    "maxItems": 4,
                                },
                            },
                            "additionalProperties": False,
                        },
                    },
                    "role": {
                        "description": (
                            "The role that the reader gave the block; null if it did "
                            "not decide."
                        ),
                        "type": ["string", "null"],
                    },
                    "odds": {
                        "description": (
                            "The probability that the reader gave this role; null if "
                            "it did not decide."
                        ),
                        "type": ["number", "null"],
                        "minimum": 0,
                        "maximum": 1,
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def config() -> dict[str, Any]:
    """The schema of a configuration, made from its model; a default that says nothing
    is left out.
    """
    head = {
        "$schema": BASELINE["$schema"],
        "$id": "urn:communique:config:1",
        "title": "Configuration of communique",
    }
    made = Configuration.model_json_schema()
    schema = head | {"description": made["description"]} | object_of(made, head)
    for each in schema["properties"].values():
        if not each.get("default"):
            each.pop("default")
    return schema


def make(_: Path) -> Files:
    """`schema/<name>.schema.json` of overlays, follow-ups, baselines and configurations."""
    said = {
        "follow-up": (
            "What happened after a declaration: events with their sources. The state "
            "of each paragraph is computed from them, never stored."
        ),
        "overlay": (
            "What a person adds to a text: hints for the reader, facts, entities, "
            "signatories and marks."
        ),
    }
    models: dict[str, type[BaseModel]] = {
        "follow-up": FollowUp,
        "overlay": overlay_model(),
    }
    schemas = {
        name: schema_of(model, f"urn:communique:{name}:1", said[name])
        for name, model in models.items()
    }
    schemas = {"baseline": BASELINE, "config": config(), "places": PLACES, **schemas}
    return {
        f"schema/{name}.schema.json": json_file(made) for name, made in schemas.items()
    }
