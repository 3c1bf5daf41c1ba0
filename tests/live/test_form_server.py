"""The server of a form: it writes one file, for its own page alone, and never over what somebody else wrote."""

import asyncio
import json
import struct
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gkgen.api import render
from gkgen.live import form_server
from gkgen.live.form_server import Presence, application
from gkgen.live.served_report import ServedReport
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.pipeline.importing.import_files import import_file
from tests.office import office

HOST = "http://127.0.0.1"
OWN = {"origin": HOST, "sec-fetch-site": "same-origin"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "甲.yaml"
    path.write_text(office(), encoding="utf-8")
    return path


@pytest.fixture
def client(path: Path) -> TestClient:
    report = ServedReport(path, "zh")
    assert report.load() == ()
    return TestClient(application(report, Presence(), "secret"), base_url=HOST)


def body(values: object, data: bytes = b"") -> bytes:
    text = json.dumps(values).encode()
    return struct.pack(">I", len(text)) + text + data


def call(client: TestClient, name: str, values: object = None, data: bytes = b"") -> tuple[dict[str, object], bytes]:
    response = client.post(f"/secret/call/{name}", content=body(values or {}, data), headers=OWN)
    assert response.status_code == 200, response.status_code
    (length,) = struct.unpack(">I", response.content[:4])
    return json.loads(response.content[4 : 4 + length]), response.content[4 + length :]


def test_the_page_and_its_parts(client: TestClient) -> None:
    page = client.get("/secret/")
    assert page.status_code == 200
    assert "engine_of_server.js" in page.text
    assert "<!-- engine -->" not in page.text
    assert client.get("/secret/engine_of_server.js").headers["content-type"].startswith("text/javascript")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("place", ["/", "/wrong/", "/secret/../甲.yaml", "/secret/form.py", "/secret/call/state"])
def test_nothing_else_is_served(client: TestClient, place: str) -> None:
    assert client.get(place).status_code in {404, 405}


def test_a_change_is_saved_where_the_file_is(client: TestClient, path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    call(client, "change", {"values": {"office": "乙镇人民政府"}})
    assert path.read_text(encoding="utf-8") == before
    assert call(client, "save")[0] == {"is_changed": False, "path": str(path)}
    assert path.read_text(encoding="utf-8") == before.replace("张庄镇人民政府", "乙镇人民政府")


def test_what_was_changed_elsewhere_is_not_written_over(client: TestClient, path: Path) -> None:
    call(client, "change", {"values": {"office": "乙镇人民政府"}})
    path.write_text(office(机关="丙镇人民政府"), encoding="utf-8")
    assert call(client, "on_disk")[0]["is_changed"] is True
    assert call(client, "save")[0] == {"is_changed": True}
    assert "丙镇人民政府" in path.read_text(encoding="utf-8")
    assert call(client, "save", {"is_forced": True})[0]["is_changed"] is False
    assert "乙镇人民政府" in path.read_text(encoding="utf-8")


def test_what_differs_from_the_file_on_disk_is_told_by_its_place(client: TestClient, path: Path) -> None:
    call(client, "change", {"values": {"office": "乙镇人民政府"}})
    path.write_text(office(机关="丙镇人民政府"), encoding="utf-8")
    assert call(client, "differences")[0] == {"changes": [["机关", "丙镇人民政府", "乙镇人民政府"]]}
    path.write_bytes(b"\x81\x00\xff")
    assert call(client, "differences")[0] == {"changes": []}


def test_the_file_on_disk_is_taken_when_asked_for(client: TestClient, path: Path) -> None:
    path.write_text(office(机关="丙镇人民政府"), encoding="utf-8")
    state, _ = call(client, "reload")
    values = state["values"]
    assert isinstance(values, dict)
    assert values["office"] == "丙镇人民政府"
    assert call(client, "on_disk")[0]["is_changed"] is False


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
        {"origin": HOST, "host": "evil.example"},
    ],
)
def test_other_pages_are_refused(client: TestClient, path: Path, headers: dict[str, str]) -> None:
    before = path.read_bytes()
    response = client.post("/secret/call/change", content=body({"values": {"office": "乙"}}), headers=headers)
    assert response.status_code in {400, 403}
    assert call(client, "on_disk")[0]["is_changed"] is False
    state, _ = call(client, "change", {"values": {}})
    assert "乙" not in str(state["text"])
    assert path.read_bytes() == before


