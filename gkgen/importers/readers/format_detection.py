"""The formats that can be imported, one entry each: how a file is detected by its bytes, and which module reads it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from gkgen import lazy_re as re
from gkgen.diagnostics import Term, diagnose
from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, ParsedDocument, SourceBlock, TextBlock
from gkgen.importers.readers.attachments import with_attachment
from gkgen.importers.readers.encoding import decode

MAX_SIZE = 50_000_000
"""Bytes; an annual report with pictures has a few million."""
MAX_PLAIN = 4_000_000
MAX_TEXT = 300_000
"""Characters; an office file holds no more, and an annual report has some 10,000."""
MAX_BLOCKS = 20_000
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ODT = b"application/vnd.oasis.opendocument.text"
_PDF_WITHIN = 1024
# The stream that holds a Word file under a password (MS-OFFCRYPTO, 1.3.2), and the mark of an old one (MS-DOC, 2.5.2).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# LibreOffice takes what is neither for plain text. The second is that of Microsoft Works.
_WORD_STREAMS = ("WordDocument".encode("utf-16-le"), "MatOST".encode("utf-16-le"))
_WORD_MARK, _SECTOR, _FLAGS, _ENCRYPTED_BIT = b"\xec\xa5", 512, 11, 0x01
# Parts of packages, and streams of older files (MS-XLS and MS-PPT, 2.1.2), by which they are known; WPS writes both.
_IN_ZIP = (
    (b"OFD.xml", "I43.ofd"),
    (b"xl/workbook", "I43.sheet"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "I43.sheet"),
    (b"ppt/presentation", "I43.slides"),
    (b"application/vnd.oasis.opendocument.presentation", "I43.slides"),
)
_IN_OLE = (
    ("Workbook".encode("utf-16-le"), "I43.sheet"),
    ("Book\0".encode("utf-16-le"), "I43.sheet"),
    ("PowerPoint Document".encode("utf-16-le"), "I43.slides"),
)
# RAR and 7z, gzip; PNG, JPEG, GIF, TIFF, WMF; behind a head of their own WebP, EMF and HEIC; BMP.
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\xd7\xcd\xc6\x9a")
_PICTURES_WITHIN = ((8, b"WEBP"), (40, b" EMF"), (4, b"ftyphei"), (4, b"ftypmif"))
_BITMAP, _BITMAP_HEAD = b"BM", 26
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"<(?:p|div|table|span|h[1-6])\b[^>]*>", re.IGNORECASE)
# A message whose parts belong together (RFC 2557), as browsers and Word save a page in a single file.
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"[A-Z][A-Za-z-]{1,40}: ")
_MIME = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_WORD_XML = re.compile(r"<\?mso-application\s+progid=\"Word|<(?:\w+:)?(?:wordDocument|package)\b[^>]*schemas\.\w+\.\w+")

_FLAT = re.compile(r"<(?:\w+:)?package\b[^>]*schemas\.microsoft\.com/office/2006/xmlPackage")

Reader = Callable[[bytes, str], ParsedDocument]


@dataclass(frozen=True)
class _Sample:
    """A file whose format is wanted."""

    data: bytes
    name: str

    @property
    def suffix(self) -> str:
        return self.name.rpartition(".")[2].lower()

    @cached_property
    def head(self) -> str:
        """The beginning of the text, empty for what is no text."""
        if self.data.startswith((_ZIP, _OLE, *_ARCHIVES)) or _is_picture(self.data):
            return ""
        head = decode(self.data[:_HEAD]).text
        return "" if not head.strip() or "\0" in head else head

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of a package, none where it is damaged."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as package:
                return tuple(entry.filename for entry in package.infolist())
        except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError):
            # Archives of a newer version than zipfile knows are not implemented.
            return ()

    @property
    def is_damaged(self) -> bool:
        """Whether more than a tenth of the beginning are no characters of a text."""
        odd = sum(1 for letter in self.head if (letter < " " and letter not in "\t\n\r\f\v") or letter == "\ufffd")
        return odd * 10 > len(self.head)


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format of published reports.

    `label` is its name for people, the same for formats that they need not tell apart; `suffixes` are those of files in
    a folder that may be reports; what a file is its bytes say, by `detect`. `module` below gkgen.importers.readers has
    the function `read`, and is imported when it is needed, for that of PDF takes a quarter of a second; without one
    LibreOffice has to turn the file into .docx first, or it cannot be read at all.
    """

    name: str
    label: Term
    suffixes: tuple[str, ...]
    detect: Callable[[_Sample], bool]
    module: str = ""
    is_converted: bool = False
    max_bytes: int = MAX_SIZE

    def read(self, data: bytes, name: str) -> ParsedDocument:
        """The report in a file of this format."""
        read: Reader = import_module(f"gkgen.importers.readers.{self.module}").read
        return read(data, name)


