"""Templates of all sorts: damaged, wrong, restyled, saved again by another program."""

import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from gkgen.document import Figure, Heading, ListItem, Paragraph, Run, SmallTable
from gkgen.errors import TemplateError
from gkgen.ooxml import read_package, write_package
from gkgen.resources import load_template_set
from gkgen.word_templates import verify
from gkgen.writers import docx
from tests.writers import pages as made
from tests.writers.pages import EDITIONS, paragraph, picture, report, runs

TABLE = SmallTable((1, 2), ((runs("形式"), runs("数")), (runs("图片解读"), runs("3"))))
FONTS = Path(__file__).parents[1] / "fonts.conf"

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"no zip"])
def test_what_is_no_package_is_a_template_error(data: bytes) -> None:
    with pytest.raises(TemplateError):
        docx.write(report(), replace(load_template_set("2021"), docx=data))


PARTS = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "word/footer1.xml", "_rels/.rels")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("content", [None, b"", b"<a/>", b"<a", b"\xff"])
def test_a_part_that_is_missing_or_wrong_is_at_most_a_template_error(part: str, content: bytes | None) -> None:
    """python-docx says it with KeyError, ValueError, AttributeError and more; none may look like a fault of ours."""
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    assert package.pop(part)
    if content is not None:
        package[part] = content
    expectation = pytest.raises(TemplateError) if part == "word/document.xml" else contextlib.suppress(TemplateError)
    with expectation:
        docx.write(report(), replace(looks, docx=write_package(package)))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ line | }}",
        "{{ line | shout }}",
        "{{ line.x.y }}",
        "{{ 1 / 0 }}",
        "{{ title[9] }}",
        "{{ line + 1 }}",
        "{{ line() }}",
        "{{ ''.__class__.__mro__ }}",
        "{% for x in title %}",
        "{% include 'x' %}",
    ],
)
def test_a_tag_that_cannot_be_filled_in_is_a_template_error(tag: str) -> None:
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    assert b"{{ line }}" in package["word/document.xml"]
    package["word/document.xml"] = package["word/document.xml"].replace(b"{{ line }}", tag.encode())
    with pytest.raises(TemplateError, match=r"2021/report\.docx"):
        docx.write(report(), replace(looks, docx=write_package(package)))


@pytest.mark.parametrize("tag", ["{{ line", "{{ line }", "{ line }}"])
def test_a_tag_without_its_braces_is_found_when_the_file_is_read_back(tag: str) -> None:
    """Jinja2 takes such a tag for text, or docxtpl lets it swallow what follows."""
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    package["word/document.xml"] = package["word/document.xml"].replace(b"{{ line }}", tag.encode())
    found = docx.compare(report(), docx.write(report(), replace(looks, docx=write_package(package))))
    assert {difference.where.zh for difference in found} == {"标题"}


def test_tables_that_follow_one_another_are_kept_apart() -> None:
    """Word shows two tables without a paragraph between them as one, and wants a paragraph at the end."""
    blocks = (TABLE, TABLE)
    document = report(*blocks)
    last = replace(document.sections[-1], body=blocks)
    document = replace(document, sections=(*document.sections[:-1], last))
    data = docx.write(document, load_template_set("2021"))
    assert docx.compare(document, data) == ()
    text = read_package(data)["word/document.xml"].decode()
    assert "</w:tbl><w:tbl>" not in text
    assert "</w:tbl><w:sectPr" not in text
    assert text.count("</w:tbl>") == 7


def converted(path: Path, form: str, folder: Path) -> Path:
    command = ["soffice", f"-env:UserInstallation={(folder.parent / 'libreoffice').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", form, "--outdir", str(folder / "out"), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"FONTCONFIG_FILE": str(FONTS)},
    )
    return folder / "out" / path.with_suffix(f".{form.partition(':')[0]}").name


EVERYTHING = (
    Heading(2, runs("（一）标题")),
    Heading(3, runs("1.标题")),
    Heading(4, runs("（1）标题")),
    Paragraph((Run("前面"), Run("加粗", bold=True), Run("后面"))),
    ListItem("1.", 0, runs("一层")),
    ListItem("·", 1, runs("二层")),
    ListItem("·", 2, runs("三层")),
    Figure("走势.png", "图 1"),
    TABLE,
    TABLE,
    paragraph("末段 < & 之后"),
)


