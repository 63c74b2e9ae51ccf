"""A JSON text scanned for the place of every value, and for what is wrong with it.

The scan is iterative, so that depth costs nothing but the limit that is given, and linear, since no pattern can run back.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.core.codes import DUPLICATE_KEY, NOT_WELL_FORMED, TOO_NESTED
from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, say
from communique.core.source import Pointer, Source, Span, below

DEEPEST = 1024
"""No limit of nesting is followed beyond this: no record is as deep, and every value's pointer names all above it."""

_INSIDE = r'(?:[^"\\\x00-\x1F]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+'
_STRING = re.compile(_INSIDE)
_BLANK = re.compile(r"[ \t\n\r]*+")
_TOKEN = re.compile(
    rf"""[ \t\n\r]*+(?:
    (?P<string>"{_INSIDE}")
    |(?P<mark>[{{}}\[\],:])
    |(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)
    |(?P<word>-?[A-Za-z_]++)
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)
_DIGITS = 400
"""An integer of more digits is read as a number out of range: converting it would take quadratic time."""
_SHOWN = 40
"""How many characters of a token a message shows."""

_MISSING = {
    "{": "a key or '}'",
    "key": "a key",
    ":": "':'",
    "value": "a value",
    "[": "a value or ']'",
}


@dataclass(frozen=True)
class JsonSpans(Mapping[Pointer, tuple[Span, ...]]):
    """Where each value of a JSON text stands, strings with their quotation marks; lines are counted when asked for."""

    source: Source
    offsets: Mapping[Pointer, tuple[int, int]]

    def __getitem__(self, pointer: Pointer) -> tuple[Span, ...]:
        """The one span of the value; raises KeyError where the text has no such value."""
        return (self.source.span(*self.offsets[pointer]),)

    def __iter__(self) -> Iterator[Pointer]:
        """The pointers in the order in which their values begin, keys of an object in that of the text."""
        return iter(self.offsets)

    def __len__(self) -> int:
        """How many values there are, objects and arrays included."""
        return len(self.offsets)


@dataclass(slots=True)
class Scan:
    """What a JSON text holds: the value, the place of each value, what is wrong with it, and whether it was read whole."""

    value: Any
    spans: JsonSpans
    faults: list[Diagnostic]
    whole: bool


class _Fault(Exception):
    """The text cannot be read on."""

    def __init__(
        self, message: Message, start: int, end: int, code: Code = NOT_WELL_FORMED
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.start, self.end = code, message, start, end


@dataclass(slots=True)
class _Frame:
    """An object or array that is open, the pointer to it, and where it begins."""

    holds: Any
    pointer: Pointer
    start: int
    key: str = ""


@dataclass(slots=True)
class _Scanner:
    text: str
    depth: int
    offsets: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    doubled: list[_Fault] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)

    def run(self) -> Any:
        """The value of the whole text; raises _Fault where the grammar is broken."""
        text, at, wanted = self.text, 0, "value"
        root: Any = None
        while wanted != "nothing":
            match = _TOKEN.match(text, at)
            if match is None:
                raise _complaint(text, at, self._missing(wanted))
            kind, start, at = match.lastgroup, match.start(match.lastgroup or 0), match.end()
            said = text[start:at]
            if said in ("}", "]"):
                value = self._close(said, wanted, start, at)
            elif wanted in ("value", "["):
                if said in ("{", "["):
                    self._open(said, start)
                    wanted = said
                    continue
                value = self._scalar(kind, said, start, at)
                self._put(value, start, at)
            elif wanted in ("{", "key") and kind == "string":
                self._key(_string(said, start), start, at)
                wanted = ":"
                continue
            elif wanted == ":" and said == ":":
                wanted = "value"
                continue
            elif wanted == "," and said == ",":
                wanted = "key" if isinstance(self.frames[-1].holds, dict) else "value"
                continue
            else:
                raise _unexpected(said, start, at, self._missing(wanted))
            if self.frames:
                wanted = ","
            else:
                root, wanted = value, "nothing"
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup != "end":
            blank = _BLANK.match(text, at)
            start = blank.end() if blank else at
            raise _Fault(say("there is more text after the end of the value"), start, start + 1)
        return root

    def _missing(self, wanted: str) -> str:
        if wanted != ",":
            return _MISSING[wanted]
        return "',' or '}'" if isinstance(self.frames[-1].holds, dict) else "',' or ']'"

    def _open(self, bracket: str, start: int) -> None:
        if len(self.frames) >= self.depth:
            message = say("values are nested deeper than {depth} levels", depth=self.depth)
            raise _Fault(message, start, start + 1, TOO_NESTED)
        pointer = self._here()
        self.offsets[pointer] = (start, start + 1)
        self.frames.append(_Frame({} if bracket == "{" else [], pointer, start))

    def _close(self, token: str, wanted: str, start: int, end: int) -> Any:
        frame = self.frames[-1] if self.frames else None
        closes = frame is not None and token == ("}" if isinstance(frame.holds, dict) else "]")
        if frame is None or not closes or wanted not in (",", "{", "["):
            raise _unexpected(token, start, end, self._missing(wanted))
        self.frames.pop()
        self._put(frame.holds, frame.start, end)
        return frame.holds

    def _here(self) -> Pointer:
        """The pointer of the value that comes next."""
        if not self.frames:
            return ""
        frame = self.frames[-1]
        return below(
            frame.pointer, len(frame.holds) if isinstance(frame.holds, list) else frame.key
        )

    def _put(self, value: Any, start: int, end: int) -> None:
        self.offsets[self._here()] = (start, end)
        if self.frames:
            frame = self.frames[-1]
            if isinstance(frame.holds, list):
                frame.holds.append(value)
            else:
                frame.holds[frame.key] = value

    def _key(self, key: str, start: int, end: int) -> None:
        frame = self.frames[-1]
        if key in frame.holds:
            message = say("the key {key!r} is used twice in one object", key=key)
            self.doubled.append(_Fault(message, start, end, DUPLICATE_KEY))
        frame.key = key

    def _scalar(self, kind: str | None, token: str, start: int, end: int) -> Any:
        match kind:
            case "string":
                return _string(token, start)
            case "number":
                whole = token.lstrip("-").isdigit()
                return int(token) if whole and len(token) <= _DIGITS else float(token)
            case "word" if token in _WORDS:
                return _WORDS[token]
            case "word" if token.lstrip("-") in ("NaN", "Infinity"):
                raise _Fault(say("{token} is not JSON", token=token), start, end)
            case _:
                raise _unexpected(token, start, end, "a value")


def _string(token: str, start: int) -> str:
    """What a string token says. Raises _Fault at half of a surrogate pair, which is no character."""
    if "\\" not in token:
        return token[1:-1]
    high: re.Match[str] | None = None
    for match in _ESCAPE.finditer(token):
        unit = int(match[1], 16) if match[1] else 0
        pair = high is not None and high.end() == match.start() and 0xDC00 <= unit < 0xE000
        if high is not None and not pair:
            raise _half(high, start)
        if not pair and 0xDC00 <= unit < 0xE000:
            raise _half(match, start)
        high = match if 0xD800 <= unit < 0xDC00 else None
    if high is not None:
        raise _half(high, start)
    said: str = json.loads(token)
    return said


def _half(match: re.Match[str], start: int) -> _Fault:
    message = say("{match} is half of a surrogate pair, which is not a character", match=match[0])
    return _Fault(message, start + match.start(), start + match.end())


def _unexpected(token: str, start: int, end: int, missing: str) -> _Fault:
    if not token:
        return _Fault(say("the text ends where {missing} should be", missing=missing), start, end)
    shown = token if len(token) <= _SHOWN else f"{token[:_SHOWN]}…"
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in shown)
    return _Fault(
        say("{shown} is where {missing} should be", shown=shown, missing=missing), start, end
    )


def _complaint(text: str, at: int, missing: str) -> _Fault:
    """Why no token begins here."""
    blank = _BLANK.match(text, at)
    start = blank.end() if blank else at
    if text[start] != '"':
        name = repr(text[start]) if text[start].isprintable() else f"U+{ord(text[start]):04X}"
        return _Fault(
            say("{name} is where {missing} should be", name=name, missing=missing), start, start + 1
        )
    good = _STRING.match(text, start + 1)
    end = good.end() if good else start + 1
    if end >= len(text):
        return _Fault(say("the text ends inside a string"), start, end)
    if text[end] == "\\":
        message = say("{words!r} is not an escape sequence of JSON", words=text[end : end + 2])
        return _Fault(message, end, min(end + 2, len(text)))
    return _Fault(
        say("U+{words:04X} is not escaped in a string", words=ord(text[end])), end, end + 1
    )


def scan(source: Source, *, depth: int) -> Scan:
    """Read a source whose bytes are text, values nested no deeper than `depth`.

    Of a key that stands twice the last value is kept, and a finding says so at the later key. A broken grammar, NaN,
    a half of a surrogate pair or a deeper nesting ends the reading there.
    """
    scanner = _Scanner(source.text, depth)
    faults = scanner.doubled
    value, whole = None, False
    try:
        value, whole = scanner.run(), True
    except _Fault as fault:
        faults = [fault, *faults]
    said = [
        Diagnostic.of(each.code, each.message, source.span(each.start, each.end)) for each in faults
    ]
    return Scan(value, JsonSpans(source, scanner.offsets), said, whole)