def _is_encrypted(sample: _Sample) -> bool:
    data = sample.data
    if not data.startswith(_OLE):
        return False
    if _ENCRYPTED in data:
        return True
    starts = range(_SECTOR, min(len(data), 1_000_000), _SECTOR)
    return any(data[at : at + 2] == _WORD_MARK and data[at + _FLAGS] & _ENCRYPTED_BIT for at in starts)


def _is_flat(sample: _Sample) -> bool:
    """A Word file whose parts stand in one XML file, as systems that fill in a template write."""
    return bool(_FLAT.search(sample.head))


def _is_old_word(sample: _Sample) -> bool:
    if sample.data.startswith(_OLE):
        return any(stream in sample.data for stream in _WORD_STREAMS)
    return bool(_WORD_XML.search(sample.head))


def _is_archive(sample: _Sample) -> bool:
    head = sample.data[:_HEAD]
    return not head.startswith((_ZIP, _OLE)) and head.lstrip()[:1].isalpha() and bool(_ARCHIVE.search(head))


def _is_mail(sample: _Sample) -> bool:
    """A mail with its headers; texts that quote some have no version of MIME."""
    return bool(_HEADER.match(sample.head) and _MIME.search(sample.head)) or _is_text(sample, "eml")


def _is_page(sample: _Sample) -> bool:
    """A web page; a fragment of one, whatever its name, or any text that is called so."""
    if _HTML.search(sample.head):
        return True
    is_unnamed = sample.suffix in {"doc", "wps", "txt", ""}
    return (is_unnamed and len(_FRAGMENT.findall(sample.head)) > 2) or _is_text(sample, *_PAGES)


def _is_text(sample: _Sample, *suffixes: str) -> bool:
    return bool(sample.head) and not sample.is_damaged and (not suffixes or sample.suffix in suffixes)


def _is_plain(sample: _Sample) -> bool:
    """Any text but XML of another program, which is none for people."""
    return _is_text(sample) and not sample.head.lstrip("\ufeff \r\n\t").startswith(("<?xml", "<svg"))


def _is_markdown(sample: _Sample) -> bool:
    return _is_text(sample, *_MARKDOWN)


def _is_pdf(sample: _Sample) -> bool:
    return b"%PDF-" in sample.data[:_PDF_WITHIN]


def _is_rtf(sample: _Sample) -> bool:
    return sample.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")


def _is_docx(sample: _Sample) -> bool:
    return _in_zip(sample, b"word/document") or _is_flat(sample)


def _in_zip(sample: _Sample, mark: bytes, within: int | None = None) -> bool:
    """Whether a package has a part of that name; names stand in the file as they are.

    A file inside an archive may be a package itself; of one that is damaged nobody knows.
    """
    if not sample.data.startswith(_ZIP) or mark not in sample.data[:within]:
        return False
    return within is not None or not sample.parts or any(name.startswith(mark.decode()) for name in sample.parts)


