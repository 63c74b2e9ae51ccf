"""Patterns of paths: `*`, `?` and `[...]` within a name, `**` over any number of folders.

A pattern without a `/` means a name, wherever it stands; one with a `/` means a path, from the
folder that it is given in. What means a folder means all that is in it.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePath

from communique.core.paths import absolute

_MAGIC = re.compile(r"[*?[]")


def is_pattern(text: str) -> bool:
    """Whether a text has a character that is special in a pattern."""
    return _MAGIC.search(text) is not None


def fixed_part(text: str) -> str:
    """The folder that a pattern looks in: its parts before the first with a special character."""
    fixed: list[str] = []
    for part in PurePath(text).parts:
        if is_pattern(part):
            break
        fixed.append(part)
    return str(PurePath(*fixed))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, and the folder that it counts from."""

    text: str
    folder: str

    def matches(self, path: str) -> bool:
        """Whether the pattern means a path, or a folder above it that lies in the pattern's own."""
        names = _names(path)
        above = _names(self.folder)
        text = self.text.replace(os.sep, "/").rstrip("/")
        if "/" not in text:
            is_inside = names[: len(above)] == above
            inside = names[len(above) :] if is_inside else names[-1:]
            return any(fnmatchcase(name, text) for name in inside)
        parts = _parts(text)
        if PurePath(text).is_absolute():
            above = parts[:1]
            parts = parts[1:]
        while parts[:1] == ("..",):
            above = above[:-1]
            parts = parts[1:]
        is_inside = names[: len(above)] == above
        return is_inside and _begin(parts, names[len(above) :])


def _names(path: str) -> tuple[str, ...]:
    return _parts(absolute(path))


@lru_cache(1024)
def _parts(path: str) -> tuple[str, ...]:
    return PurePath(path).parts


def _begin(parts: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether the names begin with some that the parts of a pattern mean."""
    reached = {0}
    for part in parts:
        if part == "**":
            reached = set(range(min(reached), len(names) + 1))
        else:
            reached = {
                at + 1
                for at in reached
                if at < len(names) and fnmatchcase(names[at], part)
            }
        if not reached:
            return False
    return True


def walked(folder: str, enter: Callable[[str], bool]) -> Iterator[str | OSError]:
    """The files below a folder, sorted by name, without hidden ones; then the errors of listing.

    `enter` decides which of the folders below are looked into.
    """
    errors: list[OSError] = []
    for top, folders, names in os.walk(folder, onerror=errors.append):
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(top, name))
        visible = [each for each in sorted(folders) if not each.startswith(".")]
        paths = {each: str(Path(top, each)) for each in visible}
        folders[:] = [each for each, path in paths.items() if enter(path)]
    yield from errors


def expand(text: str) -> Iterator[str]:
    """The files and folders that a pattern means, each once, sorted by name; nearer ones come
    first.

    As in a shell, a hidden name is only meant by a part that begins with a dot itself. Links to
    folders are given, but nothing is looked for in them. A folder that cannot be listed is given as
    it is: whoever looks into it meets the error.
    """
    parts = PurePath(text).parts
    while parts[-1:] == ("**",):
        parts = parts[:-1]
    yield from dict.fromkeys(_expanded("", parts, set()))


def _expanded(
    path: str, parts: tuple[str, ...], seen: set[tuple[str, int]]
) -> Iterator[str]:
    """The files and folders in a folder that the parts mean.

    `seen` has each folder with the number of parts it was searched for.
    """
    if (path, len(parts)) in seen:
        return
    seen.add((path, len(parts)))
    if not parts:
        yield path or "."
        return
    part = parts[0]
    rest = parts[1:]
    if not is_pattern(part):
        inside = str(Path(path, part))
        exists = (
            os.path.isdir if rest else os.path.lexists
        )  # a name too long is no error
        if exists(inside):
            yield from _expanded(inside, rest, seen)
        return
    try:
        with os.scandir(path or ".") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield path
        return
    if part == "**":
        yield from _expanded(path, rest, seen)
    for entry in entries:
        if _is_hidden(entry.name, part) or (
            rest and not entry.is_dir(follow_symlinks=False)
        ):
            continue
        inside = str(Path(path, entry.name))
        if part == "**":
            yield from _expanded(inside, parts, seen)
        elif fnmatchcase(entry.name, part):
            yield from _expanded(inside, rest, seen)


def _is_hidden(name: str, part: str) -> bool:
    """Whether a name is hidden from a part of a pattern, as in a shell."""
    return name.startswith(".") and not part.startswith(".")
