"""What a collection says of itself, as a file gives it."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from communique.core.errors import BadOption
from communique.core.json_types import JsonObject
from communique.edition.stores import Former

QUALITIES = ("reviewed", "proposed", "structure only")


@dataclass(frozen=True, slots=True)
class Label:
    """What a collection says of itself and of its records.

    `quality` is that of every record (see `Held`); `languages` are those that `load` gives if
    none is asked for, the first that a work has; `former` are ids of earlier editions.
    """

    collection: str
    distribution: str = ""
    version: str = ""
    quality: str = "proposed"
    languages: tuple[str, ...] = ("en",)
    former: dict[str, Former] = field(default_factory=dict)


def label_of(
    name: str,
    file: Path | None,
) -> Label:
    """The label of a collection of that name, with what a file says of it. Raises BadOption,
    which names the file and what is wrong, and OSError.
    """
    if file is None:
        return Label(name)
    said = _object(file)
    quality = _text(
        file,
        said,
        "quality",
        "proposed",
    )
    if quality not in QUALITIES:
        known = ", ".join(QUALITIES)
        raise BadOption(f"{file}: quality is none of {known}")
    collection = _text(
        file,
        said,
        "collection",
        name,
    )
    distribution = _text(
        file,
        said,
        "distribution",
        "",
    )
    version = _text(
        file,
        said,
        "version",
        "",
    )
    languages = said.get("languages", ["en"])
    if not isinstance(languages, list):
        raise BadOption(f"{file}: languages is not a list")
    tags = tuple(map(str, languages))
    former = _former(file, said.get("former", {}))
    return Label(
        collection,
        distribution,
        version,
        quality,
        tags,
        former,
    )


def _object(file: Path) -> JsonObject:
    """The JSON object in a file."""
    try:
        said = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadOption(f"{file} is not JSON: {error}") from error
    if not isinstance(said, dict):
        raise BadOption(f"{file} is not a JSON object")
    return said


def _text(
    file: Path,
    said: JsonObject,
    key: str,
    otherwise: str,
) -> str:
    """The text under a key."""
    value = said.get(key, otherwise)
    if not isinstance(value, str):
        raise BadOption(f"{file}: {key} is not a text")
    return value


def _former(
    file: Path,
    said: object,
) -> dict[str, Former]:
    """The ids of earlier editions: each with `became`, an id or null, and `why`."""
    if not isinstance(said, dict):
        raise BadOption(f"{file}: former is not an object")
    found: dict[str, Former] = {}
    for old, what in said.items():
        if not isinstance(what, dict) or not isinstance(what.get("why"), str):
            raise BadOption(f"{file}: former {old!r} does not say why")
        became = what.get("became")
        if became is not None and not isinstance(became, str):
            raise BadOption(f"{file}: former {old!r}: became is neither an id nor null")
        found[old] = Former(became, what["why"])
    return found
