"""The looks in templates/looks: complete, drawn from the form, and usable after LibreOffice has saved them."""

from dataclasses import replace
from pathlib import Path

import pytest

from gkgen import resources
from gkgen.document import Document, Signature
from gkgen.form import Edition
from gkgen.importers.readers.docx import docx_reader
from gkgen.ooxml import ReadParagraph, W, parse, read, read_package
from gkgen.pipeline.core.checking import form
from gkgen.resources import TemplateSet, load_template_set, look_folder
from gkgen.word_templates import draw, verify
from gkgen.word_templates.looks import LOOKS
from gkgen.writers import docx
from tests.writers.pages import report, same_number

SAVED = Path(__file__).parent / "saved_by_libreoffice"
"""The Word templates of all looks, with another size of text and other colours, saved by LibreOffice 7.4."""
BOTH = [(look, edition) for look in resources.looks() for edition in form().editions]
NUMBER = "新政报〔2022〕3号"


def name(value: object) -> str:
    return value.name if isinstance(value, Edition) else str(value)


def numbered(edition: str) -> Document:
    document = replace(report(edition=edition), signature=Signature("某市新建路街道办事处", "2022年1月26日"))
    return replace(document, details=(*document.details, ("document_no", "文号", NUMBER)))


def with_letterhead(edition: str, template: bytes | None = None) -> TemplateSet:
    looks = load_template_set(edition, look_folder("letterhead"))
    return looks if template is None else replace(looks, docx=template)


def test_every_look_that_can_be_drawn_has_its_folder() -> None:
    assert resources.looks() == tuple(sorted(LOOKS)) != ()


@pytest.mark.parametrize(("look", "edition"), BOTH, ids=name)
def test_a_look_has_the_word_template_that_is_drawn_and_rules_of_its_own(look: str, edition: Edition) -> None:
    looks, plain = load_template_set(edition.name, look_folder(look)), load_template_set(edition.name)
    assert looks.docx == draw(edition, look) != plain.docx
    assert looks.css.startswith(plain.css)
    assert "@media print" in looks.css.removeprefix(plain.css)
    assert "@media screen" in looks.css.removeprefix(plain.css)
    assert verify(edition, looks.docx, look) == ()


@pytest.mark.parametrize(("look", "edition"), BOTH, ids=name)
def test_a_look_that_libreoffice_saved_still_builds(look: str, edition: Edition) -> None:
    """LibreOffice gives styles other keys, and leaves them their names."""
    data = (SAVED / f"{look}-{edition.name}.docx").read_bytes()
    assert b"LibreOffice" in read_package(data)["docProps/app.xml"]
    assert verify(edition, data, look) == ()
    document = same_number(numbered(edition.name), "123456789")
    made = docx.write(document, TemplateSet(edition.name, data, "", ""))
    assert docx.compare(document, made) == ()
    styles = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")  # type: ignore[union-attr]
        for style in parse(read_package(made)["word/styles.xml"]).iter(f"{W}style")
    }
    used = {
        styles.get(mark.get(f"{W}val")) for mark in parse(read_package(made)["word/document.xml"]).iter(f"{W}pStyle")
    }
    assert None not in used
    assert used & {"表格数字8磅", "表格数字7磅", "表格数字5磅"}


@pytest.mark.parametrize(
    ("office", "style"),
    [("某市新建路街道办事处", "发文机关标志"), ("某某市新建路街道办事处管委会", "发文机关标志（长）")],
)
def test_a_letterhead_stands_above_the_title_in_type_that_fits(office: str, style: str) -> None:
    document = replace(numbered("2021"), office=office)
    head = [block for block in read(docx.write(document, with_letterhead("2021"))) if isinstance(block, ReadParagraph)]
    assert [(block.style, block.text) for block in head if block.text][:2] == [(style, office), ("发文字号", NUMBER)]


def test_without_a_number_the_line_is_drawn_below_the_office() -> None:
    document = report()
    made = docx.write(document, with_letterhead("2021"))
    head = [block for block in read(made) if isinstance(block, ReadParagraph)]
    assert [block.style for block in head[:3]] == ["发文机关标志", "红色分隔线", "Title"]
    assert docx.compare(document, made) == ()


def test_a_letterhead_is_compared_as_everything_else_is() -> None:
    made = docx.write(numbered("2021"), with_letterhead("2021"))
    (found,) = docx.compare(replace(numbered("2021"), details=(("document_no", "文号", "新政报〔2022〕4号"),)), made)
    assert (found.expected, found.found) == ("新政报〔2022〕4号", NUMBER)


def test_gkgens_own_word_file_says_which_lines_are_the_letterhead() -> None:
    parsed = docx_reader.read(docx.write(numbered("2021"), with_letterhead("2021")), "report.docx")
    assert parsed.is_own
    assert [str(block.part) for block in parsed.blocks[:4]] == ["letterhead", "letterhead", "title", "title"]  # type: ignore[union-attr]
