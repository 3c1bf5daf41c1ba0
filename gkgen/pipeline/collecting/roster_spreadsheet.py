"""A roster kept as a spreadsheet: the head is found by its words, merged cells count for all that they cover.

Spreadsheets keep dates and telephone numbers as numbers: 46042 is a day, 13812345678.0 a telephone.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, product
from typing import TypeVar

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.label_normalization import normalized
from gkgen.pipeline.collecting.roster_columns import KEYS, Row
from gkgen.source.decoding import transcribe

Value = TypeVar("Value")
Cell = str | int | float | date | None

MAX_UNPACKED_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_MERGED_CELLS = 200_000
_MAX_HEAD_ROWS = 15
# Day 1 of a spreadsheet is 1900-01-01, and 1900 has a day too many there (ECMA-376, 18.17.4.1).
_FIRST_DAY = date(1899, 12, 30)
_MIN_DAY, _MAX_DAY = 36_526, 73_050  # 2000 to 2099
_SUMS = ("合计", "总计", "小计", "备注", "说明", "填表人", "制表", "注：")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="(?P<left>[A-Z]{1,3})(?P<top>\d{1,7}):(?P<right>[A-Z]{1,3})(?P<bottom>\d{1,7})"'
)
_REPORT_YEAR = re.compile(r"(20\d\d)\s*年(?:度|政府信息公开工作年度报告)", re.ASCII)
_NAMES = {normalized(key): name for name, keys in KEYS.items() for key in keys}
_DATES = frozenset({"deadline", "returned.date"})


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The offices of a sheet, and the year that the title above its head gives."""

    rows: tuple[Row, ...] = ()
    year: int | None = None


def read_workbook(data: bytes, name: str, found: list[Diagnostic]) -> RosterSheet:
    """The first sheet that has a head with offices below it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > MAX_UNPACKED_BYTES:
            found.append(diagnose("S13.large", name))
            return RosterSheet()
        for cells, joined in _sheets(data):
            if rows := tuple(_rows(cells, joined, name)):
                return RosterSheet(rows, _year(cells))
    except Exception as fault:  # noqa: BLE001 - openpyxl raises whatever a damaged part makes it stumble over
        found.append(diagnose("S13.unread", name, reason=str(fault).split("\n")[0][:100]))
        return RosterSheet()
    found.append(diagnose("S13.head", name))
    return RosterSheet()


def _sheets(data: bytes) -> Iterator[tuple[list[list[Cell]], set[tuple[int, int]]]]:
    """The values of each sheet, and which places a merged cell covers behind its first.

    The sheet is read as a stream: otherwise openpyxl makes a cell of each place that is merged, or that stands before
    one that has something, and a file of a kilobyte names billions.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        read = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        filled = [_without_end(row) for row in read]
        cells = _without_end(filled)
        width = max(map(len, cells), default=0)
        for row in cells:
            row.extend([None] * (width - len(row)))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            areas = list(_merged(package.read(sheet._worksheet_path), len(cells), width))
        if sum(len(rows) * len(columns) for rows, columns in areas) > MAX_MERGED_CELLS:
            raise ValueError(f"> {MAX_MERGED_CELLS}")
        joined: set[tuple[int, int]] = set()
        for rows, columns in areas:
            value = cells[rows.start][columns.start]
            for place in product(rows, columns):
                if place != (rows.start, columns.start):
                    cells[place[0]][place[1]] = value
                    joined.add(place)
        yield cells, joined


def _without_end(row: Iterable[Value]) -> list[Value]:
    """A row without what is empty at its end."""
    values = list(row)
    while values and not values[-1] and values[-1] != 0:
        values.pop()
    return values


def _merged(sheet: bytes, height: int, width: int) -> Iterator[tuple[range, range]]:
    """The rows and columns of merged cells, as far as there are any (ECMA-376, 18.3.1.55)."""
    for area in _MERGED.finditer(sheet):
        left, right = (_column(area[name].decode()) for name in ("left", "right"))
        rows = range(int(area["top"]) - 1, min(int(area["bottom"]), height))
        columns = range(left - 1, min(right, width))
        if rows and columns and rows.start >= 0:
            yield rows, columns


