"""The sums of the form: computed where left out, verified where stated, tried only on cells that are known."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gkgen.diagnostics import Diagnostic
from gkgen.form import Edition
from gkgen.pipeline.core.checking import form
from tests.checks.tables import COURTS, Cells, disputes, leaf_cells, requests, seeded, written
from tests.office import check, document, kinds, office, read_office

EDITIONS = form().editions
EDITION = EDITIONS[-1]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in check(text).diagnostics]


def results(new: str, granted: str, carried_out: str | None = None, extra: str = "") -> str:
    lines = [f"本年新收: {new}", "办理结果:", f"  予以公开: {granted}", *([f"  {extra}"] if extra else [])]
    return "\n".join([*lines, *([f"结转下年度: {carried_out}"] if carried_out else [])])


# What stands in 依申请公开情况, and the rules that are broken.
REQUESTS: tuple[tuple[str, list[str]], ...] = (
    (results("[3, 0, 0, 0, 0, 0]", "[3, 0, 0, 0, 0, 0]"), []),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]"), []),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]", "[1, 0, 0, 0, 0, 0]"), []),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0, 0]"), ["R10"]),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]", "全零"), ["R10"]),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]", "0"), ["R10"]),
    (results("[3, 0, 0, 0, 0, 0]", "[2, 0, 0, 0, 0, 0]", "[0, 1, 0, 0, 0, 0]"), ["R10", "R10"]),
    (results("[2, 0, 0, 0, 0, 0]", "[3, 0, 0, 0, 0, 0]"), ["R13"]),
    (results("[2, 0, 0, 0, 0, 0]", "[3, 0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0, 0]"), ["R10"]),
    (results("{自然人: 3, 总计: 3}", "{自然人: 3, 总计: 3}"), []),
    (results("{自然人: 3, 总计: 4}", "{自然人: 3}"), ["R12"]),
    (results("{自然人: 3}", "{自然人: 3, 其他: 1, 总计: 3}"), ["R13", "R12"]),
    (results("{自然人: 3}", "{自然人: 3}", extra="总计: {自然人: 3, 总计: 3}"), []),
    (results("{自然人: 3}", "{自然人: 3}", extra="总计: [3, 0, 0, 0, 0, 0]"), []),
    (results("{自然人: 3}", "{自然人: 3}", extra="总计: {自然人: 2}"), ["R11"]),
    (results("{自然人: 3}", "{自然人: 3}", extra="总计: {自然人: 3, 总计: 2}"), ["R11", "R12"]),
)


@pytest.mark.parametrize(("text", "wanted"), REQUESTS, ids=[case[0].replace("\n", "; ") for case in REQUESTS])
def test_the_sums_of_table_three_are_computed_or_verified(text: str, wanted: list[str]) -> None:
    assert codes(office(依申请公开情况=text)) == wanted


@pytest.mark.parametrize(("court", "rule"), [("行政复议", "R30"), ("未经复议直接起诉", "R31"), ("复议后起诉", "R32")])
def test_the_sums_of_table_four_are_computed_or_verified(court: str, rule: str) -> None:
    def found(row: str) -> list[str]:
        return codes(office(复议诉讼情况=f"{court}: {row}"))

    assert found("{结果维持: 1, 尚未审结: 2}") == []
    assert found("{结果维持: 1, 尚未审结: 2, 总计: 3}") == []
    assert found("[1, 0, 0, 2]") == []
    assert found("{结果维持: 1, 尚未审结: 2, 总计: 4}") == [rule]
    assert found("{总计: 4}") == [rule]


@pytest.mark.parametrize(
    ("change", "wanted"), [("[5, -5, 0]", []), ("[5, -6, 0]", ["R07"]), ("[0, -1, 0]", ["R07"]), ("[0, 3, 0]", [])]
)
@pytest.mark.parametrize("row", ["行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"])
def test_no_change_takes_away_more_than_there_was(row: str, change: str, wanted: list[str]) -> None:
    cells = change if row != "行政事业性收费" else change.replace(", 0]", "]")
    assert codes(office(年度="2020", 主动公开情况=f"{row}: {cells}")) == wanted


def test_totals_and_what_is_carried_over_are_computed() -> None:
    text = (
        "本年新收: [5, 1, 0, 0, 0, 0]\n"
        "上年结转: [1, 0, 0, 0, 0, 0]\n"
        "办理结果:\n"
        "  予以公开: [2, 1, 0, 0, 0, 0]\n"
        "  不予处理:\n"
        "    重复申请: [1, 0, 0, 0, 0, 0]"
    )
    values = {path: value for path, value, _ in document(office(依申请公开情况=text)).numbers}
    assert values["requests.new_received.total"] == 6
    assert values["requests.results.total.natural_person"] == 3
    assert values["requests.results.total.total"] == 4
    assert values["requests.carried_out.natural_person"] == 3
    assert values["requests.carried_out.commercial_enterprise"] == 0
    assert values["requests.carried_out.total"] == 3


def test_a_row_of_what_is_carried_over_that_was_begun_is_not_computed() -> None:
    """结转下年度 with one number says that the others are 0, and is verified as that."""
    text = results("[3, 2, 0, 0, 0, 0]", "[2, 1, 0, 0, 0, 0]", "{自然人: 1}")
    found = check(office(依申请公开情况=text)).diagnostics
    assert [(d.code, d.path) for d in found] == [("R10", "requests.carried_out.commercial_enterprise")]


def test_a_sum_that_fails_shows_its_numbers_with_their_places() -> None:
    found = check(office(复议诉讼情况="行政复议: {结果维持: 3, 总计: 2}")).diagnostics
    assert [d.message() for d in found] == ["总计 2，各项之和 = 3（结果维持 3），相差 1"]
    shown = {(addend.side, addend.path, addend.value, addend.span is not None) for addend in found[0].addends}
    assert ("left", "disputes.reconsideration.total", 2, True) in shown
    assert ("right", "disputes.reconsideration.upheld", 3, True) in shown
    assert ("right", "disputes.reconsideration.corrected", 0, False) in shown
    assert len(shown) == 5


@pytest.mark.parametrize("bad", ["三", "/", "", "-1", "1.5", "true", "1e3", "[1]", "'3'"])
@pytest.mark.parametrize(
    ("total", "rest"),
    [
        (", 总计: 3", "办理结果: {予以公开: {自然人: 3}}"),
        (", 总计: 3", "办理结果: {予以公开: {自然人: 3}, 总计: {自然人: 3, 总计: 3}}\n结转下年度: 全零"),
        ("", "办理结果: {予以公开: {自然人: 9}}\n结转下年度: 全零"),
        ("", "办理结果: {予以公开: {自然人: 9}}"),
    ],
)
def test_a_bad_cell_sets_off_no_other_finding(bad: str, total: str, rest: str) -> None:
    """Guard: only equations all of whose cells passed are tried."""
    found = check(office(依申请公开情况=f"本年新收: {{自然人: {bad}{total}}}\n{rest}")).diagnostics
    assert [(d.span and d.span.line, d.path) for d in found] == [(6, "requests.new_received.natural_person")]


def test_a_row_with_too_many_numbers_sets_off_no_other_finding() -> None:
    text = "本年新收: [3, 0, 0, 0, 0, 0, 3, 3]\n办理结果: {予以公开: {自然人: 3}}\n结转下年度: 全零"
    assert kinds(office(依申请公开情况=text)) == ["F05"]


def test_a_column_that_is_misspelt_sets_off_no_other_finding() -> None:
    assert kinds(office(依申请公开情况="本年新收: {自燃人: 3}\n办理结果: {予以公开: {自然人: 3}}")) == ["F01.near"]


@pytest.mark.parametrize(
    "text",
    [
        "本年新受: [3, 0, 0, 0, 0, 0]\n办理结果: {予以公开: [3, 0, 0, 0, 0, 0]}",
        "本年新收: [3, 0, 0, 0, 0, 0]\n办理成果: {予以公开: [3, 0, 0, 0, 0, 0]}\n结转下年度: 0",
        "本年新收: [3, 0, 0, 0, 0, 0]\n办理结果: {予以公开了: [3, 0, 0, 0, 0, 0]}\n结转下年度: 0",
        "本年新收: [3, 0, 0, 0, 0, 0]\n结转明年: [3, 0, 0, 0, 0, 0]\n办理结果: 0",
    ],
)
def test_a_row_that_is_misspelt_sets_off_no_other_finding(text: str) -> None:
    """Guard: cells that may be meant by an unknown key are not taken for zeros."""
    assert kinds(office(依申请公开情况=text)) == ["F01.near"]


def test_a_bad_cell_does_not_hide_a_sum_that_does_not_need_it() -> None:
    text = office(依申请公开情况="本年新收: {自然人: 三}", 复议诉讼情况="行政复议: {结果维持: 3, 总计: 2}")
    assert [code for code in codes(text) if code != "R05"] == ["R30"]


@pytest.mark.parametrize("zero", ["全零", "0", "{}"])
@pytest.mark.parametrize("table", ["主动公开情况", "依申请公开情况", "复议诉讼情况"])
def test_a_table_of_zeros_in_one_word_is_a_table_of_zeros(table: str, zero: str) -> None:
    made = document(office(**{table: zero}))
    assert {value for _, value, _ in made.numbers} == {0}
    assert len(made.numbers) == sum(1 for each in EDITION.tables for _ in each.field.leaves())


@pytest.mark.parametrize("zero", ["全零", "0", "[0, 0, 0, 0, 0, 0]", "{自然人: 0}", "{}"])
def test_a_row_of_zeros_can_be_written_in_five_ways(zero: str) -> None:
    assert document(office(依申请公开情况=f"本年新收: {zero}")) == document(office())


@pytest.mark.parametrize("part", ["不予公开", "无法提供", "不予处理", "其他处理"])
@pytest.mark.parametrize("zero", ["全零", "0", "{}"])
def test_a_part_of_zeros_in_one_word_is_a_part_of_zeros(part: str, zero: str) -> None:
    assert document(office(依申请公开情况=f"办理结果: {{{part}: {zero}}}")) == document(office())


def both(edition: Edition, seed: int) -> Cells:
    draw = seeded(seed)
    return {**requests(edition, draw), **disputes(draw)}


def year(edition: Edition) -> str:
    return str(edition.first_year)


def text_of(edition: Edition, cells: Cells, language: str = "zh", rows: str = "mapping") -> str:
    return office(
        年度=year(edition),
        依申请公开情况=written(edition.field("requests"), cells, language, rows),
        复议诉讼情况=written(edition.field("disputes"), cells, language, rows),
    )


def totals_left_out(cells: Cells) -> Cells:
    """Without row totals and without the rows that gkgen computes."""
    computed = ("requests.results.total.", "requests.carried_out.")
    return {
        path: value for path, value in cells.items() if not path.endswith(".total") and not path.startswith(computed)
    }


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@pytest.mark.parametrize("seed", range(3))
def test_what_is_computed_is_what_would_have_been_typed(edition: Edition, seed: int) -> None:
    cells = both(edition, seed)
    typed, computed = text_of(edition, cells), text_of(edition, totals_left_out(cells))
    assert len(computed) < len(typed)
    assert document(computed).numbers == document(typed).numbers
    values = {path: value for path, value, _ in document(typed).numbers}
    assert {path: values[path] for path in cells} == cells


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_chinese_and_english_keys_give_the_same_values(edition: Edition) -> None:
    cells = both(edition, 11)
    values = []
    for language in ("zh", "en"):
        found, numbers, diagnostics = read_office(text_of(edition, cells, language))
        assert diagnostics == ()
        stated = {path: scalar.value for path, scalar in found.scalars.items()}
        values.append((stated, set(found.stated), {path: number.value for path, number in numbers.items()}))
    assert values[0] == values[1]
    assert len(values[0][0]) > 180
    assert document(text_of(edition, cells)) == document(text_of(edition, cells, "en"))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_rows_as_lists_and_as_mappings_are_equal(edition: Edition) -> None:
    cells = {path: value for path, value in both(edition, 12).items() if not path.endswith(".total")}
    assert document(text_of(edition, cells, rows="list")) == document(text_of(edition, cells))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_table_made_from_its_leaf_cells_has_no_finding(edition: Edition, data: st.DataObject) -> None:
    numbers = iter(data.draw(st.lists(st.integers(0, 99_999), min_size=160, max_size=160)))
    cells = {**requests(edition, lambda _: next(numbers)), **disputes(lambda _: next(numbers))}
    left_out = data.draw(st.sets(st.sampled_from([path for path in cells if path.endswith(".total")])))
    if data.draw(st.booleans()):
        left_out |= {path for path in cells if path.startswith("requests.carried_out.")}
    stated = {path: value for path, value in cells.items() if path not in left_out}
    assert check(text_of(edition, stated)).diagnostics == ()


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_one_cell_that_is_changed_is_found(edition: Edition, data: st.DataObject) -> None:
    cells = both(edition, data.draw(st.integers(0, 5)))
    changed = data.draw(st.sampled_from(sorted(cells)))
    wrong = {**cells, changed: cells[changed] + data.draw(st.integers(1, 9))}
    found: tuple[Diagnostic, ...] = check(text_of(edition, wrong)).diagnostics
    assert found
    assert all(any(addend.path == changed for addend in diagnostic.addends) for diagnostic in found)


def test_the_builder_covers_all_rows() -> None:
    assert len(leaf_cells(EDITION)) == 144
    assert len(COURTS) == 3


def test_own_equations_are_tried_with_exact_numbers() -> None:
    figures = "甲: 0.1\n乙: 0.2\n丙: 0.3"
    assert kinds(office(数据=figures, 核对="- 甲 + 乙 == 丙\n- 甲 + 乙 = 丙\n- 甲 + 乙 ＝ 丙")) == []
    assert kinds(office(数据=figures, 核对="- 甲 + 乙 == 甲")) == ["C01"]
    assert kinds(office(数据=figures, 核对="- 甲 + 乙\n- 甲 == 乙 == 丙")) == ["C02", "C02"]


def test_own_equations_may_use_the_cells_of_the_form() -> None:
    text = {"依申请公开情况": results("[3, 0, 0, 0, 0, 0]", "[3, 0, 0, 0, 0, 0]")}
    assert kinds(office(**text, 核对="- 依申请公开情况.本年新收.总计 == 3")) == []
    assert kinds(office(**text, 核对="- requests.new_received.total == 4")) == ["C01"]
