"""Numbers as reports print them."""

from decimal import Decimal

import pytest

from gkgen.form import Field
from gkgen.importers.tables.cell_numbers import NumberStatus, is_number_like, read_number
from gkgen.pipeline.core.checking import form

OLD = form().editions[0]
READING = OLD.reading
COUNT = OLD.field("disclosure.licensing.items_last_year")
CHANGE = OLD.field("disclosure.licensing.items_change")
MONEY = OLD.field("disclosure.procurement.amount")


@pytest.mark.parametrize(
    ("text", "field", "value", "status"),
    [
        ("3", COUNT, 3, NumberStatus.PLAIN),
        (" 3\n", COUNT, 3, NumberStatus.PLAIN),
        ("３", COUNT, 3, NumberStatus.SPELT),
        ("1,024", COUNT, 1024, NumberStatus.SPELT),
        ("12件", COUNT, 12, NumberStatus.SPELT),
        ("007", COUNT, 7, NumberStatus.SPELT),
        ("", COUNT, 0, NumberStatus.EMPTY),
        ("\u3000", COUNT, 0, NumberStatus.EMPTY),
        ("1\u2009024", COUNT, 1024, NumberStatus.SPELT),
        ("/", COUNT, 0, NumberStatus.STROKE),
        ("—", COUNT, 0, NumberStatus.STROKE),
        ("无", COUNT, 0, NumberStatus.STROKE),
        ("增0", CHANGE, 0, NumberStatus.SPELT),
        ("减2", CHANGE, -2, NumberStatus.SPELT),
        ("+3", CHANGE, 3, NumberStatus.SPELT),
        ("-3", CHANGE, -3, NumberStatus.SPELT),
        ("1186.1878", MONEY, Decimal("1186.1878"), NumberStatus.PLAIN),
        ("1186.50", MONEY, Decimal("1186.50"), NumberStatus.PLAIN),
        ("25.1万元", MONEY, Decimal("25.1"), NumberStatus.SPELT),
        ("251000元", MONEY, Decimal("25.1"), NumberStatus.UNIT),
    ],
)
def test_a_number_is_read_however_it_is_spelt(
    text: str, field: Field, value: int | Decimal, status: NumberStatus
) -> None:
    read = read_number(text, field, READING)
    assert (read.value, read.status) == (value, status)
    assert Decimal(read.typed) == value


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("若干", COUNT),
        ("3.5", COUNT),
        ("-3", COUNT),
        ("3元", COUNT),
        ("1,02", COUNT),
        ("3或4", COUNT),
        ("-1", MONEY),
        ("5件", MONEY),
        ("1" * 41, COUNT),
    ],
)
def test_what_is_no_number_of_that_cell_is_not_made_one(text: str, field: Field) -> None:
    assert read_number(text, field, READING).value is None


@pytest.mark.parametrize(
    ("text", "field", "others", "readings"),
    [
        ("12 46", COUNT, (), ("12", "46", "1246")),
        ("1\n024", COUNT, (), ("1", "24", "1024")),
        ("12\n3.5", MONEY, (), ("12", "3.5", "123.5")),
        ("49", COUNT, ("49", "491"), ("49", "491")),
        ("", COUNT, ("7",), ("7",)),
        ("49", COUNT, ("不清",), ()),
    ],
)
def test_of_several_numbers_none_is_chosen(
    text: str, field: Field, others: tuple[str, ...], readings: tuple[str, ...]
) -> None:
    read = read_number(text, field, READING, others)
    assert (read.value, read.typed, read.status, read.readings) == (None, "", NumberStatus.DOUBTFUL, readings)


def test_labels_are_not_like_numbers() -> None:
    assert all(is_number_like(text, READING) for text in ("", "0", "/", "减2", "1,000", "3件"))
    assert not any(is_number_like(text, READING) for text in ("总计", "1.属于国家秘密", "第1项", "2021年", "其他"))
