"""CRS: who speaks, under which numbers the work is known, and whatever else two files of one text
say of it.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import cast

from communique.checking.cross.loss import losses
from communique.checking.cross.pair import (
    BOTH,
    FRAME,
    SIDES,
    Disagreement,
    Pair,
    Relation,
    Side,
    crossing,
    first_difference,
    shown,
    subject_of,
    texts_of,
)
from communique.core.json_types import Json, JsonObject
from communique.core.message import say
from communique.core.source import Pointer
from communique.model import (
    DateMark,
    Declaration,
    Identifier,
    Node,
    NoteMark,
    Signatory,
)
from communique.model.passages import Marked, Passage
from communique.rules.rule import RECORD, Finding


@crossing("CRS010", "signatories-differ", relations=BOTH, sources=(RECORD,))
def signatories(pair: Pair) -> Iterator[Disagreement]:
    """The signatories, or the members of one, are not those in the other file.

    Why: who a declaration is by does not depend on the language that it is read in.

    Fix: take the signatories of the file whose bases are better.

    Bad:
    {"one": {"signatories": [{"id": "ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}}]}, "other": {}}

    Good:
    {"one": {"signatories": [{"id": "ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}}]},
     "other": {"language": "fr",
               "signatories": [{"id": "ports", "name": {"text": "Les Ports", "ref": "ports",
                 "basis": "text"}}]}}
    """
    known: dict[Side, dict[str, Signatory]] = {}
    for side, _ in SIDES:
        known[side] = {each.id: each for each in pair.record(side).signatories}
    for side, elsewhere in SIDES:
        where = pair.name(elsewhere)
        for name, signatory in known[side].items():
            if name in known[elsewhere]:
                continue
            message = say(
                "the signatory {name!r} is not in {other}", name=name, other=where
            )
            yield side, Finding(message, signatory, quote=name)
    where = pair.name("one")
    for name, other in known["other"].items():
        one = known["one"].get(name)
        if one is None:
            continue
        listed = _other_members(one, other)
        here = _signed(other, worded=pair.worded)
        there = _signed(one, worded=pair.worded)
        if listed:
            message = say(
                "{name!r} has {listed} than in {other}",
                name=name,
                listed=listed,
                other=where,
            )
            yield "other", Finding(message, other, quote=name)
        elif here != there:
            message = say(
                "the details of {name!r} differ from those in {other}",
                name=name,
                other=where,
            )
            yield "other", Finding(message, other, quote=name)


def _other_members(one: Signatory, other: Signatory) -> str:
    """The members that only `other` has, and those that only `one` has, in words.

    The text is empty if the members are the same.
    """
    there = {member.ref for member in one.members}
    here = {member.ref for member in other.members}
    more = sorted(here - there)
    fewer = sorted(there - here)
    listed: list[str] = []
    if more:
        listed.append(f"more members: {', '.join(more)}")
    if fewer:
        lead = "fewer" if more else "fewer members"
        listed.append(f"{lead}: {', '.join(fewer)}")
    return "; ".join(listed)


def _signed(signatory: Signatory, *, worded: bool) -> object:
    """What must agree: the whole signatory, or between languages the entities it names."""
    if worded:
        return signatory
    claims = (signatory.name, signatory.role, signatory.party)
    return [claim and claim.ref for claim in claims]


@crossing(
    "CRS011",
    "identifiers-differ",
    relations=BOTH,
    sources=("Council document numbers", RECORD),
)
def identifiers(pair: Pair) -> Iterator[Disagreement]:
    """A number or address of the work is not the same in the other file.

    Why: a work has one IRI and one set of numbers. By them files that belong together are found.

    Fix: take the number that is printed.

    Bad:
    {"one": {}, "other": {"identifiers": [{"scheme": "council", "value": "ST 6123/2024 INIT",
      "basis": "text"}]}}

    Good:
    {"one": {}, "other": {}}
    """
    for name in ("id", "iri"):
        here = getattr(pair.other, name)
        there = getattr(pair.one, name)
        if here == there:
            continue
        must_agree = name == "iri" or pair.worded or _both_say_id(pair)
        if must_agree:
            message = say(
                "the {name} is {here!r}, but {there!r} in {other}",
                name=name,
                here=here,
                there=there,
                other=pair.name("one"),
            )
            yield "other", Finding(message, pair.other, quote=here)
    cover = pair.other.cover
    their_cover = pair.one.cover
    if cover and their_cover and cover.iri != their_cover.iri:
        yield pair.differs(
            "the note's iri is {iri!r}, but {theirs!r} in {name}",
            "other",
            cover,
            quote=cover.iri,
            iri=cover.iri,
            theirs=their_cover.iri,
        )
    have_notes = cover is not None and their_cover is not None
    for side, elsewhere in SIDES:
        theirs = numbers_of(pair.record(elsewhere))
        for key, node in numbers_of(pair.record(side)).items():
            whose, scheme, value = key
            is_comparable = have_notes or whose != "of the note"
            if key in theirs or not is_comparable:
                continue
            yield pair.differs(
                "the number {key!r} ({basis}) {scheme} is not in {name}",
                side,
                node,
                quote=value,
                key=value,
                basis=scheme,
                scheme=whose,
            )


def _both_say_id(pair: Pair) -> bool:
    """Whether both files state their id.

    Otherwise the id was made from the title, in the language of the file.
    """
    for side, _ in SIDES:
        stated = re.escape(pair.record(side).id)
        pattern = rf"""\bid"?\s*[=:]\s*["']{stated}["']"""
        if re.search(pattern, pair.parsed[side].source.text) is None:
            return False
    return True


def numbers_of(declaration: Declaration) -> dict[tuple[str, str, str], Identifier]:
    """The nodes of all numbers, by what has the number, its scheme and its value."""
    found: dict[tuple[str, str, str], Identifier] = {}
    for each in declaration.identifiers:
        found["of the document", each.scheme, each.value] = each
    if declaration.cover is not None:
        for each in declaration.cover.identifiers:
            found["of the note", each.scheme, each.value] = each
    return found


_COMPARED = (
    "title",
    "subtitles",
    "preamble",
    "body",
    "closing",
    "annexes",
    "notes",
    "cover",
    "signatories",
    "identifiers",
    "id",
    "iri",
    "date",
    "kind",
    "schema_version",
)
"""The fields that other checks compare."""


@crossing("CRS001", "records-differ", relations=(Relation.FORMATS,), sources=(RECORD,))
def records(pair: Pair) -> Iterator[Disagreement]:
    """Two files of one text do not say the same of it: metadata, entities, or what is marked in the words.

    Why: usually one file is made from the other. If something is in one file only, it was lost on
    the way, or added by hand and will be lost when the file is made again.

    Fix: make the file again from the one that is right.

    Bad:
    {"one": {}, "other": {"short_title": "Harbour Declaration"}}

    Good:
    {"one": {}, "other": {}}
    """
    for name in type(pair.other).model_fields:
        one = getattr(pair.one, name)
        other = getattr(pair.other, name)
        if name not in _COMPARED and one != other:
            yield difference(pair, one, other, f"/{name}")
    marked: dict[Side, int] = {}
    for side, rows in pair.rows.items():
        marked[side] = sum(len(_marks(row)) for row in rows)
    for side, elsewhere in SIDES:
        if marked[elsewhere] > 1 and not marked[side]:
            yield pair.differs(
                "nothing is marked here, but {marked} times something in {name}",
                side,
                pair.record(side),
                marked=marked[elsewhere],
            )
            return
    for _, (one, other) in pair.matches:
        exact = texts_of(one) == texts_of(other)
        both = zip_longest(_marks(other), _marks(one))
        for mine, theirs in both:
            if _key(mine, exact=exact) == _key(theirs, exact=exact):
                continue
            quote = None if mine is None else mine.words
            yield pair.differs(
                "{ours}, but {theirs} in {name}",
                "other",
                subject_of(other),
                quote=quote,
                ours=_described(mine),
                theirs=_described(theirs),
            )
            break  # one finding for each passage


def _marks(passage: Passage) -> list[Marked]:
    """The marks of a passage, without dates and calls of notes: other checks compare those."""
    compared_elsewhere = DateMark | NoteMark
    marks = passage.marks()
    return [each for each in marks if not isinstance(each.mark, compared_elsewhere)]


def _key(marked: Marked | None, *, exact: bool) -> object:
    """What must agree: the mark and, if the words are the same, its place."""
    if marked is None:
        return None
    said = _said(marked)
    return (marked.field, marked.start, marked.end, said) if exact else said


def _said(marked: Marked) -> JsonObject:
    dumped = marked.mark.model_dump(
        mode="json", exclude={"start", "end"}, exclude_defaults=True
    )
    return cast("JsonObject", dumped)


def _described(marked: Marked | None) -> str:
    if marked is None:
        return "nothing is marked"
    values: list[str] = []
    for value in _said(marked).values():
        if isinstance(value, list):
            values.append(", ".join(map(str, value)))
        else:
            values.append(str(value))
    sentence = f"{shown(marked.words)} is marked as {marked.mark.kind}"
    return " ".join([sentence, *values]).rstrip()


def difference(
    pair: Pair, one: object, other: object, pointer: Pointer
) -> Disagreement:
    """Where two values that are not equal differ first. `pointer` is theirs."""
    found = first_difference(_plain(one), _plain(other), pointer)
    assert found is not None, "values that are not equal differ somewhere"
    at, left, right = found
    return pair.differs(
        "{pointer} is {here}, but {there} in {name}",
        "other",
        at,
        pointer=at,
        here=shown(right, left),
        there=shown(left, right),
    )


def _plain(value: object) -> Json:
    """A value of the record as JSON has it."""
    if isinstance(value, Node):
        return cast("Json", value.model_dump(mode="json"))
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return cast("Json", value)


@crossing(
    "CRS002",
    "different-works",
    relations=tuple(Relation),
    sources=("OASIS Akoma Ntoso Naming Convention 1.0", RECORD),
)
def works(pair: Pair) -> Iterator[Disagreement]:
    """The two files are about different works, so that nothing else is compared.

    Why: a work is known by its IRI, its id and its numbers. Two records that share none of them
    belong to different works. So do a record and a text that share less than half of their words,
    and two languages that share less than half of their eIds.

    Fix: name the two files that belong together, or correct the IRI of the one that is wrong.

    Bad:
    {"one": {}, "other": {"id": "lighthouse",
      "iri": "/akn/xx/statement/declaration/2024-03-01/lighthouse"}}

    Good:
    {"one": {}, "other": {}}
    """
    one, other = pair.one, pair.other
    if pair.relation is Relation.SOURCE:
        if pair.once(losses).unrelated:
            yield pair.differs(
                "most of the words are not in {name}, nor most of its words here",
                "other",
                other,
            )
    elif pair.is_raw:
        here = _eids(pair, "other")
        there = _eids(pair, "one")
        shared = here & there
        fewer = min(len(here), len(there))
        if 2 * len(shared) < fewer:
            yield pair.differs(
                "most eIds are not in {name}, nor most of its eIds here", "other", other
            )
    elif not _share_a_name(one, other):
        yield pair.differs(
            "this is {iri}, and {name} is {theirs}: they share no IRI, id or number",
            "other",
            other,
            quote=other.iri,
            iri=other.iri,
            theirs=one.iri,
        )


def _eids(pair: Pair, side: Side) -> set[str]:
    """The eIds of a file, without those that several lines of the frame share."""
    return {row.eid for row in pair.rows[side] if row.kind not in FRAME}


def _share_a_name(one: Declaration, other: Declaration) -> bool:
    """Whether two records have the same IRI or id, or one number in common."""
    if one.iri == other.iri or one.id == other.id:
        return True
    numbers = {(each.scheme, each.value) for each in one.identifiers}
    return any((each.scheme, each.value) in numbers for each in other.identifiers)
