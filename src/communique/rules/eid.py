"""EID: addresses of nodes, by the Akoma Ntoso Naming Convention 1.0."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.naming.convention import ABBREVIATIONS
from communique.naming.labels import eid_number
from communique.rules.record import Record
from communique.rules.rule import NC, OURS, STRICT, Finding, rule
from communique.rules.tree import TRANSPARENT, Tree, Unit

_PART = r"(?:[A-Za-z0-9.-]+_[^_\s]+|[A-Za-z]+)"
_FORM = re.compile(rf"{_PART}(?:__{_PART})*")
_NEED_EID = frozenset({
    "recital", "paragraph", "subparagraph", "point", "section", "article", "chapter", "part", "title", "division",
    "attachment", "authorialNote", "ref",
})  # fmt: skip
_IN_WORDS = frozenset({"authorialNote", "note", "ref", "table"})
"""What stands inside words, so that what holds it is not looked for."""

_FRAME = frozenset(ABBREVIATIONS.get(name, name) for name in TRANSPARENT)
"""What the parts of the frame are called in eIds: an address may begin with one of them, or leave
it out.
"""

_GENERAL = frozenset({"blockContainer", "container", "hcontainer"})
"""Names that promise no kind of clause: whoever follows them is sent to no other."""
_LISTED = frozenset({"point", "item", "indent", "para", "subpara"})
_ALSO = {
    "authorialNote": frozenset({"note"}),
    "note": frozenset({"authorialNote"}),
    "point": _LISTED,
    "item": _LISTED,
}
"""What else an eId may begin with: publishers tag the members of lists in several ways, and an eId
outlives the tag.
"""


@lru_cache(4096)
def is_well_formed(part: str) -> bool:
    """Whether an eId, or a part of one, is in the form of the naming convention."""
    return _FORM.fullmatch(part) is not None


@rule(
    "EID001",
    "eid-form",
    on="either",
    sources=(f"{NC}, 5.4",),
    echoes=("SRC013", "EID003"),
    about="eid",
)
def form(subject: Record | Tree) -> Iterator[Finding]:
    """An eId is not in the form of the naming convention.

    Why: an eId is the address that other documents cite. Its form, `{abbreviation}_{number}` joined
    by two underscores, says what it addresses; another publisher's tool sees only a name in
    `para-3`. A foreign eId is kept as it is, which is why this is never an error.

    Fix: write the abbreviation of the element, one underscore and the number: `para_3`,
    `recs_1__rec_2`.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>
    """
    for unit, before, last in subject.oddly_named:
        is_fine = is_well_formed(last) and (not before or is_well_formed(before))
        # Where only what stands before is wrong, that is said of the node that has it.
        is_inherited = is_well_formed(last) and is_held(unit, before)
        if not is_fine and not is_inherited:
            message = say(
                "eId {eid!r} is not in the form of the naming convention", eid=unit.eid
            )
            yield Finding(message, unit.subject, quote=unit.eid)


@rule(
    "EID002",
    "eid-prefix",
    on="either",
    sources=(f"{NC}, 5.4",),
    about="eid",
)
def prefix(subject: Record | Tree) -> Iterator[Finding]:
    """An eId's last part does not begin with the abbreviation of its element.

    Why: if a paragraph has the eId `art_3`, its readers look for an article. The convention has one
    abbreviation for each element, and the element's own name where it has none.

    Fix: use the abbreviation: `para` for a paragraph, `rec` for a recital, `art` for an article,
    `att` for an attachment.

    Bad:
    <paragraph eId="art_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for unit, _, last in subject.oddly_named:
        wanted = ABBREVIATIONS.get(unit.name, unit.name)
        word = last.partition("_")[0]
        is_usual = (
            word == wanted or word in _ALSO.get(unit.name, ()) or word in _GENERAL
        )
        if is_well_formed(last) and not is_usual:
            message = say(
                "eId {eid!r} of a {name} does not begin with {wanted!r}",
                eid=unit.eid,
                name=unit.name,
                wanted=wanted,
            )
            yield Finding(message, unit.subject, quote=unit.eid)


