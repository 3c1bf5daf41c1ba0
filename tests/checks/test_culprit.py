"""One wrong cell in a table whose totals were all typed is named by the sums that fail."""

import random
from collections.abc import Callable

from gkgen.checks.computed_cells import fails
from gkgen.checks.culprit import remedies
from gkgen.pipeline.core.checking import form
from tests.checks.tables import leaf_cells, requests, seeded, written
from tests.office import check, office, read_office

EDITION = form().editions[-1]
TABLE = EDITION.tables[1]
TABLES = 100


def test_the_table_is_the_one_of_175_cells() -> None:
    assert TABLE.field.path == "requests"
    assert len(requests(EDITION, seeded(0))) == 175 == len(tuple(TABLE.field.leaves()))


def named(seed: int) -> tuple[str, int, list[tuple[str, int]]]:
    """The cell that was changed, what it was, and what gkgen would change."""
    cells = requests(EDITION, seeded(seed))
    chance = random.Random(seed)
    wrong = chance.choice(leaf_cells(EDITION))
    right = cells[wrong]
    cells[wrong] = chance.choice([number for number in range(right + 40) if number != right])
    found, numbers, broken = read_office(office(依申请公开情况=written(TABLE.field, cells)))
    assert broken == ()
    failing = [equation for equation in TABLE.equations if fails(equation, numbers)]
    assert failing, f"{wrong}: the sums do not tell"
    assert found.scalars[wrong].value == cells[wrong]
    return wrong, right, [(remedy.path, int(remedy.after)) for remedy in remedies(TABLE, numbers, failing)]


def test_the_wrong_cell_is_named_with_its_right_value(record_property: Callable[[str, object], None]) -> None:
    results = [named(seed) for seed in range(TABLES)]
    hits = [found for wrong, right, found in results if (wrong, right) in found and len(found) <= 3]
    alone = [found for found in hits if len(found) == 1]
    record_property("named", len(hits))
    record_property("named alone", len(alone))
    assert len(hits) / TABLES >= 0.95
    assert len(alone) / TABLES >= 0.95


def test_the_hint_gives_the_line_of_the_cell_and_its_right_value() -> None:
    cells = requests(EDITION, seeded(3, most=9))
    wrong = "requests.results.granted.natural_person"
    right = cells[wrong]
    cells[wrong] = right + 7
    text = office(依申请公开情况=written(TABLE.field, cells))
    line = next(number for number, line in enumerate(text.split("\n"), start=1) if "予以公开" in line)
    found = check(text).diagnostics
    assert {d.kind for d in found} == {"R10.remedy", "R11.remedy", "R12.remedy"} or {d.kind for d in found} == {
        "R11.remedy",
        "R12.remedy",
    }
    assert {d.hint() for d in found} == {
        f"第 {line} 行“予以公开·自然人”由 {right + 7} 改为 {right}，这张表的勾稽关系就全部成立"
    }
    assert {d.hint("en") for d in found} == {
        f"every sum of this table would hold with 'granted.natural_person' in line {line} from {right + 7} to {right}"
    }


def test_two_wrong_cells_name_none() -> None:
    cells = requests(EDITION, seeded(5))
    cells["requests.results.granted.natural_person"] += 1
    cells["requests.results.partially_granted.commercial_enterprise"] += 2
    found = check(office(依申请公开情况=written(TABLE.field, cells))).diagnostics
    assert found
    assert {d.kind for d in found} <= {"R10", "R11", "R12"}


def test_more_than_three_places_to_look_at_are_not_named() -> None:
    few = check(office(依申请公开情况="本年新收: [2, 0, 0, 0, 0, 0]\n办理结果:\n  予以公开: [3, 0, 0, 0, 0, 0]"))
    many = check(office(复议诉讼情况="行政复议: {结果维持: 1, 结果纠正: 1, 其他结果: 1, 总计: 4}"))
    assert [d.kind for d in few.diagnostics] == ["R13.remedy"]
    assert [d.kind for d in many.diagnostics] == ["R30"]


def test_a_remedy_is_never_below_zero() -> None:
    found = check(office(复议诉讼情况="行政复议: {结果维持: 2, 结果纠正: 9, 总计: 5}")).diagnostics
    assert [d.kind for d in found] == ["R30.remedy"]
    assert "结果纠正”由 9 改为 3" in found[0].hint()
    assert "总计”由 5 改为 11" in found[0].hint()
    assert "结果维持" not in found[0].hint()
