"""The PDF: the same text and cells as the model, nothing swapped, cut off or fetched without a word."""

import hashlib
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import PDFStream, resolve1

from gkgen.diagnostics import Severity
from gkgen.document import Document, Figure, Heading, ListItem, Picture, SmallTable
from gkgen.errors import TemplateError
from gkgen.line_setter.word_lists import HANGING
from gkgen.resources import TemplateSet
from gkgen.writers import pdf
from gkgen.writers.written_file import WrittenFile
from tests.writers.pages import EDITIONS, HOSTILE, built_in, paragraph, picture, report, runs, same_number, texts

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, 262 * MM  # the type area on an A4 page
LONG = "全年主动公开政府信息749条，其中通过政府网站公开320条、政务新媒体公开429条；答复申请12件，按时答复率100%。"


def mixed(edition: str = "2021") -> Document:
    """A report with every kind of block."""
    return report(
        paragraph(LONG * 3),
        Heading(2, runs("（一）主动公开")),
        Heading(3, runs("1.重点领域")),
        Heading(4, runs("（1）财政信息")),
        *(paragraph(text) for text in HOSTILE),
        ListItem("（1）", 0, runs(LONG)),
        ListItem("①", 1, runs(LONG)),
        SmallTable((1, 2), ((runs("渠道"), runs("件数")), (runs("政府网站"), runs("320")))),
        Figure("走势.png", "图1 近三年"),
        paragraph("加粗", bold=True),
        paragraph("A" * 90),
        edition=edition,
    )


@cache
def written(edition: str) -> WrittenFile:
    return pdf.write(mixed(edition), built_in(edition), attachment='{"机关": 1}'.encode(), file="新建路.yaml")


def opened(data: bytes) -> Any:
    return pdfplumber.open(BytesIO(data))


def text_of(page: Any) -> str:
    """The text of the type area in the order in which it was drawn."""
    return "".join(char["text"] for char in page.chars if char["bottom"] < BOTTOM)


def copied(data: bytes) -> str:
    """The text as a viewer copies it; unlike pdfplumber it reads fonts that lack a glyph."""
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def lines_of(page: Any) -> list[list[Any]]:
    """The characters of each line, from the top down."""
    lines: dict[float, list[Any]] = {}
    for char in page.chars:
        lines.setdefault(round(baseline(char), 1), []).append(char)
    return [lines[height] for height in sorted(lines, reverse=True)]


def baseline(char: Any) -> float:
    return float(char["matrix"][5])


def kinds(result: WrittenFile) -> list[str]:
    return [finding.kind for finding in result.diagnostics]


def with_css(css: str) -> TemplateSet:
    return replace(built_in(), css=built_in().css + css)


def objects(data: bytes) -> Iterator[Any]:
    """Every object of the file."""
    with opened(data) as file:
        for xref in file.doc.xrefs:
            for number in xref.get_objids():
                yield resolve1(file.doc.getobj(number))


def dictionaries(data: bytes, name: str, value: str) -> list[dict[str, Any]]:
    found = (item.attrs if isinstance(item, PDFStream) else item for item in objects(data))
    return [item for item in found if isinstance(item, dict) and getattr(item.get(name), "name", "") == value]


# The text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pages_hold_every_text_in_its_order_and_nothing_else(edition: str) -> None:
    with opened(written(edition).data) as file:
        shown = "".join(text_of(page) for page in file.pages)
    assert bare(shown) == bare("".join(texts(mixed(edition))))
    assert len(shown) > 1500


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_said_about_a_report_without_fault(edition: str) -> None:
    assert written(edition).diagnostics == ()


def test_rare_characters_come_from_the_second_font() -> None:
    with opened(written("2021").data) as file:
        fonts = {char["text"]: char["fontname"] for page in file.pages for char in page.chars}
    assert all(fonts[character] != fonts["报"] and "Noto" in fonts[character] for character in "堃喆峣堽㙟𬭚")


# The page


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_three_stands_on_a_page_of_its_own_with_its_heading_on_top(edition: str) -> None:
    heading = next(section.heading for section in mixed(edition).sections if section.name == "requests")
    (table,) = (table for table in mixed(edition).tables() if table.name == "requests")
    whole = bare(heading + "".join(cell.text for row in table.rows for cell in row))
    with opened(written(edition).data) as file:
        assert 4 <= len(file.pages) <= 8
        assert [bare(text_of(page)).startswith(whole) for page in file.pages].count(True) == 1


