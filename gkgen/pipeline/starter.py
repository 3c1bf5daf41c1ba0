"""A new office file: short, commented, with every table in one word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import Edition, Field, TableForm
from gkgen.pipeline.checking import form
from gkgen.pipeline.writing import write_all
from gkgen.validation import ALL_ZERO

Keys = Literal["zh", "en"]


def new_file(path: Path, year: int, office: str, keys: Keys = "zh") -> tuple[Diagnostic, ...]:
    """Writes a starter file; what stands there already is never overwritten."""
    edition = form().edition_of(year)
    if edition is None:
        return (diagnose("R01", str(path), year=year, first=form().editions[0].first_year),)
    if path.exists():
        return (diagnose("O06", str(path)),)
    try:
        write_all({path: starter(edition, year, office, keys).encode("utf-8")})
    except OSError as fault:
        return (diagnose("O02", str(path), name=str(path), reason=fault.strerror or str(fault)),)
    return ()


def starter(edition: Edition, year: int, office: str, keys: Keys = "zh") -> str:
    """The text of a starter file."""
    return "\n".join(_lines(edition, year, office, keys)) + "\n"


def _lines(edition: Edition, year: int, office: str, keys: Keys) -> Iterator[str]:
    words = {"notice": edition.notice, "year": year}
    yield f"# 政府信息公开工作年度报告，{year} 年度，格式见{edition.notice}"
    yield "# 写好以后运行 gkgen check 查错，运行 gkgen build 生成 Word 和 PDF。"
    yield "# 井号后面是说明，不会印出来。名称后面用英文冒号，再空一格。"
    for field in edition.root.children:
        match field.kind:
            case "prose" | "prose_parts":
                yield from ("", *_prose(field, keys, edition, words))
            case "parts" if table := edition.table(field.name):
                yield from ("", *_table(table, keys))
            case "integer":
                yield f"{_key(field, keys)}: {year}"
            case _ if field.name == "office":
                yield f"{_key(field, keys)}: {_quoted(office)}"
            case _:
                yield from _optional(field, keys)


def _key(field: Field, keys: Keys) -> str:
    return field.key if keys == "zh" else field.name


def _quoted(text: str) -> str:
    """The text as a YAML value; JSON's quotes are YAML's."""
    is_plain = all(letter.isalpha() or letter in "（）()·、" for letter in text) and not text.isascii()
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _optional(field: Field, keys: Keys) -> Iterator[str]:
    """A field that may be left out, as a comment."""
    yield f"# {_key(field, keys)}:  # {field.counts or '可以不写'}"
    for child in field.children:
        yield f"#   {_key(child, keys)}:"


def _prose(field: Field, keys: Keys, edition: Edition, words: dict[str, object]) -> Iterator[str]:
    phrases = edition.phrases
    if field.heading:
        yield f"# {field.heading}。每行是一段，行首保留空格；以 ### 开头的行是小标题，序号自动加。"
    if not field.children:
        yield f"{_key(field, keys)}: |"
        yield f"  {phrases['starter_preface'].format(**words)}"
        return
    yield f"{_key(field, keys)}:"
    for part in field.children:
        if part.kind == "parts":
            flags = ", ".join(f"{_key(child, keys)}: 否" for child in part.children if child.kind == "flag")
            yield f"  {_key(part, keys)}: {{{flags}}}"
        elif part.label:
            yield from (f"  {_key(part, keys)}: |", "")
        else:
            yield from (f"  {_key(part, keys)}: |", f"    {phrases['starter_nothing']}")


def _table(table: TableForm, keys: Keys) -> Iterator[str]:
    """A table of zeros, with its rows as a comment to be used where there are numbers."""
    field = table.field
    yield f"# {field.heading}。全是零就写“{ALL_ZERO}”；有数就像下面这样逐行写，没写的行和列都是 0，总计自动算出："
    columns = len(table.columns) or len(table.widths)
    for row in field.children:
        for line in _row(row, keys, 1, columns):
            yield line
            # The first row shows all columns of the matrix; after that one column is example enough.
            columns = 1 if table.columns else columns
    yield f"{_key(field, keys)}: {ALL_ZERO}"


def _row(field: Field, keys: Keys, depth: int, columns: int) -> Iterator[str]:
    margin = f"#{'  ' * depth} "
    note = f"  # {field.counts}" if field.counts else ""
    if any(child.children for child in field.children):
        yield f"{margin}{_key(field, keys)}:"
        for child in field.children:
            if child.name != "total":
                yield from _row(child, keys, depth + 1, columns)
        return
    cells = [f"{_key(cell, keys)}: 0" for cell in field.children if cell.name != "total"]
    yield f"{margin}{_key(field, keys)}: {{{', '.join(cells[:columns])}}}{note}"
