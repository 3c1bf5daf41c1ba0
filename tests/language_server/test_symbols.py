"""The outline, and what may be folded."""

from lsprotocol import types as lsp

from gkgen.language_server.symbols import folding, symbols
from tests.language_server.reports import ENGLISH, REPORT, request


def named(found: list[lsp.DocumentSymbol]) -> dict[str, lsp.DocumentSymbol]:
    return {each.name: each for each in found}


def test_sections_tables_rows_and_their_numbers() -> None:
    found = named(symbols(request(REPORT)))
    assert list(found)[:5] == ["年度", "机关", "数据", "总体情况", "主动公开情况"]
    table = named(list(found["依申请公开情况"].children or []))
    assert list(table) == ["本年新收", "办理结果"]
    assert table["本年新收"].detail == "自然人 5，商业企业 1，总计 6"
    assert found["依申请公开情况"].range.end.line == REPORT[: REPORT.index("复议诉讼情况")].count("\n") - 1
    english = named(symbols(request(ENGLISH, language="en")))
    assert named(list(english["requests"].children or []))["new_received"].detail == "natural_person 5, total 5"


def test_headings_of_a_text() -> None:
    text = "年度: 2025\n总体情况: |\n  ## 主动公开\n  12条。\n  ### 其他\n\n机关: 某局\n"
    (found,) = [each for each in symbols(request(text)) if each.children]
    assert [each.name for each in found.children or []] == ["主动公开", "其他"]
    assert found.range.end.line == 4


def test_every_symbol_holds_its_key_and_its_children() -> None:
    def check(found: list[lsp.DocumentSymbol]) -> int:
        for each in found:
            assert each.range.start <= each.selection_range.start <= each.selection_range.end <= each.range.end
            for child in each.children or []:
                assert each.range.start <= child.range.start <= child.range.end <= each.range.end
            check(list(each.children or []))
        return len(found)

    for text in (REPORT, ENGLISH, REPORT.rstrip("\n"), REPORT.replace("\n", "\r\n"), "机关: |\n  甲\n\n\n", "机关:\n"):
        assert check(symbols(request(text)))


def test_folding_also_of_what_is_half_written() -> None:
    text = (
        "# 一\n# 二\n年度: 2025\n总体情况:\n  主动公开: |\n    甲\n\n    乙\n依申请公开情况:\n  本年新收: {自然人: 3\n"
    )
    found = [(each.start_line, each.end_line) for each in folding(request(text))]
    assert found == [(3, 7), (4, 7), (8, 9), (0, 1)]
