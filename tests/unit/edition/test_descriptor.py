"""What a descriptor lists."""

import json
from pathlib import Path
from typing import Any

import pytest

from communique.edition.descriptor import PATH, Listing, listing, sealed


def write(folder: Path, content: Any) -> Path:
    (folder / "data").mkdir()
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / PATH).write_bytes(data)
    return folder


def test_hashes_are_listed_by_paths_from_the_top(tmp_path: Path) -> None:
    inside = {"path": "tables/a.csv", "hash": "sha256:01"}
    beside = {"path": "../akn/a.xml", "hash": "sha256:02"}
    found = listing(
        write(
            tmp_path,
            {"version": "2026.11.0", "resources": [inside], "derived": [beside]},
        )
    )
    assert found == Listing("2026.11.0", {"data/tables/a.csv": "01", "akn/a.xml": "02"})


def test_a_descriptor_that_was_changed_has_not_the_hash_that_it_says(
    tmp_path: Path,
) -> None:
    values = sealed(
        {"version": "2026.11.0", "resources": [{"path": "a.csv", "hash": "sha256:01"}]}
    )
    assert listing(write(tmp_path, values)).intact
    (tmp_path / PATH).write_text(
        json.dumps(values).replace("sha256:01", "sha256:02"), "utf-8"
    )
    assert not listing(tmp_path).intact
    assert sealed(sealed(values)) == values


@pytest.mark.parametrize(
    "entry",
    [
        {"path": "a.csv"}, {"hash": "sha256:01"}, {"path": "a.csv", "hash": "md5:01"}, {"path": ["a"], "hash": "sha256:01"},
        {"path": "../../secret", "hash": "sha256:01"}, {"path": "/etc/passwd", "hash": "sha256:01"}, "a.csv", None,
    ],
)  # fmt: skip
def test_an_entry_that_names_no_shipped_file_is_a_finding(
    entry: Any, tmp_path: Path
) -> None:
    found = listing(write(tmp_path, {"resources": [entry]}))
    assert found.hashes == {}
    assert [finding.code.code for finding in found.findings] == ["PKG004"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"null", b"[" * 100_000])
def test_what_is_no_descriptor_is_a_finding(data: bytes, tmp_path: Path) -> None:
    found = listing(write(tmp_path, data))
    assert (found.version, found.hashes) == (None, {})
    assert [finding.code.code for finding in found.findings] == ["PKG004"]


def test_a_missing_descriptor_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code.code for finding in listing(tmp_path).findings] == ["PKG001"]
