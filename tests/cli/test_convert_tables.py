"""A declaration as several files."""

from pathlib import Path

import pytest
from tests.cli.running import run
from tests.samples import declaration

from communique.documents import write
from communique.formats import format_named

FILES = format_named("csv").write_files(declaration())


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_folder_takes_a_file_for_each_table(good_json: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    said = run("convert", good_json, "--to", "csv", "-o", tmp_path / "tables")
    assert (said.status, said.out) == (0, "")
    assert held(tmp_path / "tables") == FILES
    assert "one table" not in said.err


def test_a_name_that_ends_in_a_slash_is_a_folder_yet_to_be_made(
    good_json: Path, tmp_path: Path
) -> None:
    assert (
        run("convert", good_json, "--to", "csv", "-o", f"{tmp_path}/new/tables/").status
        == 0
    )
    assert held(tmp_path / "new" / "tables") == FILES


def test_a_name_without_an_ending_is_a_folder_for_a_format_of_several_files(
    good_json: Path, tmp_path: Path
) -> None:
    assert (
        run("convert", good_json, "--to", "csv", "-o", tmp_path / "harbour").status == 0
    )
    assert held(tmp_path / "harbour") == FILES


def test_a_file_takes_the_paragraphs_and_it_is_said_that_there_is_more(
    good_json: Path, tmp_path: Path
) -> None:
    said = run("convert", good_json, "-o", tmp_path / "out.csv")
    assert said.status == 0
    assert (tmp_path / "out.csv").read_text("utf-8") == FILES["paragraphs.csv"]
    assert said.err.startswith(
        "csv: one table of several is written; with -o and a folder, all are\n"
    )
    quiet = run("convert", good_json, "--to", "csv", "-q")
    assert (quiet.out, quiet.err.count("\n")) == (FILES["paragraphs.csv"], 1), (
        "what is lost is said to the quiet too"
    )


@pytest.mark.parametrize(
    ("ending", "name"), [("jsonl", "jsonl"), ("ndjson", "jsonl"), ("jsonld", "jsonld")]
)
def test_the_ending_implies_the_formats_that_are_only_written(
    ending: str, name: str, good_json: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("convert", good_json, "-o", out).status == 0
    assert out.read_text("utf-8") == write(declaration(), name)
    said = run("convert", out)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"communique: {name} is written, not read; ")


def test_a_table_is_never_written_over_what_is_read(
    good_text: Path, tmp_path: Path
) -> None:
    source = tmp_path / "paragraphs.csv"
    source.write_bytes(good_text.read_bytes())
    said = run("convert", source, "--from", "text", "--to", "csv", "-o", tmp_path)
    assert said.status == 2
    assert "is not written over" in said.err
    assert source.read_bytes() == good_text.read_bytes()
    assert not (tmp_path / "acts.csv").exists()


def test_a_folder_is_no_file_for_a_format_that_is_one(
    good_json: Path, tmp_path: Path
) -> None:
    assert run("convert", good_json, "--to", "json", "-o", tmp_path).status == 2
