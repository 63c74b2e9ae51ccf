"""Two states of a source as a unified diff, as `patch` and `git apply` take it."""

from collections.abc import Iterator
from difflib import unified_diff

from communique.source import Source

_NO_END = "\\ No newline at end of file\n"


def unified(before: Source, after: Source) -> str:
    """The difference, three lines of context around it; empty where there is none.

    Lines end at LF: a CR before it, and a byte order mark, are characters like others, and are kept.
    """
    lines = unified_diff(_lines(before), _lines(after), before.name, after.name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def _lines(source: Source) -> list[str]:
    return list(_split(source.data.decode("utf-8")))


def _split(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
