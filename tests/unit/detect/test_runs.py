"""What is odd about a label that does not follow."""

import pytest

from communique.detect.segments.labels import label_at
from communique.detect.segments.numbering import Run, odd_step


@pytest.mark.parametrize(
    ("label", "odd"),
    [("1.", "restarts"), ("3.", "repeats"), ("2.", "repeats"), ("6.", "skips")],
)
def test_a_label_restarts_repeats_or_skips(label: str, odd: str) -> None:
    found = label_at(f"{label} The")
    assert found is not None
    assert odd_step(Run("#.", {"arabic": 3}, 0, 0), found) == odd
