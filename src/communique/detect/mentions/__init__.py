"""What the words of a draft mention: dates, numbers of documents, acronyms and their long forms,
known names.

Expressions and names come from the data of the text's language; numbers, ISO dates and acronyms
need none.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from communique.core.values import (
    DeclarationValues,
    EntityValues,
    TextValues,
    all_blocks,
)
from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.marks import Found, add_marks
from communique.detect.mentions.acronyms import Introduction, introductions
from communique.detect.mentions.documents import document_reader, find_documents
from communique.detect.mentions.names import (
    Authorities,
    authorities,
    find_names,
    indexed,
)
from communique.model.laws import RESERVED
from communique.naming.convention import slug

_TRIES = 3
"""How often the long form of an acronym is looked for."""


@dataclass(slots=True)
class _Acronyms:
    """The acronyms that a document introduces: their entities, the forms to look for, and where
    long forms stand.
    """

    known: Authorities
    entities: dict[str, EntityValues] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    long: dict[str, str | None] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)
    places: dict[int, list[Found]] = field(default_factory=dict)

    def add(self, introduction: Introduction, block: TextValues) -> None:
        """Take in an introduction; the first long form of an acronym is its label."""
        acronym, start, end, long = introduction
        if long is not None:
            self.long.setdefault(acronym, long)
        elif acronym not in self.long:
            self.tries[acronym] += 1
            if self.tries[acronym] >= _TRIES:
                self.long[acronym] = None
        ref = self.forms.get(acronym) or self._known(acronym, long)
        if ref is None:
            base = slug(acronym, f"organization-{len(self.entities) + 1}")
            names = (base if number == 1 else f"{base}-{number}" for number in count(1))
            taken = (self.entities, self.known.entities, RESERVED)
            ref = next(
                name for name in names if not any(name in those for those in taken)
            )
            self.entities[ref] = {
                "id": ref, "type": "organization", "label": acronym, "acronym": acronym, "same_as": [],
                "basis": "text", "source": None,
            }  # fmt: skip
        self.forms[acronym] = ref
        if long is None:
            return
        entity = self.entities.get(ref)
        if entity is not None and entity["label"] == acronym:
            entity["label"] = long
        self.forms.setdefault(long, ref)
        self.places.setdefault(id(block), []).append(
            Found(start, end, {"kind": "entity", "ref": ref})
        )

    def _known(self, acronym: str, long: str | None) -> str | None:
        """The id of an authority that has the acronym or the long form as a name."""
        for words in filter(None, (acronym, long)):
            for start, end, says in find_names(words, self.known.index):
                if end - start == len(words):
                    ref: str = says["ref"]
                    self.entities.setdefault(
                        ref, {**self.known.entities[ref], "acronym": acronym}
                    )
                    return ref
        return None


def mark_mentions(values: DeclarationValues, language: str) -> None:
    """Add marks for what the text blocks of a draft mention, and the entities they refer to.

    Marks that are there stay. Of two mentions that overlap the longer one is marked, of two as long
    the first. Entities are added in the order of their first mention, each with its basis; those
    that the draft has stay as they are.
    """
    tag = language.partition("-")[0].lower()
    known = authorities(tag)
    blocks = [block for block in all_blocks(values) if block.get("text")]
    acronyms = _Acronyms(known)
    for block in blocks:
        if "(" in block["text"]:
            for introduction in introductions(block["text"], acronyms.long):
                acronyms.add(introduction, block)
    index = (
        indexed(acronyms.forms.items(), known.index) if acronyms.forms else known.index
    )
    dates, documents = date_reader(tag), document_reader(tag)
    mentioned: dict[str, None] = {}
    for block in blocks:
        text: str = block["text"]
        found = [*find_names(text, index), *acronyms.places.get(id(block), ())]
        if any(map(text.__contains__, "0123456789")):
            days = list(find_dates(text, dates))
            found += days
            found += find_documents(text, documents, days)
        marks = list(add_marks(block, found)) if found else []
        for each in marks:
            if "ref" in each.says:
                mentioned.setdefault(each.says["ref"])
    entities = values.setdefault("entities", [])
    there = {entity["id"] for entity in entities}
    entities.extend(
        acronyms.entities.get(ref) or known.entities[ref].copy()
        for ref in mentioned
        if ref not in there
    )
