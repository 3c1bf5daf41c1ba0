"""A new office file: commented, with every row of the tables at 0, or begun from last year's."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose, reason_of
from gkgen.editors import Keys
from gkgen.editors.value_text import quoted
from gkgen.form import Edition, Field, TableForm
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.carry_over import NOTHING, Amount, Carried, carry
from gkgen.pipeline.editing.editor_schema import modeline, schema_file
from gkgen.validation import is_row, typed_cells

# What nearly every office fills in: a value typed into a comment would be lost without a word.
_BLANKS = frozenset({"kind", "metadata", "contact", "signature"})


@dataclass(frozen=True, slots=True)
class Begin:
    """What a new file begins with: the year and the office, last year's file, whether its text is kept as comment."""

    year: int | None = None
    office: str | None = None
    keys: Keys = "zh"
    previous: Path | None = None
    keep_text: bool = False


def new_file(path: Path, begin: Begin) -> tuple[Diagnostic, ...]:
    """Writes a starter file; what stands there already is never overwritten.

    Raises ValueError where neither the caller nor last year's file tells the year or the office.
    """
    carried, found = _carried(begin.previous) if begin.previous else (NOTHING, ())
    if carried is None:
        return found
    year, office = begin.year or carried.year, begin.office or carried.texts.get("office")
    if not year or not office:
        raise ValueError("year and office")
    edition = form().edition_of(year)
    if edition is None:
        return (diagnose("R01", str(path), year=year, first=form().editions[0].first_year),)
    if begin.previous and year != carried.year:
        return (diagnose("L03", str(path), wanted=year - 1, year=carried.year - 1, name=str(begin.previous)),)
    if path.exists():
        return (diagnose("O06", str(path)),)
    kept = carried if begin.keep_text else replace(carried, words={})
    text = starter(edition, year, office, begin.keys, kept, _seen_from(path, begin.previous))
    try:
        # The schema first: an editor that shows the file at once finds it.
        whole = f"{modeline(path, begin.keys)}\n{text}"
        write_all({**schema_file(path, begin.keys), path: whole.encode("utf-8")}, home=Project.of(path).root)
    except OSError as fault:
        return (diagnose("O02", str(path), name=str(path), reason=reason_of(fault)),)
    return ()


def _carried(previous: Path) -> tuple[Carried | None, tuple[Diagnostic, ...]]:
    data = read_office_file(previous)
    if isinstance(data, Diagnostic):
        return None, (data,)
    return carry(data, str(previous), form(), Project.of(previous))


def _seen_from(path: Path, previous: Path | None) -> str:
    """The name of last year's file as the new one writes it."""
    return Path(os.path.relpath(previous.resolve(), path.parent.resolve())).as_posix() if previous else ""


def starter(
    edition: Edition, year: int, office: str, keys: Keys = "zh", carried: Carried = NOTHING, previous: str = ""
) -> str:
    """The text of a starter file, with what is carried over from the report in the file `previous`."""
    texts = {**carried.texts, "office": office, **({"previous": previous} if previous else {})}
    return _Starter(edition, year, keys, texts, carried.numbers, carried.words).text()


def starter_of_base(edition: Edition, year: int, office: str, base: str, given: frozenset[str]) -> str:
    """The text of a starter file beside a base that gives these fields."""
    return _Starter(edition, year, "zh", {"office": office, "extends": base}, {}, {}, given).text()


