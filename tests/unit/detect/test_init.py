"""From bytes to a draft."""

from communique.core.source import Source
from communique.detect import detect
from communique.draft import ReadOptions, build

TEXT = "Declaration of the Ports\n\n1. We met on 3 May 2024.\n\n2. We part.\n"


def test_a_draft_has_values_ledger_and_places() -> None:
    draft = detect(Source("text", TEXT.encode()), ReadOptions())
    title = draft.values["title"]
    assert title is not None
    assert title["text"] == "Declaration of the Ports"
    assert draft.ledger.balanced
    assert draft.ledger.total == len("".join(TEXT.split()))
    assert draft.places()["/title/text"][0].start == 0


def test_a_draft_becomes_a_declaration() -> None:
    found = build(detect(Source("text", TEXT.encode()), ReadOptions())).require()
    assert [mention.text for mention in found.dates] == ["3 May 2024"]


def test_the_same_bytes_give_the_same_draft() -> None:
    first, second = (
        detect(Source("text", TEXT.encode()), ReadOptions()) for _ in range(2)
    )
    assert first.values == second.values
    assert first.findings == second.findings
