"""The numbers of many offices in one file: a workbook, comma-separated values, JSON Lines."""

from collections.abc import Callable, Mapping, Sequence

from gkgen.diagnostics import Language
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.number_tables.delimited import csv_table, json_lines
from gkgen.reporters.number_tables.workbook import workbook

NUMBER_TABLES: Mapping[str, Callable[[Sequence[Outcome], Language], bytes]] = {
    ".xlsx": workbook,
    ".csv": csv_table,
    ".jsonl": json_lines,
}
"""The writers by the suffix of the file."""

__all__ = ["NUMBER_TABLES", "csv_table", "json_lines", "workbook"]
