"""Which format a file is in, told by its bytes and not by its name, and its reader."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from gkgen.diagnostics import diagnose
from gkgen.importers.parsed_document import GridBlock, ImageBlock, ParsedDocument, SourceBlock, TextBlock
from gkgen.importers.readers.plain.encoding import decode

MAX_SIZE = 50_000_000
"""Bytes; an annual report with pictures has a few million."""
MAX_PLAIN = 4_000_000
MAX_TEXT = 300_000
"""Characters; an office file holds no more, and an annual report has some 10,000."""
MAX_BLOCKS = 20_000
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PDF_WITHIN = 1024
# The stream that holds a Word file under a password (MS-OFFCRYPTO, 1.3.2), and the mark of an old one (MS-DOC, 2.5.2).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# LibreOffice takes what is neither for plain text. The second is that of Microsoft Works.
_WORD_STREAMS = ("WordDocument".encode("utf-16-le"), "MatOST".encode("utf-16-le"))
_WORD_MARK, _SECTOR, _FLAGS, _ENCRYPTED_BIT = b"\xec\xa5", 512, 11, 0x01
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"<(?:p|div|table|span|h[1-6])\b[^>]*>", re.IGNORECASE)
# A message whose parts belong together (RFC 2557), as browsers and Word save a page in a single file.
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_WORD_XML = re.compile(r"<\?mso-application\s+progid=\"Word|<(?:\w+:)?(?:wordDocument|package)\b[^>]*schemas\.\w+\.\w+")


class Format(StrEnum):
    """What a file is. CONVERTED are formats that LibreOffice turns into docx first."""

    DOCX = "docx"
    HTML = "html"
    MHT = "mht"
    PDF = "pdf"
    TXT = "txt"
    MD = "md"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    ENCRYPTED = "encrypted"
    UNKNOWN = "unknown"


CONVERTED = frozenset({Format.DOC, Format.RTF, Format.ODT})
_SUFFIXES: Mapping[str, Format] = {
    "htm": Format.HTML,
    "html": Format.HTML,
    "shtml": Format.HTML,
    "md": Format.MD,
    "markdown": Format.MD,
}
SUFFIXES = frozenset(
    {"docx", "doc", "wps", "rtf", "odt", "htm", "html", "shtml", "mht", "mhtml", "pdf", "txt", "md", "markdown"}
)
"""Of the files in a folder, those that may be reports."""


def sniff(data: bytes, name: str) -> Format:
    """The format of a file. A name counts only where the bytes are plain text."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        if _is_encrypted(data):
            return Format.ENCRYPTED
        return Format.DOC if any(stream in data for stream in _WORD_STREAMS) else Format.UNKNOWN
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return Format.RTF
    if data[:_HEAD].lstrip()[:1].isalpha() and _ARCHIVE.search(data[:_HEAD]):
        return Format.MHT
    return _in_text(data, name)


def _in_zip(data: bytes) -> Format:
    """A Word file or one of LibreOffice, by the names of the parts, which stand in the file as they are."""
    if b"word/document" in data:
        return Format.DOCX
    return Format.ODT if b"application/vnd.oasis.opendocument.text" in data[:200] else Format.UNKNOWN


def _is_encrypted(data: bytes) -> bool:
    if _ENCRYPTED in data:
        return True
    starts = range(_SECTOR, min(len(data), 1_000_000), _SECTOR)
    return any(data[at : at + 2] == _WORD_MARK and data[at + _FLAGS] & _ENCRYPTED_BIT for at in starts)


def _in_text(data: bytes, name: str) -> Format:
    head = decode(data[:_HEAD]).text
    if not head.strip() or "\0" in head:
        return Format.UNKNOWN
    if _WORD_XML.search(head):
        return Format.DOC
    suffix = name.rpartition(".")[2].lower()
    if _HTML.search(head) or (suffix in {"doc", "wps", "txt", ""} and len(_FRAGMENT.findall(head)) > 2):
        return Format.HTML
    odd = sum(1 for letter in head if (letter < " " and letter not in "\t\n\r\f\v") or letter == "\ufffd")
    if odd * 10 > len(head):
        return Format.UNKNOWN
    return _SUFFIXES.get(suffix, Format.TXT)


def read_document(data: bytes, name: str) -> ParsedDocument:
    """The report in a file, or why it cannot be read; a format that needs LibreOffice counts as unknown here."""
    found = sniff(data, name)
    if len(data) > MAX_SIZE:
        size, limit = str(round(len(data) / 1e6)), MAX_SIZE // 1_000_000
        return refused(name, found, "I42", size=size, limit=limit)
    if found is Format.ENCRYPTED:
        return refused(name, found, "I40")
    if found not in READERS:
        return refused(name, found, "I43.unknown")
    if found in {Format.TXT, Format.MD} and len(data) > MAX_PLAIN:
        return refused(name, found, "I42", size=str(round(len(data) / 1e6, 1)), limit=MAX_PLAIN // 1_000_000)
    original = READERS[found](data, name)
    count = sum(_length(block) for block in original.blocks)
    if count > MAX_TEXT or len(original.blocks) > MAX_BLOCKS:
        return refused(name, found, "I42.text", count=count, parts=len(original.blocks))
    return original


def _length(block: SourceBlock) -> int:
    match block:
        case TextBlock():
            return len(block.text)
        case GridBlock(rows=rows):
            return sum(len(cell.text) + 1 for row in rows for cell in row)
        case ImageBlock():
            return 0


def refused(name: str, found: Format, kind: str, **values: str | int) -> ParsedDocument:
    """Nothing read, and why."""
    return ParsedDocument(name, found.value, (), diagnostics=(diagnose(kind, name, **values),))


# Each reader is imported when it is needed: that of PDF takes a quarter of a second.


def _docx(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.docx import docx_reader

    return docx_reader.read(data, name)


def _html(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.html import html_reader

    return html_reader.read(data, name)


def _mht(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.html import mhtml

    return mhtml.read(data, name)


def _pdf(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.pdf import pdf_reader

    return pdf_reader.read(data, name)


def _txt(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.plain import plain_text

    return plain_text.read(data, name)


def _md(data: bytes, name: str) -> ParsedDocument:
    from gkgen.importers.readers.plain import markdown

    return markdown.read(data, name)


READERS: Mapping[Format, Callable[[bytes, str], ParsedDocument]] = {
    Format.DOCX: _docx,
    Format.HTML: _html,
    Format.MHT: _mht,
    Format.PDF: _pdf,
    Format.TXT: _txt,
    Format.MD: _md,
}
