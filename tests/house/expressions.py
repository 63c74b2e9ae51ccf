"""Which regular expressions can take time that grows with the square of a text, by their form
(`re`'s own parse tree).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Item = tuple[Any, Any]
"""A node of the tree: what it is, and its arguments."""
Chars = frozenset[str]

ALL: Chars = frozenset(map(chr, range(128))) | frozenset(
    "éßÀžΩяЖא٣२第ー１²Ⅷ\x85\xa0\u0301\u2028\u3000–—’“”«»…•¹§¶\ufeff\U0001f6a2"
)
"""The characters by which classes are compared."""
_MANY = 1000
"""A repeat that may go on so often counts as unbounded."""
_CLASSES = {
    sre.CATEGORY_DIGIT: str.isdecimal, sre.CATEGORY_SPACE: str.isspace, sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}  # fmt: skip
_NOT = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_LOOKS = (sre.ASSERT, sre.ASSERT_NOT, sre.AT)


def faults(
    pattern: str | bytes, flags: int = 0, *, searched: bool = False, whole: bool = False
) -> list[str]:
    """What is wrong with an expression. `searched`: it is tried at every place of a text; `whole`:
    it must match to the end.
    """
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = parser.parse(text, flags & ~re.LOCALE)
    items = [*tree, (sre.AT, sre.AT_END_STRING)] if whole else list(tree)
    return list(
        dict.fromkeys(_Look(tree.state.flags | flags).of(items, searched=searched))
    )


class _Look:
    """A look at one expression."""

    def __init__(self, flags: int) -> None:
        self.flags = flags

    def of(self, items: Sequence[Item], *, searched: bool = False) -> Iterator[str]:
        if searched:
            for row in self.rows(items, certain=True):
                yield from self.starts(row)
        for row in self.rows(items):
            yield from self.adjacent(row, row)
            for kind, value in row:
                if kind in _REPEATS and self.unbounded((kind, value)):
                    for inner in self.rows(list(value[2])):
                        yield from self.adjacent(inner, [*inner, *inner], around=True)
                for body in self.bodies((kind, value)):
                    yield from self.of([*body, (sre.AT, sre.AT_END)])

    def rows(
        self, items: Sequence[Item], *, certain: bool = False
    ) -> Iterator[list[Item]]:
        """The items with groups opened: one row for each choice between alternatives, and of what
        may be there or not.

        `certain`: what may be there or not stays closed.
        """
        for at, (kind, value) in enumerate(items):
            choices: list[list[Item]] = []
            if kind is sre.SUBPATTERN:
                choices = [list(value[3])]
            elif kind is sre.BRANCH:
                choices = [list(each) for each in value[1]]
            elif (
                not certain
                and kind in _REPEATS
                and value[1] == 1
                and any(self.unbounded(each) for each in _all(value[2]))
            ):
                choices = [list(value[2])] + ([[]] if value[0] == 0 else [])
            if choices:
                for each in choices:
                    yield from self.rows(
                        [*items[:at], *each, *items[at + 1 :]], certain=certain
                    )
                return
        yield list(items)

    def bodies(self, item: Item) -> Iterator[list[Item]]:
        kind, value = item
        if kind in _REPEATS:
            yield list(value[2])
        elif kind is sre.ATOMIC_GROUP:
            yield list(value)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield list(value[1])

    def unbounded(self, item: Item) -> bool:
        return item[0] in _REPEATS and (
            item[1][1] is sre.MAXREPEAT or item[1][1] >= _MANY
        )

    def adjacent(
        self, first: Sequence[Item], row: Sequence[Item], *, around: bool = False
    ) -> Iterator[str]:
        """Of each repeat that can give back what it took: whether another behind it could take
        that.
        """
        for at, item in enumerate(first):
            if not self.unbounded(item) or item[0] is sre.POSSESSIVE_REPEAT:
                continue
            chars = self.chars([item])
            between: list[Item] = [item]
            for place, other in enumerate(row[at + 1 :], at + 2):
                if not any(self.needed(each) for each in row[place:]) and not around:
                    break
                if self.unbounded(other) and chars & self.first([other]):
                    own = self.chars([other])
                    if all(self.passable(each, own) for each in between):
                        yield (
                            "nested repeats of the same characters"
                            if around
                            else "repeats of the same characters side by side"
                        )
                        break
                if not self.passable(other, chars):
                    break
                between.append(other)

    def first(self, items: Sequence[Item]) -> Chars:
        """The characters with which a match of items can begin."""
        found: Chars = frozenset()
        for kind, value in items:
            if kind in _LOOKS:
                continue
            inner = list(value[2]) if kind in _REPEATS else None
            rows = [[(kind, value)]] if inner is None else self.rows(inner)
            for row in rows:
                found |= self.chars(row) if inner is None else self.first(row)
            if not (kind in _REPEATS and value[0] == 0):
                break
        return found

    def starts(self, row: Sequence[Item]) -> Iterator[str]:
        """Whether a search begins again and again within what a repeat has run over in vain."""
        for at, item in enumerate(row):
            if (
                item[0] in (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
                and not at
                and self.guards(item, row[1:])
            ):
                return
            if self.unbounded(item):
                chars = self.chars([item])
                if all(self.passable(each, chars) for each in row[:at]) and any(
                    self.needed(each) for each in row[at + 1 :]
                ):
                    yield "a repeat that a search begins within"
                    return

    def guards(self, look: Item, rest: Sequence[Item]) -> bool:
        """Whether a look at the beginning lets a search begin at few places: a line's start, a
        word's, behind no such character.
        """
        kind, value = look
        if kind is sre.AT:
            return value in (
                sre.AT_BEGINNING,
                sre.AT_BEGINNING_STRING,
                sre.AT_BEGINNING_LINE,
                sre.AT_BOUNDARY,
            )
        behind = value[0] < 0
        begun = self.chars(rest[:1])
        seen = self.chars(list(value[1]))
        return bool(
            behind and (begun <= seen if kind is sre.ASSERT_NOT else not begun & seen)
        )

    def needed(self, item: Item) -> bool:
        """Whether a match can fail at an item."""
        kind, value = item
        return kind in _LOOKS or not (kind in _REPEATS and value[0] == 0)

    def passable(self, item: Item, chars: Chars) -> bool:
        """Whether an item can match nothing, or only such characters."""
        kind, value = item
        if kind in _LOOKS:
            return True
        if kind in _REPEATS and value[0] == 0:
            return True
        if kind in _REPEATS:
            return any(
                all(self.passable(each, chars) for each in row)
                for row in self.rows(list(value[2]))
            )
        return bool(self.chars([item]) & chars)

    def chars(self, items: Iterable[Item]) -> Chars:
        """The characters that items can match."""
        found: Chars = frozenset()
        for kind, value in items:
            match kind:
                case sre.LITERAL:
                    found |= self.cased({chr(value)})
                case sre.NOT_LITERAL:
                    found |= ALL - self.cased({chr(value)})
                case sre.ANY:
                    found |= ALL if self.flags & re.DOTALL else ALL - {"\n"}
                case sre.IN:
                    found |= self.class_(value)
                case sre.GROUPREF | sre.GROUPREF_EXISTS:
                    found |= ALL
                case sre.SUBPATTERN:
                    found |= self.chars(value[3])
                case sre.BRANCH:
                    found |= self.chars(each for row in value[1] for each in row)
                case sre.ATOMIC_GROUP:
                    found |= self.chars(value)
                case _ if kind in _REPEATS:
                    found |= self.chars(value[2])
        return found

    def class_(self, items: Sequence[Item]) -> Chars:
        found: Chars = frozenset()
        for kind, value in items:
            match kind:
                case sre.LITERAL:
                    found |= self.cased({chr(value)})
                case sre.RANGE:
                    found |= self.cased(
                        char for char in ALL if value[0] <= ord(char) <= value[1]
                    )
                case sre.CATEGORY:
                    inside = frozenset(filter(_CLASSES[_NOT.get(value, value)], ALL))
                    found |= ALL - inside if value in _NOT else inside
        return ALL - found if items and items[0][0] is sre.NEGATE else found

    def cased(self, chars: Iterable[str]) -> Chars:
        found = frozenset(chars)
        return (
            found | {char.swapcase() for char in found}
            if self.flags & re.IGNORECASE
            else found
        )


def _all(items: Iterable[Item]) -> Iterator[Item]:
    """The items and those of the groups in them."""
    for kind, value in items:
        yield kind, value
        if kind is sre.SUBPATTERN:
            yield from _all(value[3])
        elif kind in _REPEATS:
            yield from _all(value[2])
