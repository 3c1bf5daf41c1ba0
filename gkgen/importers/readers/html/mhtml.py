"""Web pages saved as a single file (.mht, RFC 2557), as Word and WPS write too: the parts of a message."""

from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from urllib.parse import urljoin

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ParsedDocument
from gkgen.importers.readers.html import html_reader

KIND = "mht"
MAX_PARTS = 2_000
_PART = re.compile(rb"^content-type:[ \t]", re.IGNORECASE | re.MULTILINE)


def read(data: bytes, name: str) -> ParsedDocument:
    """The page, with the pictures that are in the same file."""
    if refusal := too_many_parts(data, name):
        return _refused(name, refusal)
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        pieces = [part for part in message.walk() if not part.is_multipart()]
        page = next((part for part in pieces if part.get_content_type() == "text/html"), None)
        if page is None:
            raise ValueError("no page among its parts")
        files = dict(_files(page, pieces))
        return html_reader.read(_bytes(page), name, page.get_content_charset() or "", files)
    except (MessageError, ValueError, LookupError, RecursionError) as fault:
        return _refused(name, diagnose("I43", name, format="MHT", reason=str(fault)[:200]))


def too_many_parts(data: bytes, name: str) -> Diagnostic | None:
    """The finding about a message with more parts than are read (I42.parts); None for an ordinary one."""
    parts = sum(1 for _ in _PART.finditer(data))
    return diagnose("I42.parts", name, parts=parts, limit=MAX_PARTS) if parts > MAX_PARTS else None


def _refused(name: str, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, KIND, (), diagnostics=(diagnostic,))


def _files(page: Message, pieces: list[Message]) -> Iterator[tuple[str, bytes]]:
    """The pictures by each address that the page may use for them: whole, as seen from the page, by number."""
    base = _location(page)
    for part in pieces:
        if part.get_content_maintype() != "image":
            continue
        content = _bytes(part)
        if place := _location(part):
            yield place, content
            yield urljoin(base, place), content
            if base and place.startswith(base.rpartition("/")[0]):
                yield place.removeprefix(base.rpartition("/")[0]).lstrip("/"), content
        if number := str(part.get("Content-ID", "")).strip("<> "):
            yield f"cid:{number}", content


def _location(part: Message) -> str:
    return "".join(str(part.get("Content-Location", "")).split())


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
