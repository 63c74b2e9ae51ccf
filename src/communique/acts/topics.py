"""What an act is about: descriptors of EuroVoc, by words that stand in its clause.

Which words stand for a descriptor is data: its label and its forms in the shipped list of authorities. Nothing is known of a language
that the list has no forms of.
"""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from communique.acts.act import Act, Topic
from communique.acts.terms import ASKING, BINDING
from communique.core.bundle import shipped
from communique.core.errors import BundleMissing
from communique.model import Declaration

LABELLED = "en"
"""The language of the labels in the list."""

_WORD = re.compile(r"\w+|[^\w\s'’\u2010\u2011-]")
"""A word, or a mark that parts words: `economic, development` is no economic development."""

Names = dict[str, list[tuple[list[str], Topic]]]
"""From the first word of a name to the names that begin with it, the longest first."""


def with_topics(declaration: Declaration, acts: Sequence[Act]) -> tuple[Act, ...]:
    """The same acts, with the topics of those that bind or ask: those that a mark names, else those whose names are in the clause.

    What the record has as an entity is called as it is there.
    """
    names = names_in(declaration.language.partition("-")[0])
    entities = {each.id: Topic(each.label, declaration.language, next((uri for uri in each.same_as if "//eurovoc." in uri), None), "marked")
                for each in declaration.entities}  # fmt: skip
    own = {each.address: replace(each, basis="inferred") for each in entities.values()}
    found = []
    for act in acts:
        topics: tuple[Topic, ...] = ()
        if act.mark is not None and act.mark.topics:
            topics = tuple(entities[ref] for ref in act.mark.topics if ref in entities)
        elif names and act.kind in BINDING | ASKING:
            said = topics_in(act.what, names)
            topics = tuple(own.get(each.address, each) for each in said)
        found.append(replace(act, topics=topics) if topics else act)
    return tuple(found)


def topics_in(words: str, names: Names) -> tuple[Topic, ...]:
    """The topics whose names stand in some words, each once, in their order. Of names that overlap the longer one counts.

    >>> [
    ...     each.label
    ...     for each in topics_in(
    ...         "fight human trafficking, and trafficking in drugs", names_in("en")
    ...     )
    ... ]
    ['trafficking in human beings']
    """
    found: dict[Topic, None] = {}
    plain = _WORD.findall(words.casefold())
    if names.keys().isdisjoint(plain):
        return ()
    free = 0
    for at in (place for place, word in enumerate(plain) if word in names):
        for name, topic in names[plain[at]] if at >= free else ():
            if plain[at : at + len(name)] == name:
                found.setdefault(topic)
                free = at + len(name)
                break
    return tuple(found)


@cache
def names_in(tag: str) -> Names:
    """The names of topics in a language, by its primary subtag; none where the shipped list has none, or is missing."""
    try:
        known: dict[str, Any] = json.loads(shipped("data/authorities.json").read_text("utf-8"))[
            "eurovoc"
        ]
    except BundleMissing:
        return {}
    names: Names = defaultdict(list)
    forms: dict[str, list[str]] = known["forms"].get(tag, {})
    for key, label in known["labels"].items():
        topic = Topic(label, LABELLED, known["uri"].format(id=key), "inferred")
        for form in ([label] if tag == LABELLED else []) + forms.get(key, []):
            words = _WORD.findall(form.casefold())
            names[words[0]].append((words, topic))
    return {first: sorted(each, key=lambda named: -len(named[0])) for first, each in names.items()}
