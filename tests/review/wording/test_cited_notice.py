"""The notice that is cited: its number, its title, the year that it is for (R58)."""

import pytest

from tests.review.cases import kinds_in

FORMAT = "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
MATTERS = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
OLD, NEW = "（国办公开办函〔2019〕60号）", "（国办公开办函〔2021〕30号）"


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2021, f"本报告按照{FORMAT}{NEW}编制。"),
        (2024, f"本报告按照{FORMAT}（国办公开办函[2021]30号）要求编制。"),
        (2021, f"本报告按照{MATTERS}{OLD}和{FORMAT}{NEW}编制。"),
        (2020, f"本报告按照{MATTERS}{OLD}编制。"),
        # The notice of 2019 came with its own form.
        (2020, f"本报告按照《中华人民共和国政府信息公开工作年度报告格式》{OLD}编制。"),
        (2021, "落实《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号），统一栏目，编制目录。"),
        (2021, "落实《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。"),
        (2021, "根据国办发〔2021〕12号文件做好政务公开。"),
    ],
)
def test_a_notice_cited_right_is_not_told(year: int, text: str) -> None:
    assert not [kind for kind in kinds_in("", 年度=str(year), 引言=text, **_empty(year)) if kind.startswith("R58")]


@pytest.mark.parametrize(
    ("year", "text", "kind"),
    [
        (2021, "本报告依照国办公开办函〔2019〕60号的要求编制。", "R58"),
        (2021, f"本报告按照{MATTERS}{OLD}编制。", "R58"),
        (2021, f"本报告按照{MATTERS}{NEW}编制。", "R58.title"),
        (2022, f"本报告按照{FORMAT}{OLD}编制。", "R58.number"),
        (2022, f"本报告按照{FORMAT}（国办公开办函〔2022〕30号）编制。", "R58.number"),
        (2022, f"本报告按照{FORMAT}（国办公开办函〔2021〕3号）编制。", "R58.number"),
        (2022, f"本报告按照{FORMAT}（国办函〔2021〕30号）编制。", "R58.number"),
        (2020, f"本报告按照{FORMAT}{NEW}编制。", "R58"),
        (2020, f"本报告按照{MATTERS}（国办公开办函〔2020〕60号）编制。", "R58.number"),
    ],
)
def test_another_number_or_title_is_told(year: int, text: str, kind: str) -> None:
    assert [each for each in kinds_in("", 年度=str(year), 引言=text, **_empty(year)) if each.startswith("R58")] == [
        kind
    ]


def _empty(year: int) -> dict[str, str]:
    return {"主动公开情况": "全零", "依申请公开情况": "全零"} if year < 2021 else {}
