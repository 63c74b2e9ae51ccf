from pathlib import Path

import pytest

from communique.validate.inputs import folder


def made(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"{}")


def names(root: Path, paths: tuple[str, ...]) -> list[str]:
    return [Path(path).relative_to(root).as_posix() for path in paths]


def test_files_are_those_whose_ending_implies_a_format_in_the_order_of_their_paths(tmp_path: Path) -> None:
    made(tmp_path, "b.xml", "a.json", "c/d.txt", "c/image.png", "README")
    found = folder(str(tmp_path))
    assert names(tmp_path, found.files) == ["a.json", "b.xml", "c/d.txt"]
    assert names(tmp_path, found.skipped) == ["README", "c/image.png"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, ".a.json", ".git/b.json", "c.json")
    assert names(tmp_path, folder(str(tmp_path)).files) == ["c.json"]


def test_a_link_that_leads_out_is_skipped_and_one_that_stays_is_read(tmp_path: Path) -> None:
    made(tmp_path, "out/a.json", "in/b.json")
    (tmp_path / "in" / "out.json").symlink_to(tmp_path / "out" / "a.json")
    (tmp_path / "in" / "same.json").symlink_to("b.json")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    found = folder(str(tmp_path / "in"))
    assert names(tmp_path / "in", found.files) == ["b.json", "same.json"]
    assert names(tmp_path / "in", found.skipped) == ["out.json"]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        folder(str(tmp_path / "missing"))
