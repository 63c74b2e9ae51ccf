"""The types of JSON values.

`Json` is for values that are read or passed on. Any list and any object of JSON values fits, so a
`dict[str, str]` is one too. To look into one, ask `isinstance(value, Mapping)`: after a question
for `dict`, mypy takes the parts for `Any`. `JsonObject` is for an object in the making.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonScalar: TypeAlias = str | int | float | bool | None
"""A JSON value without parts."""

Json: TypeAlias = JsonScalar | Sequence["Json"] | Mapping[str, "Json"]
"""Any JSON value."""

JsonObject: TypeAlias = dict[str, Json]
"""A JSON object that may be changed."""
