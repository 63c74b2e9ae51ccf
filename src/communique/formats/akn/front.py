"""Front matter: the title and its subtitles, and the fields of a cover note."""

from collections.abc import Iterator

from communique.core.codes import GUESSED
from communique.core.message import say
from communique.core.values import DocumentValues, FieldValues, TextValues
from communique.formats.akn.blocks import HEADINGS, Blocks, empty
from communique.formats.akn.names import FIELD_ELEMENTS, A, akn, kebab, name_of
from communique.formats.akn.reading import SLUG
from communique.formats.akn.tree import Element
from communique.naming.convention import slug

_KEY_OF = {name: key for key, name in FIELD_ELEMENTS.items()} | {"docDate": "date"}
"""The key of a field, by the element in it that says what it is."""
_WRAPPERS = {"container", "longTitle", "formula", "blockContainer", "preamble"}
"""Elements of a preface that hold its lines."""
_TITLES = (f".//{A}docTitle", f".//{A}docPurpose")
"""What the line holds that is the title, in the order in which it is looked for."""

PrintedLine = tuple[Element, list[TextValues]]
"""A line of a preface, and its text blocks."""


def has_words(block: TextValues) -> bool:
    """Whether a text block has words, or marks that say something without words."""
    return bool(block["text"] or block.get("marks"))


def _is_blank(words: str | None) -> bool:
    return not (words or "").strip()


class Front(Blocks):
    """Reads front matter."""

    def leaves(self, element: Element) -> Iterator[Element]:
        """The lines of a preface or cover page, each with its words; wrappers are looked into."""
        for child in self.only(element):
            name = akn(child)
            if self.aside(child, name):
                continue
            if name in _WRAPPERS:
                yield from self.leaves(child)
            else:
                yield child

    def printed(self, element: Element, inner: str = "") -> list[TextValues]:
        """A line of front matter or conclusions as text blocks.

        In our own files the words of a line may stand in one child, whose name is `inner`.
        Running text outside a block becomes a line.
        """
        if self.ours and len(element) == 1 and name_of(element[0]) == inner:
            child = element[0]
            if _is_blank(element.text) and _is_blank(child.tail):
                return [self.text(child)]
        blocks = self.block(element)
        if blocks is None:
            self.guess(element, say("a line"))
            return [self.text(element)]
        return self.lines(blocks, element)

    # --- title ------------------------------------------------------------------------------------

    def titles(self, parts: list[Element], values: DocumentValues) -> None:
        """Put title and subtitles into values: all lines but the title stand below it."""
        self.in_title = True
        lines = self._lines_of_title(parts)
        self.in_title = False
        subtitles: list[TextValues] = []
        at = self._place_of_title(lines)
        if at is not None:
            _, blocks = lines.pop(at)
            values["title"] = blocks[0]
            subtitles += blocks[1:]
        for element, blocks in lines:
            subtitles += blocks
            if not self.ours:
                message = say(
                    "<{name_of}> beside the title is read as a subtitle",
                    name_of=name_of(element),
                )
                self.remarks.once(GUESSED, message, element)
        if subtitles:
            values["subtitles"] = subtitles

    def _lines_of_title(self, parts: list[Element]) -> list[PrintedLine]:
        """The lines of front matter; those without words only in our own files."""
        lines: list[PrintedLine] = []
        for part in parts:
            for leaf in self.leaves(part):
                blocks = self.printed(leaf, "docTitle")
                is_line = self.ours or any(
                    block["text"] or "marks" in block for block in blocks
                )
                if blocks and is_line:
                    lines.append((leaf, blocks))
        return lines

    def _place_of_title(self, lines: list[PrintedLine]) -> int | None:
        """Which line is the title: one that says so, else in files of others a heading or the
        first.
        """
        for path in _TITLES:
            for at, (leaf, _) in enumerate(lines):
                if leaf.find(path) is not None:
                    return at
        if self.ours or not lines:
            return None
        headings = [
            at for at, (leaf, _) in enumerate(lines) if name_of(leaf) in HEADINGS
        ]
        at = headings[0] if headings else 0
        self.guess(lines[at][0], say("the title"))
        return at

    # --- fields -----------------------------------------------------------------------------------

    def fields(self, part: Element) -> list[FieldValues]:
        """The front matter of a cover note, line by line."""
        found: list[FieldValues] = []
        for leaf in self.leaves(part):
            found += self._field(leaf)
        return found

    def _field(self, leaf: Element) -> list[FieldValues]:
        """A line of a cover note as a field.

        Further blocks of its value as fields of the same key.
        """
        first = _first_inline(leaf)
        name = "" if first is None else first.get("name") or ""
        label: str | None = None
        if first is not None and (name == "label" or name.endswith("Label")):
            label = self.line(self.text(first)["text"])
            blocks = [self._behind_label(leaf)]
        else:
            blocks = self.printed(leaf, name_of(leaf[0]) if len(leaf) else "")
        key = self._key(leaf, name)
        shown = [block for block in blocks if has_words(block)]
        if not shown and label is None and not self.ours:
            return []
        value = (shown or blocks or [empty()])[0]
        first_field: FieldValues = {"key": key, "value": value}
        if label is not None:
            first_field["label"] = label
        further: list[FieldValues] = [
            {"key": key, "value": block} for block in shown[1:]
        ]
        return [first_field, *further]

    def _behind_label(self, leaf: Element) -> TextValues:
        """The value of a field whose first child is its label."""
        first = leaf[0]
        last = leaf[-1]
        if (
            self.ours
            and len(leaf) == 2
            and _is_blank(first.tail)
            and _is_blank(last.tail)
        ):
            return self.text(last)
        rest = Element(leaf.tag, leaf.attrib)
        rest.text = first.tail
        rest.extend(leaf[1:])
        value = self.text(rest)
        self.place(value, leaf)
        return value

    def _key(self, leaf: Element, name: str) -> str:
        """The key of a field: by the name of its `block`, of its label, of an element in its value."""
        own = leaf.get("name") if name_of(leaf) == "block" else None
        said = own or name.removesuffix("Label") or _key_inside(leaf)
        key = kebab(said)
        if not SLUG.fullmatch(key):
            key = slug(key, "line")
        if own is None:
            self.guess(leaf, say("a field of the cover, {key}", key=key))
        return key


def _first_inline(leaf: Element) -> Element | None:
    """The `inline` that a line begins with; None if it begins with words or another element."""
    if not len(leaf) or not _is_blank(leaf.text):
        return None
    return leaf[0] if name_of(leaf[0]) == "inline" else None


def _key_inside(leaf: Element) -> str:
    """The key that the first telling element in a line says; `line` without one."""
    for element in leaf.iter():
        name = name_of(element)
        if name in _KEY_OF:
            return _KEY_OF[name]
    return "line"
