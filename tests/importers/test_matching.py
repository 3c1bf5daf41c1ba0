"""A whole report as lines: what is around the tables, digits of an input method."""

from gkgen.document import Run, plain
from gkgen.importers.match_result import MatchedReport
from gkgen.importers.matching import match
from gkgen.importers.parsed_document import ParsedDocument, Place, SourceBlock, TextBlock
from gkgen.pipeline.core.checking import form
from tests.importers.table_rows_builders import NEW, grid, rows_of


def matched(*blocks: str | SourceBlock) -> MatchedReport:
    made = tuple(
        TextBlock((Run(block),), Place(line=number)) if isinstance(block, str) else block
        for number, block in enumerate(blocks, start=1)
    )
    return match(ParsedDocument("x.txt", "txt", made), form())


def words(found: MatchedReport, name: str) -> list[str]:
    return [plain(block.runs) for block in found.prose[name] if hasattr(block, "runs")]


def test_digits_of_an_input_method_are_digits_in_title_and_fees() -> None:
    fee = NEW.phrases["fee_charged_cases"].format(cases="３", amount="７８５")
    found = matched("某某区某某局", "２０２３年政府信息公开工作年度报告", "六、其他需要报告的事项", fee)
    assert (found.year, found.texts["office"], "title" in found.texts) == (2023, "某某区某某局", False)
    charged = {path.rpartition(".")[2]: text for path, text in found.texts.items() if "processing_fee" in path}
    assert charged == {"charged": "yes", "cases": "3", "amount_yuan": "785"}


def test_a_label_of_the_form_that_stands_over_its_table_is_no_text() -> None:
    table = grid(rows_of(NEW, "disclosure", {})[1:])
    found = matched("一、总体情况", "正文。", "二、主动公开政府信息情况", "第二十条第（一）项", table)
    assert words(found, "overview") == ["正文。"]
    assert "I33" not in [issue.kind for issue in found.issues]


def test_other_words_over_a_table_are_not_lost() -> None:
    table = grid(rows_of(NEW, "disclosure", {}))
    found = matched("一、总体情况", "正文。", "二、主动公开政府信息情况", "单位是件", table)
    assert words(found, "overview") == ["正文。", "主动公开政府信息情况", "单位是件"]


def test_lines_below_a_table_that_are_its_labels_and_numbers_are_no_text_and_told() -> None:
    table = grid(rows_of(NEW, "disclosure", {}))
    lines = ("（续表）", "行政事业性收费 1.25", "信息内容 本年收费金额（单位：万元）")
    found = matched("一、总体情况", "正文。", "二、主动公开政府信息情况", table, *lines, "行政许可46件，比上年多。")
    assert words(found, "overview") == ["正文。", "主动公开政府信息情况", "行政许可46件，比上年多。"]
    (told,) = [issue for issue in found.issues if issue.kind == "I32.table"]
    assert "行政事业性收费1.25" in str(told.values)


def test_a_part_of_a_long_label_is_one_and_a_part_of_a_short_one_is_text() -> None:
    table = grid(rows_of(NEW, "requests", {}))
    lines = ("2.申请人逾期未按收费通知要求缴纳", "他情")
    found = matched("一、总体情况", "正文。", "三、收到和处理政府信息公开申请情况", table, *lines)
    assert words(found, "overview") == ["正文。", "收到和处理政府信息公开申请情况", "他情"]


def test_files_to_fetch_and_lists_of_other_pages_are_none_of_the_report() -> None:
    below = (
        "附件：",
        "附件1：柳林镇年报.pdf（下载量：46）",
        "打开App查看更多",
        "相关文章",
        "某某局2022年年报：收到申请1204件",
    )
    found = matched("六、其他需要报告的事项", "没有其他事项。", *below)
    assert words(found, "other_matters") == ["没有其他事项。"]
    assert [issue.kind for issue in found.issues].count("I32") == len(below)
