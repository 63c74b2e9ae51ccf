from pathlib import Path

import pytest
from tests.cli.running import run

from communique import cli
from communique.bundle import shipped
from communique.dataset import dataset


def test_every_shipped_declaration_is_listed() -> None:
    said = run("data", "list")
    listed = [tuple(line.split("\t")[:2]) for line in said.out.splitlines()]
    assert said.status == 0
    assert listed == [(work.id, language) for work in dataset().works() for language in work.languages]
    assert all(line.count("\t") == 3 for line in said.out.splitlines())


def test_the_folder_of_the_data_is_printed() -> None:
    said = run("data", "path")
    assert (said.status, Path(said.out.strip())) == (0, shipped("data"))


def test_every_shipped_declaration_is_shown_by_its_id() -> None:
    for work in dataset().works():
        for language in work.languages:
            said = run("show", work.id, "--language", language)
            assert said.status == 0
            assert f"id {work.id}, " in said.out
        assert run("show", work.id, "--language", "tlh").status == 2


def test_a_subcommand_that_is_not_there_is_refused() -> None:
    assert run("data", "burn").status == 2


def test_data_in_an_archive_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.bundle.shipped", lambda _: object())
    said = run("data", "path")
    assert (said.status, said.out) == (2, "")
    assert cli.Refused.exit_code == 2
