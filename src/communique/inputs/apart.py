"""What is taken out of a file, where that is asked for in a process of its own: what opens it may
crash, or never end.
"""

import multiprocessing
import sys
from functools import partial
from importlib import import_module

from communique.core.codes import NOT_INSTALLED, READER_DIED
from communique.core.message import Message, say
from communique.core.processes import in_order
from communique.core.source import Limits, Source
from communique.inputs.blocks import Extracted, nothing

MEMORY = 4 << 30
"""This many bytes more than it begins with a process of its own may take, where the system can be
told.
"""


def taken_out(kind: str, source: Source, limits: Limits) -> Extracted:
    """What the module of `communique.inputs` for a kind of file takes out of one.

    In a process of its own if `limits.seconds` is given: its death is a finding then. Not in one
    that is itself such a process: whoever started it learns of its death.
    """
    if limits.seconds is None or multiprocessing.current_process().daemon:
        return _taken_out((kind, source, limits))
    lost = partial(_lost, limits.seconds)
    [found] = in_order(_within_bounds, [(kind, source, limits)], 1, lost, seconds=limits.seconds)
    return found


_Task = tuple[str, Source, Limits]


def _taken_out(task: _Task) -> Extracted:
    kind, source, limits = task
    try:
        module = import_module(f"communique.inputs.{kind}")
    except ImportError as error:
        if not (error.name or "").startswith("pypdfium2"):
            raise
        message = say("PDF files are read with {name}, which is not installed", name="pypdfium2")
        hint = say("install it with: {command}", command="pip install 'communique[pdf]'")
        return nothing(NOT_INSTALLED, message, hint)
    found: Extracted = module.extract(source, limits)
    return found


def _within_bounds(task: _Task) -> Extracted:
    """The same with bounded memory: what asks for more fails in this process, and not the whole
    machine.
    """
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as size:  # noqa: PTH123 - no file: what the system says of us
            begun = int(size.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(
            resource.RLIMIT_AS, (begun + MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1])
        )
    try:
        return _taken_out(task)
    except MemoryError:
        return _nothing(say("reading the file took too much memory"))


def _lost(seconds: float, _: _Task, status: int | None) -> Extracted:
    """What is said of a file whose reading ended its process."""
    if status is None:
        return _nothing(
            say(
                "reading the file took longer than {seconds} seconds and was stopped",
                seconds=f"{seconds:g}",
            )
        )
    if status < 0:
        return _nothing(
            say(
                "what reads the file crashed: its process was ended by signal {signal}",
                signal=-status,
            )
        )
    return _nothing(
        say("what reads the file crashed: its process ended with status {status}", status=status)
    )


def _nothing(message: Message) -> Extracted:
    hint = say(
        "the file may be damaged or made to do harm; open it in a viewer, save it again, and read that"
    )
    return nothing(READER_DIED, message, hint)
