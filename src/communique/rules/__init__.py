"""The rules of the profiles: one explicit catalogue, a file for each family."""

from communique.rules import (
    council,
    dates,
    eid,
    iri,
    language,
    meta,
    notes,
    num,
    ontology,
    references,
    signatories,
    structure,
    words,
)
from communique.rules.rule import Rule

FAMILIES = (
    structure, num, notes, references, eid, iri, meta, ontology, language, dates, words, signatories, council,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    rule
    for family in FAMILIES
    for rule in sorted(
        (each for each in vars(family).values() if isinstance(each, Rule)),
        key=lambda each: each.code.code,
    )
)
"""Every rule, family by family, in the order of their codes."""