@needs_libreoffice
@pytest.mark.parametrize("form_of_docx", ["docx:MS Word 2007 XML", "docx:Office Open XML Text"])
def test_a_template_saved_again_by_libreoffice_still_works(form_of_docx: str, tmp_path: Path) -> None:
    """Another program splits runs, renames styles, moves page breaks into the text, types its properties otherwise."""
    path = tmp_path / "report.docx"
    looks = load_template_set("2021")
    path.write_bytes(looks.docx)
    saved = converted(path, form_of_docx, tmp_path).read_bytes()
    assert saved != looks.docx
    edition = made.form().edition("2021")
    assert edition is not None
    assert verify(edition, saved, "report.docx") == ()
    document = report(*EVERYTHING)
    assert docx.compare(document, docx.write(document, replace(looks, docx=saved))) == ()


@needs_libreoffice
@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_sets_the_pages_with_table_three_on_one(edition: str, tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    document = replace(report(*EVERYTHING, edition=edition), pictures=(("走势.png", picture(600, 300)),))
    path = tmp_path / "report.docx"
    path.write_bytes(docx.write(document, load_template_set(edition)))
    with pdfplumber.open(converted(path, "pdf", tmp_path)) as pdf:
        fonts = {char["fontname"].partition("+")[2].partition("-")[0] for page in pdf.pages for char in page.chars}
        pages = [page.extract_text().replace(" ", "") for page in pdf.pages]
    assert [page.splitlines()[-1] for page in pages] == [f"—{number}—" for number in range(1, len(pages) + 1)]
    heading = document.sections[2].heading
    (third,) = [page for page in pages if heading in page]
    assert third.startswith(heading)
    assert "四、结转下年度继续办理" in third
    assert fonts == {"FandolFang", "FandolHei", "FandolKai", "FandolSong", "LiberationSerif"}
    assert "".join(document.title) in pages[0].replace("\n", "")


@needs_libreoffice
def test_headings_at_the_foot_of_a_page_go_on_with_their_text(tmp_path: Path) -> None:
    """LibreOffice left them behind while the title had contextual spacing."""
    pdfplumber = pytest.importorskip("pdfplumber")
    heads = (Heading(2, runs("（一）甲")), Heading(3, runs("1.乙")), Heading(4, runs("（1）丙")))
    path = tmp_path / "report.docx"
    document = report(*[paragraph("短句。")] * 14, *heads, paragraph("正文。" * 40))
    path.write_bytes(docx.write(document, load_template_set("2021")))
    with pdfplumber.open(converted(path, "pdf", tmp_path)) as pdf:
        lines = pdf.pages[1].extract_text().splitlines()
    assert [line.replace(" ", "") for line in lines[:3]] == ["（一）甲", "1.乙", "（1）丙"]


def test_tags_outside_the_body_say_of_each_report_its_own() -> None:
    """The template is opened once for all reports; what one is filled with must not stand in the next."""
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    footer, core = package["word/footer1.xml"], package["docProps/core.xml"]
    assert footer.count("— ".encode()) == 1
    package["word/footer1.xml"] = footer.replace("— ".encode(), b"{{ office }} ")
    end, remark = b"</cp:coreProperties>", b"<dc:description>{{ office }}</dc:description>"
    package["docProps/core.xml"] = core.replace(end, remark + end)
    own = replace(looks, docx=write_package(package))
    for office in ("甲街道办事处", "乙街道办事处"):
        parts = read_package(docx.write(replace(report(), office=office), own))
        assert f">{office} <".encode() in parts["word/footer1.xml"]
        assert f">{office}</dc:description>".encode() in parts["docProps/core.xml"]


def test_a_property_longer_than_word_allows_is_a_template_error() -> None:
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    remark = b"<dc:description>" + b"x" * 256 + b"</dc:description></cp:coreProperties>"
    package["docProps/core.xml"] = package["docProps/core.xml"].replace(b"</cp:coreProperties>", remark)
    with pytest.raises(TemplateError, match=r"2021/report\.docx"):
        docx.write(report(), replace(looks, docx=write_package(package)))


def test_a_template_without_properties_has_those_of_the_report() -> None:
    looks = load_template_set("2021")
    package = read_package(looks.docx)
    for part in ("[Content_Types].xml", "_rels/.rels"):
        package[part] = re.sub(rb"<(Override|Relationship) [^>]*core[^>]*/>", b"", package[part])
    del package["docProps/core.xml"]
    data = docx.write(report(), replace(looks, docx=write_package(package)))
    assert report().office.encode() in read_package(data)["docProps/core.xml"]
    assert data == docx.write(report(), replace(looks, docx=write_package(package)))
