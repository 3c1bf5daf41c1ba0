"""Mails: their text is read, headers are none of it, and what is attached is named where the text has no table."""

import io
from email.message import EmailMessage

import docx
import pytest

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


def word_file(*rows: tuple[str, str]) -> bytes:
    document = docx.Document()
    document.add_paragraph("柳林镇人民政府2024年政府信息公开工作年度报告")
    table = document.add_table(len(rows), 2)
    for row, texts_of_row in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts_of_row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_attachments(*files: bytes) -> ParsedDocument:
    message = EmailMessage()
    message["From"], message["MIME-Version"] = "a@example.cn", "1.0"
    message.set_content("王主任：年报已改好，请查收附件。")
    for number, data in enumerate(files):
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{number}.bin")
    return read_document(message.as_bytes(), "x.eml")


def test_the_one_attachment_with_a_table_is_read_in_place_of_the_mail() -> None:
    found = with_attachments(b"GIF89a", word_file(("行政许可", "46")))
    assert texts(found) == ["柳林镇人民政府2024年政府信息公开工作年度报告"]
    assert [each.kind for each in found.diagnostics] == ["I45.attached"]
    assert "请查收附件" in found.diagnostics[0].message("zh")


def test_of_two_reports_none_is_chosen() -> None:
    found = with_attachments(word_file(("行政许可", "46")), word_file(("行政许可", "49")))
    assert texts(found) == ["王主任：年报已改好，请查收附件。"]
    assert [each.kind for each in found.diagnostics] == ["I45.attachments"]


@pytest.mark.parametrize("mark", ["--", "-----原始邮件-----", "2024年1月19日 王五 写道：", "发件人：王五"])
def test_the_signature_and_the_mail_that_is_answered_are_left_out_and_told(mark: str) -> None:
    found = mail(f"形式\t数量\n图文\t17\n视频\t14\n完。\n{mark}\n初稿131件。\n")
    assert texts(found) == ["完。"]
    assert "131" in found.diagnostics[0].message("zh")


def test_a_report_that_was_passed_on_is_read() -> None:
    assert texts(mail("请看。\n-----原始邮件-----\n形式\t数量\n图文\t17\n视频\t14\n"))[0] == "请看。"
    assert mail("请看。\n-----原始邮件-----\n形式\t数量\n图文\t17\n视频\t14\n").diagnostics == ()
