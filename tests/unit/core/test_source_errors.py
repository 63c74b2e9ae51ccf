"""What every reader may have to say about its source."""

import contextlib
import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.codes import CODES
from communique.core.message import say
from communique.core.source import Limits, Source, Span
from communique.core.source_errors import (
    attempted,
    collector_waiting,
    unreadable,
    unreadable_text,
)


def said(data: bytes, **limits: int) -> list[tuple[str, Span | None]]:
    return [
        (each.code.name, each.span)
        for each in unreadable_text(Source("x", data), Limits(**limits))
    ]


def test_nothing_is_said_of_text() -> None:
    assert said(b"besedilo\n") == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty-file"),
        (b" \r\n\t", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b"a\0b", "not-text"),
        (b"\xff\xfea\0", "not-text"),
        (b"\xff", "not-text"),
    ],
)
def test_bytes_that_hold_no_text_are_named(data: bytes, name: str) -> None:
    assert [each for each, _ in said(data)] == [name]


def test_a_byte_that_is_no_utf_8_is_shown_at_its_line_and_column() -> None:
    assert said("ab\r\nčc".encode() + b"\xe8 d") == [("not-text", Span(2, 3, 2, 4))]


def test_a_byte_order_mark_takes_no_column() -> None:
    assert said(b"\xef\xbb\xbfab\xe8") == [("not-text", Span(1, 3, 1, 4))]


def test_a_file_beyond_the_limit_is_not_looked_at() -> None:
    assert said(b"\xff" * 11, size=10) == [("too-large", None)]
    assert said(b"a" * 10, size=10) == []


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_a_line_may_be_as_long_as_the_limit_and_no_longer(end: bytes) -> None:
    assert said(b"ab" + end + b"a" * 8 + end, line=8) == []
    assert said(b"ab" + end + b"a" * 9 + end, line=8) == [
        ("line-too-long", Span(2, 9, 2, 10))
    ]


def test_lines_are_counted_in_raw_text_alone() -> None:
    assert unreadable(Source("x", b"a" * 9), Limits(line=8)) == []


@given(st.binary(max_size=60))
def test_at_most_one_thing_is_said_and_it_is_fatal(data: bytes) -> None:
    found = unreadable_text(Source("x", data), Limits(size=50, line=20))
    assert len(found) <= 1
    assert all(each.code.fatal for each in found)


def test_a_code_stands_once() -> None:
    assert (
        len({code.code for code in CODES})
        == len({code.name for code in CODES})
        == len(CODES)
    )


def test_the_collector_waits_for_a_work_and_runs_after_it() -> None:
    assert attempted(say("the work"), gc.isenabled) is False
    assert attempted(
        say("the work"), lambda: (attempted(say("a part"), int), gc.isenabled())
    ) == (
        0,
        False,
    )
    assert gc.isenabled()
    with contextlib.suppress(ZeroDivisionError), collector_waiting():
        _ = 1 / 0
    assert gc.isenabled()


def test_a_collector_that_does_not_run_is_not_started() -> None:
    gc.disable()
    try:
        attempted(say("the work"), int)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_all_that_was_made_while_the_collector_waited_can_be_collected() -> None:
    with collector_waiting():
        circle: list[object] = []
        circle.append(circle)
        before = gc.get_freeze_count()
    assert gc.get_freeze_count() == before
    assert any(each is circle for each in gc.get_objects(0) + gc.get_objects(1))
