"""The descriptor of the shipped data, `data/datapackage.json`: what it lists, and what can be wrong with that."""

import hashlib
import json
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say

PATH = "data/datapackage.json"
INDEX = "data/index.json"
"""What an edition holds: works, languages, titles, licences, qualities; and what another distribution holds besides."""
FOLDERS = ("data", "akn", "schema")
"""The folders that are shipped."""
MORE = "data/more"
"""Where a checkout has the second distribution: an edition of its own, no part of the first."""

MISSING = Code("PKG001", "missing-file", Severity.ERROR, "a file that the data package lists is not there")
DAMAGED = Code("PKG002", "damaged-file", Severity.ERROR, "a file has other bytes than it should have")
UNLISTED = Code("PKG003", "unlisted-file", Severity.ERROR, "a file that the data package does not list")
DESCRIPTOR = Code("PKG004", "bad-descriptor", Severity.ERROR, "the description of the data package is not valid")
NOT_DERIVED = Code("PKG005", "not-derived", Severity.ERROR, "what is generated cannot be derived from its sources")
TEXT_DIFFERS = Code("PKG006", "text-differs", Severity.ERROR, "the words of a record are not those of its source")

CODES = (MISSING, DAMAGED, UNLISTED, DESCRIPTOR, NOT_DERIVED, TEXT_DIFFERS)


@dataclass(frozen=True, slots=True)
class Listing:
    """The name and version of a descriptor, the SHA-256 of each file by its path from the top, and what is wrong with it.

    `intact`: it has the hash that it says it has, so that a file with another hash than is listed is damaged, not the list.
    """

    version: str | None
    hashes: dict[str, str]
    findings: tuple[Diagnostic, ...] = ()
    intact: bool = False
    name: str | None = None


def sealed(values: dict[str, Any]) -> dict[str, Any]:
    """A descriptor with its own hash: that of its values without it, as compact JSON."""
    bare = {key: value for key, value in values.items() if key != "hash"}
    digest = hashlib.sha256(json.dumps(bare, separators=(",", ":")).encode()).hexdigest()
    return {**bare, "hash": f"sha256:{digest}"}


def listing(top: Path) -> Listing:
    """What the descriptor in a folder lists; never raises: a descriptor that is missing or none lists nothing."""
    try:
        values: Any = json.loads((top / PATH).read_bytes())
    except OSError:
        return _nothing(MISSING, say("the descriptor of the data package is missing"))
    except (ValueError, RecursionError) as error:
        return _nothing(DESCRIPTOR, say("the descriptor is not JSON: {reason}", reason=" ".join(str(error).split())))
    if not isinstance(values, dict):
        return _nothing(DESCRIPTOR, say("the descriptor is not an object"))
    hashes: dict[str, str] = {}
    findings: list[Diagnostic] = []
    entries = [entry for name in ("resources", "derived", "schemas")
               for entry in (values[name] if isinstance(values.get(name), list) else ())]  # fmt: skip
    for entry in entries:
        path, digest = (entry.get("path"), entry.get("hash")) if isinstance(entry, dict) else (None, None)
        path = posixpath.normpath(posixpath.join("data", path)) if isinstance(path, str) else ""
        if path.partition("/")[0] in FOLDERS and isinstance(digest, str) and digest.startswith("sha256:"):
            hashes[path] = digest.removeprefix("sha256:")
        else:
            message = say("no path and hash of a shipped file: {words!r}", words=str(entry)[:80])
            findings.append(Diagnostic.of(DESCRIPTOR, message))
    version, name = (value if isinstance(value, str) else None for value in (values.get("version"), values.get("name")))
    intact = values.get("hash") == sealed(values)["hash"]
    return Listing(version, hashes, tuple(findings), intact, name)


def _nothing(code: Code, why: Message) -> Listing:
    return Listing(None, {}, (Diagnostic.of(code, why),))
