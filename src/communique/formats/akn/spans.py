"""Text blocks as elements: words with their marks woven in, and notes at their calls."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from communique.formats.akn.markup import PRESERVE, basis, escaped, leaf, quoted, spaced
from communique.formats.akn.names import (
    ATTACHED,
    COVER,
    INLINE_OF_TYPE,
    MENTION_OF_NONE,
    STYLES,
)
from communique.model import Declaration
from communique.model.blocks import Note
from communique.model.text import (
    ActMark,
    DateMark,
    Mark,
    NoteMark,
    ReferenceMark,
    Tagged,
    TextBlock,
    woven,
)

_MARKUP = re.compile('[&<>"]')
_PARTIES = ("actors", "addressees", "topics", "instruments")
"""The fields of an act that hold ids of entities."""
_WORDS = ("what", "who", "whom")
"""The fields of an act that hold words of the text, as a reviewer cut them."""
_LENGTH_OF_DAY = 10
"""The code points of a day, `2023-11-07`; a month or a year has fewer."""


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """The words of the title that are the short title, written as an element among its marks."""

    start: int
    end: int


Element = Mark | ShortTitle
"""What is written as an element in running text."""


def with_short_title(title: TextBlock, words: str | None) -> tuple[Element, ...]:
    """The title's marks, and the short title where its words first stand without crossing a mark."""
    start = title.text.find(words) if words else -1
    while words and start >= 0:
        short = ShortTitle(start, start + len(words))
        if not any(_cross(mark, short) for mark in title.marks):
            before = [mark for mark in title.marks if _is_before(mark, short)]
            return (*before, short, *title.marks[len(before) :])
        start = title.text.find(words, start + 1)
    return title.marks


def _cross(mark: Mark, short: ShortTitle) -> bool:
    """Whether a mark and the short title overlap, and neither holds the other."""
    if mark.start < short.start:
        return short.start < mark.end < short.end
    return short.start < mark.start < short.end < mark.end


def _is_before(mark: Mark, short: ShortTitle) -> bool:
    """Whether a mark is written before the short title: it begins earlier, or is around it."""
    if mark.start != short.start:
        return mark.start < short.start
    is_note = mark.end == mark.start
    return is_note or mark.end > short.end


def _mention(name: str) -> tuple[str, str]:
    """The start tag of a mention, up to the id that it names, and the end tag."""
    return f'<{name} refersTo="#', f"</{name}>"


_OF_NONE = _mention(MENTION_OF_NONE)


