"""Word files with the web pages, texts and Word files that are put into them whole (ECMA-376, part 1, 17.17.2)."""

from gkgen import lazy_re as re
from gkgen.diagnostics import has_errors
from gkgen.importers.parsed_document import ParsedDocument
from gkgen.importers.readers.docx import docx_reader

_HEAD = 4096
_ZIP, _RTF = b"PK\x03\x04", b"{\\rtf"
# A page in one file begins with headers (RFC 2557), any other with its first tag.
_MESSAGE = re.compile(
    rb"\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:mime-version|content-type)[ \t]*:", re.IGNORECASE
)
_TAG = re.compile(rb"<[!?a-z]", re.IGNORECASE)


def read(data: bytes, name: str) -> ParsedDocument:
    """The blocks of a .docx, those of the files inside it in their places."""
    return docx_reader.read(data, name, _chunk)


def read_pages(data: bytes, name: str) -> ParsedDocument:
    """The same as its pages show it, whatever gkgen knows of the styles that it gave them."""
    return docx_reader.read_pages(data, name, _chunk)


def _chunk(data: bytes, name: str) -> ParsedDocument | None:
    """What a file inside a Word file says; None where it cannot be read here. Those inside of it are not read."""
    if data.startswith(_ZIP):
        found = docx_reader.read_pages(data, name)
    elif data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_RTF):
        return None
    elif _MESSAGE.match(data[:_HEAD]):
        from gkgen.importers.readers.html import mhtml

        found = mhtml.read(data, name)
    elif _TAG.search(data[:_HEAD].replace(b"\0", b"")):
        from gkgen.importers.readers.html import html_reader

        found = html_reader.read(data, name)
    else:
        from gkgen.importers.readers.plain import plain_text

        found = plain_text.read(data, name)
    return None if has_errors(found.diagnostics) else found
