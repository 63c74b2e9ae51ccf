from pathlib import Path

from tests.samples import declaration

from communique.diagnostics import Verdict
from communique.documents import write
from communique.draft import ReadOptions
from communique.source import Source
from communique.validate.batch import examine_inputs
from communique.validate.engine import Examined
from communique.validate.inputs import Input


def examined(*inputs: Input) -> list[Examined]:
    return list(examine_inputs(inputs, Source.open, ReadOptions()))


def good(path: Path) -> Path:
    path.write_text(write(declaration(), "json"), "utf-8")
    return path


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    found = examined(Input(str(tmp_path / "missing.json")), Input(str(good(tmp_path / "a.json"))))
    assert [each.report.verdict for each in found] == [Verdict.UNDETERMINED, Verdict.VALID]
    assert [each.message for each in found[0].report.findings] == ["no such file or directory"]


def test_a_path_that_gives_no_file_leaves_no_verdict(tmp_path: Path) -> None:
    (found,) = examined(Input(str(tmp_path), "the folder holds no file to check"))
    assert found.report.verdict is Verdict.UNDETERMINED
    assert [each.message for each in found.report.findings] == ["the folder holds no file to check"]
