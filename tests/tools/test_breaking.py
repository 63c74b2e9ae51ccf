"""What `make breaking` finds between two states of a package."""

import subprocess
from pathlib import Path

import pytest
from tools.breaking import breaks, last_tag

BEFORE = {
    "__init__.py": 'from shop.inner import buy, sell\n__all__ = ["buy", "sell"]\n',
    "inner.py": "def buy(price): ...\ndef sell(price): ...\ndef hide(price): ...\n",
}
AFTER = {
    "__init__.py": 'from shop.inner import buy\n__all__ = ["buy"]\n',
    "inner.py": "def buy(price, day): ...\ndef sell(price): ...\ndef hide(): ...\n",
}


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository in which a package changed after the tag v1.0."""
    package = tmp_path / "src" / "shop"
    package.mkdir(parents=True)
    git(tmp_path, "init")
    for name, code in BEFORE.items():
        (package / name).write_text(code, "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Begin")
    git(tmp_path, "tag", "v1.0")
    for name, code in AFTER.items():
        (package / name).write_text(code, "utf-8")
    return tmp_path


def test_only_public_names_can_break(shop: Path) -> None:
    assert last_tag(shop) == "v1.0"
    changed, removed = breaks(shop, "v1.0", "shop")
    assert "buy(day): Parameter was added as required" in changed
    assert "sell: Public object was removed" in removed


def test_without_a_tag_there_is_no_release(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert last_tag(tmp_path) is None
