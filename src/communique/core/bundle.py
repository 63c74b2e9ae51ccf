"""Where the shipped files lie: in the installed package, else in the checkout that the code runs
from.

An editable install copies nothing, so that a file is never stale; a wheel carries `data`, `akn` and
`schema` inside. More data is a distribution of its own, found where it is installed.
"""

import json
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
PACK = "packed.xz"
"""The small data files of a package in one file, which only a wheel has; hatch_build.py makes it."""


def folder_of(
    package: str,
) -> "Traversable":
    """The folder of a package: a path where it is one. What else it may be takes long to import."""
    found = find_spec(package)
    origin = None if found is None else found.origin
    if origin is not None:
        file = Path(origin)
        folder = file.parent
        if folder.is_dir():
            return folder
    from importlib.resources import files

    return files(package)


def data_of(
    package: str,
    name: str,
) -> bytes:
    """The bytes of a data file of a package, by its name or its path below the package.

    A checkout has the file as it is. A wheel has a large file packed on its own, and many
    small ones together in a pack. Raises BundleMissing if there is no such file.
    """
    folder = folder_of(package)
    plain = folder.joinpath(name)
    if plain.is_file():
        return plain.read_bytes()
    packed = folder.joinpath(f"{name}.xz")
    if packed.is_file():
        data = packed.read_bytes()
        return _unpacked(data)
    place = _places(package).get(name)
    if place is None:
        raise BundleMissing(f"the data file {name!r} of {package} is missing")
    contents = _contents(package)
    return contents[place]


def _unpacked(
    data: bytes,
) -> bytes:
    """What xz packed."""
    from lzma import decompress

    return decompress(data)


def names_of(
    package: str,
    ending: str,
) -> tuple[str, ...]:
    """The names of the data files of a package that end so, in order."""
    folder = folder_of(package)
    files = [each.name for each in folder.iterdir()]
    in_pack = list(_places(package))
    names = sorted(files + in_pack)
    chosen = [name for name in names if name.endswith(ending) and "/" not in name]
    return tuple(chosen)


@cache
def _places(
    package: str,
) -> Mapping[str, slice]:
    """Where the files of the pack of a package are in its contents; empty without a pack.

    The first line of a pack is an object of JSON: the length of each file, in order. The
    contents follow, compressed with xz.
    """
    folder = folder_of(package)
    pack = folder.joinpath(PACK)
    if not pack.is_file():
        return {}
    with pack.open("rb") as file:
        header = file.readline()
    lengths: dict[str, int] = json.loads(header)
    places: dict[str, slice] = {}
    start = 0
    for name, length in lengths.items():
        end = start + length
        places[name] = slice(start, end)
        start = end
    return places


@cache
def _contents(
    package: str,
) -> bytes:
    """The files of the pack of a package, one after the other."""
    folder = folder_of(package)
    pack = folder.joinpath(PACK)
    data = pack.read_bytes()
    _, _, packed = data.partition(b"\n")
    return _unpacked(packed)


@cache
def _root(
    top: str,
) -> "Traversable":
    packaged = folder_of("communique").joinpath("shipped", top)
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[3] / top
    if checkout.is_dir():
        return checkout
    raise BundleMissing(
        f"the folder {top!r} is neither in the installed package nor in a checkout"
    )


def shipped(
    path: str,
) -> "Traversable":
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
    tops = ("data", "akn")
    first = {top: _root(top) for top in tops}
    first["schema"] = _root("schema")
    yield first
    more = companion()
    if more is None:
        return
    yield {top: more.joinpath(top) for top in tops}


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


def _copy(
    origin: "Traversable",
    to: Path,
) -> None:
    to.mkdir()
    for each in origin.iterdir():
        if each.is_dir():
            _copy(each, to / each.name)
        else:
            (to / each.name).write_bytes(each.read_bytes())
