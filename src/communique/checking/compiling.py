"""The OASIS schema compiled in another thread, while the caller goes on."""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from threading import Thread

_HEAD = 4096
"""How many bytes of a file are looked at before anything is imported."""

_compiling: list[Thread] = []


def prepare(paths: Iterable[str]) -> None:
    """Begin to compile the OASIS schema, if a file will need it, while the caller goes on.

    It takes as long to compile as the library to import, and in another thread both are done at
    once. A file needs it that is Akoma Ntoso by its ending and not ours by its first bytes: ours
    are nearly always valid by the profile.
    """
    if any(_is_of_others(path) for path in paths):
        _compiling.append(Thread(target=compile_schema, name="schema"))
        _compiling[-1].start()


def await_schema() -> None:
    """Wait until what `prepare` began is done."""
    while _compiling:
        _compiling.pop().join()


def _is_of_others(path: str) -> bool:
    from communique.formats import format_of
    from communique.formats.akn.names import OURS

    known = format_of(path)
    if known is None or known.name != "akn":
        return False
    try:
        if not Path(path).is_file():  # nothing is taken out of a pipe
            return False
        with Path(path).open("rb") as file:
            return OURS.encode() not in file.read(_HEAD)
    except OSError:  # whoever reads the file will meet the same fault, and report it
        return False


def compile_schema() -> None:
    """Compile the OASIS schema, once."""
    with contextlib.suppress(
        Exception
    ):  # whoever needs the schema will meet the same fault, and report it
        from communique.checking.xsd import schema

        schema()
