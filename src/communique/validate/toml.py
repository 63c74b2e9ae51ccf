"""A TOML file: its values, and the line on which each key stands, which the standard library's parser does not keep."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from communique.errors import BadConfiguration
from communique.source import Fault, Source

Key = tuple[str, ...]
"""The names that lead to a value, from the top of the file."""

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'|#[^\n]*|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)


def parse(source: Source) -> dict[str, Any]:
    """The values of a file. Raises BadConfiguration, with the place, if it is no TOML."""
    text = _text(source)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadConfiguration(f"{source.name}: no TOML that can be read: values are nested too deeply") from None
    except ValueError as error:
        said = _PLACE.fullmatch(str(error))
        words = said[1] if said else str(error)
        last = text.count("\n") + 1
        place = f"{said[2]}:{said[3]}" if said and said[2] else str(last)
        raise BadConfiguration(f"{source.name}:{place}: no TOML: {words[:1].lower()}{words[1:]}") from None


def lines(source: Source) -> dict[Key, int]:
    """The line, from 1, on which each key of a file that is TOML is first named, tables among them."""
    found: dict[Key, int] = {}
    table: Key = ()
    for line, statement in _statements(_text(source)):
        named = tomllib.loads(statement)
        header = statement.lstrip().startswith("[")
        if header:
            table = ()
        for key in _keys(named):
            found.setdefault(table + key, line)
        if header:
            table = max(_keys(named), key=len)
    return found


def _text(source: Source) -> str:
    decoded = source.decoded
    if isinstance(decoded, Fault):
        raise BadConfiguration(f"{source.name}: no TOML: {decoded.message}")
    return decoded.replace("\r\n", "\n")


def _keys(value: Any, above: Key = ()) -> Iterator[Key]:
    """Every key in a value, those above before those below; of a list of tables as one table."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            for name, inner in each.items():
                yield (*above, name)
                yield from _keys(inner, (*above, name))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a file that is TOML, each with the line it begins on: a header, a key with its value."""
    depth = start = 0
    line = following = 1
    for token in _TOKEN.finditer(text):
        following += token[0].count("\n")
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                yield line, text[start : token.start()]
                start = token.end()
                line = following
    yield line, text[start:]
