"""A written text laid out again: wrapped, with hanging indents, on pages, with running heads, with
lines apart.
"""

import re
import textwrap
from dataclasses import dataclass

from hypothesis import strategies as st

RULE = "_" * 20
_CALL = re.compile("[⁰¹²³⁴-⁹]+")


@dataclass(frozen=True)
class Page:
    """How a text is laid out.

    `width`: where lines are wrapped, or None. `hang`: how far the other lines of a block stand in.
    `apart`: empty lines between the lines of a block (one more stands between blocks). `length`:
    lines of a page, or None. `flush`: everything begins at column 0, and a page with a space;
    otherwise a page ends with a form feed. `digits`: note markers are plain digits.
    """

    width: int | None = None
    hang: int = 0
    apart: int = 0
    length: int | None = None
    flush: bool = False
    head: str = ""
    foot: str = ""
    digits: bool = False

    def lay(self, written: str) -> str:
        body, _, notes = written.partition(f"\n{RULE}\n")
        lines = self.lines(body)
        if self.length is None:
            text = "\n".join([*lines, "", RULE, *self.lines(notes)] if notes else lines)
        else:
            blocks = [self.lines(block) for block in notes.split("\n") if block.strip()]
            text = self.pages(
                lines, {_CALL.findall(block[0])[0]: block for block in blocks}
            )
        return text.translate(_PLAIN) if self.digits else text

    def lines(self, text: str) -> list[str]:
        """The lines of all blocks, empty ones between them."""
        made: list[str] = []
        apart = 0
        for block in text.split("\n"):
            if not block.strip():
                apart += 1
                continue
            if made:
                made.extend(
                    [""] * (min(apart, 1) + self.apart if apart else self.apart)
                )
            apart = 0
            made.extend(self.block(block))
        return made

    def block(self, block: str) -> list[str]:
        lead = "" if self.flush else block[: len(block) - len(block.lstrip())]
        if self.width is None:
            return [lead + block.strip()]
        hang = "" if self.flush else " " * self.hang
        wrapper = textwrap.TextWrapper(
            self.width,
            initial_indent=lead,
            subsequent_indent=lead + hang,
            break_long_words=False,
        )
        made: list[str] = []
        for line in wrapper.wrap(block.strip()):
            made.extend([""] * self.apart if made else [])
            made.append(line)
        return made

    def pages(self, lines: list[str], notes: dict[str, list[str]]) -> str:
        """The pages, each note at the foot of the one on which it is called."""
        assert self.length is not None
        pages: list[tuple[list[str], list[str]]] = [([], [])]
        for line in lines:
            called = [row for marker in _CALL.findall(line) for row in notes[marker]]
            if len(pages[-1][0]) + len(pages[-1][1]) + len(called) >= self.length:
                pages.append((_kept_with_next(pages[-1][0]), []))
            body, foot = pages[-1]
            if body or line:
                body.append(line)
            foot.extend(called)
        made = []
        for number, (body, foot) in enumerate(pages, 1):
            while body and not body[-1]:
                body.pop()
            if self.flush and number > 1 and body:
                body[0] = f" {body[0]}"
            page = [*body, "", RULE, *foot] if foot else body
            if len(pages) > 1:  # what the page adds is known by its returning
                page = [
                    *self.edge(self.head, number, 1),
                    *page,
                    *self.edge(self.foot, number, -1),
                ]
            made.append("\n".join(page))
        return ("\n" if self.flush else "\n\f").join(made) + "\n"

    @staticmethod
    def edge(pattern: str, number: int, side: int) -> list[str]:
        return [pattern.format(number), ""][::side] if pattern else []


_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _kept_with_next(body: list[str]) -> list[str]:
    """Take the open lines from a page's end that belong to what follows: headings never stand last
    on a page.
    """
    taken: list[str] = []
    while (
        len(body) > 1
        and not _CALL.search(body[-1])
        and (not body[-1] or (not body[-2] and body[-1][-1].isalnum()))
    ):
        taken.insert(0, body.pop())
    return taken[
        next((place for place, line in enumerate(taken) if line), len(taken)) :
    ]


def pages() -> st.SearchStrategy[Page]:
    """Every way of laying out a text."""
    return st.builds(
        Page,
        width=st.one_of(st.none(), st.integers(50, 110)),
        hang=st.sampled_from((0, 0, 3, 4)),
        apart=st.sampled_from((0, 0, 1)),
        digits=st.booleans(),
    )


def books() -> st.SearchStrategy[Page]:
    """Every way of laying out a text on pages with form feeds."""
    return st.builds(
        Page,
        width=st.integers(50, 110),
        hang=st.sampled_from((0, 0, 3, 4)),
        apart=st.sampled_from((0, 0, 1)),
        length=st.integers(20, 50),
        head=st.sampled_from(
            ("", "", "Harbour League                    HL/D/7", "{}", "– {} –")
        ),
        foot=st.sampled_from(
            (
                "",
                "Page {} of 99",
                "{}",
                "4607/24                AM/br          {}\nPORT.2     EN",
            )
        ),
        digits=st.booleans(),
    )
