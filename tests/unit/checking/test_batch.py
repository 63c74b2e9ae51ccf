import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.samples import declaration

from communique.checking.batch import Input, examine_inputs
from communique.checking.engine import Examined
from communique.core.diagnostics import Verdict
from communique.core.message import say
from communique.core.source import Source
from communique.documents import write
from communique.draft import ReadOptions


def examined(*inputs: Input) -> list[Examined]:
    return list(examine_inputs(inputs, Source.open, ReadOptions()))


def good(path: Path) -> Path:
    path.write_text(write(declaration(), "json"), "utf-8")
    return path


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    found = examined(
        Input(str(tmp_path / "missing.json")), Input(str(good(tmp_path / "a.json")))
    )
    assert [each.report.verdict for each in found] == [
        Verdict.UNDETERMINED,
        Verdict.VALID,
    ]
    assert [each.message for each in found[0].report.findings] == [
        "no such file or directory"
    ]


def test_a_path_that_gives_no_file_leaves_no_verdict(tmp_path: Path) -> None:
    (found,) = examined(
        Input(str(tmp_path), say("the folder contains no file to check"))
    )
    assert found.report.verdict is Verdict.UNDETERMINED
    assert [each.message for each in found.report.findings] == [
        "the folder contains no file to check"
    ]


def deadly(path: str) -> Source:
    if path.endswith("deadly.json"):
        os._exit(7)
    return Source.open(path)


@pytest.mark.parametrize("jobs", [2, None])
def test_what_is_found_does_not_depend_on_the_number_of_processes(
    tmp_path: Path, jobs: int | None
) -> None:
    good(tmp_path / "a.json")
    (tmp_path / "torn.json").write_bytes(b"{")
    (tmp_path / "b.txt").write_text("1. We commit.\n\n3. We meet.\n", "utf-8")
    names = ("a.json", "torn.json", "missing.json", "b.txt")
    inputs = [
        *(Input(str(tmp_path / name)) for name in names * 10),
        Input("no/*", say("no file matches this pattern")),
    ]
    expected = [
        each.report for each in examine_inputs(inputs, Source.open, ReadOptions())
    ]
    found = list(examine_inputs(inputs, Source.open, ReadOptions(), jobs=jobs))
    assert [each.report for each in found] == expected
    assert [len(each.report.findings) for each in found[:3]] == [0, 1, 1]
    assert found[1].source.data == b"{"
    assert all(each.parsed is None for each in found)


def test_a_process_that_dies_is_a_finding_about_its_file(tmp_path: Path) -> None:
    names = [good(tmp_path / f"{number}.json") for number in range(4)]
    names.insert(1, tmp_path / "deadly.json")
    inputs = [Input(str(name)) for name in names]
    reports = [
        each.report for each in examine_inputs(inputs, deadly, ReadOptions(), jobs=2)
    ]
    assert [each.verdict for each in reports] == [
        Verdict.VALID,
        Verdict.UNDETERMINED,
        *[Verdict.VALID] * 3,
    ]
    (finding,) = reports[1].findings
    assert (finding.code.code, finding.message) == (
        "RUN002",
        "the process that checked the file ended with status 7",
    )


@dataclass
class Opener:
    """Opens files, and notes which; what another process notes is not seen here."""

    opened: list[str] = field(default_factory=list)

    def __call__(self, path: str) -> Source:
        self.opened.append(path)
        return Source("<stdin>", b"{") if path == "-" else Source.open(path)


def test_standard_input_is_read_in_this_process(tmp_path: Path) -> None:
    opener = Opener()
    inputs = [
        Input(str(good(tmp_path / "a.json"))),
        Input("-"),
        Input(str(tmp_path / "a.json")),
    ]
    found = list(examine_inputs(inputs, opener, ReadOptions(), jobs=2))
    assert [each.report.path for each in found] == [
        str(tmp_path / "a.json"),
        "<stdin>",
        str(tmp_path / "a.json"),
    ]
    assert opener.opened == ["-"]


def test_standard_input_that_cannot_be_read_is_a_finding() -> None:
    def opener(_: str) -> Source:
        raise OSError(9, "Bad file descriptor")

    (found,) = examine_inputs([Input("-")], opener, ReadOptions())
    assert [each.message for each in found.report.findings] == ["bad file descriptor"]
