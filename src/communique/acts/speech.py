"""What the file of a language says of promises, typed.

Nothing but this module reads the raw data. The keys are those of `languages/speech/*.json`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from communique.acts.folding import folded
from communique.languages import speech as raw_speech
from communique.languages.notation import expression


class Speech:
    """The data of one language. A key that its file does not have is empty.

    A file may name another language that is much `like` its own. Words of the other count too.
    """

    def __init__(self, tag: str) -> None:
        own = raw_speech(tag)
        self.like: str = own.get("like", "")
        other = raw_speech(self.like)
        self._data: dict[str, Any] = {**other, **own}
        for key in other.keys() & own.keys():
            self._data[key] = _both(other[key], own[key])

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether the language does something."""
        return bool(self._data.get(key, default))

    def text(self, key: str) -> str:
        """A single text; empty where there is none."""
        return str(self._data.get(key, ""))

    def form(self, key: str) -> str:
        """The expression for a single form; empty where there is none."""
        return expression(self.text(key))

    def words(self, *keys: str) -> tuple[str, ...]:
        """The words of some lists, one list after the other."""
        return tuple(word for key in keys for word in self._data.get(key, ()))

    def forms(self, *keys: str) -> tuple[str, ...]:
        """The expressions for the forms of some lists, one list after the other."""
        return tuple(expression(form) for form in self.words(*keys))

    def form_rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of forms, each with what it means: the expression first."""
        rows: tuple[tuple[str, ...], ...] = tuple(self._data.get(key, ()))
        return tuple((expression(form), *meaning) for form, *meaning in rows)

    def folded_words(self, key: str) -> frozenset[str]:
        """The words of a list, folded."""
        return frozenset(folded(word) for word in self.words(key))

    def table(self, key: str) -> dict[str, str]:
        """A table of words and what each of them means."""
        return dict(self._data.get(key, {}))

    def numbers(self, key: str) -> dict[str, int]:
        """A table of words and the number that each of them means."""
        return dict(self._data.get(key, {}))


def _both(other: Any, own: Any) -> Any:
    """What two languages say under one key: lists and tables go together."""
    if isinstance(own, Mapping):
        return {**other, **own}
    if isinstance(own, (str, bool)):
        return own
    return [*other, *own]


def with_endings(words: frozenset[str], endings: Iterable[str]) -> frozenset[str]:
    """Words, and the same words with each of some endings."""
    return words | {word + ending for word in words for ending in endings}


def with_beginnings(words: frozenset[str], beginnings: Iterable[str]) -> frozenset[str]:
    """Words, and the same words behind each of some letters that stand before them without a blank."""
    return words | {beginning + word for beginning in beginnings for word in words}
