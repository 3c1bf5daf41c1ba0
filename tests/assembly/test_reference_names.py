"""What text may refer to: every cell and detail of the form in both languages, and the author's own figures."""

from decimal import Decimal

import pytest

from gkgen.assembly import names
from gkgen.form import Edition, Field
from gkgen.narrative import Group, Value, evaluate
from gkgen.pipeline.core.checking import form
from tests.checks.tables import disputes, requests, seeded, written
from tests.narrative.texts import text_of
from tests.office import check, document, kinds, office, read_office

EDITIONS = form().editions


def numbered_office(edition: Edition) -> str:
    """An office with numbers in every cell and something in every detail."""
    fields = {field.name: field for field in edition.root.children}
    cells = {**requests(edition, seeded(7)), **disputes(seeded(8))}
    rows = "\n".join(
        f"{row.key}: {{{', '.join(f'{cell.key}: {10 + index}' for index, cell in enumerate(row.children))}}}"
        for row in fields["disclosure"].children
    )
    details = {
        name: "\n".join(f"{field.key}: {_detail(field)}" for field in fields[name].children)
        for name in ("metadata", "contact")
    }
    return office(
        年度=str(edition.first_year),
        机关类型="乡镇政府",
        标题="关于公开的报告",
        署名="张庄镇人民政府",
        发布信息=details["metadata"],
        联系方式=details["contact"],
        主动公开情况=rows,
        依申请公开情况=written(fields["requests"], cells),
        复议诉讼情况=written(fields["disputes"], cells),
        其他事项="信息处理费: {收取: 是, 件数: 2, 金额: 30.50}\n正文: 无。",
    )


def _detail(field: Field) -> str:
    own = {"postcode": "277600", "email": "a@b.cn", "document_no": "张政发〔2022〕3号"}
    return {"date": "2022-01-26"}.get(field.kind, own.get(field.name, "0632"))


def paths(field: Field) -> list[Field]:
    """The leaves that have a value in the report."""
    about = {"list", "file", "reference"}
    parts = [child for child in field.children if child.kind not in about and child.name != "figures"]
    leaves = (leaf for part in parts for leaf in part.leaves())
    return [leaf for leaf in leaves if leaf.kind not in {"prose", "flag"}]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.name))
def test_every_field_can_be_referred_to_in_both_languages(edition: Edition) -> None:
    found, numbers, broken = read_office(numbered_office(edition))
    assert broken == ()
    known = names(found, numbers)
    # What a report is summed up from is no value that a text could print.
    unprinted = ("template", "units")
    leaves = [
        leaf
        for leaf in paths(edition.root)
        if leaf.path.partition(".")[0] not in unprinted and leaf.kind != "prose_parts"
    ]
    assert len(leaves) > 190
    for leaf in leaves:
        value = evaluate(leaf.path, known)
        assert evaluate(chinese(leaf, edition), known) == value
        expected = numbers[leaf.path].value if leaf.path in numbers else found.scalars[leaf.path].value
        assert str(value) == str(expected)


def chinese(leaf: Field, edition: Edition) -> str:
    keys, path = [], ""
    for name in leaf.path.split("."):
        path = f"{path}.{name}".lstrip(".")
        keys.append(edition.field(path).key)
    return ".".join(keys)


def texts(text: str, **changes: str) -> list[str]:
    found = document(office(总体情况=f"|\n{text}", **changes))
    body = found.sections[0].body
    assert isinstance(body, tuple)
    return [text_of(block) for block in body]


def test_totals_that_nobody_typed_can_be_referred_to() -> None:
    text = "收到{{ 依申请公开情况.本年新收.总计 }}件，结转{{ requests.carried_out.total }}件。"
    rows = "本年新收: [3, 1, 0, 0, 0, 0]\n办理结果:\n  予以公开: {自然人: 2}"
    assert texts(text, 依申请公开情况=rows) == ["收到4件，结转2件。"]


def test_rows_left_out_are_zero_in_text() -> None:
    assert texts("{{ 复议诉讼情况.行政复议.总计 }}件") == ["0件"]


