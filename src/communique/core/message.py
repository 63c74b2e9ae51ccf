"""A sentence of a report that remembers its template and its values, so that it can be said in
another language.
"""

from collections.abc import Mapping
from typing import Self


class Message(str):
    """A sentence, made from a template. To everything that knows only strings it is the English
    sentence.

    `template` is the key of the catalogues; `values` are what stood in its braces, messages among
    them.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(
        cls, text: str, template: str = "", values: Mapping[str, object] | None = None
    ) -> Self:
        """The sentence; a plain string is its own template, without values."""
        made = super().__new__(cls, text)
        made.template, made.values = template or text, values or {}
        return made

    def shortened(self, longest: int) -> "Message":
        """The same with no value longer than this many characters."""
        if len(self) <= longest:
            return self
        values = {name: _short(each, longest) for name, each in self.values.items()}
        return Message(shortened(self, longest), self.template, values)


def say(template: str, /, **values: object) -> Message:
    """The sentence that a template, written where it is said, makes with values; its braces are
    those of `str.format`.

    >>> say("eid {eid!r} is used twice", eid="para_1")
    "eid 'para_1' is used twice"
    """
    return Message(template.format_map(values), template, values)


def template(text: str, /) -> str:
    """A template that is not said where it is written; the catalogues have it all the same."""
    return text


def count(one: str, many: str, /, n: int, **values: object) -> Message:
    """`say` with a number `n`: the first template for one, the second for any other and as the key
    of the catalogues.

    >>> count("{n} note", "{n} notes", n=2)
    '2 notes'
    """
    shown = {"n": n, **values}
    return Message((one if n == 1 else many).format_map(shown), many, shown)


def shortened(text: str, longest: int) -> str:
    """A text of this many characters at most: what a damaged file holds in one word may be long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _short(value: object, longest: int) -> object:
    if isinstance(value, Message):
        return value.shortened(longest)
    return shortened(value, longest) if isinstance(value, str) else value
