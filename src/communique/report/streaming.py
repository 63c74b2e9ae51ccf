"""What reports for programs share: JSON that is written piece by piece, and paths as services name them."""

import json
import os.path
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")


def dumped(value: Any, indent: int = 0) -> str:
    r"""A value as JSON that UTF-8 can hold; its lines after the first stand `indent` columns further in.

    A lone surrogate, of a file's name or a damaged source, is written as the six characters of its escape.

    >>> dumped(["a\udcff"])
    '[\n  "a\\\\udcff"\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)
    return _LONE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)


def array(values: Iterable[Any], indent: int) -> Iterator[str]:
    """A JSON array, an item at a time; the items stand `indent` columns in, the closing bracket two less.

    >>> print("".join(array([1, {"a": 2}], 2)))
    [
      1,
      {
        "a": 2
      }
    ]
    """
    before = "["
    for value in values:
        yield f"{before}\n{' ' * indent}{dumped(value, indent)}"
        before = ","
    yield "[]" if before == "[" else f"\n{' ' * (indent - 2)}]"


def inside(path: str, folder: str) -> str | None:
    """A path relative to an absolute folder, with `/`; None where it leads out of it. Nothing is looked up on the disk.

    >>> inside("./acts/a.xml", "/home"), inside("/home/acts/a.xml", "/home"), inside("../a.xml", "/home")
    ('acts/a.xml', 'acts/a.xml', None)
    """
    whole = PurePath(os.path.normpath(PurePath(folder, path)))
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else None
