import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest
from tests.cli.running import run

TEXT = """Declaration of the Rivers

1. We will clean the river by 2030.

2. We call on all cities to clean theirs.

3. We will write to each other, where possible.
"""
LATER = TEXT.replace("We will clean", "We commit ourselves to clean").replace(
    "3. We will write to each other, where possible.\n", ""
)


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "rivers.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_a_sentence_then_every_promise(text: str) -> None:
    said = run("promises", text)
    assert said.status == 0
    lines = said.out.splitlines()
    assert (
        lines[0]
        == "2 commitments, 1 with a date, 2 by all parties; 1 more asks somebody else"
    )
    assert "1. undertake (will): We" in lines
    assert "   by when: by 2030; at: line 3, para_1" in lines
    assert "2. call: We -> all cities" in lines


def test_the_table_is_written_for_programs(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("promises", text, "--to", "csv").out)))
    assert [(row["strength"], row["what"], row["date"]) for row in rows] == [
        ("undertake", "clean the river by 2030", "2030"),
        ("call", "clean theirs", ""),
        ("undertake", "write to each other, where possible", ""),
    ]
    found = json.loads(run("promises", text, "--to", "json").out)
    assert [row["basis"] for row in found["promises"]] == ["inferred"] * 3
    assert found["promises"][2]["condition"] == "where possible"


@pytest.mark.parametrize(
    ("form", "sign"),
    [("md", "| No. | Strength |"), ("html", '<th scope="col">Strength</th>')],
)
def test_the_table_is_written_for_people(text: str, form: str, sign: str) -> None:
    assert sign in run("promises", text, "--to", form).out


