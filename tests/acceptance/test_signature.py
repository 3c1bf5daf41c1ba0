"""Who signs and when: the same place in every output, told apart from the last section."""

import json
import re
from dataclasses import replace

import lxml.html
import pytest

from gkgen.document import Document, Signature
from gkgen.ooxml import ReadParagraph, read, read_package
from gkgen.writers import docx, html
from gkgen.writers.json import as_data
from tests.office import check, document, office
from tests.writers.pages import built_in, report

DATED = {"署名": "新郑市新建路街道办事处", "发布信息": "{成文日期: 2022-01-06}"}


def signed(name: str, date: str) -> Document:
    return replace(report(), signature=Signature(name, date))


def gaps(text: str) -> int:
    return len(re.findall(r"(?<=\d)(?=\D)|(?<=\D)(?=\d)", text))


@pytest.mark.parametrize(
    ("name", "date", "indents"),
    [
        ("新郑市新建路街道办事处", "2022年1月6日", (2, 3.75)),
        ("张庄镇人民政府", "2022年1月26日", (4.75, 2)),
        ("区政府", "2022年11月26日", (9.25, 2)),
    ],
)
def test_the_date_begins_two_characters_behind_the_name(name: str, date: str, indents: tuple[float, float]) -> None:
    signature = Signature(name, date)
    assert signature.indents == indents
    # Of a gap between scripts a quarter of a character, of a digit half of one.
    widths = [sum(0.5 if letter.isascii() else 1 for letter in text) + gaps(text) / 4 for text in (name, date)]
    assert signature.indents[0] + widths[0] - (signature.indents[1] + widths[1]) == 2
    assert min(signature.indents) == 2


def test_the_file_says_both() -> None:
    assert document(office(**DATED)).signature == Signature("新郑市新建路街道办事处", "2022年1月6日")
    assert document(office(署名="张庄镇人民政府")).signature == Signature("张庄镇人民政府", "")
    assert document(office(发布信息="{成文日期: 2022-01-06}")).signature is None


def test_a_signature_is_one_line_of_text() -> None:
    assert [found.code for found in check(office(署名="[a]")).diagnostics] != []


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_word_prints_it_last_and_is_compared(edition: str) -> None:
    whole = replace(report(edition=edition), signature=Signature("某市新建路街道办事处", "2022年1月26日"))
    data = docx.write(whole, built_in(edition))
    last = [block for block in read(data) if isinstance(block, ReadParagraph)][-2:]
    assert [block.text for block in last] == ["某市新建路街道办事处", "2022年1月26日"]
    assert docx.compare(whole, data) == ()
    other = replace(whole, signature=Signature("某市新建路街道办事处", "2022年1月27日"))
    assert [(found.where.zh, found.found) for found in docx.compare(other, data)] == [("署名", "2022年1月26日")]


def test_word_moves_it_in_by_characters() -> None:
    body = read_package(docx.write(signed("某市新建路街道办事处", "2022年1月26日"), built_in()))["word/document.xml"]
    assert re.findall(rb'<w:ind w:right="(\d+)"/>', body) == [b"630", b"709"]


def test_without_a_signature_nothing_is_left_of_it() -> None:
    body = read_package(docx.write(report(), built_in()))["word/document.xml"]
    assert b"Signature" not in body
    assert "signature" not in html.page(report(), built_in(), "").split("</style>")[1]
    assert as_data(report())["signature"] is None


def test_html_and_json_have_it() -> None:
    whole = signed("张&李街道办事处", "2022年1月26日")
    page = lxml.html.document_fromstring(html.page(whole, built_in(), ""))
    last = page.findall(".//main/*")[-1]
    assert last.tag == "footer"
    assert [line.text for line in last] == ["张&李街道办事处", "2022年1月26日"]
    data = json.loads(json.dumps(as_data(whole)))
    assert data["signature"] == {"name": "张&李街道办事处", "date": "2022年1月26日"}
