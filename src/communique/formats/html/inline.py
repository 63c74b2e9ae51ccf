"""Text and its marks as HTML: plain words, with elements around what is marked that show only when they are asked for."""

from typing import Any

from communique.formats.html.gathered import Dated, Done, Gathered
from communique.formats.html.markup import attribute, fragment, link
from communique.formats.html.wording import Wording, direction
from communique.model import Declaration, Mark, NoteMark, ReferenceMark, TextBlock
from communique.weaving import escaped, woven

_EMPHASIS = {"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}
_PARTIES = (("actors", "by"), ("addressees", "to"), ("topics", "on"), ("instruments", "with"))


class Inline:
    """Writes text blocks; gathers what is marked in them, and numbers the calls of each note."""

    def __init__(self, declaration: Declaration, wording: Wording) -> None:
        self.wording = wording
        self.gathered = Gathered()
        self.markers = {
            note.eid: escaped(note.marker) if note.marker else f"<span data-ui>[{count}]</span>"
            for count, note in enumerate(declaration.notes, 1)
        }
        self.calls: dict[str, list[int]] = {}
        self._count = 0

    def text(self, block: TextBlock) -> str:
        """The words of a block, with its marks."""
        values = block.__dict__
        marks = values["marks"]
        return self.marked(values["text"], marks) if marks else escaped(values["text"])

    def marked(self, text: str, marks: tuple[Mark, ...]) -> str:
        """The text with its marks as elements."""
        tagged = [
            (mark.start, mark.end, *self._tags(mark.__dict__, text, marks, index)) for index, mark in enumerate(marks)
        ]
        return woven(text, tagged)

    def _tags(self, values: dict[str, Any], text: str, marks: tuple[Mark, ...], index: int) -> tuple[str, str]:
        """The start and end tag of a mark; of a note the whole element, and no end tag."""
        kind = values["kind"]
        why = "" if values["basis"] is None and values["source"] is None else _basis(values)
        gathered = self.gathered
        if kind == "entity":
            ref = values["ref"]
            gathered.named.setdefault(ref, []).append(gathered.here)
            return f'<span class="e" data-ref="{ref}"{why}>', "</span>"
        if kind == "date":
            day = values["date"]
            gathered.dated.append(Dated(day, text[values["start"] : values["end"]], gathered.here))
            return f'<time class="d" datetime="{day}"{why}>', "</time>"
        if kind == "act":
            mark: Any = marks[index]
            gathered.done.append(Done(mark, text[values["start"] : values["end"]], gathered.here))
            if values["due"] is not None:
                gathered.dated.append(Dated(values["due"], None, gathered.here))
            return f"{_act(values)}{why}>", "</span>"
        if kind == "note":
            return self._call(values["ref"]), ""
        if kind == "reference":
            return self._reference(values, marks, index, why)
        if kind == "foreign":
            tag = values["language"]
            return f'<span lang="{tag}" dir="{direction(tag)}"{why}>', "</span>"
        name = _EMPHASIS[values["style"]]
        return f"<{name}{why}>", f"</{name}>"

    def _call(self, ref: str) -> str:
        self._count += 1
        self.calls.setdefault(ref, []).append(self._count)
        call = f'<a class="call" id="[call]{self._count}" href="{fragment(ref)}" role="doc-noteref">'
        return f"<sup>{call}{self.markers[ref]}</a></sup>"

    def _reference(self, values: dict[str, Any], marks: tuple[Mark, ...], index: int, why: str) -> tuple[str, str]:
        """A link; where another link stands in it, its words are no link, and a sign behind them is one."""
        href = link(values["href"])
        scheme = f' data-scheme="{values["scheme"]}"' if values["scheme"] else ""
        target = f' data-href="{attribute(values["href"])}"' if values["href"] and href is None else ""
        if href is None:
            return f'<span class="r"{scheme}{target}{why}>', "</span>"
        if _holds_a_link(marks, index):
            sign = f'<a class="go" data-ui href="{href}" aria-label="{attribute(self.wording["follow"])}">↗</a>'
            return f'<span class="r"{scheme}{why}>', f"</span>{sign}"
        return f'<a class="r" href="{href}"{scheme}{why}>', "</a>"


def _holds_a_link(marks: tuple[Mark, ...], index: int) -> bool:
    end = marks[index].end
    for mark in marks[index + 1 :]:
        if mark.start >= end:
            return False
        if isinstance(mark, NoteMark) or (isinstance(mark, ReferenceMark) and link(mark.href)):
            return True
    return False


def _act(values: dict[str, Any]) -> str:
    found = f'<span class="a" data-act="{values["act"]}"'
    for name, short in _PARTIES:
        if values[name]:
            found += f' data-{short}="{" ".join(values[name])}"'
    return found if values["due"] is None else f'{found} data-due="{values["due"]}"'


def _basis(values: dict[str, Any]) -> str:
    basis, source = values["basis"], values["source"]
    said = f' data-basis="{basis}"' if basis else ""
    return f'{said} data-source="{attribute(source)}"' if source else said
