"""What stands on paper, in the PDF and in Word as LibreOffice sets it: pictures, long addresses, wide tables."""

import io
import itertools
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageFilter

from gkgen.document import Block, Document, Figure, Heading, ListItem, Picture, SmallTable
from gkgen.pictures import rasterized, with_fonts
from gkgen.resources import load_template_set
from gkgen.writers import docx, pdf
from tests.office import check, office
from tests.pictures.images import encoded, prepared, red_above_blue, saved
from tests.pictures.test_bitmaps import exif, held
from tests.pictures.test_svg import drawn
from tests.writers.docx.test_template_cache import converted, needs_libreoffice
from tests.writers.pages import paragraph, report, runs

POINT = 25.4 / 72
LEFT, RIGHT = 28 / POINT, (210 - 26) / POINT
TOP, BOTTOM = 37 / POINT, (297 - 35) / POINT

Paper = Callable[[Document], Any]


@pytest.fixture(params=["pdf", pytest.param("docx", marks=needs_libreoffice)])
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Paper]:
    """Prints a document, through the PDF or through Word, and opens what was printed."""
    opened: list[Any] = []
    number = itertools.count()

    def printed(document: Document) -> Any:
        looks = load_template_set("2021")
        if request.param == "pdf":
            written = pdf.write(document, looks)
            assert [finding.kind for finding in written.diagnostics if finding.kind[:3] not in {"E01", "E05"}] == []
            opened.append(pdfplumber.open(io.BytesIO(written.data)))
        else:
            path = tmp_path / f"{next(number)}.docx"
            path.write_bytes(docx.write(document, looks))
            opened.append(pdfplumber.open(converted(path, "pdf", tmp_path)))
        return opened[-1]

    yield printed
    for file in opened:
        file.close()


def with_pictures(blocks: tuple[Block, ...], **pictures: Picture) -> Document:
    return replace(report(*blocks), pictures=tuple(pictures.items()))


# Pictures


