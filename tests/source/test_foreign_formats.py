"""Files of other programs given to commands that read office files."""

import io
import zipfile

import pytest

from gkgen.source import foreign_format, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(part: str, size: int = 10) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "x" * size)
    return file.getvalue()


FILES = [
    ("去年.docx", package("word/document.xml"), "Word"),
    ("去年.xlsx", package("xl/workbook.xml"), "Excel"),
    ("去年.ofd", package("OFD.xml"), "OFD"),
    ("去年.doc", OLE + "WordDocument".encode("utf-16-le"), "Word"),
    ("去年.wps", OLE + b"\0" * 600, "Word"),
    ("去年.xls", OLE + "Workbook".encode("utf-16-le"), "Excel"),
    ("去年.pdf", b"%PDF-1.7\n", "PDF"),
    ("去年.rtf", b"{\\rtf1 x}", "RTF"),
    ("去年.zip", package("x.txt"), "ZIP"),
]


@pytest.mark.parametrize(("name", "data", "wanted"), FILES)
def test_a_file_of_another_program_is_told_by_its_bytes(name: str, data: bytes, wanted: str) -> None:
    assert foreign_format(data, name) == wanted


@pytest.mark.parametrize("text", ["年度: 2025\n", "", "PK 是什么\n", "# %PDF-\n"])
def test_text_is_no_foreign_file(text: str) -> None:
    assert foreign_format(text.encode(), "甲.yaml") is None


def test_the_finding_says_what_to_run() -> None:
    (found,) = read(package("word/document.xml"), "去年.docx").diagnostics
    assert found.kind == "Y01.foreign"
    assert found.hint() == "先运行 gkgen import 去年.docx，再用它写出的 .yaml"
