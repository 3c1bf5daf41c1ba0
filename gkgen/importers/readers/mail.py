"""Mails as programs save them (.eml, RFC 5322): their text as a web page or plain, and what is attached by name."""

from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ParsedDocument, SourceBlock, TextBlock
from gkgen.importers.readers.excerpts import shortened
from gkgen.importers.readers.html import html_reader
from gkgen.importers.readers.html.mhtml import too_many_parts
from gkgen.importers.readers.plain import plain_text

KIND = "eml"
# The signature (RFC 3676, 4.3), and what programs put before a mail that is answered or passed on.
_ANSWERED = re.compile(
    r"--\s*$|[-—_=\s]*(?:原始邮件|转发邮件|回复的邮件|Original Message|Forwarded message)|_{10,}$"
    r"|(?:发件人|寄件者|From)[:：]|.{0,80}(?:写道|寫道|wrote)\s*[:：]$",
    re.IGNORECASE,
)


def read(data: bytes, name: str) -> ParsedDocument:
    """The text of the mail, without the mails that it answers; its attachments are files of their own."""
    if refusal := too_many_parts(data, name):
        return _refused(name, refusal)
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        body = message.get_body(preferencelist=("html", "plain"))
        attached = tuple(_attachments(message))
        content = body.get_payload(decode=True) if body is not None else b""
        text = content if isinstance(content, bytes) else b""
        charset = (body.get_content_charset() or "") if body is not None else ""
        is_page = body is not None and body.get_content_type() == "text/html"
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError) as fault:
        return _refused(name, diagnose("I43", name, format="EML", reason=str(fault)[:200]))
    found = html_reader.read(text, name, charset) if is_page else plain_text.read(text, name, charset)
    blocks, left = _without_answered(found.blocks)
    told = (diagnose("I45", name, pieces=shortened(left)),) if left else ()
    names = tuple(each for each, _ in attached)
    return ParsedDocument(
        name, KIND, blocks, found.details, False, (*found.diagnostics, *told), names, attachments=attached
    )


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for each in message.iter_attachments():
        content = each.get_payload(decode=True)
        if (file_name := each.get_filename()) and isinstance(content, bytes):
            yield file_name, content


def _without_answered(blocks: Sequence[SourceBlock]) -> tuple[tuple[SourceBlock, ...], list[str]]:
    """The blocks up to the signature of the mail or the mail that it answers, behind the last table; the others."""
    last = max((at for at, block in enumerate(blocks) if not isinstance(block, TextBlock)), default=-1)
    texts = {at: block.text for at, block in enumerate(blocks) if isinstance(block, TextBlock) and at > last >= 0}
    end = next((at for at, text in texts.items() if _ANSWERED.match(text.strip())), len(blocks))
    return tuple(blocks[:end]), [text for at, text in texts.items() if at >= end]


def _refused(name: str, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, KIND, (), diagnostics=(diagnostic,))
