"""What a document says of itself: kind, date, place, number, short title, source.

Each fact has candidates wherever it can stand: the lines above the text, a dateline, the closing,
signatures, metadata. They are ranked by where they stand. The best one is taken with its basis, and
a disagreement is reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from communique.core.values import Values
from communique.detect.facts.adoption import done, says_adopted
from communique.detect.facts.days import (
    BRACKETED,
    Candidate,
    cover_days,
    day_candidates,
)
from communique.detect.facts.kind import find_kind
from communique.detect.facts.numbers import find_numbers
from communique.detect.facts.place import find_place
from communique.detect.facts.where import Printed, Standing, cells_of
from communique.detect.kinds import kind_of, scheme_of
from communique.detect.metadata import Metadata, alike
from communique.languages import LanguageData
from communique.naming.convention import slug, work_iri

__all__ = [
    "Printed",
    "Standing",
    "cells_of",
    "done",
    "find_facts",
    "says_adopted",
    "short_title",
]

NOTHING: Mapping[str, str] = MappingProxyType({})
BY_A_PERSON = {"basis": "external", "source": "hint"}
"""On what a fact of a hint rests."""
EUROPEAN_SCHEMES = {"council", "commission", "parliament"}


def find_facts(
    values: Values,
    standing: Standing,
    words: LanguageData,
    given: Mapping[str, str] = NOTHING,
) -> list[tuple[str, str, str]]:
    """Fill in the facts of a draft. `given`: those that a person gives, by name.

    Returns those on which text and metadata disagree: name, the value of the text, the other one.
    """
    title = (values.get("title") or {}).get("text", "")
    cover = values.get("cover")
    values["identifiers"] = list(find_numbers(standing))
    if "number" in given:
        values["identifiers"] = [_given_number(given["number"])]
    values["kind"] = given.get("kind") or find_kind(values, standing, words)
    values["short_title"] = short_title(title, words)
    days_of_cover = list(cover_days(cover, words)) if cover else []
    dates = sorted(
        [*day_candidates(standing, words), *days_of_cover],
        key=lambda each: (not each.whole, each.rank),
    )
    values["date"] = _date(dates)
    if "date" in given:
        values["date"] = {"value": given["date"], **BY_A_PERSON}
    values["place"] = find_place(standing, dates, words)
    if "place" in given:
        values["place"] = {"text": given["place"], "ref": None, **BY_A_PERSON}
    values["source"] = _source(standing.metadata)
    values["id"] = slug(
        values["short_title"] or title or _first_line(standing), values["kind"]
    )
    country = _country(values, standing)
    day = (values["date"] or {}).get("value")
    values["iri"] = work_iri(country, values["kind"], day, values["id"])
    if cover:
        issued = next((each.value for each in days_of_cover if each.alone), None)
        cover["date"] = (
            {"value": issued, "basis": "text", "source": None} if issued else None
        )
        cover["iri"] = work_iri(
            country, cover["kind"], issued, values["id"], carrier=True
        )
    return list(_disagreements(values, standing, dates))


def _given_number(number: str) -> Values:
    """The number that a person gives."""
    return {"scheme": scheme_of(number), "value": number, **BY_A_PERSON}


def _date(dates: Sequence[Candidate]) -> Values | None:
    """The best of the candidates for the date."""
    if not dates:
        return None
    best = dates[0]
    source = "metadata" if best.basis == "external" else None
    return {"value": best.value, "basis": best.basis, "source": source}


def _first_line(standing: Standing) -> str:
    """The first words above the text that do not say when."""
    return next((each.text for each in standing.above if each.role != "dateline"), "")


def _disagreements(
    values: Values, standing: Standing, dates: Sequence[Candidate]
) -> Iterator[tuple[str, str, str]]:
    """The facts that the text and its metadata give differently."""
    said = (values["date"] or {}).get("value", "")
    other = next((each.value for each in dates if each.basis == "external"), None)
    if other and len(said) == len("2024-05-03") and said != other[: len(said)]:
        yield "date", said, other
    title = " ".join((values.get("title") or {}).get("text", "").split())
    given = standing.metadata.get("title")
    if title and given and not alike(title, given.text):
        yield "title", title, given.text
    number = standing.metadata.get("number")
    own = next(
        (each["value"] for each in values["identifiers"] if each["basis"] == "text"),
        None,
    )
    if own and number and "".join(own.split()) != "".join(number.text.split()):
        yield "number", own, number.text


def _country(values: Values, standing: Standing) -> str:
    """Whose work it is in an IRI: by its number, or by the front matter of the Council."""
    schemes = {each["scheme"] for each in values.get("identifiers", ())}
    if standing.council or not schemes.isdisjoint(EUROPEAN_SCHEMES):
        return "eu"
    return "un" if "un" in schemes else "xx"


def short_title(title: str, words: LanguageData) -> str | None:
    """What a title gives in brackets at its end as its own name: `... (Declaration A-B)`."""
    match = BRACKETED.search(title)
    if match is None or "\n" in match[1]:
        return None
    return match[1].strip() if kind_of(match[1], words) else None


def _source(metadata: Metadata) -> Values | None:
    """Where the words were found, by the metadata."""
    url = metadata.get("url")
    publisher = metadata.get("publisher")
    if url is None or not re.match(r"https?://\S+$", url.text):
        return None
    return {"url": url.text, "publisher": publisher.text if publisher else None}
