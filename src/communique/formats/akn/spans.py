"""Text and its marks as Akoma Ntoso's inline elements: the half of the writer that looks inside a text block."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from communique.formats.akn.names import (
    ATTACHED,
    COVER,
    INLINE_OF_TYPE,
    MENTION_OF_NONE,
    STYLES,
)
from communique.model import (
    ActMark,
    DateMark,
    Declaration,
    EmphasisMark,
    EntityMark,
    ForeignMark,
    Mark,
    Note,
    NoteMark,
    ReferenceMark,
    TextBlock,
    weaving,
)

# C1 controls, line and paragraph separators, bidirectional controls: written as references, so that lines are counted
# alike everywhere and verbatim hides. In UTF-8 each begins with one of three bytes, which bytes are searched for fast.
_HIDDEN = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HIDDEN_BYTES = (
    re.compile(rb"\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])"),
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xd8\x9c"),
)


def revealed(xml: str) -> str:
    """The text of a file with every hidden character written as a reference: `&#x2028;`."""
    if xml.isascii():
        return xml
    data = xml.encode()
    if not any(pattern.search(data) for pattern in _HIDDEN_BYTES):
        return xml
    return _HIDDEN.sub(lambda match: f"&#x{ord(match[0]):X};", xml)


def escaped(text: str) -> str:
    """Text as it stands between tags: `&`, `<` and `>` escaped, a line feed as `br`."""
    text = weaving.escaped(text)
    return text.replace("\n", "<br/>") if "\n" in text else text


def quoted(text: str) -> str:
    """Text as it stands in an attribute between double quotes; a line feed becomes a space."""
    if '"' in text:
        return escaped(text.replace("\n", " ")).replace('"', "&quot;")
    return escaped(text.replace("\n", " "))


def spaced(text: str) -> bool:
    """Whether white space of a text is lost where a reader collapses it: at an edge, or two spaces together."""
    return "  " in text or text[:1] == " " or text[-1:] == " "


_PRESERVE = ' xml:space="preserve"'


def leaf(opening: str, name: str, text: str) -> str:
    """An element that holds plain text: its start tag without `>`, its name, its words."""
    if not text:
        return f"<{opening}/>"
    return f"<{opening}{_PRESERVE if spaced(text) else ''}>{escaped(text)}</{name}>"


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """The words of the title that are the short title: written as an element among those of the marks."""

    start: int
    end: int


def with_short_title(title: TextBlock, words: str | None) -> tuple[Mark | ShortTitle, ...]:
    """The title's marks, and the short title where its words first stand without crossing a mark."""
    marks: tuple[Mark | ShortTitle, ...] = title.marks
    start = title.text.find(words) if words else -1
    while words and start >= 0:
        end = start + len(words)
        if not any(mark.start < start < mark.end < end or start < mark.start < end < mark.end for mark in marks):
            before = [m for m in marks if m.start < start or (m.start == start and (m.end == start or m.end > end))]
            return (*before, ShortTitle(start, end), *marks[len(before) :])
        start = title.text.find(words, start + 1)
    return marks


