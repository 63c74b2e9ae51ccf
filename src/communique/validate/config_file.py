"""What a configuration file may say: `communique.toml`, or the table `[tool.communique]` of a `pyproject.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from communique.catalogues import CATALOGUES
from communique.diagnostics import Severity
from communique.errors import BadConfiguration, BadOption
from communique.rule import LIMIT, Profile
from communique.source import Fault, Source
from communique.validate.codes import check_selectors
from communique.validate.patterns import Pattern
from communique.validate.settings import OUTPUT_FORMATS, SHARED, Settings

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


_LONGEST = 300
"""How many characters of a sentence are kept: what a file holds in one value may be long."""
_TEXT = {"type": "string", "minLength": 1}
_CODES = {"type": "array", "items": _TEXT}
_SEVERITY = {"enum": [str(each) for each in Severity]}

KEYS: dict[str, dict[str, Any]] = {
    "profile": {
        "description": "The rules that files are held to; by what each is, if none is named.",
        "enum": [str(each) for each in Profile],
    },
    "select": {"description": "Codes, beginnings of codes, or names: only these are reported.", **_CODES},
    "extend-select": {
        "description": "Codes that are reported too, also where the profile leaves their rules out.",
        **_CODES,
    },
    "ignore": {"description": "Codes that are not reported.", **_CODES},
    "per-file-ignores": {
        "description": "By a pattern of paths, the codes that are not reported of the files that it means.",
        "type": "object",
        "additionalProperties": _CODES,
    },
    "severity": {
        "description": "By a code, the beginning of one or a name, how grave its findings are.",
        "type": "object",
        "additionalProperties": _SEVERITY,
    },
    "max-findings": {
        "description": "So many findings of each rule are shown for a file, and the others counted.",
        "type": "integer",
        "minimum": 1,
        "default": LIMIT,
    },
    "exclude": {
        "description": "Patterns of files and folders that are passed over, unless they are named themselves.",
        "type": "array",
        "items": _TEXT,
    },
    "baseline": {
        "description": "The file of the findings that are known, and not reported again.",
        **_TEXT,
    },
    "fail-on": {
        "description": "From this severity on the exit status is 1.",
        **_SEVERITY,
        "default": str(Severity.ERROR),
    },
    "output-format": {
        "description": "How findings are printed.",
        "enum": list(OUTPUT_FORMATS),
        "default": OUTPUT_FORMATS[0],
    },
    "jobs": {
        "description": "Files are checked in so many processes; in as many as pay, if no number is given.",
        "type": "integer",
        "minimum": 1,
    },
    "lang": {
        "description": "The language that findings are told in; that of the locale, if none is named.",
        "enum": list(CATALOGUES),
    },
}
"""Every key and the JSON Schema of its value. Of the schema no more words are used than `_faults` understands."""


def read_config(path: str) -> Settings | None:
    """What a file says, its patterns and paths counting from its own folder; None if it has no table of ours.

    Raises BadConfiguration, with the line, for what is no TOML, a key that there is not, or a value of a wrong kind; and
    OSError.
    """
    source = Source.open(path)
    shared = Path(path).name == SHARED
    if shared and b"communique" not in source.data:  # the parser need not even be imported
        return None
    above: Key = ("tool", "communique") if shared else ()
    table: Any = parse(source)
    for name in above:
        table = table.get(name) if isinstance(table, dict) else None
        if table is None:
            return None
    for key, sentence in _faults(table):
        raise _at(source, (*above, *key), sentence)
    return _settings(source, above, table)


def _settings(source: Source, above: Key, table: Mapping[str, Any]) -> Settings:
    """The settings of a table whose values are of the right kinds; its codes are known to be codes."""
    folder = str(Path(source.name).parent)
    named: dict[Key, Sequence[str]] = {(name,): table.get(name, ()) for name in ("select", "extend-select", "ignore")}
    named |= {("severity", code): (code,) for code in table.get("severity", ())}
    named |= {("per-file-ignores", pattern): codes for pattern, codes in table.get("per-file-ignores", {}).items()}
    for key, selectors in named.items():
        try:
            check_selectors(selectors)
        except BadOption as error:
            raise _at(source, (*above, *key), f"{'.'.join(key)}: {error}") from None
    said: dict[str, Any] = {name.replace("-", "_"): value for name, value in table.items()}
    for name in ("select", "extend_select", "ignore"):
        if name in said:
            said[name] = tuple(said[name])
    if "severity" in said:
        said["severity"] = {code: Severity.parse(name) for code, name in said["severity"].items()}
    if "fail_on" in said:
        said["fail_on"] = Severity.parse(said["fail_on"])
    if "baseline" in said:
        said["baseline"] = str(Path(folder, said["baseline"]))
    if "exclude" in said:
        said["exclude"] = tuple(Pattern(text, folder) for text in said["exclude"])
    if "per_file_ignores" in said:
        said["per_file_ignores"] = tuple(
            (Pattern(text, folder), tuple(codes)) for text, codes in said["per_file_ignores"].items()
        )
    return Settings(**said)


def _at(source: Source, key: Key, sentence: str) -> BadConfiguration:
    """A sentence about a key, with the line on which it stands, or else that of the table it is in."""
    found = lines(source)
    while key and key not in found:
        key = key[:-1]
    short = sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"
    return BadConfiguration(f"{source.name}:{found.get(key, 1)}: {short}")


def _faults(table: Any) -> Iterator[tuple[Key, str]]:
    """What is wrong with a table: keys that there are not, values of a wrong kind."""
    if not isinstance(table, dict):
        yield (), f"tool.communique is {_named(table)}, and should be a table"
        return
    for name, value in table.items():
        if name not in KEYS:
            near = get_close_matches(name.replace("_", "-"), KEYS, 1)
            yield (
                (name,),
                f"{name!r} is no key" + (f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(KEYS)}"),
            )
        else:
            yield from _of_value((name,), value, KEYS[name])


def _of_value(key: Key, value: Any, schema: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """What a schema of `KEYS` says of a value."""
    name = ".".join(key)
    match schema.get("type"):
        case None if value not in schema["enum"]:
            yield key, f"{name} is {_named(value)}, and should be one of {', '.join(schema['enum'])}"
        case "string" if not isinstance(value, str) or not value:
            yield key, f"{name} is {_named(value)}, and should be a string"
        case "integer" if not isinstance(value, int) or isinstance(value, bool) or value < schema["minimum"]:
            yield key, f"{name} is {_named(value)}, and should be a whole number from {schema['minimum']}"
        case "array" if not isinstance(value, list):
            yield key, f"{name} is {_named(value)}, and should be an array of strings"
        case "array":
            for each in value:
                if not isinstance(each, str) or not each:
                    yield key, f"{name} holds {_named(each)}, and should hold strings"
        case "object" if not isinstance(value, dict):
            yield key, f"{name} is {_named(value)}, and should be a table"
        case "object":
            for inner, each in value.items():
                yield from _of_value((*key, inner), each, schema["additionalProperties"])


def _named(value: Any) -> str:
    """A value in a sentence."""
    match value:
        case "":
            return "an empty string"
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return repr(value)
        case list():
            return "an array"
        case dict():
            return "a table"
        case _:
            return "a date or time"
