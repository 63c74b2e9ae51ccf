"""Which documents are in folders and archives, and which are not read, each with its reason."""

import csv
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.corpora.conftest import published, text

from communique import corpus
from communique.corpora.documents import Document
from communique.corpora.sources import Listing, number_of

Make = Callable[[int], Path]


def listed(*sources: str) -> tuple[list[Document], Listing]:
    listing = Listing(sources, "")
    return list(listing.documents()), listing


def refusals(*sources: str) -> dict[str, str]:
    return {each.name: str(each.wrong) for each in listed(*sources)[0] if each.wrong}


def packed(path: Path, files: dict[str, bytes]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return
    mode = "w" if path.suffix == ".tar" else f"w:{path.suffix[1:]}"
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def test_hidden_files_links_out_and_other_files_are_passed_over_and_counted(
    make: Make, tmp_path: Path
) -> None:
    top = make(3)
    (top / ".hidden.txt").write_bytes(text(1))
    (top / "photo.jpg").write_bytes(b"")
    (tmp_path / "outside.txt").write_bytes(text(2))
    (top / "link.txt").symlink_to(tmp_path / "outside.txt")
    (top / "inside.txt").symlink_to(top / "0" / "0000.txt")
    (top / "folder").symlink_to(tmp_path)
    os.mkfifo(top / "pipe.txt")
    found, listing = listed("texts")
    assert [each.name for each in found] == [
        "texts/inside.txt",
        "texts/0/0000.txt",
        "texts/1/0001.txt",
        "texts/2/0002.txt",
    ]
    assert listing.skipped == {
        "its extension is not that of a format that is read": (1, ["texts/photo.jpg"]),
        "a link out of the folder": (1, ["texts/link.txt"]),
        "not a regular file": (1, ["texts/pipe.txt"]),
        "a link to a folder": (1, ["texts/folder"]),
    }


def test_a_file_that_is_named_is_read_whatever_its_ending_but_for_formats_that_are_only_written() -> (
    None
):
    for name in ("README", "table.csv", "a.odd"):
        Path(name).write_bytes(text(1))
    found, listing = listed("README", "table.csv", "a.odd")
    assert [each.name for each in found] == ["README", "a.odd"]
    assert listing.skipped == {
        "its extension is not that of a format that is read": (1, ["table.csv"])
    }


def test_pages_and_office_files_are_read_where_they_are_found(make: Make) -> None:
    (make(1) / "page.html").write_bytes(b"<p>x</p>")
    assert "texts/page.html" in {each.name for each in listed("texts")[0]}


def test_a_document_that_is_meant_twice_is_one(make: Make) -> None:
    make(2)
    assert corpus("out").build("texts", "texts/0/0000.txt", "./texts").documents == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root opens whatever there is")
def test_a_folder_that_cannot_be_listed_is_named_and_nothing_of_it_goes(
    make: Make,
) -> None:
    top = make(3)
    corpus("out").build("texts")
    (top / "0").chmod(0)
    try:
        built = corpus("out").build("texts")
    finally:
        (top / "0").chmod(stat.S_IRWXU)
    assert (built.failed, built.gone) == (1, 0)


ARCHIVES = ("texts.zip", "texts.tar", "texts.tar.gz", "texts.tar.xz", "texts.tar.bz2")


def test_the_documents_of_an_archive_are_those_of_the_folder(
    make: Make, tmp_path: Path
) -> None:
    found = sorted(make(5).relative_to(tmp_path).rglob("*.txt"))
    files = {path.relative_to("texts").as_posix(): path.read_bytes() for path in found}
    for name in ARCHIVES:
        packed(Path(name), files)
    assert corpus("out").build(*ARCHIVES, jobs=2).documents == 5 * len(ARCHIVES)
    corpus("plain").build("texts")
    archived, plain = published(Path("out")), published(Path("plain"))
    for name in ARCHIVES:
        for path in files:
            assert archived[f"akn/{name}/{path}.xml"] == plain[f"akn/texts/{path}.xml"]
    again = corpus("out").build(*ARCHIVES)
    assert (again.converted, again.kept, published(Path("out"))) == (
        0,
        5 * len(ARCHIVES),
        archived,
    )


@pytest.mark.parametrize("name", ["bad.zip", "bad.tar"])
def test_what_leads_out_of_an_archive_or_is_one_is_refused_by_name(name: str) -> None:
    packed(
        Path(name),
        {
            "../slip.txt": b"x",
            "/root.txt": b"x",
            "a/../../b.txt": b"x",
            "C:\\c.txt": b"x",
            "in.zip": b"x",
            "good.txt": text(1),
        },
    )
    assert refusals(name) == {
        f"{name}/../slip.txt": "its name leads out of the archive",
        f"{name}//root.txt": "its name leads out of the archive",
        f"{name}/a/../../b.txt": "its name leads out of the archive",
        f"{name}/C:\\c.txt": "its name leads out of the archive",
        f"{name}/in.zip": "an archive in an archive is not opened; unpack it",
    }
    built = corpus("out").build(name)
    assert (built.documents, built.failed) == (6, 5)
    assert sorted(
        path for path in published(Path("out")) if path.startswith("akn")
    ) == [f"akn/{name}/good.txt.xml"]
    assert not Path("slip.txt").exists()


def test_links_in_an_archive_are_refused() -> None:
    with tarfile.open("links.tar", "w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    with zipfile.ZipFile("links.zip", "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert set(refusals("links.tar", "links.zip").values()) == {
        "a link or a device in an archive is not followed"
    }
    assert len(refusals("links.tar", "links.zip")) == 4


def test_names_in_other_encodings_are_kept_apart_and_shown() -> None:
    with tarfile.open(
        "names.tar", "w", encoding="latin-1", format=tarfile.GNU_FORMAT
    ) as tar:
        tar.addfile(tarfile.TarInfo("café.txt"))
    with zipfile.ZipFile("names.zip", "w") as archive:
        archive.writestr("cafXX.txt", b"")
    data = Path("names.zip").read_bytes()
    Path("utf8.zip").write_bytes(data.replace(b"cafXX", "café".encode()))
    Path("latin.zip").write_bytes(data.replace(b"cafXX", b"caf\xe9\xe8"))
    Path(os.fsdecode(b"caf\xe9.txt")).write_bytes(text(1))
    names = [
        each.name for each in listed("names.tar", "utf8.zip", "latin.zip", "*.txt")[0]
    ]
    assert names == [
        "names.tar/caf\\xe9.txt",
        "utf8.zip/café.txt",
        "latin.zip/cafΘΦ.txt",
        "caf\\xe9.txt",
    ]
    assert corpus("out").build("*.txt").failed == 0
    rows = list(
        csv.DictReader(Path("out/manifest.csv").read_text("utf-8").splitlines())
    )
    assert [row["path"] for row in rows] == ["caf\\xe9.txt"]


def test_an_archive_that_is_damaged_costs_what_cannot_be_read() -> None:
    packed(Path("good.zip"), {f"{n}.txt": text(n) for n in range(4)})
    data = bytearray(Path("good.zip").read_bytes())
    data[60:70] = bytes(10)
    Path("good.zip").write_bytes(data)
    Path("none.zip").write_bytes(b"nothing of the kind")
    Path("cut.tar.gz").write_bytes(b"\x1f\x8b\x08")
    built = corpus("out").build("good.zip", "none.zip", "cut.tar.gz")
    assert (built.documents, built.failed) == (6, 3)
    assert {name for name, _ in built.named} == {
        "good.zip/0.txt",
        "none.zip",
        "cut.tar.gz",
    }


def test_what_was_in_an_archive_stays_while_it_cannot_be_read() -> None:
    packed(Path("a.zip"), {f"{n}.txt": text(n) for n in range(3)})
    whole = Path("a.zip").read_bytes()
    corpus("out").build("a.zip")
    Path("a.zip").write_bytes(b"nothing of the kind")
    broken = corpus("out").build("a.zip")
    assert (broken.documents, broken.gone, broken.named) == (
        4,
        0,
        [("a.zip", "undetermined")],
    )
    Path("a.zip").write_bytes(whole)
    again = corpus("out").build("a.zip")
    assert (again.documents, again.gone, again.kept, again.failed) == (3, 1, 3, 0)


def test_a_member_is_named_without_dots_and_a_hidden_one_is_passed_over() -> None:
    names = {
        "./a.txt": text(1),
        "./b/./c.txt": text(2),
        "./.hidden.txt": b"",
        "b/.d/e.txt": b"",
    }
    for archive in ("dots.tar", "dots.zip"):
        packed(Path(archive), names)
        found, listing = listed(archive)
        assert [each.name for each in found] == [
            f"{archive}/a.txt",
            f"{archive}/b/c.txt",
        ]
        assert [why for why, _ in listing.skipped.items()] == ["hidden in an archive"]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.zip"])
def test_an_archive_that_was_cut_off_is_an_error_wherever_and_nothing_goes(
    name: str,
) -> None:
    packed(Path(name), {f"{n}.txt": text(n) for n in range(4)})
    whole = Path(name).read_bytes()
    corpus("out").build(name)
    before = published(Path("out"))
    size = len(whole.rstrip(b"\0")) if name.endswith("tar") else len(whole)
    for cut in sorted(
        {size * part // 16 for part in range(1, 16)} | {512 * 3, 1024, 3072}
    ):
        Path(name).write_bytes(whole[: min(cut, size - 1)])
        built = corpus("out").build(name)
        assert (built.gone, built.failed, built.named[0][0]) == (0, 1, name), cut
        kept = published(Path("out"))
        assert [
            path
            for path in before
            if path.startswith("akn") and kept[path] != before[path]
        ] == []
    Path(name).write_bytes(whole)
    assert corpus("out").build(name).gone == 1
    assert published(Path("out")) == before


def test_a_damaged_header_ends_no_archive() -> None:
    packed(Path("a.tar"), {f"{n}.txt": text(n) for n in range(4)})
    data = bytearray(Path("a.tar").read_bytes())
    size = len(data) // 10240 * 10240
    corpus("out").build("a.tar")
    data[1024 + 20] ^= 0xFF
    assert len(data) == size
    Path("a.tar").write_bytes(data)
    built = corpus("out").build("a.tar")
    assert (built.documents, built.gone, built.named) == (
        5,
        0,
        [("a.tar", "undetermined")],
    )


def test_a_zip_that_was_cut_off_in_a_file_of_zip_is_not_taken_for_that_file() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as document:
        document.writestr("word/document.xml", "<a/>")
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("one.docx", inner.getvalue())
        archive.writestr("two.docx", inner.getvalue() * 99)
    whole = Path("a.zip").read_bytes()
    Path("a.zip").write_bytes(whole[: len(whole) // 2])
    assert set(refusals("a.zip")) == {"a.zip"}


def test_a_zip_that_lists_fewer_members_than_it_counts_is_an_error() -> None:
    packed(Path("a.zip"), {f"{n}.txt": text(n) for n in range(3)})
    data = bytearray(Path("a.zip").read_bytes())
    data[-12:-10] = (4).to_bytes(2, "little")
    Path("a.zip").write_bytes(data)
    assert refusals("a.zip") == {
        "a.zip": "the archive cannot be read: it lists 3 members and counts 4"
    }


@pytest.mark.parametrize("name", ["a.tar", "a.zip"])
def test_a_member_of_the_same_size_and_time_that_changed_is_converted(
    name: str,
) -> None:
    packed(Path(name), {"a.txt": text(1), "b.txt": text(2)})
    corpus("out").build(name)
    changed = text(1).replace(b"welcome", b"condemn")
    packed(Path(name), {"a.txt": changed, "b.txt": text(2)})
    built = corpus("out").build(name)
    assert (built.converted, built.kept) == (1, 1)


def test_a_member_that_cannot_be_unpacked_now_stays_as_it_was() -> None:
    packed(Path("a.zip"), {f"{n}.txt": text(n) for n in range(4)})
    corpus("out").build("a.zip")
    before = published(Path("out"))
    data = bytearray(Path("a.zip").read_bytes())
    data[60:70] = bytes(10)
    Path("a.zip").write_bytes(data)
    built = corpus("out").build("a.zip")
    assert [name for name, _ in built.unread] == ["a.zip/0.txt"]
    assert (built.failed, published(Path("out"))) == (0, before)


def test_a_large_member_is_read_up_to_the_limit_of_the_call() -> None:
    from communique.corpora.building import task_of

    packed(Path("a.zip"), {"a.txt": b"x" * 3000})
    for document in Listing(
        ("a.zip",), ""
    ).documents():  # the archive is open meanwhile
        assert len(task_of(document, None, 5000).data or b"") == 3000
        assert len(task_of(document, None, 1000).data or b"") == 1001


def test_a_bomb_is_not_unpacked() -> None:
    packed(Path("bomb.zip"), {"bomb.txt": b" " * (8 << 20)})
    for document in Listing(("bomb.zip",), "").documents():
        assert document.read is not None
        assert len(document.read(1 << 20)) == (1 << 20) + 1


def test_a_file_that_changes_while_it_is_read_is_said(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.corpora.conversion import Recipe, Task, convert

    make(1)
    clock = iter(range(1, 99))

    def stamp(_: os.stat_result) -> str:
        return str(next(clock))

    monkeypatch.setattr("communique.corpora.conversion.stamp_of", stamp)
    outcome = convert(
        Task(Document("a.txt", path="texts/0/0000.txt"), None, None), Recipe()
    )
    assert (outcome.about["work"], outcome.settled) == (None, False)


def test_documents_are_counted_where_a_short_look_tells(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(5)
    assert number_of(["texts"], "") == 5
    monkeypatch.setattr("communique.corpora.sources._LOOK", 0.0)
    assert number_of(["texts"], "") is None
