from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.core import processes

TEXT = """JOINT STATEMENT NUMBER {n}

1 March {year}

We, the Ministers, met in the city of Nowhere.

1.  We commit to open {n} schools by 2030.

2.  We welcome the report of the working group and recall the café agreement.
"""

Files = dict[str, bytes]


def text(n: int) -> bytes:
    return TEXT.format(n=n, year=2000 + n % 25).encode()


@pytest.fixture
def make(tmp_path: Path) -> Callable[[int], Path]:
    def folder(number: int) -> Path:
        top = tmp_path / "texts"
        for n in range(number):
            path = top / f"{n % 3}" / f"{n:04}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text(n))
        return top

    return folder


def published(corpus: Path) -> Files:
    """What is compared: every file of a corpus but the journal and the lock."""
    found = (
        path
        for path in corpus.rglob("*")
        if path.is_file()
        and path.name not in {"journal.sqlite", "lock", "index.sqlite"}
    )
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in found}


def in_order(
    work: Callable[[Any], Any],
    tasks: Iterable[Any],
    jobs: int,
    *lost: Any,
    **seconds: Any,
) -> Iterator[Any]:
    """What one process would do is done by this one."""
    return (
        map(work, tasks)
        if jobs == 1
        else processes.in_order(work, tasks, jobs, *lost, **seconds)
    )


def by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build, and write sites, by this process where nothing is said of processes, since each takes
    a second to start.
    """
    for module in ("building", "graph", "site"):
        monkeypatch.setattr(f"communique.corpora.{module}.processors", lambda: 1)
        monkeypatch.setattr(f"communique.corpora.{module}.in_order", in_order)


@pytest.fixture(autouse=True)
def beside_the_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, by this process."""
    monkeypatch.chdir(tmp_path)
    by_one_process(monkeypatch)
