import os
from pathlib import Path

import pytest

from communique.checking.batch import Listing, Skip, listed
from communique.checking.patterns import Pattern


def made(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"{}")


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(listing: Listing) -> list[str]:
    assert [each for each in listing.inputs if each.wrong is not None] == []
    return [each.path for each in listing.inputs]


def test_a_file_is_itself_whatever_it_is_called(top: Path) -> None:
    made(top, "b.json", "README")
    assert paths(listed(["b.json", "README", "missing.json", "-"])) == [
        "b.json",
        "README",
        "missing.json",
        "-",
    ]


def test_a_folder_is_the_files_whose_ending_implies_a_format_in_the_order_of_their_names(
    top: Path,
) -> None:
    made(
        top,
        "in/b.xml",
        "in/a.json",
        "in/c/d.txt",
        "in/c/image.png",
        "in/README",
        "in/table.csv",
    )
    listing = listed(["in"])
    assert paths(listing) == ["in/a.json", "in/b.xml", "in/c/d.txt"]
    assert listing.skipped == {
        Skip.FORMAT: ["in/README", "in/table.csv", "in/c/image.png"]
    }


def test_a_page_or_an_office_file_is_read_where_it_is_asked_for_by_its_name_or_ending(
    top: Path,
) -> None:
    made(top, "in/a.html", "in/b.docx", "in/c.json")
    listing = listed(["in"])
    assert (paths(listing), listing.skipped) == (
        ["in/c.json"],
        {Skip.HOLDS: ["in/a.html", "in/b.docx"]},
    )
    assert paths(listed(["in/a.html", "in/*.docx"])) == ["in/a.html", "in/b.docx"]


def test_a_pattern_is_what_it_means(top: Path) -> None:
    made(top, "b.json", "a.json", "x/c.json", "x/d.png", "odd[1].json")
    assert paths(listed(["*.json"])) == ["a.json", "b.json", "odd[1].json"]
    assert paths(listed(["**/*.json"])) == [
        "a.json",
        "b.json",
        "odd[1].json",
        "x/c.json",
    ]
    listing = listed(["x*", "x/*"])
    assert paths(listing) == ["x/c.json"]
    assert set(listing.skipped) == {Skip.FORMAT}


def test_a_file_whose_name_looks_like_a_pattern_is_itself(top: Path) -> None:
    made(top, "odd[1].json", "odd1.json")
    assert paths(listed(["odd[1].json"])) == ["odd[1].json"]


def test_a_pattern_that_means_nothing_is_no_silence(top: Path) -> None:
    (given,) = listed(["*.json"]).inputs
    assert given.wrong == "no file matches this pattern"


def test_hidden_files_and_folders_are_passed_over(top: Path) -> None:
    made(top, ".a.json", ".git/b.json", "c.json")
    assert paths(listed(["."])) == ["c.json"]


def test_what_is_named_twice_is_taken_once_where_it_was_named_first(top: Path) -> None:
    made(top, "b.json", "in/a.json")
    assert paths(
        listed(
            ["./b.json", "in", "b.json", str(top / "in" / "a.json"), "-", "-", "*.json"]
        )
    ) == [
        "./b.json",
        "in/a.json",
        "-",
    ]


def test_a_link_that_leads_out_is_skipped_and_one_that_stays_is_read(top: Path) -> None:
    made(top, "out/a.json", "in/b.json")
    (top / "in" / "out.json").symlink_to(top / "out" / "a.json")
    (top / "in" / "same.json").symlink_to("b.json")
    (top / "in" / "folder").symlink_to(top / "out")
    for given in ("in", "in/*", "in/**/*.json"):
        listing = listed([given])
        assert paths(listing) == ["in/b.json", "in/same.json"]
        assert "in/out.json" in listing.skipped[Skip.LINK]
    assert listed(["in"]).skipped == {Skip.LINK: ["in/out.json", "in/folder"]}
    assert paths(listed(["in/out.json", "in/folder"])) == [
        "in/out.json",
        "in/folder/a.json",
    ]


def test_links_that_lead_in_a_circle_end(top: Path) -> None:
    made(top, "in/a.json")
    (top / "in" / "up").symlink_to(top / "in")
    (top / "in" / "self.json").symlink_to("self.json")
    for given in ("in", "in/**/*.json", "in/*/*.json", "**"):
        assert len(listed([given]).inputs) <= 2


def test_a_pipe_is_not_waited_for(top: Path) -> None:
    made(top, "in/a.json")
    os.mkfifo(top / "in" / "pipe.json")
    listing = listed(["in"])
    assert paths(listing) == ["in/a.json"]
    assert listing.skipped == {Skip.NO_FILE: ["in/pipe.json"]}


def test_what_is_excluded_is_skipped_unless_it_is_named(top: Path) -> None:
    made(top, "in/a.json", "in/build/b.json", "in/draft-c.json")
    patterns = [Pattern("build", str(top)), Pattern("in/draft-*", str(top))]
    for given in ("in", "in/**/*.json"):
        listing = listed(
            [given], lambda path: any(pattern.matches(path) for pattern in patterns)
        )
        assert paths(listing) == ["in/a.json"]
        assert listing.skipped[Skip.EXCLUDED][0] == ("in/draft-c.json")
    assert paths(listed(["in/draft-c.json"], lambda _: True)) == ["in/draft-c.json"]


def test_a_folder_without_a_file_to_check_is_no_silence(top: Path) -> None:
    made(top, "in/a.png")
    assert [each.wrong for each in listed(["in"]).inputs] == [
        "the folder contains no file to check"
    ]


def test_a_folder_that_cannot_be_looked_into_is_no_silence(
    top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(top, "in/a.json", "in/shut/b.json")
    opened = os.scandir

    def refused(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr(os, "scandir", refused)
    for given, first in (("in", ["in/a.json"]), ("in/shut/*.json", [])):
        assert [(each.path, each.wrong) for each in listed([given]).inputs] == [
            *((path, None) for path in first),
            ("in/shut", "permission denied"),
        ]