class Spans:
    """Writes text blocks: knows the prefixes of the file, the entities' elements, and which notes stand already."""

    def __init__(self, declaration: Declaration, eids: Iterable[str], note: Callable[[str, Note], str]) -> None:
        """`eids`: those of all nodes. `note` gives the content of a note's element, given its eId in the file."""
        self.attached = declaration.cover is not None
        self.scope = ATTACHED if self.attached else ""
        self.inline = {entity.id: INLINE_OF_TYPE[entity.type] for entity in declaration.entities}
        self.notes = {each.eid: each for each in declaration.notes}
        self.standing: dict[str, str] = {}
        self.refs: dict[str, int] = {}
        self.prefix = self.scope
        self._note = note
        self._plain = not any(character in "".join(eids) for character in '&<>"')
        self.taken = {self.eid(eid) for eid in eids}

    def eid(self, eid: str) -> str:
        """A node's eId in the file, as an attribute's value."""
        if self.attached:
            eid = eid[len(COVER) :] if eid.startswith(COVER) else ATTACHED + eid
        return eid if self._plain else quoted(eid)

    def derived(self, eid: str) -> str:
        """The attribute for an eId that is not in the record; verbatim where a node of the record has taken it."""
        return "" if eid in self.taken else f' eId="{eid}"'

    def held(self, opening: str, name: str, block: TextBlock, node: str) -> str:
        """A text block in an element: the start tag without `>`, its name, and the eId its references begin with."""
        text, marks = block.text, block.marks
        if marks:
            inner = self.marked(text, marks, node)
            if "> <" in inner or spaced(text):
                return f"<{opening}{_PRESERVE}>{inner}</{name}>"
            return f"<{opening}>{inner}</{name}>"
        if not text:
            return f"<{opening}/>"
        if "  " in text or text[0] == " " or text[-1] == " ":
            return f"<{opening}{_PRESERVE}>{escaped(text)}</{name}>"
        return f"<{opening}>{escaped(text)}</{name}>"

    def marked(self, text: str, marks: tuple[Mark | ShortTitle, ...], node: str) -> str:
        """The text with its marks as elements."""
        return weaving.woven(text, [self.tags(mark, node) for mark in marks], escaped)

    def tags(self, mark: Mark | ShortTitle, node: str) -> tuple[int, int, str, str]:
        """Where a mark starts and ends, and its start and end tag; of a note the whole element, and no end tag."""
        if isinstance(mark, ShortTitle):
            return mark.start, mark.end, "<shortTitle>", "</shortTitle>"
        why = "" if mark.basis is None and mark.source is None else basis(mark.basis, mark.source)
        return mark.start, mark.end, *self._element(mark, node, why)

    def _element(self, mark: Mark, node: str, why: str) -> tuple[str, str]:
        match mark:
            case EntityMark():
                name = self.inline.get(mark.ref, MENTION_OF_NONE)
                return f'<{name} refersTo="#{self.prefix}{mark.ref}"{why}>', f"</{name}>"
            case DateMark():
                day = mark.date
                if len(day) == 10:
                    return f'<date date="{day}"{why}>', "</date>"
                return f'<inline name="date" c:date="{day}"{why}>', "</inline>"
            case ActMark():
                return f'<inline name="act"{self._act(mark)}{why}>', "</inline>"
            case EmphasisMark():
                name = STYLES[mark.style]
                return f"<{name}{why}>", f"</{name}>"
            case ReferenceMark():
                scheme = "" if mark.scheme is None else f' c:scheme="{mark.scheme}"'
                if mark.href is None:
                    return f'<inline name="reference"{scheme}{why}>', "</inline>"
                return f"<ref{self._reference(node)} href={self._href(mark.href)}{scheme}{why}>", "</ref>"
            case ForeignMark():
                return f'<span xml:lang="{mark.language}"{why}>', "</span>"
            case NoteMark():
                return self.call(mark, why), ""
            case _:
                assert_never(mark)

    def _act(self, mark: ActMark) -> str:
        found = f' c:act="{mark.act}"'
        named = (("actors", mark.actors), ("addressees", mark.addressees), ("topics", mark.topics),
                 ("instruments", mark.instruments))  # fmt: skip
        for name, ids in named:
            if ids:
                found += f' c:{name}="{" ".join([f"#{self.prefix}{each}" for each in ids])}"'
        return found if mark.due is None else f'{found} c:due="{mark.due}"'

    def _reference(self, node: str) -> str:
        count = self.refs[node] = self.refs.get(node, 0) + 1
        return self.derived(f"{node}__ref_{count}")

    def _href(self, href: str) -> str:
        if self.attached and href.startswith("#") and len(href) > 1:
            local = href[1:]
            cover = local.startswith(COVER) and not local.startswith(COVER + ATTACHED)
            href = f"#{local[len(COVER) :]}" if cover else f"#{ATTACHED}{local}"
        return f'"{quoted(href)}"'

    def call(self, mark: NoteMark, why: str) -> str:
        """A note at its first call, a reference to it at the later ones."""
        note = self.notes[mark.ref]
        marker = "" if note.marker is None else f' marker="{quoted(note.marker)}"'
        eid = self.standing.get(note.eid)
        if eid is not None:
            return f'<noteRef href="#{eid}"{marker} placement="bottom"{why}/>'
        eid = self.standing[note.eid] = self.eid(note.eid)
        content = self._note(eid, note)
        return f'<authorialNote eId="{eid}"{marker} placement="bottom"{why}>{content}</authorialNote>'


def basis(why: str | None, source: str | None) -> str:
    """The attributes that say why something is claimed."""
    given = "" if why is None else f' c:basis="{why}"'
    return given if source is None else f'{given} c:source="{quoted(source)}"'
