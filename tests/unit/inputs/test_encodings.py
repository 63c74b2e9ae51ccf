"""An encoding that is named: it decodes the file, and what it lacks is an error."""

from pathlib import Path

import pytest
from tests.cli.running import run

from communique import BadOption, read, validate

WORDS = "Izjava o šoli\n\n1. Čolni so v pristanišču.\n\n2. Žal ni čakalnice.\n"
PAGE = '<html><head><meta charset="{}"></head><body><h1>Izjava o šoli</h1><p>1. Čolni.</p></body></html>'


@pytest.mark.parametrize(
    "encoding", ["windows-1250", "iso-8859-2", "cp852", "utf-16", "utf-8-sig"]
)
def test_a_text_is_decoded_by_the_encoding_that_is_named(encoding: str) -> None:
    found = read(WORDS.encode(encoding), "text", language="sl", encoding=encoding)
    plain = read(WORDS.encode(), "text", language="sl")
    assert found.require() == plain.require()
    assert found.ledger == plain.ledger
    assert found.source.text == WORDS
    assert found.findings[0].code.code == "INP038"
    assert encoding in found.findings[0].message
    assert [each.code for each in found.findings[1:]] == [
        each.code for each in plain.findings
    ]


@pytest.mark.parametrize("said", ["utf-8", "windows-1252", "windows-1250"])
def test_it_counts_more_than_what_a_page_says(said: str) -> None:
    found = read(PAGE.format(said).encode("cp1250"), "html", encoding="windows-1250")
    assert "Izjava o šoli" in found.source.text
    assert "Čolni." in found.source.text
    codes = {each.code.code for each in found.findings}
    assert "INP038" in codes
    assert "INP006" not in codes


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_byte_that_the_encoding_lacks_is_an_error(form: str) -> None:
    words = WORDS if form == "text" else PAGE.format("utf-8")
    found = read(words.encode("cp1250"), form, encoding="ascii")
    lost = [each for each in found.findings if each.code.code == "INP024"]
    assert [str(each.severity) for each in lost] == ["error"] * len(lost)
    assert lost[0].quote is not None
    assert lost[0].quote.startswith("\ufffdoli")
    assert (lost[0].span is None) == (form == "html")


@pytest.mark.parametrize(
    "name", ["", "utf-99", "hex", "rot13", "utf-7", "idna", "undefined", "a\0b"]
)
def test_a_name_that_is_no_encoding_is_refused(name: str) -> None:
    with pytest.raises(BadOption, match="is not the name of an encoding"):
        read(b"1. We meet.\n", "text", encoding=name)
    with pytest.raises(BadOption, match="is not the name of an encoding"):
        validate(b"1. We meet.\n", encoding=name)


def test_an_empty_file_stays_empty() -> None:
    found = read(b"", "text", encoding="cp1250")
    assert [each.code.code for each in found.findings] == ["SRC009"]


def test_other_formats_do_not_ask_for_it() -> None:
    found = read(b'{"a": 1}', "json", encoding="cp1250")
    assert "INP038" not in {each.code.code for each in found.findings}


def test_commands_that_read_text_take_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode("cp1250"))
    wanted = ["--encoding", "windows-1250"]
    for command in ("convert", "show", "promises", "label"):
        said = run(command, path, *wanted)
        assert said.status == 0, command
    assert "Čolni" in run("convert", path, "--to", "text", *wanted).out
    assert run("validate", path, *wanted).status == 0
    refused = run("convert", path, "--encoding", "utf-99")
    assert refused.status == 2
    assert refused.err.startswith("communique: 'utf-99' is not the name of an encoding")


def test_a_table_of_labels_corrects_the_reading_of_the_same_file(
    tmp_path: Path,
) -> None:
    path, table = tmp_path / "a.txt", tmp_path / "table.tsv"
    path.write_bytes(WORDS.encode("cp1250"))
    wanted = ["--encoding", "windows-1250"]
    labels = run("label", path, *wanted).out.replace("paragraph", "recital", 1)
    table.write_text(labels, "utf-8")
    said = run("show", path, *wanted, "--hints", table)
    assert "1 recital" in said.out
