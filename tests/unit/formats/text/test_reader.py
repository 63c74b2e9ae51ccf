"""Raw text is read whatever its bytes."""

import pytest

from communique.core.diagnostics import Severity
from communique.core.source import Limits, Source
from communique.draft import ReadOptions
from communique.formats.text import read


def codes(data: bytes, **limits: int) -> list[str]:
    parsed = read(Source("text", data), ReadOptions(limits=Limits(**limits)))
    assert parsed.declaration is None
    return [finding.code.code for finding in parsed.findings]


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_a_file_without_words_holds_nothing(data: bytes) -> None:
    assert codes(data) == ["SRC009"]


@pytest.mark.parametrize(
    "data",
    [
        "Čuvaji".encode("cp1250"),
        "The ports".encode("utf-16")[:-1],
        b"a\0b",
        b"\xff",
        "Č\0".encode() + b"\xff",
    ],
)
def test_bytes_that_are_no_utf_8_are_refused(data: bytes) -> None:
    assert codes(data) == ["SRC001"]


def test_utf_16_is_read_as_the_same_text_in_utf_8_and_within_the_same_limits() -> None:
    text = "1. The ports met in Čačak.\r\n\r\n2. They part.\r\n"
    wide, narrow = (
        read(Source("a.txt", text.encode(codec)), ReadOptions())
        for codec in ("utf-16", "utf-8")
    )
    assert wide.declaration is not None
    assert (wide.declaration, wide.spans, wide.ledger) == (
        narrow.declaration,
        narrow.spans,
        narrow.ledger,
    )
    assert codes(text.encode("utf-16"), size=60) == ["SRC004"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_in_utf_8_with_some_bytes_that_are_none_keeps_its_letters_and_says_where_one_is_lost(
    end: str,
) -> None:
    text = end.join(
        (
            "1. The ports met in Čačak.",
            "",
            "2. They part at the caf? in ?ilina, “happy”.",
            "",
        )
    )
    parsed = read(Source("a.txt", text.encode().replace(b"?", b"\xe9")), ReadOptions())
    assert parsed.source.text == text.replace("?", "\ufffd")
    assert parsed.declaration is not None
    assert parsed.ledger.balanced
    assert parsed.ledger.left_over == 0
    lost = [each for each in parsed.findings if each.code.name == "unreadable-letters"]
    assert {each.severity for each in lost} == {Severity.ERROR}
    assert [
        (each.span and each.span.line, each.span and each.span.column, each.quote)
        for each in lost
    ] == [
        (3, 24, "caf\ufffd"),
        (3, 29, "\ufffdilina,"),
    ]


def test_of_many_words_with_lost_characters_a_hundred_are_named_and_the_rest_counted() -> (
    None
):
    parsed = read(
        Source(
            "a.txt", "1. Ča\n".encode() + "č? ".encode().replace(b"?", b"\xff") * 102
        ),
        ReadOptions(),
    )
    said = [
        str(each.message)
        for each in parsed.findings
        if each.code.name == "unreadable-letters"
    ]
    assert len(said) == 101
    assert said.count("more words in which a character is lost: 2") == 1


def test_limits_are_kept() -> None:
    assert codes(b"ports " * 10, size=20) == ["SRC004"]
    assert codes(b"ports " * 10, line=20) == ["SRC005"]
    assert codes(b"ports\r\n\rports\n", lines=3) == ["SRC004"]
    assert read(
        Source("text", b"ports\r\n\rports\n"), ReadOptions(limits=Limits(lines=4))
    ).declaration
    assert codes(b"| ports |\n" * 4, lines=12) == ["SRC004"]


def test_a_text_is_read() -> None:
    parsed = read(
        Source("text", b"Declaration\n\n1. We met.\n\n2. We part.\n"),
        ReadOptions(language="en"),
    )
    assert [part.text for part in parsed.require().commitments] == [
        "We met.",
        "We part.",
    ]
    assert parsed.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "1.",
        "–",
        "\u2028",
        "١",
        "# ",
        "[1]",
        "ANNEX",
        "From:",
        "a\fb\fc",
        "1.\n2.\n3.",
    ],
)
def test_the_least_of_texts_is_read(text: str) -> None:
    parsed = read(Source("text", text.encode()), ReadOptions())
    assert parsed.ledger.balanced
    assert parsed.declaration is not None or [
        finding.code.code for finding in parsed.findings
    ] == ["SRC009"]


def test_a_thousand_levels_are_read() -> None:
    text = "\n".join(
        f"{' ' * (2 * depth)}({'abcdefgh'[depth % 8]}) lamps:" for depth in range(1000)
    )
    parsed = read(Source("text", text.encode()), ReadOptions())
    assert parsed.ledger.left_over == 0
