"""What an author wrote, filed under English paths: both languages, rows in every form, doubles, editions."""

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.checking import form
from tests.office import check, kinds, office, read_office

EDITION = form().editions[-1]


def one(text: str) -> Diagnostic:
    found = check(text).diagnostics
    assert len(found) == 1, [diagnostic.message("en") for diagnostic in found]
    return found[0]


def values(text: str) -> dict[str, object]:
    found, _, diagnostics = read_office(text)
    assert diagnostics == ()
    return {path: scalar.value for path, scalar in found.scalars.items() if path.startswith(("requests", "disclosure"))}


NEW = "requests.new_received"


@pytest.mark.parametrize(
    "row",
    [
        "{自然人: 3, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 1}",
        "[3, 0, 0, 0, 0, 1]",
        "\n    自然人: 3\n    商业企业: 0\n    科研机构: 0\n    社会公益组织: 0\n    法律服务机构: 0\n    其他: 1",
        "\n    - 3\n    - 0\n    - 0\n    - 0\n    - 0\n    - 1",
        "{natural_person: 3, commercial_enterprise: 0, 科研机构: 0, public_welfare_org: 0, 法律服务机构: 0, 其他: 1}",
    ],
)
def test_a_row_can_be_written_in_several_ways(row: str) -> None:
    text = office(依申请公开情况=None) + f"依申请公开情况:\n  本年新收: {row}\n"
    assert values(text) == values(office(依申请公开情况="new_received: [3, 0, 0, 0, 0, 1]"))
    assert values(text)[f"{NEW}.natural_person"] == 3


@pytest.mark.parametrize("count", [0, 1, 5, 8])
def test_a_list_has_a_number_for_each_column_but_the_total(count: int) -> None:
    """Guard: the number of numbers; with one more or one less, numbers would stand in other columns."""
    found = one(office(依申请公开情况=f"本年新收: {['1'] * count}".replace("'", "")))
    assert found.kind == "F05"
    assert dict(found.values)["given"] == count
    assert dict(found.values)["wanted"] == 6


@pytest.mark.parametrize("value", ["12", "[12]", "{处理决定: 12}"])
def test_a_row_of_one_cell_takes_the_number_alone(value: str) -> None:
    assert values(office(主动公开情况=f"行政许可: {value}")) == {"disclosure.licensing.decisions": 12}


@pytest.mark.parametrize("value", ["7", "'0'", "全 零", "true", "false", "0.5"])
def test_only_zero_stands_for_a_whole_row(value: str) -> None:
    assert one(office(依申请公开情况=f"本年新收: {value}")).kind == "F04.row"


@pytest.mark.parametrize(
    ("first", "second"),
    [("机关", "office"), ("office", "机关")],
)
def test_a_field_in_both_languages_is_told_with_both_names(first: str, second: str) -> None:
    """Guard: doubles are sought by path; by key, the second would win without a word."""
    found = one(office(机关=None) + f"{first}: 甲\n{second}: 乙\n")
    assert (found.kind, dict(found.values)["key"], dict(found.values)["other"]) == ("F03", second, first)


@pytest.mark.parametrize("path", [field.path for field in EDITION.root.walk() if field.path])
def test_every_field_has_a_chinese_key_of_its_own(path: str) -> None:
    parent = EDITION.field(path.rpartition(".")[0]) if "." in path else EDITION.root
    names = [name for child in parent.children for name in {child.key, child.name}]
    assert len(names) == len(set(names))
    assert not EDITION.field(path).key.isascii()


@pytest.mark.parametrize(("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2035, "2021")])
def test_the_year_chooses_the_edition(year: int, edition: str) -> None:
    assert read_office(office(年度=str(year)))[0].edition.name == edition


@pytest.mark.parametrize("year", ["2018", "1000", "9999999", "-1", "true", "2021.0", "'2021'", "2021年", "[2021]", ""])
def test_a_year_that_is_none_is_one_finding(year: str) -> None:
    assert one(office(年度=year)).code == "R01"


@pytest.mark.parametrize(("year", "template"), [("2021", "2019"), ("2020", "2021"), ("2021", "2008"), ("2021", "新")])
def test_a_template_that_the_year_does_not_use_is_refused(year: str, template: str) -> None:
    assert one(office(年度=year, 模板=template)).kind == "R02.template"


@pytest.mark.parametrize(("year", "template"), [("2021", "2021"), ("2020", '"2019"')])
def test_the_template_that_the_year_uses_may_be_named(year: str, template: str) -> None:
    assert kinds(office(年度=year, 模板=template)) == []


@pytest.mark.parametrize("key", ["行政许可", "规章"])
def test_a_row_of_another_edition_is_told_with_its_edition(key: str) -> None:
    cells = {"行政许可": "{上一年项目: 1}", "规章": "{新制作: 1}"}[key]
    found = one(office(主动公开情况=f"{key}: {cells}"))
    assert found.kind == "R02"
    assert dict(found.values)["other"] == "2019"


@pytest.mark.parametrize(
    ("key", "near"), [("机关名称", "机关"), ("引语", "引言"), ("其它事项", "其他事项"), ("ofice", "office")]
)
def test_a_misspelt_key_is_told_with_the_right_one(key: str, near: str) -> None:
    found = one(office(**{key: "甲"}))
    assert (found.kind, dict(found.values)["near"]) == ("F01.near", near)


def test_a_required_key_that_is_misspelt_is_one_finding() -> None:
    assert one(office(其他事项=None, 其它事项="无。")).kind == "F01.near"


@pytest.mark.parametrize("name", ["年度", "requests", "a b", "1季度", "a-b", "甲.乙", "true", "not"])
def test_a_figure_has_a_name_that_text_can_refer_to(name: str) -> None:
    found = one(office(数据=f"{{{name}: 1}}"))
    assert found.code == "F11"


@pytest.mark.parametrize("value", ["许多", "true", "'1'", "[1]", "1,5", "１"])
def test_a_figure_is_a_number(value: str) -> None:
    assert one(office(数据=f"甲: {value}")).kind == "F04.number"


def test_a_field_refused_as_a_whole_has_one_finding() -> None:
    assert one(office(依申请公开情况="[1, 2]")).kind == "F04.table"


@pytest.mark.parametrize("entries", ["- [1]", "- 1", "- {甲: 1}", "- ~"])
def test_an_own_equation_is_text(entries: str) -> None:
    assert one(office(核对=entries)).kind == "F04.text"
