"""How many of many cases of one kind are tried: a third while somebody works (`make test`), all in
`make check` and so in CI.
"""

from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")


def share(cases: Iterable[T]) -> list[T]:
    """Of many cases of one kind every third, as hypothesis draws fewer examples then; in `make
    check`, and so in CI, all of them.
    """
    examples = (settings.default or settings()).max_examples
    return list(cases)[
        :: 1 if examples >= settings.get_profile("ci").max_examples else 3
    ]
