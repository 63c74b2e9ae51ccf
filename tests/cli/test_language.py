"""The language in which findings are told: by the option, else by the locale; codes and JSON stay
as they are.
"""

from pathlib import Path

import pytest
from tests.cli.running import run, start


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    path = tmp_path / "a.json"
    path.write_text("", "utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "severity", "message", "verdict"),
    [
        ("en", "error", "the file is empty", "undetermined"),
        ("es", "error", "el fichero está vacío", "sin determinar"),
        ("sl", "napaka", "datoteka je prazna", "nedoločeno"),
    ],
)
def test_findings_are_told_in_the_language_that_is_asked_for(
    torn: Path, language: str, severity: str, message: str, verdict: str
) -> None:
    said = run("validate", torn, "--lang", language, "--output-format", "concise")
    assert f"{severity} SRC009 empty-file: {message}" in said.out
    assert f": {verdict} (" in said.out
    assert said.status == 2


def test_the_locale_names_the_language(torn: Path) -> None:
    assert "datoteka je prazna" in start("validate", torn, LC_ALL="sl_SI.UTF-8").out
    assert (
        "el fichero está vacío" in start("convert", torn, LC_ALL="", LANG="es_ES").err
    )
    assert "the file is empty" in start("validate", torn, LC_ALL="tlh").out


def test_what_programs_read_is_the_same_in_every_language(torn: Path) -> None:
    for form in ("json", "sarif", "github", "junit"):
        assert run("validate", torn, "--lang", "sl", "--output-format", form).out == (
            run("validate", torn, "--lang", "en", "--output-format", form).out
        )


def test_a_language_without_a_catalogue_is_a_bad_call(torn: Path) -> None:
    assert run("validate", torn, "--lang", "tlh").status == 2
