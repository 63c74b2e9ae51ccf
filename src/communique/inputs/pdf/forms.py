"""How many forms a page of a PDF draws, counted before it is drawn.

A form is a piece of drawing with a name. It can draw other forms, and itself. If each of ten forms
draws the next one ten times, the last one is drawn ten thousand million times, and the library that
draws them does not stop. So another library counts them: it reads the file as data and draws
nothing.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playa import Document, Page
    from playa.pdftypes import ContentStream, PDFObject

MOST_DRAWN = 50_000
"""A page that draws more forms than this is not drawn."""
DEEPEST = 40
"""The library that draws goes no deeper into forms within forms."""
_FORM = re.compile(rb"/(?:F|#46)(?:o|#6[Ff])(?:r|#72)(?:m|#6[Dd])\b|/Subtype\s+\d")
"""What every file with forms holds in plain sight, even if all else is packed or locked."""
_DRAW = re.compile(rb"(?:/([^\s()<>\[\]{}/%]*)\s+)?\bDo\b")
"""The operator that draws a form, behind the form's name."""

Resources = dict[str, "PDFObject"]
"""What a page or form can use: its names by kind."""


@dataclass(eq=False)
class _Drawing:
    """A page or a form. `draws`: the forms that it draws, each with how often."""

    draws: "list[tuple[_Drawing, int]]" = field(default_factory=list)
    _counts: dict[int, int] = field(default_factory=dict)

    def count(self, depth: int = DEEPEST) -> int:
        """How many forms are drawn with this one, itself included, if the library goes so deep."""
        if not self.draws or depth == 0:
            return 1
        if depth not in self._counts:
            inner = [times * form.count(depth - 1) for form, times in self.draws]
            self._counts[depth] = 1 + sum(inner)
        return self._counts[depth]


class Forms:
    """The forms of a file, as far as they can be counted: what is damaged counts as nothing."""

    def __init__(self, data: bytes) -> None:
        self._drawings: dict[tuple[int, int], _Drawing] = {}
        self._document = _document(data) if _FORM.search(data) else None

    def drawn_on(self, page: int) -> int:
        """How many forms a page draws, by its number from 0."""
        if self._document is None:
            return 0
        try:
            return self._page(self._document.pages[page]).count() - 1
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a damaged file can fail anywhere in the library
            return 0

    def _page(self, page: "Page") -> _Drawing:
        resources = _dictionary(page.resources)
        made = _Drawing()
        made.draws = self._drawn([*page.streams], resources, page.page_idx)
        for annotation in page.annotations:
            appearance = _dictionary(annotation.props.get("AP"))
            for stream in _streams(appearance.get("N")):
                form = self._form(stream, resources, page.page_idx)
                made.draws.append((form, 1))
        return made

    def _form(
        self,
        stream: "ContentStream",
        outer: Resources,
        page: int,
    ) -> _Drawing:
        """A form. `outer`: what it can use if it has no resources of its own."""
        own = _dictionary(stream.get("Resources"))
        key = (stream.objid or 0, -1 if own else page)
        if key not in self._drawings:
            made = self._drawings[key] = _Drawing()
            made.draws = self._drawn([stream], own or outer, page)
        return self._drawings[key]

    def _drawn(
        self, content: "list[ContentStream]", resources: Resources, page: int
    ) -> list[tuple[_Drawing, int]]:
        """The forms that content draws, each with how often."""
        found: list[tuple[_Drawing, int]] = []
        for stream, outer in _drawn_glyphs(resources):
            glyph = self._form(stream, outer, page)
            if glyph.draws:
                found.append((glyph, 1))
        forms: dict[str, _Drawing] = {}
        for name, value in _dictionary(resources.get("XObject")).items():
            for stream in _streams(value):
                if _name(stream.get("Subtype")) == "Form":
                    forms[name] = self._form(stream, resources, page)
        if not forms:
            return found
        drawn = b"\n".join(stream.buffer for stream in content)
        times = Counter(_named(match[1]) for match in _DRAW.finditer(drawn))
        unnamed = times.pop("", 0)
        for name, number in times.items():
            if name in forms:
                found.append((forms[name], number))
        # A name that cannot be told could be any of them.
        found.extend((form, unnamed) for form in forms.values() if unnamed)
        return found


def _document(data: bytes) -> "Document | None":
    import playa

    logging.getLogger("playa").addHandler(logging.NullHandler())
    try:
        return playa.parse(data)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file can fail anywhere in the library
        return None


def _dictionary(value: "PDFObject") -> Resources:
    """A dictionary of the file, empty if the value is none."""
    from playa import resolve

    found = resolve(value)
    return found if isinstance(found, dict) else {}


def _streams(value: "PDFObject") -> "Iterator[ContentStream]":
    """A stream, or those of a dictionary of streams."""
    from playa import resolve
    from playa.pdftypes import ContentStream

    found = resolve(value)
    inner = found.values() if isinstance(found, dict) else [found]
    for each in inner:
        stream = resolve(each)
        if isinstance(stream, ContentStream):
            yield stream


def _drawn_glyphs(resources: Resources) -> "Iterator[tuple[ContentStream, Resources]]":
    """The letters of fonts that draw them as forms do, with what they can use."""
    for value in _dictionary(resources.get("Font")).values():
        font = _dictionary(value)
        if _name(font.get("Subtype")) == "Type3":
            outer = _dictionary(font.get("Resources")) or resources
            for stream in _streams(font.get("CharProcs")):
                yield stream, outer


def _name(value: "PDFObject") -> str:
    """A name of the file, or nothing."""
    from playa import resolve

    name = getattr(resolve(value), "name", "")
    return name if isinstance(name, str) else ""


def _named(name: bytes | None) -> str:
    """The name of a form in an operator, or nothing if it cannot be told."""
    is_plain = name is not None and name.isascii() and b"#" not in name
    return name.decode("ascii") if name is not None and is_plain else ""
