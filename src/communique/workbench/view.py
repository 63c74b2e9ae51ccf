"""What the page shows of a text that was read, as JSON values.

The page knows no offsets: JavaScript counts other characters than Python does. Each line comes cut
into stretches, and each stretch names the block that its words belong to.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from communique.core.diagnostics import Diagnostic
from communique.core.json_types import Json, JsonObject
from communique.core.source import Fault
from communique.detect.roles import DOUBT
from communique.draft import Parsed
from communique.model.passages import Passage, passages
from communique.places import SourcePlace

if TYPE_CHECKING:
    from communique.workbench.pictures import Frame


def view_of(parsed: Parsed, frames: "list[Frame] | None") -> JsonObject:
    """Everything that the page shows of what was read. `frames`: the pages of a PDF."""
    if parsed.declaration is None:
        return {
            "is_read": False,
            "lines": _lines(parsed, {}),
            "findings": _findings(parsed.findings),
        }
    places = {place.pointer: place for place in parsed.places.nodes}
    every = passages(parsed.declaration)
    index_of = {each.pointer: number for number, each in enumerate(every)}
    return {
        "is_read": True,
        "id": parsed.declaration.id,
        "language": parsed.declaration.language,
        "blocks": _blocks(every, places, frames),
        "pages": _pages(frames),
        "lines": _lines(parsed, _owners(places, index_of)),
        "facts": _facts(parsed),
        "signatories": _signatories(parsed),
        "promises": _promises(parsed),
        "citations": _citations(parsed),
        "findings": _findings(parsed.findings),
        "ledger": cast("JsonObject", parsed.ledger.as_json()),
    }


def _pages(frames: "list[Frame] | None") -> list[Json] | None:
    if frames is None:
        return None
    return [{"width": frame.width, "height": frame.height} for frame in frames]


def _blocks(
    every: tuple[Passage, ...],
    places: Mapping[str, SourcePlace],
    frames: "list[Frame] | None",
) -> list[Json]:
    """An object for each passage, in the order of the record."""
    depths: dict[str, int] = {}
    found: list[Json] = []
    for passage in every:
        depth = 0
        if passage.parent is not None:
            depth = depths.get(passage.parent, 0) + 1
        depths[passage.eid] = depth
        place = places.get(passage.pointer)
        found.append(_block(passage, place, depth, frames))
    return found


def _block(
    passage: Passage,
    place: SourcePlace | None,
    depth: int,
    frames: "list[Frame] | None",
) -> JsonObject:
    heading = None if passage.heading is None else passage.heading.block.text
    block: JsonObject = {
        "eid": passage.eid,
        "kind": passage.kind,
        "part": passage.part,
        "num": passage.num,
        "heading": heading,
        "text": passage.text,
        "depth": depth,
        "role": None,
        "odds": None,
        "is_doubtful": False,
        "line": None,
        "start": None,
        "areas": [],
    }
    if place is None:
        return block
    block["role"] = place.role
    block["odds"] = place.odds
    block["is_doubtful"] = place.odds is not None and place.odds < DOUBT
    block["line"] = place.lines[0]
    if place.offsets:
        block["start"] = place.offsets[0][0]
    block["areas"] = list(_areas(place, frames or []))
    return block


def _areas(place: SourcePlace, frames: "list[Frame]") -> Iterator[Json]:
    """Where a block is on the pages of a PDF, as parts of each page."""
    for area in place.areas:
        if area.box is not None and area.page <= len(frames):
            share = frames[area.page - 1].share(area.box)
            yield {"page": area.page, "share": list(share)}


def _owners(
    places: Mapping[str, SourcePlace], index_of: Mapping[str, int]
) -> dict[int, tuple[int, int]]:
    """The stretches of the source that belong to blocks: from start to end and block."""
    owners: dict[int, tuple[int, int]] = {}
    for pointer, place in places.items():
        for start, end in place.offsets:
            owners[start] = (end, index_of[pointer])
    return owners


def _lines(parsed: Parsed, owners: Mapping[int, tuple[int, int]]) -> list[Json]:
    """The lines of the source, each with its start and its stretches `[words, block]`.

    The block is None where the words belong to none: labels of pages, and what was set aside.
    """
    source = parsed.source
    if isinstance(source.decoded, Fault):
        return []
    text = source.text
    starts = sorted(owners)
    found: list[Json] = []
    ends = [*source.line_starts[1:], len(text)]
    for begin, following in zip(source.line_starts, ends, strict=True):
        line = text[begin:following].rstrip("\r\n")
        end = begin + len(line)
        stretches = list(_stretches(text, begin, end, starts, owners))
        found.append({"start": begin, "parts": stretches})
    return found


def _stretches(
    text: str,
    begin: int,
    end: int,
    starts: list[int],
    owners: Mapping[int, tuple[int, int]],
) -> Iterator[Json]:
    """A line cut where blocks begin and end."""
    at = begin
    number = max(0, bisect_right(starts, begin) - 1)
    for start in starts[number:]:
        if start >= end:
            break
        stop, block = owners[start]
        first = max(start, at)
        last = min(stop, end)
        if last <= first:
            continue
        if first > at:
            yield [text[at:first], None]
        yield [text[first:last], block]
        at = last
    if at < end:
        yield [text[at:end], None]


def _facts(parsed: Parsed) -> list[Json]:
    """The facts of the record: name, value, and on what basis it is said."""
    declaration = parsed.require()
    title = None if declaration.title is None else declaration.title.text
    date = declaration.date
    place = declaration.place
    rows: list[Json] = [
        {"name": "kind", "value": declaration.kind},
        {"name": "language", "value": declaration.language},
        {"name": "title", "value": title},
        {
            "name": "date",
            "value": date.value if date else None,
            "basis": date.basis if date else None,
        },
        {
            "name": "place",
            "value": place.text if place else None,
            "basis": place.basis if place else None,
        },
    ]
    numbers: list[Json] = [
        {"name": "number", "value": each.value, "basis": each.basis}
        for each in declaration.identifiers
    ]
    rows += numbers or [{"name": "number", "value": None}]
    rows.append({"name": "id", "value": declaration.id})
    rows.append({"name": "iri", "value": declaration.iri})
    return rows


def _signatories(parsed: Parsed) -> list[Json]:
    found: list[Json] = []
    for each in parsed.require().signatories:
        said = {"party": each.party, "name": each.name, "role": each.role}
        found.append(
            {name: claim.text if claim else None for name, claim in said.items()}
        )
    return found


def _promises(parsed: Parsed) -> list[Json]:
    from communique.acts import promises
    from communique.report.promises import rows

    names = ("eid", "strength", "who", "what", "whom", "due", "quote")
    return _rows(rows(promises(parsed), None), names)


def _citations(parsed: Parsed) -> list[Json]:
    from communique.acts.references import references
    from communique.report.references import rows

    declaration = parsed.require()
    names = ("eid", "words", "scheme", "href", "relation", "missing")
    return _rows(rows("", declaration, references(declaration)), names)


def _rows(rows: object, names: tuple[str, ...]) -> list[Json]:
    """Some columns of the rows of a table."""
    listed = cast("list[Mapping[str, Json]]", rows)
    return [{name: row[name] for name in names} for row in listed]


def _findings(findings: tuple[Diagnostic, ...]) -> list[Json]:
    found: list[Json] = []
    for each in findings:
        line = None if each.span is None else each.span.line
        found.append(
            {
                "code": each.code.code,
                "severity": str(each.severity),
                "message": str(each.message),
                "hint": None if each.hint is None else str(each.hint),
                "line": line,
                "eid": each.eid,
            }
        )
    return found
