"""What the page asks for: open a file, read it with what a person corrected, write it.

A desk holds one document. Every answer is JSON or bytes, so the page needs no Python objects.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast, get_args

from communique.core.json_types import JsonObject
from communique.core.source import Limits, Source
from communique.detect.hints import KINDS
from communique.detect.quoting import Quoting
from communique.documents import options_of
from communique.draft import Parsed
from communique.formats import Format, format_named, sniff
from communique.model.types import ENTITY_TYPES, ActKind
from communique.workbench.marking import Marking, step_of
from communique.workbench.view import view_of

if TYPE_CHECKING:
    from communique.workbench.pictures import Frame

MOST_BYTES = 50_000_000
"""A larger file is refused: the page would need more memory than browsers give it."""
WITHOUT_READER = frozenset({"html"})
"""The formats whose parser does not exist in WebAssembly."""
FIRST_WORDS = 40
"""A hint quotes at least this many characters, so that a person recognises the place."""
OVERLAY = "overlay.json"
"""The name of the overlay, as the command line is given it."""


class Refusal(Exception):
    """Why a request cannot be met; `code` names the sentence that the page shows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Desk:
    """The document that the page works on."""

    def __init__(self) -> None:
        self.source: Source | None = None
        self.overlay = ""
        self.parsed: Parsed | None = None
        self.frames: list[Frame] | None = None
        self.pixels = b""

    def open(self, name: str, data: bytes) -> None:
        """Take a file. Raises Refusal if it is too large or of a kind that cannot be read here."""
        if len(data) > MOST_BYTES:
            raise Refusal("too-large")
        source = Source(name, data)
        if _format_of(source).name in WITHOUT_READER:
            raise Refusal("no-html")
        self.source = source
        self.parsed = None
        self.frames = None
        if _format_of(source).name == "pdf":
            from communique.workbench.pictures import frames

            self.frames = frames(data)

    def read(self, overlay: str) -> str:
        """Read the document with an overlay (JSON, or nothing); returns what the page shows of it."""
        source = self._opened()
        limits = Limits(size=MOST_BYTES, seconds=None)
        hints = Source(OVERLAY, overlay.encode()) if overlay else None
        options = options_of(hints=hints, limits=limits)
        self.overlay = overlay
        self.parsed = _format_of(source).read(source, options)
        view = view_of(self.parsed, self.frames)
        view["is_raw"] = _format_of(source).raw
        view["format"] = _format_of(source).name
        return _dumped(view)

    def quotation(self, start: int) -> str:
        """The words by which a hint names a place: they begin there, and are nowhere else in the text.

        Raises Refusal if no words do.
        """
        return quotation(self._read().source.text, start)

    def mark(self, marking: Marking) -> str:
        """A step of corrections that marks words. Raises Refusal if nothing was read."""
        declaration = self._read().declaration
        if declaration is None:
            raise Refusal("no-record")
        return _dumped(step_of(marking, declaration))

    def draw(self, page: int) -> str:
        """Draw a page of a PDF; returns the size of the picture, whose `pixels` are asked for next."""
        from communique.workbench.pictures import picture

        drawn = picture(self._opened().data, page)
        self.pixels = drawn.pixels
        return _dumped({"width": drawn.width, "height": drawn.height})

    def write(self, format: str) -> bytes:
        """The record in a format. Raises Refusal if nothing was read."""
        parsed = self._read()
        if parsed.declaration is None:
            raise Refusal("no-record")
        known = format_named(format)
        if known.binary:
            return known.write_bytes(parsed.declaration)
        return known.write_read(parsed).encode()

    def _opened(self) -> Source:
        if self.source is None:
            raise Refusal("no-document")
        return self.source

    def _read(self) -> Parsed:
        if self.parsed is None:
            raise Refusal("no-document")
        return self.parsed


def _format_of(source: Source) -> Format:
    return sniff(source)


def quotation(text: str, start: int) -> str:
    """The shortest words from a place on that stand once in a text.

    They end where a word ends. Raises Refusal if no words from there stand once.
    """
    quoting = Quoting(text)
    end = min(start + FIRST_WORDS, len(text))
    while True:
        end = _end_of_word(text, end)
        words = text[start:end]
        if quoting.places(words) == [start]:
            return words
        if end == len(text):
            raise Refusal("not-unique")
        end = min(end + FIRST_WORDS, len(text))


def _end_of_word(text: str, end: int) -> int:
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _dumped(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False)


def about() -> str:
    """What the page must know before a file is opened: the version, and the roles of a hint."""
    from communique._version import __version__

    said: JsonObject = {"version": __version__, "roles": list(KINDS)}
    said["entities"] = list(ENTITY_TYPES)
    said["acts"] = list(get_args(ActKind))
    return _dumped(said)


def _marking(given: Mapping[str, object]) -> Marking:
    return Marking(
        block=int(cast("int", given["block"])),
        field=str(given["field"]),
        words=str(given["words"]),
        before=str(given["before"]),
        kind=str(given["kind"]),
        choice=str(given["choice"]),
        value=str(given["value"]),
    )


def answered(desk: Desk, call: str, arguments: Mapping[str, object]) -> str | bytes:
    """The answer to a call of the page, by the name of a method. Raises Refusal."""
    match call:
        case "about":
            return about()
        case "open":
            data = cast("bytes", arguments["data"])
            desk.open(str(arguments["name"]), data)
            return "{}"
        case "read":
            return desk.read(str(arguments["overlay"]))
        case "quotation":
            start = int(cast("int", arguments["start"]))
            return _dumped({"at": desk.quotation(start)})
        case "mark":
            return desk.mark(_marking(arguments))
        case "draw":
            return desk.draw(int(cast("int", arguments["page"])))
        case "pixels":
            return desk.pixels
        case "write":
            return desk.write(str(arguments["format"]))
    raise Refusal("unknown-call")
