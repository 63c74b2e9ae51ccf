"""Where the shipped files lie: in the installed package, else in the checkout that the code runs
from.

An editable install copies nothing, so that a file is never stale; a wheel carries `data`, `akn`,
`schema` and the pages of the rules, `docs/rules`, inside, but not their index, which only the site
has. More data is a distribution of its own, found where it is installed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.errors import BundleMissing

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

COMPANION = "communique_data"
"""The package of the second distribution: only data."""


def folder_of(package: str) -> "Traversable":
    """The folder of a package: a path where it is one. What else it may be takes long to import."""
    found = find_spec(package)
    if (
        found is not None
        and found.origin is not None
        and (folder := Path(found.origin).parent).is_dir()
    ):
        return folder
    from importlib.resources import files

    return files(package)


def data_of(
    package: str,
    name: str,
) -> bytes:
    """The bytes of a large file of a package: as it is in a checkout, packed in a wheel."""
    folder = folder_of(package)
    packed = folder.joinpath(f"{name}.xz")
    if not packed.is_file():
        plain = folder.joinpath(name)
        return plain.read_bytes()
    from lzma import decompress

    data = packed.read_bytes()
    return decompress(data)


@cache
def _root(top: str) -> "Traversable":
    packaged = folder_of("communique").joinpath("shipped", top)
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[3] / top
    if checkout.is_dir():
        return checkout
    raise BundleMissing(
        f"the folder {top!r} is neither in the installed package nor in a checkout"
    )


def shipped(path: str) -> "Traversable":
    """A shipped file by its path from the top, with `/`: `data/authorities.json`. Works inside a
    zip file too.

    Raises BundleMissing where the file is not there.
    """
    top, *rest = path.split("/")
    found = _root(top)
    for part in rest:
        found = found.joinpath(part)
    if not (found.is_file() or found.is_dir()):
        raise BundleMissing(f"the shipped file {path!r} is missing")
    return found


@cache
def companion() -> "Traversable | None":
    """The folder of the second distribution, communique-data: as it is installed, else in the
    checkout; None without it.
    """
    if find_spec(COMPANION) is not None:
        return folder_of(COMPANION)
    checkout = Path(__file__).resolve().parents[3] / "data" / "more" / COMPANION
    return checkout if checkout.is_dir() else None


def editions() -> "Iterator[dict[str, Traversable]]":
    """The folders of each edition that is there, by their names: `data`, `akn` and, of the first,
    `schema`.

    Raises BundleMissing where one of them is not there.
    """
    yield {top: _root(top) for top in ("data", "akn", "schema")}
    more = companion()
    if more is not None:
        yield {top: more.joinpath(top) for top in ("data", "akn")}


@contextmanager
def unpacked(edition: "Mapping[str, Traversable] | None" = None) -> Iterator[Path]:
    """A folder that holds those of an edition: where they are installed, or, from a zip file, a
    copy for a while.

    Without an edition it is the first, which has the schemas. Raises BundleMissing where a folder
    of it is not there.
    """
    roots = next(editions()) if edition is None else edition
    data = roots["data"]
    if isinstance(data, Path):
        yield data.parent
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for top, root in roots.items():
            _copy(root, Path(folder) / top)
        yield Path(folder)


def _copy(origin: "Traversable", to: Path) -> None:
    to.mkdir()
    for each in origin.iterdir():
        if each.is_dir():
            _copy(each, to / each.name)
        else:
            (to / each.name).write_bytes(each.read_bytes())
