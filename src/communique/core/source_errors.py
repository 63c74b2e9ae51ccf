"""The checks of a source that all readers share, and the one net under readers, writers and checks
(`attempted`).
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from communique.core.bounds import TimeIsUp, deadline
from communique.core.codes import (
    EMPTY,
    ENGINE_FAULT,
    LINE_TOO_LONG,
    NOT_TEXT,
    READER_DIED,
    TOO_LARGE,
)
from communique.core.diagnostics import Diagnostic
from communique.core.errors import BadOption, NotWritable, UnknownFormat
from communique.core.message import Message, say
from communique.core.source import WIDE, Fault, Limits, Source, Span

T = TypeVar("T")


def debugging() -> bool:
    """Whether COMMUNIQUE_DEBUG is set (and not 0): what breaks down is then raised, so that its
    cause is seen.
    """
    return os.environ.get("COMMUNIQUE_DEBUG", "") not in {"", "0"}


@contextmanager
def collector_waiting() -> Iterator[None]:
    """No garbage collection inside: a large tree is made faster, and next to nothing in it is
    garbage.

    What was made stays young, so that the collector sees all of it afterwards: nothing is frozen.
    Where it waits already, for a work around this one, one of another thread, or the program's own
    reasons, nothing is done: so a wait is never longer than one piece of work, however many
    overlap.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def attempted(
    what: Message, work: Callable[[], T], *, seconds: float | None = None
) -> T | Diagnostic:
    """What `work` gives, or the finding that it broke down, or lasted longer than `seconds`: the
    one net under readers, writers and checks.

    A bad call (UnknownFormat, BadOption), and what a writer itself says it cannot do (NotWritable),
    is raised all the same; anything is if COMMUNIQUE_DEBUG is set. The garbage collector waits
    until it is done.
    """
    try:
        with collector_waiting(), deadline(seconds):
            return work()
    except (UnknownFormat, BadOption, NotWritable):
        raise
    except TimeIsUp:
        return too_slow(seconds or 0)
    except MemoryError:
        return too_much_memory()
    except Exception as error:
        if debugging():
            raise
        words = " ".join(str(error).split())[:200]
        said = f"{type(error).__name__}: {words}" if words else type(error).__name__
    hint = say(
        "this is a bug in the program; please report it with the file; COMMUNIQUE_DEBUG=1 shows where"
    )
    return Diagnostic.of(
        ENGINE_FAULT,
        say("{engine} failed: {error}", engine=what, error=said),
        hint=hint,
    )


def too_slow(seconds: float) -> Diagnostic:
    """The finding that reading a file was stopped after so many seconds."""
    message = say(
        "reading the file took longer than {seconds} seconds and was stopped",
        seconds=f"{seconds:g}",
    )
    return _died(message)


def too_slow_page(seconds: float) -> Diagnostic:
    """The finding that a page took more than so many seconds to read."""
    message = say(
        "a page of the file took longer than {seconds} seconds and reading was stopped",
        seconds=f"{seconds:g}",
    )
    return _died(message)


def too_much_memory() -> Diagnostic:
    """The finding that a file cannot be read with the memory that there is."""
    return _died(say("reading the file took too much memory"))


def crashed(status: int | None) -> Diagnostic:
    """The finding that reading a file ended its process, with an exit status, or by a signal where
    that is negative.
    """
    if status is not None and status < 0:
        return _died(
            say(
                "the process that read the file was ended by signal {signal}",
                signal=-status,
            )
        )
    return _died(
        say(
            "the process that read the file crashed with status {status}",
            status=status,
        )
    )


def _died(message: Message) -> Diagnostic:
    hint = say(
        "the file may be damaged or made to do harm; open it in a viewer, save it again, and read that"
    )
    return Diagnostic.of(READER_DIED, message, hint=hint)


def oversized(source: Source, limits: Limits) -> list[Diagnostic]:
    """That a source is too large or has no bytes, if it is: what holds of files of every kind."""
    if len(source.data) > limits.size:
        message = say("the file is larger than {size} bytes", size=limits.size)
        return [
            Diagnostic.of(
                TOO_LARGE, message, hint=say("raise the limit if you trust the file")
            )
        ]
    return [] if source.data else [Diagnostic.of(EMPTY, say("the file is empty"))]


def unreadable(source: Source, limits: Limits) -> list[Diagnostic]:
    """Why a source is read by no reader: too large, not valid UTF-8, empty. Empty where nothing is
    wrong.

    Linear in the size; what is too large is not looked at.
    """
    data = source.data
    found = oversized(source, limits)
    if found:
        return found
    decoded = source.decoded
    if isinstance(decoded, Fault):
        # Columns are counted as if every wrong byte were a character.
        head = data[: decoded.offset].decode(
            "utf-16" if data[:2] in WIDE else "utf-8-sig", "replace"
        )
        head = head.replace("\r\n", "\n").replace("\r", "\n")
        line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
        return [
            Diagnostic.of(
                NOT_TEXT,
                decoded.message,
                Span(line, column, line, column + 1),
                hint=decoded.hint,
            )
        ]
    if decoded.isspace() or not decoded:
        return [Diagnostic.of(EMPTY, say("the file contains only white space"))]
    return []


def unreadable_text(source: Source, limits: Limits) -> list[Diagnostic]:
    """Why a source is not read as raw text: as `unreadable`, too many lines, or one too long. In
    other formats lines mean nothing.
    """
    found = unreadable(source, limits)
    decoded = source.decoded
    if found or isinstance(decoded, Fault):
        return found
    if _line_of(decoded, len(decoded)) + decoded.count("|") > limits.lines:
        message = say(
            "the text has more than {lines} lines and cells of tables",
            lines=limits.lines,
        )
        return [
            Diagnostic.of(
                TOO_LARGE, message, hint=say("raise the limit if you trust the file")
            )
        ]
    start, limit = 0, limits.line
    while len(decoded) - start > limit:  # jumps from line end to line end
        end = max(
            decoded.rfind("\n", start, start + limit + 1),
            decoded.rfind("\r", start, start + limit + 1),
        )
        if end < 0:
            line = _line_of(decoded, start)
            message = say(
                "line {line} is longer than {line2} characters", line=line, line2=limit
            )
            return [
                Diagnostic.of(
                    LINE_TOO_LONG, message, Span(line, limit + 1, line, limit + 2)
                )
            ]
        start = end + 1
    return []


def _line_of(text: str, offset: int) -> int:
    """The line, from 1, of an offset at which a line begins."""
    head = text[:offset]
    return 1 + head.count("\n") + head.count("\r") - head.count("\r\n")
