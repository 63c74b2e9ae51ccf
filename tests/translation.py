"""Language versions: a record in which each word is replaced, and all that is marked stays on the
same words.
"""

import re
from itertools import pairwise
from typing import Any

from communique.model import Declaration

_WORD = re.compile(r"\S+|\s+")


def translated(record: Declaration, language: str) -> Declaration:
    """The record in a language that has every word backwards and twice. Printed numbers, dates and
    addresses stay.
    """
    values = record.model_dump(mode="json")
    _translate(values)
    return Declaration.model_validate({**values, "language": language})


def _translate(value: Any) -> None:
    if isinstance(value, list):
        for each in value:
            _translate(each)
    elif isinstance(value, dict):
        if value.get("kind") == "text":
            _translate_text(value)
            return
        for key in ("label", "short_title"):
            if isinstance(value.get(key), str) and value[key].strip():
                value[key] = _foreign(value[key])
        for each in value.values():
            _translate(each)


def _translate_text(block: dict[str, Any]) -> None:
    """Word by word; a word is cut where a mark begins or ends in it, so that each piece is
    translated in its place.
    """
    text, marks = block["text"], block["marks"]
    cuts = sorted(
        {0, len(text), *(mark[edge] for mark in marks for edge in ("start", "end"))}
    )
    moved, parts, length = {0: 0}, [], 0
    for start, end in pairwise(cuts):
        piece = "".join(_foreign(found[0]) for found in _WORD.finditer(text[start:end]))
        parts.append(piece)
        length += len(piece)
        moved[end] = length
    block["text"] = "".join(parts)
    for mark in marks:
        mark["start"], mark["end"] = moved[mark["start"]], moved[mark["end"]]


def _foreign(word: str) -> str:
    return word if word.isspace() else word[::-1] + word
