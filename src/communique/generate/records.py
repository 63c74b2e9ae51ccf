"""The records of the dataset and their Akoma Ntoso files, made from sources and overlays only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from pathlib import Path

from communique.checking.cross.pair import FRAME, aligned
from communique.core.diagnostics import Severity
from communique.core.errors import NotReadable
from communique.core.source import Source
from communique.draft import Parsed
from communique.edition.sources import OVERLAY, named_as, record_of
from communique.formats import format_named
from communique.generate import Files, edition_of
from communique.model import Declaration
from communique.model.passages import Passage, passages

ALONE = 1.2
"""The cost of a paragraph without a counterpart. A pair of which one is twice as long costs 0.7."""

Siblings = tuple[str | None, str]
"""The eid of the node above, and the last name of an eid: `rec`, `formula`, `para`."""


def counterparts(one: Declaration, other: Declaration) -> dict[str, str]:
    """New eids by old ones, so that the nodes of a record match those of another of the same work.

    Labels and places decide. If one language has more siblings without a label than the
    other, their lengths decide.
    """
    one_rows = passages(one)
    other_rows = passages(other)
    names: dict[str, str] = {}
    for a, b in aligned(one_rows, other_rows, by_words=False).items():
        mine = one_rows[a]
        theirs = other_rows[b]
        if mine.kind == theirs.kind and mine.kind not in FRAME:
            names[mine.eid] = theirs.eid
    groups = _unlabelled(other_rows)
    for (parent, name), here in _unlabelled(one_rows).items():
        their_parent = names.get(parent or "", parent)
        there = groups.get((their_parent, name), [])
        if there and len(here) != len(there):
            names |= _by_length(here, there)
    return {old: new for old, new in names.items() if old != new}


def _unlabelled(rows: Sequence[Passage]) -> dict[Siblings, list[Passage]]:
    """The recitals and paragraphs without a label, by the node above and their name."""
    found: dict[Siblings, list[Passage]] = defaultdict(list)
    for row in rows:
        clause = row.kind in ("recital", "paragraph") and row.part in (
            "preamble",
            "body",
        )
        if clause and not row.num:
            name = row.eid.rpartition("__")[2].rpartition("_")[0]
            found[row.parent, name].append(row)
    return found


def _by_length(here: list[Passage], there: list[Passage]) -> dict[str, str]:
    """New eids of siblings, by the cheapest match of lengths.

    Those without a counterpart get the numbers after the last.
    """
    our_lengths = [len(row.text) for row in here]
    their_lengths = [len(row.text) for row in there]
    pairs = match_lengths(our_lengths, their_lengths)
    stem = there[0].eid.rpartition("_")[0]
    number = len(there)
    names: dict[str, str] = {}
    for index, row in enumerate(here):
        if index in pairs:
            names[row.eid] = there[pairs[index]].eid
        else:
            number += 1
            names[row.eid] = f"{stem}_{number}"
    return names


@dataclass(frozen=True, slots=True)
class _Match:
    """A match of the first texts of two rows: its cost, and the pairs of indexes."""

    cost: float
    pairs: dict[int, int]


def match_lengths(one: Sequence[int], other: Sequence[int]) -> dict[int, int]:
    """Which texts belong together by their lengths, in their order (after Gale and Church).

    >>> match_lengths([100, 20, 300], [110, 310])
    {0: 0, 2: 1}
    """
    ratio = (sum(other) + 1) / (sum(one) + 1)
    best = {(0, 0): _Match(0.0, {})}
    for a in range(len(one) + 1):
        for b in range(len(other) + 1):
            last_a = a - 1
            last_b = b - 1
            ways: list[_Match] = []
            for each in ((last_a, b), (a, last_b)):
                if each in best:
                    shorter = best[each]
                    ways.append(_Match(shorter.cost + ALONE, shorter.pairs))
            if a and b:
                before = best[last_a, last_b]
                expected = one[last_a] * ratio + 1
                actual = other[last_b] + 1
                unlike = abs(log(expected / actual))
                pairs = {**before.pairs, last_a: last_b}
                ways.append(_Match(before.cost + unlike, pairs))
            if ways:
                best[a, b] = min(ways, key=lambda way: way.cost)
    last = best[len(one), len(other)]
    return last.pairs


def make(top: Path) -> Files:
    """`data/declarations/<work>/<language>.json` and `akn/<work>/<language>.xml` of each source."""
    files: Files = {}
    for (work, language), parsed in readings(top).items():
        declaration = parsed.require()
        json = format_named("json").write(declaration)
        akn = format_named("akn").write(declaration)
        files[f"data/declarations/{work}/{language}.json"] = json.encode()
        files[f"akn/{work}/{language}.xml"] = akn.encode()
    return files


Readings = dict[tuple[str, str], Parsed]
"""What was read from each source, by work and language."""


@cache
def readings(top: Path) -> Readings:
    """What each source gives with its overlay, by work and language.

    A node has the eid of its counterpart in the language that the edition names for the work.

    Raises NotReadable, naming the file and every error, if a source gives no record, if its overlay
    does not fit, or if the record is of another work or language than its path says.
    """
    works: dict[str, dict[str, Parsed]] = {}
    for (work, language), path in sources(top).items():
        works.setdefault(work, {})[language] = _read(top, path, work, language)
    found: Readings = {}
    for work, languages in works.items():
        if len(languages) > 1:
            about = edition_of(top)["works"][work]
            model = languages[about["language"]].require()
            languages = {
                tag: _named_as(parsed, model) for tag, parsed in languages.items()
            }
        for language, parsed in languages.items():
            found[work, language] = parsed
    return found


def _named_as(parsed: Parsed, model: Declaration) -> Parsed:
    """What was read, with the eids of another record of the work."""
    declaration = parsed.require()
    names = counterparts(declaration, model)
    if not names:
        return parsed
    return replace(parsed, declaration=named_as(declaration, names))


def sources(top: Path) -> dict[tuple[str, str], Path]:
    """The file of each source, by work and language."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted((top / "data" / "sources").glob("*/*.*")):
        language = path.name.partition(".")[0]
        if language and not path.name.endswith(OVERLAY):
            found[path.parent.name, language] = path
    return found


def _read(top: Path, path: Path, work: str, language: str) -> Parsed:
    file = path.with_name(f"{language}{OVERLAY}")
    overlay = _source(top, file) if file.is_file() else None
    parsed = record_of(_source(top, path), language, overlay)
    name = parsed.source.name
    errors = [
        finding.message
        for finding in parsed.findings
        if finding.severity is Severity.ERROR
    ]
    if errors:
        raise NotReadable(f"{name}: {'; '.join(errors)}")
    if parsed.declaration is None:
        raise NotReadable(f"{name}: nothing was read")
    declaration = parsed.declaration
    if declaration.id != work or declaration.language != language:
        said = f"the record is {declaration.id!r} in {declaration.language!r}"
        raise NotReadable(f"{name}: {said}, its path says {work!r} in {language!r}")
    return parsed


def _source(top: Path, path: Path) -> Source:
    """A source, named by its path from the top: messages are the same wherever the checkout is."""
    name = path.relative_to(top).as_posix()
    return Source(name, path.read_bytes())
