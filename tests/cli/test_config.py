"""Configurations: which one counts for which file, what the call overrules, what is said of a bad
one.
"""

import re
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.cli.test_control import codes, commented, gaps
from tests.cli.test_validate import as_json, bad_json
from tests.rules.documents import document

from communique.checking.config_file import Configuration

__all__ = ["bad_json", "gaps"]


def config(folder: Path, text: str, name: str = "communique.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_the_nearest_configuration_holds_for_a_file(
    bad_json: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    near = bad_json.rename(tmp_path / "in" / bad_json.name)
    config(tmp_path, "[tool.communique]\nignore = ['MOD010']\n", "pyproject.toml")
    assert run("validate", near).status == 0
    config(tmp_path / "in", "severity = {MOD010 = 'warning'}")
    assert run("validate", near).out.endswith("valid (1 warning)\n")


def test_the_call_counts_before_the_configuration(
    bad_json: Path, tmp_path: Path
) -> None:
    config(tmp_path, "ignore = ['MOD010']\n[severity]\nMOD = 'info'\n")
    assert run("validate", bad_json).out == f"{bad_json}: valid\n"
    assert run("validate", bad_json, "--ignore", "XSD").out.endswith(
        f"{bad_json}: valid\n"
    )
    assert (
        run("validate", bad_json, "--ignore", "XSD", "--severity", "MOD=error").status
        == 1
    )


def test_no_configuration_is_read_if_so_asked(bad_json: Path, tmp_path: Path) -> None:
    config(tmp_path, "this is no TOML")
    assert run("validate", bad_json, "--no-config").status == 1
    assert run("validate", bad_json).status == 2


def test_a_configuration_is_named(bad_json: Path, tmp_path: Path) -> None:
    other = config(tmp_path, "ignore = ['MOD010']", "strict.toml")
    assert run("validate", bad_json).status == 1
    assert run("validate", bad_json, "--config", other).status == 0
    said = run("validate", bad_json, "--config", other, "--no-config")
    assert said.status == 2
    assert "--config and --no-config cannot be used together" in said.err


def test_settings_of_the_call_are_those_of_the_working_folder(
    bad_json: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    config(here, "output-format = 'concise'\nfail-on = 'warning'\n")
    monkeypatch.chdir(here)
    said = run("validate", bad_json, "--severity", "MOD=warning")
    assert said.status == 1
    assert said.out.startswith(f"{bad_json}:")


def test_standard_input_is_held_to_the_configuration_near_its_name(
    bad_json: Path, tmp_path: Path
) -> None:
    config(tmp_path, "ignore = ['MOD010']")
    name = tmp_path / "in" / "draft.json"
    assert (
        run(
            "validate", "-", "--stdin-filename", name, stdin=bad_json.read_bytes()
        ).status
        == 0
    )


def test_files_are_ignored_some_codes(
    bad_json: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        run("validate", bad_json, "--per-file-ignores", "b*.json:XSD,MOD010").status
        == 0
    )
    assert (
        run(
            "validate",
            bad_json,
            "--per-file-ignores",
            "good*:MOD010",
            "--per-file-ignores",
            "x/*:MOD",
        ).status
        == 1
    )
    config(tmp_path, "[per-file-ignores]\n'bad.*' = ['MOD']\n")
    assert run("validate", bad_json).status == 0
    assert run("validate", bad_json, "--per-file-ignores", "x:MOD").status == 0
    for wrong in ("MOD", ":MOD", "a.json:", "a.json:QQQ"):
        assert run("validate", bad_json, "--per-file-ignores", wrong).status == 2


def test_what_is_excluded_is_passed_over_and_said(
    good_json: Path, bad_json: Path, tmp_path: Path
) -> None:
    said = run("validate", tmp_path, "--exclude", "bad*")
    assert (said.status, said.out) == (0, f"{good_json}: valid\n")
    assert said.err == f"skipped 1 (excluded): {bad_json}\n"
    config(tmp_path, "exclude = ['bad.json']")
    assert run("validate", tmp_path).status == 0
    assert run("validate", tmp_path, "--exclude", "good*").status == 1
    assert run("validate", bad_json).status == 1
    assert run("validate", bad_json, "--exclude", "").status == 2


def test_every_key_counts(
    gaps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config(
        tmp_path,
        "profile = 'generic'\nselect = ['NUM001']\nextend-select = ['RUN']\nmax-findings = 2\n",
    )
    (file,) = as_json(gaps)["files"]
    assert file["profile"] == "generic"
    assert codes(file) == {"NUM001"}
    assert len(file["findings"]) == 3


def test_files_are_checked_in_several_processes_if_the_configuration_says_so(
    good_json: Path, good_xml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config(tmp_path, "jobs = 2\nlang = 'sl'\n[per-file-ignores]\n'*.xml' = ['XSD']\n")
    assert (
        start("validate", good_json, good_xml).out
        == f"{good_json}: veljavno\n{good_xml}: veljavno\n"
    )
    said = [
        run(
            "validate", good_json, good_xml, "--jobs", number, "--output-format", "json"
        ).out
        for number in "12"
    ]
    assert said[0] == said[1]


BAD = {
    "a misspelt key": (
        "selct = []",
        "communique.toml:1: unknown key 'selct'; did you mean 'select'?",
    ),
    "a value of a wrong kind": (
        "\nselect = 3",
        "communique.toml:2: select is 3, but should be an array of strings",
    ),
    "a key with an escape": (
        r'severity = {"\u001b[31m" = 3}',
        r"communique.toml:1: severity.\x1b[31m is 3, but should",
    ),
    "a long value": (
        f"profile = '{'x' * 9000}'",
        "communique.toml:1: profile is 'xxxxxxxx",
    ),
    "no TOML": (
        "a = 1\nselect = [\n",
        "communique.toml:3: not valid TOML: invalid value",
    ),
    "no text": (
        "select = [] # a comment\0",
        "communique.toml: not valid TOML: not text: there is a zero byte here",
    ),
    "a code that is none": (
        "ignore = ['MOD01O']",
        "communique.toml:1: ignore: unknown code or name 'MOD01O'",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_configuration_is_one_sentence(
    case: str, good_json: Path, tmp_path: Path
) -> None:
    text, sentence = BAD[case]
    path = config(tmp_path, text)
    command = start if case == "a key with an escape" else run
    for said in (
        run("validate", good_json),
        command("validate", good_json, "--config", path),
    ):
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f"communique: {tmp_path}/{sentence}")
        assert said.err.count("\n") == 1
        assert len(said.err) < 500


def test_a_configuration_that_is_not_there_or_a_folder_is_one_sentence(
    good_json: Path, tmp_path: Path
) -> None:
    said = run("validate", good_json, "--config", tmp_path / "missing.toml")
    assert (said.status, said.err) == (
        2,
        f"communique: {tmp_path}/missing.toml: no such file or directory\n",
    )
    assert (
        run("validate", good_json, "--config", tmp_path).err
        == f"communique: {tmp_path}: is a directory\n"
    )


PAGE = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text(
    "utf-8"
)


def test_the_example_of_the_page_is_a_configuration(
    good_json: Path, tmp_path: Path
) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert run("validate", good_json, "--config", config(tmp_path, example)).status in {
        0,
        1,
    }


def test_the_comment_of_the_page_ignores_what_it_says(gaps: Path) -> None:
    (comment,) = re.findall(r"<!-- (communique: ignore .*?) -->", PAGE)
    commented(gaps, comment)
    (file,) = as_json(gaps)["files"]
    assert [each["finding"]["code"] for each in file["suppressed"]] == ["NUM001"]


def test_the_page_has_every_key() -> None:
    (table,) = re.findall(r"^\| Key \|.*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
    assert set(
        re.findall(
            r"`([a-z-]+)`", "".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE))
        )
    ) == {field.alias or name for name, field in Configuration.model_fields.items()}


def test_a_file_of_another_program_is_skipped_with_one_line(tmp_path: Path) -> None:
    path = tmp_path / "good.xml"
    path.write_bytes(document(""))
    other = config(tmp_path, "model = 'large'\n")
    said = run("validate", path)
    assert said.status == 0
    assert (
        said.err == f"{other}: skipped, since no key in it is a setting of communique\n"
    )
    assert run("validate", path, "--quiet").err == ""
    named = run("validate", path, "--config", other)
    assert named.status == 2
    assert "unknown key 'model'" in named.err