def test_the_pdf_is_made_by_the_library(client: TestClient, path: Path) -> None:
    answer, data = call(client, "make", {"kind": "pdf"})
    assert data.startswith(b"%PDF-")
    assert '"error"' not in json.dumps(answer)
    assert data == render(path.read_bytes(), ("pdf",), name=str(path)).files["pdf"]


def test_what_was_read_of_an_original_comes_with_the_file(tmp_path: Path) -> None:
    original = tmp_path / "去年.docx"
    original.write_bytes(render(office(), ("docx",)).files["docx"])
    outcome = import_file(original, tmp_path / "去年.yaml", ImportOptions(is_beside=True))
    report = ServedReport(tmp_path / "去年.yaml", "zh", outcome.beside)
    state = report.call("reload", {}).values
    assert any("张庄镇人民政府" in piece["text"] for piece in state["read"]["pieces"])
    assert {line["class"] for line in state["read"]["account"]} == {"certain"}


def test_a_picture_is_put_into_the_project_and_never_over_another(client: TestClient, path: Path) -> None:
    call(client, "add_file", {"name": "图/1.png"}, b"first")
    call(client, "add_file", {"name": "图/1.png"}, b"second")
    assert (path.parent / "图" / "1.png").read_bytes() == b"first"


@pytest.mark.parametrize("name", ["../外.png", "/tmp/外.png", ".git/hooks/1.png", "run.sh", "b.yaml", "C:\\1.exe"])
def test_no_other_file_is_written(client: TestClient, path: Path, name: str) -> None:
    before = sorted(path.parent.parent.rglob("*"))
    call(client, "add_file", {"name": name}, b"data")
    assert sorted(path.parent.parent.rglob("*")) == before


@pytest.mark.parametrize("content", [b"", b"\0\0", b"\0\0\0\x10{}", b"\0\0\0\x02{x"])
def test_a_broken_call_is_refused(client: TestClient, content: bytes) -> None:
    assert client.post("/secret/call/change", content=content, headers=OWN).status_code == 400


@pytest.mark.parametrize("name", ["open", "begin", "read", "no_such_call", "__init__"])
def test_calls_that_there_are_not(client: TestClient, name: str) -> None:
    assert client.post(f"/secret/call/{name}", content=body({"name": "x"}), headers=OWN).status_code == 404


def test_too_much_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_server, "MAX_CALL_BYTES", 100)
    response = client.post("/secret/call/add_file", content=body({"name": "x"}, b"x" * 200), headers=OWN)
    assert response.status_code == 413


def test_a_file_that_vanished_is_reported_and_the_text_kept(client: TestClient, path: Path) -> None:
    call(client, "change", {"values": {"office": "乙镇人民政府"}})
    path.unlink()
    assert call(client, "save")[0]["is_changed"] is True
    refused, _ = call(client, "save", {"is_forced": True})
    assert refused["refused"]
    state, _ = call(client, "change", {"values": {}})
    assert "乙镇人民政府" in str(state["text"])


def test_it_ends_when_the_last_page_has_been_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_server, "SECONDS_WITHOUT_A_PAGE", 0.4)

    async def scene() -> float:
        presence, loop = Presence(), asyncio.get_running_loop()
        waiting = asyncio.create_task(presence.ended())
        await asyncio.sleep(0.5)
        assert not waiting.done()
        page = presence.stay()
        await anext(page)
        await asyncio.sleep(0.8)
        assert not waiting.done()
        await page.aclose()
        closed = loop.time()
        await asyncio.wait_for(waiting, 3)
        return loop.time() - closed

    assert 0.4 <= asyncio.run(scene()) < 2
