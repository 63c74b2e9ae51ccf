"""Asking the rules: those of which profile, in what order, and how many times one may speak."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from communique.core.diagnostics import Code, Severity
from communique.core.message import Message, count, say
from communique.model import Declaration
from communique.rules.record import Record
from communique.rules.rule import LIMIT, Finding, Profile, Rule
from communique.rules.tree import Document, Tree

_FRONT_MATTER = frozenset(
    {
        "from",
        "to",
        "subject",
        "previous-document",
        "number",
        "institution",
        "interinstitutional-file",
    }
)

_AKN4EU = "{http://imfc.europa.eu/akn4eu"


def profile_of(
    declaration: Declaration | None, tree: Tree | None, *, native: bool
) -> Profile:
    """The profile of a document, by what it is and not by what it is called.

    A document of the United Nations - `un` as the country of its Work, or a resolution that another
    publisher marked up - is held to AKN4UN in every format; to AKN4EU a file that another publisher
    made with elements of that vocabulary, or with a country as that demands. One with the front
    matter of a cover note is held to `council`, a record in JSON (`native`) or an Akoma Ntoso file
    of ours to `declaration`, anything else, raw text too, to `generic`; what is said of a record is
    the same by both.
    """
    code = _country_of(tree)
    code_in_iri = code if declaration is None else declaration.iri.split("/")[2]
    if code_in_iri == "un":
        return Profile.AKN4UN
    is_ours = tree is not None and tree.ours
    if tree is not None and not is_ours:
        if _is_resolution(tree.main):
            return Profile.AKN4UN
        if code == "EU" or any(tag.startswith(_AKN4EU) for tag in tree.by_tag):
            return Profile.AKN4EU
    if _has_front_matter(declaration):
        return Profile.COUNCIL
    return Profile.DECLARATION if native or is_ours else Profile.GENERIC


def _country_of(tree: Tree | None) -> str:
    """The country of the Work; empty if the file says none."""
    main = None if tree is None else tree.main
    country = None if main is None else main.value("FRBRWork", "FRBRcountry")
    return "" if country is None else country[1]


def _has_front_matter(declaration: Declaration | None) -> bool:
    """Whether the cover note has the fields that the Council prints on one."""
    cover = None if declaration is None else declaration.cover
    if cover is None:
        return False
    return any(field.key in _FRONT_MATTER for field in cover.fields)


def _is_resolution(main: Document | None) -> bool:
    if main is None or main.name != "statement":
        return False
    return main.element.get("name") in ("resolution", "deliberation")


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, its code, and its severity under the profile."""

    code: Code
    severity: Severity
    finding: Finding


def ask(
    rules: Iterable[Rule],
    record: Record | None,
    tree: Tree | None,
    profile: Profile,
    *,
    limit: int | None = LIMIT,
    wants: Callable[[Code], bool] = lambda _: True,
    extends: Callable[[Code], bool] = lambda _: False,
) -> list[Said]:
    """What the rules say about a document, in their order.

    Of each rule up to `limit` findings are given, and one that counts the others. Without a limit
    all are given. A rule is not asked if nobody wants its code, if the profile leaves it out
    (unless it `extends` to it: then with its usual severity), or if its subject is missing. A
    finding without a hint of its own has the rule's. Raises what a rule raises: a fault of the
    program.
    """
    said: list[Said] = []
    for rule in rules:
        severity = rule.severities.get(profile)
        if severity is None and extends(rule.code):
            severity = rule.code.severity
        if severity is None or not wants(rule.code):
            continue
        on_tree = rule.on == "tree" or (rule.on == "either" and tree is not None)
        subject = tree if on_tree else record
        if subject is not None:
            said += limited(_said(rule, subject, severity), limit)
    return said


def _said(rule: Rule, subject: Record | Tree, severity: Severity) -> Iterator[Said]:
    """What a rule finds, each with a hint, a field and no more than a severity."""
    for finding in rule.check(subject):
        hint = finding.hint or rule.hint
        field = finding.field or rule.about
        told = replace(finding, hint=hint, field=field)
        yield Said(rule.code, min(severity, finding.severity or severity), told)


def limited(said: Iterable[Said], limit: int | None) -> list[Said]:
    """No more findings of one check than the limit; the last stands for those left out, with the
    severity of the worst.
    """
    found = iter(said)
    kept = list(islice(found, limit))
    more = [
        each.severity for each in found
    ]  # there may be very many: nothing else is kept of them
    if more:
        last = kept[-1]
        message = counting(len(more))
        counted = replace(last.finding, message=message, hint=HINT, severity=None)
        kept.append(Said(last.code, max(more), counted))
    return kept


HINT = say(
    "only this many findings of each rule are shown per file; raise the limit to see more"
)


def counting(more: int) -> Message:
    """The message of the finding that stands for others.

    >>> counting(1)
    '… and 1 more like this is not shown'
    """
    return count(
        "… and {n} more like this is not shown",
        "… and {n} more like this are not shown",
        n=more,
    )
