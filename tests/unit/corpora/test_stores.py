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
from tests.unit.corpora.conftest import published, text

from communique import corpus
from communique.corpora.documents import Document
from communique.corpora.sources import Listing

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
        "its extension is not that of a format that is read": (1, ["memory:///archive/photo.jpg"])
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


def test_a_folder_of_the_web_is_read(web: str) -> None:
    program = f"from communique import corpus; print(corpus('out').build({web!r}, jobs=1))"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert said.stdout.startswith("Built(documents=4, converted=4, kept=0, gone=0, failed=0"), (
        said.stderr
    )


def test_a_store_that_gives_way_is_said_and_nothing_goes(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = make(3)
    corpus("out").build(f"file://{top}")

    def gone(*_: object, **__: object) -> None:
        raise RuntimeError("connection reset")

    with monkeypatch.context() as patch:
        patch.setattr("fsspec.implementations.local.LocalFileSystem.walk", gone)
        with pytest.raises(OSError, match=r"the store failed \(RuntimeError: connection reset\)"):
            corpus("out").build(f"file://{top}")
    assert corpus("out").build(f"file://{top}").kept == 3


def test_a_file_that_cannot_be_had_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.corpora.conversion import Recipe, Task, convert

    outcome = convert(Task(Document("memory://x.txt", path="memory://x.txt"), None, None), Recipe())
    assert (outcome.about["work"], outcome.settled, outcome.verdict) == (
        None,
        False,
        "undetermined",
    )
