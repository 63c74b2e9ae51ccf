"""What a file holds, taken out of it in this process, or in one of its own.

Native code reads a PDF. It may crash or never end, so a PDF is read in a process of its own where
time is limited: that of the whole file, and that of each page. The other kinds are read by Python,
which can be stopped where it is.
"""

from functools import partial
from importlib import import_module

from communique.core.apart import called_apart
from communique.core.bounds import STUCK, limited_steps
from communique.core.codes import NOT_INSTALLED
from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.source import MAX_SECONDS, Limits, Source
from communique.core.source_errors import (
    crashed,
    too_much_memory,
    too_slow,
    too_slow_page,
)
from communique.inputs.blocks import Extracted, nothing
from communique.lines import FileLines

NATIVE = frozenset({"pdf"})
"""The kinds of files that native code reads."""

STEPS = 10
"""A step, such as a page, may take this part of the time that the whole file may take."""
SHORTEST = 5.0
"""But no step is stopped before it took so many seconds of CPU time."""


def taken_out(kind: str, source: Source, limits: Limits) -> Extracted:
    """What the module of `communique.inputs` for a kind of file takes out of one.

    That the process of its own died, or was ended after `limits.seconds`, is a finding.
    """
    task = (kind, source, limits)
    if limits.seconds is None or kind not in NATIVE:
        return _taken_out(task)
    lost = partial(_lost, limits.seconds)
    return called_apart(_within_memory, task, lost, seconds=limits.seconds)


_Task = tuple[str, Source, Limits]


def _taken_out(task: _Task) -> Extracted:
    kind, source, limits = task
    try:
        module = import_module(f"communique.inputs.{kind}")
    except ImportError as error:
        if not (error.name or "").startswith("pypdfium2"):
            raise
        message = say(
            "PDF files are read with {name}, which is not installed", name="pypdfium2"
        )
        hint = say(
            "install it with: {command}", command="pip install 'communique[pdf]'"
        )
        return nothing(NOT_INSTALLED, message, hint)
    found: Extracted = module.extract(source, limits)
    return found


def _within_memory(task: _Task) -> Extracted:
    """The same in a process whose memory is limited: that it is too little is a finding."""
    _, _, limits = task
    try:
        with limited_steps(_seconds_of_step(limits.seconds or MAX_SECONDS)):
            return _taken_out(task)
    except MemoryError:
        return _only(too_much_memory())


def _seconds_of_step(seconds: float) -> float:
    return max(SHORTEST, seconds / STEPS)


def _lost(seconds: float, _: _Task, status: int | None) -> Extracted:
    """What is said of a file whose reading ended its process."""
    if status is None:
        return _only(too_slow(seconds))
    if status == -STUCK:
        return _only(too_slow_page(_seconds_of_step(seconds)))
    return _only(crashed(status))


def _only(finding: Diagnostic) -> Extracted:
    """Nothing but a finding."""
    return Extracted(FileLines(), (finding,), usable=False)
