import json
import os
import re
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.house.checkout import BIN
from tests.office import docx, p
from tests.samples import declaration

from communique.core.bundle import shipped
from communique.core.codes import UNSUPPORTED
from communique.core.diagnostics import Severity
from communique.documents import read, write
from communique.draft import Ledger


def test_json_is_written_when_nothing_else_is_said(good_xml: Path) -> None:
    said = run("convert", good_xml)
    assert (said.status, said.out) == (0, write(declaration(), "json"))


@pytest.mark.parametrize(
    ("ending", "name"),
    [("json", "json"), ("xml", "akn"), ("akn", "akn"), ("txt", "text")],
)
def test_the_ending_of_the_output_says_its_format(
    ending: str, name: str, good_json: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{ending}"
    said = run("convert", good_json, "-o", out)
    assert (said.status, said.out) == (0, "")
    assert out.read_bytes() == write(declaration(), name).encode()


@pytest.mark.parametrize("options", [(), ("-q",)])
def test_what_a_format_does_not_hold_is_said(
    options: tuple[str, ...], good_json: Path
) -> None:
    said = run("convert", *options, good_json, "--to", "markdown")
    left_out = "markdown has no place for act marks (2), date marks (1)"
    assert (said.status, left_out in said.err) == (0, True)
    assert "has no place" not in run("convert", *options, good_json, "--to", "akn").err


def test_a_page_is_written_from_every_format_and_says_where_the_words_stood(
    good_json: Path, tmp_path: Path
) -> None:
    places = {}
    for ending in ("json", "xml", "txt"):
        source = tmp_path / f"harbour.{ending}"
        run("convert", "-q", good_json, "-o", source)
        assert (
            run("convert", "-q", source, "-o", tmp_path / f"{ending}.html").status == 0
        )
        page = (tmp_path / f"{ending}.html").read_text("utf-8")
        assert f'"source":"harbour.{ending}"' in page
        places[ending] = re.findall(r'id="para_3" data-at="([0-9:-]+)"', page)
    assert places["txt"] == ["8:1-8:30"]
    assert all(places.values())


def test_a_page_that_was_written_is_read_back(good_json: Path, tmp_path: Path) -> None:
    run("convert", "-q", good_json, "-o", tmp_path / "a.html")
    assert (
        run("convert", "-q", tmp_path / "a.html", "-o", tmp_path / "b.json").status == 0
    )
    assert (tmp_path / "b.json").read_bytes() == good_json.read_bytes()


def test_a_file_of_a_word_processor_is_converted_and_its_text_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.docx").write_bytes(
        docx(
            p("Declaration of the Ports")
            + p("1. We will meet.")
            + p("2. We will write.")
        )
    )
    said = run(
        "convert",
        tmp_path / "a.docx",
        "--to",
        "json",
        "-o",
        tmp_path / "a.json",
        "--text",
        tmp_path / "a.txt",
    )
    assert (said.status, said.out) == (0, "")
    text = (tmp_path / "a.txt").read_text("utf-8")
    assert text == "Declaration of the Ports\n\n1. We will meet.\n\n2. We will write.\n"
    assert run("convert", tmp_path / "a.txt", "--to", "json").out == (
        tmp_path / "a.json"
    ).read_text("utf-8")
    assert "paragraph" in run("show", tmp_path / "a.docx", "3", "--why").out
    assert "We will write." in run("label", tmp_path / "a.docx").out
    assert (
        run(
            "convert",
            tmp_path / "a.docx",
            "-o",
            tmp_path / "a.xml",
            "--text",
            tmp_path / "a.docx",
        ).status
        == 2
    )


