"""Certificates for quotations: whether the words of a quotation are printed in a record, and where.

>>> from communique import load
>>> certificate = quote(
...     "podpiramo nadaljevanje in nadaljnji razvoj CLASI", load("eu-clasi-2023")
... )
>>> certificate.verdict, certificate.places[0].eids
('verbatim', ('para_17',))
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.core.errors import BadOption
from communique.model import Declaration
from communique.quotation.differences import Difference
from communique.quotation.folding import Class
from communique.quotation.matching import Match, Stretch, Verdict, match
from communique.quotation.printed import Printed, printed

VERSION = 1
"""The version of the line that a certificate is written as."""


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A stretch of printed words: the record, the eIds of the nodes it is in, and its place.

    `start` and `end` are offsets in code points (half-open) in the text whose SHA-256 is `sha256`:
    the words of all passages of the record, one on each line. `edition` is that of the dataset, or
    None.
    """

    record: str
    language: str
    eids: tuple[str, ...]
    start: int
    end: int
    words: str
    sha256: str
    edition: str | None = None

    def __str__(self) -> str:
        """The record and the eIds."""
        return f"{self.record} ({self.language}), {', '.join(self.eids)}"

    def as_json(self) -> dict[str, object]:
        """The place as plain values, without the words."""
        value: dict[str, object] = {
            "record": self.record,
            "language": self.language,
            "eids": list(self.eids),
            "start": self.start,
            "end": self.end,
            "sha256": self.sha256,
        }
        if self.edition is not None:
            value["edition"] = self.edition
        return value


@dataclass(frozen=True, slots=True)
class Certificate:
    """The result of checking a quotation.

    `verdict` is `verbatim`, `normalised` (only the typesetting differs, see
    `normalised`), `near` (the words differ, see `differences`), `spliced` (the pieces
    come from several `places`) or `absent`. `likeness` is the percentage of equal
    characters.
    """

    quoted: str
    verdict: Verdict
    places: tuple[QuotedPlace, ...]
    normalised: tuple[Class, ...]
    differences: tuple[Difference, ...]
    likeness: float

    @property
    def weighty(self) -> tuple[Difference, ...]:
        """The differences that change the meaning: negations, numbers, names and modal
        verbs.
        """
        return tuple(each for each in self.differences if each.kind != "word")

    @property
    def as_printed(self) -> bool:
        """True if the words are printed as quoted, apart from typesetting."""
        return self.verdict in {"verbatim", "normalised"}

    def line(self) -> str:
        """The certificate on one line, as JSON; `check` verifies it against the record."""
        value = {
            "communique-quote": VERSION,
            "verdict": self.verdict,
            "quoted": self.quoted,
            "places": [place.as_json() for place in self.places],
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def as_json(self) -> dict[str, object]:
        """The whole certificate as plain values for JSON."""
        places = []
        for place in self.places:
            value = place.as_json()
            value["words"] = place.words
            places.append(value)
        return {
            "verdict": self.verdict,
            "quoted": self.quoted,
            "places": places,
            "normalised": list(self.normalised),
            "differences": [each.as_json() for each in self.differences],
            "likeness": round(self.likeness, 1),
            "certificate": self.line(),
        }

    def sentences(self) -> list[str]:
        """The certificate as sentences for people: the verdict with its place, then one
        line for each difference.
        """
        where = "; ".join(str(place) for place in self.places)
        lines = [f"{self.verdict}: {where}" if where else self.verdict]
        if self.normalised:
            lines.append(f"  differs in {', '.join(self.normalised)}")
        lines.extend(f"  {each}" for each in self.differences)
        if not self.as_printed:
            lines.extend(f"  printed: {place.words}" for place in self.places)
        return lines


class Library:
    """Records prepared for searching quotations. Make it once, then check many
    quotations.
    """

    def __init__(
        self, records: Iterable[Declaration], edition: str | None = None
    ) -> None:
        """The records, in the order in which an exact match is looked for."""
        self.records: Sequence[Printed] = [printed(each, edition) for each in records]

    def quote(self, words: str) -> Certificate:
        """The certificate for a quotation. Raises BadOption if the quotation has no
        words, or if a near match needs a package that is not installed.
        """
        if not any(character.isalnum() for character in words):
            raise BadOption("the quotation has no words")
        return _certificate(words, match(words, self.records))


def _place(stretch: Stretch) -> QuotedPlace:
    """The place of a stretch of a record that is quoted."""
    record = stretch.printed
    eids = record.eids_between(stretch.start, stretch.end)
    return QuotedPlace(
        record.name,
        record.language,
        eids,
        stretch.start,
        stretch.end,
        stretch.words,
        record.sha256,
        record.edition,
    )


def _certificate(quoted: str, found: Match) -> Certificate:
    places = tuple(_place(each) for each in found.stretches)
    return Certificate(
        quoted,
        found.verdict,
        places,
        found.normalised,
        found.differences,
        found.likeness,
    )


def quote(words: str, in_: Declaration | Iterable[Declaration]) -> Certificate:
    """Check whether and where the words of a quotation are printed in a record, or in
    one of several.

    Raises BadOption if the quotation has no words, or if a near match needs a package
    that is not installed.
    """
    records = [in_] if isinstance(in_, Declaration) else in_
    return Library(records).quote(words)


def check(line: str, in_: Declaration | Iterable[Declaration]) -> tuple[str, ...]:
    """What is wrong with the line of a certificate; empty where it is right.

    Raises BadOption where the line is not one of a certificate.
    """
    try:
        claimed = json.loads(line)
        version = claimed["communique-quote"]
        verdict = claimed["verdict"]
        quoted = claimed["quoted"]
        claims = []
        for place in claimed["places"]:
            record = place["record"]
            start = place["start"]
            end = place["end"]
            claims.append((record, start, end, place["sha256"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadOption("the line is not a certificate of communique quote") from error
    if version != VERSION:
        raise BadOption(
            f"the certificate has version {version}; this program checks {VERSION}"
        )
    found = quote(str(quoted), in_)
    actual = [(each.record, each.start, each.end, each.sha256) for each in found.places]
    wrong = []
    if found.verdict != verdict:
        wrong.append(f"the verdict is {found.verdict}, not {verdict}")
    claimed_hashes = {sha256 for *_, sha256 in claims}
    changed = {each[0] for each in actual if each[3] not in claimed_hashes}
    wrong.extend(
        f"the words of {record} are not those of the certificate" for record in changed
    )
    if not changed and actual != claims:
        wrong.append("the words are in another place")
    return tuple(wrong)
