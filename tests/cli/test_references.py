import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from tests.cli.running import run

TEXT = """Resolution on the Rivers

The Security Council,

Recalling its resolutions 1977 (2011) and 2325 (2016), and reaffirming resolution 1540 (2004),

1. Welcomes the report (S/2020/123);

2. Decides that the fund acts in accordance with resolution 2042 (2012).

3. Takes note of document COM(2020) 67.
"""


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "rivers.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_a_row_has_the_place_the_words_the_address_and_how_the_work_is_cited(
    text: str,
) -> None:
    said = run("references", text, "--to", "json")
    assert (said.status, said.err) == (0, "")
    rows = json.loads(said.out)
    cited = [
        (row["number"], row["words"], row["relation"], row["href"]) for row in rows
    ]
    assert cited == [
        (
            None,
            "resolutions 1977 (2011)",
            "recall",
            "https://undocs.org/S/RES/1977(2011)",
        ),
        (None, "2325 (2016)", "recall", "https://undocs.org/S/RES/2325(2016)"),
        (
            None,
            "resolution 1540 (2004)",
            "reaffirm",
            "https://undocs.org/S/RES/1540(2004)",
        ),
        ("1", "S/2020/123", "welcome", "https://undocs.org/S/2020/123"),
        ("2", "resolution 2042 (2012)", "under", "https://undocs.org/S/RES/2042(2012)"),
        ("3", "COM(2020) 67", "note", None),
    ]
    assert {row["eid"] for row in rows} == {
        "recs_1__rec_1",
        "para_1",
        "para_2",
        "para_3",
    }


def test_a_citation_without_an_address_says_why(text: str) -> None:
    rows = json.loads(run("references", text, "--to", "json").out)
    assert [row["words"] for row in rows if row["missing"]] == ["COM(2020) 67"]
    assert rows[-1]["missing"] == "only a number with `final` behind it names one text"


def test_rows_are_asked_for_by_scheme_and_by_relation(text: str) -> None:
    com = run("references", text, "--scheme", "com")
    assert com.out.splitlines()[1].startswith(
        "  para_3  note  COM(2020) 67  no address: only a number"
    )
    recalled = run("references", text, "--relation", "recall")
    assert len(recalled.out.splitlines()) == 3
    assert run("references", text, "--relation", "scorn").status == 2


def test_folders_and_files_make_one_table(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "lakes.txt").write_text(TEXT.replace("Rivers", "Lakes"), "utf-8")
    (folder / "broken.json").write_text("{", "utf-8")
    out = tmp_path / "all.csv"
    said = run("references", str(folder), text, "-o", str(out))
    assert said.status == 1
    assert said.err.endswith("2 documents, 12 citations; 1 file not read\n")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    titles = ["Resolution on the Rivers", "Resolution on the Lakes"]
    assert list(dict.fromkeys(row["title"] for row in rows)) == titles


def test_a_workbook_has_the_same_rows(text: str, tmp_path: Path) -> None:
    out = tmp_path / "references.xlsx"
    assert run("references", text, "-o", str(out)).status == 0
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][6:9] == [
        "recs_1__rec_1",
        None,
        "resolutions 1977 (2011)",
    ]
    assert "name one with -o" in run("references", text, "--to", "xlsx").err