PHOTOS = {
    "photo": saved(red_above_blue((600, 400)), "JPEG", dpi=(150, 150)),
    "print colours": encoded("JPEG", "CMYK", (600, 300), (0, 255, 255, 0), dpi=(200, 200)),
    "turned": saved(held(6).resize((400, 600)), "JPEG", exif=exif(6), dpi=(200, 200)),
    "too large": saved(red_above_blue((5000, 2000)), "PNG"),
    "too high": encoded("PNG", "L", (500, 2000)),
    "see-through": encoded("PNG", "RGBA", (300, 100), (0, 128, 0, 90)),
    "tiny": encoded("PNG", "RGB", (20, 20)),
    "scan": encoded("PNG", "1", (1728, 600), dpi=(204, 98)),
    "palette": saved(red_above_blue((300, 200)).quantize(4), "PNG", transparency=0),
}


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_has_its_size_in_the_middle_of_the_text(name: str, paper: Paper) -> None:
    picture = prepared(PHOTOS[name])
    (image,) = (image for page in paper(with_pictures((Figure("a", "图"),), a=picture)).pages for image in page.images)
    width, height = (image["x1"] - image["x0"]) * POINT, (image["bottom"] - image["top"]) * POINT
    assert (width, height) == pytest.approx((picture.width, picture.height), abs=0.2)
    assert (image["x0"] + image["x1"]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


@pytest.mark.parametrize("name", ["photo", "print colours", "turned"])
def test_a_picture_is_upright_and_its_red_is_red(name: str, paper: Paper) -> None:
    file = paper(with_pictures((Figure("a", "图"),), a=prepared(PHOTOS[name])))
    (page,) = (page for page in file.pages if page.images)
    (image,) = page.images
    shown = page.to_image(resolution=72).original.convert("RGB")
    red, green, blue = shown.getpixel((round(image["x0"]) + 9, round(image["top"]) + 9))
    assert red > 180
    assert max(green, blue) < 80


@pytest.mark.parametrize("lines", range(9, 14))
def test_a_picture_and_its_caption_stand_on_one_page(lines: int, paper: Paper) -> None:
    """However many lines stand before them; the caption would be alone at the head of the next page."""
    fills = [paragraph("一行字。")] * lines
    caption = "说明文字要和图片在一起"
    document = with_pictures(
        (*fills, Figure("a", caption), paragraph("下文。")), a=prepared(encoded("PNG", "L", (400, 300)))
    )
    (page,) = (page for page in paper(document).pages if page.images)
    (image,) = page.images
    words = page.extract_text().replace(" ", "")
    assert caption in words
    assert image["bottom"] < BOTTOM


def test_the_highest_picture_leaves_room_for_its_caption(paper: Paper) -> None:
    document = with_pictures((Figure("a", "说明文字" * 20),), a=prepared(PHOTOS["too high"]))
    (page,) = (page for page in paper(document).pages if page.images)
    assert page.extract_text().replace("\n", "").replace(" ", "").count("说明文字") == 20


CHART = drawn(
    "<style>.bar{fill:#2f6fb0}</style><g><rect class='bar' x='20' y='30' width='40' height='60'/>"
    "<rect class='bar' x='90' y='50' width='40' height='40' opacity='.5'/></g><g text-anchor='middle' font-size='12'>"
    "<text x='40' y='25' font-weight='bold'>120</text><text x='110' y='45'>依申请</text></g>"
)


def test_a_drawing_has_its_size_in_word_and_in_the_pdf(paper: Paper) -> None:
    """Looks for the first bar: 40 of 200 units of 60 mm wide."""
    file = paper(with_pictures((Figure("a", "图"),), a=prepared(CHART)))
    page = next(page for page in file.pages if "依申请" in page.extract_text() or page.images)
    shown = page.to_image(resolution=254).original.convert("RGB")
    difference = ImageChops.difference(shown, Image.new("RGB", shown.size, "#2f6fb0")).convert("L")
    blue = Image.eval(difference, lambda value: 255 * (value < 8)).getbbox()
    assert blue is not None
    assert (blue[2] - blue[0], blue[3] - blue[1]) == pytest.approx((120, 180), abs=3)


def test_a_drawing_is_lines_and_text_in_the_pdf() -> None:
    written = pdf.write(with_pictures((Figure("a", "图"),), a=prepared(CHART)), load_template_set("2021"))
    assert [finding.kind for finding in written.diagnostics if finding.kind.startswith("E01.sub")] == []
    with pdfplumber.open(io.BytesIO(written.data)) as file:
        page = file.pages[0]
        assert not page.images
        assert "依申请" in page.extract_text()


def test_a_figure_says_where_it_stands() -> None:
    document = with_pictures((paragraph("前文。"), Figure("a", "图")), a=prepared(PHOTOS["photo"]))
    written = pdf.write(document, load_template_set("2021"))
    with pikepdf.open(io.BytesIO(written.data)) as file:
        tags = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        ((*said,),) = [[float(side) for side in tag.A.BBox] for tag in tags]
    with pdfplumber.open(io.BytesIO(written.data)) as file:
        (image,) = (image for page in file.pages for image in page.images)
    assert said == pytest.approx([image[side] for side in ("x0", "y0", "x1", "y1")], abs=0.1)


def test_a_character_of_a_drawing_that_no_font_has_is_told() -> None:
    drawing = prepared(drawn("<text x='9' y='50' font-size='20'>\U00012000</text>"))
    written = pdf.write(with_pictures((Figure("a", "图"),), a=drawing), load_template_set("2021"))
    assert "E02.glyph" in {finding.kind for finding in written.diagnostics}


GRADIENT = (
    "<defs><{0} id='g' {1}><stop offset='0' stop-color='red'/><stop offset='1' stop-color='#00f' stop-opacity='.5'/>"
    "</{0}></defs><rect x='20' y='20' width='150' height='60' fill='url(#g)'/>"
)
ALIKE = {
    "rounded": "<rect x='10' y='10' width='80' height='60' rx='9' fill='red' stroke='blue' stroke-width='6'/>",
    "opacity": "<g opacity='.5'><rect x='9' y='9' width='80' height='60' stroke='red' stroke-width='20'/>"
    "<circle r='50'/></g>",
    "line": "<line x1='20' y1='20' x2='150' y2='20' stroke='blue' stroke-width='20' opacity='.5'/>",
    "clip": "<clipPath id='c'><rect x='20' y='20' width='60' height='50'/><circle cx='120' cy='50' r='30'/></clipPath>"
    "<g clip-path='url(#c)'><rect width='200' height='100' fill='teal'/></g><rect x='180' width='20' height='100'/>",
    "linear": GRADIENT.format("linearGradient", "x2='.5' spreadMethod='reflect'"),
    "radial": GRADIENT.format("radialGradient", "gradientUnits='userSpaceOnUse' cx='90' cy='50' r='40' fx='80'"),
    "use": "<defs><g id='r'><rect width='30' height='30'/><circle r='10' fill='white'/></g></defs>"
    "<use href='#r' x='10' y='10' fill='red'/><use href='#r' transform='translate(80 20) scale(2)' stroke='blue'/>",
    "dashes": "<path d='M10 40H190' stroke='red' stroke-width='4' stroke-dasharray='10,5'/>",
    "joins": "<path d='M30 80L60 20L90 80' fill='none' stroke-width='14' stroke='#000' stroke-linejoin='round'/>",
    "arcs": "<path d='M100 50 L100 10 A40 40 0 0 1 130 76 z' fill='teal'/><path d='M150 50a20,20,0,1140,0'/>",
    "holes": "<path fill-rule='evenodd' d='M10 10h80v80h-80zM30 30h40v40h-40z'/>",
    "moved": "<g transform='translate(20,10) scale(2) skewX(10)'><g transform='matrix(1 .2 .2 1 30 5)'>"
    "<rect width='20' height='20' fill='red'/></g></g>",
    "hidden": "<g visibility='hidden'><rect width='90' height='90'/>"
    "<rect visibility='visible' x='99' width='9' height='9'/></g><g display='none'><rect width='50' height='50'/></g>",
    "colours": "<g color='red'><rect width='50' height='50' fill='currentColor'/></g>"
    "<rect x='60' width='50' height='50' fill='rgba(255,0,0,.5)'/><rect x='120' width='50' height='50' fill='#00f8'/>",
    "text": "<text x='100' y='30' font-size='20' text-anchor='middle'>前<tspan fill='red'>红色</tspan>后"
    "<tspan x='100' dy='1.2em' font-weight='bold'>行二</tspan></text>",
    "turned text": "<text transform='translate(40 90) rotate(-45)' font-size='18'>倾斜标签</text>",
    "blanks": "<text x='10' y='30' font-size='20'>\n   中   文\n   <tspan>字</tspan>   尾  </text>",
}


@pytest.mark.parametrize("name", ALIKE)
def test_the_pdf_draws_what_the_pixels_show(name: str) -> None:
    """So that Word, which may show the pixels, and the PDF are the same report."""
    picture = prepared(drawn(ALIKE[name]))
    assert not picture.only_pixels
    with Image.open(io.BytesIO(rasterized(picture, ("Noto Serif CJK SC",)))) as image:
        sheet = Image.new("RGBA", image.size, "white")
        sheet.alpha_composite(image.convert("RGBA"))
    shown = _on_a_page_of_its_size(with_fonts(picture, ("Noto Serif CJK SC",)), picture).resize(sheet.size)
    assert _share_of_difference(sheet.convert("RGB"), shown) < 0.02


def _on_a_page_of_its_size(svg: bytes, picture: Picture) -> Image.Image:
    html = (
        f"<style>@page {{ size: {picture.width}mm {picture.height}mm; margin: 0 }} body {{ margin: 0 }}"
        f" img {{ display: block; width: {picture.width}mm }}</style>"
        f'<img src="data:image/svg+xml;base64,{b64encode(svg).decode()}">'
    )
    with pdfplumber.open(io.BytesIO(weasyprint.HTML(string=html).write_pdf())) as file:
        shown: Image.Image = file.pages[0].to_image(resolution=300).original.convert("RGB")
    return shown


def _share_of_difference(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that differ, apart from the edges, where programs smooth differently."""
    blurred = [image.filter(ImageFilter.BoxBlur(2)) for image in (one, other)]
    dots = ImageChops.difference(*blurred).convert("L").tobytes()
    return sum(dot > 80 for dot in dots) / len(dots)


# Long addresses


URL = "https://www.example.gov.cn/" + "a1b2c3d4e5" * 18
MAIL = "zhang.san." * 15 + "@example.gov.cn"
PLACES: dict[str, Callable[[str], Block]] = {
    "text": lambda words: paragraph(f"详见{words}，请查阅。"),
    "bold": lambda words: paragraph(f"详见{words}，请查阅。", bold=True),
    "alone": paragraph,
    "item": lambda words: ListItem("·", 2, runs(f"详见{words}。")),
    "heading": lambda words: Heading(2, runs(f"（一）见{words}")),
    "cell": lambda words: SmallTable((2, 2, 8), (runs_of("栏目", "数", "地址"), runs_of("专栏", "3", words))),
    "narrow cell": lambda words: SmallTable((2, 8), (runs_of("地址", "栏目"), runs_of(words, "专栏"))),
    "head": lambda words: SmallTable((2, 8), (runs_of("栏目", words), runs_of("专栏", "3"))),
    "caption": lambda words: Figure("a", f"图：{words}"),
}


def runs_of(*cells: str) -> tuple[Any, ...]:
    return tuple(runs(cell) for cell in cells)


@pytest.mark.parametrize("words", [URL, MAIL, "9" * 200, "xx/" * 60], ids=["url", "mail", "digits", "slashes"])
def test_long_words_wrap_wherever_they_stand(words: str, paper: Paper) -> None:
    blocks = [block for make in PLACES.values() for block in (paragraph("前文。"), make(words))]
    file = paper(with_pictures((*blocks, paragraph("末段。")), a=prepared(PHOTOS["tiny"])))
    seen = "".join(char["text"] for page in file.pages for char in page.chars if not char["text"].isspace())
    assert seen.count(words) + seen.count(words.replace("-", "‐")) >= len(PLACES) - 3
    assert _outside(file) == []


def _outside(file: Any) -> list[str]:
    """What is printed beyond the margins, but for a sign that hangs into them and the page number."""
    return [
        char["text"]
        for page in file.pages
        for char in page.chars
        if not char["text"].isspace() and (char["x1"] > RIGHT + 2 or char["x0"] < LEFT - 2)
    ]


# Tables


HEAD = tuple(f"第{number}栏目名称" for number in range(1, 13))
ROW = (
    "单位名称", "政府信息公开目录更新情况说明", *("较长的文字说明" * 3,) * 4, "https://example.gov.cn/abc", "12345678",
    "1,234,567.89", "无", "2021年12月31日", "备注文字很长很长",
)  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (HEAD, ROW),
        (HEAD, ("单" * 200, *("无",) * 11)),
        (HEAD, ("123456789012",) * 12),
        (("甲", "乙"), ("1", "无" * 900)),
    ],
    ids=["mixed", "one long", "numbers", "two columns"],
)
def test_a_wide_table_fits_and_no_cell_reaches_into_another(rows: tuple[tuple[str, ...], ...], paper: Paper) -> None:
    text = "| " + " |\n| ".join([" | ".join(rows[0]), " | ".join(["---"] * len(rows[0])), " | ".join(rows[1])]) + " |"
    table = small_table(text)
    file = paper(report(table))
    assert _outside(file) == []
    pages = file.pages[:-2]
    seen = "".join(cell for page in pages for found in page.extract_tables() for line in found for cell in line if cell)
    for cell in (*rows[0], *rows[1]):
        assert cell in "".join(seen.split()) or len(cell) > 100
    for page in pages:
        edges = [line for line in (*page.rects, *page.lines) if line["height"] > 9 > line["width"]]
        for char, edge in itertools.product(page.chars, edges):
            is_beside = edge["top"] < (char["top"] + char["bottom"]) / 2 < edge["bottom"]
            assert not (is_beside and char["x0"] + 1.2 < edge["x0"] < char["x1"] - 1.2), char["text"]


def small_table(text: str) -> SmallTable:
    made = check(office(总体情况="|\n" + text)).document
    assert made is not None
    body = made.sections[0].body
    assert isinstance(body, tuple)
    (table,) = (block for block in body if isinstance(block, SmallTable))
    return table


# Pages


@pytest.mark.parametrize("lines", [8, 12])
def test_the_second_table_is_not_cut(lines: int, paper: Paper) -> None:
    """Cut, it left a page of a few rows before the third table, which begins a page."""
    printed = paper(report(*(paragraph(f"第{number}项工作按时完成。") for number in range(lines))))
    texts = ["".join(letter["text"] for letter in page.chars) for page in printed.pages]
    rows = [
        [index for index, text in enumerate(texts) if label in text]
        for label in ("第二十条第（一）项", "第二十条第（八）项")
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 1
