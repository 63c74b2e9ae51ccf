from pathlib import Path

import pytest
from tests.cli.running import run, start

from communique.edition.skeleton import skeleton, write_skeleton

WORDS = ("new", "--title", "Harbour Declaration", "--language", "en")
MADE = skeleton("Harbour Declaration", language="en")


def test_a_skeleton_goes_to_standard_output_as_json() -> None:
    said = run(*WORDS)
    assert (said.status, said.out, said.err) == (0, write_skeleton(MADE, "json"), "")


@pytest.mark.parametrize(
    ("ending", "form"), [("json", "json"), ("xml", "akn"), ("akn", "akn")]
)
def test_the_ending_of_the_output_says_its_format_and_the_file_is_valid(
    ending: str, form: str, tmp_path: Path
) -> None:
    out = tmp_path / f"new.{ending}"
    assert run(*WORDS, "-o", out).status == 0
    assert out.read_bytes() == write_skeleton(MADE, form).encode()
    assert run("validate", out, "--ignore", "TXT005", "--fail-on", "info").status == 0


@pytest.mark.parametrize("name", ["new", "new.xlsx", "new.odt"])
def test_an_ending_that_implies_no_format_is_refused(name: str, tmp_path: Path) -> None:
    said = run(*WORDS, "-o", tmp_path / name)
    assert (said.status, said.out) == (2, "")
    assert "its extension is not that of a format" in said.err
    assert not (tmp_path / name).exists()


def test_the_format_that_is_named_overrules_the_ending(tmp_path: Path) -> None:
    assert run(*WORDS, "--to", "akn", "-o", tmp_path / "new.json").status == 0
    assert (tmp_path / "new.json").read_text("utf-8") == write_skeleton(MADE, "akn")


def test_kind_and_date_are_written() -> None:
    said = run(*WORDS, "--kind", "joint-declaration", "--date", "2024-03-01")
    assert '"kind": "joint-declaration"' in said.out
    assert (
        '"iri": "/akn/xx/statement/joint-declaration/2024-03-01/harbour-declaration"'
        in said.out
    )


def test_a_file_that_exists_is_written_over_only_if_that_is_said(
    tmp_path: Path,
) -> None:
    out = tmp_path / "new.json"
    out.write_text("mine", "utf-8")
    said = run(*WORDS, "-o", out)
    assert (said.status, said.out) == (2, "")
    assert (
        said.err == f"communique: {out} already exists; use --force to overwrite it\n"
    )
    assert out.read_text("utf-8") == "mine"
    assert run(*WORDS, "-o", out, "--force").status == 0
    assert out.read_text("utf-8") == write_skeleton(MADE, "json")


def test_a_language_without_data_is_said_to_have_none() -> None:
    said = run("new", "--title", "A", "--language", "tlh")
    assert said.status == 0
    assert (
        said.err
        == "no phrases are known of the language 'tlh': its placeholders are empty\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("new", "--language", "en"),
        ("new", "--title", "A"),
        ("new", "--title", " ", "--language", "en"),
        ("new", "--title", "A", "--language", "English"),
        (*WORDS, "--kind", "Declaration"),
        (*WORDS, "--date", "yesterday"),
        (*WORDS, "--to", "text"),
        (*WORDS, "-o", "new.txt"),
        (*WORDS, "-o", "no/such/folder/new.json"),
    ],
)
def test_a_bad_call_is_a_sentence_and_writes_nothing(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err
    assert list(tmp_path.iterdir()) == []


def test_the_same_call_writes_the_same_bytes_in_every_locale() -> None:
    words = ("new", "--title", "Izjava ČŠŽ", "--language", "sl", "--to", "akn")
    assert start(*words, LC_ALL="C", PYTHONHASHSEED="1").out == run(*words).out
