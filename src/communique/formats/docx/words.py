"""Text blocks as runs of a word processor: emphasis, language and direction, line breaks, calls of notes."""

from collections.abc import Callable
from typing import assert_never

from communique.model import (
    ActMark,
    DateMark,
    EmphasisMark,
    EntityMark,
    ForeignMark,
    NoteMark,
    ReferenceMark,
    TextBlock,
)
from communique.model.weaving import escaped
from communique.naming.iso639 import direction

_EMPHASIS = {"bold": "<w:b/><w:bCs/>", "italic": "<w:i/><w:iCs/>", "underline": '<w:u w:val="single"/>',
             "superscript": '<w:vertAlign w:val="superscript"/>', "subscript": '<w:vertAlign w:val="subscript"/>'}  # fmt: skip
"""The properties of each style of emphasis, in the order in which ECMA-376 has them."""
TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:br/>"


def run(text: str, properties: str = "") -> str:
    """A run of words in one style; line feeds are line breaks."""
    lines = [f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in text.split("\n")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{_BREAK.join(lines)}</w:r>" if text else ""


class Words:
    """Writes text blocks of a document in a language; `call` gives what calls a note."""

    def __init__(self, language: str, call: Callable[[str], str]) -> None:
        self.call = call
        self.turned = "<w:rtl/>" if direction(language) == "rtl" else ""

    def plain(self, text: str) -> str:
        """Words in no style, such as a label."""
        return run(text, self.turned)

    def label(self, text: str) -> str:
        """A label as printed, in the style by which it is known again."""
        return run(text, f'<w:rStyle w:val="DeclarationLabel"/>{self.turned}')

    def runs(self, block: TextBlock) -> str:
        """The words of a block with its marks."""
        out: list[str] = []
        styles: list[EmphasisMark | ForeignMark] = []
        at = 0

        def until(end: int) -> None:
            nonlocal at
            out.append(run(block.text[at:end], self._properties(styles)))
            at = max(at, end)

        for mark in block.marks:
            while styles and styles[-1].end <= mark.start:
                until(styles[-1].end)
                styles.pop()
            match mark:
                case NoteMark():
                    until(mark.start)
                    out.append(self.call(mark.ref))
                case EmphasisMark() | ForeignMark():
                    until(mark.start)
                    styles.append(mark)
                case EntityMark() | DateMark() | ReferenceMark() | ActMark():
                    pass  # a word processor has no style for it
                case _:
                    assert_never(mark)
        while styles:
            until(styles[-1].end)
            styles.pop()
        until(len(block.text))
        return "".join(out)

    def _properties(self, styles: list[EmphasisMark | ForeignMark]) -> str:
        """What a run is, by the marks that are open on its words, outer before inner."""
        given = {each.style for each in styles if isinstance(each, EmphasisMark)}
        foreign = next((each.language for each in reversed(styles) if isinstance(each, ForeignMark)), None)
        turned = self.turned if foreign is None else "<w:rtl/>" if direction(foreign) == "rtl" else ""
        spoken = "" if foreign is None else f'<w:lang w:val="{foreign}" w:eastAsia="{foreign}" w:bidi="{foreign}"/>'
        if {"superscript", "subscript"} <= given:
            given.discard("subscript")  # Word knows one of the two
        return "".join([*(made for style, made in _EMPHASIS.items() if style in given), turned, spoken])
