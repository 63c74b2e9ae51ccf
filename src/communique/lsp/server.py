"""The server: which messages it understands, and how it answers. pygls speaks the protocol."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import BinaryIO, TypeVar, cast

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder, get_capability
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
)
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from communique._version import __version__
from communique.core.diagnostics import Edit, Fix
from communique.fixes.apply import apply
from communique.fixes.difference import Lines as ComparedLines
from communique.fixes.edits import applied
from communique.fixes.words import words_of
from communique.lsp.analysis import Analysis, Lines, Text, analyse, split_lines
from communique.lsp.messages import MOST, Messages

T = TypeVar("T")

Analysed = tuple[Analysis, int]
"""An analysis, and the version of the document that it is of, as the client counts versions."""

PAUSE = 0.2
"""How many seconds without an edit pass before a document is analysed."""


class Document:
    """An open document: its text while it is edited, and the task that analyses the text."""

    def __init__(self, item: types.TextDocumentItem, lines: Lines) -> None:
        self.uri = item.uri
        self.language = item.language_id
        self.version = item.version
        self.lines = lines
        self.edits = 0
        self.task: asyncio.Task[Analysed] | None = None
        self.complaint: str | None = None


class Documents:
    """Every open document, by its URI.

    One thread does the analyses, one by one; the thread of the loop does everything else.

    `name` gives the name of a document's source from its URI, `publish` tells the client what was
    found, `show` whoever sits before it what is wrong with a configuration.
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
        lines = Lines(item.text, self.encoding)
        document = Document(item, lines)
        self._open[item.uri] = document
        self._follow(document)

    def change(
        self,
        uri: str,
        version: int,
        changes: Iterable[types.TextDocumentContentChangeEvent],
    ) -> None:
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
            loop = asyncio.get_running_loop()
            document.task = loop.create_task(self._analysed(document))
            document.task.add_done_callback(self._say_failure)

    async def _analysed(self, document: Document) -> Analysed:
        """Analyse until nothing was edited meanwhile, and publish what was found."""
        while True:
            edits = document.edits
            version = document.version
            await asyncio.sleep(PAUSE if edits else 0)
            if edits != document.edits:
                continue
            text = Text(document.lines.text, self.encoding)
            name = self._name(document.uri)
            work = partial(analyse, text, name, document.language, self.locale)
            found = await self.aside(work)
            if edits == document.edits:
                self._complain(document, found.held.complaint)
                published = types.PublishDiagnosticsParams(
                    document.uri, found.diagnostics, version
                )
                self._publish(published)
                return found, version

    def _complain(self, document: Document, complaint: str | None) -> None:
        """Say once what is wrong with the configuration of a document."""
        is_new = complaint != document.complaint
        if complaint is not None and is_new:
            shown = types.ShowMessageParams(types.MessageType.Warning, complaint)
            self._show(shown)
        document.complaint = complaint

    def _say_failure(self, task: asyncio.Task[Analysed]) -> None:
        """Say that an analysis broke down; the next edit begins another."""
        error = None if task.cancelled() else task.exception()
        if error is not None:
            problem = f"{type(error).__name__}: {error}"
            words = (
                f"the analysis broke down: {problem}; this is a fault of the program"
            )
            shown = types.ShowMessageParams(types.MessageType.Error, words)
            self._show(shown)


FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.communique"
"""The kind of the action that makes all fixes of a document."""
QUICK_FIX = types.CodeActionKind.QuickFix.value


def is_wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a client asks for a kind of action. A client that names no kinds asks for all.

    >>> (
    ...     is_wanted(FIX_ALL, ["source.fixAll"]),
    ...     is_wanted(FIX_ALL, ["quickfix"]),
    ...     is_wanted(FIX_ALL, None),
    ... )
    (True, False, True)
    """
    return only is None or any(
        kind == each or kind.startswith(f"{each}.") for each in only
    )


@dataclass(frozen=True, slots=True)
class Target:
    """The document that edits are for; a client that takes no versions is told none."""

    uri: str
    version: int
    versioned: bool

    def edited(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        """Edits of this version of the document."""
        if not self.versioned:
            return types.WorkspaceEdit(changes={self.uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(
            uri=self.uri, version=self.version
        )
        return types.WorkspaceEdit(
            document_changes=[types.TextDocumentEdit(document, list(edits))]
        )


def quick_fixes(
    analysis: Analysis, where: types.Range, target: Target
) -> list[types.CodeAction]:
    """The fix of each finding that touches a range, without fixes that would change a word.

    A fix that several findings share is one action. Only a sure fix is preferred.
    """
    shared: dict[tuple[Edit, ...], tuple[Fix, list[types.Diagnostic]]] = {}
    for finding, diagnostic in analysis.touched(where):
        if finding.fix is not None:
            _, diagnostics = shared.setdefault(finding.fix.edits, (finding.fix, []))
            diagnostics.append(diagnostic)
    actions = []
    for edits, (fix, diagnostics) in shared.items():
        if not _keeps_words(analysis, edits):
            continue
        title = analysis.held.tell(fix.title)
        action = types.CodeAction(title, QUICK_FIX, diagnostics)
        action.is_preferred = fix.sure
        changes = [_text_edit(analysis, edit) for edit in edits]
        action.edit = target.edited(changes)
        actions.append(action)
    return actions


def _text_edit(analysis: Analysis, edit: Edit) -> types.TextEdit:
    where = analysis.text.range_of(edit.start, edit.end)
    return types.TextEdit(where, edit.text)


def has_sure_fix(analysis: Analysis) -> bool:
    """Whether a finding has a fix that is sure."""
    findings = analysis.examined.report.findings
    fixes = [finding.fix for finding in findings]
    return any(fix is not None and fix.sure for fix in fixes)


def fix_all(analysis: Analysis, target: Target) -> types.WorkspaceEdit:
    """The edits that make all fixes of a document that change no word.

    They are made in rounds, as by `communique validate --fix`.
    """
    fixed = apply(analysis.examined, format=analysis.format)
    if not fixed.changed:
        return target.edited([])
    edits = []
    for start, end, words in _difference(fixed.before.text, fixed.after.source.text):
        where = analysis.text.range_of(start, end)
        edits.append(types.TextEdit(where, words))
    return target.edited(edits)


def _keeps_words(analysis: Analysis, edits: tuple[Edit, ...]) -> bool:
    source = analysis.examined.source
    try:
        fixed = applied(source, edits)
        return words_of(source) == words_of(fixed)
    except ValueError:
        return False


def _difference(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The offsets of each stretch of a text that changes, and its new words.

    Stretches are whole lines, so that a cursor in another line does not move.
    """
    old = split_lines(before)
    new = split_lines(after)
    starts = [0, *accumulate(map(len, old))]
    compared = ComparedLines(old, new)
    for tag, first, last, start, end in compared.get_opcodes():
        if tag != "equal":
            words = "".join(new[start:end])
            yield starts[first], starts[last], words


