"""What a text says of itself: its kind, its short title, its date, and the names that follow from them."""

import re

from communique.detect.characters import unaccented
from communique.languages import LanguageData
from communique.naming import slug, work_iri
from communique.values import Values

_BRACKETED = re.compile(r"\(([^()]{3,80})\)[.\s]*$")


def describe(values: Values, words: LanguageData, *, council: bool) -> None:
    """Fill in kind, short title, id, dates and IRIs. `council`: the text came behind a Council document's front matter."""
    title = (values.get("title") or {}).get("text", "")
    cover = values.get("cover")
    subject = next((each["value"]["text"] for each in (cover or {}).get("fields", ()) if each["key"] == "subject"), "")
    lines = [block["text"] for block in (values.get("title"), *values.get("subtitles", ())) if block]
    named = next((line for line in lines if kind_of(line, words)), title or subject)
    values["kind"] = kind_of(named, words) or "declaration"
    values["short_title"] = short_title(title, words)
    values["id"] = slug(values["short_title"] or named, values["kind"])
    for field in (cover or {}).get("fields", ()):
        if cover and field["key"] == "place-date":
            cover["date"] = _only_date([field["value"]])
    values["date"] = _only_date([block for block in values["closing"] if block["kind"] == "text"])
    country = "eu" if council else "xx"
    values["iri"] = work_iri(country, values["kind"], (values["date"] or {}).get("value"), values["id"])
    if cover is not None:
        day = (cover.get("date") or {}).get("value")
        cover["iri"] = work_iri(country, cover["kind"], day, values["id"], carrier=True)


def kind_of(title: str, words: LanguageData) -> str | None:
    """The kind whose words stand first in the title; of two at one place the longer."""
    plain = unaccented(title)
    names = ((unaccented(name), kind) for kind, each in words.declaration_kinds.items() for name in each)
    found = [(plain.find(name), -len(name), kind) for name, kind in names if name in plain]
    return min(found)[2] if found else None


def short_title(title: str, words: LanguageData) -> str | None:
    """What a title gives in brackets at its end as its own name: `... (Declaration A-B)`."""
    match = _BRACKETED.search(title)
    if match is None or "\n" in match[1]:
        return None
    return match[1].strip() if kind_of(match[1], words) else None


def _only_date(blocks: list[Values]) -> Values | None:
    """The date that blocks give, if they give just one; its basis is the text."""
    dates = {mark["date"] for block in blocks for mark in block["marks"] if mark["kind"] == "date"}
    return {"value": dates.pop(), "basis": "text", "source": None} if len(dates) == 1 else None
