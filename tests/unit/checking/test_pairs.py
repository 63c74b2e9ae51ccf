from pathlib import Path

from tests.samples import block, declaration

from communique.checking.batch import Input, examine_pair
from communique.checking.choice import Choice
from communique.checking.cross.pair import Relation
from communique.core.source import Source
from communique.documents import write
from communique.draft import ReadOptions
from communique.model import Declaration


def file(path: Path, record: Declaration | None = None) -> Path:
    form = {".xml": "akn", ".txt": "text"}.get(path.suffix, "json")
    path.write_text(write(record or declaration(), form), "utf-8")
    return path


def pair(
    one: Path, other: Path, choice: Choice | None = None
) -> tuple[list[list[str]], list[Relation]]:
    """The codes of the findings about each, and what was said to be compared."""
    said: list[Relation] = []
    first, second = (
        Input(str(path), choice=choice or Choice(ignore=("DET",)))
        for path in (one, other)
    )
    found = examine_pair(
        first, second, Source.open, ReadOptions(language="en"), on_relation=said.append
    )
    return [
        [finding.code.code for finding in each.report.findings] for each in found
    ], said


def test_a_pair_that_agrees_has_no_findings(tmp_path: Path) -> None:
    one, other = file(tmp_path / "a.json"), file(tmp_path / "a.xml")
    assert pair(one, other) == ([[], []], [Relation.FORMATS])


def test_a_pair_that_differs_is_reported_where_it_does_and_as_the_choice_says(
    tmp_path: Path,
) -> None:
    one, other = (
        file(tmp_path / "a.json"),
        file(tmp_path / "a.xml", declaration(title=block("Harbor Declaration"))),
    )
    assert pair(one, other)[0] == [[], ["CRS007"]]
    assert pair(one, other, Choice(ignore=("CRS",)))[0] == [[], []]
    assert pair(file(tmp_path / "a.json", declaration(body=[])), other)[0][1] == [
        "CRS007",
        "CRS004",
    ]


def test_raw_text_is_the_source_whichever_is_named_first(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(
        write(declaration(), "text").replace("We meet again:", "We meet once again:"),
        "utf-8",
    )
    record = file(tmp_path / "a.json")
    assert pair(text, record) == ([["CRS012"], []], [Relation.SOURCE])
    assert pair(record, text) == ([[], ["CRS012"]], [Relation.SOURCE])


def test_a_pair_of_which_one_is_missing_is_not_compared(tmp_path: Path) -> None:
    assert pair(file(tmp_path / "a.json"), tmp_path / "missing.xml") == (
        [[], ["RUN001"]],
        [],
    )


def test_a_good_file_without_a_declaration_leaves_no_verdict(tmp_path: Path) -> None:
    act = tmp_path / "act.xml"
    text = write(declaration(), "akn").replace(
        '<statement name="declaration" contains="originalVersion">', "<act>"
    )
    text = text.replace("</statement>", "</act>").replace("mainBody", "body")
    act.write_text(text, "utf-8")
    found, said = pair(file(tmp_path / "a.json"), act, Choice(select=("CRS", "RUN")))
    assert (found, said) == ([[], ["CRS003", "RUN003"]], [])
