"""gkgen preview: who is served what, and how it ends. What a browser makes of it: tests/acceptance/test_preview.py."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.calls import Gkgen, environment
from tests.office import office


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    text: str


class Preview:
    """A running gkgen preview."""

    def __init__(self, path: Path, *words: str) -> None:
        command = [sys.executable, "-m", "gkgen", "preview", str(path), "--no-browser", *words]
        self.process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        assert self.process.stdout is not None
        self.address = urlsplit(self.process.stdout.readline().strip())

    def connect(self) -> HTTPConnection:
        assert self.address.hostname is not None
        return HTTPConnection(self.address.hostname, self.address.port, timeout=60)

    def ask(self, path: str, host: str = "", method: str = "GET") -> Answer:
        with closing(self.connect()) as connection:
            connection.request(method, path, headers={"Host": host or self.address.netloc})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8"))

    @contextmanager
    def news(self) -> Iterator[Iterator[dict[str, object]]]:
        """What it tells a browser, one thing after another."""
        with closing(self.connect()) as connection:
            connection.request("GET", f"{self.address.path}events")
            with closing(connection.getresponse()) as answer:
                yield (json.loads(line[6:]) for line in answer if line.startswith(b"data: "))

    def end(self) -> tuple[int, str]:
        """Its status and all that it said."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out + err


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "局 & 所.yaml"
    path.write_text(office(机关="第一局"), encoding="utf-8")
    return path


@pytest.fixture
def preview(path: Path) -> Iterator[Preview]:
    opened = Preview(path)
    yield opened
    opened.process.kill()
    opened.process.communicate()


def test_the_page_and_its_parts_are_served_below_the_token(preview: Preview) -> None:
    assert preview.address.hostname == "127.0.0.1"
    root = preview.address.path
    assert len(root.strip("/")) >= 20
    page = preview.ask(root)
    assert page.status == 200
    assert "局 &amp; 所.yaml" in page.text
    for name, kind in (
        ("preview.css", "text/css"),
        ("preview.js", "text/javascript"),
        ("sheets.js", "text/javascript"),
    ):
        part = preview.ask(f"{root}{name}")
        assert (part.status, part.headers.get_content_type()) == (200, kind)
    for view in ("sheets", "web"):
        assert "第一局" in preview.ask(f"{root}report/{view}?1").text


def test_without_the_token_there_is_nothing(preview: Preview) -> None:
    root = preview.address.path
    for path in ("/", "/report/web", "/events", f"/{'x' * 22}/", f"/{'x' * 22}/report/web", root[:-2] + "/"):
        answer = preview.ask(path)
        assert (answer.status, "第一局" in answer.text) == (404, False)
    for path in ("report/other", "following.py", "../serving.py", "%2e%2e/serving.py", "report/..%2f..%2fserving.py"):
        assert preview.ask(f"{root}{path}").status == 404


def test_a_name_that_is_not_of_this_machine_is_refused(preview: Preview) -> None:
    for host in ("example.com", f"example.com:{preview.address.port}", "127.0.0.1.example.com", "[::1]"):
        assert preview.ask(preview.address.path, host).status == 400
    assert preview.ask(preview.address.path, f"localhost:{preview.address.port}").status == 200


def test_it_is_read_only(preview: Preview) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert preview.ask(preview.address.path, method=method).status == 405


def test_nothing_is_kept_framed_or_told_to_others(preview: Preview) -> None:
    root = preview.address.path
    for path in ("", "preview.js", "report/web"):
        headers = preview.ask(f"{root}{path}").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = preview.ask(root).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    # The report lets nothing in by itself.
    assert "default-src 'none'" in preview.ask(f"{root}report/sheets").text


def test_no_other_machine_can_connect(preview: Preview) -> None:
    port = preview.address.port
    others = {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), port, type=socket.SOCK_STREAM)}
    for address in others - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
            socket.create_connection((address, port), timeout=2).close()


def test_news_comes_at_every_save(preview: Preview, path: Path) -> None:
    with preview.news() as news:
        assert next(news)["number"] == 1
        path.write_text(office(机关="第二局", 总体情况="共{{ 没有 }}条"), encoding="utf-8")
        assert "N01" in str(next(told for told in news if told["failed"])["findings"])
        path.write_text(office(机关="第二局"), encoding="utf-8")
        told = next(told for told in news if not told["failed"])
    assert told["page"] == told["number"]
    assert "第二局" in preview.ask(f"{preview.address.path}report/web").text


def test_ctrl_c_ends_it_though_a_browser_waits_for_news(preview: Preview) -> None:
    with preview.news() as news:
        assert next(news)["number"] == 1
        assert preview.end() == (0, "按 Ctrl-C 停止\n预览已停止\n")
        assert list(news) == []


def test_a_port_that_is_taken_is_told(gkgen: Gkgen, path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "gkgen", "preview", path, "--no-browser", "--port", str(taken.getsockname()[1])],
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 3
    assert "用 --port 另选一个端口" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_one_file_is_seen_and_no_folder(gkgen: Gkgen, tmp_path: Path) -> None:
    called = gkgen("preview", tmp_path)
    assert called.status == 2
    assert "不能是文件夹" in called.err
