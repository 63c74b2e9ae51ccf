"""Names in a text: an index of forms by their first capitalised word, looked up for each such word of a text."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from communique.core.bundle import shipped
from communique.core.values import Values
from communique.detect.marks import Found
from communique.languages import states
from communique.naming.convention import slug

_CAPITALS = "".join(char for char in map(chr, range(0x530)) if char.isupper())
WORD = re.compile(rf"[{_CAPITALS}]\w*")
"""A word from its first capital letter on (Latin, Greek, Cyrillic)."""
GROUPS = {
    "organization": "organisations", "programme": "programmes", "instrument": "instruments", "place": "places", "state": "states",
}  # fmt: skip
"""The lists of the shipped authorities, by the type of the entities in them. Places are those whose name holds that of a state."""
_SUFFIX = re.compile(r"[a-zà-öø-ÿ]{1,4}\Z")
_JOINED = re.compile(r"([^\W_]{0,31}[^\W\d_])-\Z")
"""A word joined by a hyphen."""
_LOUD = 4
"""In a text all in capitals an acronym must have as many letters: `WHO` may be a word there."""


class Form(NamedTuple):
    """A form of a name: the words, how far in its first capital stands, and the id of what it names."""

    lead: int
    words: str
    ref: str


Index = dict[str, tuple[Form, ...]]
"""From the first capitalised word of a name to the forms that have it, the longest first."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What the shipped list knows in one language: the index of names, and the entities by id, as in a record."""

    index: Index
    entities: Mapping[str, Values]


def _entity(raw: dict[str, Any], kind: str, tag: str) -> Values:
    return {
        "id": raw["id"], "type": kind, "label": raw["labels"].get(tag, raw["name"]),
        "acronym": raw.get("acronyms", {}).get(tag), "same_as": raw["same_as"], "basis": "text", "source": None,
    }  # fmt: skip


@cache
def authorities(tag: str) -> Authorities:
    """The names of one language, by its primary subtag: labels, inflected forms and acronyms; the states of the world besides."""
    data = _shipped()
    entities: dict[str, Values] = {}
    acronyms: dict[str, str] = {}
    forms: list[tuple[str, str]] = []
    for kind, group in GROUPS.items():
        for raw in data[group]:
            ref = raw["id"]
            entities[ref] = _entity(raw, kind, tag)
            forms += [
                (form, ref)
                for form in (raw["labels"].get(tag), *raw.get("forms", {}).get(tag, ()))
                if form
            ]
            if tag in raw.get("acronyms", {}):
                acronyms[raw["acronyms"][tag]] = ref
    ids = {raw["code"]: raw["id"] for raw in data["states"]}
    for code, names in states(tag).items():
        ref = ids.get(code) or slug(states("en")[code][0], code)
        same_as = [f"http://publications.europa.eu/resource/authority/country/{code}"]
        state: Values = {"id": ref, "name": names[0], "labels": {}, "same_as": same_as}
        entities.setdefault(ref, _entity(state, "state", tag))
        forms += [(name, ref) for name in names]
    forms += acronyms.items()
    return Authorities(indexed(forms), entities)


@cache
def _shipped() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(shipped("data/authorities.json").read_text("utf-8"))
    return data


def indexed(forms: Iterable[tuple[str, str]], onto: Index | None = None) -> Index:
    """An index of forms and ids, added to a copy of another; the first id of a form is kept."""
    index = dict(onto or {})
    for words, ref in forms:
        anchor = WORD.search(words)
        if anchor is None:
            continue
        known = index.get(anchor[0], ())
        if all(form.words != words for form in known):
            longest_first = sorted(
                (*known, Form(anchor.start(), words, ref)), key=lambda form: -len(form.words)
            )
            index[anchor[0]] = tuple(longest_first)
    return index


def find_names(text: str, index: Index) -> list[Found]:
    """The names of an index in a text: whole words, an ending after a hyphen or on an acronym allowed (`NGOs`)."""
    found: list[Found] = []
    loud = text.isupper()
    for match in WORD.finditer(text):
        word = match[0]
        if word in index:
            for lead, words, ref in index[word]:
                start = match.start() - lead
                end = start + len(words)
                if start >= 0 and text.startswith(words, start) and _whole(text, start, end, index):
                    if not loud or len(words) >= _LOUD:
                        found.append(Found(start, end, {"kind": "entity", "ref": ref}))
                    break
        elif word[-1].islower() and word[1:2].isupper():
            stem = _SUFFIX.sub("", word)
            for lead, words, ref in index.get(stem, ()):
                if words == stem and not lead and _whole(text, match.start(), match.end(), index):
                    found.append(Found(*match.span(), {"kind": "entity", "ref": ref}))
    return found


_INITIAL = re.compile(r"(?<![\w.])[^\W\d_]\. \Z")
"""What stands there is the name of a person: `Lisa O. Monaco`."""


def _whole(text: str, start: int, end: int, index: Index) -> bool:
    """Whether the words stand for themselves: no letter or digit beside them, no other name joined by a hyphen."""
    if start > 2 and _INITIAL.match(text, start - 3, start):
        return False
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    after = text[end : end + 2]
    if after[:1].isalnum() or after[:1] == "_":
        return False
    if after[:1] == "-" and after[1:].isupper():
        other = WORD.match(text, end + 1)
        return other is not None and other[0] in index
    before = (
        _JOINED.search(text, max(0, start - 33), start) if text[start - 1 : start] == "-" else None
    )
    return before is None or not before[1][-1].isupper() or before[1] in index
