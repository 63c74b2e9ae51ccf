"""Which documents the sources of a corpus mean: files, folders, patterns, archives, stores. They are
given one by one, never held.
"""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO

from communique.checking.patterns import expand, fixed_part, is_pattern, walked
from communique.core.errors import reason
from communique.core.message import Message
from communique.core.paths import is_link
from communique.corpora.archives import is_archive, members
from communique.corpora.documents import NO_FORMAT, Document, plain
from communique.corpora.stores import is_in_store, stored
from communique.formats import format_of

_LOOK = 2.0
"""This many seconds are spent on counting documents."""
SHOWN = 3
"""This many names of what was passed over are kept, of each reason."""


@dataclass(slots=True)
class Listing:
    """The documents of some sources. What is passed over is counted; `incomplete`: sources of which
    some part may not have been listed.
    """

    sources: tuple[str, ...]
    output: str
    skipped: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)

    def documents(self) -> Iterator[Document]:
        """Each document, in the order of sources and names. Raises OSError where a source is not
        there.
        """
        for source in self.sources:
            if not is_in_store(source) and (
                not is_pattern(source) or os.path.lexists(source)
            ):
                Path(source).stat()  # raises: a source that is not there is a bad call
        for source in self.sources:
            for each in self._of(source):
                if each.unlisted:
                    self.incomplete.add(source_of(source))
                yield replace(each, source=source_of(source))

    def _of(self, source: str) -> Iterator[Document]:
        if is_in_store(source):
            if is_pattern(
                source
            ):  # a store leaves out of a pattern what it cannot list
                self.incomplete.add(source_of(source))
            yield from stored(source, self.skip)
            return
        if not is_pattern(source) or os.path.lexists(source):
            if Path(source).is_dir():
                yield from self._in_folder(source, os.path.realpath(source))
            else:
                yield from self._file(source)
            return
        root = os.path.realpath(fixed_part(source))
        found = False
        for path in expand(source):
            found = True
            if Path(path).is_dir():
                yield from self._in_folder(path, root)
            else:
                yield from self._found(path, root)
        if not found:
            raise FileNotFoundError(2, "no file matches this pattern", source)

    def _in_folder(self, folder: str, root: str) -> Iterator[Document]:
        """What is in a folder, by name. Hidden names, links to folders and out of it, and the
        corpus itself are passed over.
        """
        for found in walked(folder, self._enters):
            if isinstance(found, str):
                yield from self._found(found, root)
            else:
                folder_there = shown(str(found.filename))
                yield Document(
                    folder_there, wrong=Message(reason(found)), unlisted=True
                )

    def _enters(self, folder: str) -> bool:
        if is_link(folder):
            self.skip("a link to a folder", folder)
            return False
        return os.path.realpath(folder) != self.output

    def _found(self, path: str, root: str) -> Iterator[Document]:
        """A file that was not named itself, if it is to be read."""
        known = format_of(path)
        if not is_archive(path) and known is None:
            self.skip(NO_FORMAT, path)
        elif is_link(path) and not Path(os.path.realpath(path)).is_relative_to(root):
            self.skip("a link out of the folder", path)
        else:
            yield from self._file(path)

    def _file(self, path: str) -> Iterator[Document]:
        """A file as a document, or an archive as its members."""
        try:
            held = Path(path).stat()
        except OSError as error:
            yield Document(shown(path), wrong=Message(reason(error)))
            return
        known = format_of(path)
        if not stat.S_ISREG(held.st_mode):
            self.skip("not a regular file", path)
        elif known is not None and not known.reads:
            self.skip(NO_FORMAT, path)
        elif is_archive(path):
            yield from members(partial(_opened, path), shown(path), self.skip)
        else:
            yield Document(shown(path), stamp_of(held), str(Path(path).absolute()))

    def skip(self, why: str, path: str) -> None:
        """Count something that is passed over."""
        number, names = self.skipped.get(why, (0, []))
        if number < SHOWN:
            names.append(path if is_in_store(path) else shown(path))
        self.skipped[why] = (number + 1, names)


def _opened(path: str) -> IO[bytes]:
    return Path(path).open("rb")


def number_of(sources: Iterable[str], output: str) -> int | None:
    """How many documents there are, if a short look tells; None where large archives or stores
    would have to be gone through.
    """
    until = time.monotonic() + _LOOK
    number = 0
    for _ in Listing(tuple(sources), output).documents():
        number += 1
        if time.monotonic() > until:
            return None
    return number


def source_of(source: str) -> str:
    """A source as it is noted: `texts/` and `./texts` are `texts`."""
    return source if is_in_store(source) else shown(source)


def shown(path: str) -> str:
    r"""A path as a name in the corpus: `/` between its parts, none doubled, bytes that are not
    UTF-8 as `\xE9`.
    """
    return plain(os.path.normpath(path)).replace(os.sep, "/")


def stamp_of(held: os.stat_result) -> str:
    """What shows, without reading a file, that it was not changed: its size, when it was written,
    and when the system last changed anything of it, which no program can set back.
    """
    return f"{held.st_size}-{held.st_mtime_ns}-{held.st_ctime_ns}"
