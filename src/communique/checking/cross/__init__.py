"""One file against another: what two files of one work do not agree in, each at its place.

What must agree follows from the two: the same text in two formats, the same work in two languages,
or a record and the text that it was made from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from communique.checking.cross import claims, loss, words
from communique.checking.cross.loss import losses
from communique.checking.cross.pair import Crossing, Disagreement, Pair, Relation, Side
from communique.checking.profiles import placed
from communique.core.diagnostics import Diagnostic, in_order
from communique.draft import Parsed
from communique.rules.rule import LIMIT
from communique.rules.running import Said, limited


def _crossings() -> Iterator[Crossing]:
    for family in (claims, words, loss):
        for each in vars(family).values():
            if isinstance(each, Crossing):
                yield each


CROSSINGS: tuple[Crossing, ...] = tuple(
    sorted(_crossings(), key=lambda crossing: crossing.code.code)
)
"""Every cross check, in the order of the codes."""

OF_METADATA = (claims.signatories, claims.identifiers, words.dates)
"""The checks that do not apply to raw text."""
UNDETERMINED = "und"
"""The tag of a language that nobody knows (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """How two files belong together, and the findings about each."""

    relation: Relation
    one: tuple[Diagnostic, ...] = ()
    other: tuple[Diagnostic, ...] = ()


def compare(
    one: Parsed,
    other: Parsed,
    *,
    raw: tuple[bool, bool] = (False, False),
    limit: int = LIMIT,
) -> Crossed:
    """Find where two files of one work disagree. Raises NotReadable if a record is missing.

    `raw` says of each whether it is raw text. A file gets at most `limit` findings of each check;
    one more finding counts the others.
    """
    relation = relation_of(one, other, raw)
    if raw[1] and not raw[0] and relation is Relation.SOURCE:
        crossed = compare(other, one, raw=(True, False), limit=limit)
        return Crossed(relation, crossed.other, crossed.one)
    pair = Pair(one, other, relation, is_raw=any(raw))
    languages = (one.require().language, other.require().language)
    undetermined = UNDETERMINED in languages
    if relation is Relation.SOURCE and undetermined and pair.once(losses).unrelated:
        relation = Relation.LANGUAGES  # the language that could not be told is another
        pair = Pair(one, other, relation, is_raw=True)
    said = _ask(pair)
    of_one = _findings(pair, "one", said, limit)
    of_other = _findings(pair, "other", said, limit)
    return Crossed(relation, of_one, of_other)


def _findings(
    pair: Pair, side: Side, said: list[tuple[Side, Said]], limit: int
) -> tuple[Diagnostic, ...]:
    """What the checks say of one file, with its places there."""
    here = [each for where, each in said if where == side]
    here.sort(key=lambda each: each.code.code)  # keeps the order of each check
    mine: list[Said] = []
    for _, of_code in groupby(here, key=lambda each: each.code.code):
        mine.extend(limited(of_code, limit))
    if not mine:
        return ()
    return in_order(placed(mine, pair.parsed[side], pair.trees[side]))


def relation_of(one: Parsed, other: Parsed, raw: tuple[bool, bool]) -> Relation:
    """How two files belong together.

    Two languages, or two scripts of one language, make two versions; `und` may be any language.
    Else it depends on whether one of the two is raw text.
    """
    tags = one.require().language.split("-")
    others = other.require().language.split("-")
    languages = {tags[0], others[0]}
    subtags = (*tags[1:2], *others[1:2])
    scripts: set[str] = set()
    for tag in subtags:
        is_script = len(tag) == 4 and tag.isalpha()
        if is_script:
            scripts.add(tag.title())
    is_other_language = len(languages) > 1 or len(scripts) > 1
    if is_other_language and UNDETERMINED not in languages:
        return Relation.LANGUAGES
    return Relation.SOURCE if any(raw) else Relation.FORMATS


def _ask(pair: Pair) -> list[tuple[Side, Said]]:
    """What the checks of the relation say; of two works only that they are two."""
    asked = [crossing for crossing in CROSSINGS if pair.relation in crossing.relations]
    if pair.is_raw:
        asked = [crossing for crossing in asked if crossing not in OF_METADATA]
    said = _said(claims.works, claims.works.check(pair))
    if said:
        return said
    for crossing in asked:
        said += _said(crossing, crossing.check(pair))
    is_same_text = pair.relation is Relation.FORMATS
    if is_same_text and not said and pair.one != pair.other:
        difference = claims.difference(pair, pair.one, pair.other, "")
        said = _said(claims.records, [difference])
    return said


def _said(crossing: Crossing, found: Iterable[Disagreement]) -> list[tuple[Side, Said]]:
    """What a check found, under its code."""
    code = crossing.code
    return [(side, Said(code, code.severity, finding)) for side, finding in found]
