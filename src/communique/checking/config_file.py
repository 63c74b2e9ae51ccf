"""What a configuration file may say: `.communique/config.toml`, or the table `[tool.communique]` of
a `pyproject.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from communique.checking.codes import check_selectors
from communique.checking.patterns import Pattern
from communique.checking.settings import FOLDER, SHARED, Settings
from communique.core.diagnostics import Severity
from communique.core.errors import BadConfiguration, BadOption
from communique.core.message import shortened
from communique.core.source import Fault, Source
from communique.rules.rule import LIMIT

Key = tuple[str, ...]
"""The names that lead to a value, from the top of the file."""

_PLACE = re.compile(
    r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL
)


def parse(source: Source) -> dict[str, object]:
    """The values of a file. Raises BadConfiguration, with the place, if it is not TOML."""
    text = _text(source)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BadConfiguration(
            f"{source.name}: not readable TOML: values are nested too deeply"
        ) from None
    except ValueError as error:
        said = _PLACE.fullmatch(str(error))
        words = said[1] if said else str(error)
        last = text.count("\n") + 1
        place = f"{said[2]}:{said[3]}" if said and said[2] else str(last)
        raise BadConfiguration(
            f"{source.name}:{place}: not valid TOML: {words[:1].lower()}{words[1:]}"
        ) from None


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
        raise BadConfiguration(f"{source.name}: not valid TOML: {decoded.message}")
    return decoded.replace("\r\n", "\n")


def _keys(value: object, above: Key = ()) -> Iterator[Key]:
    """Every key in a value, those above before those below; of a list of tables as one table."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            for name, inner in each.items():
                yield (*above, name)
                yield from _keys(inner, (*above, name))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a file that is TOML, each with the line it begins on: a header, a key with
    its value.
    """
    start, statement = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        first, statement = not statement, f"{statement}{line}\n"
        if first or any(
            end in line for end in ("]", '"""', "'''")
        ):  # what ends a value of several lines
            with suppress(ValueError):  # else it goes on in the next line
                tomllib.loads(statement)
                yield start, statement
                start, statement = number + 1, ""


_LONGEST = 300
"""How many characters of a sentence are kept: what a file holds in one value may be long."""

ProfileName = Literal["generic", "declaration", "council", "akn4un", "akn4eu"]
SeverityName = Literal["info", "warning", "error"]
FormName = Literal["full", "concise", "json", "sarif", "github", "junit"]
CatalogueName = Literal["en", "es", "sl"]
"""What a settings file may name. Tests compare the four with the lists that they repeat."""

_Words = Annotated[str, Field(min_length=1)]
_Count = Annotated[int, Field(ge=1)]


class Configuration(BaseModel):
    """The file .communique/config.toml, or the table [tool.communique] of pyproject.toml."""

    model_config = ConfigDict(strict=True, extra="forbid")

    profile: ProfileName | SkipJsonSchema[None] = Field(
        None,
        description="The rules that files are checked against. Default: chosen by what each file is.",
    )
    select: list[_Words] = Field(
        [], description="Codes, code prefixes or names: only these are reported."
    )
    extend_select: list[_Words] = Field(
        [],
        alias="extend-select",
        description="Codes to report as well, even where the profile leaves them out.",
    )
    ignore: list[_Words] = Field([], description="Codes that are not reported.")
    per_file_ignores: dict[str, list[_Words]] = Field(
        {},
        alias="per-file-ignores",
        description="For each pattern of paths, the codes that are not reported in the files it matches.",
    )
    severity: dict[str, SeverityName] = Field(
        {},
        description="For each code, code prefix or name, the severity of its findings.",
    )
    max_findings: _Count = Field(
        LIMIT,
        alias="max-findings",
        description="Show at most this many findings of each rule per file, and count the rest.",
    )
    exclude: list[_Words] = Field(
        [],
        description="Patterns of files and folders to skip, unless they are named themselves.",
    )
    baseline: _Words = Field(
        "", description="The file of known findings, which are not reported again."
    )
    fail_on: SeverityName = Field(
        "error",
        alias="fail-on",
        description="The exit status is 1 if there is a finding of this severity or a higher one.",
    )
    output_format: FormName = Field(
        "full",
        alias="output-format",
        description="The format in which findings are printed.",
    )
    jobs: _Count = Field(
        0,
        description="The number of worker processes. Default: as many as make it faster.",
    )
    lang: CatalogueName | SkipJsonSchema[None] = Field(
        None, description="The language of messages. Default: that of the locale."
    )


