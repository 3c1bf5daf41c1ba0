"""Which format a file is in: its bytes decide, its name only where they are plain text."""

import io
import zipfile
from importlib import import_module

import pytest

from gkgen.importers.readers.format_detection import FORMATS, MAX_PLAIN, import_suffixes, read_document, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"\n%PDF-1.7", "x.txt", "pdf"),
        (b"PK\x03\x04\0\0word/document.xml", "x.doc", "docx"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "x", "odt"),
        (b"PK\x03\x04xl/workbook.xml", "x.txt", "unknown"),
        (OLE + "WordDocument".encode("utf-16-le"), "x", "doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx", "encrypted"),
        (OLE + b"Workbook", "x.txt", "unknown"),
        (b"\xef\xbb\xbf{\\rtf1 x}", "x.doc", "rtf"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "x.doc", "mht"),
        (b"From: a@b.cn\nMIME-Version: 1.0\n\nx", "x.txt", "eml"),
        (b"From: a@b.cn\n\nx", "x.txt", "txt"),
        (b"\xff\xd8\xff\xe0 JFIF", "x.txt", "unknown"),
        (b'<?mso-application progid="Word.Document"?>', "x.xml", "doc"),
        (b"<!DOCTYPE html>", "x.txt", "html"),
        (b"<p>a<p>b<p>c", "x.doc", "html"),
        (b"<p>a<p>b<p>c", "x.md", "md"),
        ("年度报告".encode(), "x.htm", "html"),
        ("年度报告".encode("gb18030"), "x.markdown", "md"),
        ("年度报告".encode(), "x.anything", "txt"),
        (b"a\0b", "x.txt", "unknown"),
        (b"\x01\x02\x03\x04abc", "x.txt", "unknown"),
        (b"", "x.txt", "unknown"),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, name: str, wanted: str) -> None:
    assert sniff(data, name).name == wanted


def test_a_package_inside_an_archive_makes_it_no_word_file() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("报告.docx", b"PK\x03\x04 word/document.xml")
    (told,) = read_document(made.getvalue(), "x.zip").diagnostics
    assert told.kind == "I43.archive"


def test_every_format_with_a_module_is_read_by_it() -> None:
    modules = [each.module for each in FORMATS if each.module]
    assert len(modules) > 5
    assert all(callable(import_module(f"gkgen.importers.readers.{module}").read) for module in modules)
    assert {"docx", "wps", "mhtml", "markdown", "pdf"} <= import_suffixes()
    assert len(import_suffixes()) == sum(len(each.suffixes) for each in FORMATS)


def test_text_may_be_less_large_than_other_files() -> None:
    (found,) = read_document("报".encode() * (MAX_PLAIN // 3 + 1), "x.txt").diagnostics
    values = dict(found.values)
    assert (found.kind, str(values["size"]), values["limit"]) == ("I42", "4.0", MAX_PLAIN // 1_000_000)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04....OFD.xml", "I43.ofd"),
        (b"PK\x03\x04....xl/workbook.xml", "I43.sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "I43.sheet"),
        (b"PK\x03\x04....a.txt", "I43.archive"),
        (b"Rar!\x1a\x07\0", "I43.archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Book\0".encode("utf-16-le"), "I43.sheet"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "I43.sheet"),
        (b"PK\x03\x04....ppt/presentation.xml", "I43.slides"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), "I43.slides"),
        (b"\0\0\0\x18ftypheic" + bytes(20), "I43.picture"),
        (b"\x01" + bytes(39) + b" EMF", "I43.picture"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"><uof:t>46</uof:t></uof:UOF>', "I43.unknown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>46</text></svg>', "I43.unknown"),
        (b"\x89PNG\r\n\x1a\n\0\0", "I43.picture"),
    ],
)
def test_what_cannot_be_read_is_told_what_it_is(data: bytes, kind: str) -> None:
    assert [each.kind for each in read_document(data, "x.doc").diagnostics] == [kind]
