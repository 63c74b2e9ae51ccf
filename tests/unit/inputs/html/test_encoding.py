"""The characters of a page, whatever it says of its encoding."""

import pytest

from communique.inputs.html import decoded

WORDS = "Čas, voda – Ñandú"


def page(words: str, said: str = "") -> str:
    return f"<!doctype html>{f'<meta charset={said}>' if said else ''}<p>{words}</p>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (page(WORDS).encode(), []),
        (page(WORDS, "utf-8").encode(), []),
        (page(WORDS).encode("utf-8-sig"), []),
        (page(WORDS).encode("utf-16"), []),
        (page("Čas", "windows-1250").encode("cp1250"), []),
        (page("Ñandú “a”", "iso-8859-1").encode("cp1252"), []),
        (
            '<?xml version="1.0" encoding="iso-8859-2"?><html><p>Čas</p>'.encode(
                "iso8859-2"
            ),
            [],
        ),
        (
            '<meta http-equiv="content-type" content="text/html; charset=koi8-r"><p>порт</p>'.encode(
                "koi8-r"
            ),
            [],
        ),
        (page(WORDS, "iso-8859-1").encode(), ["other-encoding"]),
        (page(WORDS, "no-such-thing").encode(), ["other-encoding"]),
        (page("Ñandú", "utf-8").encode("cp1252"), ["other-encoding"]),
        (page("Ñandú").encode("cp1252"), ["other-encoding"]),
        (page("Words", "utf-16").encode(), []),
        (page(WORDS, "unicode_escape").encode(), ["other-encoding"]),
    ],
)
def test_a_page_is_read_in_the_encoding_that_its_bytes_are_in(
    data: bytes, found: list[str]
) -> None:
    text, findings = decoded(data)
    assert [each.code.name for each in findings] == found
    assert "\ufffd" not in text
    assert any(each in text for each in (WORDS, "Čas", "Ñandú", "порт", "Words"))


def test_bytes_that_mean_nothing_are_kept_as_signs_and_counted() -> None:
    text, findings = decoded(b"<p>a\x81b")
    assert "a\ufffdb" in text
    assert findings[0].quote == "1 × U+FFFD"
    assert [
        each.quote
        for each in decoded("<p>Č\0a \udcffb".encode("utf-8", "surrogateescape"))[1]
    ] == [
        "Č\ufffda",
        "\ufffdb",
    ]


def test_a_page_in_utf_16_that_is_cut_off_in_a_character_says_so() -> None:
    text, findings = decoded("<p>Ñandú</p>".encode("utf-16")[:-1])
    assert text.endswith("\ufffd")
    assert [each.quote for each in findings] == ["1 × U+FFFD"]


def test_a_page_in_utf_8_keeps_its_letters_beside_bytes_that_are_none() -> None:
    for said in ("utf-8", ""):
        text, findings = decoded(
            page(f"{WORDS}</p>\n<p>caf?, r?ka, caf?", said)
            .encode()
            .replace(b"?", b"\xe9")
        )
        assert WORDS in text
        assert [(each.code.name, each.quote, each.span) for each in findings] == [
            ("unreadable-letters", "caf\ufffd,", None),
            ("unreadable-letters", "r\ufffdka,", None),
            ("unreadable-letters", "caf\ufffd", None),
        ]
        assert (
            findings[1].message
            == "a character is lost in line 2, column 11: 'r\ufffdka,'"
        )
