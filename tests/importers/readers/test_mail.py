"""Mails: their text is read, headers are none of it, and what is attached is named where the text has no table."""

from email.message import EmailMessage

from gkgen.importers.parsed_document import ParsedDocument, TextBlock
from gkgen.importers.readers.format_detection import read_document


def mail(plain: str, page: str = "", attached: str = "") -> ParsedDocument:
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "a@example.cn", "年报", "1.0"
    message.set_content(plain)
    if page:
        message.add_alternative(page, subtype="html")
    if attached:
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=attached)
    return read_document(message.as_bytes(), "x.eml")


def texts(found: ParsedDocument) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, TextBlock)]


def test_the_page_of_a_mail_is_read_before_its_plain_text() -> None:
    assert texts(mail("依法公开。")) == ["依法公开。"]
    assert texts(mail("看不到。", "<p>依法公开信息。</p>")) == ["依法公开信息。"]


def test_a_report_that_is_attached_is_named() -> None:
    (told,) = mail("年报见附件。", attached="柳林镇年报.pdf").diagnostics
    assert told.kind == "I45.attachments"
    assert "柳林镇年报.pdf" in told.message("zh")


def test_an_attachment_beside_a_table_is_nothing_to_speak_of() -> None:
    assert mail("形式\t数量\n图文\t17\n视频\t14\n", attached="柳林镇年报.pdf").diagnostics == ()


def test_a_page_that_leads_to_the_report_names_it() -> None:
    page = '<html><body><h1>年报</h1><p>附件：<a href="/f/1.docx?x=1">柳林镇年报</a></p></body></html>'
    kinds = {each.kind: each.message("zh") for each in read_document(page.encode(), "x.html").diagnostics}
    assert "柳林镇年报" in kinds["I45.attachments"]


def test_lines_of_a_page_that_are_shown_as_typed_may_be_a_table() -> None:
    page = "<html><body><pre>形式\t数量\n图文\t17\n视频\t14\n</pre></body></html>"
    (block,) = read_document(page.encode(), "x.html").blocks
    assert not isinstance(block, TextBlock)
