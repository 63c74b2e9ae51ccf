"""Where the shipped files lie: in the installed package, else in the checkout that the code runs from.

An editable install copies nothing, so that a file is never stale; a wheel carries `data`, `akn`, `schema` and the
pages of the rules, `docs/rules`, inside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.errors import BundleMissing


@cache
def _root(top: str) -> Traversable:
    packaged = files("communique").joinpath("bundle_files", top)
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2] / top
    if checkout.is_dir():
        return checkout
    raise BundleMissing(f"the folder {top!r} is neither in the installed package nor in a checkout")


def shipped(path: str) -> Traversable:
    """A shipped file by its path from the top, with `/`: `data/authorities.json`. Works inside a zip file too.

    Raises BundleMissing where the file is not there.
    """
    top, *rest = path.split("/")
    found = _root(top)
    for part in rest:
        found = found.joinpath(part)
    if not (found.is_file() or found.is_dir()):
        raise BundleMissing(f"the shipped file {path!r} is missing")
    return found


@contextmanager
def unpacked() -> Iterator[Path]:
    """A folder that holds `data`, `akn` and `schema`: where they are installed, or, from a zip file, a copy for a while.

    Raises BundleMissing where one of them is not there.
    """
    roots = {top: _root(top) for top in ("data", "akn", "schema")}
    data = roots["data"]
    if isinstance(data, Path):
        yield data.parent
        return
    with TemporaryDirectory() as folder:
        for top, root in roots.items():
            _copy(root, Path(folder) / top)
        yield Path(folder)


def _copy(origin: Traversable, to: Path) -> None:
    to.mkdir()
    for each in origin.iterdir():
        if each.is_dir():
            _copy(each, to / each.name)
        else:
            (to / each.name).write_bytes(each.read_bytes())
