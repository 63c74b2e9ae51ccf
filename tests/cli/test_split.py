"""`convert --split`: one record for each text of a file, and no word lost between them."""

import json
from pathlib import Path

import pytest
from tests.cli.running import run

from communique import Source, read, write
from communique.draft import Ledger
from communique.formats import format_named

LAMPS = """Decision on the lamps of harbours

The Conference of the Parties,

Recalling its decision on the sea,

Aware of the storms,

1. Decides that the lamps are lit in winter;

2. Requests the Secretariat to report;

3. Invites the Parties to pay.

Done at Low Wick, 3 May 2021


"""
KEEPERS = """Decision on the keepers of harbours

The Conference of the Parties,

Recalling its decision on keepers,

1. Thanks the keepers of the lamps;

2. Urges the Parties to pay the keepers.

Annex

Table of keepers

1. Edda Holm keeps the lamp of Low Wick.
"""
PAGE = "<html><body><h1>Harbours</h1>{}</body></html>"


def test_each_text_is_read_as_if_it_were_alone() -> None:
    texts = format_named("text").read_texts(Source("a.txt", (LAMPS + KEEPERS).encode()))
    alone = [read(words.encode(), "text") for words in (LAMPS, KEEPERS)]
    assert [each.require() for each in texts] == [each.require() for each in alone]
    assert [each.ledger for each in texts] == [each.ledger for each in alone]


def test_an_annex_stays_with_its_text() -> None:
    _, second = format_named("text").read_texts(
        Source("a.txt", (LAMPS + KEEPERS).encode())
    )
    assert [annex.num for annex in second.require().annexes] == ["Annex"]


def test_lines_and_pages_count_as_in_the_whole_file() -> None:
    whole = f"{LAMPS}\f{KEEPERS}"
    _, second = format_named("text").read_texts(Source("a.txt", whole.encode()))
    title = second.places.nodes[0]
    assert title.lines[0] == 1 + LAMPS.count("\n")
    assert [area.page for area in title.areas] == [2]


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_texts_of_a_file_hold_every_character_of_it(form: str) -> None:
    declaration = read((LAMPS + KEEPERS).encode(), "text").require()
    known = format_named(form)
    data = known.write_bytes(declaration, record=False)
    source = Source(f"a.{form}", data)
    texts = known.read_texts(source)
    total = Ledger()
    for each in texts:
        total.add(each.ledger)
    assert len(texts) == 2
    assert total.balanced
    assert total.left_over == 0
    assert total.total == known.read(source).ledger.total
    assert texts[1].lines


def test_a_record_is_one_text() -> None:
    declaration = read((LAMPS + KEEPERS).encode(), "text").require()
    for form in ("json", "akn", "html"):
        known = format_named(form)
        source = Source(f"a.{form}", write(declaration, form).encode())
        [only] = known.read_texts(source)
        assert only.require() == declaration


def test_the_command_writes_a_file_for_each_text(tmp_path: Path) -> None:
    path, folder, ledger = (
        tmp_path / "a.txt",
        tmp_path / "out",
        tmp_path / "ledger.json",
    )
    path.write_text(LAMPS + KEEPERS, "utf-8")
    said = run("convert", path, "--split", "-o", folder, "--ledger", ledger)
    assert said.status == 0
    assert "texts: 2\n" in said.err
    names = sorted(each.name for each in folder.iterdir())
    assert names == [
        "1-decision-on-the-lamps-of-harbours.json",
        "2-decision-on-the-keepers-of-harbours.json",
    ]
    first = read(folder / names[0]).require()
    assert first == read(LAMPS.encode(), "text").require()
    whole = read(path).ledger
    assert json.loads(ledger.read_text("utf-8"))["total"] == whole.total


def test_a_file_with_one_text_gives_one_file(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.txt", tmp_path / "out"
    path.write_text(KEEPERS, "utf-8")
    assert (
        run("convert", path, "--split", "-o", folder, "--to", "akn", "-q").status == 0
    )
    [only] = folder.iterdir()
    assert only.suffix == ".xml"
    assert read(only).require() == read(path).require()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([], "name a folder with -o"),
        (["-o", "a.json"], "name a folder with -o"),
        (["-o", "out", "--places"], "--split and --places cannot be used together"),
        (
            ["-o", "out", "--text", "b.txt"],
            "--split and --text cannot be used together",
        ),
    ],
)
def test_what_cannot_be_split_is_refused(
    options: list[str], why: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAMPS + KEEPERS, "utf-8")
    said = run("convert", path, "--split", *options)
    assert said.status == 2
    assert why in said.err


def test_a_file_that_gives_no_record_writes_nothing(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.txt", tmp_path / "out"
    path.write_bytes(b"\0")
    assert run("convert", path, "--split", "-o", folder).status == 2
    assert not folder.exists()