def test_a_page_is_converted_and_a_file_whose_ending_lies_is_told(
    tmp_path: Path,
) -> None:
    page = "<!doctype html><nav><a href='/'>Home</a></nav><h1>Declaration of the Ports</h1><ol><li>We will meet.<li>We will write.</ol>"
    for name in ("a.html", "a.xml", "a.docx"):
        (tmp_path / name).write_text(page, "utf-8")
        said = run("convert", tmp_path / name, "--to", "json")
        assert said.status == 0
        assert ("other-kind" in said.err) is (name != "a.html")
        assert "'Home' is set aside" in said.err
        assert [each["num"] for each in json.loads(said.out)["body"]] == ["1.", "2."]


@pytest.mark.parametrize("name", ["out", "out.xlsx", "out.odt", "newfolder/"])
def test_an_output_whose_ending_implies_no_format_is_refused(
    name: str, good_xml: Path, tmp_path: Path
) -> None:
    said = run("convert", good_xml, "--output", f"{tmp_path}/{name}")
    assert (said.status, said.out) == (2, "")
    assert (
        "its extension is not that of a format; name one with --to: akn, json,"
        in said.err
    )
    assert not (tmp_path / name).exists()
    assert run("convert", good_xml, "--to", "json", "-o", tmp_path / "out").status == 0


@pytest.mark.parametrize(
    ("name", "begins"), [("out.docx", b"PK"), ("out.pdf", b"%PDF-")]
)
def test_what_is_no_text_is_written_as_bytes(
    name: str, begins: bytes, good_xml: Path, tmp_path: Path
) -> None:
    said = run("convert", good_xml, "-o", tmp_path / name)
    assert (said.status, said.out) == (0, "")
    data = (tmp_path / name).read_bytes()
    assert data.startswith(begins)
    command: list[str | Path] = [
        BIN / "communique",
        "convert",
        "-q",
        good_xml,
        "--to",
        name[4:],
    ]
    assert subprocess.run(command, capture_output=True, check=True).stdout == data


def test_the_id_of_a_shipped_declaration_is_taken_like_a_file(tmp_path: Path) -> None:
    said = run("convert", "eu-clasi-2023", "-q")
    assert (said.status, said.err) == (0, "")
    assert said.out == shipped("data/declarations/eu-clasi-2023/sl.json").read_text(
        "utf-8"
    )
    assert run("convert", "no-such-declaration").status == 2


def test_the_format_that_is_named_overrules_the_ending(
    good_json: Path, tmp_path: Path
) -> None:
    assert (
        run("convert", good_json, "-o", tmp_path / "out.json", "--to", "akn").status
        == 0
    )
    assert (tmp_path / "out.json").read_text("utf-8") == write(declaration(), "akn")
    (tmp_path / "odd.txt").write_bytes(good_json.read_bytes())
    assert run(
        "convert", tmp_path / "odd.txt", "--from", "json", "--to", "json"
    ).out == good_json.read_text("utf-8")


@pytest.mark.parametrize("name", ["json", "akn"])
def test_standard_input_is_read_and_its_format_seen(name: str) -> None:
    said = run("convert", "-", "-o", "-", stdin=write(declaration(), name).encode())
    assert (said.status, said.out) == (0, write(declaration(), "json"))


def test_the_bytes_on_standard_output_do_not_depend_on_the_locale(
    good_json: Path, tmp_path: Path
) -> None:
    accented = good_json.read_text("utf-8").replace(
        "Harbour Declaration", "Izjava o pristanišču – Škofije"
    )
    (tmp_path / "a.json").write_text(accented, "utf-8")
    said = start(
        "convert",
        tmp_path / "a.json",
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )
    assert (said.status, said.out) == (0, accented)


def test_the_ledger_is_written_and_adds_up(good_json: Path, tmp_path: Path) -> None:
    said = run(
        "convert",
        good_json,
        "-o",
        tmp_path / "out.xml",
        "--ledger",
        tmp_path / "ledger.json",
    )
    ledger = json.loads((tmp_path / "ledger.json").read_text("utf-8"))
    assert list(ledger) == ["total", "document", "structure", "furniture", "left_over"]
    parts = (
        ledger["document"]
        + ledger["structure"]
        + sum(ledger["furniture"].values())
        + ledger["left_over"]
    )
    assert ledger["total"] == parts > 0
    assert (
        said.err
        == f"ledger: {ledger['total']} characters: "
        + said.err.partition("characters: ")[2]
    )
    assert said.err.count("\n") == 1


