"""One call of a function in a process of its own, whatever becomes of that process.

Where this process may be forked, the other process is a fork of it. Elsewhere it is a new
interpreter, which is kept for the next call. It does not import the caller's program, and a daemon
may start it too, which `multiprocessing` does not allow. The work, its task and its result must be
such as can be pickled.
"""

import atexit
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, TypeVar, cast

from communique.core.bounds import bind
from communique.core.processes import can_fork, in_order

T = TypeVar("T")
R = TypeVar("R")

_PROGRAM = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from communique.core.apart import serve
serve()
"""
_READY = b"ready"
"""What the other process says when it has loaded a call, and all that it imports."""


def called_apart(
    work: Callable[[T], R],
    task: T,
    lost: Callable[[T, int | None], R],
    *,
    seconds: float,
) -> R:
    """What `work` gives for a task in another process, or what `lost` makes of the task and the
    exit status, where that process ends.

    The status is negative for a signal, and None where the process was ended because it worked for
    more than `seconds`. Raises what `work` raises.
    """
    if can_fork() and not multiprocessing.current_process().daemon:
        [found] = in_order(work, [task], 1, lost, seconds=seconds)
        return found
    interpreter = _free_interpreter()
    answer = interpreter.ask((work, task, seconds), seconds)
    if interpreter.is_open:
        _FREE.append(interpreter)
    if answer is None:
        return lost(task, interpreter.status)
    result, error = answer
    if error is not None:
        raise error
    return cast("R", result)


class _Interpreter:
    """A Python process that makes one call at a time, and ends when nobody can ask it any more."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.status: int | None = None
        self.is_open = True
        self._process = subprocess.Popen(  # noqa: S603 - the same interpreter, a program of our own
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        pickle.dump(sys.path, self._sent)

    @property
    def _sent(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdin)

    @property
    def _answered(self) -> BinaryIO:
        return cast("BinaryIO", self._process.stdout)

    def ask(
        self, call: object, seconds: float
    ) -> tuple[object, Exception | None] | None:
        """The result of a call, or what it raised; None where the process ended, whose `status`
        then says how. Time counts from when the process is ready for the call.
        """
        late = threading.Event()
        timer = threading.Timer(seconds, self._end_late, (late,))
        timer.daemon = True
        answer = None
        try:
            pickle.dump(call, self._sent)
            self._sent.flush()
            self._answered.read(len(_READY))
            timer.start()
            said = pickle.load(self._answered)  # noqa: S301 - our own process wrote it
            answer = cast("tuple[object, Exception | None]", said)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.status = self._process.wait()
        finally:
            timer.cancel()
            if timer.ident is not None:
                timer.join()
            if answer is None or late.is_set():
                self.close()
        if late.is_set():
            self.status = None
        return answer

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def close(self) -> None:
        """End the process, whatever it does."""
        self.is_open = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._sent, self._answered):
            try:
                pipe.close()
            except OSError:  # what was not sent yet goes nowhere
                continue


_FREE: list[_Interpreter] = []
"""Processes that wait for a call."""


def _free_interpreter() -> _Interpreter:
    """A process that waits, or a new one. One of the process that this one was forked from is not
    ours.
    """
    while True:
        try:
            interpreter = _FREE.pop()
        except IndexError:
            return _Interpreter()
        if interpreter.owner == os.getpid():
            return interpreter


@atexit.register
def _close_free() -> None:
    for interpreter in _FREE:
        if interpreter.owner == os.getpid():
            interpreter.close()


def serve() -> None:
    """Make calls until nobody asks any more. Runs in the other process.

    What a call prints goes to standard error: standard output has the answers to itself.
    """
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # an interrupt is the caller's business
    asked = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        while True:
            try:
                work, task, seconds = pickle.load(asked)  # noqa: S301 - our own process wrote it
            except EOFError:
                return
            answers.write(_READY)
            answers.flush()
            bind(seconds)
            answer = _answer(work, task)
            pickle.dump(answer, answers)
            answers.flush()


def _answer(work: Callable[[T], R], task: T) -> tuple[R | None, Exception | None]:
    try:
        return work(task), None
    except Exception as error:  # noqa: BLE001 - raised again where the result is awaited
        return None, error
