"""Sources in stores, by fsspec: the same documents as in a folder, and a store that gives way is a
sentence.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from tests.unit.corpora.conftest import published, text

from communique import corpus
from communique.corpora.documents import Document
from communique.corpora.sources import Listing
from communique.corpora.stores import _stamp

Make = Callable[[int], Path]


def listed(*sources: str) -> list[Document]:
    return list(Listing(sources, "").documents())


@pytest.fixture
def memory() -> Iterator[str]:
    store = fsspec.filesystem("memory")
    for n in range(3):
        store.pipe(f"/archive/{n % 2}/{n}.txt", text(n))
    store.pipe("/archive/photo.jpg", b"")
    store.pipe("/archive/.hidden.txt", b"")
    yield "memory://archive"
    store.store.clear()


def test_what_is_below_an_address_is_listed_by_name(memory: str) -> None:
    listing = Listing((memory,), "")
    assert [each.name for each in listing.documents()] == [
        f"memory:///archive/{name}.txt" for name in ("0/0", "0/2", "1/1")
    ]
    assert listing.skipped == {
        "its extension is not that of a format that is read": (
            1,
            ["memory:///archive/photo.jpg"],
        )
    }
    assert [each.name for each in listed("memory://archive/*/1.txt")] == [
        "memory:///archive/1/1.txt"
    ]
    assert [each.name for each in listed("memory://archive/1/1.txt")] == [
        "memory:///archive/1/1.txt"
    ]
    with pytest.raises(FileNotFoundError):
        listed("memory://nothing")


def test_a_folder_named_as_a_store_gives_the_same_records(make: Make) -> None:
    top = make(4)
    built = corpus("out").build(f"file://{top}", jobs=2)
    assert (built.documents, built.failed) == (4, 0)
    corpus("plain").build("texts")
    akn = {
        name.rpartition("/")[2]: data
        for name, data in published(Path("out")).items()
        if name.startswith("akn")
    }
    assert akn == {
        name.rpartition("/")[2]: data
        for name, data in published(Path("plain")).items()
        if name.startswith("akn")
    }
    assert corpus("out").build(f"file://{top}").kept == 4
    (top / "0" / "0000.txt").write_bytes(text(9) + b"\n")
    assert corpus("out").build(f"file://{top}").converted == 1


@pytest.fixture
def web(make: Make) -> Iterator[str]:
    make(4)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/texts/"
    server.shutdown()
    server.server_close()


def test_a_folder_of_the_web_is_read_and_what_changed_there_too(web: str) -> None:
    program = (
        "from pathlib import Path\n"
        "from communique import corpus\n"
        f"build = lambda: corpus('out').build({web!r}, jobs=1)\n"
        "print(build())\n"
        "path = Path('texts/0/0000.txt')\n"
        "path.write_bytes(path.read_bytes().replace(b'welcome', b'condemn'))\n"
        "print(build())\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    first, second = said.stdout.splitlines() or (said.stderr, "")
    assert first.startswith("Built(documents=4, converted=4, kept=0, gone=0, failed=0")
    assert second.startswith("Built(documents=4, converted=1, kept=3, gone=0, failed=0")


def test_a_store_that_gives_way_is_said_and_nothing_goes(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = make(3)
    corpus("out").build(f"file://{top}")

    def gone(*_: object, **__: object) -> None:
        raise RuntimeError("connection reset")

    with monkeypatch.context() as patch:
        patch.setattr("fsspec.implementations.local.LocalFileSystem.ls", gone)
        with pytest.raises(
            OSError, match=r"the store failed \(RuntimeError: connection reset\)"
        ):
            corpus("out").build(f"file://{top}")
    assert corpus("out").build(f"file://{top}").kept == 3


def test_what_is_in_a_folder_of_a_store_that_cannot_be_listed_stays(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = make(3)
    corpus("out").build(f"file://{top}")
    listing = LocalFileSystem.ls

    def ls(self: LocalFileSystem, path: str, **named: object) -> object:
        if path.endswith("/1"):
            raise PermissionError(13, "Permission denied", path)
        return listing(self, path, **named)

    with monkeypatch.context() as patch:
        patch.setattr(LocalFileSystem, "ls", ls)
        built = corpus("out").build(f"file://{top}")
    assert (built.gone, built.named) == (0, [(f"{top}/1", "undetermined")])
    again = corpus("out").build(f"file://{top}")
    assert (again.documents, again.gone, again.failed) == (3, 1, 0)


def test_documents_of_a_pattern_in_a_store_stay(memory: str) -> None:
    build = corpus("out").build
    build("memory://archive/*/*.txt")
    fsspec.filesystem("memory").rm("/archive/1/1.txt")
    assert build("memory://archive/*/*.txt").gone == 0


@pytest.mark.parametrize(
    ("info", "stamp"),
    [
        ({"size": 7, "ETag": "abc", "mtime": 1}, "7-abc"),
        ({"size": 7, "mtime": 1.5}, "7-1.5"),
        ({"size": 7, "type": "file"}, ""),
    ],
)
def test_a_stamp_is_what_the_store_says_of_a_version(
    info: dict[str, object], stamp: str
) -> None:
    assert _stamp(info) == stamp


def test_a_file_that_cannot_be_had_costs_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from communique.corpora.conversion import Recipe, Task, convert

    outcome = convert(
        Task(Document("memory://x.txt", path="memory://x.txt"), None, None), Recipe()
    )
    assert (outcome.about["work"], outcome.settled, outcome.verdict) == (
        None,
        False,
        "undetermined",
    )