def test_the_ledger_on_standard_output_needs_the_document_elsewhere(
    good_json: Path, tmp_path: Path
) -> None:
    said = run("convert", good_json, "-o", tmp_path / "out.xml", "--ledger", "-")
    assert Ledger(**json.loads(said.out)).balanced
    assert run("convert", good_json, "--ledger", "-").status == 2


@pytest.fixture
def lossy(good_xml: Path, tmp_path: Path) -> Path:
    """A document with a word that the record has no place for."""
    path = tmp_path / "lossy.xml"
    damaged = good_xml.read_text("utf-8").replace(
        "</akomaNtoso>", "flotsam</akomaNtoso>"
    )
    path.write_text(damaged, "utf-8")
    return path


def test_what_is_left_over_makes_the_status_1_and_the_output_is_written(
    lossy: Path, tmp_path: Path
) -> None:
    said = run(
        "convert",
        lossy,
        "-o",
        tmp_path / "out.json",
        "--ledger",
        tmp_path / "ledger.json",
    )
    assert said.status == 1
    assert json.loads((tmp_path / "ledger.json").read_text("utf-8"))[
        "left_over"
    ] == len("flotsam")
    assert read(tmp_path / "out.json").declaration is not None
    assert "error SRC008 unsupported-element" in said.err
    assert said.err.splitlines()[0].startswith(f"{lossy}:")


def test_quiet_says_errors_and_losses_only(lossy: Path, good_json: Path) -> None:
    said = run("convert", lossy, "-q").err
    assert "error" in said
    assert "left over" in said
    assert run("convert", good_json, "-q").err == ""


def test_a_loss_that_is_a_warning_is_said_to_the_quiet_too(
    good_xml: Path, tmp_path: Path
) -> None:
    text = good_xml.read_text("utf-8").replace(
        "<references", '<temporalData source="#x"/><references', 1
    )
    (tmp_path / "odd.xml").write_text(text, "utf-8")
    assert "warning SRC011 not-kept" in run("convert", "-q", tmp_path / "odd.xml").err


