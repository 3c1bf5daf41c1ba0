"""An editor for tests: a client of the protocol that is not the server's own code, over standard streams."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

SECONDS = 60.0
Result = TypeVar("Result")
_ITEM = lsp.ClientCompletionItemOptions(snippet_support=True)
_CAPABILITIES = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(
        completion=lsp.CompletionClientCapabilities(completion_item=_ITEM),
        document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    )
)


@dataclass(slots=True)
class Editor:
    """A running server and what it told: findings by document, messages to its user, log, documents attached."""

    runner: asyncio.Runner
    client: LanguageClient
    capabilities: lsp.ServerCapabilities
    found: dict[str, list[lsp.PublishDiagnosticsParams]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    applied: list[lsp.WorkspaceEdit] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)

    def open(self, path: Path, text: str) -> str:
        """Opens a text; the address of the document."""
        uri = path.as_uri()
        self.versions[uri] = 1
        item = lsp.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, text: str, place: lsp.Range | None = None) -> None:
        """Another text, in a range or instead of all."""
        self.versions[uri] += 1
        change: Any = lsp.TextDocumentContentChangeWholeDocument(text)
        if place is not None:
            change = lsp.TextDocumentContentChangePartial(place, text)
        document = lsp.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, uri: str) -> None:
        """Closes a document."""
        params = lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri))
        self.client.text_document_did_close(params)

    def findings(self, uri: str) -> list[lsp.Diagnostic]:
        """What was found in a document as it is now."""
        self.wait(lambda: any(each.version == self.versions[uri] for each in self.found.get(uri, [])))
        return list(self.found[uri][-1].diagnostics)

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Reads messages until something is so."""

        async def until() -> None:
            while not is_so():
                await asyncio.sleep(0.002)

        self.run(until)

    def ask(self, method: str, uri: str, position: lsp.Position | None = None, **more: Any) -> Any:
        """What the server answers to a request about a document."""
        params_type: Any = lsp.METHOD_TO_TYPES[method][2]
        place = {} if position is None else {"position": position}
        params = params_type(text_document=lsp.TextDocumentIdentifier(uri), **place, **more)
        return self.send(method, params)

    def send(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        return self.run(lambda: self.client.protocol.send_request_async(method, params))

    def run(self, work: Callable[[], Awaitable[Result]]) -> Result:
        """The result of something that is waited for, for SECONDS at most."""

        async def do() -> Result:
            return await asyncio.wait_for(work(), SECONDS)

        return self.runner.run(do())

    def end(self) -> str:
        """Ends the server as editors do; what it wrote to standard error."""

        async def stop() -> str:
            process = self.client._server
            assert process is not None
            assert process.stderr is not None
            await self.client.shutdown_async(None)
            self.client.exit(None)
            errors = (await process.stderr.read()).decode()
            await self.client.stop()
            return errors

        try:
            return self.run(stop)
        finally:
            self.runner.close()


def started(options: Mapping[str, Any] | None = None, *, units: Sequence[lsp.PositionEncodingKind] = ()) -> Editor:
    """An editor with a server."""
    runner = asyncio.Runner()
    client = LanguageClient("an editor", "1")
    editor = Editor(runner, client, lsp.ServerCapabilities())

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        editor.found.setdefault(params.uri, []).append(params)

    @client.feature(lsp.WINDOW_SHOW_MESSAGE)
    def shown(params: lsp.ShowMessageParams) -> None:
        editor.messages.append(params.message)

    @client.feature(lsp.WINDOW_LOG_MESSAGE)
    def logged(params: lsp.LogMessageParams) -> None:
        editor.log.append(params.message)

    @client.feature("gkgen/attached")
    def attached(params: Any) -> None:
        editor.attached.append(params.uri)

    @client.feature(lsp.WORKSPACE_APPLY_EDIT)
    def apply(params: lsp.ApplyWorkspaceEditParams) -> lsp.ApplyWorkspaceEditResult:
        editor.applied.append(params.edit)
        return lsp.ApplyWorkspaceEditResult(applied=True)

    async def start() -> lsp.InitializeResult:
        command = ["-m", "gkgen", "lsp", "--stdio"]
        environment = {**os.environ, "GKGEN_CACHE": "off", "PYTHONWARNINGS": "default"}
        await client.start_io(sys.executable, *command, env=environment)
        capabilities = lsp.ClientCapabilities(
            text_document=_CAPABILITIES.text_document,
            general=lsp.GeneralClientCapabilities(position_encodings=list(units)) if units else None,
        )
        params = lsp.InitializeParams(capabilities=capabilities, initialization_options=dict(options or {}))
        result = await client.initialize_async(params)
        client.initialized(lsp.InitializedParams())
        return result

    editor.capabilities = editor.run(start).capabilities
    return editor
