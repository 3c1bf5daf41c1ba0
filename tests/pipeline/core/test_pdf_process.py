"""The second process for a PDF: the same file, and whatever happens to it costs nothing but time."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.document import Document
from gkgen.pipeline.core import pdf_process
from gkgen.pipeline.core.building import render_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.resources import load_template_set
from gkgen.writers import installed_fonts
from gkgen.writers.formats import OUTPUT_FORMATS, OutputFormat
from gkgen.writers.written_file import WrittenFile
from tests.cli.calls import environment, shell
from tests.office import office

ENDING_SECONDS = 5.0
DIES = "raise SystemExit(3)"
DIES_LATER = "import sys, pickle; pickle.dump((), sys.stdout.buffer); sys.stdout.flush(); sys.stdin.buffer.read(1)"
SAYS_NONSENSE = "print('nonsense' * 1000)"
PARENT = """
import time
from gkgen.pipeline.core import pdf_process
with pdf_process.pdf_process(is_wanted=True):
    print(pdf_process._running[0].process.pid, flush=True)
    time.sleep(60)
"""
BUSY = """
import sys
from gkgen.pipeline.core.process_limits import end_when_closed
end_when_closed(sys.stdin.fileno())
print("busy", flush=True)
while True:
    pass
"""


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that has not loaded WeasyPrint yet, on a machine with a free core."""
    monkeypatch.setattr(pdf_process, "may_start", lambda: True)
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    yield
    assert pdf_process._running == []


def document() -> Document:
    found = check_text(office().encode(), "office.yaml", FilesInMemory()).document
    assert found
    return found


def rendered(source: str = "office.yaml") -> tuple[bytes, bytes, list[str]]:
    one = document()
    files, found = render_document(one, ("docx", "pdf"), load_template_set(one.edition, None), source)
    return files["docx"], files["pdf"], [f"{each.file}: {each.kind}" for each in found]


def test_it_writes_the_same_pdf_and_tells_the_same(wanted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    here = rendered()
    faces = installed_fonts.installed_faces()
    calls = []

    def write_here(*words: object) -> WrittenFile:
        calls.append(words)
        return WrittenFile(b"here", ())

    monkeypatch.setitem(OUTPUT_FORMATS, "pdf", OutputFormat(OUTPUT_FORMATS["pdf"].label, write_here))
    with pdf_process.pdf_process(is_wanted=True):
        assert pdf_process.installed_faces() == faces
        elsewhere = rendered()
        # It is for one office.
        assert rendered()[1] == b"here"
    assert here == elsewhere
    assert here[1].startswith(b"%PDF")
    assert len(calls) == 1


@pytest.mark.parametrize("program", [DIES, DIES_LATER, SAYS_NONSENSE])
def test_this_process_writes_the_pdf_where_the_other_did_not(
    program: str, wanted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = rendered()
    monkeypatch.setattr(pdf_process, "_PROGRAM", program)
    with pdf_process.pdf_process(is_wanted=True):
        process = pdf_process._running[0]
        assert rendered() == here
    assert process.process.returncode is not None


def test_where_none_can_be_started_this_one_writes(wanted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pdf_process.pdf_process(is_wanted=True):
        assert pdf_process._running == []
        assert rendered()[1].startswith(b"%PDF")


def test_no_module_of_the_folder_is_taken(wanted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Office files come with folders from others; Python would look there first for what is imported."""
    for name in ("pickle.py", "gkgen.py", "weasyprint.py"):
        (tmp_path / name).write_text("open('taken', 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each])
    with pdf_process.pdf_process(is_wanted=True):
        assert pdf_process._running[0].answer(0)
    assert not (tmp_path / "taken").exists()


def test_it_ends_at_once_where_nothing_is_to_be_written(wanted: None) -> None:
    begun = time.monotonic()
    with pdf_process.pdf_process(is_wanted=True):
        process = pdf_process._running[0].process
    assert process.returncode is not None
    assert time.monotonic() - begun < ENDING_SECONDS


@pytest.mark.skipif(os.name != "posix", reason="processes as POSIX has them")
def test_it_ends_with_the_process_that_started_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], env=environment(), stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())
    os.kill(child, 0)
    parent.kill()
    parent.communicate()
    ends = time.monotonic() + ENDING_SECONDS
    while _is_running(child) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not _is_running(child)


@pytest.mark.skipif(os.name != "posix", reason="processes as POSIX has them")
def test_it_ends_whatever_it_does() -> None:
    busy = subprocess.Popen(
        [sys.executable, "-c", BUSY], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert busy.stdout and busy.stdin
    assert busy.stdout.readline() == b"busy\n"
    assert busy.poll() is None
    busy.stdin.close()
    assert busy.wait(ENDING_SECONDS) != 0
    busy.stdout.close()


def test_from_the_shell_both_ways_give_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(office(), encoding="utf-8")
    made = shell("build", "office.yaml", "-o", "out", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    word, pdf, _ = rendered()
    assert (tmp_path / "out" / "office.docx").read_bytes() == word
    assert (tmp_path / "out" / "office.pdf").read_bytes() == pdf


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{process}/stat").exists() or ") Z " not in Path(f"/proc/{process}/stat").read_text("utf-8")
