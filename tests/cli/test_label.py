"""The table of blocks and roles: written, corrected, read back."""

from pathlib import Path

from tests.cli.running import run


def test_each_block_has_a_row_behind_the_hash_of_the_text(raw: Path) -> None:
    said = run("label", raw, "--language", "en")
    first, *rows = said.out.splitlines()
    assert (said.status, said.err) == (0, "")
    assert first.startswith("# sha256 ")
    assert first.endswith(" complete")
    assert "3\trecital\t\t\tRecalling the charter of" in rows
    assert "11\tparagraph\t\t2.\tWe keep them lit" in rows
    assert [row.split("\t")[0] for row in rows] == ["1", "3", "5", "7", "9", "11"]


def test_a_corrected_row_decides(raw: Path, tmp_path: Path) -> None:
    table = tmp_path / "raw.tsv"
    assert run("label", raw, "--language", "en", "-o", table).status == 0
    table.write_text(
        table.read_text("utf-8").replace("5\trecital\t", "5\theading\t"), "utf-8"
    )
    again = run("label", raw, "--language", "en", "--hints", table)
    assert "5\theading\t1\t\tNoting the long winter," in again.out.splitlines()
    assert "3\trecital\t\t\tRecalling the charter of" in again.out.splitlines()


def test_standard_input_is_read_once_however_often_it_is_asked_for(raw: Path) -> None:
    table = (
        run("label", raw, "--language", "en")
        .out.replace("5\trecital\t", "5\theading\t")
        .encode()
    )
    said = run("label", raw, "--language", "en", "--hints", "-", stdin=table)
    assert "5\theading\t1\t\tNoting the long winter," in said.out.splitlines()
    said = run(
        "show", raw, "5", "--why", "--language", "en", "--hints", "-", stdin=table
    )
    assert "  heading: 100.0 % (a hint says so)" in said.out.splitlines()
    assert (
        run("diff", "-", "-", stdin=raw.read_bytes()).out.splitlines()[-1]
        == "no difference"
    )


def test_what_exists_is_written_over_by_force_alone(raw: Path, tmp_path: Path) -> None:
    table = tmp_path / "raw.tsv"
    table.write_text("mine", "utf-8")
    assert run("label", raw, "-o", table).status == 2
    assert table.read_text("utf-8") == "mine"
    assert run("label", raw, "-o", table, "--force").status == 0
    assert table.read_text("utf-8").startswith("# sha256 ")


def test_a_table_of_another_text_is_refused(raw: Path, tmp_path: Path) -> None:
    table = tmp_path / "raw.tsv"
    table.write_text(f"# sha256 {'0' * 64} complete\n1\tparagraph\t\t\t\n", "utf-8")
    said = run("convert", raw, "--hints", table)
    assert said.status == 1
    assert "DET018" in said.err
    assert "another text" in said.err


def test_only_raw_text_is_labelled(good_json: Path) -> None:
    said = run("label", good_json)
    assert (said.status, said.out) == (2, "")
    assert "nothing to label" in said.err
