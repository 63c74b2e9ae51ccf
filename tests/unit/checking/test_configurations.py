from pathlib import Path

import pytest

from communique.checking import configurations
from communique.checking.choice import Choice
from communique.checking.configurations import Configurations
from communique.checking.patterns import Pattern
from communique.checking.settings import Settings
from communique.core.diagnostics import Severity
from communique.core.errors import BadConfiguration, BadOption


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A project with a configuration, a folder in it with another, and one in that without any."""
    written(
        tmp_path / "pyproject.toml",
        "[tool.communique]\nselect = ['EID']\nmax-findings = 3\n",
    )
    written(
        tmp_path / "in" / "communique.toml",
        "select = ['NUM']\n[per-file-ignores]\n'old-*' = ['NUM001']\n",
    )
    written(tmp_path / "in" / "pyproject.toml", "[tool.communique]\nselect = ['TXT']\n")
    written(tmp_path / "in" / "below" / "pyproject.toml", "[tool.other]\n")
    return tmp_path


def test_the_nearest_configuration_counts_alone(top: Path) -> None:
    found = Configurations(Settings())
    assert found.choice(str(top / "a.json")) == Choice(("EID",), limit=3)
    assert found.choice(str(top / "out" / "a.json")) == Choice(("EID",), limit=3)
    assert found.choice(str(top / "in" / "a.json")) == Choice(("NUM",))
    assert found.choice(str(top / "in" / "below" / "deep" / "a.json")) == Choice(
        ("NUM",)
    )
    assert found.choice(str(top / "in" / "old-a.json")) == Choice(
        ("NUM",), ignore=("NUM001",)
    )
    assert found.choice(str(top / "old-a.json")) == Choice(("EID",), limit=3)


def test_the_call_counts_before_the_nearest_configuration(top: Path) -> None:
    found = Configurations(
        Settings(
            select=("REF",), per_file_ignores=((Pattern("old-*", "."), ("REF001",)),)
        )
    )
    assert found.choice(str(top / "a.json")) == Choice(("REF",), limit=3)
    assert found.choice(str(top / "in" / "old-a.json")) == Choice(
        ("REF",), ignore=("REF001", "NUM001")
    )


def test_one_configuration_can_be_named_for_all(top: Path) -> None:
    other = written(top / "other.toml", "fail-on = 'info'\nexclude = ['out']\n")
    found = Configurations(Settings(), file=str(other))
    assert found.for_file(str(top / "in" / "a.json")) == Settings(
        fail_on=Severity.INFO, exclude=(Pattern("out", str(top)),)
    )
    assert found.excludes(str(top / "out" / "a.json"))
    assert not found.excludes(str(top / "in" / "a.json"))


def test_without_a_search_nothing_is_read(top: Path) -> None:
    written(top / "pyproject.toml", "communique")
    assert (
        Configurations(Settings(), search=False).choice(str(top / "a.json")) == Choice()
    )


def test_a_file_that_is_named_must_be_a_configuration(top: Path) -> None:
    with pytest.raises(
        BadConfiguration,
        match=r"pyproject.toml: there is no table \[tool.communique\] in it",
    ):
        Configurations(Settings(), file=str(top / "in" / "below" / "pyproject.toml"))
    with pytest.raises(IsADirectoryError):
        Configurations(Settings(), file=str(top))
    with pytest.raises(FileNotFoundError):
        Configurations(Settings(), file=str(top / "missing.toml"))


def test_a_folder_with_the_name_of_a_configuration_is_none(top: Path) -> None:
    (top / "in" / "below" / "communique.toml").mkdir()
    assert Configurations(Settings()).choice(
        str(top / "in" / "below" / "a.json")
    ) == Choice(("NUM",))


def test_a_bad_configuration_is_raised_for_the_files_that_it_is_nearest_to(
    top: Path,
) -> None:
    written(top / "in" / "communique.toml", "selct = []")
    found = Configurations(Settings())
    assert found.choice(str(top / "a.json")) == Choice(("EID",), limit=3)
    with pytest.raises(
        BadConfiguration, match=r"communique.toml:1: unknown key 'selct'"
    ):
        found.choice(str(top / "in" / "a.json"))


def test_each_configuration_is_read_once(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []
    plain = configurations.read_config

    def noted(path: str) -> Settings | None:
        paths.append(path)
        return plain(path)

    monkeypatch.setattr(configurations, "read_config", noted)
    found = Configurations(Settings())
    for name in (
        "a.json",
        "b.json",
        "in/a.json",
        "in/below/b.json",
        "in/below/more/c.json",
        "out/d.json",
    ):
        found.choice(str(top / name))
    assert len(paths) == len(set(paths))


def test_a_code_that_means_nothing_is_raised_though_no_file_is_meant() -> None:
    with pytest.raises(BadOption, match="QQQ"):
        Configurations(Settings(per_file_ignores=((Pattern("*.json", "."), ("QQQ",)),)))


def test_the_folder_of_settings_counts_first_and_its_paths_begin_beside_it(
    top: Path,
) -> None:
    written(
        top / "in" / ".communique" / "config.toml",
        "ignore = ['REF']\nexclude = ['out/*']\nbaseline = 'known.json'\n",
    )
    found = Configurations(Settings())
    settings = found.for_file(str(top / "in" / "a.json"))
    assert settings.ignore == ("REF",)
    assert settings.select is None
    assert settings.baseline == str(top / "in" / "known.json")
    assert found.excludes(str(top / "in" / "out" / "b.json"))
    assert found.skipped == []


@pytest.mark.parametrize(
    "text",
    [
        "model = 'large'\ntemperature = 1\n",
        "[release]\nnotes = true\n",
        "context = []\n",
    ],
)
def test_a_file_of_another_program_is_skipped(text: str, top: Path) -> None:
    other = written(top / "in" / "communique.toml", text)
    found = Configurations(Settings())
    assert found.choice(str(top / "in" / "a.json")) == Choice(("TXT",))
    assert found.choice(str(top / "in" / "b.json")) == Choice(("TXT",))
    assert found.skipped == [str(other)]


@pytest.mark.parametrize(
    "text", ["selct = []\n", "model = 'large'\nignore = 3\n", "select = [\n"]
)
def test_a_file_with_a_key_of_ours_or_a_slip_is_not_skipped(
    text: str, top: Path
) -> None:
    written(top / "in" / "communique.toml", text)
    with pytest.raises(BadConfiguration):
        Configurations(Settings()).choice(str(top / "in" / "a.json"))
