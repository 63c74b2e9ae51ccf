import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import run

from communique import cli
from communique.core import bundle
from communique.core.bundle import shipped
from communique.edition.dataset import Dataset, dataset, datasets

EMPTY = b"PK\x05\x06" + bytes(18)
"""An archive of nothing."""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without communique-data."""
    monkeypatch.setattr(bundle, "companion", lambda: None)
    datasets.cache_clear()
    yield
    datasets.cache_clear()


def test_every_shipped_declaration_is_listed() -> None:
    said = run("data", "list")
    listed = [tuple(line.split("\t")) for line in said.out.splitlines()]
    assert (said.status, said.err) == (0, "")
    plain = [
        (work.id, language)
        for each in datasets()
        for work in each.works()
        for language in work.languages
    ]
    # Where collections are built, their records follow.
    assert [each[:2] for each in listed][: len(plain)] == plain
    assert {len(each) for each in listed} == {8}
    assert listed[0][4:7] == (
        "reviewed",
        "LicenseRef-EU-Council-Reuse-2017-1842",
        "communique",
    )
    assert {each[6] for each in listed[1:]} == {"communique-data"}


def test_what_another_distribution_holds_is_said_where_it_is_not_installed(
    alone: None,
) -> None:
    said = run("data", "list")
    assert len(said.out.splitlines()) == 1
    assert "udhr-1948" in said.err
    assert said.err.endswith("pip install communique-data\n")
    said = run("show", "udhr-1948")
    assert (said.status, said.out) == (2, "")
    assert "pip install communique-data" in said.err


def test_the_folder_of_the_data_is_printed() -> None:
    said = run("data", "path")
    assert (said.status, Path(said.out.strip())) == (0, shipped("data"))
    said = run("data", "path", "udhr-1948")
    assert (said.status, Path(said.out.strip()).parent.name) == (0, "communique_data")
    assert run("data", "path", "nothing").status == 2


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
    monkeypatch.setattr(
        "communique.edition.dataset.dataset",
        lambda: Dataset(zipfile.Path(io.BytesIO(EMPTY))),
    )
    said = run("data", "path")
    assert (said.status, said.out) == (2, "")
    assert cli.Refused.exit_code == 2
