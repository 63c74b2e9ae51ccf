from typing import Any

import pytest
from tests.unit.fixes.mending import findings, mended, native


def linked(*hrefs: str) -> str:
    marks: list[Any] = [
        {"kind": "reference", "start": at, "end": at + 1, "href": href}
        for at, href in enumerate(hrefs)
    ]
    words = {"kind": "text", "text": "We will meet again.", "marks": marks}
    return native(body=[{"kind": "paragraph", "num": "3.", "content": [words]}])


@pytest.mark.parametrize(("code", "bad", "good"), [
    ("REF002", "para_3", "#para_3"),
    ("REF003", "https://ports.example/akn/xx/act/2020/1", "/akn/xx/act/2020/1"),
])  # fmt: skip
def test_a_reference_is_made_one_that_can_be_followed(code: str, bad: str, good: str) -> None:
    assert mended(linked("/a", bad, bad), code) == linked("/a", good, good)


def test_a_relative_address_is_left_alone() -> None:
    assert [each.fix for each in findings(linked("para_9"), "REF002")] == [None]
