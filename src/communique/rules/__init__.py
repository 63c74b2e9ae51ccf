"""The rules of the profiles: one explicit catalogue, a file for each family."""

from communique.rules import (
    characters,
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
    series,
    signatories,
    structure,
    words,
)
from communique.rules.rule import Rule

FAMILIES = (
    structure, num, series, notes, references, eid, iri, meta, ontology, language, dates, words,
    characters, signatories, council,
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
