"""Modules that are called as the public function of their name."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def called_as_module(function: F) -> F:
    """Let the module of a function be called in its place: `communique.<name>` is the function, and the module once that is imported."""
    sys.modules[function.__module__].__class__ = type(
        "_Callable", (ModuleType,), {"__call__": staticmethod(function)}
    )
    return function
