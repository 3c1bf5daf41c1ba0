"""The document model: what it derives."""

import pytest

from gkgen.document import TYPE_SIZES, ListItem, Run, SmallTable


def table(head: str, *rows: str, widths: tuple[int, ...] | None = None) -> SmallTable:
    lines = tuple(tuple((Run(cell),) for cell in row.split("|")) for row in (head, *rows))
    return SmallTable(widths or (1,) * len(lines[0]), lines)


MONTHS = "|".join(f"{month}月" for month in range(1, 13))


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (table("渠道|件数", "网站|12"), 12),
        (table(f"类别|{MONTHS}", f"公开|{'|'.join(['25'] * 12)}"), 12),
        (table(f"类别|{MONTHS}", f"公开|{'|'.join(['12500'] * 12)}"), 10.5),
        (table(f"类别|{MONTHS}", f"公开|{'|'.join(['125000'] * 12)}"), 9),
        (table("|".join(["一月"] * 20), "|".join(["1000"] * 20)), 7),
    ],
)
def test_type_is_as_large_as_lets_every_short_cell_stand_on_one_line(made: SmallTable, size: float) -> None:
    assert made.type_size == size
    assert size in TYPE_SIZES


def test_long_texts_make_no_type_smaller() -> None:
    assert table("渠道|说明", f"网站|{'很长的说明' * 20}").type_size == 12


def test_bullets_hang_and_numbered_items_are_paragraphs() -> None:
    assert [ListItem(marker, 0, ()).hangs for marker in ("·", "1.", "12)")] == [True, False, False]
