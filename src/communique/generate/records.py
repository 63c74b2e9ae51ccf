"""The records of the dataset and their Akoma Ntoso files: from the bytes of a source and its overlay, nothing else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import count, groupby
from math import log
from pathlib import Path

from communique.checking.cross.pair import FRAME, aligned
from communique.core.diagnostics import Severity
from communique.core.errors import NotReadable
from communique.core.source import Source
from communique.draft import Parsed
from communique.edition.making import OVERLAY, named_as, record_of
from communique.formats import format_named
from communique.generate import Files, edition_of
from communique.model import Declaration
from communique.model.passages import Passage, passages

ALONE = 1.2
"""What it costs that a paragraph has no counterpart; that two are matched of which one is twice as long costs 0.7."""


def counterparts(one: Declaration, other: Declaration) -> dict[str, str]:
    """What the nodes of a record are to be called, to be called as in another of the same work; only those that change.

    Labels and places tell. Siblings without a label, of which there are more in one language, are told by their lengths.
    """
    rows = passages(one), passages(other)
    matches = [(rows[0][a], rows[1][b]) for a, b in aligned(*rows, by_words=False).items()]
    names = {a.eid: b.eid for a, b in matches if a.kind == b.kind and a.kind not in FRAME}
    there = _siblings(rows[1])
    for (parent, name), here in _siblings(rows[0]).items():
        others = there.get((names.get(parent or "", parent), name), [])
        if others and len(here) != len(others):
            names |= _by_length(here, others)
    return {old: new for old, new in names.items() if old != new}


def _siblings(rows: Sequence[Passage]) -> dict[tuple[str | None, str], list[Passage]]:
    """Recitals and paragraphs without a label, by what they stand in and what they are called: `rec`, `formula`, `para`."""
    found: dict[tuple[str | None, str], list[Passage]] = defaultdict(list)
    for row in rows:
        if (
            row.kind in ("recital", "paragraph")
            and not row.num
            and row.part in ("preamble", "body")
        ):
            found[row.parent, row.eid.rpartition("__")[2].rpartition("_")[0]].append(row)
    return found


def _by_length(here: list[Passage], there: list[Passage]) -> dict[str, str]:
    """The names of siblings, by the cheapest way to match those of two languages in their order; who is alone counts on."""
    pairs = match_lengths([len(row.text) for row in here], [len(row.text) for row in there])
    stem = there[0].eid.rpartition("_")[0]
    further = (f"{stem}_{number}" for number in count(len(there) + 1))
    return {
        row.eid: there[pairs[a]].eid if a in pairs else next(further) for a, row in enumerate(here)
    }


def match_lengths(one: Sequence[int], other: Sequence[int]) -> dict[int, int]:
    """Which texts belong together by how long they are, in their order (after Gale and Church).

    >>> match_lengths([100, 20, 300], [110, 310])
    {0: 0, 2: 1}
    """
    ratio = (sum(other) + 1) / (sum(one) + 1)
    best: dict[tuple[int, int], tuple[float, dict[int, int]]] = {(0, 0): (0.0, {})}
    for a in range(len(one) + 1):
        for b in range(len(other) + 1):
            ways = [
                (best[x, y][0] + ALONE, best[x, y][1])
                for x, y in ((a - 1, b), (a, b - 1))
                if (x, y) in best
            ]
            if a and b:
                cost, pairs = best[a - 1, b - 1]
                unlike = abs(log((one[a - 1] * ratio + 1) / (other[b - 1] + 1)))
                ways.append((cost + unlike, {**pairs, a - 1: b - 1}))
            if ways:
                best[a, b] = min(ways, key=lambda way: way[0])
    return best[len(one), len(other)][1]


def make(top: Path) -> Files:
    """`data/declarations/<work>/<language>.json` and `akn/<work>/<language>.xml` of each source."""
    files: Files = {}
    for (work, language), parsed in readings(top).items():
        declaration = parsed.require()
        files[f"data/declarations/{work}/{language}.json"] = (
            format_named("json").write(declaration).encode()
        )
        files[f"akn/{work}/{language}.xml"] = format_named("akn").write(declaration).encode()
    return files


Readings = dict[tuple[str, str], Parsed]
"""What was read from each source, by work and language."""


@cache
def readings(top: Path) -> Readings:
    """What was read from each source with its overlay, by work and language.

    A node has the eId that its counterpart has in the language that the edition names for the work.

    Raises NotReadable, naming the file and every error, if a source gives no record or its overlay does not fit, and if
    the record is not the work and language that the path says.
    """
    found: Readings = {}
    for work, group in groupby(sources(top).items(), key=lambda each: each[0][0]):
        read = {language: _read(top, path, work, language) for (_, language), path in group}
        model = (
            read[edition_of(top)["works"][work]["language"]].require() if len(read) > 1 else None
        )
        for language, parsed in read.items():
            declaration = parsed.require()
            renamed = counterparts(declaration, model) if model else {}
            found[work, language] = (
                replace(parsed, declaration=named_as(declaration, renamed)) if renamed else parsed
            )
    return found


def sources(top: Path) -> dict[tuple[str, str], Path]:
    """The file of each source, by work and language."""
    files = (
        path
        for path in sorted((top / "data" / "sources").glob("*/*.*"))
        if not path.name.endswith(OVERLAY)
    )
    named = {(path.parent.name, path.name.partition(".")[0]): path for path in files}
    return {(work, language): path for (work, language), path in named.items() if language}


def _read(top: Path, path: Path, work: str, language: str) -> Parsed:
    overlay = path.with_name(f"{language}{OVERLAY}")
    parsed = record_of(
        _source(top, path), language, _source(top, overlay) if overlay.is_file() else None
    )
    errors = [finding.message for finding in parsed.findings if finding.severity is Severity.ERROR]
    if errors or parsed.declaration is None:
        raise NotReadable(f"{parsed.source.name}: {'; '.join(errors) or 'nothing was read'}")
    if (parsed.declaration.id, parsed.declaration.language) != (work, language):
        said = f"{parsed.declaration.id!r} in {parsed.declaration.language!r}"
        raise NotReadable(
            f"{parsed.source.name}: the record is {said}, its path says {work!r} in {language!r}"
        )
    return parsed


def _source(top: Path, path: Path) -> Source:
    """A source under its path from the top: what is said of it is the same wherever the checkout lies."""
    return Source(path.relative_to(top).as_posix(), path.read_bytes())