def test_words_left_over_make_the_status_1_whatever_the_failing_level(
    lossy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    light = replace(UNSUPPORTED, severity=Severity.WARNING)
    monkeypatch.setattr("communique.formats.akn.drafting.UNSUPPORTED", light)
    assert run("convert", lossy, "-q").status == 1


def test_the_failing_level_can_be_moved(good_text: Path, tmp_path: Path) -> None:
    text = good_text.read_text("utf-8").replace("4. We meet", "6. We meet")
    (tmp_path / "skips.txt").write_text(text, "utf-8")
    assert run("convert", tmp_path / "skips.txt", "--language", "en").status == 0
    said = run(
        "convert", tmp_path / "skips.txt", "--language", "en", "--fail-on", "warning"
    )
    assert said.status == 1
    assert "warning DET005 skipped-number" in said.err


def test_verbose_prints_every_decision(tmp_path: Path) -> None:
    """Page numbers are set aside, which is said to those who ask."""
    (tmp_path / "guess.txt").write_text(
        "1. We met in the hall.\n\n2. We part.\n\n1\n\f3. We sing.\n\n2\n"
    )
    usual, verbose = (
        run("convert", tmp_path / "guess.txt", *options)
        for options in ([], ["--verbose"])
    )
    assert " info DET019 " not in usual.err
    assert " info DET019 " in verbose.err
    assert verbose.out == usual.out


def test_the_language_is_told_to_the_reader(good_text: Path) -> None:
    assert (
        json.loads(run("convert", good_text, "--language", "sr-Latn").out)["language"]
        == "sr-Latn"
    )


@pytest.mark.parametrize("way", ["same", "soft", "hard", "spelt"])
def test_the_input_is_never_written_over(
    way: str, good_json: Path, tmp_path: Path
) -> None:
    before = good_json.read_bytes()
    out = {
        "same": good_json,
        "soft": tmp_path / "s.xml",
        "hard": tmp_path / "h.xml",
    }.get(way)
    if way == "soft":
        (tmp_path / "s.xml").symlink_to(good_json)
    elif way == "hard":
        (tmp_path / "h.xml").hardlink_to(good_json)
    out = out or tmp_path / "." / ".." / tmp_path.name / "good.json"
    for option in ("-o", "--ledger"):
        said = run("convert", good_json, option, out)
        assert said.status == 2
        assert "the same file" in said.err
    assert good_json.read_bytes() == before


def test_two_outputs_are_not_one_file(good_json: Path, tmp_path: Path) -> None:
    said = run("convert", good_json, "-o", tmp_path / "a", "--ledger", tmp_path / "a")
    assert (said.status, (tmp_path / "a").exists()) == (2, False)


def test_hints_are_not_written_over_and_not_read_with_the_input(
    good_text: Path, tmp_path: Path
) -> None:
    (tmp_path / "hints.json").write_text("{}", "utf-8")
    assert (
        run(
            "convert",
            good_text,
            "--hints",
            tmp_path / "hints.json",
            "-o",
            tmp_path / "hints.json",
        ).status
        == 2
    )
    assert run("convert", "-", "--hints", "-").status == 2
    assert (tmp_path / "hints.json").read_text("utf-8") == "{}"


def test_hints_are_shown_to_the_reader(good_text: Path, tmp_path: Path) -> None:
    (tmp_path / "hints.json").write_text('{"nonsense": 1}', "utf-8")
    said = run("convert", good_text, "--hints", tmp_path / "hints.json")
    assert said.status == 1
    assert "hints.json" in said.err
    assert run("convert", good_text, "--hints", tmp_path / "missing.json").status == 2


def test_an_output_that_cannot_be_written_leaves_nothing(
    good_json: Path, tmp_path: Path
) -> None:
    out = tmp_path / "missing" / "out.xml"
    said = run("convert", good_json, "-o", out, "--ledger", tmp_path / "ledger.json")
    assert (said.status, said.err) == (
        2,
        f"communique: {out}: no such file or directory\n",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.json"]
    assert run("convert", good_json, "-o", tmp_path).status == 2


def test_an_output_that_cannot_be_made_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"{")
    (tmp_path / "out.xml").write_bytes(b"old")
    ledger = tmp_path / "ledger.json"
    assert (
        run(
            "convert",
            tmp_path / "bad.json",
            "-o",
            tmp_path / "out.xml",
            "--ledger",
            ledger,
        ).status
        == 2
    )
    assert (tmp_path / "out.xml").read_bytes() == b"old"
    assert not ledger.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_an_old_output_keeps_its_permissions(good_json: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    out.write_bytes(b"old")
    out.chmod(0o604)
    assert run("convert", good_json, "-o", out).status == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "odt"],
        ["--to", "odt"],
        ["--language", "English"],
        ["--fail-on", "fatal"],
        ["--max-size", "0"],
        ["--max-size", "many"],
        ["--max-line", "-1"],
        ["--max-depth", "0"],
        ["--colour"],
        ["another.json"],
    ],
)
def test_a_bad_call_is_refused_in_words(options: list[str], good_json: Path) -> None:
    said = run("convert", good_json, *options)
    assert (said.status, said.out) == (2, "")
    assert options[-1] in said.err or options[0] in said.err
    assert "Traceback" not in said.err


