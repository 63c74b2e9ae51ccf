"""Answers of bounded size: pages of items, and a cursor for the next page."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.core.json_types import Json, JsonObject
from communique.core.message import shortened
from communique.mcp.problems import Problem

BYTES = 24_000
"""The most bytes of UTF-8 that an answer has as JSON."""
ABOUT = 6_000
"""The most bytes of them for what is said once, before the items."""
FRAME = 300
"""Bytes that are kept for the keys around the items, the cursor and the numbers."""
BYTES_OF_TOKEN = 3
"""So many bytes are counted as a token. English has about four, other languages two to three."""
LENGTHS = (4000, 1000, 250, 60, 15)
"""The characters to which the strings of what is too large are cut, one after the other."""
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Content:
    """What a tool has to say: something about the whole, then items."""

    about: JsonObject
    items: Sequence[JsonObject] = field(default=())


def dumped(value: Json) -> str:
    """A value as JSON without spaces. UTF-8 can hold it: a lone surrogate becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LONE.sub("\ufffd", text)


def size(value: Json) -> int:
    """The bytes of a value as JSON."""
    return len(dumped(value).encode())


def tokens(length: int) -> int:
    """About how many tokens so many bytes are."""
    return -(-length // BYTES_OF_TOKEN)


def page(content: Content, call: JsonObject, cursor: str | None) -> JsonObject:
    """One page of what a tool says, with `next` where there are more items.

    `call` is the tool and its arguments: a cursor is good for the same call only. Raises Problem
    for any other cursor.
    """
    key = _key(call, len(content.items))
    start = _offset(cursor, key)
    about = fitted(content.about, ABOUT)
    room = BYTES - FRAME - size(about)
    items: list[JsonObject] = []
    for item in content.items[start:]:
        small = fitted(item, BYTES - FRAME - ABOUT)
        room -= size(small) + 1
        if room < 0 and items:
            break
        items.append(small)
    end = start + len(items)
    has_more = end < len(content.items)
    answer: JsonObject = {"about": about, "items": items}
    answer["total"] = len(content.items)
    answer["next"] = f"{end}.{key}" if has_more else None
    answer["tokens"] = tokens(size(answer))
    return answer


def _key(call: JsonObject, total: int) -> str:
    """What a cursor is recognised by: the call, and how many items there are."""
    whole = json.dumps([call, total], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _offset(cursor: str | None, key: str) -> int:
    """The item at which a page begins. Raises Problem."""
    if cursor is None:
        return 0
    offset, _, of_call = cursor.partition(".")
    is_number = offset.isascii() and offset.isdigit()
    if of_call != key or not is_number:
        raise Problem(
            "bad-cursor", "the cursor is of another call, or the data changed since"
        )
    return int(offset)


def fitted(value: JsonObject, room: int) -> JsonObject:
    """An object of this many bytes at most. Where words were cut it says so: `"cut": true`."""
    if size(value) <= room:
        return _sound(value)
    for longest in LENGTHS:
        cut = _cut(value, longest)
        small: JsonObject = {**cut, "cut": True}
        if size(small) <= room:
            return _sound(small)
    return {"cut": True}


def _sound(value: JsonObject) -> JsonObject:
    """The same value, which UTF-8 can hold."""
    sound: JsonObject = json.loads(dumped(value))
    return sound


def _cut(value: JsonObject, longest: int) -> JsonObject:
    return {name: _cut_part(part, longest) for name, part in value.items()}


def _cut_part(value: Json, longest: int) -> Json:
    """A value with no string longer than this, and no list of more than so many parts."""
    if isinstance(value, str):
        return shortened(value, longest)
    if isinstance(value, Mapping):
        return {name: _cut_part(part, longest) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [_cut_part(part, longest) for part in value[:longest]]
    return value
