"""A client of the language server: it starts the real process, and speaks JSON-RPC with it."""

import json
import os
import queue
import subprocess
import sys
import threading
from typing import Any, Self

PATIENCE = 60.0
"""So many seconds an answer is waited for: a busy machine is slow, a server that hangs is a
failure.
"""
Message = dict[str, Any]


class Client:
    """`communique lsp` in a process of its own; left by the `with` statement it is ended if it
    still runs.
    """

    def __init__(
        self,
        *,
        encodings: list[str] | None = None,
        initialize: bool = True,
        **variables: str,
    ) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "communique", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **variables},
        )
        self.count = 0
        self.told: list[Message] = []
        self._messages: queue.Queue[Message | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        if initialize:
            general = (
                {}
                if encodings is None
                else {"general": {"positionEncodings": encodings}}
            )
            params = {"processId": None, "rootUri": None, "capabilities": general}
            self.answered: Message = self.ask("initialize", params)["result"]
            self.capabilities: Message = self.answered["capabilities"]
            self.tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)

    def send(self, body: bytes) -> None:
        """Bytes as the body of a message."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        """A notification."""
        self.send(
            json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode()
        )

    def begin(self, method: str, params: Any) -> int:
        """A request; gives its id."""
        self.count += 1
        self.send(
            json.dumps(
                {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
            ).encode()
        )
        return self.count

    def answer(self, number: Any) -> Message:
        """The answer to a request; what is told before it is kept."""
        while True:
            message = self._next()
            if "method" not in message and message.get("id") == number:
                return message
            self.told.append(message)

    def ask(self, method: str, params: Any) -> Message:
        """A request and its answer."""
        return self.answer(self.begin(method, params))

    def _next(self) -> Message:
        message = self._messages.get(timeout=PATIENCE)
        assert message is not None, "the server is gone"
        return message

    def found(self, uri: str, version: int | None) -> list[Message]:
        """The diagnostics of a version of a document, once they are published; everything told
        before is kept.
        """
        seen = 0
        while True:
            for message in self.told[seen:]:
                params = message.get("params") or {}
                if params.get("uri") == uri and params.get("version") == version:
                    found: list[Message] = params["diagnostics"]
                    return found
            seen = len(self.told)
            self.told.append(self._next())

    def open(
        self, uri: str, text: str, language: str = "xml", version: int = 1
    ) -> list[Message]:
        """Open a document; gives its diagnostics."""
        document = {
            "uri": uri,
            "languageId": language,
            "version": version,
            "text": text,
        }
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.found(uri, version)

    def edit(self, uri: str, version: int, *changes: Message) -> None:
        """Edit a document."""
        document = {"uri": uri, "version": version}
        self.tell(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": list(changes)},
        )

    def stop(self) -> int:
        """Say shutdown and exit; gives the exit status."""
        assert self.ask("shutdown", None)["result"] is None
        self.tell("exit", None)
        return self.process.wait(PATIENCE)

    @property
    def errors(self) -> str:
        """What the server printed on standard error, once it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> Message:
    """An edit, with positions as the client counts them."""
    (line, character), (end_line, end_character) = start, end
    where = {
        "start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character},
    }
    return {"range": where, "text": text}
