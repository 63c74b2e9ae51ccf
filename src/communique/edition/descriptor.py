"""The list of all files of an edition: `data/datapackage.json`, with the SHA-256 of each."""

import hashlib
import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.core.codes import BAD_DESCRIPTOR, MISSING_FILE
from communique.core.diagnostics import Code, Diagnostic
from communique.core.json_types import Json, JsonObject
from communique.core.message import Message, say

PATH = "data/datapackage.json"
FOLDERS = ("data", "akn", "schema")
"""The folders that are shipped."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The name and version of a descriptor, the SHA-256 of each file by its path from the top, and
    findings.

    `intact` means that the descriptor has the hash that it says it has. A file with another hash
    than the listed one is then damaged, not the list.
    """

    version: str | None
    hashes: dict[str, str]
    findings: tuple[Diagnostic, ...] = ()
    intact: bool = False
    name: str | None = None


def sealed(values: Mapping[str, Json]) -> JsonObject:
    """A descriptor with its own hash: that of its other values as compact JSON."""
    bare = {key: value for key, value in values.items() if key != "hash"}
    data = json.dumps(bare, separators=(",", ":")).encode()
    return {**bare, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def listing(top: Path) -> Listing:
    """What the descriptor in a folder lists. Never raises: a missing or broken descriptor lists
    nothing.
    """
    try:
        values = json.loads((top / PATH).read_bytes())
    except OSError:
        return _nothing(
            MISSING_FILE, say("the descriptor of the data package is missing")
        )
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        return _nothing(
            BAD_DESCRIPTOR, say("the descriptor is not JSON: {reason}", reason=reason)
        )
    if not isinstance(values, dict):
        return _nothing(BAD_DESCRIPTOR, say("the descriptor is not an object"))
    hashes: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for entry in _entries(values):
        path = _path_of(entry)
        sha256 = _sha256_of(entry)
        if path is None or sha256 is None:
            message = say(
                "no path and hash of a shipped file: {words!r}", words=str(entry)[:80]
            )
            findings.append(Diagnostic.of(BAD_DESCRIPTOR, message))
        else:
            hashes[path] = sha256
    intact = values.get("hash") == sealed(values)["hash"]
    version = _text(values.get("version"))
    name = _text(values.get("name"))
    return Listing(version, hashes, tuple(findings), intact, name)


def _nothing(code: Code, why: Message) -> Listing:
    return Listing(None, {}, (Diagnostic.of(code, why),))


def _entries(values: dict[str, object]) -> Iterator[object]:
    """The entries of the lists that a descriptor has, whatever they are."""
    for name in ("resources", "derived", "schemas"):
        entries = values.get(name)
        if isinstance(entries, list):
            yield from entries


def _path_of(entry: object) -> str | None:
    """The path of an entry from the top, if it is in a shipped folder."""
    path = _text(entry.get("path")) if isinstance(entry, dict) else None
    if path is None:
        return None
    path = posixpath.normpath(posixpath.join("data", path))
    return path if path.partition("/")[0] in FOLDERS else None


def _sha256_of(entry: object) -> str | None:
    """The SHA-256 of an entry in hexadecimal, if it has one."""
    digest = _text(entry.get("hash")) if isinstance(entry, dict) else None
    if digest is None or not digest.startswith("sha256:"):
        return None
    return digest.removeprefix("sha256:")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
