"""Finished files of every format, edited by hand, against the office file that they were made from."""

from pathlib import Path

import pytest

import gkgen
from gkgen.ooxml import read_package, write_package
from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS
from gkgen.pipeline.comparing.text_conversion import text_lines
from gkgen.writers.formats import OUTPUT_FORMATS
from tests.office import office

TEXT = office(
    总体情况=(
        "|\n## 主动公开\n全年公开信息{{ 网站 }}条。内容都经过审核；没有差错\n### 渠道\n- 网站为主\n"
        "| 渠道 | 条 |\n| --- | --- |\n| 网站 | 12 |"
    ),
    主动公开情况="政府集中采购: {采购项目: 2, 采购金额: 11.50}",
    依申请公开情况="本年新收: {自然人: 3}\n办理结果: {予以公开: {自然人: 3}}",
    数据="{网站: 12}",
    年度="2020",
    发布信息="{索引号: A-1, 发布机构: 某镇}",
)


# The others are names that websites give to a web page.
WRITTEN = [suffix for suffix in RENDERED_FORMATS if suffix[1:] in OUTPUT_FORMATS]


def test_what_is_written_is_read_back_but_data() -> None:
    assert [suffix[1:] for suffix in WRITTEN] == [name for name in OUTPUT_FORMATS if name != "json"]
    assert {".htm", ".shtml"} == RENDERED_FORMATS.keys() - set(WRITTEN)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office file with all that is made of it beside it."""
    path = tmp_path_factory.mktemp("built") / "局.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert gkgen.build(path, formats=("docx", "pdf", "html")).state == "built"
    return path


def told(office: Path, finished: Path) -> list[tuple[str, str | None, str | None]]:
    """Place, before and after of all that differs."""
    compared = gkgen.verify(office, finished)
    assert compared.diagnostics == ()
    assert compared.comparison is not None
    facts = [(each.label.zh, each.before, each.after) for each in compared.comparison.facts]
    return facts + [(each.where.zh, each.before, each.after) for each in compared.comparison.sentences]


@pytest.mark.parametrize("suffix", WRITTEN)
def test_what_nobody_edited_matches(built: Path, suffix: str) -> None:
    assert told(built, built.with_suffix(suffix)) == []


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_number_a_sentence_and_a_label_of_the_office_file_show_in_every_format(
    built: Path, tmp_path: Path, suffix: str
) -> None:
    """To alter the office file comes to the same as to alter the finished one the other way."""
    other = tmp_path / "改.yaml"
    changed = TEXT.replace("{自然人: 3}", "{商业企业: 3}").replace("11.50", "11.75").replace("没有差错", "未出差错")
    other.write_text(changed.replace("- 网站为主", "- 网站和公众号"), encoding="utf-8")
    assert told(other, built.with_suffix(suffix)) == [
        ("政府集中采购·采购总金额（单位：万元）", "11.75", "11.50"),
        ("一、本年新收政府信息公开申请数量·自然人", "0", "3"),
        ("一、本年新收政府信息公开申请数量·商业企业", "3", "0"),
        ("三、本年度办理结果·（一）予以公开·自然人", "0", "3"),
        ("三、本年度办理结果·（一）予以公开·商业企业", "3", "0"),
        ("三、本年度办理结果·（七）总计·自然人", "0", "3"),
        ("三、本年度办理结果·（七）总计·商业企业", "3", "0"),
        ("第 2 段", "未出差错", "没有差错"),
        ("第 4 段", "·网站和公众号", "·网站为主"),
    ]


# Web pages


def edited(built: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    text = built.with_suffix(".html").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "局.html"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (("没有差错", "有差错"), ("第 2 段", "没有差错", "有差错")),
        ((">11.50<", ">11.80<"), ("政府集中采购·采购总金额（单位：万元）", "11.50", "11.80")),
        (("网站</td>", "网站、报纸</td>"), ("第 5 段的表·第 2 行第 1 格", "网站", "网站、报纸")),
        (("<p>全年公开", "<p>补写的一句！</p><p>全年公开"), ("第 1 段", "", "补写的一句！")),
        (("</main>", "<div>加在<b>末尾</b>的话！</div></main>"), ("第 1 段", "", "加在末尾的话！")),
        (
            ("</body>", "<p>正文以外的话，很长很长，说了不少。</p></body>"),
            ("第 1 段", "", "正文以外的话，很长很长，说了不少。"),
        ),
        (
            ("一、本年新收", "一、今年新收"),
            ("表头", "一、本年新收政府信息公开申请数量", "一、今年新收政府信息公开申请数量"),
        ),
    ],
)
def test_an_edit_of_the_page_is_told(
    built: Path, tmp_path: Path, change: tuple[str, str], wanted: tuple[str, str, str]
) -> None:
    assert told(built, edited(built, tmp_path, change)) == [wanted]


def test_what_a_website_puts_around_the_report_is_no_difference_and_is_named(built: Path, tmp_path: Path) -> None:
    page = edited(
        built,
        tmp_path,
        ('<meta name="generator" content="gkgen">', ""),
        ("<dd>A-1<", "<dd><"),
        ("<main>", '<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a></div><main>'),
        ("</main>", '</main><div class="footer">主办：某某市人民政府 <a href="/map">网站地图</a></div>'),
    )
    compared = gkgen.verify(built, page)
    assert compared.is_equal, compared.comparison
    assert [note.kind for note in compared.notes] == ["I45"]


# What cannot be read


@pytest.mark.parametrize("suffix", [*RENDERED_FORMATS])
@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_a_damaged_file_is_a_finding_or_differs_throughout(
    built: Path, tmp_path: Path, suffix: str, content: bytes
) -> None:
    path = tmp_path / f"坏{suffix}"
    path.write_bytes(content)
    compared = gkgen.verify(built, path)
    assert not compared.is_equal


def test_half_a_file_is_a_finding(built: Path, tmp_path: Path) -> None:
    for suffix in (".docx", ".pdf"):
        path = tmp_path / f"半{suffix}"
        data = built.with_suffix(suffix).read_bytes()
        path.write_bytes(data[: len(data) // 2])
        compared = gkgen.verify(built, path)
        assert not compared.is_equal
        assert compared.diagnostics or compared.comparison


# Word files in which what a page shows was changed without changing the text


_SEEN_NINE = '<w:r><w:sym w:font="Arial" w:char="F039"/></w:r>'
_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


_EFFECTS = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_CHOICES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _filled(inner: str) -> str:
    return _run("49", f"<w14:textFill {_EFFECTS}>{inner}</w14:textFill>")


def _mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office file with a cell that says 49, and its Word file."""
    path = tmp_path_factory.mktemp("counted") / "局.yaml"
    text = office(总体情况="正文一句。又有一句没有差错。", 主动公开情况="行政规范性文件: {现行有效件数: 49}")
    path.write_text(text, encoding="utf-8")
    assert gkgen.build(path, formats=("docx",)).state == "built"
    return path


