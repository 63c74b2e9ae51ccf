"""A session with the language server in this process, whatever an editor says."""

import io
import json
import threading
import time
from typing import BinaryIO, NamedTuple, cast

from communique.lsp import server
from communique.lsp.server import serve

PATIENCE = 20.0
"""So many seconds an answer is waited for."""


class Said(NamedTuple):
    """The server's exit status, all that it answered, and the request that it did not answer, if
    any.
    """

    status: int
    answers: str
    unanswered: str


class _Editor(io.RawIOBase):
    """An editor's messages, each said when the request before it was answered."""

    def __init__(self, bodies: list[bytes], answers: io.BytesIO) -> None:
        self.waiting, self.answers, self.unanswered, self.wanted = (
            bodies,
            answers,
            "",
            "",
        )
        self.current = io.BytesIO()

    def readline(self, size: int | None = -1, /) -> bytes:
        return self.current.readline(size) or self._next().readline(size)

    def read(self, size: int = -1, /) -> bytes:
        return self.current.read(size)

    def _next(self) -> io.BytesIO:
        until = time.monotonic() + PATIENCE
        while self.wanted and self.wanted not in self.answers.getvalue().decode(
            "utf-8", "replace"
        ):
            if time.monotonic() > until:
                self.unanswered, self.waiting = self.wanted, []
                break
            time.sleep(0.001)
        body = self.waiting.pop(0) if self.waiting else None
        try:
            said = json.loads(body or b"")
            asks = (
                isinstance(said, dict)
                and said.get("jsonrpc") == "2.0"
                and isinstance(said.get("method"), str)
                and type(said.get("id")) in (int, str)
            )
            self.wanted = f'"id": {json.dumps(said["id"])}' if asks else ""
        except (ValueError, RecursionError):
            self.wanted = ""
        self.current = io.BytesIO(
            b"" if body is None else b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )
        return self.current


class _Answers(io.BytesIO):
    def close(self) -> None:
        """What was answered is looked at later."""


def spoken(data: bytes) -> Said:
    """What comes of a session between its beginning and its end: an array of messages, or one body
    of any bytes.
    """
    server.PAUSE = 0.0
    try:
        messages = json.loads(data)
    except (ValueError, RecursionError):
        messages = None
    bodies = (
        [json.dumps(each).encode() for each in messages]
        if isinstance(messages, list)
        else [data]
    )
    answers = _Answers()
    first = {
        "jsonrpc": "2.0",
        "id": "first",
        "method": "initialize",
        "params": {"capabilities": {}},
    }
    last = {"jsonrpc": "2.0", "id": "last", "method": "shutdown"}
    start, *ends = (
        json.dumps(each).encode()
        for each in (first, last, {"jsonrpc": "2.0", "method": "exit"})
    )
    editor = _Editor([start, *bodies, *ends], answers)
    status = serve(cast("BinaryIO", editor), answers)
    for thread in (
        threading.enumerate()
    ):  # what is left of one server would be memory of the next
        if thread is not threading.main_thread():
            thread.join(5)
    return Said(
        status, answers.getvalue().decode("utf-8", "replace"), editor.unanswered
    )
