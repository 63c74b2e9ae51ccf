"""A baseline: the findings that files have today, so that only new ones are reported.

A baseline is made once and then only shrinks.

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
from typing import Literal

from communique.checking.choice import Choice
from communique.checking.codes import every_code
from communique.checking.suppression import key_of
from communique.core.diagnostics import Code, Report, Verdict
from communique.core.errors import BadConfiguration
from communique.core.json_types import Json, JsonObject
from communique.core.paths import absolute, folder_of, is_folder
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
        self._folder = folder_of(absolute(path))
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
            if not is_folder(self._folder):
                raise
            self.made = True
        self._after: dict[str, Known] = {}

    def known(self, path: str) -> Known | Literal["all"]:
        """What is known of a file; all that there is, while the baseline is made."""
        return "all" if self.made else self.before.get(self._name(path), {})

    def note(self, report: Report, choice: Choice) -> None:
        """Remember what is left of a file that was examined: in a baseline that is made all, else
        nothing is added.

        What was not asked for may still be there, and so may everything where there is no verdict:
        it stays.
        """
        name = self._name(report.path)
        found = Counter(
            key_of(each.finding) for each in report.suppressed if each.by == "baseline"
        )
        if self.made:
            self._after[name] = found
            return
        before = self.before.get(name, {})
        if report.verdict is Verdict.UNDETERMINED:
            self._after[name] = dict(before)
            return
        codes: dict[str, Code] = {}
        if before.keys() - found.keys():
            codes = {code.code: code for code in every_code()}
        after: dict[str, int] = {}
        for key, number in before.items():
            code = codes.get(key.partition(" ")[0])
            is_asked = code is None or choice.asks(code, report.profile)
            after[key] = min(number, found[key]) if is_asked else number
        self._after[name] = after

    @property
    def after(self) -> Mapping[str, Known]:
        """The baseline that is left.

        A file that was examined keeps what was found, another file keeps everything, and a file
        that no longer exists has no entry.
        """
        files = {
            name: known
            for name, known in self.before.items()
            if os.path.lexists(Path(self._folder, name))
        }
        files.update(self._after)
        left: dict[str, Known] = {}
        for name, known in files.items():
            remaining = {key: number for key, number in known.items() if number}
            if remaining:
                left[name] = remaining
        return left

    @property
    def total(self) -> int:
        """How many findings were known."""
        return sum(sum(known.values()) for known in self.before.values())

    @property
    def left(self) -> int:
        """How many are left."""
        return sum(sum(known.values()) for known in self.after.values())

    def finished(self, *, update: bool) -> str | None:
        """Write what is left, if so asked; a sentence about what has changed, or would. Raises as
        `write`.
        """
        gone = self.total - self.left
        if update:
            self.write()
        if self.made:
            return f"{self.path}: created, findings: {self.left}"
        if gone > 0 and update:
            return f"{self.path}: findings removed: {gone}, left: {self.left}"
        if gone > 0:
            return f"{self.path}: findings that no longer occur: {gone}; --update-baseline removes them"
        return None

    def write(self) -> None:
        """Write what is left to the file, whole or not at all.

        Raises OSError, and Changed if somebody else has written the file.
        """
        from communique.core.atomic import replace_whole, write_whole

        # Half a surrogate pair is written as JSON escapes it.
        data = text_of(self.after).encode("utf-8", "backslashreplace")
        if self.made:
            write_whole({Path(self.path): data})
        elif self.after != self.before:
            replace_whole(Path(self.path), self._source.data, data)

    def _name(self, path: str) -> str:
        return PurePath(os.path.relpath(absolute(path), self._folder)).as_posix()


def text_of(files: Mapping[str, Known]) -> str:
    """A baseline as JSON, sorted by file and key, a line feed at its end."""
    content = {
        "version": VERSION,
        "files": {
            name: dict(sorted(known.items())) for name, known in sorted(files.items())
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_baseline(source: Source) -> Mapping[str, Known]:
    """The files of a baseline.

    Raises BadConfiguration, with a sentence, for another version or what is no baseline.
    """
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


def _each_once(members: Iterable[tuple[str, Json]]) -> JsonObject:
    """A JSON object. Raises ValueError if a key is used twice: one of its values would be lost."""
    found: JsonObject = {}
    for key, value in members:
        if key in found:
            raise ValueError(f"the key {key!r} is used twice")
        found[key] = value
    return found


def _fault(content: Json) -> str | None:
    """Why a value is not a baseline; None if it is one."""
    if not isinstance(content, Mapping) or "version" not in content:
        return "not a baseline: it has no version"
    version = content["version"]
    if version != VERSION or isinstance(version, bool):
        return f"a baseline of version {json.dumps(version)[:20]}, and only version {VERSION} is read"
    files = content.get("files")
    if set(content) != {"version", "files"} or not isinstance(files, Mapping):
        return "not a baseline: it must have a version and files, and nothing else"
    for name, known in files.items():
        why = _fault_of_file(name, known)
        if why is not None:
            return why
    return None


def _fault_of_file(name: str, known: Json) -> str | None:
    """Why a value is not the entry of a file; None if it is one."""
    if not isinstance(known, Mapping):
        return f"not a baseline: the value of {name!r} is not an object"
    key = re.compile(KEY)
    for each, number in known.items():
        if not key.fullmatch(each):
            return f"not a baseline: {each!r}, under {name!r}, is not a code with a fingerprint"
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            return f"not a baseline: the value of {name!r} and {each!r} is not a number from 1"
    return None
