"""Where the shipped files lie: in the installed package, else in the checkout that the code runs from.

An editable install copies nothing, so that a file is never stale; a wheel carries `data`, `akn` and `schema` inside.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

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
