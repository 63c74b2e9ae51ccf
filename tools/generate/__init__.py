"""Every committed file that code can write: `python -m tools.generate write|check`, from the top of
a checkout.

The data that is shipped is derived by `communique.generate`; here it is joined by the schemas, the
pages and the catalogue of English messages. To add a maker: a module with a function `make`, and a
line to `MAKERS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.generate.more import OWNS as MORE

from communique.generate import SHIPPED, Files, Maker

MAKERS = (
    Maker("tools.generate.schema"),
    Maker("tools.generate.data_schemas"),
    *SHIPPED,
    Maker("tools.generate.more", owns=MORE),
    Maker("tools.generate.language_index"),
    Maker("tools.generate.messages"),
    Maker("tools.generate.dictionary"),
    Maker("tools.generate.promise_languages"),
    Maker("tools.generate.rule_pages", owns=("docs/rules/*.md",)),
    Maker("tools.generate.command_pages"),
    Maker("tools.generate.citation_forms"),
    Maker("tools.generate.review"),
    Maker("tools.generate.completions"),
    Maker("tools.generate.page_script"),
    Maker("tools.generate.declaration_pages", owns=("docs/declarations/*",)),
    Maker("tools.generate.schema_pages", owns=("docs/schema/*.md",)),
)
"""Every maker, in an order in which none needs what a later one makes."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A file that is not as it would be written: `missing`, `differs`, or `stale` (nothing makes it
    any more).
    """

    path: str
    what: str


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
