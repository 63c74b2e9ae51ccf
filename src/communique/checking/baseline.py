"""A baseline: the findings of files as they are, so that only new ones are reported. It is made once, and then only shrinks.

It is JSON, by `schema/baseline.schema.json`: for each file, named from the baseline's folder, how
many findings there are of each key. A key is a code and a fingerprint, so that a finding is known
wherever in its file it moves.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any, Literal

from communique.checking.choice import Choice
from communique.checking.codes import every_code
from communique.checking.suppression import key_of
from communique.core.diagnostics import Report, Verdict
from communique.core.errors import BadConfiguration
from communique.core.source import Fault, Source

VERSION = 1
"""Of the form of the file."""
KEY = "^[A-Z]{3}[0-9]{3} [0-9a-f]{16}$"
"""What a key looks like."""

Known = Mapping[str, int]
"""How many findings of each key."""


class Baseline:
    """A baseline, and what is left of it when files have been examined.

    Where there is no file yet and one is to be made, `made` is true. Raises BadConfiguration for a
    file that is no baseline of this version, or none that may be made, and OSError.
    """

    def __init__(self, path: str, *, make: bool) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - links stay links
        self._source = Source(path, b"")
        self.before: Mapping[str, Known] = {}
        self.made = False
        try:
            self._source = Source.open(path)
            self.before = read_baseline(self._source)
        except FileNotFoundError:
            if not make:
                raise BadConfiguration(
                    f"{path}: no such baseline; --update-baseline creates it"
                ) from None
            if not os.path.isdir(self._folder):  # noqa: PTH112 - a name too long is no error
                raise
            self.made = True
        self._after: dict[str, Known] = {}

    def known(self, path: str) -> Known | Literal["all"]:
        """What is known of a file; all that there is, while the baseline is made."""
        return "all" if self.made else self.before.get(self._name(path), {})

    def note(self, report: Report, choice: Choice) -> None:
        """Remember what is left of a file that was examined: in a baseline that is made all, else nothing is added.

        What was not asked for may still be there, and so may everything where there is no verdict:
        it stays.
        """
        name = self._name(report.path)
        found = Counter(key_of(each.finding) for each in report.suppressed if each.by == "baseline")
        if self.made:
            self._after[name] = found
            return
        before = self.before.get(name, {})
        codes = {code.code: code for code in every_code()} if before.keys() - found.keys() else {}
        unknown = report.verdict is Verdict.UNDETERMINED

        def left(key: str) -> int:
            code = codes.get(key.partition(" ")[0])
            asked = code is None or choice.asks(code, report.profile)
            return min(before[key], found[key]) if asked and not unknown else before[key]

        self._after[name] = {key: left(key) for key in before}

    @property
    def after(self) -> Mapping[str, Known]:
        """What is left: of files that were examined what was found, of others all, of those that are gone nothing."""
        others = {
            name: known
            for name, known in self.before.items()
            if os.path.lexists(Path(self._folder, name))
        }
        left = {
            name: {key: number for key, number in known.items() if number}
            for name, known in {**others, **self._after}.items()
        }
        return {name: known for name, known in left.items() if known}

    @property
    def total(self) -> int:
        """How many findings were known."""
        return sum(sum(known.values()) for known in self.before.values())

    @property
    def left(self) -> int:
        """How many are left."""
        return sum(sum(known.values()) for known in self.after.values())

    def finished(self, *, update: bool) -> str | None:
        """Write what is left, if so asked; a sentence about what has changed, or would. Raises as `write`."""
        gone = self.total - self.left
        if update:
            self.write()
        if self.made:
            return f"{self.path}: created, findings: {self.left}"
        if gone > 0 and update:
            return f"{self.path}: findings removed: {gone}, left: {self.left}"
        return (
            f"{self.path}: findings that no longer occur: {gone}; --update-baseline removes them"
            if gone > 0
            else None
        )

    def write(self) -> None:
        """Put what is left into the file, whole or not at all. Raises OSError; Changed if another has written it."""
        from communique.core.atomic import replace_whole, write_whole

        data = text_of(self.after).encode(
            "utf-8", "backslashreplace"
        )  # half a surrogate pair as JSON escapes it
        if self.made:
            write_whole({Path(self.path): data})
        elif self.after != self.before:
            replace_whole(Path(self.path), self._source.data, data)

    def _name(self, path: str) -> str:
        return PurePath(os.path.relpath(os.path.abspath(path), self._folder)).as_posix()  # noqa: PTH100 - links stay links


def text_of(files: Mapping[str, Known]) -> str:
    """A baseline as JSON, sorted by file and key, a line feed at its end."""
    content = {
        "version": VERSION,
        "files": {name: dict(sorted(known.items())) for name, known in sorted(files.items())},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_baseline(source: Source) -> Mapping[str, Known]:
    """The files of a baseline. Raises BadConfiguration, in a sentence, if it is not one, or one of another version."""
    text = source.decoded
    if isinstance(text, Fault):
        raise BadConfiguration(f"{source.name}: not a baseline: {text.message}")
    try:
        content = json.loads(text, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        words = error.msg[:1].lower() + error.msg[1:]
        raise BadConfiguration(
            f"{source.name}:{error.lineno}:{error.colno}: not a baseline: {words}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadConfiguration(f"{source.name}: not a baseline: {error}") from None
    why = _fault(content)
    if why is not None:
        raise BadConfiguration(f"{source.name}: {why}")
    files: Mapping[str, Known] = content["files"]
    return files


def _each_once(members: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no key is used twice. Raises ValueError otherwise, since one of the values would be lost."""
    found: dict[str, Any] = {}
    for key, value in members:
        if key in found:
            raise ValueError(f"the key {key!r} is used twice")
        found[key] = value
    return found


def _fault(content: Any) -> str | None:
    """Why a value is not a baseline; None if it is one."""
    if not isinstance(content, dict) or "version" not in content:
        return "not a baseline: it has no version"
    version = content["version"]
    if version != VERSION or isinstance(version, bool):
        return (
            f"a baseline of version {json.dumps(version)[:20]}, and only version {VERSION} is read"
        )
    files = content.get("files")
    if set(content) != {"version", "files"} or not isinstance(files, dict):
        return "not a baseline: it must have a version and files, and nothing else"
    key = re.compile(KEY)
    for name, known in files.items():
        if not isinstance(known, dict):
            return f"not a baseline: the value of {name!r} is not an object"
        for each, number in known.items():
            if not key.fullmatch(each):
                return f"not a baseline: {each!r}, under {name!r}, is not a code with a fingerprint"
            if not isinstance(number, int) or isinstance(number, bool) or number < 1:
                return f"not a baseline: the value of {name!r} and {each!r} is not a number from 1"
    return None