def test_the_limits_are_options(
    good_json: Path, good_text: Path, tmp_path: Path
) -> None:
    for file, options, code in (
        (good_json, ["--max-size", "100"], "SRC004 too-large"),
        (good_text, ["--max-line", "10"], "SRC005 line-too-long"),
        (good_text, ["--max-lines", "2"], "SRC004 too-large"),
        (good_json, ["--max-depth", "2"], "SRC006 too-nested"),
    ):
        said = run("convert", file, *options, "-o", tmp_path / "out.json")
        assert said.status == 2
        assert code in said.err
        assert not (tmp_path / "out.json").exists()
    size = good_json.stat().st_size
    assert (
        run(
            "convert",
            good_json,
            "--max-size",
            str(size),
            "--max-line",
            "64K",
            "--max-depth",
            "100",
        ).status
        == 0
    )
    assert run("convert", good_json, "--max-size", str(size - 1)).status == 2


def test_a_program_is_converted_and_told_not_to_look_like_a_declaration(
    tmp_path: Path, good_text: Path
) -> None:
    program = tmp_path / "ports.txt"
    program.write_text(
        "for (int i = 0; i < n; i++) {\n  ports[i] = open_port(&list[i]);\n}\n" * 20,
        "utf-8",
    )
    said = run("convert", program, "-o", tmp_path / "out.json", "--language", "en")
    assert "info STR009" in said.err
    assert (
        "STR009"
        not in run(
            "convert", program, "-q", "-o", tmp_path / "quiet.json", "--language", "en"
        ).err
    )
    assert (
        "STR009"
        not in run(
            "convert", good_text, "-o", tmp_path / "good.json", "--language", "en"
        ).err
    )
    assert (
        "warning STR009"
        in run(
            "validate", program, "--output-format", "concise", "--language", "en"
        ).out
    )


def test_a_loss_is_said_however_quiet(tmp_path: Path) -> None:
    pages = "\f".join(
        f"Ports of the North\n\n{n}. We will {verb} the ports of the isles in May.\n"
        for n, verb in enumerate(("open", "light", "clean", "paint"), 1)
    )
    text = tmp_path / "a.txt"
    text.write_text(f"---\ntags: nets\n---\n\n{pages}", "utf-8")
    said = run("convert", "-q", text, "-o", tmp_path / "a.json", "--language", "en").err
    assert (
        said.count(
            "'Ports of the North' and similar lines are set aside as headers or footers of 3 pages"
        )
        == 1
    )  # the first is the title
    assert "'tags: nets'" in said


@pytest.mark.parametrize("output", ["act.xml", "act.json"])
def test_an_act_in_formex_is_converted_by_its_bytes(
    tmp_path: Path, output: str
) -> None:
    act = Path(__file__).parents[1] / "unit" / "formats" / "akn" / "formex.xml"
    assert run("convert", act, "-o", tmp_path / output).status == 0
    assert run("validate", tmp_path / output).status == 0


def test_other_languages_stand_beside_the_first_on_a_page_and_nowhere_else(
    good_json: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    run("convert", good_json, "--beside", good_json, "-o", page)
    assert page.read_text("utf-8").count('class="beside"') > 5
    run("convert", "-q", "eu-clasi-2023", "--beside", "sl", "-o", page)
    refused = run("convert", good_json, "--beside", good_json, "--to", "akn")
    assert (refused.status, "no place for other languages" in refused.err) == (2, True)
    same = run("convert", good_json, "--beside", page, "-o", page)
    assert (same.status, "it is not written over" in same.err) == (2, True)


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_record_can_be_left_out_and_ignored(
    ending: str, good_json: Path, tmp_path: Path
) -> None:
    whole, bare = tmp_path / f"whole.{ending}", tmp_path / f"bare.{ending}"
    assert run("convert", "-q", good_json, "-o", whole).status == 0
    assert run("convert", "-q", good_json, "-o", bare, "--no-record").status == 0
    assert "info INP032 record-used" in run("convert", "-v", whole).err
    ignored = run("convert", "-q", whole, "--ignore-record", "--language", "en").out
    assert ignored == run("convert", "-q", bare, "--language", "en").out