def _saved(counted: Path, folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The Word file with words of its parts replaced."""
    parts = read_package(counted.with_suffix(".docx").read_bytes())
    for name, old, new in changes:
        text = parts[name].decode()
        assert old in text, name
        parts[name] = text.replace(old, new, 1).encode()
    path = folder / "改.docx"
    path.write_bytes(write_package(parts))
    return path


_CELL = '<w:r><w:t xml:space="preserve">49</w:t></w:r>'
_BODY = "word/document.xml"


@pytest.mark.parametrize(
    "shown",
    [
        _run("49", "<w:strike/>"),
        _run("49", "<w:dstrike/>"),
        _run("49", "<w:vanish/>"),
        _run("49", '<w:color w:val="FFFFFF"/>'),
        _run("49", '<w:color w:val="000000" w:themeColor="background1"/>'),
        _run("4") + _run("9", '<w:color w:val="112233"/><w:shd w:val="clear" w:fill="112233"/>'),
        _run("4") + _run("9", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        _run("4") + _run("9", '<w:sz w:val="2"/>'),
        _run("4") + _run("9", '<w:w w:val="1"/>'),
        _run("4", '<w:spacing w:val="600"/>') + _run("9"),
        _run("49", "<w:vanish/>") + _SEEN_NINE,
        _CELL + _SEEN_NINE,
        _CELL + f"<m:oMath {_MATH}><m:r><m:t>9</m:t></m:r></m:oMath>",
        _CELL + "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>9</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        _CELL + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        _CELL + "<w:r><w:dayLong/></w:r>",
        f'<w:bdo w:val="rtl">{_CELL}</w:bdo>',
        "<w:r><w:t>4</w:t><w:tab/><w:t>9</w:t></w:r>",
        '<w:r><w:t>4</w:t></w:r><w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>',
        _run("49", '<w:vertAlign w:val="superscript"/>'),
        _run("49", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'),
        _filled("<w14:noFill/>"),
        _filled('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'),
        _filled('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'),
        _filled(
            '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>'
        ),
        f'<w:fldSimple w:instr=" PAGE ">{_CELL}</w:fldSimple>',
        _CELL + '<w:fldSimple w:instr="NUMPAGES"/>',
        _CELL + _mark("begin") + "<w:r><w:instrText>EQ \\o(9)</w:instrText></w:r>" + _mark("end"),
        _CELL + _mark("begin", '<w:ffData><w:ddList><w:listEntry w:val="9"/></w:ddList></w:ffData>') + _mark("end"),
        _CELL
        + f"<w:r><mc:AlternateContent {_CHOICES}><mc:Fallback><w:t>9</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        _CELL + "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>",
        _CELL + "</w:p><w:altChunk/><w:p>",
    ],
)
def test_a_word_file_that_shows_another_number_differs(counted: Path, tmp_path: Path, shown: str) -> None:
    file = _saved(counted, tmp_path, (_BODY, _CELL, shown))
    assert [each[:2] for each in told(counted, file)] == [("行政规范性文件·现行有效件数", "49")]


@pytest.mark.parametrize(
    "change",
    [
        (_BODY, _CELL, _CELL + _run("1", '<w:vertAlign w:val="superscript"/>')),
        (_BODY, _CELL, _CELL + "<w:r><w:object/></w:r>"),
        (_BODY, _CELL, _CELL + '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'),
        (_BODY, _CELL, _CELL + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        (_BODY, _CELL, _CELL + "<w:r><w:contentPart/></w:r>"),
        (_BODY, _CELL, f"<w:r><w:ruby><w:rt>{_run('9')}</w:rt><w:rubyBase>{_CELL}</w:rubyBase></w:ruby></w:r>"),
        (_BODY, _CELL, _mark("begin") + _run("9") + _mark("separate") + _CELL + _mark("end")),
        (_BODY, "没有差错", f"没有</w:t></w:r>{_SEEN_NINE}<w:r><w:t>差错"),
        (_BODY, "没有差错", '没有</w:t></w:r><w:fldSimple w:instr="PAGE"/><w:r><w:t>差错'),
        (_BODY, "没有差错", "没有</w:t></w:r><w:r><w:endnoteReference/></w:r><w:r><w:t>差错"),
        (_BODY, "<w:sectPr", "<w:subDoc/><w:sectPr"),
        (_BODY, "<w:sectPr", "<w:altChunk/><w:sectPr"),
        ("word/footer1.xml", "</w:p>", "<w:r><w:t>另外说明</w:t></w:r></w:p>"),
    ],
)
def test_what_cannot_be_compared_is_told(counted: Path, tmp_path: Path, change: tuple[str, str, str]) -> None:
    compared = gkgen.verify(counted, _saved(counted, tmp_path, change))
    assert [note.code for note in compared.notes] == ["I45"]
    assert any("I45" in line or "没有导入" in line for line in text_lines_of(tmp_path / "改.docx"))


def text_lines_of(path: Path) -> list[str]:
    lines = text_lines(path.read_bytes(), path.name)
    assert isinstance(lines, list)
    return lines


def test_struck_words_of_a_text_are_no_text(counted: Path, tmp_path: Path) -> None:
    struck = "</w:t></w:r>" + _run("没有", "<w:strike/>") + "<w:r><w:t>"
    file = _saved(counted, tmp_path, (_BODY, "没有差错", f"{struck}差错"))
    assert told(counted, file) == [("第 1 段", "又有一句没有差错。", "又有一句差错。")]


def test_what_editors_wrap_around_text_changes_nothing(counted: Path, tmp_path: Path) -> None:
    wrapped = f'<w:sdt><w:sdtContent><w:bookmarkStart w:id="9" w:name="x"/>{_CELL}</w:sdtContent></w:sdt>'
    compared = gkgen.verify(counted, _saved(counted, tmp_path, (_BODY, _CELL, wrapped)))
    assert compared.is_equal
    assert compared.notes == ()
