"""Holes and swaps in good JSON: what is damaged is still nearly a record."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

Holder = Any
"""An object or an array."""

# What is nearly right somewhere, and wrong elsewhere.
STRANGERS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 1.0, 0.0, -0.0, 1.5, 2.0, 65535, 1001, 10**30, 1e300, "", "1", "x", "X", "a b", "a\nb",
    "x\n", "\n", "a-1", "1a", "-", "text", "paragraph", "recitals", "2023", "2023-02-30", "2023-7", "2023-07-12\n", "\u0001",
    "\u0009", "\u007f", "\u0085", "\u2028", "\ufffe", "\U0001fffe", "٢٠٢٣", "é", "#a", "a#b", "50%", "[1]", "/akn/x", "/akn/x\n",
    "http://[", "http://a b", "a:b", "1:2", "//", "zz", "sl\n", "EN", "f" * 64, [], {}, [None], [[]], {"kind": "text"},
    {"kind": "text", "text": ""}, {"text": "x"}, {"kind": "note"}, {"kind": []}, {"kind": None},
)  # fmt: skip


def places(value: Any) -> Iterator[tuple[Holder, str | int]]:
    """Every key and index below."""
    stack: list[Any] = [value]
    while stack:
        holder: Any = stack.pop()
        keys: Any = (
            holder
            if isinstance(holder, dict)
            else range(len(holder))
            if isinstance(holder, list)
            else ()
        )
        for key in keys:
            yield holder, key
            stack.append(holder[key])


@st.composite
def damaged(draw: st.DrawFn, value: Any) -> Any:
    """The value with one to three faults: something cut out, put in, exchanged, or spelt a little
    wrong.
    """
    value = copy.deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        every = list(places(value))
        if every:
            _hurt(draw, every, *draw(st.sampled_from(every)))
    return value


def _hurt(
    draw: st.DrawFn, every: list[tuple[Holder, str | int]], holder: Any, key: Any
) -> None:
    match draw(
        st.sampled_from(
            (
                "cut",
                "cut",
                "stranger",
                "stranger",
                "other",
                "more",
                "again",
                "spelt",
                "spelt",
            )
        )
    ):
        case "cut":
            del holder[key]
        case "stranger":
            holder[key] = copy.deepcopy(draw(st.sampled_from(STRANGERS)))
        case "other":
            other, name = draw(st.sampled_from(every))
            holder[key] = copy.deepcopy(other[name])
        case "more" if isinstance(holder, dict):
            _, name = draw(st.sampled_from(every))
            holder[str(name)] = copy.deepcopy(draw(st.sampled_from(STRANGERS)))
        case "again" if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        case _:
            holder[key] = _spelt(draw, holder[key])


def _spelt(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, str):
        at = draw(st.integers(0, len(value)))
        return (
            value[:at]
            + draw(
                st.sampled_from(
                    ("\n", "\t", " ", "-", "x", "A", "#", "%", "\ufffe", "/", "é")
                )
            )
            + value[at:]
        )
    if isinstance(value, int):
        return draw(
            st.sampled_from(
                (float(value), str(value), value - 1, value + 1, [value], bool(value))
            )
        )
    return [value]
