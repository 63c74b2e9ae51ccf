"""A comparison of two declarations for a reader, and for a program."""

from collections.abc import Iterator
from typing import Any

from communique.comparison import Comparison, Difference, Edit
from communique.comparison.acts import Act
from communique.comparison.alignment import words_of
from communique.passages import Passage

CONTEXT = 6
"""How many words that both versions share are shown beside what differs."""
SIGNS = {"added": "+", "removed": "-", "changed": "~", "same": "="}


def of_comparison(comparison: Comparison) -> Iterator[str]:
    """Lines for each difference: `+` added, `-` removed, `~` reworded, `=` moved, renumbered or of other acts only.

    Removed words stand in `[-...-]`, added ones in `{+...+}`, as in git's word diff.
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
    notes = [*(["moved"] if each.moved else []), *(["renumbered"] if each.renumbered else [])]
    named = [_named(passage) for passage in (each.old, each.new) if passage is not None]
    said = f"  ({', '.join(notes)})" if notes else ""
    yield f"{SIGNS[each.change]} {' -> '.join(dict.fromkeys(named))}{said}"
    if each.edits:
        yield f"    {_shortened(each.edits)}"
    elif each.change in ("added", "removed"):
        passage = each.new or each.old
        assert passage is not None
        if passage.heading or passage.text:
            yield f"    {_flat(passage)}"
    for act in each.acts:
        named = [_act(one) for one in (act.old, act.new) if one is not None]
        yield f"    act {act.change}: {' -> '.join(named)}"


def _named(passage: Passage) -> str:
    return f"{passage.eid} {passage.num}" if passage.num else passage.eid


def _flat(passage: Passage) -> str:
    words = words_of(passage).split()
    return " ".join(words[: 4 * CONTEXT]) + (" ..." if len(words) > 4 * CONTEXT else "")


def _act(act: Act) -> str:
    return f"{act.kind} ({act.words}{', guessed' if act.basis == 'guessed' else ''})"


def _shortened(edits: tuple[Edit, ...]) -> str:
    pieces: list[str] = []
    for index, edit in enumerate(edits):
        if edit.change == "removed":
            pieces.append(f"[-{edit.words}-]")
        elif edit.change == "added":
            pieces.append(f"{{+{edit.words}+}}")
        else:
            words = edit.words.split()
            head = [] if index == 0 else words[:CONTEXT]
            tail = [] if index == len(edits) - 1 else words[max(len(head), len(words) - CONTEXT) :]
            gap = ["..."] if len(head) + len(tail) < len(words) else []
            pieces.append(" ".join([*head, *gap, *tail]))
    return " ".join(pieces)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as an object: the differences in order, without pairs that are the same."""
    return {
        "version": 1,
        "old": {"id": comparison.old.id, "language": comparison.old.language},
        "new": {"id": comparison.new.id, "language": comparison.new.language},
        "same_language": comparison.same_language,
        "equal": comparison.equal,
        "differences": [_as_json(each) for each in comparison.differences if not each.is_none],
    }


def _as_json(each: Difference) -> dict[str, Any]:
    return {
        "change": each.change,
        "moved": each.moved,
        "renumbered": each.renumbered,
        "likeness": round(each.likeness, 4),
        "old": _passage(each.old),
        "new": _passage(each.new),
        "edits": [{"change": edit.change, "words": edit.words} for edit in each.edits],
        "acts": [{"change": act.change, "old": _act_json(act.old), "new": _act_json(act.new)} for act in each.acts],
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    heading = passage.heading.block.text if passage.heading else None
    return {"eid": passage.eid, "kind": passage.kind, "num": passage.num, "heading": heading, "text": passage.text}


def _act_json(act: Act | None) -> dict[str, str] | None:
    return None if act is None else {"kind": act.kind, "words": act.words, "basis": act.basis}
