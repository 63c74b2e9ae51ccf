"""A comparison of two declarations for a reader, and for a program."""

from collections.abc import Iterator
from typing import Any

from communique.acts import Act
from communique.comparison import Comparison, Difference, Edit
from communique.comparison.alignment import words_of
from communique.model.passages import Passage

CONTEXT = 6
"""How many words that both versions share are shown beside what differs."""
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
    notes = [
        *([f"alike, {each.likeness:.0%}"] if each.alike else []),
        *(["moved"] if each.moved else []),
    ]
    notes += ["renumbered"] if each.renumbered and not each.alike else []
    if each.whole is not None:
        notes.append(f"{'split from' if each.new else 'merged into'} {_named(each.whole)}")
    named = [_named(passage) for passage in (each.old, each.new) if passage is not None]
    noted = f"  ({', '.join(notes)})" if notes else ""
    yield f"{SIGNS[each.change]} {' -> '.join(dict.fromkeys(named))}{noted}"
    if each.edits:
        yield f"    {_shortened(each.edits)}"
    elif each.change != "same":
        told = [
            (sign, passage)
            for sign, passage in (("- ", each.old), ("+ ", each.new))
            if passage is not None
        ]
        for sign, passage in told:
            if passage.heading or passage.text:
                words = words_of(passage).split()
                flat = " ".join(words[: 4 * CONTEXT]) + (" ..." if len(words) > 4 * CONTEXT else "")
                yield f"    {sign if len(told) > 1 else ''}{flat}"
    for act in each.acts:
        acts = (one for one in (act.old, act.new) if one is not None)
        said = (
            f"{one.kind} ({one.words}{', inferred' if one.basis == 'inferred' else ''})"
            for one in acts
        )
        yield f"    act {act.change}: {' -> '.join(said)}"


def _named(passage: Passage) -> str:
    return f"{passage.eid} {passage.num}" if passage.num else passage.eid


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
        "differences": [
            {
                "change": each.change,
                "moved": each.moved,
                "renumbered": each.renumbered,
                "likeness": round(each.likeness, 4),
                "old": _passage(each.old),
                "new": _passage(each.new),
                "whole": _passage(each.whole),
                "edits": [{"change": edit.change, "words": edit.words} for edit in each.edits],
                "acts": [
                    {"change": a.change, "old": _act_json(a.old), "new": _act_json(a.new)}
                    for a in each.acts
                ],
            }
            for each in comparison.differences
            if not each.is_none
        ],
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
    return None if act is None else {"kind": act.kind, "words": act.words, "basis": act.basis}
