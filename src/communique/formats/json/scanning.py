"""A JSON text scanned for the place of every value, and for what is wrong with it.

The scan is iterative, so that depth costs nothing, and linear, since no pattern can run back.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from communique.core.codes import DUPLICATE_KEY, NOT_WELL_FORMED, TOO_NESTED
from communique.core.diagnostics import Code, Diagnostic
from communique.core.json_types import Json, JsonObject
from communique.core.message import Message, say
from communique.core.source import Pointer, Source, Span, below

DEEPEST = 1024
"""The deepest nesting, whatever the limit: a pointer names all above it, and no record is as deep."""

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
MAX_DIGITS = 400
"""A longer integer is read as a number out of range: converting it would take quadratic time."""
MAX_SHOWN = 40
"""A message shows at most this many characters of a token."""

_MISSING = {
    "{": "a key or '}'",
    "key": "a key",
    ":": "':'",
    "value": "a value",
    "[": "a value or ']'",
}


@dataclass(frozen=True)
class JsonSpans(Mapping[Pointer, tuple[Span, ...]]):
    """Where each value of a JSON text stands, strings with their quotation marks.

    Lines are counted when they are asked for.
    """

    source: Source
    offsets: Mapping[Pointer, tuple[int, int]]

    def __getitem__(self, pointer: Pointer) -> tuple[Span, ...]:
        """The one span of the value; raises KeyError where the text has no such value."""
        return (self.source.span(*self.offsets[pointer]),)

    def __iter__(self) -> Iterator[Pointer]:
        """The pointers in the order in which their values begin, keys of an object in that of the
        text.
        """
        return iter(self.offsets)

    def __len__(self) -> int:
        """How many values there are, objects and arrays included."""
        return len(self.offsets)


@dataclass(slots=True)
class Scan:
    """What a JSON text holds: the value, the place of each, what is wrong, whether all was read."""

    value: Json
    spans: JsonSpans
    faults: list[Diagnostic]
    whole: bool


class _Fault(Exception):
    """The text cannot be read on."""

    def __init__(
        self, message: Message, start: int, end: int, code: Code = NOT_WELL_FORMED
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.start = start
        self.end = end


_Token = tuple[str, str, int, int]
"""A token of the text: its kind, what it says, where it begins and ends."""


@dataclass(slots=True)
class _Frame:
    """An object or array that is open, the pointer to it, and where it begins."""

    holds: JsonObject | list[Json]
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
    root: Json = None

    def run(self) -> None:
        """Read the whole text: `root` is its value. Raises _Fault where the grammar is broken."""
        at = 0
        wanted = "value"
        while wanted:
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise _complaint(self.text, at, self._missing(wanted))
            kind = match.lastgroup or ""
            start, at = match.span(kind)
            wanted = self._take((kind, self.text[start:at], start, at), wanted)
        match = _TOKEN.match(self.text, at)
        if match is None or match.lastgroup != "end":
            blank = _BLANK.match(self.text, at)
            start = blank.end() if blank else at
            raise _Fault(
                say("there is more text after the end of the value"), start, start + 1
            )

    def _take(self, token: _Token, wanted: str) -> str:
        """Take the next token where something is wanted.

        What is wanted then, nothing at the end.
        """
        kind, said, start, end = token
        if said == wanted == ":":
            return "value"
        if said == wanted == ",":
            return "key" if self._is_in_object() else "value"
        if said in ("}", "]"):
            self._close(token, wanted)
            return self._next()
        if wanted in ("value", "["):
            if said in ("{", "["):
                self._open(said, start)
                return said
            self._put(self._scalar(token), start, end)
            return self._next()
        if wanted in ("{", "key") and kind == "string":
            self._key(_string(said, start), start, end)
            return ":"
        raise _unexpected(token, self._missing(wanted))

    def _next(self) -> str:
        """What is wanted behind a value: nothing behind the last."""
        return "," if self.frames else ""

    def _is_in_object(self) -> bool:
        return isinstance(self.frames[-1].holds, dict)

    def _missing(self, wanted: str) -> str:
        if wanted != ",":
            return _MISSING[wanted]
        return "',' or '}'" if self._is_in_object() else "',' or ']'"

    def _open(self, bracket: str, start: int) -> None:
        if len(self.frames) >= self.depth:
            message = say(
                "values are nested deeper than {depth} levels", depth=self.depth
            )
            raise _Fault(message, start, start + 1, TOO_NESTED)
        pointer = self._here()
        self.offsets[pointer] = (start, start + 1)
        self.frames.append(_Frame({} if bracket == "{" else [], pointer, start))

    def _close(self, token: _Token, wanted: str) -> None:
        bracket = ""
        if self.frames:
            bracket = "}" if self._is_in_object() else "]"
        _, said, _, end = token
        if said != bracket or wanted not in (",", "{", "["):
            raise _unexpected(token, self._missing(wanted))
        frame = self.frames.pop()
        self._put(frame.holds, frame.start, end)

    def _here(self) -> Pointer:
        """The pointer of the value that comes next."""
        if not self.frames:
            return ""
        frame = self.frames[-1]
        key = frame.key if self._is_in_object() else len(frame.holds)
        return below(frame.pointer, key)

    def _put(self, value: Json, start: int, end: int) -> None:
        self.offsets[self._here()] = (start, end)
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if isinstance(frame.holds, dict):
            frame.holds[frame.key] = value
        else:
            frame.holds.append(value)

    def _key(self, key: str, start: int, end: int) -> None:
        frame = self.frames[-1]
        if key in frame.holds:
            message = say("the key {key!r} is used twice in one object", key=key)
            self.doubled.append(_Fault(message, start, end, DUPLICATE_KEY))
        frame.key = key

    def _scalar(self, token: _Token) -> Json:
        kind, said, start, end = token
        match kind:
            case "string":
                return _string(said, start)
            case "number":
                is_integer = said.lstrip("-").isdigit() and len(said) <= MAX_DIGITS
                return int(said) if is_integer else float(said)
            case "word" if said in _WORDS:
                return _WORDS[said]
            case "word" if said.lstrip("-") in ("NaN", "Infinity"):
                raise _Fault(say("{token} is not JSON", token=said), start, end)
            case _:
                raise _unexpected(token, "a value")


def _string(token: str, start: int) -> str:
    """What a string token says.

    Raises _Fault at half of a surrogate pair, which is no character.
    """
    if "\\" not in token:
        return token[1:-1]
    high: re.Match[str] | None = None
    for match in _ESCAPE.finditer(token):
        unit = int(match[1], 16) if match[1] else 0
        pair = (
            high is not None and high.end() == match.start() and 0xDC00 <= unit < 0xE000
        )
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
    message = say(
        "{match} is half of a surrogate pair, which is not a character", match=match[0]
    )
    return _Fault(message, start + match.start(), start + match.end())


def _unexpected(token: _Token, missing: str) -> _Fault:
    """A token where something else should be."""
    _, said, start, end = token
    if not said:
        message = say("the text ends where {missing} should be", missing=missing)
        return _Fault(message, start, end)
    shown = said[:MAX_SHOWN]
    if len(said) > MAX_SHOWN:
        shown += "…"
    shown = "".join(
        each if each.isprintable() else f"\\u{ord(each):04x}" for each in shown
    )
    message = say("{shown} is where {missing} should be", shown=shown, missing=missing)
    return _Fault(message, start, end)


def _complaint(text: str, at: int, missing: str) -> _Fault:
    """Why no token begins here."""
    blank = _BLANK.match(text, at)
    start = blank.end() if blank else at
    sign = text[start]
    if sign != '"':
        name = repr(sign) if sign.isprintable() else f"U+{ord(sign):04X}"
        message = say("{name} is where {missing} should be", name=name, missing=missing)
        return _Fault(message, start, start + 1)
    good = _STRING.match(text, start + 1)
    end = good.end() if good else start + 1
    if end >= len(text):
        return _Fault(say("the text ends inside a string"), start, end)
    if text[end] == "\\":
        message = say(
            "{words!r} is not an escape sequence of JSON", words=text[end : end + 2]
        )
        return _Fault(message, end, min(end + 2, len(text)))
    message = say("U+{words:04X} is not escaped in a string", words=ord(text[end]))
    return _Fault(message, end, end + 1)


def scan(source: Source, *, depth: int) -> Scan:
    """Read a source whose bytes are text, values nested no deeper than `depth`.

    Of a key that stands twice the last value is kept, and a finding says so at the later key. A
    broken grammar, NaN, a half of a surrogate pair or a deeper nesting ends the reading there.
    """
    scanner = _Scanner(source.text, depth)
    faults = scanner.doubled
    is_whole = True
    try:
        scanner.run()
    except _Fault as fault:
        faults = [fault, *faults]
        is_whole = False
    findings: list[Diagnostic] = []
    for each in faults:
        span = source.span(each.start, each.end)
        findings.append(Diagnostic.of(each.code, each.message, span))
    value = scanner.root if is_whole else None
    return Scan(value, JsonSpans(source, scanner.offsets), findings, is_whole)