@dataclass(frozen=True, slots=True)
class _Starter:
    """A starter file being written."""

    edition: Edition
    year: int
    keys: Keys
    texts: Mapping[str, str]
    numbers: Mapping[str, Amount]
    words: Mapping[str, str]
    given: frozenset[str] = frozenset()

    def text(self) -> str:
        """The whole file; no two blank lines together."""
        return re.sub("\n{3,}", "\n\n", "\n".join(self.lines())) + "\n"

    def lines(self) -> Iterator[str]:
        yield f"# 政府信息公开工作年度报告，{self.year} 年度，格式见{self.edition.notice}"
        yield "# 写好以后运行 gkgen check 查错，运行 gkgen build 生成 Word 和 PDF。"
        yield "# 井号后面是说明，不会印出来。名称后面用英文冒号，再空一格。"
        if self.given:
            keys = (self.key(field) for field in self.edition.root.children if field.name in self.given)
            yield f"# {'、'.join(keys)}从 {self.texts['extends']} 取；写在这里的以这里为准。"
        was_section = False
        for field in (each for each in self.edition.root.children if each.name not in self.given):
            is_section = field.kind in {"prose", "prose_parts"} or self.edition.table(field.name) is not None
            if was_section and not is_section:
                yield ""
            was_section = is_section
            match field.kind:
                case "prose" | "prose_parts":
                    yield from ("", *self.prose(field))
                case "parts" if table := self.edition.table(field.name):
                    yield from ("", *self.table(table))
                case "integer":
                    yield f"{self.key(field)}: {self.year}"
                case _:
                    yield from self.optional(field)

    def key(self, field: Field) -> str:
        """What is typed."""
        return field.key if self.keys == "zh" else field.name

    def optional(self, field: Field) -> Iterator[str]:
        """A field that may be left out: its name to be filled in, or a comment where few ever need it."""
        note = f"  # {field.counts or '可以不写'}"
        if field.path in self.texts:
            yield f"{self.key(field)}: {quoted(self.texts[field.path])}"
        elif field.name in _BLANKS:
            yield f"{self.key(field)}:{note}"
            for child in field.children:
                value = self.texts.get(child.path)
                yield f"  {self.key(child)}: {quoted(value)}" if value else f"  {self.key(child)}:"
        else:
            yield f"# {self.key(field)}:{note}"
            bullets = ("#   - ", *["#     "] * len(field.children)) if field.kind == "list" else ("#   ",) * 99
            for bullet, child in zip(bullets, field.children, strict=False):
                yield f"{bullet}{self.key(child)}:"

    def prose(self, field: Field) -> Iterator[str]:
        """A text to be written, last year's as a comment above it."""
        phrases = self.edition.phrases
        if field.heading:
            yield f"# {field.heading}。每行是一段，行首保留空格；以 ### 开头的行是小标题，序号自动加。"
        yield from self.last_year(field, "")
        if not field.children:
            words = {"notice": self.edition.notice, "year": self.year}
            yield f"{self.key(field)}: |"
            yield f"  {phrases['starter_preface'].format(**words)}"
            return
        yield f"{self.key(field)}:"
        for part in field.children:
            yield from self.last_year(part, "  ")
            if part.kind == "parts":
                flags = ", ".join(f"{self.key(child)}: 否" for child in part.children if child.kind == "flag")
                yield f"  {self.key(part)}: {{{flags}}}"
            elif part.label:
                yield from (f"  {self.key(part)}: |", "")
            else:
                yield from (f"  {self.key(part)}: |", f"    {phrases['starter_nothing']}")

    def last_year(self, field: Field, margin: str) -> Iterator[str]:
        """The text of last year's report, to be written anew and not to be repeated."""
        if words := self.words.get(field.path, "").strip():
            yield f"{margin}# 上年写的是："
            yield from (f"{margin}#   {line}".rstrip() for line in words.split("\n"))

    def table(self, table: TableForm) -> Iterator[str]:
        """A table with all of its rows, at 0 where nothing is carried over: what an author fills in is no comment."""
        field = table.field
        carried = "；上年报告带过来的数已经填好，有变化的改过来" if self.carries(field) else ""
        yield f"# {field.heading}。把 0 改成实际的数，没有的留着 0；总计自动算出{carried}。"
        yield f"{self.key(field)}:"
        for row in field.children:
            yield from self.row(row, 1)

    def carries(self, field: Field) -> bool:
        """Whether any number of a table comes from last year's report."""
        return any(leaf.path in self.numbers for leaf in field.leaves())

    def row(self, field: Field, depth: int) -> Iterator[str]:
        """A row with all columns that an author types; the row of totals is left out."""
        margin = "  " * depth
        note = f"  # {field.counts}" if field.counts else ""
        if not is_row(field):
            yield f"{margin}{self.key(field)}:{note}"
            for child in (each for each in field.children if each.name != "total"):
                yield from self.row(child, depth + 1)
            return
        typed = typed_cells(self.edition, field)
        notes = [note, *(f"  # {cell.counts}" for cell in typed if cell.counts and len(typed) == 1)]
        cells = (f"{self.key(cell)}: {self.numbers.get(cell.path, 0)}" for cell in typed)
        yield f"{margin}{self.key(field)}: {{{', '.join(cells)}}}{next(filter(None, notes), '')}"
