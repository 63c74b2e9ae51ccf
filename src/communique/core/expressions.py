"""Regular expressions that are compiled when they are first used.

Python takes 60 ms to compile all expressions of the reader. A short text needs half of them.
"""

import re
from functools import cached_property
from typing import cast


class _Late:
    """An expression that looks like a compiled one, and is compiled when a method is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        """A method of the compiled expression, kept so that the next call finds it at once."""
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""The same as `re.compile`, for its methods only; a wrong pattern fails when it is used.

    >>> compile_late(r"(\d+)\.").match("12. We meet")[1]
    '12'
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
