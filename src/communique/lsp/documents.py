"""The open documents: each is analysed when its writer pauses, and what was found is told as of that version."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from communique.lsp.analysis import Analysis, analyse
from communique.lsp.positions import Lines, Text

T = TypeVar("T")

Analysed = tuple[Analysis, int]
"""An analysis, and the version of the document that it is of, as the client counts versions."""

PAUSE = 0.2
"""How many seconds without an edit pass before a document is analysed."""


class Document:
    """An open document: its text as it is edited, and the task that ends with an analysis of the text as it is then."""

    def __init__(self, item: types.TextDocumentItem, lines: Lines) -> None:
        self.uri = item.uri
        self.language = item.language_id
        self.version = item.version
        self.lines = lines
        self.edits = 0
        self.task: asyncio.Task[Analysed] | None = None
        self.complaint: str | None = None


class Documents:
    """Every open document, by its URI. All is done in the loop's thread but the analyses, which are done one by one.

    `name` gives the name of a document's source from its URI, `publish` tells the client what was found, `show` whoever
    sits before it what is wrong with a configuration.
    """

    def __init__(
        self,
        name: Callable[[str], str],
        publish: Callable[[types.PublishDiagnosticsParams], None],
        show: Callable[[types.ShowMessageParams], None],
    ) -> None:
        self.encoding = "utf-16"
        self.locale: str | None = None
        self._open: dict[str, Document] = {}
        self._name = name
        self._publish = publish
        self._show = show
        self._analyst = ThreadPoolExecutor(1, "analyst")

    def open(self, item: types.TextDocumentItem) -> None:
        """A document was opened: it is analysed at once."""
        self.close(item.uri)
        document = self._open[item.uri] = Document(item, Lines(item.text, self.encoding))
        self._follow(document)

    def change(self, uri: str, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """A document was edited. One that is not open is ignored."""
        document = self._open.get(uri)
        if document is not None:
            document.lines.change(changes)
            document.version = version
            document.edits += 1
            self._follow(document)

    def close(self, uri: str) -> None:
        """A document was closed: nothing is said of it any more."""
        document = self._open.pop(uri, None)
        if document is not None:
            if document.task is not None:
                document.task.cancel()
            self._publish(types.PublishDiagnosticsParams(uri, []))

    def stop(self) -> None:
        """Analyse nothing any more."""
        self._analyst.shutdown(wait=False, cancel_futures=True)

    async def analysis(self, uri: str) -> Analysed:
        """The analysis of a document as it is; while it is edited, that is waited for.

        Raises JsonRpcInvalidParams if it is not open, CancelledError if it is closed meanwhile.
        """
        document = self._open.get(uri)
        if document is None or document.task is None:
            raise JsonRpcInvalidParams(f"{uri} is not open")
        return await asyncio.shield(document.task)

    async def aside(self, work: Callable[[], T]) -> T:
        """Do some work in the thread of the analyses, and give what it gives."""
        return await asyncio.get_running_loop().run_in_executor(self._analyst, work)

    def _follow(self, document: Document) -> None:
        if document.task is None or document.task.done():
            document.task = asyncio.get_running_loop().create_task(self._analysed(document))
            document.task.add_done_callback(self._say_failure)

    async def _analysed(self, document: Document) -> Analysed:
        """Analyse until nothing was edited meanwhile, and publish what was found."""
        while True:
            edits, version = document.edits, document.version
            await asyncio.sleep(PAUSE if edits else 0)
            if edits != document.edits:
                continue
            text = Text(document.lines.text, self.encoding)
            found = await self.aside(partial(analyse, text, self._name(document.uri), document.language, self.locale))
            if edits == document.edits:
                self._complain(document, found.held.complaint)
                self._publish(types.PublishDiagnosticsParams(document.uri, found.diagnostics, version))
                return found, version

    def _complain(self, document: Document, complaint: str | None) -> None:
        """Say once what is wrong with a document's configuration."""
        if complaint is not None and complaint != document.complaint:
            self._show(types.ShowMessageParams(types.MessageType.Warning, complaint))
        document.complaint = complaint

    def _say_failure(self, task: asyncio.Task[Analysed]) -> None:
        """Say that an analysis broke down; the next edit begins another."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            words = f"the analysis broke down: {type(error).__name__}: {error}; this is a fault of the program"
            self._show(types.ShowMessageParams(types.MessageType.Error, words))