def test_the_table_is_written_for_spreadsheets(text: str, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    assert run("promises", text, "--to", "xlsx", "-o", str(one)).status == 0
    assert run("promises", text, "--to", "xlsx", "-o", str(other)).status == 0
    assert one.read_bytes() == other.read_bytes()
    sheet = openpyxl.load_workbook(one).active
    assert sheet is not None
    head, first, *_ = sheet.iter_rows(values_only=True)
    assert dict(zip(head, first, strict=True))["what"] == "clean the river by 2030"
    assert run("promises", text, "--to", "xlsx").status == 2
    assert "already exists" in run("promises", text, "--to", "xlsx", "-o", str(one)).err


def test_two_texts_are_held_against_each_other(text: str, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text(LATER, "utf-8")
    said = run("promises", text, str(later)).out.splitlines()
    assert said[0] == "1 strengthened, 0 weakened, 1 same, 1 not said again, 0 added"
    assert "strengthened: undertake (will) is commit now" in said
    (first, *_) = json.loads(run("promises", text, str(later), "--to", "json").out)
    assert (first["change"], first["new"]["strength"]) == ("strengthened", "commit")


def test_promises_are_followed_through_a_series(text: str, tmp_path: Path) -> None:
    later, last = tmp_path / "later.txt", tmp_path / "last.txt"
    later.write_text(LATER, "utf-8")
    last.write_text(TEXT, "utf-8")
    followed = ("promises", "--series", text, str(later), str(last))
    rows = list(csv.DictReader(io.StringIO(run(*followed, "--to", "csv").out)))
    steps = {
        number: [row["change"] for row in rows if row["promise"] == number]
        for number in "123"
    }
    assert steps == {
        "1": ["added", "strengthened", "weakened"],
        "2": ["added", "same", "same"],
        "3": ["added", "not said again", "same"],
    }
    assert (
        json.loads(run(*followed, "--to", "json").out)["steps"][1]["why"]
        == "undertake (will) is commit now"
    )
    assert (
        '<th scope="row">clean the river by 2030</th>'
        in run(*followed, "--to", "html").out
    )
    assert "▲ strengthened: commit" in run(*followed, "--to", "md").out
    drawing = ET.fromstring(run(*followed, "--to", "svg").out)
    told = {each.tag.rpartition("}")[2]: each.text for each in drawing}
    assert told["title"] == "Promise drift over 3 declarations"
    assert "1. clean the river by 2030" in (told["desc"] or "")
    assert drawing.get("role") == "img"


def test_what_cannot_be_shown_of_so_many_is_refused(text: str) -> None:
    assert "--series" in run("promises", text, text, text).err
    assert "several languages: en, sl" in run("promises", text, "eu-clasi-2023").err
    for words in (["--to", "svg"], ["--series"]):
        said = run("promises", text, *words)
        assert (said.status, said.err) == (
            2,
            "communique: --series and svg need two declarations or more\n",
        )
    said = run("promises", text, text, "--to", "xlsx", "-o", "x.xlsx")
    assert (said.status, said.err) == (
        2,
        "communique: a comparison is not written as xlsx: use --to csv\n",
    )


def test_a_text_without_any_act_says_so(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("1. The river is wide.\n\n2. The boat is small.\n", "utf-8")
    assert (
        run("promises", str(path), "--language", "en").out
        == "no commitment was found\n"
    )


def test_of_an_unknown_language_it_is_said_that_nothing_is_known(
    tmp_path: Path,
) -> None:
    path = tmp_path / "text.txt"
    path.write_text("1. Vit skulu byggja eina brúgv.\n", "utf-8")
    assert (
        "nothing is known" in run("promises", str(path), "--language", "is").out
    )  # it has lead words, and no more
    assert "nothing is known" in run("promises", str(path), "--language", "fo").out


def test_marked_acts_of_a_shipped_declaration_are_shown_as_marked() -> None:
    found = json.loads(run("promises", "eu-clasi-2023", "--to", "json").out)
    assert {row["basis"] for row in found["promises"]} == {"marked"}
    assert found["promises"][0]["eid"] == "para_16"


def test_proposals_are_read_back(text: str, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.json"
    assert run("suggest", text, "-o", str(overlay)).status == 0
    marks = json.loads(overlay.read_text("utf-8"))["marks"]
    assert [mark["act"] for mark in marks] == ["undertake", "call", "undertake"]
    assert (
        run("promises", text, "--hints", str(overlay)).out == run("promises", text).out
    )
    assert run("suggest", text, "--hints", str(overlay)).out == overlay.read_text(
        "utf-8"
    )


def test_hints_that_are_no_overlay_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("[]", "utf-8")
    refused = run("suggest", text, "--hints", str(path))
    assert refused.status == 2
    assert "is not an overlay" in refused.err


def test_what_an_overlay_rejects_is_no_promise_for_any_command(
    text: str, tmp_path: Path
) -> None:
    overlay, page = tmp_path / "overlay.json", tmp_path / "page.html"
    assert run("suggest", text, "-o", str(overlay)).status == 0
    marks = json.loads(overlay.read_text("utf-8"))["marks"]
    marks[0]["act"] = "none"
    overlay.write_text(json.dumps({"marks": marks}), "utf-8")
    hints = ("--hints", str(overlay))
    assert run("promises", text, *hints).out.startswith("1 commitment, 0 with a date")
    assert (
        run("promises", text, text, "--series", *hints)
        .out.splitlines()[0]
        .endswith(": 2 promises")
    )
    assert (
        run("promises", text, text, *hints)
        .out.splitlines()[0]
        .endswith("0 weakened, 2 same, 0 not said again, 0 added")
    )
    assert run("convert", text, *hints, "-o", str(page)).status == 0
    told = page.read_text("utf-8").partition('id="[told]"')[2]
    assert told.count('","act":"') == 2
    later = tmp_path / "later.txt"
    later.write_text(LATER, "utf-8")
    said = run("diff", text, str(later), *hints).out
    assert "undertake" not in said.partition("para_3")[0]


@pytest.mark.parametrize(
    "overlay",
    [
        '{"marks": [{"in": ["a"], "words": {}, "act": "none"}]}',
        '{"marks": [3]}',
        '{"marks": 3}',
        "[]",
        "x",
    ],
)
def test_an_overlay_that_is_none_rejects_nothing(
    text: str, tmp_path: Path, overlay: str
) -> None:
    path = tmp_path / "overlay.json"
    path.write_text(overlay, "utf-8")
    said = run("promises", text, "--hints", str(path))
    assert (said.status, said.out.partition(",")[0]) == (
        overlay != "[]",
        "2 commitments",
    )
    assert "engine fault" not in said.err


@pytest.mark.parametrize(
    "overlay",
    ["x", '{"steps": 1}', '{"marks": 3}', '{"marks": [{"in": 5}]}', '{"hints": {}}',
     '{"marks": [{"in": "para_1", "words": "of another text", "kind": "act", "act": "commit"}]}'],
)  # fmt: skip
def test_every_command_says_the_same_of_an_overlay_that_does_not_fit(
    text: str, tmp_path: Path, overlay: str
) -> None:
    path = tmp_path / "overlay.json"
    path.write_text(overlay, "utf-8")
    every = [
        run(command, text, "--hints", str(path))
        for command in ("convert", "promises", "show")
    ]
    assert [each.status for each in every] == [1, 1, 1]
    said = {each.err.partition("ledger:")[0] for each in every}
    assert len(said) == 1
    assert "error DET" in said.pop()


def test_a_rejection_is_one_of_the_words_that_were_looked_at(
    text: str, tmp_path: Path
) -> None:
    overlay = tmp_path / "overlay.json"
    mark = {
        "in": "para_1",
        "words": "will",
        "kind": "act",
        "act": "none",
        "clause": "clean the lake",
    }
    overlay.write_text(json.dumps({"marks": [mark]}), "utf-8")
    said = run("promises", text, "--hints", str(overlay))
    assert said.out.startswith("2 commitments")
    assert "the words 'will' with 'clean the lake' are not in para_1" in said.err


def test_the_promises_of_a_folder_are_one_table(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "rivers.txt").write_text(TEXT, "utf-8")
    (folder / "later.txt").write_text(LATER, "utf-8")
    out = tmp_path / "all.csv"
    said = run("promises", str(folder), text, "-o", str(out))
    assert (said.status, said.err) == (0, "3 documents, 8 promises\n")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert {Path(row["path"]).name for row in rows} == {"rivers.txt", "later.txt"}
    assert {row["title"] for row in rows} == {"Declaration of the Rivers"}


def test_a_file_of_a_folder_that_cannot_be_read_is_named_and_costs_no_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "rivers.txt").write_text(TEXT, "utf-8")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    said = run("promises", str(tmp_path), "--to", "json")
    assert said.status == 1
    assert (
        next(row["what"] for row in json.loads(said.out)) == "clean the river by 2030"
    )
    assert f"{tmp_path.as_posix()}/broken.json: " in said.err
    assert said.err.endswith("1 document, 3 promises; 1 file not read\n")


def test_the_ending_of_the_file_decides_the_form(text: str, tmp_path: Path) -> None:
    for ending, sign in (
        (".csv", b"no,id,strength"),
        (".md", b"| No. |"),
        (".xlsx", b"PK"),
        (".json", b"{"),
    ):
        out = tmp_path / f"promises{ending}"
        assert run("promises", text, "-o", str(out)).status == 0
        assert sign in out.read_bytes()[:400]
    refused = run("promises", text, "-o", str(tmp_path / "promises.doc"))
    assert refused.status == 2
    assert "end its name in one of .txt, .csv" in refused.err


def test_a_refusal_names_the_way_that_works(text: str, tmp_path: Path) -> None:
    assert "put them in a folder" in run("promises", text, text, text).err
    assert (
        "name the files from old to new"
        in run("promises", str(tmp_path), "--series").err
    )
    assert (
        "text, csv, json, xlsx, not svg; --series compares files"
        in run("promises", str(tmp_path), "--to", "svg").err
    )
