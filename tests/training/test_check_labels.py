"""The checker of label tables: it passes what is right and names what is wrong."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.training.check_labels import by_hand, check, where
from tools.training.store import FOLDER, keep, load, read_table, table_of, to_json

Faults = Callable[..., list[str]]

TEXT = "# Declaration\n\nWe, the leaders,\n\n1. agree;\n(a) at once.\n"
ROWS = "1\ttitle\t\t\tDeclaration\n3\topening\t\t\tWe, the leaders,\n5\tparagraph\t\t1.\tagree;\n6\tpoint\t1\t(a)\tat once.\n"


@pytest.fixture(name="faults")
def _faults(tmp_path: Path) -> Faults:
    """Gives the faults of a table about the text."""
    table = tmp_path / "a.md.tsv"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()

    def faults(rows: str, header: str = f"# sha256 {digest} complete") -> list[str]:
        table.write_text(f"{header}\n{rows}", "utf-8")
        try:
            document = read_table(table, TEXT.encode(), "made", "Apache-2.0")
        except ValueError as error:
            return [str(error)]
        return check([document]).faults

    return faults


def test_a_table_that_fits_its_text_has_no_fault(faults: Faults) -> None:
    assert faults(ROWS) == []


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("title", "heading1", "unknown role"),
        ("point\t1", "point\t", "the level is ''"),
        ("opening\t\t", "opening\t2\t", "level '2' where none belongs"),
        ("We, the leaders,", "We, the ministers,", "is not there"),
        ("3\topening", "2\topening", "blank or beyond the end"),
        ("\t1.\tagree;", "\t\t1. agree;", "the label stands in the first words"),
        ("1.\tagree;", "2.\tagree;", "is not there"),
    ],
)
def test_a_row_that_does_not_fit_is_named(
    faults: Faults, right: str, wrong: str, fault: str
) -> None:
    assert any(fault in each for each in faults(ROWS.replace(right, wrong)))


def test_a_text_that_was_changed_is_noticed(faults: Faults) -> None:
    assert faults(ROWS, f"# sha256 {'0' * 64} complete") == [
        "the hash is not that of the text"
    ]


def test_a_file_without_the_header_is_no_table(faults: Faults) -> None:
    assert "the first line" in faults(ROWS, "line\trole")[0]


def test_the_words_of_a_row_stand_directly_after_its_label() -> None:
    assert where("1. agree to 2. act", "2.", "act") == 12
    assert where("1. agree to act", "1.", "act") == -1


def test_every_document_of_the_project_fits_its_text() -> None:
    documents = by_hand()
    assert len(documents) > 600
    assert check(documents).faults == []


def test_what_is_kept_is_loaded_equal_and_shown_as_its_table(tmp_path: Path) -> None:
    table = tmp_path / "a.md.tsv"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    table.write_text(f"# sha256 {digest} complete\n{ROWS}", "utf-8")
    document = read_table(table, TEXT.encode(), "made", "Apache-2.0")
    path = keep(document, tmp_path)
    assert (path.name, load(path)) == ("made.jsonl", [document])
    assert table_of(document) == table.read_text("utf-8")
    withheld = read_table(table, TEXT.encode(), "made", None)
    assert keep(withheld, tmp_path).name == "withheld.jsonl"
    assert TEXT.splitlines()[-1] not in (tmp_path / "withheld.jsonl").read_text("utf-8")


def test_every_line_of_the_store_is_written_as_it_is() -> None:
    for path in sorted(FOLDER.glob("*.jsonl")):
        lines = [json.dumps(to_json(each), ensure_ascii=False) for each in load(path)]
        assert path.read_text("utf-8") == "".join(f"{line}\n" for line in lines), (
            path.name
        )
