"""What an act is about: descriptors of EuroVoc, by words that stand in its clause.

The words for a descriptor are data: its label and its forms in the shipped list of authorities.
Nothing is known of a language of which the list has no forms.
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
from communique.model import Declaration, Entity

LABELLED = "en"
"""The language of the labels in the list."""

_WORD = re.compile(r"\w+|[^\w\s'’\u2010\u2011-]")
"""A word, or a mark that parts words: `economic, development` is no economic development."""

Names = dict[str, list[tuple[list[str], Topic]]]
"""From the first word of a name to the names that begin with it, the longest first."""


EUROVOC = "//eurovoc."
"""What an address in EuroVoc holds."""


def with_topics(declaration: Declaration, acts: Sequence[Act]) -> tuple[Act, ...]:
    """The same acts, with the topics of those that bind or ask.

    These are the topics that a mark names, else those whose names are in the clause. What the
    record has as an entity is called as it is there.
    """
    names = names_in(declaration.language.partition("-")[0])
    entities = {
        entity.id: _topic(entity, declaration) for entity in declaration.entities
    }
    own = {
        topic.address: replace(topic, basis="inferred") for topic in entities.values()
    }
    found = []
    for act in acts:
        topics: list[Topic] = []
        if act.mark is not None and act.mark.topics:
            topics = [entities[ref] for ref in act.mark.topics if ref in entities]
        elif names and act.kind in BINDING | ASKING:
            topics = [
                own.get(topic.address, topic) for topic in topics_in(act.what, names)
            ]
        found.append(replace(act, topics=tuple(topics)) if topics else act)
    return tuple(found)


def _topic(entity: Entity, declaration: Declaration) -> Topic:
    """An entity of a record as a topic."""
    address = next((uri for uri in entity.same_as if EUROVOC in uri), None)
    return Topic(entity.label, declaration.language, address, "marked")


def topics_in(words: str, names: Names) -> tuple[Topic, ...]:
    """The topics whose names are in some words, each once, in their order.

    Of names that overlap the longer one counts.

    >>> words = "fight human trafficking, and trafficking in drugs"
    >>> [topic.label for topic in topics_in(words, names_in("en"))]
    ['trafficking in human beings']
    """
    plain = _WORD.findall(words.casefold())
    if names.keys().isdisjoint(plain):
        return ()
    found: dict[Topic, None] = {}
    free = 0
    for at, word in enumerate(plain):
        if at < free or word not in names:
            continue
        for name, topic in names[word]:
            if plain[at : at + len(name)] == name:
                found.setdefault(topic)
                free = at + len(name)
                break
    return tuple(found)


@cache
def names_in(tag: str) -> Names:
    """The names of topics in a language, by its primary subtag.

    There are none where the shipped list has none, or is missing.
    """
    try:
        shipped_list = shipped("data/authorities.json").read_text("utf-8")
    except BundleMissing:
        return {}
    known: dict[str, Any] = json.loads(shipped_list)["eurovoc"]
    names: Names = defaultdict(list)
    forms: dict[str, list[str]] = known["forms"].get(tag, {})
    for key, label in known["labels"].items():
        topic = Topic(label, LABELLED, known["uri"].format(id=key), "inferred")
        own_forms = list(forms.get(key, []))
        if tag == LABELLED:
            own_forms.insert(0, label)
        for form in own_forms:
            words = _WORD.findall(form.casefold())
            names[words[0]].append((words, topic))
    for named in names.values():
        named.sort(key=lambda name: len(name[0]), reverse=True)
    return dict(names)
