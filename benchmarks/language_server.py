"""The language server under a typing hand: `python benchmarks/language_server.py latency|memory|fuzz [NUMBER]`.

latency: from a keystroke to its findings, in an ordinary report and in one of 20,000 characters, by the clock and by
the processor time of the server. memory: what the server holds over NUMBER edits (10,000 unless told). fuzz: NUMBER
files (300) with random edits, half-written YAML, odd ranges, files that vanish, requests at any place. A fault
that the server tells of, words on its standard error, an answer that is an error, each ends the run.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import IO, Any

from offices import generate

ROOT = Path(__file__).resolve().parent.parent
LONG_CHARACTERS = 20_000
KEYSTROKES = 60
Message = dict[str, Any]
PIECES = (
    *("：", "{", "}", "[", "]", "|", "\n", "  ", "\t", "# 注", "5", "年度", ": ", "- ", "{{ ", " }}", "甲", "\u3000"),
    *(
        "𬭚",
        "'",
        '"',
        "全零",
        "汇总",
        "\ud800",
        "\ufeff",
        "\r",
        "\u2028",
        "继承: _区.yaml\n",
        "&a",
        "*a",
        "!!x",
        "\x00",
    ),
)
ASKED = ("hover", "completion", "definition", "prepareRename", "documentSymbol", "foldingRange")
ASKED_MORE = ("formatting", "codeAction")


@dataclass(slots=True)
class Server:
    """A running server, spoken to in plain JSON."""

    process: "subprocess.Popen[bytes]"
    errors: Path
    last: int = 0
    told: list[Message] = field(default_factory=list)

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.last += 1
        number = self.last
        self.send({"id": number, "method": method, "params": params})
        return self.wait(lambda each: each.get("id") == number and "method" not in each)

    def send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = _pipe(self.process.stdin)
        pipe.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        pipe.flush()

    def wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """Reads on until what is wanted comes; what the server tells of faults ends the run."""
        while True:
            pipe, length = _pipe(self.process.stdout), 0
            while line := pipe.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                sys.exit(f"the server has ended: {self.errors.read_text(encoding='utf-8')}")
            message: Message = json.loads(pipe.read(length))
            if message.get("method") in {"window/showMessage", "window/logMessage"}:
                sys.exit(f"a fault: {message['params']['message']}")
            if is_wanted(message):
                return message

    def findings(self, uri: str, version: int) -> list[Message]:
        """What was found in that version of a document."""
        message = self.wait(
            lambda each: (
                each.get("method") == "textDocument/publishDiagnostics"
                and each["params"]["uri"] == uri
                and each["params"].get("version") == version
            )
        )
        return list(message["params"]["diagnostics"])

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, text: str, place: Message | None) -> None:
        changes = [{"text": text} if place is None else {"range": place, "text": text}]
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
        self.notify("textDocument/didChange", params)

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server; at its end it has written nothing to standard error."""
    errors = folder / "errors.txt"
    with errors.open("wb") as told:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "gkgen", "lsp"]
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=told, cwd=ROOT)
        try:
            made = Server(process, errors)
            made.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
            made.notify("initialized", {})
            yield made
            made.ask("shutdown", None)
            made.notify("exit", None)
            process.wait(60)
        finally:
            process.kill()
            process.wait()
    if text := errors.read_text(encoding="utf-8"):
        sys.exit(text)


def _long() -> str:
    """A report of LONG_CHARACTERS: the paragraphs of made-up reports in the overview of one."""
    lines = [line for seed in range(40) for line in generate(seed).split("\n")]
    paragraphs = (line.strip() for line in lines if line.startswith("    ") and len(line) > 40)
    head, _, tail = (ROOT / "examples" / "zhangzhuang.yaml").read_text(encoding="utf-8").partition("总体情况: |\n")
    text = f"{head}总体情况: |\n"
    while len(text) + len(tail) < LONG_CHARACTERS:
        text += f"  {next(paragraphs)}\n"
    return text + tail


def latency() -> None:
    """Keystrokes in a text, one after the other, each waited for."""
    text = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in (("ordinary", text), ("long", _long())):
            with server(folder) as run:
                uri = (folder / "甲.yaml").as_uri()
                run.open(uri, content)
                run.findings(uri, 1)
                line = next(n for n, each in enumerate(content.split("\n")) if len(each) > 60 and each.startswith("  "))
                taken, before = [], run.processor_seconds()
                for number in range(KEYSTROKES):
                    at = {"line": line, "character": 8 + number}
                    begun = time.perf_counter()
                    run.change(uri, number + 2, "甲乙丙丁，"[number % 5], {"start": at, "end": at})
                    run.findings(uri, number + 2)
                    taken.append(1000 * (time.perf_counter() - begun))
                spent = 1000 * (run.processor_seconds() - before) / KEYSTROKES
            words = f"median {median(taken):.0f}, 95 % below {quantiles(taken, n=20)[-1]:.0f} ms"
            print(f"{name}: {len(content):,} characters: {words}; {spent:.0f} ms of the processor each")


