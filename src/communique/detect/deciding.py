"""What each atom of a text is: the decoder is asked, and what a person or the file says is heeded."""

import re
from collections.abc import Sequence
from functools import partial

from communique.core import codes
from communique.core.message import say
from communique.detect.after.runs import RUN_STEPS
from communique.detect.blocks import CLAMPS, clamps
from communique.detect.constraints import barred
from communique.detect.decoder import Allowed, decoder
from communique.detect.features import Views
from communique.detect.roles import DOUBT, MORE, ROLES, Decision
from communique.detect.segments.atoms import Atom
from communique.detect.state import Reading
from communique.detect.switches import switched_on

HEADING = re.compile("h[1-6]")
"""A heading of that level, among what a file says of its blocks."""


def roles(reading: Reading) -> None:
    """Decide what each atom is, as a whole; where that is in doubt, say so."""
    atoms = reading.atoms
    allowed = _allowed(reading)
    bars = barred(atoms, reading.words, _given_title(reading))
    runs = _runs(atoms)
    decide = partial(decoder().decide, barred=bars, runs=runs, said=_said(reading))
    looks = decoder().looks(Views(atoms, reading.spoken))
    decided = decide(looks, allowed)
    changed: dict[int, str] = {}
    for step in switched_on(RUN_STEPS):
        said = step(atoms, runs, decided)
        changed |= said
        if said:
            decided = decide(looks, partial(_allowed_or_changed, allowed, changed))
    reading.decisions = decided
    for atom, decision in zip(atoms, decided, strict=True):
        doubtful = decision.odds < DOUBT and decision.begins
        if doubtful and atom.lines[0].hint is None:
            _say_doubt(reading, atom, decision)


def _given_title(reading: Reading) -> str | None:
    """The title that metadata give, or the file beside the text."""
    given = reading.metadata.get("title")
    return given.text if given is not None else reading.options.title or None


def _runs(atoms: Sequence[Atom]) -> list[list[int]]:
    """The places of the labels of each run."""
    members: dict[int, list[int]] = {}
    for index, atom in enumerate(atoms):
        if atom.label is not None:
            members.setdefault(id(atom.label.run), []).append(index)
    return list(members.values())


def _allowed(reading: Reading) -> Allowed:
    """What hints and a person's table allow atoms to be."""
    said = clamps(reading.atoms)
    table = reading.table
    if table is None or not table.roles:
        return said.get

    def allowed(index: int) -> Sequence[str] | None:
        atom = reading.atoms[index]
        hinted = said.get(index)
        role = table.roles.get(atom.lines[0].start)
        if atom.forced is not None:
            return (role,) if role is not None and role in (hinted or ()) else hinted
        if role is None:
            return CLAMPS["join"] if index and table.complete else hinted
        return (role,) if role in ROLES else None

    return allowed


def _allowed_or_changed(
    allowed: Allowed, changed: dict[int, str], index: int
) -> Sequence[str] | None:
    """What a hint allows an atom to be, or else the role that a step gives it."""
    by_hint = allowed(index)
    if by_hint:
        return by_hint
    return (changed[index],) if index in changed else None


def _say_doubt(reading: Reading, atom: Atom, decision: Decision) -> None:
    """Say that the role of a block is in doubt, and which comes next."""
    other, odds = next(iter(decision.others), ("", 0.0))
    second = say("going on with what is before") if other.endswith(MORE) else other
    message = say(
        "taken as {role} ({odds} %), it could be {second} ({less} %)",
        role=decision.role,
        odds=round(100 * decision.odds),
        second=second,
        less=round(100 * odds),
    )
    line = atom.lines[0]
    hint = say("a hint decides it and helps to read the blocks around it")
    reading.say(
        codes.DOUBT, message, line.start, line.end, quote=line.text[:80], hint=hint
    )


def _said(reading: Reading) -> dict[int, str]:
    """What the file says of atoms, by index: the role of a block at its first atom, then that it
    goes on.
    """
    found: dict[int, str] = {}
    last = 0
    for index, atom in enumerate(reading.atoms):
        origin = atom.lines[0].origin
        if origin is None or origin.block == 0:
            continue
        role = _goes_on(atom) if origin.block == last else origin.role
        if role is not None:
            found[index] = "" if HEADING.fullmatch(role) else role
        last = origin.block
    return found


def _goes_on(atom: Atom) -> str | None:
    """What is said of a further atom of a block: without a label it goes on."""
    return MORE if atom.label is None else None
