import os
import subprocess
import sys
from pathlib import Path

import pytest

from communique.core.atomic import Changed, is_same_file, replace_whole, write_whole


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_every_file_is_written(tmp_path: Path) -> None:
    write_whole({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a": b"1",
        "b": b"2",
    }


def test_nothing_is_written_when_one_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileNotFoundError) as raised:
        write_whole({tmp_path / "a": b"new", tmp_path / "missing" / "b": b"new"})
    assert raised.value.filename == str(tmp_path / "missing" / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_full_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OSError, match="No space left"):
        write_whole({tmp_path / "a": b"new"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("a", b"old")
    ]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole({path: b"new"})
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole({tmp_path / "a": b"new"})
    finally:
        os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write_whole({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_what_is_no_file_is_written_straight() -> None:
    write_whole({Path(os.devnull): b"gone"})
    assert not Path(os.devnull).is_file()


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole({tmp_path: b"new"})


def test_a_file_in_the_way_of_the_temporary_one_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / f".communique-{os.getpid()}-0.tmp"
    mine.write_bytes(b"mine")
    write_whole({tmp_path / "a": b"new"})
    assert mine.read_bytes() == b"mine"
    assert (tmp_path / "a").read_bytes() == b"new"


def test_links_and_spellings_are_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    (tmp_path / "soft").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    for other in ("soft", "hard", "./a", "../" + tmp_path.name + "/a"):
        assert is_same_file(path, tmp_path / other)


def test_files_that_do_not_exist_are_compared_by_where_they_would_be(
    tmp_path: Path,
) -> None:
    assert is_same_file(tmp_path / "a", tmp_path / "x" / ".." / "a")
    assert not is_same_file(tmp_path / "a", tmp_path / "b")


# --- a file replaced if it is what was read of it
# --------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    return path


def test_a_file_that_is_what_was_read_is_replaced(old: Path) -> None:
    old.chmod(0o640)
    replace_whole(old, b"old", b"new")
    assert (
        old.read_bytes(),
        old.stat().st_mode & 0o777,
        len(list(old.parent.iterdir())),
    ) == (
        b"new",
        0o640,
        1,
    )


def test_a_link_stays_one_and_what_it_leads_to_is_replaced(old: Path) -> None:
    link = old.parent / "link"
    link.symlink_to(old.name)
    replace_whole(link, b"old", b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_a_file_that_changed_since_is_left_alone(old: Path) -> None:
    old.write_bytes(b"other")
    with pytest.raises(Changed, match="changed since it was read"):
        replace_whole(old, b"old", b"new")
    assert [(path.name, path.read_bytes()) for path in old.parent.iterdir()] == [
        ("a", b"other")
    ]


def test_a_file_that_another_process_is_replacing_is_left_alone(old: Path) -> None:
    code = "import fcntl,sys; f=open(sys.argv[1],'rb'); fcntl.flock(f,fcntl.LOCK_EX); print(1,flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, old], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Changed, match="Another process"):
            replace_whole(old, b"old", b"new")
        assert other.stdin is not None
        other.stdin.close()
    assert [(path.name, path.read_bytes()) for path in old.parent.iterdir()] == [
        ("a", b"old")
    ]
    replace_whole(old, b"old", b"new")
    assert old.read_bytes() == b"new"


def test_a_full_disk_leaves_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OSError, match="No space left"):
        replace_whole(old, b"old", b"new")
    assert [(path.name, path.read_bytes()) for path in old.parent.iterdir()] == [
        ("a", b"old")
    ]


def test_what_is_no_file_is_not_replaced() -> None:
    with pytest.raises(OSError, match="Not a regular file"):
        replace_whole(Path(os.devnull), b"", b"new")


def test_a_file_is_replaced_where_there_are_no_locks(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    replace_whole(old, b"old", b"new")
    assert old.read_bytes() == b"new"
