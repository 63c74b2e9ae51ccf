"""Every committed file that code can write: `python -m communique.generate write|check`, from the top of a checkout.

A maker gives files by their paths from the top. To add one: a module with a function, and a line to `MAKERS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

Files = dict[str, bytes]
"""Files by their paths from the top of the checkout, with `/`."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A function that gives files, by its module here; `owns` are patterns of paths where no other file may stand."""

    module: str
    owns: tuple[str, ...] = ()

    def make(self, top: Path) -> Files:
        """The files, from what stands in the checkout. Raises NotReadable if a source gives no record."""
        function: Callable[[Path], Files] = import_module(f"communique.generate.{self.module}").make
        return function(top)


SHIPPED = (
    Maker("records", owns=("data/declarations/**/*", "akn/**/*.xml")),
    Maker("schema"),
    Maker("data_schemas"),
    Maker("control_schemas"),
    Maker("views", owns=("data/tables/*", "data/jsonld/*/*")),
    Maker("linked", owns=("data/jsonld/*",)),
    Maker("package"),
)
"""The makers of what is shipped: they need no more than the folders `data`, `akn` and `schema`."""

MAKERS = (
    *SHIPPED,
    Maker("messages"),
    Maker("dictionary"),
    Maker("rule_pages", owns=("docs/rules/*.md",)),
    Maker("command_pages"),
    Maker("declaration_pages", owns=("docs/declarations/*",)),
    Maker("schema_pages", owns=("docs/schema/*.md",)),
)
"""Every maker, in an order in which none needs what a later one makes."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A file that is not as it would be written: `missing`, `differs`, or `stale` (nothing makes it any more)."""

    path: str
    what: str


def made(top: Path, makers: tuple[Maker, ...] = MAKERS) -> Files:
    """Every generated file, or those of some makers."""
    return {path: data for maker in makers for path, data in sorted(maker.make(top).items())}


def drift(top: Path, files: Files) -> Iterator[Drift]:
    """What in the checkout is not as `files` has it, by path."""
    stale = {
        path.relative_to(top).as_posix()
        for maker in MAKERS
        for pattern in maker.owns
        for path in top.glob(pattern)
        if path.is_file()
    }
    for path in sorted(stale | set(files)):
        if path not in files:
            yield Drift(path, "stale")
        elif not (top / path).is_file():
            yield Drift(path, "missing")
        elif (top / path).read_bytes() != files[path]:
            yield Drift(path, "differs")
