"""Files that are made to hurt are refused, in a process of its own where reading them is work."""

import io
import sys
import time
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gkgen.diagnostics import Diagnostic, has_errors
from gkgen.importers.parsed_document import ImageBlock
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.core.isolation import MAX_MEMORY_BYTES, TIMEOUT_SECONDS, Runner, isolated
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.importing import conversion, import_files
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.pipeline.importing.report_loading import ReportBytes, read_report
from tests.importers.readers.pages import own_page

NAMESPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = b"<w:document " + NAMESPACE + b"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
ARCHIVE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
LAYER = b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n"
LAUGHS = (
    b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    + b"]>"
)


def word(document: bytes, repeated: bytes = b"", times: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            part.write(document)
            for _ in range(times):
                part.write(repeated)
    return out.getvalue()


def pdf(content: bytes = b"", pages: int = 1, password: str = "") -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    if content:
        stream = made.make_stream(b"")
        stream.write(zlib.compress(content), filter=pikepdf.Name.FlateDecode)
        made.pages[0].Contents = stream
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.docx": ("I30", lambda: word(b"<a>", b" " * 10_000_000, 12)),
    "long.docx": ("I30 I42.memory I42.time", lambda: word(b"<a>", b"<w:p><w:t>a</w:t></w:p>" * 40_000, 90)),
    "laughs.docx": ("I30", lambda: word(LAUGHS + BODY % b"&j;")),
    "outside.docx": ("I30", lambda: word(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY % b"&x;")),
    "locked.docx": ("I40", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "locked.pdf": ("I40", lambda: pdf(password="x")),
    "pages.pdf": ("I42.pages", lambda: pdf(pages=10_000)),
    "bomb.pdf": ("I42.memory", lambda: pdf(b" " * 600_000_000)),
    "huge.html": ("I42", lambda: b"<html><p>" + b"<p>abc</p>" * 10_000_000),
    "tags.html": ("I42", lambda: b"<html>" + b"<b>" * 3_000_000),
    "long.html": ("I42 I42.text I42.memory", lambda: b"<html><p>" + b"abc " * 2_400_000),
    "deep.html": ("I43", lambda: b"<html>" + b"<div>" * 100_000),
    "long.txt": ("I42", lambda: b"abc\n" * 2_000_000),
    "parts.mht": ("I42.parts", lambda: ARCHIVE + b"--x\nContent-Type: text/plain\n\n\n" * 100_000),
    "layers.mht": (
        "I43",
        lambda: ARCHIVE.replace(b"=x", b"=b0") + b"".join(LAYER % (step, step + 1) for step in range(1900)),
    ),
    "bounds.mht": ("I42.memory I42.time I43", lambda: ARCHIVE + b"--x\n\n" * 6_000_000),
    "noise.doc": ("I43.unknown", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 100),
    "empty.pdf": ("I43.unknown", lambda: b""),
}


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with isolated(timeout=60) as running:
        yield running


def imported(file: Path, run: Runner) -> Outcome:
    return import_files.import_file(file, file.with_suffix(".yaml"), ImportOptions(), run)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_finding(name: str, run: Runner, tmp_path: Path) -> None:
    kinds, make = HOSTILE[name]
    file = tmp_path / name
    file.write_bytes(make())
    outcome = imported(file, run)
    assert len(outcome.diagnostics) == 1
    assert outcome.diagnostics[0].kind in kinds.split()
    assert has_errors(outcome.diagnostics)
    assert not file.with_suffix(".yaml").exists()


def test_after_them_an_ordinary_page_is_read(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(own_page(), encoding="utf-8")
    assert imported(file, run).state == "imported"


def test_reading_that_takes_too_long_is_stopped() -> None:
    with isolated(timeout=1.0) as run:
        finding = run(read_document, pdf(b"0 0 3 3 re S\n" * 300_000), "slow.pdf")
        assert isinstance(finding, Diagnostic)
        assert finding.kind == "I42.time"
    with isolated() as run:
        original = run(read_document, own_page().encode("utf-8"), "report.html")
        assert not isinstance(original, Diagnostic)
        assert original.is_own


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts it")
def test_the_process_has_less_than_500_megabytes() -> None:
    assert MAX_MEMORY_BYTES < 500_000_000
    with isolated(memory=250_000_000) as run:
        finding = run(read_document, pdf(b" " * 400_000_000), "bomb.pdf")
    assert isinstance(finding, Diagnostic)
    assert finding.kind == "I42.memory"


def test_the_parser_of_docx_never_fetches_what_a_file_names(run: Runner) -> None:
    original = run(read_document, HOSTILE["outside.docx"][1](), "outside.docx")
    assert "root:" not in str(original)


@pytest.mark.skipif(sys.platform != "linux", reason="measured as Linux counts it")
def test_a_process_without_memory_says_nothing_beside_the_finding(capfd: pytest.CaptureFixture[str]) -> None:
    """Guard: what pebble and C libraries write as the process dies is no finding, and nobody could use it."""
    with isolated(timeout=600, memory=250_000_000) as run:
        finding = run(read_document, pdf(b"0 0 3 3 re S\n" * 100_000), "rectangles.pdf")
    assert isinstance(finding, Diagnostic)
    assert finding.kind == "I42.memory"
    assert capfd.readouterr() == ("", "")


PICTURES = ("page_files/%E5%9B%BE.png", "./page_files/a.png?v=1", "page_files\\a.png")
ELSEWHERE = (
    "../secret.png",
    "{outside}",
    "file://{outside}",
    "http://www.example.gov.cn/a.png",
    "page_files/link.png",
    "",
)


def test_pictures_beside_a_web_page_are_taken_and_none_from_elsewhere(tmp_path: Path) -> None:
    outside, folder = tmp_path / "secret.png", tmp_path / "reports"
    (folder / "page_files").mkdir(parents=True)
    for path in (outside, folder / "page_files" / "图.png", folder / "page_files" / "a.png"):
        path.write_bytes(path.name.encode())
    (folder / "page_files" / "link.png").symlink_to(outside)
    sources = [source.format(outside=outside) for source in (*PICTURES, *ELSEWHERE)]
    page = folder / "page.html"
    shown = "".join(f"<p>一句话，后面是图，内容完整。<img src='{source}'></p>" for source in sources)
    page.write_text(f"<html><body>{shown}</body></html>", encoding="utf-8")
    images = [
        block for block in read_report(ReportBytes(page.read_bytes()), page).blocks if isinstance(block, ImageBlock)
    ]
    assert [image.data.decode() for image in images] == ["图.png", "a.png", "a.png", *[""] * len(ELSEWHERE)]
    assert images[1].name != images[0].name


HEAD = "<!DOCTYPE html><h1>张庄镇人民政府2021年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>正文</p>"
SELECTORS = "z " + "g " * 10 + "rect{fill:red}"
NESTED = "<g>" * 150 + '<rect width="1" height="1"/>' + "</g>" * 150
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{SELECTORS}</style>{NESTED}</svg>'
COSTLY: dict[str, Callable[[], str]] = {
    "drawing.html": lambda: f'{HEAD}<p><img src="data:image/svg+xml;base64,{b64encode(DRAWING.encode()).decode()}">',
    "parts.html": lambda: f"{HEAD}<p>{'其中1件' * 5000}</p>",
    "parts.txt": lambda: f"张庄镇人民政府2021年政府信息公开工作年度报告\n一、总体情况\n{'其中1件' * 8000}",
    "spans.html": lambda: f"{HEAD}<table>{'<tr><td rowspan=65535 colspan=1000>1</td></tr>' * 5000}</table>",
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_follows_the_reading_has_a_bound_as_well(name: str, tmp_path: Path) -> None:
    """Pictures, matching and the review of what was read; each of these took minutes, or nearly a gigabyte."""
    file = tmp_path / name
    file.write_text(COSTLY[name](), encoding="utf-8")
    begun = time.monotonic()
    with isolated() as run:
        outcome = imported(file, run)
    assert time.monotonic() - begun < TIMEOUT_SECONDS + 10
    assert outcome.diagnostics


def test_pictures_and_review_of_a_report_of_others_are_the_work_of_the_process_with_limits(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guard: this process only writes."""

    def here(*_: object, **__: object) -> None:
        pytest.fail("done in this process")

    monkeypatch.setattr(import_files, "read_report", here)
    monkeypatch.setattr(conversion, "convert", here)
    file = tmp_path / "report.html"
    file.write_text(own_page(), encoding="utf-8")
    assert imported(file, run).state == "imported"


def test_a_picture_that_there_is_no_memory_for_is_left_out_and_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (6324, 6324)).save(out, "PNG", compress_level=1)
    file = tmp_path / "page.html"
    shown = b64encode(out.getvalue()).decode()
    file.write_text(f'{HEAD}<p><img src="data:image/png;base64,{shown}">', encoding="utf-8")
    with isolated(timeout=60, memory=300_000_000) as narrow:
        outcome = imported(file, narrow)
    assert outcome.state == "imported"
    assert "I39" in {found.code for found in outcome.diagnostics}


@pytest.mark.parametrize("box", ["[0 0 1e30 1e30]", "[/a /b 0 0 595 842]", "[]", "(a)", "[0 0 -1 nan]"])
def test_a_page_of_a_size_that_is_none_is_a_finding_or_none(box: str) -> None:
    """Guard: pdfplumber raises again when the file is closed."""
    data = pdf().replace(b"[ 0 0 595 842 ]", box.encode())
    assert box.encode() in data
    assert not read_document(data, "a.pdf").blocks
