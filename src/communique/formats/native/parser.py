"""JSON to a record by the parser in C, and the proof that nothing was lost on the way."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic_core import SchemaValidator

from communique.formats.native.walk import keys_given
from communique.model import Declaration
from communique.model.types import TEXT_PATTERN

DEPTH = 200
"""How deep the parser in C goes before it gives up."""

PAYS = 4 * 1024 * 1024
"""After so many bytes a second validator, which takes 20 ms to make, has saved about as much."""

_OTHER_ESCAPE = re.compile(rb'\\[^n"\\/]')
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
# What of a JSON text tells that a quotation mark stands before a colon. Of all other characters only so many are kept
# as keep most strings that hold a colon ("http://", "From: ...") from looking like a key.
_NO_SIGN = bytes(set(range(0x80)) - set(b'":\\aeopn'))
_WHITE = b" \t\r\n"


def parse(data: bytes) -> Declaration | None:
    """The record of a JSON text, or None where a node does not say its kind, or a key may stand twice in an object.

    A record is proved whole: the text has no more keys than it was made of, so that none was taken for another. None
    says only that the proof failed. Raises pydantic.ValidationError where the text is no JSON, or its value no record.
    """
    usual = _is_usual(data)
    declaration: Declaration = (_work.validator(data) if usual else _model()).validate_json(data)
    given = keys_given(declaration)
    whole = given is not None and ((usual and coarse_bound(data) == given) or fine_bound(data) == given)
    return declaration if whole else None


def _is_usual(data: bytes) -> bool:
    """Whether nothing is escaped but line feeds, quotation marks and backslashes, and no U+FFFE or U+FFFF stands bare.

    Then no string holds a character that no text may hold: a control character is an escape in JSON, or no JSON.
    """
    if b"\\" in data and _OTHER_ESCAPE.search(data):
        return False
    return not (b"\xef" in data and _NONCHARACTER.search(data))


def _model() -> Any:
    return Declaration.__pydantic_validator__


@dataclass(slots=True)
class _Work:
    """How many bytes of usual texts were parsed in this process: it decides when a second validator pays."""

    done: int = 0

    def validator(self, data: bytes) -> Any:
        """What makes records of usual texts: the same objects of the same classes, whichever it is."""
        self.done += len(data)
        return _trusting() if self.done > PAYS else _model()


_work = _Work()


@cache
def _trusting() -> Any:
    """The model's validator without the pattern of `Text`, which takes a fifth of the time of all validation.

    Where pydantic cannot make it, the model's own is as good.
    """
    try:
        return SchemaValidator(
            _without_pattern(Declaration.__pydantic_core_schema__, TEXT_PATTERN), _use_prebuilt=False
        )
    except TypeError:
        return _model()


def _without_pattern(schema: Any, pattern: str) -> Any:
    """A core schema in which no string is matched with a pattern."""
    if isinstance(schema, list):
        return [_without_pattern(each, pattern) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = ((key, value) for key, value in schema.items() if (key, value) != ("pattern", pattern))
    return {
        key: _without_pattern(value, pattern) if isinstance(value, dict | list) and key != "metadata" else value
        for key, value in kept
    }


def coarse_bound(data: bytes) -> int:
    """At least as many as a usual JSON text has keys, found fast; seldom more."""
    return _before_colons(data.translate(None, _NO_SIGN))


def fine_bound(data: bytes) -> int:
    """At least as many as a JSON text has keys, if none of them ends in a backslash (no key of a record does).

    More only where a string begins with a colon.
    """
    return _before_colons(data.translate(None, _WHITE))


def _before_colons(packed: bytes) -> int:
    """Quotation marks before colons: a key's last one, or in a string an escaped one, which follows a backslash."""
    return packed.count(b'":') - (packed.count(b'\\":') if b"\\" in packed else 0)