class Protocol(LanguageServerProtocol):
    """The protocol, with documents kept by `Documents`, and an answer to every request.

    pygls cuts lines where the protocol does not (U+2028, a form feed), and lets a request wait for
    ever whose parameters are none.
    """

    _server: "Server"

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> None:
        """Keep a document."""
        self._server.documents.open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> None:
        """Edit a document."""
        document = params.text_document
        self._server.documents.change(
            document.uri, document.version, params.content_changes
        )

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> None:
        """Forget a document."""
        self._server.documents.close(params.text_document.uri)

    def refuse(self, length: int) -> None:
        """Answer a message that is too long to be read. Its id is not known."""
        words = f"the message has {length} bytes; at most {MOST} are read"
        error = {"code": JsonRpcInvalidRequest.CODE, "message": words}
        self._send_data({"jsonrpc": "2.0", "id": None, "error": error})

    def structure_message(self, data: dict[str, object]) -> object:
        """A message as its type; a request that is none is answered. Raises JsonRpcException.

        pygls asks this of every object in a message too, whose members may be named as those of a
        message are.
        """
        if not data.keys() & {"method", "result", "error"}:
            return data
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                asked = cast("str | int", data["id"])
                self._send_response(asked, error=error.to_response_error())
            raise


class Server(LanguageServer):
    """A language server for declarations."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("communique", __version__, protocol_cls=Protocol)
        self.documents = Documents(
            name_of, self.text_document_publish_diagnostics, self.window_show_message
        )
        self.told_to_stop = False

    def target(self, uri: str, version: int) -> Target:
        """What edits of a version of a document are for."""
        edits = get_capability(
            self.client_capabilities, "workspace.workspace_edit.document_changes", False
        )
        return Target(uri, version, bool(edits))

    def asks_for_edit_later(self) -> bool:
        """Whether the client asks for the edit of an action when the action is chosen."""
        support = get_capability(
            self.client_capabilities, "text_document.code_action.resolve_support"
        )
        return support is not None and "edit" in support.properties

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002 - for pygls
        """Write the error of a message that could not be handled to the client's log."""
        words = f"{type(error).__name__}: {error}"
        logged = types.LogMessageParams(types.MessageType.Error, words)
        self.window_log_message(logged)


def name_of(uri: str) -> str:
    """The path that a URI names, or the URI where it names none (`untitled:`)."""
    if not uri.startswith("file:"):
        return uri
    return to_fs_path(uri) or uri


def serve(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Speak with one client until it says `exit` or is gone.

    Returns the exit status: 0 if the client said `shutdown` before, else 1.
    """
    # a traceback is not a message to a client
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    server = Server()
    answering(server)
    try:
        messages = Messages(stdin, server.protocol.refuse)
        server.start_io(cast("BinaryIO", messages), stdout)
    finally:
        server.documents.stop()
    return 0 if server.told_to_stop else 1


def answering(server: Server) -> None:
    """Register the answers of a server. Each waits for the analysis of the current text."""
    documents = server.documents

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        able = params.capabilities
        encoding = ServerCapabilitiesBuilder.choose_position_encoding(able)
        documents.encoding = types.PositionEncodingKind(encoding).value
        documents.locale = params.locale

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.told_to_stop = True

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        analysis, _ = await documents.analysis(params.text_document.uri)
        return analysis.hover(params.position)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        analysis, _ = await documents.analysis(params.text_document.uri)
        return await documents.aside(lambda: analysis.symbols)

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(kinds, resolve_provider=True),
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        analysis, version = await documents.analysis(params.text_document.uri)
        target = server.target(params.text_document.uri, version)
        only = params.context.only
        offered: list[types.CodeAction] = []
        if is_wanted(QUICK_FIX, only):
            fixes = partial(quick_fixes, analysis, params.range, target)
            offered += await documents.aside(fixes)
        if not is_wanted(FIX_ALL, only) or not has_sure_fix(analysis):
            return offered
        action = types.CodeAction("Make all fixes that change no word", FIX_ALL)
        if server.asks_for_edit_later():
            action.data = target.uri
            offered.append(action)
        elif only is not None:
            # the edit takes a while: a client that cannot ask for it later must name the action
            action.edit = await documents.aside(partial(fix_all, analysis, target))
            offered.append(action)
        return offered

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolved(action: types.CodeAction) -> types.CodeAction:
        uri = str(action.data)
        analysis, version = await documents.analysis(uri)
        target = server.target(uri, version)
        action.edit = await documents.aside(partial(fix_all, analysis, target))
        return action
