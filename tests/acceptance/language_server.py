"""The YAML language server that editors use, spoken to over its standard streams (Language Server Protocol, 3.17)."""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.acceptance.conftest import ROOT

_NODE = ROOT / ".venv" / "bin" / "node"
_SERVER = ROOT / ".venv" / "validators" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
# What an editor asks for is refused here: a schema must come from the modeline and from nowhere else.
_SETTINGS: Mapping[str, Any] = {
    "yaml": {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}, "validate": True},
    "http": {},
    "[yaml]": {"editor.tabSize": 2},
}

Message = dict[str, Any]


@dataclass(slots=True)
class LanguageServer:
    """A running server; requests wait for their answer, files for what is wrong with them."""

    process: "subprocess.Popen[bytes]"
    last: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    def wrong(self, path: Path, text: str | None = None) -> list[Message]:
        """What the server has against a file, or against other text in its place."""
        return self.all_wrong({path: path.read_text(encoding="utf-8") if text is None else text})[path]

    def all_wrong(self, texts: Mapping[Path, str]) -> dict[Path, list[Message]]:
        """The same for many at once: the server waits a while before it looks at a file."""
        for path, text in texts.items():
            self.show(path.absolute().as_uri(), text)
        found: dict[str, list[Message]] = {}
        wanted = {path.absolute().as_uri(): path for path in texts}
        while wanted.keys() - found.keys():
            told = self.wait(lambda each: each.get("method") == "textDocument/publishDiagnostics")["params"]
            # What was found in an earlier version of a file may still come.
            if told["uri"] in wanted and told.get("version", self.versions[told["uri"]]) == self.versions[told["uri"]]:
                found[told["uri"]] = told["diagnostics"]
        return {path: found[uri] for uri, path in wanted.items()}

    def show(self, uri: str, text: str) -> None:
        version = self.versions.get(uri, 0) + 1
        self.versions[uri] = version
        if version == 1:
            item = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.notify("textDocument/didOpen", {"textDocument": item})
        else:
            changes = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
            self.notify("textDocument/didChange", changes)

    def completions(self, path: Path, line: int, column: int) -> dict[str, Message]:
        """What the server proposes at a place of a file that it knows, by label; lines and columns count from 0."""
        answer = self.ask("textDocument/completion", path, line, column)
        return {item["label"]: item for item in answer["items"]}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What the server shows of the key at a place."""
        answer = self.ask("textDocument/hover", path, line, column)
        return str(answer["contents"]["value"]) if answer else ""

    def ask(self, method: str, path: Path, line: int, column: int) -> Any:
        place = {"line": line, "character": column}
        return self.request(method, {"textDocument": {"uri": path.absolute().as_uri()}, "position": place})

    def request(self, method: str, params: Any) -> Any:
        self.last += 1
        number = self.last
        self.send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda each: each.get("id") == number and "method" not in each)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """Reads on until what is wanted comes, and answers what the server asks meanwhile."""
        while True:
            message = self.receive()
            if is_wanted(message):
                return message
            if "id" in message and message.get("method") == "workspace/configuration":
                settings = [_SETTINGS.get(item["section"], {}) for item in message["params"]["items"]]
                self.send({"id": message["id"], "result": settings})
            elif "id" in message and "method" in message:
                self.send({"id": message["id"], "result": None})

    def send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        _stream(self.process.stdin).write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        _stream(self.process.stdin).flush()

    def receive(self) -> Message:
        out, length = _stream(self.process.stdout), 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: Message = json.loads(out.read(length))
        return message


@contextmanager
def language_server(folder: Path) -> Iterator[LanguageServer]:
    """A server for the files of a folder."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([_NODE, _SERVER, "--stdio"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    try:
        server = LanguageServer(process)
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {
                    "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]},
                },
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        server.request(
            "initialize",
            {"processId": None, "rootUri": folder.absolute().as_uri(), "capabilities": capabilities, "locale": "zh-cn"},
        )
        server.notify("initialized", {})
        yield server
        server.request("shutdown", None)
        server.notify("exit", None)
        process.wait(20)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            _stream(stream).close()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