@pytest.mark.parametrize("lines", [8, 10, 12, 14])
def test_table_two_breaks_between_its_captions_only(lines: int) -> None:
    with opened(pdf.write(report(*[paragraph("一行")] * lines), built_in()).data) as file:
        assert text_of(file.pages[1]).startswith(("第二十条第（", "二、主动公开"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_reaches_beyond_the_type_area(edition: str) -> None:
    with opened(written(edition).data) as file:
        seen = 0
        for page in file.pages:
            for char in page.chars:
                seen += 1
                if char["bottom"] < BOTTOM:
                    room = char["size"] if char["text"] in HANGING else 0
                    assert LEFT - 1 < char["x0"] <= char["x1"] < RIGHT + 1 + room, char["text"]
                    assert char["top"] > TOP - 1
        assert seen > 1500


@pytest.mark.parametrize("number", ["12345", "999999", "123456789"])
def test_the_longest_numbers_fit_their_cells_on_one_line(number: str) -> None:
    with opened(pdf.write(same_number(report(), number), built_in()).data) as file:
        cells = [cell for page in file.pages for table in page.find_tables() for cell in _cells(page, table)]
    found = [(text, lines) for text, lines in cells if text == number]
    assert len(found) == 10 + 175 + 15
    assert all(lines == 1 for _, lines in found)


def _cells(page: Any, table: Any) -> Iterator[tuple[str, int]]:
    """The text whose characters lie wholly inside each cell, and on how many lines."""
    for x0, top, x1, bottom in table.cells:
        inside = [
            char
            for char in page.chars
            if x0 <= char["x0"] and char["x1"] <= x1 and top - 2 <= char["top"] and char["bottom"] <= bottom + 2
        ]
        yield "".join(char["text"] for char in inside), len({round(char["top"]) for char in inside})


def test_page_numbers_stand_outside_odd_right_and_even_left_below_the_type_area() -> None:
    with opened(written("2021").data) as file:
        for index, page in enumerate(file.pages, start=1):
            number = [char for char in page.chars if char["top"] > BOTTOM and char["text"].strip()]
            assert "".join(char["text"] for char in number) == f"—{index}—"
            assert {round(char["size"]) for char in number} == {14}
            assert 262 + 7 <= number[0]["top"] / MM + 1 < 262 + 7 + 4
            if index % 2:
                assert number[-1]["x1"] == pytest.approx(RIGHT - 14, abs=1.5)
            else:
                assert number[0]["x0"] == pytest.approx(LEFT + 14, abs=1.5)


def test_body_text_has_the_sizes_of_the_standard() -> None:
    with opened(written("2021").data) as file:
        page = file.pages[0]
        lines = lines_of(page)
        sizes = [round(line[0]["size"], 1) for line in lines]
        assert sizes[:6] == [22, 22, 16, 16, 16, 16]
        heights = [baseline(line[0]) for line in lines if any("Fang" in char["fontname"] for char in line)]
        steps = [before - after for before, after in pairwise(heights)]
        assert len(steps) > 10
        assert all(step / 28.95 == pytest.approx(round(step / 28.95), abs=0.005) for step in steps)
        assert lines[2][0]["x0"] == pytest.approx(LEFT + 31.5, abs=0.5), "the first line is indented by two characters"


def test_full_lines_end_at_the_right_margin_whatever_stands_in_them() -> None:
    with opened(pdf.write(report(paragraph(LONG * 4)), built_in()).data) as file:
        lines = [line for line in lines_of(file.pages[0]) if round(line[0]["size"]) == 16]
    start = next(index for index, line in enumerate(lines) if "".join(char["text"] for char in line).startswith("全年"))
    full = lines[start : start + 7]
    hanging = [line for line in full if line[-1]["x0"] > RIGHT - 1]
    assert (len(full), bool(hanging)) == (7, True)
    assert {line[-1]["text"] for line in hanging} <= set("，。、；")
    assert all(line[-1]["x0"] == pytest.approx(RIGHT, abs=0.7) for line in hanging)
    assert all(line[-1]["x1"] == pytest.approx(RIGHT, abs=0.7) for line in full if line not in hanging)


def test_a_line_before_a_long_address_is_not_pulled_apart() -> None:
    address = "xinjianlujiedaobanshichuzhengwugongkai@example.gov.cn"
    with opened(pdf.write(report(paragraph(f"本报告的电子版可以索取，邮箱为{address}。")), built_in()).data) as file:
        lines = [line for line in lines_of(file.pages[0]) if round(line[0]["size"]) == 16]
    first = next(index for index, line in enumerate(lines) if line[-1]["text"] == "为")
    assert lines[first][-1]["x1"] < RIGHT - 50
    inside = [after["x0"] - before["x1"] for before, after in pairwise(lines[first + 1])]
    assert len(inside) > 30
    assert max(inside) < 1


def test_the_last_line_of_a_paragraph_is_not_stretched() -> None:
    with opened(pdf.write(report(paragraph("公" * 26 + "开" * 25)), built_in()).data) as file:
        (last,) = (line for line in lines_of(file.pages[0]) if line[0]["text"] == "开")
    assert last[-1]["x1"] == pytest.approx(LEFT + 25 * 15.75, abs=1)


def test_a_quarter_of_an_em_is_left_between_chinese_and_digits() -> None:
    with opened(pdf.write(report(paragraph("共749条。")), built_in()).data) as file:
        chars = [char for char in file.pages[0].chars if round(char["size"]) == 16]
    gaps = {a["text"] + b["text"]: b["x0"] - a["x1"] for a, b in pairwise(chars)}
    assert [gaps["共7"], gaps["9条"], gaps["74"]] == pytest.approx([3.75, 3.75, -0.25], abs=0.05)


# Fonts


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_font_is_embedded_and_cut_down_to_what_is_used(edition: str) -> None:
    data = written(edition).data
    descriptors = dictionaries(data, "Type", "FontDescriptor")
    assert len(descriptors) >= 5
    for descriptor in descriptors:
        assert re.match(r"[A-Z]{6}\+", descriptor["FontName"].name)
        assert {"FontFile2", "FontFile3"} & descriptor.keys()
    assert len(data) < 1_000_000


def test_a_font_that_is_not_installed_is_not_swapped_in_silence() -> None:
    result = pdf.write(report(), with_css('.preface { font-family: "No Such Font", serif }'), file="新建路.yaml")
    (finding,) = [finding for finding in result.diagnostics if finding.kind == "E01.family"]
    assert finding.file == "新建路.yaml"
    assert "No Such Font, serif" in finding.message()


def test_a_character_from_a_foreign_font_is_named_with_the_font() -> None:
    css = re.sub(r'"Noto (Serif|Sans) (CJK )?SC",', "", built_in().css)
    result = pdf.write(report(paragraph("石堃")), replace(built_in(), css=css))
    (finding,) = [finding for finding in result.diagnostics if finding.kind == "E01.substituted"]
    assert "堃（U+5803）" in finding.message()
    assert "Noto" in finding.message()


def test_a_role_without_a_font_is_an_error() -> None:
    css = re.sub(r"--kaiti: [^;]*;", '--kaiti: "No Such Font";', built_in().css)
    result = pdf.write(report(), replace(built_in(), css=css))
    assert "E01.font" in kinds(result)
    assert any(finding.severity is Severity.ERROR and "楷体" in finding.message() for finding in result.diagnostics)


def test_a_character_that_no_font_has_is_an_error_that_shows_where_it_stands() -> None:
    result = pdf.write(report(paragraph("前文写着古文字\U00012000，后文还有")), built_in(), file="新建路.yaml")
    (finding,) = result.diagnostics
    assert (finding.kind, finding.severity) == ("E02.glyph", Severity.ERROR)
    assert "\U00012000" in finding.message()
    assert "U+12000" in finding.message()
    assert "写着古文字\U00012000，后文还有" in finding.message()
    assert "古文字\U00012000，后文" in copied(result.data), "it can still be copied"


def test_emoji_are_kept_and_reported() -> None:
    result = pdf.write(report(paragraph("便民😀服务")), built_in())
    assert set(kinds(result)) <= {"E01.substituted", "E02.glyph"}
    assert "😀" in "".join(finding.message() for finding in result.diagnostics)
    assert "便民😀服务" in copied(result.data)


def test_bold_text_is_bold_though_its_font_has_no_bold_face() -> None:
    def outlined(document: Document) -> bool:
        streams = [item for item in objects(pdf.write(document, built_in()).data) if isinstance(item, PDFStream)]
        return any(re.search(rb" Tf 2 Tr 0\.\d+ w\n", stream.get_data()) for stream in streams)

    assert outlined(report(paragraph("重点", bold=True)))
    assert not outlined(report(paragraph("重点")))


# The log


def test_whatever_the_typesetter_logs_is_a_finding_at_every_run(caplog: pytest.LogCaptureFixture) -> None:
    looks = with_css(".preface { colour: red }")
    first, second = pdf.write(report(), looks), pdf.write(report(), looks)
    assert kinds(first) == kinds(second) == ["E04.renderer"]
    assert "colour" in first.diagnostics[0].message()
    assert caplog.records == [], "it is said once, as a finding"


def test_the_log_is_left_as_it_was() -> None:
    logger = logging.getLogger("weasyprint")
    before = logger.level, logger.propagate, list(logger.handlers)
    pdf.write(report(), built_in())
    assert (logger.level, logger.propagate, list(logger.handlers)) == before


def test_a_silenced_log_is_heard_all_the_same() -> None:
    logger = logging.getLogger("weasyprint")
    logger.setLevel(logging.CRITICAL)
    try:
        assert kinds(pdf.write(report(paragraph("\U00012000")), built_in())) == ["E02.glyph"]
    finally:
        logger.setLevel(logging.NOTSET)


def test_a_picture_that_cannot_be_read_is_an_error_that_names_it() -> None:
    broken = Picture(b"\x89PNG\r\n\x1a\nnothing", "image/png", 10.0, 10.0)
    document = replace(report(Figure("损坏.png", "图")), pictures=(("走势.png", picture(9, 9)), ("损坏.png", broken)))
    (finding,) = pdf.write(document, built_in()).diagnostics
    assert (finding.kind, finding.severity) == ("E03.picture", Severity.ERROR)
    assert "损坏.png" in finding.message()


# Nothing from outside


ADDRESSES = (
    "file:///etc/hostname",
    "FILE:///etc/hostname",
    "http://127.0.0.1:9/x.png",
    "https://127.0.0.1:9/x.png",
    "ftp://127.0.0.1/x",
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>'


@pytest.fixture
def no_opening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails when anything is opened; WeasyPrint would swallow an exception."""
    opened: list[str] = []

    def open_it(*args: Any, **kwargs: Any) -> None:
        opened.append(args[-1].full_url)

    for handler in ("HTTPHandler.http_open", "HTTPSHandler.https_open", "FileHandler.file_open", "FTPHandler.ftp_open"):
        monkeypatch.setattr(f"urllib.request.{handler}", open_it)
    yield
    assert opened == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}" alt="x">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<object data="{}"></object>',
        "<style>p {{ background: url({}) }}</style>",
        "<style>@import url({});</style>",
        "<style>@font-face {{ font-family: x; src: url({}) }}</style>",
        DRAWING,
    ],
)
def test_a_template_that_asks_for_a_file_or_an_address_is_refused(markup: str, address: str, no_opening: None) -> None:
    page = f'<!DOCTYPE html><html lang="zh-CN"><title>x</title><body><p>x</p>{markup.format(address)}</body></html>'
    with pytest.raises(TemplateError, match=re.escape(address.split(":")[1])):
        pdf.write(report(), replace(built_in(), html=page))


@pytest.mark.parametrize(
    "rule",
    ["@import url({});", "p {{ background: url({}) }}", "@font-face {{ font-family: x; src: url({}) }}"],
)
def test_a_style_sheet_that_asks_for_a_file_is_refused_at_every_run(
    rule: str, tmp_path: Path, no_opening: None
) -> None:
    secret = tmp_path / "x.png"
    secret.write_bytes(picture(1, 1).data)
    looks = replace(built_in(), css=rule.format(secret.as_uri()) + built_in().css)
    for _ in range(2):
        with pytest.raises(TemplateError, match=r"x\.png"):
            pdf.write(report(), looks)


def test_a_relative_address_is_not_followed_either(no_opening: None) -> None:
    page = built_in().html.replace("<main>", '<main><img src="x.png" alt="x">')
    assert "E04.renderer" in kinds(pdf.write(report(), replace(built_in(), html=page)))


@pytest.mark.parametrize(
    "text", ["file:///etc/hostname", '<img src="file:///etc/hostname">', "url(file:///etc/hostname)"]
)
def test_addresses_in_the_text_are_text(text: str, no_opening: None) -> None:
    result = pdf.write(report(paragraph(text), Figure("走势.png", text)), built_in())
    assert result.diagnostics == ()
    with opened(result.data) as file:
        shown = bare("".join(text_of(page) for page in file.pages))
    assert shown.count(bare(text)) == 2


# What the file says of itself


def test_title_author_language_and_days_are_those_of_the_report() -> None:
    with opened(written("2021").data) as file:
        assert file.metadata["Title"] == "某市新建路街道办事处2021年政府信息公开工作年度报告"
        assert file.metadata["Author"] == "某市新建路街道办事处"
        assert file.metadata["CreationDate"] == file.metadata["ModDate"] == "D:20220126"
        catalog = file.doc.catalog
        assert resolve1(catalog["Lang"]) == b"zh-CN"
        assert resolve1(resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"])
        xmp = resolve1(catalog["Metadata"]).get_data().decode("utf-8")
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp


def test_a_report_without_days_has_none_rather_than_those_of_the_clock() -> None:
    result = pdf.write(replace(report(), details=()), built_in(), attachment=b"{}")
    with opened(result.data) as file:
        assert not {"CreationDate", "ModDate"} & file.metadata.keys()
    (attached,) = dictionaries(result.data, "Type", "EmbeddedFile")
    assert attached["Params"]["ModDate"] == b"D:20211231000000Z"


def test_the_headings_are_bookmarks() -> None:
    with opened(written("2021").data) as file:
        shown = [title for _, title, *_ in file.doc.get_outlines()]
    assert shown[0] == mixed().name
    assert [title for title in shown if title[1] == "、"] == [section.heading for section in mixed().sections]
    assert "（一）主动公开" in shown


def test_the_data_is_attached_once_with_name_kind_and_day() -> None:
    data = written("2021").data
    (attached,) = dictionaries(data, "Type", "Filespec")
    name = "某市新建路街道办事处2021年政府信息公开工作年度报告.json"
    assert attached["UF"] == attached["F"] == b"\xfe\xff" + name.encode("utf-16-be")
    assert attached["AFRelationship"].name == "Data"
    (content,) = (item for item in objects(data) if isinstance(item, PDFStream) and "Params" in item.attrs)
    assert content.get_data() == '{"机关": 1}'.encode()
    assert content.attrs["Subtype"].name == "application/json"
    assert content.attrs["Params"]["CreationDate"] == b"D:20220126000000Z"
    with opened(data) as file:
        assert len(resolve1(file.doc.catalog["AF"])) == 1
        listed = resolve1(resolve1(file.doc.catalog["Names"])["EmbeddedFiles"])["Names"]
        assert listed[0] == attached["UF"]


def test_the_name_of_the_attachment_is_a_file_name() -> None:
    document = replace(report(), title=('../a/b:c*"d"<e>|f\\g?', "h"))
    (attached,) = dictionaries(pdf.write(document, built_in(), attachment=b"{}").data, "Type", "Filespec")
    assert attached["UF"] == b".._a_b_c__d__e__f_g_h.json"


def test_nothing_is_attached_unasked() -> None:
    assert dictionaries(pdf.write(report(), built_in()).data, "Type", "Filespec") == []


def test_heads_of_tables_say_what_they_head_and_pictures_what_they_show() -> None:
    data = written("2021").data
    heads = dictionaries(data, "S", "TH")
    assert len(heads) > 60
    assert {head["A"]["Scope"].name for head in heads} == {"Row", "Column"}
    cells = dictionaries(data, "S", "TD")
    assert len(cells) > 200
    assert not any("Headers" in cell["A"] for cell in cells)
    merged = sorted((head["A"].get("RowSpan", 1), head["A"].get("ColSpan", 1)) for head in heads)
    assert (22, 1) in merged
    assert (1, 7) in merged
    (figure,) = dictionaries(data, "S", "Figure")
    assert figure["Alt"] == b"\xfe\xff" + "图1 近三年".encode("utf-16-be")


# The same bytes


def test_the_same_report_gives_the_same_bytes_in_this_process() -> None:
    again = pdf.write(mixed(), built_in(), attachment='{"机关": 1}'.encode(), file="新建路.yaml")
    assert again == written("2021")


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from gkgen.writers import pdf; from tests.writers.pages import built_in;"
        "from tests.writers.pdf.test_writing import mixed;"
        "data = pdf.write(mixed(), built_in(), attachment='{\"机关\": 1}'.encode()).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    here = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-X", "utf8", "-c", program],
        cwd=here,
        env={"PYTHONHASHSEED": "7", "TZ": "America/New_York", "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(written("2021").data).hexdigest()


def test_threads_take_turns() -> None:
    results: list[WrittenFile] = []

    def work() -> None:
        results.append(pdf.write(report(paragraph("\U00012000")), built_in()))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3
    assert results[0] == results[1] == results[2]
    assert kinds(results[0]) == ["E02.glyph"]
