"""A shipped record, made of its source: read in the format that it is in, and told what its overlay says; the list of all files; a new one begun."""

import hashlib
import json
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.errors import BadOption, UnknownFormat
from communique.core.message import Message, say
from communique.core.source import Source
from communique.core.values import Values, all_blocks, nodes
from communique.draft import Draft, Parsed, ReadOptions, build
from communique.formats import format_named, sniff
from communique.languages import language as language_data
from communique.model import Declaration
from communique.naming.convention import PROVISIONAL, name_nodes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PATH = "data/datapackage.json"
INDEX = "data/index.json"
"""What an edition holds: works, languages, titles, licences, qualities; and what another distribution holds besides."""
FOLDERS = ("data", "akn", "schema")
"""The folders that are shipped."""
MORE = "data/more"
"""Where a checkout has the second distribution: an edition of its own, no part of the first."""
TRAINING = "data/training"
"""Where a checkout has the labelled documents that the reader is trained and measured with."""

MISSING = Code(
    "PKG001", "missing-file", Severity.ERROR, "a file that the data package lists is not there"
)
DAMAGED = Code(
    "PKG002", "damaged-file", Severity.ERROR, "a file has other bytes than it should have"
)
UNLISTED = Code(
    "PKG003", "unlisted-file", Severity.ERROR, "a file that the data package does not list"
)
DESCRIPTOR = Code(
    "PKG004", "bad-descriptor", Severity.ERROR, "the description of the data package is not valid"
)
NOT_DERIVED = Code(
    "PKG005", "not-derived", Severity.ERROR, "what is generated cannot be derived from its sources"
)
TEXT_DIFFERS = Code(
    "PKG006", "text-differs", Severity.ERROR, "the words of a record are not those of its source"
)

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
        return _nothing(
            DESCRIPTOR,
            say("the descriptor is not JSON: {reason}", reason=" ".join(str(error).split())),
        )
    if not isinstance(values, dict):
        return _nothing(DESCRIPTOR, say("the descriptor is not an object"))
    hashes: dict[str, str] = {}
    findings: list[Diagnostic] = []
    entries = [entry for name in ("resources", "derived", "schemas")
               for entry in (values[name] if isinstance(values.get(name), list) else ())]  # fmt: skip
    for entry in entries:
        path, digest = (
            (entry.get("path"), entry.get("hash")) if isinstance(entry, dict) else (None, None)
        )
        path = posixpath.normpath(posixpath.join("data", path)) if isinstance(path, str) else ""
        if (
            path.partition("/")[0] in FOLDERS
            and isinstance(digest, str)
            and digest.startswith("sha256:")
        ):
            hashes[path] = digest.removeprefix("sha256:")
        else:
            message = say("no path and hash of a shipped file: {words!r}", words=str(entry)[:80])
            findings.append(Diagnostic.of(DESCRIPTOR, message))
    version, name = (
        value if isinstance(value, str) else None
        for value in (values.get("version"), values.get("name"))
    )
    intact = values.get("hash") == sealed(values)["hash"]
    return Listing(version, hashes, tuple(findings), intact, name)


def _nothing(code: Code, why: Message) -> Listing:
    return Listing(None, {}, (Diagnostic.of(code, why),))


OVERLAY = ".overlay.json"
"""How the name of an overlay ends, behind the language."""


def source_file(folder: "Traversable", language: str) -> "Traversable | None":
    """The source of a record in the folder of its work, whatever its format: `sl.txt`, `en.xml`; None if there is none."""
    if not folder.is_dir():
        return None
    files = (
        file
        for file in folder.iterdir()
        if file.name.partition(".")[0] == language and file.is_file()
    )
    return next((file for file in files if not file.name.endswith(OVERLAY)), None)


def record_of(source: Source, language: str, overlay: Source | None) -> Parsed:
    """What a source gives with its overlay. Hints are for raw text; the rest of an overlay fits every format.

    The nodes of marked-up text are named anew by the naming convention: a paragraph is called the same in every language,
    whatever tool numbered the elements of the file.
    """
    format = sniff(source)
    parsed = format.read(
        source, ReadOptions(language=language, hints=overlay if format.raw else None)
    )
    if format.raw or parsed.declaration is None:
        return parsed
    values = parsed.declaration.model_dump(mode="json")
    nodes_of_file = nodes(values)
    before = [node["eid"] for node in nodes_of_file]
    notes = {note["eid"]: f"{PROVISIONAL}{note['eid']}" for note in values["notes"]}
    for node in nodes_of_file:
        node["eid"] = notes.get(node["eid"])
    _refer(values, notes)
    name_nodes(values)
    renamed = zip(before, nodes_of_file, strict=True)
    _refer(values, {old: node["eid"] for old, node in renamed if old not in notes})
    # Files of others declare whatever their tools know: what nothing names is left out.
    named = set(_named(values))
    values["entities"] = [entity for entity in values["entities"] if entity["id"] in named]
    from communique.detect.overlay import (
        apply_overlay,
    )  # with the reader of raw text, which takes long to load

    said = [] if overlay is None else apply_overlay(values, overlay)
    findings = [*parsed.findings, *said]
    return build(Draft(source, values, findings, parsed.ledger, lambda: parsed.spans, named=True))