def test_figures_have_their_own_names_and_stand_under_figures() -> None:
    text = "{{ 公开总数 }} {{ 数据.公开总数 }} {{ figures.公开总数 }} {{ 经费 }}"
    assert texts(text, 数据="{公开总数: 749, 经费: 12.50}") == ["749 749 749 12.50"]


def test_an_amount_prints_as_it_was_typed() -> None:
    assert texts("{{ 主动公开情况.行政事业性收费.收费金额 }}", 主动公开情况="行政事业性收费: 96171.60") == ["96171.60"]


def test_a_title_of_two_lines_stands_in_one_line_of_text() -> None:
    assert texts("{{ 标题 }}", 标题="|\n上一行\n下一行") == ["上一行下一行"]


def test_texts_keep_their_zeros_and_no_line_end() -> None:
    assert texts("{{ 联系方式.电话 }}/{{ 机关 }}", 联系方式="{电话: 0632}", 机关="|\n某某镇") == ["0632/某某镇"]


def test_numbers_outside_of_the_tables_are_numbers_as_well() -> None:
    fee = "信息处理费: {收取: 是, 件数: 2, 金额: 30.50}"
    text = "{{ 年度 + 1 }}年 {{ 其他事项.信息处理费.金额 * 2 }}元 {{ 其他事项.信息处理费.件数 - 1 }}件"
    assert texts(text, 其他事项=fee) == ["2022年 61.00元 1件"]


def test_texts_cannot_be_referred_to() -> None:
    assert kinds(office(引言="好", 总体情况='"{{ 引言 }}"')) == ["N01"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("引言", "N01"), ("标题", "N01"), ("总体情况", "N01"), ("联系方式.电话", "N01"), ("联系方式", "N01")],
)
def test_what_is_not_there_cannot_be_referred_to(name: str, kind: str) -> None:
    assert kinds(office(总体情况=f'"{{{{ {name} }}}}"'))[0].startswith(kind)


@pytest.mark.parametrize(
    ("changes", "reference", "wanted"),
    [
        ({"依申请公开情况": "本年新收: {自然人: 三件}"}, "依申请公开情况.本年新收.自然人", ["R05.meant"]),
        ({"依申请公开情况": "本年新收: {自然人: 三件}"}, "依申请公开情况.本年新收.总计", ["R05.meant"]),
        ({"依申请公开情况": "本年新收: {自然人: 三件}"}, "依申请公开情况.结转下年度.总计 + 1", ["R05.meant"]),
        ({"依申请公开情况": None}, "依申请公开情况.本年新收.总计", ["F02.table"]),
        ({"依申请公开情况": "都是零"}, "依申请公开情况.本年新收.总计", ["F04.table"]),
        ({"数据": "{公开总数: 七百}"}, "公开总数", ["F04.number"]),
        ({"数据": "{公开总数: 七百}"}, "数据.公开总数 / 2", ["F04.number"]),
        ({"年度": "去年"}, "年度", ["R01.form"]),
        ({"机关": None}, "机关", ["F02"]),
        ({"联系方式": "{邮编: 12}"}, "联系方式.邮编", ["F08"]),
    ],
)
def test_a_refused_value_is_told_once_and_not_again_where_it_is_referred_to(
    changes: dict[str, str | None], reference: str, wanted: list[str]
) -> None:
    assert kinds(office(**changes, 问题及改进=f'"共{{{{ {reference} }}}}件"')) == wanted


def test_a_check_of_a_refused_value_is_not_told_either() -> None:
    text = office(数据="{甲: 三, 乙: 3}", 核对='["甲 == 乙"]')
    assert kinds(text) == ["F04.number"]


def test_names_of_figures_do_not_hide_the_form() -> None:
    checked = check(office(数据="{年度: 3}", 总体情况='"{{ 年度 }}"'))
    assert [d.kind for d in checked.diagnostics] == ["F11"]


def test_the_value_of_a_figure_is_exact() -> None:
    found, numbers, _ = read_office(office(数据="{甲: 0.10}"))
    value: Group | Value | None = names(found, numbers).children["甲"]
    assert value == Decimal("0.10")
    assert str(value) == "0.10"
