"""Old formats turned into docx by LibreOffice, which is started in one place and stopped when it takes too long."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from gkgen.diagnostics import Diagnostic, Status
from gkgen.importers.parsed_document import GridBlock, ImageBlock, ParsedDocument, TextBlock
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.importing import libreoffice
from gkgen.pipeline.importing.report_loading import load_report, read_report

RTF = (
    rb"{\rtf1\ansi\ansicpg936 {\pard \'d2\'bb\'a1\'a2\'d7\'dc\'cc\'e5\'c7\'e9\'bf\'f6\par}"
    rb"\trowd\cellx2000\cellx4000\pard\intbl A\cell 12\cell\row\pard end\par}"
)


def read(file: Path) -> ParsedDocument:
    report = load_report(file)
    assert not isinstance(report, Diagnostic)
    return read_report(report, file)


def test_rtf_becomes_docx_and_is_read(tmp_path: Path) -> None:
    file = tmp_path / "去年.doc"  # as many .doc files are
    file.write_bytes(RTF)
    original = read(file)
    assert original.diagnostics == ()
    assert [block.text for block in original.blocks if isinstance(block, TextBlock)] == ["一、总体情况", "end"]
    (grid,) = [block for block in original.blocks if isinstance(block, GridBlock)]
    assert [[cell.text for cell in row] for row in grid.rows] == [["A", "12"]]


def test_without_libreoffice_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_program", lambda: None)
    file = tmp_path / "old.rtf"
    file.write_bytes(RTF)
    finding = load_report(file)
    assert isinstance(finding, Diagnostic)
    assert (finding.kind, finding.status) == ("I44", Status.ENVIRONMENT)
    assert "libreoffice-writer" in finding.hint()


def test_what_libreoffice_cannot_open_is_a_finding() -> None:
    found = libreoffice.to_docx(b"{\\rtf1 broken", "old.rtf", "rtf")
    assert isinstance(found, Diagnostic)
    assert found.kind == "I44.failed"


def test_links_of_a_file_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.rtf"
    secret.write_bytes(rb"{\rtf1 of another file\par}")
    linked = rb'{\rtf1 {\field{\*\fldinst INCLUDETEXT "%s"}{\fldrslt old}}\par here\par}' % str(secret).encode()
    made = libreoffice.to_docx(linked, "old.rtf", "rtf")
    assert isinstance(made, bytes)
    texts = [block.text for block in read_document(made, "old.docx").blocks if isinstance(block, TextBlock)]
    assert "here" in texts
    assert not any("of another file" in text for text in texts)


@pytest.mark.parametrize("star", [rb"\*", b"", b"\n\\*\n"])
def test_a_picture_that_an_rtf_wants_from_the_disk_is_not_taken_but_told(tmp_path: Path, star: bytes) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (50, 50)).save(secret)
    file = tmp_path / "old.rtf"
    field = rb'{\field{%s\fldinst INCLUDEPICTURE "%s" }{\fldrslt }}' % (star, secret.as_posix().encode())
    file.write_bytes(rb"{\rtf1 before %s after{\field{\*\fldinst PAGE}{\fldrslt 7}}\par}" % field)
    original = read(file)
    assert [(found.kind, dict(found.values)["name"]) for found in original.diagnostics] == [("I39", "secret.png")]
    assert [block.text for block in original.blocks if isinstance(block, TextBlock)] == ["before  after7"]
    assert not any(isinstance(block, ImageBlock) for block in original.blocks)


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = hanging_program(tmp_path)
    monkeypatch.setattr(libreoffice, "find_program", lambda: str(script))
    found = libreoffice.to_docx(RTF, "old.rtf", "rtf", timeout=2.0)
    assert isinstance(found, Diagnostic)
    assert found.kind == "I42.time"
    assert_ended(tmp_path / "child")


@pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_however_gkgen_ends_the_program_ends_with_all_that_it_started(number: str, tmp_path: Path) -> None:
    script = hanging_program(tmp_path)
    # Under nohup, say, a signal is ignored from the start.
    heeded = {"SIGINT": "default_int_handler", "SIGTERM": "SIG_DFL", "SIGHUP": "SIG_DFL"}.get(number)
    program = (
        f"import signal\n{f'signal.signal(signal.{number}, signal.{heeded})' if heeded else ''}\n"
        "from gkgen.pipeline.importing import libreoffice\n"
        f"libreoffice.find_program = lambda: {str(script)!r}\n"
        "libreoffice.to_docx(b'', 'old.rtf', 'rtf')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL) as caller:
        started = time.monotonic()
        while not (tmp_path / "child").exists() and time.monotonic() - started < 20:
            time.sleep(0.05)
        caller.send_signal(getattr(signal, number))
        assert caller.wait(timeout=2) != 0
    assert_ended(tmp_path / "child")


def hanging_program(folder: Path) -> Path:
    """A program that starts another and waits for it; the number of that process is in the file `child`."""
    script = folder / "soffice"
    text = f"#!/bin/sh\nsleep 1000 &\necho $! > {folder}/new\nmv {folder}/new {folder}/child\nwait\n"
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)
    return script


def assert_ended(numbered: Path) -> None:
    """The process whose number is in a file ends within two seconds."""
    child = int(numbered.read_text(encoding="utf-8"))
    for _ in range(20):
        if not _is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def _is_running(process: int) -> bool:
    """Whether a process works; one that has ended may wait for its parent to notice."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_an_odt_that_unpacks_to_more_than_a_report_can_hold_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """437 KB of paragraphs took LibreOffice more than 7 GB."""
    monkeypatch.setattr(libreoffice, "find_program", lambda: str(tmp_path / "never run"))
    file = tmp_path / "p.odt"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b"<text:p>x</text:p>" * 6_000_000)
    assert file.stat().st_size < 1_000_000
    finding = load_report(file)
    assert isinstance(finding, Diagnostic)
    assert finding.kind == "I42.memory"


@pytest.mark.skipif(sys.platform == "win32", reason="a job object limits it there")
def test_what_libreoffice_may_take_is_limited(tmp_path: Path) -> None:
    """437 KB of ODT took 7 GB; the limit is that of the process which is started."""
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_AS))"
    said = libreoffice._run([sys.executable, "-c", code], tmp_path, 60.0)
    assert said == f"({libreoffice.MAX_MEMORY_BYTES}, {libreoffice.MAX_MEMORY_BYTES})\n"
