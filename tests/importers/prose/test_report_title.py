"""Where a title begins: at the name of an office, below and behind what a website printed."""

import pytest

from gkgen.document import Run
from gkgen.importers.parsed_document import Place, TextBlock
from gkgen.importers.prose.report_title import find_title
from tests.importers.table_rows_builders import NEW

TITLE = "2024年政府信息公开工作年度报告"


def office_in(*lines: str) -> str:
    blocks = [TextBlock((Run(line),), Place(line=number)) for number, line in enumerate(lines, start=1)]
    title = find_title(blocks, NEW.reading)
    assert title is not None
    return title.office


@pytest.mark.parametrize(
    "above",
    [
        ("政府信息公开",),
        ("网站首页政务公开",),
        ("文号：", "发布日期：2025-02-09", "时效性：有效"),
        ("主管部门：云溪市人民政府办公室",),
        ("首页 > 政务公开 > 年度报告",),
    ],
)
def test_what_stands_above_the_title_is_no_part_of_the_name(above: tuple[str, ...]) -> None:
    assert office_in(*above, f"云溪市柳林镇人民政府{TITLE}") == "云溪市柳林镇人民政府"
    assert office_in(*above, "云溪市柳林镇人民政府", TITLE) == "云溪市柳林镇人民政府"


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (("首页 > 政务公开 > 云溪市教育局" + TITLE,), "云溪市教育局"),
        (("云溪市柳林镇", "人民政府" + TITLE), "云溪市柳林镇人民政府"),
        (("云溪市", "卫生健康委员会", TITLE), "云溪市卫生健康委员会"),
        (("枣庄高新区党政综合办公室", TITLE), "枣庄高新区党政综合办公室"),
        (("云溪市教育局", "关于" + TITLE), "云溪市教育局"),
        (("某某集团股份" + TITLE,), "某某集团股份"),
    ],
)
def test_a_name_over_several_lines_is_whole(lines: tuple[str, ...], office: str) -> None:
    assert office_in(*lines) == office


@pytest.mark.parametrize(
    "line",
    [
        "柳林镇人民政府关于2024年政府信息公开工作年度报告的公示",
        "柳林镇人民政府政府信息公开工作年度报告（2024年）",
        "柳林镇人民政府政府信息公开工作年度报告〔2024年度〕",
        "2024年度柳林镇人民政府政府信息公开工作年度报告",
        "柳林镇人民政府二〇二四年政府信息公开工作年度报告",
        "柳林镇人民政府二零二四年度政府信息公开年度报告",
        "《柳林镇人民政府2024年政府信息公开工作年度报告》",
    ],
)
def test_other_orders_of_a_title_name_the_same_office_and_year(line: str) -> None:
    title = find_title([TextBlock((Run("首页"),), Place(line=1)), TextBlock((Run(line),), Place(line=2))], NEW.reading)
    assert title is not None
    assert (title.office, title.year, title.start) == ("柳林镇人民政府", 2024, 1)


def test_a_line_above_a_title_without_an_office_is_none() -> None:
    assert office_in("政务公开", TITLE) == ""
    assert office_in("为人民服务", TITLE) == ""


def lines_of_title(*lines: str) -> tuple[str, ...]:
    blocks = [TextBlock((Run(line),), Place(line=number)) for number, line in enumerate(lines, start=1)]
    title = find_title(blocks, NEW.reading)
    assert title is not None
    return (*title.lines, str(title.start))


def test_of_several_titles_that_of_the_year_of_the_period_counts() -> None:
    others = ("云溪市教育局2022年政府信息公开工作年度报告", "云溪市教育局2021年政府信息公开工作年度报告")
    own = f"云溪市教育局{TITLE}"
    period = "统计期限为2024年1月1日至2024年12月31日。"
    assert lines_of_title(*others, own, period, "一、总体情况") == (own, "2")
    assert lines_of_title(own, *others, period, "一、总体情况") == (own, "0")
    assert lines_of_title(*others, "正文。", "一、总体情况") == (others[0], "0")


def test_the_title_that_a_page_repeats_is_the_last_above_the_text() -> None:
    own = f"云溪市教育局{TITLE}"
    assert lines_of_title(own, "云溪市教育局", TITLE, "本报告由以下六个部分组成。", own) == ("云溪市教育局", TITLE, "1")
