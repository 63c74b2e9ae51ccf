"""Finds names in a text.

An index holds the forms of names by their first capitalised word. Each capitalised word of a text
is looked up in it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from communique.core.bundle import shipped
from communique.core.scripts import unaccented
from communique.core.values import EntityValues, Values
from communique.detect.marks import Found
from communique.languages import states
from communique.naming.convention import slug

_CAPITALS = "".join(char for char in map(chr, range(0x530)) if char.isupper())
WORD = re.compile(rf"[{_CAPITALS}]\w*")
"""A word from its first capital letter on (Latin, Greek, Cyrillic)."""
GROUPS = {
    "organization": "organisations",
    "programme": "programmes",
    "instrument": "instruments",
    "place": "places",
    "state": "states",
}
"""The lists of the shipped authorities, by the type of the entities in them.

A place is listed if its name holds that of a state.
"""
_SUFFIX = re.compile(r"[a-zà-öø-ÿ]{1,4}\Z")
_JOINED = re.compile(r"([^\W_]{0,31}[^\W\d_])-\Z")
"""A word joined by a hyphen."""
_MIN_NAME_IN_CAPITALS = 4
"""How many letters a name needs in a text all in capitals, where `WHO` may be a word."""


class Form(NamedTuple):
    """A form of a name.

    `lead`: the offset of its first capital in the words. `ref`: the id of the entity it names.
    """

    lead: int
    words: str
    ref: str


Index = dict[str, tuple[Form, ...]]
"""From the first capitalised word of a name to the forms that have it, the longest first."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """The shipped authorities in one language: the index of names, and the entities by id."""

    index: Index
    entities: Mapping[str, EntityValues]


def _entity(raw: dict[str, Any], kind: str, tag: str) -> EntityValues:
    """An entity as a record has it, with its label and acronym in one language."""
    return {
        "id": raw["id"],
        "type": kind,
        "label": raw["labels"].get(tag, raw["name"]),
        "acronym": raw.get("acronyms", {}).get(tag),
        "same_as": raw["same_as"],
        "basis": "text",
        "source": None,
    }


@cache
def authorities(tag: str) -> Authorities:
    """The names of one language, by its primary subtag: labels, inflected forms and acronyms.

    The names of all states are among them.
    """
    data = _shipped()
    entities: dict[str, EntityValues] = {}
    acronyms: dict[str, str] = {}
    forms: list[tuple[str, str]] = []
    for kind, group in GROUPS.items():
        for raw in data[group]:
            ref = raw["id"]
            entity = _entity(raw, kind, tag)
            entities[ref] = entity
            label = raw["labels"].get(tag)
            inflected = raw.get("forms", {}).get(tag, ())
            forms += [(form, ref) for form in (label, *inflected) if form]
            acronym = entity["acronym"]
            if acronym is not None:
                acronyms[acronym] = ref
    ids = {raw["code"]: raw["id"] for raw in data["states"]}
    for code, names in states(tag).items():
        ref = ids.get(code) or slug(states("en")[code][0], code)
        entities.setdefault(ref, _state(ref, code, names[0], tag))
        forms += [(name, ref) for name in names]
    forms += acronyms.items()
    return Authorities(indexed(forms), entities)


def _state(ref: str, code: str, name: str, tag: str) -> EntityValues:
    """The entity of a state that the shipped authorities do not describe."""
    address = f"http://publications.europa.eu/resource/authority/country/{code}"
    state: Values = {"id": ref, "name": name, "labels": {}, "same_as": [address]}
    return _entity(state, "state", tag)


@cache
def _shipped() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        shipped("data/authorities.json").read_text("utf-8")
    )
    return data


def indexed(forms: Iterable[tuple[str, str]], onto: Index | None = None) -> Index:
    """An index of forms and ids, added to a copy of another; the first id of a form is kept."""
    index = dict(onto or {})
    for words, ref in forms:
        anchor = WORD.search(words)
        if anchor is None:
            continue
        known = index.get(anchor[0], ())
        if any(form.words == words for form in known):
            continue
        form = Form(anchor.start(), words, ref)
        longest_first = sorted((*known, form), key=lambda each: -len(each.words))
        index[anchor[0]] = tuple(longest_first)
    return index


@cache
def _countries(tag: str) -> frozenset[str]:
    names = chain.from_iterable(states(tag).values())
    return frozenset(unaccented(name) for name in names)


def names_country(text: str, tag: str) -> bool:
    """Whether words are the name of a state in a language, and no more."""
    return unaccented(text) in _countries(tag)


def find_names(text: str, index: Index) -> list[Found]:
    """The names of an index in a text, as whole words.

    A word may follow a hyphen, and an acronym may have an ending (`NGOs`).
    """
    found: list[Found] = []
    all_capitals = text.isupper()
    for match in WORD.finditer(text):
        word = match[0]
        name = None
        if word in index:
            name = _longest_name(text, match, index)
        elif word[-1].islower() and word[1:2].isupper():
            name = _acronym_with_ending(text, match, index)
        if name is None:
            continue
        if all_capitals and name.end - name.start < _MIN_NAME_IN_CAPITALS:
            continue
        found.append(name)
    return found


def _longest_name(text: str, match: "re.Match[str]", index: Index) -> Found | None:
    """The longest name whose first capitalised word is the one matched."""
    for lead, words, ref in index[match[0]]:
        start = match.start() - lead
        end = start + len(words)
        if (
            start >= 0
            and text.startswith(words, start)
            and _is_whole(text, start, end, index)
        ):
            return Found(start, end, {"kind": "entity", "ref": ref})
    return None


def _acronym_with_ending(
    text: str, match: "re.Match[str]", index: Index
) -> Found | None:
    """The acronym that the matched word consists of, apart from an ending in small letters."""
    start, end = match.span()
    stem = _SUFFIX.sub("", match[0])
    for lead, words, ref in index.get(stem, ()):
        if words == stem and not lead and _is_whole(text, start, end, index):
            return Found(start, end, {"kind": "entity", "ref": ref})
    return None


_INITIAL = re.compile(r"(?<![\w.])[^\W\d_]\. \Z")
"""The initial of a person, whose name follows it: `Lisa O. Monaco`."""


def _is_whole(text: str, start: int, end: int, index: Index) -> bool:
    """Whether a name is not a part of a longer word or of a person's name.

    A hyphen may join it to another name of the index, or to a word without a capital.
    """
    if start > 2 and _INITIAL.match(text, start - 3, start):
        return False
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if _is_of_word(before) or _is_of_word(after):
        return False
    if after == "-" and text[end + 1 : end + 2].isupper():
        other = WORD.match(text, end + 1)
        return other is not None and other[0] in index
    if before != "-":
        return True
    joined = _JOINED.search(text, max(0, start - 33), start)
    if joined is None or not joined[1][-1].isupper():
        return True
    return joined[1] in index


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
