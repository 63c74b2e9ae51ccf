"""Tables, JSON Lines and JSON-LD of the dataset."""

import csv
import io
import json
from pathlib import Path

import pytest

from communique.generate.views import EVENTS, TABLES_OF_EDITION, events, make

TOP = Path(__file__).resolve().parents[3]


def test_every_table_is_a_file_and_so_is_each_declaration() -> None:
    files = make(TOP)
    assert {f"data/tables/{table.name}.csv" for table in TABLES_OF_EDITION} <= set(
        files
    )
    sources = list((TOP / "data" / "sources").glob("*/*.txt"))
    assert (
        len([path for path in files if path.endswith(".jsonld")]) == len(sources) + 1
    )  # and the package
    assert all(b"\r" not in data and data.endswith(b"\n") for data in files.values())


def ledger(folder: Path, **changed: object) -> Path:
    event = {
        "id": "pier-built", "date": {"value": "2024-05", "basis": "external", "source": "press"}, "concerns": ["para_3", "para_4"],
        "effect": "advances", "summary": "A pier was built.", "basis": "external", "source": "press", **changed,
    }  # fmt: skip
    (folder / "data" / "follow-up").mkdir(parents=True)
    path = folder / "data" / "follow-up" / "harbour-declaration.json"
    path.write_text(
        json.dumps({"work": "harbour-declaration", "events": [event]}), "utf-8"
    )
    return folder


def test_an_event_is_a_row_for_each_node_that_it_bears_on(tmp_path: Path) -> None:
    numbers = [{"scheme": "council", "value": "1/24"}, {"scheme": "un", "value": "A/1"}]
    quotation = {"text": "=the pier", "language": "en"}
    rows = list(
        events(
            ledger(
                tmp_path,
                document={"title": "Report", "identifiers": numbers},
                quotation=quotation,
            )
        )
    )
    assert [(row["work"], row["id"], row["eid"], row["date"]) for row in rows] == [
        ("harbour-declaration", "pier-built", "para_3", "2024-05"),
        ("harbour-declaration", "pier-built", "para_4", "2024-05"),
    ]
    assert (rows[0]["document_numbers"], rows[0]["quotation"]) == (
        "council 1/24; un A/1",
        "=the pier",
    )
    assert all(set(row) == set(EVENTS.header()) for row in rows)


def test_what_is_not_known_of_an_event_is_empty(tmp_path: Path) -> None:
    row = next(events(ledger(tmp_path)))
    assert [
        row[name]
        for name in ("document_title", "document_numbers", "quotation", "remark")
    ] == [
        None,
        "",
        None,
        None,
    ]


def test_a_ledger_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="effect"):
        list(events(ledger(tmp_path, effect="sinks")))


def test_the_events_that_are_shipped_are_those_of_the_ledgers() -> None:
    text = make(TOP)[f"data/tables/{EVENTS.name}.csv"].decode()
    ledgers = [
        json.loads(path.read_bytes())
        for path in sorted((TOP / "data" / "follow-up").glob("*.json"))
    ]
    wanted = [
        (event["id"], eid)
        for each in ledgers
        for event in each["events"]
        for eid in event["concerns"]
    ]
    assert [
        (row["id"], row["eid"]) for row in csv.DictReader(io.StringIO(text, newline=""))
    ] == wanted
