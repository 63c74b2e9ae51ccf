"""A call in a process of its own: whatever becomes of that, the caller goes on."""

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.unit.tasks import deadly, endless, lost, printing, raising, square

from communique.core import apart
from communique.core.apart import called_apart

ENOUGH = 60.0


@pytest.fixture(params=["forked", "new"])
def _kind_of_process(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if request.param == "new":
        monkeypatch.setattr(apart, "can_fork", lambda: False)


pytestmark = pytest.mark.usefixtures("_kind_of_process")


def test_the_result_is_that_of_the_call() -> None:
    assert [called_apart(square, each, lost, seconds=ENOUGH) for each in range(3)] == [
        0,
        1,
        4,
    ]


def test_what_it_prints_is_not_its_result() -> None:
    assert called_apart(printing, 7, lost, seconds=ENOUGH) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")
def test_the_death_of_the_process_is_told_and_the_next_call_is_answered() -> None:
    found = [called_apart(deadly, each, lost, seconds=ENOUGH) for each in (1, 2, 4, 5)]
    assert found == [1, (2, -9), (4, 3), 5]


def test_a_call_that_does_not_end_is_ended_and_the_next_one_is_answered() -> None:
    assert called_apart(square, 3, lost, seconds=ENOUGH) == 9
    assert called_apart(endless, 3, lost, seconds=0.5) == (3, None)
    assert called_apart(endless, 2, lost, seconds=ENOUGH) == 2


def test_what_the_call_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="four"):
        called_apart(raising, 4, lost, seconds=ENOUGH)
    assert called_apart(raising, 3, lost, seconds=ENOUGH) == 3


def test_threads_call_at_once() -> None:
    found: dict[int, object] = {}

    def call(number: int) -> None:
        found[number] = called_apart(square, number, lost, seconds=ENOUGH)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: number * number for number in range(4)}


def by_a_daemon(number: int) -> int:
    found: int = called_apart(square, number, lambda *_: -1, seconds=ENOUGH)
    return found


def test_a_daemon_may_call() -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as daemons:
        assert daemons.map(by_a_daemon, [3]) == [9]


def test_a_program_without_a_guard_and_with_a_file_of_a_known_name_can_call(
    tmp_path: Path,
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('the wrong file')", "utf-8")
    program = tmp_path / "program.py"
    program.write_text(
        "import sys; sys.path.pop(0)\n"
        "from communique.core import apart\n"
        "apart.can_fork = lambda: False\n"
        "print(apart.called_apart(abs, -3, max, seconds=60))\n",
        "utf-8",
    )
    path = os.pathsep.join(each for each in sys.path if each)
    said = subprocess.run(
        [sys.executable, program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout, said.stderr) == ("3\n", "")
