"""JSON that is written piece by piece, so that a report of many files is never kept whole."""

import json
import re
from collections.abc import Iterable, Iterator
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
