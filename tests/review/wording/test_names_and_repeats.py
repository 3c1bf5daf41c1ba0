"""署名 and 发布机构 against 机关 (R98), and the fee told once more (R97)."""

import pytest

from tests.review.cases import found_in, kinds_in


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("江北市滨河区桃园街道办事处", "滨河区桃园街道办事处"),
        ("江北市滨河区桃园街道办事处", "桃园街道党政办公室"),
        ("江北市滨河区人民政府", "滨河区政府办公室"),
        ("江北市滨河区人民政府", "江北市滨河区人民政府办公室"),
        ("江北市滨河区教育局", "滨河区教育局"),
        ("江北市滨河区教育局", "滨河区"),
        ("青河高新技术产业开发区管理委员会", "青河高新区管委会党政办公室"),
        ("青河高新技术产业开发区管理委员会", "青河高新区管委会"),
    ],
)
@pytest.mark.parametrize("field", ["发布信息", "署名"])
def test_a_shorter_name_or_a_part_of_the_office_may_stand_there(office: str, name: str, field: str) -> None:
    assert "R98.other" not in kinds_in("", 机关=office, **_named(field, name))


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("江北市滨河区桃园街道办事处", "江北市滨河区杏花街道办事处"),
        ("江北市滨河区教育局", "江北市滨河区财政局"),
        ("江北市滨河区教育局", "江北市教育局"),
        ("青河高新技术产业开发区管理委员会", "青河经开区管委会"),
        ("云溪县柳林镇人民政府", "云溪县张庄镇人民政府"),
    ],
)
@pytest.mark.parametrize("field", ["发布信息", "署名"])
def test_another_office_is_told(office: str, name: str, field: str) -> None:
    found = [each for each in found_in("", 机关=office, **_named(field, name)) if each.kind == "R98.other"]
    assert [name in each.message() and office in each.message() for each in found] == [True]


def _named(field: str, name: str) -> dict[str, str]:
    return {field: f"{{发布机构: {name}}}" if field == "发布信息" else name}


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("全年收取信息处理费300元。", True),
        ("本年度对1件申请收取信息处理费300元。", True),
        ("本年度发出收费通知1件，收取信息处理费300元。", True),
        ("收取信息处理费300元，已全部上缴国库。", False),
        ("无其他需要报告的事项。", False),
    ],
)
def test_the_fee_told_once_more_is_a_note(text: str, is_told: bool) -> None:
    fee = f"{{信息处理费: {{收取: 是, 件数: 1, 金额: 300}}, 正文: {text}}}"
    found = [each for each in found_in("", 其他事项=fee) if each.kind == "R97.charged"]
    assert [each.severity.value for each in found] == ["note"] * is_told
