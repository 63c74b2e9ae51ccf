"""Plug-ins are found by entry points; what is wrong with one is a sentence that names it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.core.plugins import BrokenPlugin, Plugin, TwoPlugins, plugins


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Nothing is remembered from one test to the next."""
    plugins.cache_clear()
    yield
    plugins.cache_clear()


def install(folder: Path, package: str, points: str) -> None:
    """Put the metadata of a package into a folder on the path."""
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
    )
    (metadata / "entry_points.txt").write_text(points)


def test_what_a_package_registers_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "minutes", "[communique.rules]\nMIN001 = json:loads\n")
    monkeypatch.syspath_prepend(tmp_path)
    plugin = plugins("communique.rules")["MIN001"]
    assert plugin == Plugin("MIN001", "json:loads", "minutes 1.0")
    assert callable(plugin.load())


def test_two_packages_with_one_name_are_both_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "minutes", "[communique.rules]\nMIN001 = json:loads\n")
    install(tmp_path, "hours", "[communique.rules]\nMIN001 = json:dumps\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(TwoPlugins, match=r"MIN001.*hours 1\.0.*minutes 1\.0"):
        plugins("communique.rules")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("communique_that_is_not_there:RULE", "ModuleNotFoundError"),
        ("json:communique", "AttributeError"),
    ],
)
def test_a_plugin_that_breaks_names_itself_and_its_package(
    place: str, reason: str
) -> None:
    with pytest.raises(BrokenPlugin, match=rf"'MIN001' of minutes 1\.0.*{reason}"):
        Plugin("MIN001", place, "minutes 1.0").load()