def named_as(record: Declaration, names: dict[str, str]) -> Declaration:
    """A record whose nodes have other eIds, and what stands in them too; unchanged where two would have the same."""
    values = record.model_dump(mode="json")
    named = nodes(values)
    renamed = {node["eid"]: _renamed(node["eid"], names) for node in named}
    if len(set(renamed.values())) < len(named):
        return record
    for node in named:
        node["eid"] = renamed[node["eid"]]
    _refer(values, renamed)
    return Declaration.model_validate(values)


def _renamed(eid: str, names: dict[str, str]) -> str:
    """Its name by the longest part of it that has one."""
    parts = eid.split("__")
    for count in range(len(parts), 0, -1):
        if (name := names.get("__".join(parts[:count]))) is not None:
            return "__".join((name, *parts[count:]))
    return eid


def _refer(values: Values, renamed: dict[str, str]) -> None:
    """Let marks refer to nodes by their new names."""
    for mark in (mark for block in all_blocks(values) for mark in block["marks"]):
        if mark["kind"] == "note":
            mark["ref"] = renamed.get(mark["ref"], mark["ref"])
        elif mark["kind"] == "reference" and (mark["href"] or "").startswith("#"):
            mark["href"] = "#" + renamed.get(mark["href"][1:], mark["href"][1:])


def _named(value: object) -> "list[str]":
    """Every string that is a value by itself, outside the entities: among them are the ids that are used."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [each for key, inner in value.items() if key != "entities" for each in _named(inner)]
    return [each for inner in value for each in _named(inner)] if isinstance(value, list) else []


FORMATS = ("json", "akn")
"""The formats in which a skeleton is written; JSON has no comments, Akoma Ntoso has."""

_COMMENTS = (
    ("<akomaNtoso ", "A skeleton: put words in place of [...], delete what the document does not have, validate it."),
    ("<FRBRuri ", "The IRI: /akn/country/statement/kind/date/name. Its parts are repeated below, and must agree."),
    ("<FRBRdate ", 'The day of adoption, with name="adoption" here and in the Expression. 9999-01-01: not known.'),
    ("<FRBRcountry ", "Whose document it is: eu, un, or the code of a country (ISO 3166-1). xx: not known."),
    ("<recitals ", "A recital for each clause of the preamble; its number, if printed, in a num before the p."),
    ("<formula ", "The words that close the preamble and lead to the operative part."),
    ("<paragraph ", "A numbered paragraph: num exactly as printed, the eId by the number. The note stands where it is called."),
    ("<list ", "Points: the words that lead to them in intro, then each with its label."),
    ("<conclusions ", "What is printed below the last paragraph: place, date, signatures."),
)  # fmt: skip
"""The beginning of a line of the Akoma Ntoso writer's, and the comment that is put above the first such line."""


def skeleton(
    title: str, *, language: str, kind: str = "declaration", date: str | None = None
) -> Declaration:
    """A declaration of that title with a recital, the enacting formula, two paragraphs, points, a note, a last line.

    Their words are placeholders in square brackets, begun by a phrase of the language where its data have one:
    `[aware …]`. The country is `xx`, the date null, where it is not given. Raises BadOption if a value is not valid for its
    field.
    """
    if not title or title.isspace():
        raise BadOption("the title has no words")
    known = language_data(language)
    first = _words(known.operative_leads, ".")
    end = len(first["text"])
    points = [{"kind": "point", "num": "(a)", "content": [_words((), ";")]},
              {"kind": "point", "num": "(b)", "content": [_words((), ".")]}]  # fmt: skip
    values = {
        "language": language,
        "kind": kind,
        "date": None if date is None else {"value": date},
        "title": {"kind": "text", "text": title},
        "preamble": [
            {"kind": "recital", "content": [_words(known.recital_leads, ",")]},
            {"kind": "recital", "role": "formula", "content": [_words(known.enacting, ":")]},
        ],
        "body": [
            {
                "kind": "paragraph",
                "num": "1.",
                "content": [
                    {**first, "marks": [{"kind": "note", "start": end, "end": end, "ref": "?"}]}
                ],
            },
            {
                "kind": "paragraph",
                "num": "2.",
                "content": [_words((), ":"), {"kind": "points", "points": points}],
            },
        ],
        "closing": [_words(known.closing_words, "")],
        "notes": [{"kind": "note", "eid": "?", "marker": "1", "content": [_words((), ".")]}],
    }
    parsed = build(Draft(Source("skeleton", b""), values))
    if (
        parsed.declaration is None
    ):  # what is derived of a bad value is bad too: the value itself is named
        raise BadOption(
            next(each.message for each in parsed.findings if each.pointer not in {"/id", "/iri"})
        )
    return parsed.declaration


def _words(phrases: Iterable[str], end: str) -> dict[str, Any]:
    """A text that is a placeholder, begun by the first of the phrases."""
    lead = next(iter(phrases), "")
    return {"kind": "text", "text": f"[{lead} …]{end}" if lead else f"[…]{end}"}


def write_skeleton(declaration: Declaration, format: str) -> str:
    """A skeleton as text, with comments where the format has them. Raises UnknownFormat for other formats."""
    if format not in FORMATS:
        raise UnknownFormat(f"a skeleton is written as {' or '.join(FORMATS)}, not as {format!r}")
    waiting = dict(_COMMENTS if format == "akn" else ())
    lines: list[str] = []
    for line in format_named(format).write(declaration).split("\n"):
        words = line.lstrip(" ")
        start = next(filter(words.startswith, waiting), None)
        if start is not None:
            lines.append(f"{line[: len(line) - len(words)]}<!-- {waiting.pop(start)} -->")
        lines.append(line)
    return "\n".join(lines)