_PAGES = ("html", "htm", "shtml")
_MARKDOWN = ("md", "markdown")
_WORD, _WEB_PAGE, _TEXT = Term("Word", "Word"), Term("网页", "web page"), Term("文本", "text")
ENCRYPTED = ImportFormat("encrypted", _WORD, (), _is_encrypted)
UNKNOWN = ImportFormat("unknown", Term("", ""), (), lambda _: True)
RTF = ImportFormat("rtf", Term("RTF", "RTF"), ("rtf",), _is_rtf, is_converted=True)
FORMATS: tuple[ImportFormat, ...] = (
    ImportFormat(
        "pdf", Term("PDF", "PDF"), ("pdf",), lambda sample: b"%PDF-" in sample.data[:_PDF_WITHIN], "pdf.pdf_reader"
    ),
    ImportFormat("docx", _WORD, ("docx",), _is_docx, "word_with_chunks"),
    ImportFormat("odt", Term("ODT", "ODT"), ("odt",), lambda sample: _in_zip(sample, _ODT, 200), is_converted=True),
    ENCRYPTED,
    RTF,
    ImportFormat("mht", _WEB_PAGE, ("mht", "mhtml"), _is_archive, "html.mhtml"),
    ImportFormat("eml", Term("邮件", "mail"), ("eml",), _is_mail, "mail"),
    ImportFormat("doc", _WORD, ("doc", "wps"), _is_old_word, is_converted=True),
    ImportFormat("html", _WEB_PAGE, _PAGES, _is_page, "html.html_reader"),
    ImportFormat(
        "md",
        Term("Markdown", "Markdown"),
        _MARKDOWN,
        lambda sample: _is_text(sample, *_MARKDOWN),
        "plain.markdown",
        max_bytes=MAX_PLAIN,
    ),
    ImportFormat("txt", _TEXT, ("txt",), _is_plain, "plain.plain_text", max_bytes=MAX_PLAIN),
)
"""In the order in which they are tried: the first that detects a file is its format."""


def import_suffixes() -> frozenset[str]:
    """Of the files in a folder, those that may be reports; without the dot."""
    return frozenset(suffix for each in FORMATS for suffix in each.suffixes)


def import_labels() -> tuple[Term, ...]:
    """The names of the formats for people, each once."""
    return tuple(dict.fromkeys(each.label for each in FORMATS))


def sniff(data: bytes, name: str) -> ImportFormat:
    """The format of a file. A name counts only where the bytes are plain text."""
    sample = _Sample(data, name)
    return next((each for each in FORMATS if each.detect(sample)), UNKNOWN)


def read_document(data: bytes, name: str) -> ParsedDocument:
    """The report in a file, or why it cannot be read; a format that needs LibreOffice counts as unknown here."""
    found = sniff(data, name)
    if len(data) > MAX_SIZE:
        return refused(name, found, "I42", size=str(round(len(data) / 1e6)), limit=MAX_SIZE // 1_000_000)
    if len(data) > found.max_bytes:
        return refused(name, found, "I42", size=str(round(len(data) / 1e6, 1)), limit=found.max_bytes // 1_000_000)
    if found is ENCRYPTED:
        return refused(name, found, "I40")
    if not found.module:
        return refused(name, found, _kind_of_foreign(data))
    original = with_attachment(found.read(data, name), _read_attached)
    count = sum(_length(block) for block in original.blocks)
    if count > MAX_TEXT or len(original.blocks) > MAX_BLOCKS:
        return refused(name, found, "I42.text", count=count, parts=len(original.blocks))
    return original


def _read_attached(data: bytes, name: str) -> ParsedDocument | None:
    """An attachment; None for a mail, and for what LibreOffice would have to convert."""
    kind = sniff(data, name)
    if not kind.module or kind.name == "eml" or len(data) > kind.max_bytes:
        return None
    return kind.read(data, name)


def _kind_of_foreign(data: bytes) -> str:
    """The kind of finding for a file that is no report in a format that can be read."""
    for start, kinds in ((_ZIP, _IN_ZIP), (_OLE, _IN_OLE)):
        if data.startswith(start):
            return next(
                (kind for mark, kind in kinds if mark in data), "I43.archive" if start is _ZIP else "I43.unknown"
            )
    if data.startswith(_ARCHIVES):
        return "I43.archive"
    return "I43.picture" if _is_picture(data) else "I43.unknown"


def _is_picture(data: bytes) -> bool:
    """Whether a file is a picture; a text may begin with the letters that a bitmap begins with."""
    is_bitmap = data.startswith(_BITMAP) and b"\0" in data[:_BITMAP_HEAD]
    is_within = any(data.startswith(mark, at) for at, mark in _PICTURES_WITHIN)
    return data.startswith(_PICTURES) or is_within or is_bitmap


def _length(block: SourceBlock) -> int:
    match block:
        case TextBlock():
            return len(block.text)
        case GridBlock(rows=rows):
            return sum(len(cell.text) + 1 for row in rows for cell in row)
        case LooseTable(lines=lines):
            return sum(len(line.text) for line in lines)
        case ImageBlock():
            return 0


def refused(name: str, found: ImportFormat, kind: str, **values: str | int) -> ParsedDocument:
    """Nothing read, and why."""
    return ParsedDocument(name, found.name, (), diagnostics=(diagnose(kind, name, **values),))
