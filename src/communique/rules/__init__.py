"""The rules of the profiles: one explicit catalogue, a file for each family."""

from communique.rules import (
    acts,
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
    resolutions,
    signatories,
    structure,
    words,
)
from communique.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *structure.RULES, *num.RULES, *notes.RULES, *references.RULES, *eid.RULES, *iri.RULES, *meta.RULES, *ontology.RULES,
    *language.RULES, *dates.RULES, *words.RULES, *acts.RULES, *signatories.RULES,
    *council.RULES, *resolutions.RULES,
)  # fmt: skip
"""Every rule, family by family, in the order of their codes."""
