"""The tables of document facts: one line for each document, of the same shape."""

import json
import re
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "tools" / "training"
LINES = [json.loads(line) for line in (TRAINING / "facts.jsonl").read_text("utf-8").splitlines()]
KEYS = {"file", "title", "date", "place", "number", "body", "kind", "language", "signatories"}


def test_no_document_is_listed_twice() -> None:
    assert len({line["file"] for line in LINES}) == len(LINES) >= 150


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["file"])
def test_a_line_has_every_fact_in_its_form(line: dict[str, object]) -> None:
    assert set(line) == KEYS
    assert (TRAINING / "labels" / f"{line['file']}.tsv").is_file()
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", str(line["kind"]))
    assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?", str(line["language"]))
    assert line["date"] is None or re.fullmatch(r"\d{4}(-\d\d-\d\d)?", str(line["date"]))
    assert line["title"] is None or line["title"] == str(line["title"]).strip() != ""


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["file"])
def test_who_signed_has_a_name_or_a_party(line: dict[str, object]) -> None:
    assert isinstance(line["signatories"], list | None)
    for signatory in line["signatories"] or ():
        assert set(signatory) == {"name", "role", "party"}
        assert signatory["name"] or signatory["party"]
