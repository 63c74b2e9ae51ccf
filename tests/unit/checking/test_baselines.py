from pathlib import Path

import pytest
from tests.unit.checking.test_suppression import GAPPY

from communique.checking.configurations import Configurations
from communique.checking.engine import examine
from communique.checking.settings import Settings
from communique.core.errors import BadConfiguration, BadOption
from communique.core.source import Source


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with findings."""
    path = tmp_path / "in" / "a.xml"
    path.parent.mkdir()
    path.write_bytes(GAPPY.data)
    return str(path)


def run(configurations: Configurations, *paths: str) -> tuple[int, list[str]]:
    """Examine files: how many findings are reported, and what is said of the baselines."""
    choices = [(Source.open(path), configurations.choice(path)) for path in paths]
    every = [
        each.report
        for each in configurations.noting(
            examine(source, choice=choice) for source, choice in choices
        )
    ]
    return sum(len(report.findings) for report in every), list(configurations.finish())


def call(path: str | None, *, update: bool = False) -> Configurations:
    return Configurations(Settings(baseline=path), update=update)


def test_a_baseline_is_made_used_and_shrunk(file: str, tmp_path: Path) -> None:
    path = str(tmp_path / "b.json")
    new, said = run(call(path, update=True), file)
    assert (new, len(said)) == (0, 1)
    assert said[0].startswith(f"{path}: created, findings: ")
    assert run(call(path), file) == (0, [])
    Path(file).write_bytes(GAPPY.data.replace(b"<num>7.</num>", b"<num>6.</num>"))
    new, said = run(call(path), file)
    assert new > 0
    assert said[0].endswith("; --update-baseline removes them")
    again, said = run(call(path, update=True), file)
    assert again == new
    assert "findings removed: " in said[0]
    assert run(call(path, update=True), file) == (new, [])


def test_each_file_has_the_baseline_that_its_configuration_names(
    file: str, tmp_path: Path
) -> None:
    (tmp_path / "in" / "communique.toml").write_text("baseline = 'near.json'", "utf-8")
    (tmp_path / "communique.toml").write_text("baseline = 'in/../far.json'", "utf-8")
    other = tmp_path / "b.xml"
    other.write_bytes(GAPPY.data)
    _, said = run(call(None, update=True), file, str(other))
    assert len(said) == 2
    assert (tmp_path / "in" / "near.json").exists()
    assert (tmp_path / "far.json").exists()
    assert run(call(None), file, str(other)) == (0, [])


def test_files_without_a_baseline_are_as_they_are(file: str) -> None:
    new, said = run(call(None), file)
    assert new > 0
    assert said == []


def test_there_must_be_a_baseline_to_write_and_to_use(
    file: str, tmp_path: Path
) -> None:
    with pytest.raises(BadOption, match="needs a baseline"):
        call(None, update=True).require_baseline()
    call(None).require_baseline()
    with pytest.raises(BadConfiguration, match="no such baseline"):
        call(str(tmp_path / "b.json")).choice(file)
