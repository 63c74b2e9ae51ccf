"""Limits of time and memory. Standard library only.

A deadline is for work in this process. In the main thread the system's alarm interrupts the work,
also inside a regular expression. In another thread, where another part of the program uses the
alarm, and on Windows, a timer stops the work between two steps of Python. Work in native code is
stopped only in a process of its own (`core.apart`).
"""

import math
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

AGAIN = 1.0
"""Seconds between rings of an alarm: code that swallows one ring is interrupted by the next."""

MEMORY = 4 << 30
"""Bytes that a process may take for its tasks, unless another limit is given."""
STUCK = int(getattr(signal, "SIGPROF", 0))
"""The signal that ends a process one of whose steps takes too long."""
_SPARE = 60
"""Seconds of CPU time for which a process may outlive its starter."""


class TimeIsUp(BaseException):
    """The work lasted longer than it may. Not an Exception: no net for faults catches it."""


class _Here(threading.local):
    """Whether this thread works against a deadline."""

    limited = False


_HERE = _Here()


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise TimeIsUp in the block when it has lasted for so many seconds; None sets no limit.

    Inside a block with a deadline, the outer deadline alone counts.
    """
    if seconds is None or _HERE.limited:
        yield
        return
    _HERE.limited = True
    try:
        if _alarm_is_free():
            yield from _by_alarm(seconds)
        else:
            yield from _by_timer(seconds)
    finally:
        _HERE.limited = False


def _alarm_is_free() -> bool:
    """Whether this thread can be told by an alarm, and nobody else uses the alarm."""
    if threading.current_thread() is not threading.main_thread():
        return False
    return (
        hasattr(signal, "SIGALRM")
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    )


def _by_alarm(seconds: float) -> Iterator[None]:
    def ring(_: int, __: object) -> None:
        raise TimeIsUp

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _by_timer(seconds: float) -> Iterator[None]:
    timer = _Timer(threading.get_ident(), seconds)
    timer.start()
    try:
        yield
    finally:
        timer.stop()


class _Timer(threading.Thread):
    """A thread that raises TimeIsUp in another one, until it is stopped."""

    def __init__(self, worker: int, seconds: float) -> None:
        super().__init__(name="deadline", daemon=True)
        self._worker = worker
        self._seconds = seconds
        self._stopped = threading.Event()
        self._turn = threading.Lock()
        self._rang = False

    def run(self) -> None:
        """Wait, then raise TimeIsUp again and again."""
        pause = self._seconds
        while not self._stopped.wait(pause):
            pause = AGAIN
            with self._turn:
                if not self._stopped.is_set():
                    self._rang = True
                    self._raise()

    def stop(self) -> None:
        """Raise nothing any more. The thread that is timed calls this.

        An error that is still on its way arrives here and is dropped. Taking it back would leave
        the interpreter's mark for it: in Python 3.11 a traced function would then never begin.
        """
        self._stopped.set()
        self.join()
        if not self._rang:
            return
        with suppress(TimeIsUp):
            self._raise()
            for _ in range(
                1000
            ):  # the interpreter looks for errors at the end of each turn
                pass

    def _raise(self) -> None:
        """Raise TimeIsUp in the timed thread. It replaces one that did not arrive yet."""
        import ctypes  # it takes longer to import than most files take to read

        error = ctypes.py_object(TimeIsUp)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._worker), error)


class _Steps:
    """How many seconds of CPU time a step of this process may take; None sets no limit."""

    seconds: float | None = None


@contextmanager
def limited_steps(seconds: float) -> Iterator[None]:
    """End this process if a step of the block takes more seconds of CPU time.

    Only a process of its own can be ended so: its starter sees that `STUCK` ended it. Windows does
    not count the time of steps.
    """
    _Steps.seconds = seconds if hasattr(signal, "ITIMER_PROF") else None
    try:
        yield
    finally:
        end_step()
        _Steps.seconds = None


def begin_step() -> None:
    """Begin to count the time of a step; the one before it has ended. Without a limit this does
    nothing.
    """
    if _Steps.seconds is not None:
        signal.setitimer(signal.ITIMER_PROF, _Steps.seconds)


def end_step() -> None:
    """Count no time until the next step."""
    if _Steps.seconds is not None:
        signal.setitimer(signal.ITIMER_PROF, 0)


def bind(seconds: float | None, *, memory: int = MEMORY) -> None:
    """Limit what this process takes from now on, as far as the system can be told.

    `memory`: bytes more than it has now; only Linux holds a process to that. `seconds`: of CPU
    time, so that a process whose starter was killed ends too; its starter stops it before. A second
    call begins to count anew.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    if seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime + seconds) + _SPARE
        _limit(resource.RLIMIT_CPU, most)
    if sys.platform == "linux":
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        _limit(resource.RLIMIT_AS, int(pages) * resource.getpagesize() + memory)


def _limit(kind: int, most: int) -> None:
    """Lower the soft limit of this process; the hard one stays, so that it can be raised again."""
    import resource

    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):  # some systems know a limit and do not set it
        resource.setrlimit(kind, (most, hard))
