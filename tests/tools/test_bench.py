"""The benchmark for any system: forms are compared with labels, and a system that fails is named."""

import sys
from collections import defaultdict

from tools.bench import Count, Scores, add_blocks, add_facts, form_of, measured, table

TEXT = b"Pact on Ports\n\nThe ports,\n\n1. Light the lamps.\n\n2. Mend the nets.\n"
WANTED = [
    ("title", "Pact on Ports", ""),
    ("paragraph", "1. Light the lamps.", "1."),
    ("paragraph", "2. Mend the nets.", "2."),
]


def counted(*blocks: dict[str, str]) -> dict[str, tuple[int, int, int]]:
    """What is there, said and right, by role."""
    counts: dict[str, Count] = defaultdict(Count)
    add_blocks(counts, WANTED, {"blocks": list(blocks)})
    return {name: (each.there, each.said, each.right) for name, each in counts.items()}


def test_a_block_is_right_with_its_label_and_without() -> None:
    found = counted(
        {"role": "paragraph", "first": "1. Light", "last": "lamps."},
        {"role": "paragraph", "first": "Mend", "last": "nets."},
    )
    assert found["paragraph"] == (2, 2, 2)
    assert found["title"] == (1, 0, 0)


def test_a_block_of_another_role_or_extent_is_wrong_and_none_counts_twice() -> None:
    found = counted(
        {"role": "title", "first": "1. Light", "last": "lamps."},
        {"role": "paragraph", "first": "1. Light", "last": "nets."},
        {"role": "paragraph", "first": "2. Mend", "last": "nets."},
        {"role": "paragraph", "first": "2. Mend", "last": "nets."},
        {"role": "chorus", "first": "2. Mend", "last": "nets."},
        {"role": "paragraph"},
    )
    assert found == {"title": (1, 1, 0), "paragraph": (2, 4, 1)}


def test_facts_that_are_unknown_do_not_count() -> None:
    counts: dict[str, Count] = defaultdict(Count)
    facts = {
        "title": "Pact on Ports",
        "date": None,
        "signatories": ["Mali", {"name": "Ada Ba", "party": "Chad"}],
    }
    form = {
        "title": "PACT on ports",
        "signatories": [{"name": "Ada Ba", "party": "Chad"}],
    }
    add_facts(counts, facts, form)
    assert counts["title (fact)"] == Count(1, 1, 1)
    assert "date (fact)" not in counts
    assert counts["signatories (fact)"] == Count(2, 1, 1)


def test_a_system_gets_the_text_and_gives_its_form() -> None:
    program = "import json, sys; print(json.dumps({'title': sys.stdin.readline()}))"
    assert form_of([sys.executable, "-c", program], TEXT) == {
        "title": "Pact on Ports\n"
    }
    for broken in ("print('no form')", "print([])", "raise SystemExit(3)"):
        assert form_of([sys.executable, "-c", broken], TEXT) is None


def test_a_system_that_fails_is_named_and_scores_nothing() -> None:
    scores = measured(f"{sys.executable} -c 0", None, 2)
    assert len(scores.failed) == 2
    assert "| 0% |" in table(scores)


def test_languages_come_from_the_worst_on() -> None:
    scores = Scores()
    scores.counts["en"]["title"] = Count(4, 4, 3)
    scores.counts["sl"]["title"] = Count(4, 4, 1)
    rows = table(scores).splitlines()[2:]
    assert [row.split(" | ")[1] for row in rows] == ["sl", "en"]