def settings_of(source: Source) -> Settings | None:
    """What a file says, its patterns and paths counting from its own folder; None if it has no
    table of ours.

    Raises BadConfiguration, with the line, for what is not TOML, an unknown key, or a value of a
    wrong kind.
    """
    above: Key = ("tool", "communique") if Path(source.name).name == SHARED else ()
    table: object = parse(source)
    for name in above:
        table = table.get(name) if isinstance(table, dict) else None
        if table is None:
            return None
    for key, sentence in faults(table):
        raise _at(source, (*above, *key), sentence)
    return _settings(source, above, table)


def _settings(source: Source, above: Key, table: object) -> Settings:
    """The settings of a table whose values are of the right kinds; its codes are known to be codes."""
    known = Configuration.model_validate(table)
    for key, selectors in _selectors(known).items():
        try:
            check_selectors(selectors)
        except BadOption as error:
            raise _at(source, (*above, *key), f"{'.'.join(key)}: {error}") from None
    given = {name: getattr(known, name) for name in known.model_fields_set}
    folder = str(_folder_of(Path(source.name)))
    for name in ("select", "extend_select", "ignore"):
        if name in given:
            given[name] = tuple(given[name])
    if "severity" in given:
        given["severity"] = {
            code: Severity.parse(name) for code, name in known.severity.items()
        }
    if "fail_on" in given:
        given["fail_on"] = Severity.parse(known.fail_on)
    if "baseline" in given:
        given["baseline"] = str(Path(folder, known.baseline))
    if "exclude" in given:
        given["exclude"] = tuple(Pattern(text, folder) for text in known.exclude)
    if "per_file_ignores" in given:
        ignores = known.per_file_ignores.items()
        given["per_file_ignores"] = tuple(
            (Pattern(text, folder), tuple(codes)) for text, codes in ignores
        )
    return Settings(**given)


def _folder_of(path: Path) -> Path:
    """The folder that a configuration is about."""
    return path.parent.parent if path.parent.name == FOLDER else path.parent


def has_our_keys(source: Source) -> bool:
    """Whether a file is a configuration of ours: it is empty, cannot be read, or has a key that is
    ours or nearly so.
    """
    try:
        table = parse(source)
    except BadConfiguration:
        return True
    known = [field.alias or key for key, field in Configuration.model_fields.items()]
    near = [get_close_matches(name, known, 1, _NEARLY) for name in table]
    return not table or any(near)


_NEARLY = 0.75
"""A key as much like one of ours as this is a slip of the pen."""


def _selectors(known: Configuration) -> dict[Key, Sequence[str]]:
    """The selectors of codes that a file names, by the keys that lead to them."""
    found: dict[Key, Sequence[str]] = {
        ("select",): known.select,
        ("extend-select",): known.extend_select,
        ("ignore",): known.ignore,
    }
    for code in known.severity:
        found["severity", code] = (code,)
    for pattern, codes in known.per_file_ignores.items():
        found["per-file-ignores", pattern] = codes
    return found


def _at(source: Source, key: Key, sentence: str) -> BadConfiguration:
    """A sentence about a key, with the line on which it stands, or else that of the table it is in."""
    found = lines(source)
    while key and key not in found:
        key = key[:-1]
    return BadConfiguration(
        f"{source.name}:{found.get(key, 1)}: {shortened(sentence, _LONGEST)}"
    )


_WANTED = {
    "string": "a non-empty string",
    "list": "an array of strings",
    "dict": "a table",
    "model": "a table",
    "int": "a whole number from 1",
    "greater": "a whole number from 1",
}
"""By the first word of pydantic's name for an error, what the value should be."""


def faults(table: object) -> Iterator[tuple[Key, str]]:
    """What is wrong with a table: for each fault the keys that lead to it, and a sentence."""
    try:
        Configuration.model_validate(table)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            place = [step for step in each["loc"] if not _is_branch(step)]
            steps = [
                f"[{step}]" if isinstance(step, int) else f".{step}" for step in place
            ]
            name = "".join(steps).removeprefix(".") or "tool.communique"
            kind = each["type"].partition("_")[0]
            wanted = each.get("ctx", {}).get("expected") or _WANTED.get(kind)
            sentence = f"{name} is {_named(each['input'])}, but should be {wanted}"
            if each["type"] == "extra_forbidden":
                sentence = _unknown(name)
            yield tuple(step for step in place if isinstance(step, str)), sentence


def _is_branch(step: str | int) -> bool:
    """Whether a step of pydantic's place of an error names one type of several, and no key."""
    return str(step).startswith("literal[")


def _unknown(name: str) -> str:
    """That a key is unknown, with the one that is most like it, or else all that there are."""
    known = [field.alias or key for key, field in Configuration.model_fields.items()]
    near = get_close_matches(name.replace("_", "-"), known, 1)
    if near:
        return f"unknown key {name!r}; did you mean {near[0]!r}?"
    return f"unknown key {name!r}; the keys are {', '.join(known)}"


def _named(value: object) -> str:
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
