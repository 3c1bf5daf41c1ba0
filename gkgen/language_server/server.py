"""The server: messages of the editor are handed to documents and abilities, and what these say goes back."""

import asyncio
import logging
import sys
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from gkgen._version import __version__
from gkgen.diagnostics import Language
from gkgen.language_server.abilities import ABILITIES, Ability, options_of
from gkgen.language_server.analysis import Analysis
from gkgen.language_server.buffer_text import UNITS
from gkgen.language_server.checker import Checker
from gkgen.language_server.code_actions import WAIVE, waived
from gkgen.language_server.diagnostics import diagnostics
from gkgen.language_server.open_documents import Document, OpenDocuments
from gkgen.language_server.renaming import RenameError
from gkgen.language_server.request import Request, Settings
from gkgen.language_server.rule_pages import page

ATTACHED, RULE = "gkgen/attached", "gkgen/rule"
"""That a document is an office file, told to an editor; the page of a code, asked by one."""


class _Protocol(LanguageServerProtocol):
    """The protocol without the documents of the library: gkgen's own count line ends and columns as editors do."""

    _server: "ReportServer"

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._server.opened(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        self._server.closed(params)


class ReportServer(LanguageServer):
    """The language server of office files."""

    def __init__(self, language: Language) -> None:
        super().__init__("gkgen", __version__, protocol_cls=_Protocol, max_workers=2)
        self.settings = Settings(language)
        self.documents = OpenDocuments()
        self.checker = Checker(self.documents, self.publish, self.tell)
        self.has_told_of_fault = False
        self.tasks: set[asyncio.Task[Any]] = set()

    def begin(self, params: lsp.InitializeParams) -> None:
        """Takes what the editor says of itself."""
        options = params.initialization_options
        wanted = options if isinstance(options, dict) else {}
        languages: dict[str, Language] = {"zh": "zh", "en": "en"}
        language = languages.get(str(wanted.get("language"))[:2], self.settings.language)
        text = params.capabilities.text_document
        item = text.completion.completion_item if text and text.completion else None
        has_snippets, can_ask = bool(item and item.snippet_support), bool(wanted.get("asksReason"))
        self.settings = Settings(language, str(wanted.get("rulePages") or ""), has_snippets, can_ask)

    def begun(self) -> None:
        """Follows files from now on, and loads what the first check needs before there is one."""
        loop = asyncio.get_running_loop()
        self.tasks |= {loop.create_task(self.checker.follow()), loop.create_task(self.checker.work.run(_warm_up))}
        encoding = self.server_capabilities.position_encoding
        self.documents.units = next((units for units in UNITS if encoding == units), "utf-16")

    def opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """Takes a document that was opened."""
        document = self.documents.open(params.text_document)
        if document.is_attached:
            self.attach(document)
        self.checker.schedule_readers(document.path)

    def changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Takes a change of a document."""
        before = self.documents.documents.get(params.text_document.uri)
        was_attached = before is not None and before.is_attached
        document = self.documents.change(params)
        if document is None:
            return
        if document.is_attached and not was_attached:
            self.attach(document)
        elif document.is_attached:
            self.checker.schedule(document)
        self.checker.schedule_readers(document.path)

    def closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """Forgets a document that was closed; those that name it have the file on disk again."""
        document = self.documents.close(params.text_document.uri)
        if document is None:
            return
        if document.is_attached:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(document.uri, []))
        self.checker.schedule_readers(document.path)

    def attach(self, document: Document) -> None:
        """Begins to check a document, and tells the editor that it is an office file."""
        self.protocol.notify(ATTACHED, {"uri": document.uri})
        self.checker.schedule(document)

    def publish(self, document: Document, analysis: Analysis) -> None:
        """Sends the findings of a document."""
        found = diagnostics(self.request(document, analysis))
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(document.uri, found, document.version))

    def request(self, document: Document, analysis: Analysis) -> Request:
        """A document as abilities are asked about it."""
        readable = document.readable or analysis
        buffers = self.documents.buffers
        return Request(document.uri, document.path, document.text, analysis, readable, buffers, self.settings)

    async def answer(self, ability: Ability, params: Any) -> Any:
        """What an ability says of a document; None where it is no office file, or gkgen failed at it."""
        document = self.documents.documents.get(params.text_document.uri)
        if document is None or not document.is_attached:
            return None
        try:
            analysis = document.analysis
            if analysis is None or not ability.takes_old:
                analysis = await self.checker.settled(document)
            if analysis is None:
                return None
            return await self.checker.work.run(partial(ability.answer, self.request(document, analysis), params))
        except TimeoutError:
            return None
        except RenameError as refused:
            raise JsonRpcInvalidParams(str(refused)) from refused
        except Exception as fault:  # noqa: BLE001 - an editor shows each error of a request to its user
            self.tell(fault)
            return None

    async def waive(self, uri: str, waiver: tuple[str, str, str]) -> bool:
        """Writes a waiver with its code, words and reason into a document; whether there was a place for it."""
        params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri))
        edits = await self.answer(Ability(lambda request, _: waived(request, *waiver)), params)
        if edits:
            self.workspace_apply_edit(lsp.ApplyWorkspaceEditParams(lsp.WorkspaceEdit(changes={uri: edits})))
        return bool(edits)

    def tell(self, fault: BaseException) -> None:
        """Logs a fault of gkgen in the editor; its user is told of the first alone."""
        text = "".join(traceback.format_exception(fault))
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, text))
        if not self.has_told_of_fault:
            self.has_told_of_fault = True
            zh = "gkgen 自身出错，文件没有受影响；请把编辑器输出里 gkgen 的日志交给维护者"
            en = "fault in gkgen, your text is as it was; please send its log in the editor's output to the maintainers"
            words = zh if self.settings.language == "zh" else en
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, words))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Takes what goes wrong in the library itself; what is wrong with a request is its answer."""
        if source is not FeatureRequestError:
            self.tell(error)


def serve(language: Language) -> None:
    """Serves the editor that started this process, over standard input and output, until it ends."""
    output, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing else may write into the protocol
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = made_server(language)
    try:
        server.start_io(sys.stdin.buffer, output)
    finally:
        server.checker.work.end()


def made_server(language: Language) -> ReportServer:
    """A server with all of its abilities."""
    server = ReportServer(language)

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.begin(params)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_params: lsp.InitializedParams) -> None:
        server.begun()

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        document = server.documents.documents.get(params.text_document.uri)
        if document and document.is_attached:
            server.checker.schedule(document)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(_params: lsp.DidChangeWatchedFilesParams) -> None:
        await server.checker.look()

    @server.feature(RULE)
    def rule(params: Any) -> str:
        return page(str(getattr(params, "code", "")), server.settings.language)

    @server.command(WAIVE)
    async def waive(uri: str, code: str, words: str, reason: str) -> bool:
        return await server.waive(uri, (code, words, reason))

    for method, ability in ABILITIES.items():
        server.feature(method, options_of(method))(_handler(server, ability))
    return server


def _handler(server: ReportServer, ability: Ability) -> Callable[[Any], Awaitable[Any]]:
    async def handle(params: Any) -> Any:
        return await server.answer(ability, params)

    return handle


def _warm_up() -> None:
    """Loads the form, the rules and the parser, which takes a second once."""
    from gkgen.language_server.analysis import analyse
    from gkgen.language_server.buffer_text import BufferText

    analyse(BufferText("年度: 2025\n机关: 某某局\n总体情况: 收到申请3件。\n依申请公开情况: 全零\n"), None, {})
