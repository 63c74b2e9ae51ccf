"""The tables of document facts: one line for each document, of the same shape."""

import re

from tools.training.store import stored

LINES = [
    {"file": each.key, **each.facts}
    for each in stored()
    if each.facts and not each.invented
]
KEYS = {
    "file",
    "title",
    "date",
    "place",
    "number",
    "body",
    "kind",
    "language",
    "signatories",
}


def test_no_document_is_listed_twice() -> None:
    assert len({line["file"] for line in LINES}) == len(LINES) >= 150


def in_form(line: dict[str, object]) -> bool:
    """Whether a line has every fact in its form."""
    return (
        set(line) == KEYS
        and re.fullmatch(r"[a-z]+(-[a-z]+)*", str(line["kind"])) is not None
        and re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", str(line["language"]))
        is not None
        and (
            line["date"] is None
            or re.fullmatch(r"\d{4}(-\d\d-\d\d)?", str(line["date"])) is not None
        )
        and (line["title"] is None or line["title"] == str(line["title"]).strip() != "")
    )


def signed(line: dict[str, object]) -> bool:
    """Whether all who signed have a name or a party."""
    signatories = line["signatories"] or []
    assert isinstance(signatories, list)
    return all(
        set(each) == {"name", "role", "party"} and (each["name"] or each["party"])
        for each in signatories
    )


def test_every_line_has_every_fact_in_its_form() -> None:
    assert [line["file"] for line in LINES if not in_form(line)] == []


def test_whoever_signed_has_a_name_or_a_party() -> None:
    assert [line["file"] for line in LINES if not signed(line)] == []
