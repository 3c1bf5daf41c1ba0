"""A block from Excel or Word laid over a table: rows by name or by place, only certain numbers, totals as a check."""

import pytest

from gkgen.pipeline.core.checking import form
from gkgen.webform.pasted_block import PastedBlock, read_block

START = "requests.new_received.natural_person"


def block(text: str, start: str = START) -> PastedBlock:
    table = form().latest.table(start.partition(".")[0])
    assert table is not None
    return read_block(text, table, start)


def test_rows_by_their_labels_wherever_they_are_pasted() -> None:
    read = block(
        "一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t6\n"
        "（一）予以公开\t3件\t0\t0\t0\t0\t0\t3\n"
        "5.属于三类内部事务信息\t１\t/\t—\t无\t\t0\t1\n",
        "requests.carried_in.other_org",
    )
    assert read.matched == read.rows == 3
    assert read.cells["requests.new_received.commercial_enterprise"] == "1"
    assert read.cells["requests.results.granted.natural_person"] == "3"
    assert read.cells["requests.results.refused.internal_affairs.natural_person"] == "1"
    assert read.cells["requests.results.refused.internal_affairs.commercial_enterprise"] == ""
    assert (read.wrong, read.bad, read.has_totals) == ([], [], True)


def test_a_line_without_a_name_among_named_ones_lands_nowhere() -> None:
    read = block("\t自然人\t商业企业\n一、本年新收政府信息公开申请数量\t5\t1\n注：其中约3件\t2")
    assert read.cells == {START: "5", "requests.new_received.commercial_enterprise": "1"}
    assert read.bad == ["注：其中约3件", "2"]


def test_numbers_alone_go_from_the_cell_on() -> None:
    read = block("1\t2\n3\t4", "requests.new_received.research_institution")
    assert read.cells == {
        "requests.new_received.research_institution": "1",
        "requests.new_received.public_welfare_org": "2",
        "requests.carried_in.research_institution": "3",
        "requests.carried_in.public_welfare_org": "4",
    }


def test_a_total_that_is_wrong_is_told_and_never_taken_over() -> None:
    read = block("1\t0\t0\t0\t0\t0\t2")
    assert read.wrong == [["一、本年新收政府信息公开申请数量", "2", "1"]]
    assert "requests.new_received.total" not in read.cells


@pytest.mark.parametrize("typed", ["3.5.1", "约3", "3-4", "三点五个左右", "3人次/年"])
def test_what_is_no_number_is_never_guessed(typed: str) -> None:
    read = block(f"{typed}\t2")
    assert START not in read.cells
    assert read.bad == [typed]


def test_thousands_stay_one_number() -> None:
    assert block("1,234\t2").cells[START] == "1234"


def test_more_rows_than_the_table_has_are_told() -> None:
    read = block("1\n2\n3", "requests.carried_out.natural_person")
    assert read.cells == {"requests.carried_out.natural_person": "1"} or "2" in read.bad


def test_disputes_and_documents_as_well() -> None:
    assert block("1\t2", "disputes.reconsideration.upheld").cells["disputes.reconsideration.corrected"] == "2"
    assert block("行政许可\t12", "disclosure.regulations.issued").cells["disclosure.licensing.decisions"] == "12"
