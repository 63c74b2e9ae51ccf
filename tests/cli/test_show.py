from pathlib import Path

import pytest
from tests.cli.running import run

from communique.edition.dataset import dataset


def test_a_file_is_shown_with_its_counts_and_its_ledger(
    good_json: Path, good_xml: Path
) -> None:
    for path in (good_json, good_xml):
        said = run("show", path)
        assert (said.status, said.err) == (0, "")
        lines = said.out.splitlines()
        assert lines[0] == "Harbour Declaration"
        assert "  2 recitals, 2 operative paragraphs, 1 footnote, 1 signatory" in lines
        assert lines[-1].startswith("  ledger: ")
        assert lines[-1].endswith(" 0 left over")


def test_raw_text_is_shown_as_the_declaration_read_from_it(good_text: Path) -> None:
    said = run("show", good_text, "--language", "en")
    assert said.status == 0
    assert " 2 operative paragraphs, 1 footnote," in said.out


def test_standard_input_is_shown(good_json: Path) -> None:
    assert (
        run("show", "-", "--from", "json", stdin=good_json.read_bytes()).out
        == run("show", good_json).out
    )


@pytest.mark.parametrize("place", ["3", "para_3"])
def test_a_paragraph_is_shown_by_number_and_by_eid(place: str, good_json: Path) -> None:
    said = run("show", good_json, place)
    assert said.out.splitlines() == [
        "para_3  3.",
        "  We commit by 1 March 2024.",
        "  act commit: commit",
        "  date 2024-03-01: 1 March 2024",
    ]


def test_a_recital_is_shown_with_its_footnotes(good_json: Path) -> None:
    assert (
        run("show", good_json, "1").out.splitlines()[-1]
        == "  note 1: See the annual report."
    )


def test_a_place_that_is_not_there_is_said(good_json: Path) -> None:
    said = run("show", good_json, "99")
    assert (said.status, said.out) == (2, "")
    assert "'99'" in said.err


def test_a_name_that_is_neither_file_nor_declaration_lists_what_there_is() -> None:
    said = run("show", "no-such-work")
    assert said.status == 2
    for work in dataset().works():
        assert work.id in said.err


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "torn.json").write_bytes(b"{")
    said = run("show", tmp_path / "torn.json")
    assert (said.status, said.out) == (2, "")
    assert "SRC002" in said.err
    assert run("show", tmp_path).status == 2


def test_limits_and_hints_are_heeded(good_text: Path, tmp_path: Path) -> None:
    assert run("show", good_text, "--max-size", "10").status == 2
    assert run("show", good_text, "--max-line", "10").status == 2
    assert run("show", good_text, "--max-depth", "1001").status == 2
    assert run("show", good_text, "--hints", tmp_path / "missing.json").status == 2


def test_nothing_in_a_document_moves_the_cursor(
    good_json: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sly.json"
    path.write_text(
        good_json.read_text("utf-8").replace(
            "Harbour Decl", "Harbour\\u009b\\u202e Decl"
        ),
        "utf-8",
    )
    said = run("show", path)
    assert said.out.splitlines()[0] == "Harbour\\x9b\\u202e Declaration"


def test_the_source_of_a_shipped_paragraph_is_shown_place_by_place() -> None:
    for work in dataset().works():
        declaration = dataset().load(work.id)
        eid = declaration.commitments[0].eid
        said = run("show", work.id, eid, "--source")
        text = dataset().reading(work.id).source.text
        stretches = [
            line.split("(")[1].split(")")[0].split("-")
            for line in said.out.splitlines()
            if line[:7] == "  text "
        ]
        words = " ".join(text[int(start) : int(end)] for start, end in stretches)
        assert said.status == 0
        assert "".join(words.split()) == "".join(
            declaration.commitments[0].text.split()
        )


def test_the_source_of_a_whole_declaration_is_not_shown(good_text: Path) -> None:
    assert run("show", good_text, "--source").status == 2
    assert run("show", good_text, "1", "--source").status == 0


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
def test_how_to_cite_is_printed_in_each_style(style: str) -> None:
    declaration = dataset().declarations()[0]
    paragraph = declaration.commitments[0]
    said = run("show", declaration.id, paragraph.eid, "--cite", style)
    assert (said.status, said.err) == (0, "")
    assert said.out.rstrip("\n") == declaration.cite(paragraph.eid, style=style).rstrip(
        "\n"
    )
    assert run("show", declaration.id, "--cite", style).out.rstrip(
        "\n"
    ) == declaration.cite(style=style).rstrip("\n")


def test_what_cannot_be_cited_is_refused() -> None:
    declaration = dataset().declarations()[0]
    entity = declaration.entities[0].id
    said = run("show", declaration.id, entity, "--cite", "text")
    assert (said.status, said.out) == (2, "")
    assert "is an entity" in said.err
    said = run("show", declaration.id, "--cite", "mla")
    assert (said.status, said.out) == (2, "")
    assert "'mla' is no style of citation" in said.err


@pytest.mark.parametrize(
    "place", ["para_2", "2", "11"], ids=["eid", "printed number", "line"]
)
def test_why_a_block_is_what_it_is_is_said_by_any_name_of_its_place(
    place: str, raw: Path
) -> None:
    said = run("show", raw, place, "--why", "--language", "en")
    lines = said.out.splitlines()
    assert (said.status, said.err) == (0, "")
    assert lines[0] == "line 11  2. We keep them lit until the boats are home."
    assert lines[1].startswith("  paragraph: ")
    assert lines[2].endswith(" %")
    weights = [float(line.split()[0]) for line in lines[3:]]
    assert weights
    assert weights == sorted(weights, key=abs, reverse=True)


def test_why_says_where_a_hint_decided(raw: Path, tmp_path: Path) -> None:
    hints = tmp_path / "hints.json"
    hints.write_text('[{"at": "Noting the long", "is": "heading"}]', "utf-8")
    said = run("show", raw, "5", "--why", "--language", "en", "--hints", hints)
    assert said.out.splitlines()[1] == "  heading: 100.0 % (a hint says so)"


def test_why_needs_a_place_and_raw_text(raw: Path, good_json: Path) -> None:
    assert run("show", raw, "--why").status == 2
    said = run("show", good_json, "1", "--why")
    assert (said.status, said.out) == (2, "")
    assert "raw text" in said.err
    assert "raw text" in run("show", dataset().works()[0].id, "1", "--why").err


@pytest.mark.parametrize(
    "place", ["4", "99", "nowhere"], ids=["an empty line", "no line", "no eid"]
)
def test_why_says_where_nothing_was_decided(place: str, raw: Path) -> None:
    said = run("show", raw, place, "--why", "--language", "en")
    assert (said.status, said.out) == (2, "")
    assert place in said.err