def _column(letters: str) -> int:
    """The number of a column, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_csv(data: bytes, name: str, found: list[Diagnostic]) -> RosterSheet:
    """The offices of a file of comma-separated values, as spreadsheets write them: UTF-8 or GBK."""
    known = transcribe(data)
    text = known[0] if known else data.decode("gb18030", "replace")
    delimiter = max(",\t;", key=text.partition("\n")[0].count)
    try:
        cells = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), MAX_ROWS))
    except csv.Error as fault:
        found.append(diagnose("S13.unread", name, reason=str(fault)))
        return RosterSheet()
    rows = tuple(_rows(cells, set(), name))
    if not rows:
        found.append(diagnose("S13.head", name))
    return RosterSheet(rows, _year(cells))


def _year(cells: Sequence[Sequence[Cell]]) -> int | None:
    """The report year in the title above the head; None where there is none, or more than one."""
    head = _head(cells)
    above = " ".join(str(cell) for row in cells[: head[0] if head else 0] for cell in row if isinstance(cell, str))
    years = {int(year) for year in _REPORT_YEAR.findall(above)}
    return years.pop() if len(years) == 1 else None


def _rows(cells: Sequence[Sequence[Cell]], joined: set[tuple[int, int]], name: str) -> Iterator[Row]:
    head = _head(cells)
    if head is None:
        return
    end, columns = head
    place = columns["office"]
    last: dict[str, tuple[str, Span]] = {}
    for number, row in enumerate(cells[end:], start=end):
        span = Span(name, number + 1, place + 1, number + 1, place + 2)
        values = {
            key: (_text(row[at], key), Span(name, number + 1, at + 1, number + 1, at + 2))
            for key, at in columns.items()
            if at < len(row)
        }
        office = values.get("office", ("", span))[0]
        if not office or _is_no_office(office, row[:place]):
            continue
        if last and (number, place) in joined:
            # A second person of the same office.
            last.update((key, _added(last[key], values[key])) for key in ("contact", "phone") if key in values)
            continue
        if last:
            yield last
        last = {key: value for key, value in values.items() if value[0]}
    if last:
        yield last


def _is_no_office(office: str, before: Sequence[Cell]) -> bool:
    """Whether a row is a sum or a remark; the word may stand before the offices, and their number among them."""
    texts = ("".join(str(cell).split()) for cell in (office, *before) if cell is not None)
    return office.isdecimal() or any(text.startswith(_SUMS) for text in texts)


def _added(first: tuple[str, Span] | None, second: tuple[str, Span]) -> tuple[str, Span]:
    if first is None or second[0] in first[0].split("、"):
        return first or second
    return "、".join(filter(None, (first[0], second[0]))), first[1]


def _head(cells: Sequence[Sequence[Cell]]) -> tuple[int, Mapping[str, int]] | None:
    """The row below the head, and the column of each name; a head may have two rows."""
    for number, row in enumerate(cells[:_MAX_HEAD_ROWS]):
        columns = _columns(row)
        if "office" not in columns:
            continue
        below = _columns(cells[number + 1]) if number + 1 < len(cells) else {}
        if len(below) > 1 or (below and "office" not in below):
            merged = {key: at for key, at in columns.items() if at not in below.values() and key not in below}
            return number + 2, {**merged, **below}
        return number + 1, columns
    return None


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = _NAMES.get(normalized(cell)) if isinstance(cell, str) else None
        if name and name != "returned":
            columns.setdefault(name, at)
    return columns


def _text(cell: Cell, key: str) -> str:
    """A cell as text: days in ISO 8601, whole numbers without a point."""
    if isinstance(cell, str):
        text = " ".join(cell.split())
        cell = float(text) if key in _DATES and text.isdigit() and len(text) == len(str(_MIN_DAY)) else text
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case int() | float() if key in _DATES and _MIN_DAY <= cell <= _MAX_DAY:
            return (_FIRST_DAY + timedelta(days=int(cell))).isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
