"""Is the shipped data whole: damage of every kind is named, with both hashes."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.core.bundle import shipped
from communique.edition import MORE, TRAINING
from communique.edition.descriptor import PATH
from communique.generate import SHIPPED, made
from communique.generate.verification import Verified, verify

TOP = Path(str(shipped("data"))).parent


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is shipped, as it would be generated now. Nothing is damaged here."""
    top = tmp_path_factory.mktemp("generated")
    for folder in ("data", "akn", "schema"):
        shutil.copytree(
            TOP / folder, top / folder, ignore=shutil.ignore_patterns("more")
        )
    for path, data in made(top, SHIPPED).items():
        (top / path).write_bytes(data)
    return top


@pytest.fixture
def top(generated: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(generated, tmp_path, dirs_exist_ok=True))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def said(found: Verified) -> list[tuple[str, str]]:
    return [
        (report.path, finding.code.code)
        for report in found.reports
        for finding in report.findings
    ]


def flip(path: Path, at: int = 20) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def paths() -> list[str]:
    folders = (TOP / "data", TOP / "akn", TOP / "schema")
    files = (
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    names = [path.relative_to(TOP) for path in files if not path.name.startswith(".")]
    elsewhere = (MORE, TRAINING)
    return [
        name.as_posix()
        for name in names
        if not any(map(name.is_relative_to, elsewhere))
    ]


def test_what_is_whole_is_whole(top: Path) -> None:
    found = verify(top)
    assert said(found) == []
    edition = json.loads((top / "data" / "edition.json").read_text("utf-8"))
    assert found.version == edition["version"]
    assert found.files == len(paths())
    sources = [
        path.read_text("utf-8") for path in (top / "data" / "sources").glob("*/*.txt")
    ]
    assert (found.texts, found.characters) == (
        len(sources),
        sum(len("".join(text.split())) for text in sources),
    )


@pytest.fixture
def damaged(generated: Path, tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Copies, and in each the files to damage with their hashes: all that is derived at once, and
    all schemas, which nothing is derived from; every other file by itself.
    """
    derived = made(TOP, SHIPPED).keys() - {PATH}
    schemas = {path for path in paths() if path.startswith("schema/")}
    groups = [
        sorted(derived),
        sorted(schemas),
        *([path] for path in paths() if path not in derived | schemas),
    ]
    assert sum(map(len, groups)) == len(paths())
    copies = (
        Path(shutil.copytree(generated, tmp_path / str(number)))
        for number in range(len(groups))
    )
    return (
        (top, {path: digest(top / path) for path in group})
        for top, group in zip(copies, groups, strict=True)
    )


def test_a_byte_that_is_flipped_is_named_with_both_hashes(
    damaged: Iterator[tuple[Path, dict[str, str]]],
) -> None:
    for top, before in damaged:
        for path in before:
            flip(top / path)
        reports = {report.path: report for report in verify(top).reports}
        for path, known in before.items():
            assert path in reports
            messages = " ".join(finding.message for finding in reports[path].findings)
            assert digest(top / path) in messages, path
            assert known in messages, path


def test_a_file_that_is_missing_is_named_with_the_hash_it_should_have(
    damaged: Iterator[tuple[Path, dict[str, str]]],
) -> None:
    for top, before in damaged:
        for path in before:
            (top / path).unlink()
        reports = {report.path: report for report in verify(top).reports}
        for path, known in before.items():
            assert "PKG001" in {
                finding.code.code for finding in reports[path].findings
            }, path
            if path not in (PATH, "data/edition.json"):
                assert known in " ".join(
                    finding.message for finding in reports[path].findings
                ), path


def test_only_what_is_damaged_is_named(top: Path) -> None:
    flip(top / "data" / "tables" / "acts.csv")
    assert said(verify(top)) == [("data/tables/acts.csv", "PKG002")]
    flip(top / "data" / "authorities.json")
    assert said(verify(top)) == [
        ("data/authorities.json", "PKG002"),
        ("data/tables/acts.csv", "PKG002"),
    ]


def test_where_a_hash_in_the_descriptor_is_damaged_it_is_named_and_not_the_file(
    top: Path,
) -> None:
    descriptor = top / PATH
    for path in (
        *(top / "data").glob("*.md"),
        *(top / "data" / "sources").rglob("*.*"),
    ):
        text = descriptor.read_text("utf-8")
        known = digest(path)
        descriptor.write_text(text.replace(known, known[::-1]), "utf-8")
        assert said(verify(top)) == [(PATH, "PKG002")]
        descriptor.write_text(text, "utf-8")


def test_a_table_that_is_edited_by_hand_is_named_even_if_the_descriptor_is_edited_with_it(
    top: Path,
) -> None:
    table, descriptor = top / "data" / "tables" / "members.csv", top / PATH
    before = digest(table)
    table.write_text(table.read_text("utf-8").replace("external", "text"), "utf-8")
    descriptor.write_text(
        descriptor.read_text("utf-8").replace(before, digest(table)), "utf-8"
    )
    assert {path for path, _ in said(verify(top))} == {PATH, "data/tables/members.csv"}


def test_a_letter_of_a_source_that_is_changed_is_seen(top: Path) -> None:
    for source in (top / "data" / "sources").glob("*/*.txt"):
        text = source.read_text("utf-8")
        source.write_text(text.replace("a", "e", 1), "utf-8")
        path = source.relative_to(top).as_posix()
        assert (path, "PKG002") in said(verify(top))


def test_a_file_that_nothing_lists_is_named(top: Path) -> None:
    (top / "data" / "tables" / "more.csv").write_text("a\n", "utf-8")
    (top / "data" / ".hidden").write_text("a\n", "utf-8")
    found = verify(top)
    assert said(found) == [("data/tables/more.csv", "PKG003")]
    assert (
        digest(top / "data" / "tables" / "more.csv")
        in found.reports[0].findings[0].message
    )


def test_a_descriptor_that_is_none_is_named_and_the_rest_is_still_derived(
    top: Path,
) -> None:
    (top / PATH).write_text("{", "utf-8")
    flip(top / "data" / "passages.jsonl")
    assert said(verify(top)) == [
        (PATH, "PKG004"), (PATH, "PKG002"), ("data/passages.jsonl", "PKG002"),
    ]  # fmt: skip


def test_a_folder_without_anything_is_not_whole(tmp_path: Path) -> None:
    assert said(verify(tmp_path)) != []