def memory(edits: int) -> None:
    """Many edits; what the server holds meanwhile."""
    text = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place, server(Path(place)) as run:
        uri = (Path(place) / "甲.yaml").as_uri()
        run.open(uri, text)
        run.findings(uri, 1)
        rng, shown = random.Random(0), max(1, edits // 10)
        lines = text.split("\n")
        for number in range(1, edits + 1):
            line = rng.randrange(len(lines))
            at = {"line": line, "character": rng.randrange(len(lines[line]) + 1)}
            if number % 2:
                run.change(uri, number + 1, rng.choice(PIECES[:20]), {"start": at, "end": at})
            else:
                run.change(uri, number + 1, text, None)
            run.findings(uri, number + 1)
            if number % shown == 0 or number == 100:
                print(f"{number:,} edits: {run.megabytes():.0f} MB")


def fuzz(rounds: int) -> None:
    """Random edits and requests; ends with the number of both."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("**/*.yaml"))]
    seeds += [generate(seed) for seed in range(5)]
    rng, asked = random.Random(int(os.environ.get("SEED", "1"))), 0
    with tempfile.TemporaryDirectory() as place, server(Path(place)) as run:
        base = Path(place) / "_区.yaml"
        for number in range(rounds):
            path = Path(place) / f"{number}.yaml"
            uri, text = path.as_uri(), rng.choice(seeds)
            _disturb(rng, path, base, text)
            run.open(uri, text)
            for version in range(2, 12):
                _edit(rng, run, uri, version, text)
                if rng.random() < 0.6:
                    asked += _ask(rng, run, uri, text)
            run.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
            run.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            path.unlink(missing_ok=True)
    print(f"{rounds:,} files, {10 * rounds:,} edits, {asked:,} requests: no fault")


def _disturb(rng: random.Random, path: Path, base: Path, text: str) -> None:
    """The file on disk in some encoding, or not there; the base there, broken or gone."""
    encoding = rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16", ""))
    if encoding:
        path.write_bytes(text.encode(encoding))
    match rng.randrange(4):
        case 0:
            base.unlink(missing_ok=True)
        case 1:
            base.write_bytes(rng.randbytes(50))
        case 2:
            base.write_text("年度: 2025\n数据: {培训: 3}\n", encoding="utf-8")


def _edit(rng: random.Random, run: Server, uri: str, version: int, text: str) -> None:
    if rng.random() < 0.1:
        return run.change(uri, version, text[: rng.randrange(len(text))], None)
    lines = text.count("\n") + 3
    first, last = sorted(rng.randrange(lines) for _ in range(2)) if rng.random() < 0.2 else [rng.randrange(lines)] * 2
    start, end = sorted(rng.randrange(60) for _ in range(2))
    place = {"start": {"line": first, "character": start}, "end": {"line": last, "character": end}}
    return run.change(uri, version, "".join(rng.choices(PIECES, k=rng.randrange(1, 4))), place)


def _ask(rng: random.Random, run: Server, uri: str, text: str) -> int:
    """A request at any place; now and then it is taken back at once."""
    position = {"line": rng.randrange(text.count("\n") + 2), "character": rng.randrange(40)}
    method = rng.choice((*ASKED, *ASKED_MORE))
    params: Message = {"textDocument": {"uri": uri}, "position": position}
    if method == "codeAction":
        params |= {"range": {"start": position, "end": position}, "context": {"diagnostics": []}}
    if method == "formatting":
        params |= {"options": {"tabSize": 2, "insertSpaces": True}}
    if rng.random() < 0.1:
        run.last += 1
        number = run.last
        run.send({"id": number, "method": f"textDocument/{method}", "params": params})
        run.notify("$/cancelRequest", {"id": number})
        run.wait(lambda each: each.get("id") == number and "method" not in each)
        return 1
    answer = run.ask(f"textDocument/{method}", params)
    if "error" in answer:
        sys.exit(f"{method}: {answer['error']}")
    return 1


def main() -> None:
    """What the command line asks for."""
    match sys.argv[1:]:
        case ["latency"]:
            latency()
        case ["memory", *number]:
            memory(int(number[0]) if number else 10_000)
        case ["fuzz", *number]:
            fuzz(int(number[0]) if number else 300)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