@rule(
    "EID003",
    "eid-nesting",
    on="either",
    sources=(f"{NC}, 5.4", "OASIS example COM(2013) 619"),
    about="eid",
)
def nesting(subject: Record | Tree) -> Iterator[Finding]:
    """An eId does not begin with the eId of anything that holds its element.

    Why: the part before the last two underscores is the address of the parent, so you can shorten
    an address to that of the clause. The preamble and the body are left out, and so are holders of
    what is numbered through the document.

    Fix: begin with the eId of an element that holds this one: `para_3__list_1__point_a`.

    Bad:
    <paragraph eId="para_3"><num>3.</num><list eId="para_3__list_1">
      <point eId="para_9__list_1__point_a"><num>(a)</num>
        <content><p>We will meet.</p></content></point>
    </list></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><list eId="para_3__list_1">
      <point eId="para_3__list_1__point_a"><num>(a)</num>
        <content><p>We will meet.</p></content></point>
    </list></paragraph>
    """
    for unit, before, last in subject.oddly_named:
        if not is_well_formed(last) or (before and not is_well_formed(before)):
            continue
        if before and not is_held(unit, before):
            message = say(
                "eId {eid!r} does not begin with the eId of anything that holds the {name}",
                eid=unit.eid,
                name=unit.name,
            )
            yield Finding(message, unit.subject, quote=unit.eid)


def is_held(unit: Unit, before: str) -> bool:
    """Whether an address is that of a unit above; of what is inside words the holders are not
    known.
    """
    if unit.name in _IN_WORDS:
        return True
    above = unit.above
    eid_above = "" if above is None else above.eid
    holder, _, last = before.rpartition("__")
    if last in _FRAME and holder in ("", eid_above):
        return True
    is_run = last.startswith("recs_") and holder == eid_above  # it need not have an eId
    if unit.name == "recital" and is_run:
        return True
    while above is not None:
        if above.eid == before or before.startswith(f"{above.eid}__list_"):
            return True
        above = above.above
    return False


@rule(
    "EID004",
    "eid-number",
    on="either",
    sources=(f"{NC}, 5.4",),
    error=STRICT,
    about="eid",
)
def number(subject: Record | Tree) -> Iterator[Finding]:
    """The number in an eId is not the printed one.

    Why: people cite paragraph 16 as `#para_16`. If paragraph 17 has that eId, every such citation
    is wrong, and nobody notices.

    Fix: take the printed label without its punctuation: `16.` gives `para_16`, `(a)` gives
    `point_a`. A second one of the same number ends in `-2`.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_5"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>
    """
    fits: dict[int, Fit] | None = None
    for unit, _, last in subject.oddly_named:
        if unit.num is None or not is_well_formed(last):
            continue
        wanted = eid_number(unit.num)
        said = last.partition("_")[2]
        if not wanted or not said or said == wanted:
            continue
        is_second = re.fullmatch(rf"{re.escape(wanted)}-\d+", said) is not None
        if is_second:
            continue
        message = say(
            "eId {eid!r} stands on the {name} with the number {value!r}",
            eid=unit.eid,
            name=unit.name,
            value=unit.num.strip(),
        )
        if fits is None:
            fits = witnesses(subject.units)
        hint = None
        if fits.get(id(unit.subject)) == MISPRINTED:
            hint = say(
                "the eId fits its neighbours: compare the printed number with the source"
            )
        yield Finding(message, unit.subject, quote=unit.eid, hint=hint)


Fit = tuple[bool | None, bool | None]
"""Whether a printed number, and the number in an eId, fit the numbers beside them; None where
nothing shows it.
"""
MISPRINTED: Fit = (False, True)
"""The number in the eId fits, the printed one does not."""
UNKNOWN: Fit = (None, None)


