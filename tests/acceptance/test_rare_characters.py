"""Rare characters of names, and marks that are also Latin, in every role that an author writes in."""

import io

import pdfplumber
import pytest
from docx import Document as open_word

from gkgen.pipeline.inspecting.machine_health import RARE
from gkgen.resources import load_template_set
from gkgen.writers import docx, pdf
from tests.office import check, office

ROLES = {
    "title": {"标题": f"某某镇人民政府{RARE}2021年政府信息公开工作年度报告"},
    "text": {"引言": f"本报告由{RARE}编写。"},
    "bold": {"引言": f"本报告由**{RARE}**编写。"},
    "second heading": {"引言": f"|\n## {RARE}\n本报告由本机关编写。"},
    "third heading": {"引言": f"|\n## 说明\n### {RARE}\n本报告由本机关编写。"},
    "table": {"引言": f"|\n本机关如下：\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | {RARE} |"},
}


def test_every_role_shows_them_in_both_outputs() -> None:
    assert len(set(RARE)) == len(RARE) == 13
    for role, changes in ROLES.items():
        document = check(office(**changes)).document
        assert document is not None, role
        looks = load_template_set("2021")
        written = pdf.write(document, looks)
        assert [found.message() for found in written.diagnostics if found.code in {"E01", "E02"}] == [], role
        with pdfplumber.open(io.BytesIO(written.data)) as file:
            assert RARE in "".join(page.extract_text() for page in file.pages).replace("\n", ""), role
        word = open_word(io.BytesIO(docx.write(document, looks)))
        cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
        assert any(RARE in text for text in (*(each.text for each in word.paragraphs), *cells)), role


def test_quotation_marks_are_chinese_ones() -> None:
    """Half-width marks from a Latin font are the most frequent fault of typesetting Chinese with other tools."""
    document = check(office(引言="他说“好”——就这样·……")).document
    assert document is not None
    with pdfplumber.open(io.BytesIO(pdf.write(document, load_template_set("2021")).data)) as file:
        marks = [char for page in file.pages for char in page.chars if char["text"] in "“”—·…"]
    assert len(marks) >= 7
    families = {char["fontname"].partition("+")[2] for char in marks}
    assert {family for family in families if not family.startswith(("FandolFang", "Noto-Serif-CJK"))} == set()
    dashes = [char for char in marks if char["text"] in "—…" and "FandolFang" in char["fontname"]]
    assert [char["width"] for char in dashes] == pytest.approx([16] * 4, abs=0.3)
