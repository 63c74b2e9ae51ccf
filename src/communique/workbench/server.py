"""Gives the files of the workbench to a browser on this machine.

Only files in the folder are given, only to this machine, and only under its own names: a page of
another site that tricks the browser into asking is refused.
"""

import socket
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj
from urllib.parse import unquote, urlsplit

from communique.core.loopback import own_names

START = "index.html"
NEEDED = (
    START,
    "workbench.js",
    "worker.js",
    "packages.zip",
    "pyodide/pyodide.asm.wasm",
)
"""Files without which a folder is no workbench."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
"""The kinds of files that are given, by their endings. Files of other kinds are not."""
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob: 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""What the page may do: it asks this server only, and no other page may hold it in a frame."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_SECONDS = 30
"""A browser that says nothing for so long is not waited for."""


def missing_from(folder: Path) -> list[str]:
    """The files that a folder lacks to be a workbench."""
    return [name for name in NEEDED if not (folder / name).is_file()]


def server_of(folder: Path, opened: socket.socket) -> ThreadingHTTPServer:
    """A server of the files in a folder, on a socket that listens already."""
    top = folder.resolve(strict=True)
    port: int = opened.getsockname()[1]
    names = frozenset(own_names(port))

    class Files(_Files):
        folder = top
        hosts = names

    server = ThreadingHTTPServer(opened.getsockname(), Files, bind_and_activate=False)
    server.socket.close()
    server.socket = opened
    server.daemon_threads = True
    return server


class _Files(BaseHTTPRequestHandler):
    """Answers a request for a file."""

    folder: Path
    hosts: frozenset[str]
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS

    def do_GET(self) -> None:
        """The file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The headers of the file."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._is_from_here():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = self._file()
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        changed = formatdate(path.stat().st_mtime, usegmt=True)
        if self.headers.get("If-Modified-Since") == changed:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("Last-Modified", changed)
            self.end_headers()
            return
        with path.open("rb") as file:
            size = path.stat().st_size
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", TYPES[path.suffix])
            self.send_header("Content-Length", str(size))
            self.send_header("Last-Modified", changed)
            self.end_headers()
            if with_body:
                with suppress(ConnectionError):  # the page was closed meanwhile
                    copyfileobj(file, self.wfile)

    def _is_from_here(self) -> bool:
        """Whether the browser calls the server by its own name, and no other site asks."""
        origin = self.headers.get("Origin")
        is_own_page = origin is None or urlsplit(origin).netloc in self.hosts
        return self.headers.get("Host", "") in self.hosts and is_own_page

    def _file(self) -> Path | None:
        """The file that is asked for; None if there is none of a known kind in the folder.

        A link that leads out of the folder is not followed.
        """
        asked = unquote(urlsplit(self.path).path).lstrip("/") or START
        try:
            path = (self.folder / asked).resolve(strict=True)
        except (OSError, ValueError):
            return None
        is_inside = path.is_relative_to(self.folder)
        is_known = path.is_file() and path.suffix in TYPES
        return path if is_inside and is_known else None

    def end_headers(self) -> None:
        """Every answer says what the page may do."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """The name of the server, without versions."""
        return "communique"

    def handle(self) -> None:
        """Answer the requests of one connection. A browser may close it at any time."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""
