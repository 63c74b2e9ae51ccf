"""The stream from a client, as pygls reads it: line by line, then the body of a message.

A message may not be longer than a bound, whatever its header says. One that is longer is refused,
and reading goes on with the next header, wherever it stands: whether the body follows, and how much
of it, nobody knows.
"""

import re
from collections.abc import Callable
from typing import BinaryIO

from communique.core.source import MAX_BYTES

MOST = 4 * MAX_BYTES
"""Bytes of the longest message: a text of the largest size that is read, with escapes."""
_LINE = 1 << 16
"""Bytes of the longest header. A longer line is read in pieces, none of which is a header."""
_HEADER = 64
"""Bytes of the longest header that is looked for."""
_LENGTH = re.compile(rb"Content-Length: ([0-9]{1,30})\r\n\Z")


class Messages:
    """What pygls reads from. `refused` is told of the length of each message that is too long."""

    def __init__(self, stream: BinaryIO, refused: Callable[[int], None]) -> None:
        self._stream = stream
        self._refused = refused
        self._lost = False
        self._before = b""

    def readline(self) -> bytes:
        """The next line of a header, or a piece of a line; nothing at the end of the stream."""
        piece = self._stream.readline(_LINE)
        line = self._before + piece if piece else b""
        self._before = b""
        if self._lost and not line.endswith(b"\n"):
            self._before = line[-_HEADER:]  # a header may begin in this piece of a line
        header = _LENGTH.search(line)
        if header is None:
            return line
        length = int(header[1])
        if length > MOST:
            self._lost = True
            self._refused(length)
            return b"\n"
        if not self._lost:
            return line
        self._lost = False
        return header[0]  # the end of a body that was passed over may stand before it

    def read(self, length: int) -> bytes:
        """The body of a message; less of it at the end of the stream."""
        return self._stream.read(length)
