"""The words of one drawing: choices, identity, texts and their marks. Plain dictionaries."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from communique.model import EmphasisMark
from communique.model.laws import RESERVED
from communique.model.types import ActKind
from communique.testing import words
from communique.values import Values

T = TypeVar("T")

BLOCKS = 40
"""About how many text blocks a drawing has at most: past it everything stays as small as it may be."""


@cache
def upto(most: int) -> st.SearchStrategy[int]:
    """Numbers from 0 to `most`."""
    return st.integers(0, most)


@lru_cache(1024)
def among(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of the choices, which are strings, numbers or None: True would be taken for 1."""
    return st.sampled_from(choices)


_BASES = (None, None, None, "text", "external", "inferred")
_STYLES = get_args(EmphasisMark.model_fields["style"].annotation)
_SCHEMES = (None, "council", "com", "parliament", "un", "akn")
_MARKS = ("entity", "date", "reference", "emphasis", "foreign", "act")
_ACTS = get_args(ActKind)


class Drawing:
    """Draws the parts of one record, which share its notes, entities and eids.

    `notes` is how many notes there may be at most; the calls of a note stand wherever text does.
    """

    def __init__(self, draw: st.DrawFn, *, notes: int = 4) -> None:
        self._draw = draw
        self.left = BLOCKS
        self.prefix = ""
        self._taken: set[str] = set(RESERVED)
        self.entity_ids = [self.claim(self.get(words.slugs()), "e") for _ in range(self.upto(3))]
        self.note_eids = [self._note_eid(count) for count in range(self.upto(notes))]

    def get(self, strategy: "st.SearchStrategy[T]") -> T:
        """What a strategy gives."""
        return self._draw(strategy)

    def upto(self, most: int) -> int:
        """How many of something; none once the drawing is large enough."""
        return self.get(upto(most)) if most > 0 and self.left > 0 else 0

    def one_in(self, chances: int) -> bool:
        """True once in so many times."""
        return bool(self.get(upto(chances - 1)) == chances - 1)

    def among(self, *choices: T) -> T:
        """One of the choices."""
        chosen: T = self.get(among(choices))
        return chosen

    def maybe(self, strategy: "st.SearchStrategy[T]", chances: int = 3) -> "T | None":
        """What a strategy gives, once in so many times; else None."""
        return self.get(strategy) if self.one_in(chances) else None

    def some(self, make: Callable[[], T], most: int, *, least: int = 0) -> list[T]:
        """From `least` to `most` of what `make` makes."""
        return [make() for _ in range(least + self.upto(most - least))]

    def claim(self, wanted: str, fallback: str) -> str:
        """An id that nothing has yet: the wanted one, else the fallback with a number."""
        name, count = wanted, 1
        while name in self._taken or f"cover__{name}" in self._taken:
            count += 1
            name = f"{fallback}{count}"
        self._taken.add(name)
        return name

    def _note_eid(self, count: int) -> str:
        """Mostly one that `build` replaces, which it recognises by its first character."""
        if self.one_in(6):
            scope = "cover__" if self.one_in(4) else ""
            return self.claim(f"{scope}{self.get(words.slugs())}_n", f"{scope}n_")
        return f"?{count}"

    def node(self, **values: Any) -> Values:
        """A node with an eid of its own, now and then."""
        if self.one_in(8):
            wanted = self.get(words.eids())
            eid = f"{self.prefix}{wanted}"
            if eid not in self._taken and not (self.prefix and wanted.startswith("att_")):
                self._taken.add(eid)
                return {"eid": eid, **values}
        return values

    def basis(self, values: Values) -> Values:
        """The values with a basis and a source: none, as a rule."""
        values["basis"] = self.among(*_BASES)
        if values["basis"] == "external" or self.one_in(10):
            values["source"] = self.get(words.lines())
        return values

    def text(self, *, least: int = 0) -> Values:
        """A text block with marks."""
        self.left -= 1
        text = self.get(words.texts()) if self.left > -20 else "x"
        text = text or "x" * least
        return {"kind": "text", "text": text, "marks": self._marks(len(text), least)}

    def marked_text(self) -> Values:
        """A text block with at least one mark."""
        return self.text(least=1)

    def maybe_text(self, chances: int = 4) -> "Values | None":
        """A text block, once in so many times; else None."""
        return self.text() if self.one_in(chances) else None

    def _marks(self, length: int, least: int = 0) -> list[Values]:
        if self.left <= 0 and not least:
            return []
        edges = [0, length]
        spans: list[tuple[int, int]] = []
        for _ in range(least + (self.upto(3) if length and self.one_in(2) else 0)):
            start, end = sorted((self._offset(edges, length), self._offset(edges, length)))
            if start == end:
                start, end = 0, length
            if not any(a < start < b < end or start < a < end < b for a, b in spans):
                spans.append((start, end))
                edges.extend((start, end))
        marks = [self._mark(self.among(*_MARKS), start, end) for start, end in spans]
        if self.note_eids and self.one_in(3):
            for _ in range(1 + self.upto(1)):
                at = self._offset(edges, length)
                marks.append(self._mark("note", at, at))
        return sorted(marks, key=lambda mark: (mark["start"], mark["start"] != mark["end"], -mark["end"]))

    def _offset(self, edges: list[int], length: int) -> int:
        return self.among(*edges) if self.one_in(2) else self.get(upto(length))

    def _mark(self, kind: str, start: int, end: int) -> Values:
        mark: Values = {"kind": kind, "start": start, "end": end}
        match kind:
            case "entity":
                mark["ref"] = self.entity_ref()
            case "date":
                mark["date"] = self.get(words.days())
            case "reference":
                mark |= {"scheme": self.among(*_SCHEMES), "href": self.maybe(words.references(), 2)}
            case "note":
                mark["ref"] = self.among(*self.note_eids)
            case "emphasis":
                mark["style"] = self.among(*_STYLES)
            case "foreign":
                mark["language"] = self.get(words.languages())
            case "act":
                mark["act"] = self.among(*_ACTS)
                for role in ("actors", "addressees", "topics", "instruments"):
                    if self.one_in(3):
                        mark[role] = self.some(self.entity_ref, 2)
                mark["due"] = self.maybe(words.days())
        return self.basis(mark)

    def entity_ref(self) -> str:
        """An entity of the record; now and then one that it does not have, which no law of the model forbids."""
        if self.entity_ids and not self.one_in(10):
            return self.among(*self.entity_ids)
        return self.get(words.slugs())
