"""Mails as programs save them (.eml, RFC 5322): their text as a web page or plain, and what is attached by name."""

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ParsedDocument
from gkgen.importers.readers.html import html_reader
from gkgen.importers.readers.html.mhtml import too_many_parts
from gkgen.importers.readers.plain import plain_text

KIND = "eml"


def read(data: bytes, name: str) -> ParsedDocument:
    """The text of the mail; its attachments are files of their own and not read."""
    if refusal := too_many_parts(data, name):
        return _refused(name, refusal)
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        body = message.get_body(preferencelist=("html", "plain"))
        attached = tuple(each.get_filename() or "" for each in message.iter_attachments())
        content = body.get_payload(decode=True) if body is not None else b""
        text = content if isinstance(content, bytes) else b""
        charset = (body.get_content_charset() or "") if body is not None else ""
        is_page = body is not None and body.get_content_type() == "text/html"
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as fault:
        return _refused(name, diagnose("I43", name, format="EML", reason=str(fault)[:200]))
    found = html_reader.read(text, name, charset) if is_page else plain_text.read(text, name, charset)
    return ParsedDocument(
        name, KIND, found.blocks, found.details, diagnostics=found.diagnostics, attached=tuple(filter(None, attached))
    )


def _refused(name: str, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, KIND, (), diagnostics=(diagnostic,))
