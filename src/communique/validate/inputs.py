"""Which files are meant by the paths of a call: a file is itself, a folder is what can be read in it, a pattern what it means."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.source import Source
from communique.formats import format_of
from communique.validate.choice import ANYTHING, Choice
from communique.validate.patterns import expand, fixed_part, is_pattern


class Skip(StrEnum):
    """Why something that was found, not named, is passed over."""

    FORMAT = "its extension is not that of a format"
    HOLDS = "a page or an office file, which is read only if it is named"
    EXCLUDED = "excluded"
    LINK = "a link out of the folder, or to a folder"
    NO_FILE = "not a regular file"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be examined, what it is held to, its bytes if they have been read; or a path that gives none, and why."""

    path: str
    wrong: Message | None = None
    choice: Choice = ANYTHING
    source: Source | None = None


@dataclass(slots=True)
class Listing:
    """The files that are meant, each once, in the order in which they were named or found; and what was passed over."""

    inputs: list[Input] = field(default_factory=list)
    skipped: dict[Skip, list[str]] = field(default_factory=dict)

    def skip(self, path: str, why: Skip) -> None:
        """Note that something was passed over."""
        self.skipped.setdefault(why, []).append(path)


Excluded = Callable[[str], bool]
"""Whether a file or folder that was found is to be passed over."""


def listed(paths: Iterable[str], excluded: Excluded = lambda _: False) -> Listing:
    """Look through what is named. A file that is named itself is taken whatever its ending, and though it be excluded.

    Hidden files are not looked for, nor are links followed that lead out of a folder, or to one. A path that gives no file
    is among the inputs all the same, so that it cannot be taken for checked.
    """
    listing = Listing()
    found: dict[str, Input] = {}
    for path in paths:
        for each in _meant(path, listing, excluded):
            found.setdefault(each.path if each.path == "-" else os.path.abspath(each.path), each)  # noqa: PTH100 - links stay links
    listing.inputs.extend(found.values())
    return listing


def _meant(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    """What one path means. It is asked in ways that give no error where a name is impossible: opening will say so."""
    if os.path.isdir(path):  # noqa: PTH112 - a name too long is no error
        yield from _in_folder(path, listing, excluded)
        return
    if not is_pattern(path) or os.path.lexists(path):
        yield Input(path)
        return
    root = os.path.realpath(fixed_part(path))
    matched = False
    for name in expand(path):
        matched = True
        if os.path.isdir(name):  # noqa: PTH112 - a name too long is no error
            if _to_be_looked_into(name, listing, excluded):
                yield from _in_folder(name, listing, excluded)
        else:
            yield from _found(name, root, listing, excluded, Path(path).suffix.lower())
    if not matched:
        yield Input(path, say("no file matches this pattern"))


def _in_folder(path: str, listing: Listing, excluded: Excluded) -> Iterator[Input]:
    root = os.path.realpath(path)
    empty = True
    errors: list[OSError] = []
    for top, folders, names in os.walk(path, onerror=errors.append):
        below = sorted(name for name in folders if not name.startswith("."))
        folders.clear()
        for name in sorted(name for name in names if not name.startswith(".")):
            for each in _found(str(Path(top, name)), root, listing, excluded):
                empty = False
                yield each
        for name in below:
            if _to_be_looked_into(str(Path(top, name)), listing, excluded):
                folders.append(name)
    yield from (Input(str(error.filename), Message(reason(error))) for error in errors)
    if empty and not errors:
        yield Input(path, say("the folder contains no file to check"))


def _to_be_looked_into(folder: str, listing: Listing, excluded: Excluded) -> bool:
    """Whether a folder that was not named itself is to be looked into."""
    if os.path.islink(folder):  # noqa: PTH114 - a name too long is no error
        listing.skip(folder, Skip.LINK)
    elif excluded(folder):
        listing.skip(folder, Skip.EXCLUDED)
    else:
        return True
    return False


def _found(path: str, root: str, listing: Listing, excluded: Excluded, ending: str = "") -> Iterator[Input]:
    """A file that was not named itself, if it is to be examined; `ending`: the one that was asked for by a pattern."""
    known = format_of(path)
    if known is None or not known.reads:
        listing.skip(path, Skip.FORMAT)
    elif known.taken_out is not None and Path(path).suffix.lower() != ending:
        listing.skip(path, Skip.HOLDS)
    elif excluded(path):
        listing.skip(path, Skip.EXCLUDED)
    elif os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(root):  # noqa: PTH114 - a name too long is no error
        listing.skip(path, Skip.LINK)
    elif os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - a name too long is no error
        listing.skip(path, Skip.NO_FILE)
    else:
        yield Input(path)
