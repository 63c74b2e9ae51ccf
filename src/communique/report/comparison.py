"""A comparison of two declarations for a reader, and for a program."""

from collections.abc import Iterator

from communique.acts import Act
from communique.comparison import ActDifference, Comparison, Difference, Edit
from communique.comparison.alignment import words_of
from communique.core.json_types import JsonObject
from communique.model.passages import Passage

CONTEXT = 6
"""How many words that both versions share are shown beside a difference."""
FIRST_WORDS = 4 * CONTEXT
"""How many words are shown of a passage that is shown by itself."""
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
    """Lines for each difference.

    Each begins with a sign: `+` added, `-` removed, `~` reworded or alike, `=` the same words, but
    moved, renumbered or with other acts. Removed words are in `[-...-]`, added ones in `{+...+}`,
    as in git's word diff. Passages that are only alike are shown one below the other.
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
    yield _heading(each)
    if each.edits:
        yield f"    {_shortened(each.edits)}"
    elif each.change != "same":
        yield from _whole_passages(each)
    for act in each.acts:
        said = [_act(one) for one in (act.old, act.new) if one is not None]
        yield f"    act {act.change}: {' -> '.join(said)}"


def _heading(each: Difference) -> str:
    """The sign, the passages and what became of them."""
    named: list[str] = []
    for passage in (each.old, each.new):
        if passage is not None and _named(passage) not in named:
            named.append(_named(passage))
    heading = f"{SIGNS[each.change]} {' -> '.join(named)}"
    notes = _notes(each)
    if not notes:
        return heading
    return f"{heading}  ({', '.join(notes)})"


def _notes(each: Difference) -> list[str]:
    notes: list[str] = []
    if each.alike:
        notes.append(f"alike, {each.likeness:.0%}")
    if each.moved:
        notes.append("moved")
    if each.renumbered and not each.alike:
        notes.append("renumbered")
    if each.whole is not None:
        relation = "split from" if each.new else "merged into"
        notes.append(f"{relation} {_named(each.whole)}")
    return notes


def _whole_passages(each: Difference) -> Iterator[str]:
    """The first words of the old and of the new passage, with signs if there are both."""
    both = each.old is not None and each.new is not None
    for sign, passage in (("- ", each.old), ("+ ", each.new)):
        if passage is None:
            continue
        if passage.heading or passage.text:
            mark = sign if both else ""
            yield f"    {mark}{_first_words(passage)}"


def _first_words(passage: Passage) -> str:
    words = words_of(passage).split()
    text = " ".join(words[:FIRST_WORDS])
    return f"{text} ..." if len(words) > FIRST_WORDS else text


def _act(act: Act) -> str:
    basis = ", inferred" if act.basis == "inferred" else ""
    return f"{act.kind} ({act.words}{basis})"


def _named(passage: Passage) -> str:
    return f"{passage.eid} {passage.num}" if passage.num else passage.eid


def _shortened(edits: tuple[Edit, ...]) -> str:
    """The edits in one line; of the words between two of them, those next to an edit."""
    last = len(edits) - 1
    pieces: list[str] = []
    for index, edit in enumerate(edits):
        if edit.change == "removed":
            pieces.append(f"[-{edit.words}-]")
        elif edit.change == "added":
            pieces.append(f"{{+{edit.words}+}}")
        else:
            words = _next_to_edits(
                edit.words.split(), first=index == 0, last=index == last
            )
            pieces.append(" ".join(words))
    return " ".join(pieces)


def _next_to_edits(words: list[str], *, first: bool, last: bool) -> list[str]:
    """Shared words that follow an edit (unless they are first) or precede one (unless last)."""
    head = 0 if first else CONTEXT
    tail = 0 if last else CONTEXT
    if head + tail >= len(words):
        return words
    return [*words[:head], "...", *words[len(words) - tail :]]


def as_json(comparison: Comparison) -> JsonObject:
    """The comparison as an object: the differences in order, without pairs that are the same."""
    old = {"id": comparison.old.id, "language": comparison.old.language}
    new = {"id": comparison.new.id, "language": comparison.new.language}
    differences = [
        _difference_json(each) for each in comparison.differences if not each.is_none
    ]
    return {
        "version": 1,
        "old": old,
        "new": new,
        "same_language": comparison.same_language,
        "equal": comparison.equal,
        "differences": differences,
    }


def _difference_json(each: Difference) -> JsonObject:
    edits = [{"change": edit.change, "words": edit.words} for edit in each.edits]
    made: JsonObject = {"change": each.change, "moved": each.moved}
    made["renumbered"] = each.renumbered
    made["likeness"] = round(each.likeness, 4)
    made["old"] = _passage(each.old)
    made["new"] = _passage(each.new)
    made["whole"] = _passage(each.whole)
    made["edits"] = edits
    made["acts"] = [_act_change(act) for act in each.acts]
    return made


def _act_change(each: ActDifference) -> JsonObject:
    old = _act_json(each.old)
    new = _act_json(each.new)
    return {"change": each.change, "old": old, "new": new}


def _passage(passage: Passage | None) -> JsonObject | None:
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
