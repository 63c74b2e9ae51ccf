"""The stream of messages: what is too long is refused, whatever follows it."""

import io

import pytest

from communique.lsp import messages
from communique.lsp.messages import Messages

NEXT = b"Content-Length: 2\r\n\r\n{}"


def read(
    stream: bytes, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[bytes], list[int]]:
    """The bodies of the messages of a stream, and the lengths of those that are refused."""
    monkeypatch.setattr(messages, "MOST", 100)
    monkeypatch.setattr(messages, "_LINE", 64)
    refused: list[int] = []
    reader = Messages(io.BytesIO(stream), refused.append)
    bodies = []
    length = 0
    while line := reader.readline():
        assert len(line) <= 64 + messages._HEADER
        if line.startswith(b"Content-Length: ") and line.endswith(b"\r\n"):
            length = int(line[16:])
        if length and line == b"\r\n":
            bodies.append(reader.read(length))
            length = 0
    return bodies, refused


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"x" * 101,
        b"Content-Length: 1\r",
        b"a\r\n\r\nb" * 50,
        b"\xff" * 1000,
        b"\xff" * 1010,
    ],
)
@pytest.mark.parametrize("length", [101, 10**11, 10**29])
def test_reading_goes_on_with_the_next_message(
    length: int, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = NEXT + b"Content-Length: %d\r\n\r\n" % length + body + NEXT * 2
    assert read(stream, monkeypatch) == ([b"{}"] * 3, [length])


def test_a_message_of_the_greatest_length_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = b"Content-Length: 100\r\nX-Other: 1\r\n\r\n" + b"x" * 100 + NEXT
    assert read(stream, monkeypatch) == ([b"x" * 100, b"{}"], [])


def test_a_header_without_an_end_is_read_in_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read(b"x" * 10_000 + b"\r\n" + NEXT, monkeypatch) == ([b"{}"], [])
