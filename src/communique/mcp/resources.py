"""The resources: records as JSON, the JSON Schemas, and the rules.

A resource is as bounded as an answer. A long one has parts: put together they are the whole.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, quote, unquote

from communique.core.errors import BadOption
from communique.core.json_types import Json, JsonObject
from communique.mcp.answers import BYTES, tokens
from communique.mcp.holdings import Holdings
from communique.mcp.problems import Problem, problem_of

SCHEME = "communique://"
LONGEST = 4000
"""The characters of the longest address."""
JSON = "application/json"
PER_PAGE = 100
"""How many resources a page of the list has."""
SCHEMAS = ("declaration", "overlay", "follow-up", "diagnostic", "config", "baseline")
"""The schemas that are listed."""
TEMPLATES = {
    "communique://records/{record}/{language}{?part}": "A record as JSON; escape / in its name as %2F.",
    "communique://schemas/{name}{?part}": "A JSON Schema.",
    "communique://rules/{code}{?part}": "What a code of a finding means, and how to fix it.",
}
"""The templates of addresses, and what is there."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource as the list shows it."""

    uri: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a resource: its text, how many parts there are, and the address of the next."""

    uri: str
    text: str
    of: int
    next: str | None

    def as_json(self) -> JsonObject:
        """What is said about the part beside its text."""
        return {
            "parts": self.of,
            "next": self.next,
            "tokens": tokens(len(self.text.encode())),
        }


def listed(holdings: Holdings, start: int) -> tuple[list[Listed], int | None]:
    """A page of the list from a number on, and the number of the next page. Raises OSError."""
    found = list(islice(_all(holdings), start, start + PER_PAGE + 1))
    if len(found) <= PER_PAGE:
        return found, None
    return found[:PER_PAGE], start + PER_PAGE


def _all(holdings: Holdings) -> Iterator[Listed]:
    yield Listed("communique://records", "Records", "Every record, one JSON per line.")
    yield Listed("communique://rules", "Rules", "Every code that a finding can have.")
    for name in SCHEMAS:
        yield Listed(f"communique://schemas/{name}", f"Schema: {name}", "JSON Schema.")
    for each in holdings.listed():
        language = each.language or "und"
        uri = f"communique://records/{quote(each.name, safe='')}/{language}"
        said = ", ".join(filter(None, (each.date, language, each.origin)))
        yield Listed(uri, (each.title or each.name)[:200], said)


def part(holdings: Holdings, uri: str) -> Part:
    """The part of a resource that an address names: the first, or `?part=2` and so on.

    Raises Problem, and nothing else.
    """
    try:
        return _part(holdings, uri)
    except Exception as error:
        raise problem_of(error) from error


def _part(holdings: Holdings, uri: str) -> Part:
    whole, number = _split(uri)
    try:
        text = _text(holdings, whole)
    except BadOption as error:  # it lists the names that there are
        raise Problem("unknown-resource", str(error)) from None
    pieces = _pieces(text)
    if not 1 <= number <= len(pieces):
        raise Problem("unknown-resource", f"the resource has {len(pieces)} parts")
    following = f"{whole}?part={number + 1}" if number < len(pieces) else None
    return Part(uri, pieces[number - 1], len(pieces), following)


def _split(uri: str) -> tuple[str, int]:
    """An address without its part, and the number of the part. Raises Problem."""
    whole, _, query = uri.partition("?")
    if not query:
        return whole, 1
    digits = dict(parse_qsl(query[:40])).get("part", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        raise Problem("unknown-resource", "part is a number, from 1")
    return whole, int(digits)


def _pieces(text: str) -> list[str]:
    """A text cut into stretches of bounded size, each of whole characters."""
    data = text.encode("utf-8", "replace")
    pieces: list[str] = []
    start = 0
    while start < len(data) or not pieces:
        end = _boundary(data, start + BYTES)
        pieces.append(data[start:end].decode())
        start = end
    return pieces


def _boundary(data: bytes, at: int) -> int:
    """The end of the last whole character before an offset of UTF-8."""
    while at < len(data) and data[at] & 0b11000000 == 0b10000000:
        at -= 1
    return at


def _text(holdings: Holdings, uri: str) -> str:
    """The whole text of a resource. Raises Problem, BadOption and OSError."""
    match _names(uri):
        case ["records"]:
            return _records(holdings)
        case ["records", name, language]:
            return _record(holdings, name, language)
        case ["schemas", name]:
            from communique.edition.dataset import schema

            return _dumped(schema(name))
        case ["rules"]:
            return _rules()
        case ["rules", code]:
            return _rule(code)
    raise Problem("unknown-resource", f"nothing is at {uri[:100]!r}")


def _names(uri: str) -> list[str]:
    """The names in an address of ours, decoded; none for any other address."""
    if not uri.startswith(SCHEME) or len(uri) > LONGEST:
        return []
    return [unquote(each) for each in uri.removeprefix(SCHEME).split("/")]


def _record(holdings: Holdings, name: str, language: str) -> str:
    from communique.documents import write

    wanted = None if language == "und" else language
    return write(holdings.record(name, wanted).declaration, "json")


def _records(holdings: Holdings) -> str:
    lines = [
        json.dumps(each.as_json(), ensure_ascii=False) for each in holdings.listed()
    ]
    return "\n".join(lines) + "\n"


def _rule(code: str) -> str:
    from communique.checking.codes import find
    from communique.report.codes import as_json

    return _dumped(as_json(find(code)))


def _rules() -> str:
    from communique.checking.codes import every_code

    codes = [
        {"code": each.code, "name": each.name, "summary": each.summary}
        for each in every_code()
    ]
    return _dumped(codes)


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