class Spans:
    """Writes text blocks: knows the prefixes of the file, its entities, and the notes written so
    far.
    """

    def __init__(
        self,
        declaration: Declaration,
        eids: Iterable[str],
        note: Callable[[str, Note], str],
    ) -> None:
        """`eids`: those of all nodes. `note`: the content of a note, given its eId in the file."""
        self.attached = declaration.cover is not None
        self.scope = ATTACHED if self.attached else ""
        self.inline = {
            each.id: _mention(INLINE_OF_TYPE[each.type])
            for each in declaration.entities
        }
        self.notes = {each.eid: each for each in declaration.notes}
        self.standing: dict[str, str] = {}
        self.refs: dict[str, int] = {}
        self.prefix = self.scope
        self._note = note
        self._plain = _MARKUP.search("".join(eids)) is None
        self.taken = set(map(self.eid, eids))

    def eid(self, eid: str) -> str:
        """A node's eId in the file, as the value of an attribute."""
        if self.attached:
            is_of_cover = eid.startswith(COVER)
            eid = eid[len(COVER) :] if is_of_cover else ATTACHED + eid
        return eid if self._plain else quoted(eid)

    def derived(self, eid: str) -> str:
        """The attribute for an eId that is not in the record.

        Empty if a node has taken that eId.
        """
        return "" if eid in self.taken else f' eId="{eid}"'

    def held(
        self,
        opening: str,
        name: str,
        block: TextBlock,
        node: str,
        marks: tuple[Element, ...] | None = None,
    ) -> str:
        """A text block in an element: the start tag without `>`, its name, the eId of its node.

        The eIds of references begin with that of the node. `marks`: those that are written, where
        they are not those of the block.
        """
        text = block.text
        if marks is None:
            marks = block.marks
        if not marks:
            return leaf(opening, name, text)
        tagged: list[Tagged] = []
        for mark in marks:
            opening_tag, end_tag = self._tags(mark, node)
            tagged.append((mark.start, mark.end, opening_tag, end_tag))
        inner = woven(text, tagged, escaped)
        space = PRESERVE if "> <" in inner or spaced(text) else ""
        return f"<{opening}{space}>{inner}</{name}>"

    def _tags(self, mark: Element, node: str) -> tuple[str, str]:
        """The start and end tag of a mark; of a note the whole element, and no end tag."""
        if isinstance(mark, ShortTitle):
            return "<shortTitle>", "</shortTitle>"
        why = (
            ""
            if mark.basis is None and mark.source is None
            else basis(mark.basis, mark.source)
        )
        match mark.kind:
            case "entity":
                opening, closing = self.inline.get(mark.ref, _OF_NONE)
                return f'{opening}{self.prefix}{mark.ref}"{why}>', closing
            case "date":
                return _date(mark, why)
            case "act":
                return f'<inline name="act"{self._act(mark)}{why}>', "</inline>"
            case "emphasis":
                name = STYLES[mark.style]
                return f"<{name}{why}>", f"</{name}>"
            case "reference":
                return self._reference(mark, node, why)
            case "foreign":
                return f'<span xml:lang="{mark.language}"{why}>', "</span>"
            case "note":
                return self._call(mark, why), ""
            case _:
                assert_never(mark)

    def _reference(self, mark: ReferenceMark, node: str, why: str) -> tuple[str, str]:
        scheme = "" if mark.scheme is None else f' c:scheme="{mark.scheme}"'
        if mark.href is None:
            return f'<inline name="reference"{scheme}{why}>', "</inline>"
        count = self.refs.get(node, 0) + 1
        self.refs[node] = count
        eid = self.derived(f"{node}__ref_{count}")
        return f'<ref{eid} href="{self._href(mark.href)}"{scheme}{why}>', "</ref>"

    def _act(self, mark: ActMark) -> str:
        """The attributes of an act."""
        attributes = f' c:act="{mark.act}"'
        for name in _PARTIES:
            refs = [f"#{self.prefix}{each}" for each in getattr(mark, name)]
            if refs:
                attributes += f' c:{name}="{" ".join(refs)}"'
        if mark.due is not None:
            attributes += f' c:due="{mark.due}"'
        for name in _WORDS:
            words = getattr(mark, name)
            if words is not None:
                attributes += f' c:{name}="{quoted(words)}"'
        return attributes

    def _href(self, href: str) -> str:
        """An address as an attribute's value.

        One inside the record points to an eId of the file.
        """
        if self.attached and href.startswith("#") and len(href) > 1:
            local = href[1:]
            is_of_cover = local.startswith(COVER) and not local.startswith(
                COVER + ATTACHED
            )
            href = f"#{local[len(COVER) :]}" if is_of_cover else f"#{ATTACHED}{local}"
        return quoted(href)

    def _call(self, mark: NoteMark, why: str) -> str:
        """A note at its first call, a reference to it at the later ones."""
        note = self.notes[mark.ref]
        attributes = f'{marker(note)} placement="bottom"{why}'
        eid = self.standing.get(note.eid)
        if eid is not None:
            return f'<noteRef href="#{eid}"{attributes}/>'
        eid = self.eid(note.eid)
        self.standing[note.eid] = eid
        content = self._note(eid, note)
        return f'<authorialNote eId="{eid}"{attributes}>{content}</authorialNote>'


def _date(mark: DateMark, why: str) -> tuple[str, str]:
    """The tags of a date; `date` takes a day, and neither a month nor a year."""
    if len(mark.date) == _LENGTH_OF_DAY:
        return f'<date date="{mark.date}"{why}>', "</date>"
    return f'<inline name="date" c:date="{mark.date}"{why}>', "</inline>"


def marker(note: Note) -> str:
    """The attribute for the sign of a note as printed, if it has one."""
    return "" if note.marker is None else f' marker="{quoted(note.marker)}"'
