"""What is shipped, derived from the sources: records, views, the descriptor of the data.

A maker returns files by their paths from the top of a checkout or of an installation.
`python -m tools.generate` writes them, with the schemas and the pages of the documentation.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NotRequired, TypedDict

from communique.core.json_types import JsonObject

Files = dict[str, bytes]
"""Files by their paths from the top of the checkout, with `/`."""


@dataclass(frozen=True, slots=True)
class Maker:
    """The function `make` of a module, which returns files.

    `owns` are patterns of paths at which no other files are allowed. With `lists`, the function
    receives the files that were made before, because it lists them.
    """

    module: str
    owns: tuple[str, ...] = ()
    lists: bool = False

    def make(self, top: Path, before: Files) -> Files:
        """The files, made from the checkout. Raises NotReadable if a source gives no record."""
        function: Callable[..., Files] = import_module(self.module).make
        return function(top, before) if self.lists else function(top)


def json_file(value: object, indent: int = 2) -> bytes:
    """A value as the bytes of a JSON file."""
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()


class WorkOfEdition(TypedDict):
    """A work of an edition: the language whose eids the others have, and the quality of each.

    `*` is the quality of the languages that are not named.
    """

    language: str
    quality: dict[str, str]


class PartOfEdition(TypedDict):
    """What an edition says of the files whose paths match a pattern."""

    match: str
    title: NotRequired[str]
    description: NotRequired[str]
    licenses: list[str]


class Edition(TypedDict):
    """What no code can know of an edition: its version, licences, works.

    `leaves_out` has patterns of views that are not shipped; `elsewhere` the works that other
    distributions have.
    """

    name: str
    title: str
    description: str
    version: str
    keywords: list[str]
    licenses: list[dict[str, str]]
    contributors: list[JsonObject]
    works: dict[str, WorkOfEdition]
    parts: list[PartOfEdition]
    leaves_out: NotRequired[list[str]]
    elsewhere: NotRequired[dict[str, list[str]]]


def edition_of(top: Path) -> Edition:
    """The edition of a checkout."""
    edition: Edition = json.loads((top / "data" / "edition.json").read_text("utf-8"))
    return edition


SHIPPED = (
    Maker(
        "communique.generate.records", owns=("data/declarations/**/*", "akn/**/*.xml")
    ),
    Maker(
        "communique.generate.views",
        owns=("data/tables/*", "data/jsonld/*/*", "data/jsonld/*"),
    ),
    Maker("communique.generate.package", lists=True),
)
"""The makers of what is shipped, in an order in which none needs what a later one makes.

They need no more than the folders `data`, `akn` and `schema`.
"""


def made(top: Path, makers: tuple[Maker, ...] = SHIPPED) -> Files:
    """The files of some makers, by default of all that make what is shipped."""
    files: Files = {}
    for maker in makers:
        files |= sorted(maker.make(top, files).items())
    return files
