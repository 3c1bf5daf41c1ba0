"""Statutory tables read by their labels, from grids and from lines; whatever is damaged is told and never made up."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gkgen.form import Edition
from gkgen.importers.match_result import Cells, ImportIssue
from gkgen.importers.parsed_document import GridCell
from tests.importers.table_rows_builders import NEW, OLD, Rows, filled, from_lines, kinds, rows_of

Read = Callable[..., tuple[dict[str, Cells], tuple[ImportIssue, ...]]]
TABLES = ("disclosure", "requests", "disputes")
# Numbers by path inside the table, of which all sums hold.
REQUESTS = {
    "new_received.natural_person": "3",
    "new_received.commercial_enterprise": "1",
    "new_received.total": "4",
    "carried_in.natural_person": "1",
    "carried_in.total": "1",
    "results.granted.natural_person": "2",
    "results.granted.commercial_enterprise": "1",
    "results.granted.total": "3",
    "results.refused.state_secret.natural_person": "1",
    "results.refused.state_secret.total": "1",
    "results.total.natural_person": "3",
    "results.total.commercial_enterprise": "1",
    "results.total.total": "4",
    "carried_out.natural_person": "1",
    "carried_out.total": "1",
}
DISPUTES = {
    "reconsideration.upheld": "2",
    "reconsideration.total": "2",
    "litigation_after_reconsideration.pending": "1",
    "litigation_after_reconsideration.total": "1",
}
DISCLOSURE = {
    "2019": {"licensing.items_last_year": "5", "licensing.items_change": "减2", "procurement.amount": "1186.1878"},
    "2021": {"regulations.issued": "1", "normative_documents.in_force": "38", "fees.amount_wan_yuan": "0.50"},
}


def tables(edition: Edition) -> list[Rows]:
    numbers = {"disclosure": DISCLOSURE[edition.name], "requests": REQUESTS, "disputes": DISPUTES}
    return [rows_of(edition, name, numbers[name]) for name in TABLES]


def typed(found: dict[str, Cells]) -> dict[str, str]:
    return {path: text for cells in found.values() for path, text in cells.typed.items()}


WANTED = {
    "requests.new_received.natural_person": "3",
    "requests.new_received.commercial_enterprise": "1",
    "requests.carried_in.natural_person": "1",
    "requests.results.granted.natural_person": "2",
    "requests.results.granted.commercial_enterprise": "1",
    "requests.results.refused.state_secret.natural_person": "1",
    "disputes.reconsideration.upheld": "2",
    "disputes.litigation_after_reconsideration.pending": "1",
}
OWN = {
    "2019": {
        "disclosure.licensing.items_last_year": "5",
        "disclosure.licensing.items_change": "-2",
        "disclosure.procurement.amount": "1186.1878",
    },
    "2021": {
        "disclosure.regulations.issued": "1",
        "disclosure.normative_documents.in_force": "38",
        "disclosure.fees.amount_wan_yuan": "0.50",
    },
}


@pytest.mark.parametrize("read", [filled, from_lines])
@pytest.mark.parametrize("edition", [OLD, NEW], ids=["2019", "2021"])
def test_every_number_is_read_and_what_gkgen_computes_is_not_typed(edition: Edition, read: Read) -> None:
    found, issues = read(edition, *tables(edition))
    assert typed(found) == WANTED | OWN[edition.name]
    assert all(cells.is_there and not cells.unknown for cells in found.values())
    assert {own.kind for own in issues} == ({"I16"} if edition is OLD else set())


def test_labels_are_known_however_they_are_spelt() -> None:
    requests = rows_of(NEW, "requests", REQUESTS)
    for row in requests:
        for at, cell in enumerate(row):
            text = cell.text.replace("1.", "1、").replace("（", "(").replace("国家", " 国\n家 ")
            row[at] = replace(cell, text=text)
    found, issues = filled(NEW, requests)
    assert found["requests"].typed["requests.results.refused.state_secret.natural_person"] == "1"
    assert kinds(issues, "requests") == []


def test_columns_are_found_by_their_labels_and_not_by_their_order() -> None:
    disclosure = rows_of(NEW, "disclosure", {"regulations.issued": "1", "regulations.in_force": "7"})
    for row in disclosure[1:3]:
        row[1], row[3] = row[3], row[1]
    found, _ = filled(NEW, disclosure)
    assert found["disclosure"].typed["disclosure.regulations.issued"] == "1"
    assert found["disclosure"].typed["disclosure.regulations.in_force"] == "7"


@pytest.mark.parametrize("read", [filled, from_lines])
def test_a_row_that_lacks_a_cell_is_not_guessed(read: Read) -> None:
    requests = rows_of(NEW, "requests", REQUESTS)
    del requests[3][3]
    found, issues = read(NEW, requests)
    assert "requests.new_received" in found["requests"].unknown
    assert not any(path.startswith("requests.new_received.") for path in found["requests"].typed)
    assert "I12" in kinds(issues, "requests.new_received")


@pytest.mark.parametrize("read", [filled, from_lines])
def test_zeros_that_lack_a_cell_are_not_certain_either(read: Read) -> None:
    requests = rows_of(NEW, "requests", {})
    del requests[3][3]
    found, issues = read(NEW, requests)
    assert not any(path.startswith("requests.new_received") for path in found["requests"].typed)
    assert found["requests"].unknown == {"requests.new_received": ()}
    assert kinds(issues, "requests") == ["I12"]


@pytest.mark.parametrize("read", [filled, from_lines])
def test_a_row_that_is_missing_is_marked(read: Read) -> None:
    disclosure = rows_of(NEW, "disclosure", {})
    del disclosure[6]
    found, issues = read(NEW, disclosure)
    assert found["disclosure"].unknown == {"disclosure.licensing": ()}
    assert kinds(issues, "disclosure") == ["I11"]


def test_a_table_that_is_missing_is_told() -> None:
    found, issues = filled(NEW, rows_of(NEW, "requests", {}), rows_of(NEW, "disputes", {}))
    assert not found["disclosure"].is_there
    assert found["disclosure"].unknown == {"disclosure": ()}
    assert [(own.kind, own.path) for own in issues] == [("I10", "disclosure")]


@pytest.mark.parametrize("read", [filled, from_lines])
def test_a_label_that_was_altered_a_little_is_guessed_and_told(read: Read) -> None:
    requests = rows_of(NEW, "requests", REQUESTS)
    requests[8][0] = replace(requests[8][0], text="2.其他法律法规禁止公开的")
    found, issues = read(NEW, requests)
    assert found["requests"].unknown == {}
    assert kinds(issues, "requests") == ["I18"]


@pytest.mark.parametrize("read", [filled, from_lines])
def test_a_row_that_the_form_does_not_know_is_left_out_and_told(read: Read) -> None:
    disclosure = rows_of(NEW, "disclosure", {})
    disclosure.insert(10, [GridCell("行政检查"), GridCell("12", col_span=3)])
    found, issues = read(NEW, disclosure)
    assert found["disclosure"].typed == {}
    assert [dict(own.values)["text"] for own in issues if own.path == "disclosure"] == ["12"]
    assert kinds(issues, "disclosure") == ["I19"]


@pytest.mark.parametrize("read", [filled, from_lines])
def test_a_row_twice_with_other_numbers_is_not_decided(read: Read) -> None:
    disclosure = rows_of(NEW, "disclosure", {"licensing.decisions": "3"})
    disclosure.insert(7, [replace(cell, text="4") if cell.text == "3" else cell for cell in disclosure[6]])
    found, issues = read(NEW, disclosure)
    assert "disclosure.licensing" in found["disclosure"].unknown
    assert "I22" in kinds(issues, "disclosure.licensing")


def test_empty_cells_and_strokes_are_told_and_text_is_no_number() -> None:
    cells = {"regulations.issued": "", "regulations.repealed": "/", "regulations.in_force": "若干"}
    found, issues = filled(NEW, rows_of(NEW, "disclosure", cells))
    assert found["disclosure"].unknown == {"disclosure.regulations.in_force": ()}
    assert sorted(kinds(issues, "disclosure")) == ["I13", "I14", "I15"]


def test_heads_that_are_missing_are_told_and_the_order_of_the_form_is_taken() -> None:
    requests = rows_of(NEW, "requests", REQUESTS)
    found, issues = filled(NEW, requests[3:])
    assert found["requests"].typed["requests.new_received.natural_person"] == "3"
    assert "I20" in kinds(issues, "requests")


def test_a_table_cut_at_a_page_is_one_table() -> None:
    requests = rows_of(NEW, "requests", REQUESTS)
    found, issues = filled(NEW, requests[:27], [*requests[:3], *requests[27:]])
    assert found["requests"].unknown == {}
    assert kinds(issues, "requests") == []


def test_rows_in_another_order_are_read_by_label_and_told() -> None:
    disclosure = rows_of(NEW, "disclosure", {"penalties.decisions": "3"})
    disclosure[9], disclosure[10] = disclosure[10], disclosure[9]
    found, issues = filled(NEW, disclosure)
    assert found["disclosure"].typed == {"disclosure.penalties.decisions": "3"}
    assert kinds(issues, "disclosure") == ["I21"]


def test_sums_that_do_not_hold_are_told_and_stay_as_they_are() -> None:
    found, issues = filled(NEW, rows_of(NEW, "disputes", {"reconsideration.upheld": "2", "reconsideration.total": "3"}))
    assert found["disputes"].typed["disputes.reconsideration.total"] == "3"
    assert kinds(issues, "disputes") == ["I23"]


def test_cells_that_were_not_merged_are_passed_over_and_told() -> None:
    whole = tables(NEW)
    row = next(row for row in whole[1] if any(cell.text == "3" for cell in row))
    row.insert(1, GridCell(""))
    found, issues = filled(NEW, *whole)
    assert {path: text for path, text in typed(found).items() if path.startswith("requests")} == REQUESTED
    assert [issue.kind for issue in issues] == ["I12.blank", "I20"]


@pytest.mark.parametrize("number", ["（ 一）", "（一 ）", "（\n一）"])
def test_blanks_inside_the_number_of_a_label_are_nothing(number: str) -> None:
    whole = [
        [[replace(cell, text=cell.text.replace("（一）", number)) for cell in row] for row in rows]
        for rows in tables(NEW)
    ]
    found, issues = filled(NEW, *whole)
    assert {path: text for path, text in typed(found).items() if path.startswith("requests")} == REQUESTED
    assert issues == ()


REQUESTED = {path: text for path, text in WANTED.items() if path.startswith("requests")}
