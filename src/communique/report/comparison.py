"""A comparison of two declarations for a reader, and for a program."""

from collections.abc import Iterator
from typing import Any

from communique.acts import Act
from communique.comparison import Comparison, Difference, Edit
from communique.comparison.alignment import words_of
from communique.model.passages import Passage

CONTEXT = 6
"""How many words that both versions share are shown beside what differs."""
MAX_WORDS = 4 * CONTEXT
"""How many words of a passage are shown that is only in one version."""
SIGNS = {
    "added": "+",
    "split": "+",
    "removed": "-",
    "merged": "-",
    "changed": "~",
    "alike": "~",
    "same": "=",
}


def of_comparison(comparison: Comparison) -> Iterator[str]:
    """Lines for each difference: `+` added, `-` removed, `~` reworded or alike, `=` moved, renumbered or of other acts only.

    Removed words stand in `[-...-]`, added ones in `{+...+}`, as in git's word diff; passages that are only alike, one below the other.
    """
    yield f"--- {comparison.old.id} ({comparison.old.language})"
    yield f"+++ {comparison.new.id} ({comparison.new.language})"
    if not comparison.same_language:
        yield "the languages differ: what is compared is which passages there are, not their words"
    if comparison.equal:
        yield "no difference"
    for each in comparison.differences:
        if not each.is_none:
            yield from _difference(each)


def _difference(each: Difference) -> Iterator[str]:
    passages = [passage for passage in (each.old, each.new) if passage is not None]
    names = dict.fromkeys(_named(passage) for passage in passages)
    notes = _notes(each)
    noted = f"  ({', '.join(notes)})" if notes else ""
    yield f"{SIGNS[each.change]} {' -> '.join(names)}{noted}"
    if each.edits:
        yield f"    {_shortened(each.edits)}"
    elif each.change != "same":
        yield from _words(each)
    for act in each.acts:
        said = [_act(one) for one in (act.old, act.new) if one is not None]
        yield f"    act {act.change}: {' -> '.join(said)}"


def _notes(each: Difference) -> list[str]:
    """What a reader should know of a difference besides its sign."""
    notes = []
    if each.alike:
        notes.append(f"alike, {each.likeness:.0%}")
    if each.moved:
        notes.append("moved")
    if each.renumbered and not each.alike:
        notes.append("renumbered")
    if each.whole is not None:
        verb = "split from" if each.new else "merged into"
        notes.append(f"{verb} {_named(each.whole)}")
    return notes


def _words(each: Difference) -> Iterator[str]:
    """The first words of the old passage, of the new one, or of both, one below the other."""
    is_pair = each.old is not None and each.new is not None
    for sign, passage in (("- ", each.old), ("+ ", each.new)):
        if passage is None or not (passage.heading or passage.text):
            continue
        words = words_of(passage).split()
        first = " ".join(words[:MAX_WORDS])
        more = " ..." if len(words) > MAX_WORDS else ""
        yield f"    {sign if is_pair else ''}{first}{more}"


def _act(act: Act) -> str:
    inferred = ", inferred" if act.basis == "inferred" else ""
    return f"{act.kind} ({act.words}{inferred})"


def _named(passage: Passage) -> str:
    return f"{passage.eid} {passage.num}" if passage.num else passage.eid


def _shortened(edits: tuple[Edit, ...]) -> str:
    """The edits of a passage, with the words around them that both versions share."""
    pieces = []
    last = len(edits) - 1
    for index, edit in enumerate(edits):
        if edit.change == "removed":
            pieces.append(f"[-{edit.words}-]")
        elif edit.change == "added":
            pieces.append(f"{{+{edit.words}+}}")
        else:
            pieces.append(_context(edit.words, is_first=index == 0, is_last=index == last))
    return " ".join(pieces)


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    """The words next to the edits before and after them."""
    words = text.split()
    head = [] if is_first else words[:CONTEXT]
    rest = max(len(head), len(words) - CONTEXT)
    tail = [] if is_last else words[rest:]
    gap = ["..."] if len(head) + len(tail) < len(words) else []
    return " ".join([*head, *gap, *tail])


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as an object: the differences in order, without pairs that are the same."""
    differences = [_as_object(each) for each in comparison.differences if not each.is_none]
    return {
        "version": 1,
        "old": {"id": comparison.old.id, "language": comparison.old.language},
        "new": {"id": comparison.new.id, "language": comparison.new.language},
        "same_language": comparison.same_language,
        "equal": comparison.equal,
        "differences": differences,
    }


def _as_object(each: Difference) -> dict[str, Any]:
    edits = [{"change": edit.change, "words": edit.words} for edit in each.edits]
    acts = []
    for act in each.acts:
        old = _act_json(act.old)
        new = _act_json(act.new)
        acts.append({"change": act.change, "old": old, "new": new})
    return {
        "change": each.change,
        "moved": each.moved,
        "renumbered": each.renumbered,
        "likeness": round(each.likeness, 4),
        "old": _passage(each.old),
        "new": _passage(each.new),
        "whole": _passage(each.whole),
        "edits": edits,
        "acts": acts,
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    heading = passage.heading.block.text if passage.heading else None
    return {
        "eid": passage.eid,
        "kind": passage.kind,
        "num": passage.num,
        "heading": heading,
        "text": passage.text,
    }


def _act_json(act: Act | None) -> dict[str, str] | None:
    if act is None:
        return None
    return {"kind": act.kind, "words": act.words, "basis": act.basis}
