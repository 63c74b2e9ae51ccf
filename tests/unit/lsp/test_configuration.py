from pathlib import Path

import pytest
from tests.rules.documents import GOOD

from communique.checking.choice import ANYTHING
from communique.core.message import say
from communique.lsp.analysis import Analysis, Text, analyse, held

WRONG = GOOD.replace('eId="para_3"', 'eId="paragraph-3"')


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "communique.toml"


@pytest.fixture
def document(tmp_path: Path) -> str:
    (tmp_path / "drafts").mkdir()
    return str(tmp_path / "drafts" / "a.xml")


def codes(found: Analysis) -> set[object]:
    return {each.code for each in found.diagnostics}


def test_without_a_configuration_all_is_said(document: str) -> None:
    assert held(document).choice == ANYTHING
    assert "EID001" in codes(analyse(Text(WRONG), document, "xml"))


def test_the_nearest_configuration_counts_and_is_read_anew_each_time(
    config: Path, document: str
) -> None:
    config.write_text('ignore = ["EID001"]', "utf-8")
    assert "EID001" not in codes(analyse(Text(WRONG), document, "xml"))
    config.write_text('[severity]\nEID001 = "info"', "utf-8")
    assert "EID001" in codes(analyse(Text(WRONG), document, "xml"))


def test_of_an_excluded_document_nothing_is_said_but_it_has_an_outline(
    config: Path, document: str
) -> None:
    config.write_text('exclude = ["drafts"]', "utf-8")
    found = analyse(Text(WRONG), document, "xml")
    assert found.diagnostics == []
    assert found.symbols != []


def test_it_is_told_in_the_language_of_the_configuration_else_of_the_editor(
    config: Path, document: str
) -> None:
    sentence = say("hint: {words}", words="x")
    english, slovene = (
        held(document, locale).tell(sentence) for locale in ("en-GB", "sl")
    )
    assert english != slovene
    assert english == sentence
    assert held(document, "sl-SI").tell(sentence) == slovene
    config.write_text('lang = "sl"', "utf-8")
    assert held(document, "en").tell(sentence) == slovene


def test_a_baseline_is_counted_off(config: Path, document: str) -> None:
    config.write_text('baseline = "known.json"', "utf-8")
    assert "known.json" in str(held(document).complaint)


@pytest.mark.parametrize(
    "wrong", ["profile =", 'profil = "council"', 'select = ["NOTHING"]']
)
def test_a_configuration_that_cannot_be_used_is_named_and_the_defaults_hold(
    wrong: str, config: Path, document: str
) -> None:
    config.write_text(wrong, "utf-8")
    found = held(document)
    assert found.choice == ANYTHING
    assert str(config) in str(found.complaint)
    assert "\n" not in str(found.complaint)


def test_a_configuration_that_cannot_be_read_is_named(
    config: Path, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text("", "utf-8")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(config))

    monkeypatch.setattr("communique.checking.configurations.read_config", refused)
    assert held(document).complaint == f"{config}: permission denied"


def test_a_document_without_a_file_is_held_to_what_holds_in_the_current_folder(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('profile = "council"', "utf-8")
    monkeypatch.chdir(config.parent)
    assert str(held("untitled:Untitled-1").choice.profile) == "council"