def witnesses(units: Iterable[Unit]) -> dict[int, Fit]:
    """Whether a printed number, and that in the eId, go with the numbers beside it.

    By the identity of what is numbered.
    Clauses are numbered through a document, points and the like in what holds them. None where
    nothing beside it is numbered, so that nobody can tell.
    """
    runs: dict[tuple[str, int], list[Unit]] = {}
    for unit in units:
        if unit.num is not None:
            name = unit.name.replace("paragraph", "clause").replace("recital", "clause")
            runs_through = unit.name in ("recital", "paragraph", "article")
            runs.setdefault((name, 0 if runs_through else id(unit.above)), []).append(
                unit
            )
    found: dict[int, Fit] = {}
    for run in runs.values():
        printed = [_ordinal(eid_number(unit.num or "")) for unit in run]
        for at, unit in enumerate(run):
            named = _ordinal(unit.eid.rpartition("__")[2].partition("_")[2])
            number_goes = _goes(printed[at], printed, at)
            name_goes = _goes(named, printed, at)
            found[id(unit.subject)] = (number_goes, name_goes)
    return found


def doubts(subject: Record | Tree, wrong: Collection[int]) -> tuple[set[int], set[int]]:
    """Of nodes whose eId is wrong: those whose number no neighbour speaks for, and those whose eId
    the neighbours speak for.
    """
    fits = witnesses(subject.units)
    said = {id(each.subject) for each in number.check(subject)}
    misprinted = {each for each in wrong if fits.get(each) == MISPRINTED}
    doubtful = {each for each in said if fits.get(each, UNKNOWN)[0] is not True}
    doubtful |= {each for each in wrong if fits.get(each, UNKNOWN)[0] is False}
    return doubtful - misprinted, misprinted


def _ordinal(number: str | None) -> int | None:
    """A number in figures, or a single letter by its place in the alphabet."""
    if number is None or not number.isascii():
        return None
    if number.isdecimal():
        return int(number[:9])
    if len(number) == 1 and number.isalpha():
        return ord(number.casefold()) - ord("a") + 1
    return None


def _goes(number: int | None, printed: list[int | None], at: int) -> bool | None:
    """Whether a number follows that before it, or is followed by the next; the first of a run is 1."""
    before = printed[at - 1] if at else 0
    after = printed[at + 1] if at + 1 < len(printed) else None
    if number is not None and (
        number - 1 == before or number + 1 == after or number == 1
    ):
        return True
    nothing_beside = before in (0, None) and after is None
    return None if nothing_beside else False


@rule(
    "EID005",
    "missing-eid",
    on="tree",
    sources=(f"{NC}, 5.4", "OASIS Akoma Ntoso 3.0 XSD, idreq"),
    error=OURS,
    about="eid",
)
def missing(tree: Tree) -> Iterator[Finding]:
    """A clause, a note or a reference has no eId.

    Why: a part without an address cannot be cited, linked to, or compared between languages. Files
    that claim the naming convention give one to every structural element.

    Fix: give the element an eId: the abbreviation and the printed number, after the eId of what
    holds it.

    Bad:
    <paragraph><num>3.</num><content><p>We will meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for unit in tree.units:
        if not unit.eid and unit.name in _NEED_EID:
            label = f" {unit.num.strip()!r}" if unit.num and unit.num.strip() else ""
            at_most = Severity.WARNING if unit.name == "ref" else None
            message = say("<{name}>{label} has no eId", name=unit.name, label=label)
            yield Finding(message, unit.subject, severity=at_most)


@rule("EID006", "needless-wid", on="tree", sources=(f"{NC}, 5.4",))
def needless_wid(tree: Tree) -> Iterator[Finding]:
    """A wId repeats the eId.

    Why: a wId says what an element was called before its eId changed. If both are the same, readers
    look for a change that never happened.

    Fix: leave the wId out until the eId changes.

    Bad:
    <paragraph eId="para_3" wId="para_3"><num>3.</num>
      <content><p>We will meet.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet.</p></content></paragraph>
    """
    for element, wid in tree.having("wId"):
        if wid == element.get("eId"):
            message = say("wId {wid!r} repeats the eId", wid=wid)
            yield Finding(message, element, quote=wid)
