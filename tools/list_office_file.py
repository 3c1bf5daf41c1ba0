"""Rewrites docs/office-file-*.md, in both languages, from schema.yaml: `.venv/bin/python tools/list_office_file.py`."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pymdownx.slugs import slugify  # type: ignore[import-untyped]

from gkgen.diagnostics import Language, Term
from gkgen.form import Edition, Field, TableForm
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.editing.formatting import format_text
from gkgen.pipeline.inspecting.explanations import explanations
from gkgen.resources import district_file
from gkgen.validation import ALL_ZERO

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MOST_LINES, WIDEST = 14, 60
Row = tuple[Field, ...]

TITLE = Term("报告文件逐项说明：{name} 版", "The office file key by key: edition {name}")
YEARS = Term("用于 {first} 至 {last} 年度的报告，", "For reports of {first} to {last}, ")
YEARS_ON = Term("用于 {first} 年度起的报告，", "For reports of {first} and later, ")
OPENING = Term(
    "依据{notice}。这一页由 `tools/list_office_file.py` 从 `schema.yaml` 写成。",
    "by notice {notice}. This page is written by `tools/list_office_file.py` from `schema.yaml`; labels and what they "
    "count are given as the form has them.",
)
KEYS = Term(
    "名称用中文或英文都行，同一项不能写两次。表里没写的行和列是 0；件数是不小于 0 的整数，金额照写的样子印；"
    "总计和结转下年度可以不写，由 gkgen 算出，写了就核对。",
    "Keys may be Chinese or English; the same one must not stand twice. Rows and columns that are left out of a table "
    "are 0. Counts are whole numbers from 0, money prints as it was typed. Totals and what is carried to next year may "
    "be left out, and are verified when given.",
)
GLANCE = Term("一览", "At a glance")
HEADS = (Term("名称", "key"), Term("英文名", "English name"), Term("填什么", "value"), Term("必填", "required"))
YES = Term("必填", "yes")
ROW, COLUMN = Term("行", "row"), Term("列", "column")
LABEL, COUNTS = Term("格式里的栏目", "label of the form"), Term("统计什么", "counts")
SECTION = Term("格式里的“{heading}”。", "“{heading}” of the form.")
ZEROS = Term("整张表都是零，就写 `{key}: {zero}`。", "A table of zeros is written in one word: `{key}: {zero}`.")
AS_LIST = Term(
    "每行也可以按下面列的次序写成六个数，例如 `[3, 1, 0, 0, 0, 0]`。",
    "A row may also be a list of its numbers in the order of the columns, such as `[3, 1, 0, 0, 0, 0]`.",
)
COLUMNS = Term("列（每一行都一样）：", "Columns, the same in every row:")
ROWS = Term("行：", "Rows:")
SUMS = Term("要成立的关系：", "What must hold:")
CHOICES = Term("只能是：", "One of: ")
EXAMPLE = Term("例如：", "For example:")
KINDS = {
    "integer": Term("四位数的年份", "a year of four digits"),
    "text": Term("一行文字", "a line of text"),
    "string": Term("文字，可以写两行", "text, of two lines if you like"),
    "prose": Term("正文", "text of any length"),
    "prose_parts": Term("一段正文，或者下面几项", "text, or the parts below"),
    "parts": Term("下面几项", "the entries below"),
    "list": Term("列表", "a list"),
    "date": Term("日期，例如 2022-01-20", "a date such as 2022-01-20"),
    "flag": Term("是 或 否", "是 or 否 (yes or no)"),
    "count": Term("不小于 0 的整数", "a whole number from 0"),
    "change": Term("整数，减少写负数", "a whole number, negative for a decrease"),
    "money": Term("不小于 0 的数，可以有小数", "a number from 0, with decimals if need be"),
    "file": Term("文件名", "a file name"),
    "aggregation": Term("文件的列表，或者下面几项", "a list of files, or the entries below"),
    "adjustment": Term("数，减少写负数", "a number, negative for what is taken away"),
    "reference": Term("文件名，或者下面直接写数", "a file name, or numbers"),
}
TABLE = Term("统计表", "a table of the form")
OWN = Term("自己起名的数", "numbers under names of your own")
EXAMPLES = ROOT / "examples"
_YEAR = re.compile(r"^年度: (\d{4})$", re.MULTILINE)


def pages() -> dict[str, str]:
    """The text of every page by the name of its file."""
    names: dict[Language, str] = {"zh": "office-file-{}.zh-CN.md", "en": "office-file-{}.md"}
    return {
        name.format(edition.name): "\n".join(_lines(edition, language)).rstrip("\n") + "\n"
        for edition in form().editions
        for language, name in names.items()
    }


def _lines(edition: Edition, language: Language) -> Iterator[str]:
    years = YEARS_ON if edition.last_year is None else YEARS
    span = years.text(language).format(first=edition.first_year, last=edition.last_year)
    yield from (f"# {TITLE.text(language).format(name=edition.name)}", "")
    yield from (span + OPENING.text(language).format(notice=edition.notice), "", KEYS.text(language), "")
    yield from (f"## {GLANCE.text(language)}", "")
    fields = [
        (
            f"[{field.key}](#{_anchor(field)})",
            f"`{field.name}`",
            _value(edition, field, language),
            _required(field, language),
        )
        for field in edition.root.children
    ]
    yield from _grid(HEADS, fields, language)
    texts = _example_texts(edition, language)
    for field in edition.root.children:
        yield from _section(edition, field, language)
        if example := _example(field, texts, language):
            yield from (EXAMPLE.text(language), "", "```yaml", *example, "```", "")


def _section(edition: Edition, field: Field, language: Language) -> Iterator[str]:
    table = edition.table(field.name)
    yield from (f"## {field.key} {field.name}", "")
    notes = [
        SECTION.text(language).format(heading=field.heading) if field.heading else "",
        _sentence(_value(edition, field, language)) if table is None else "",
        _sentence(YES.text(language) if language == "zh" else "Required") if field.required else "",
        _sentence(_plain(field.counts)) if field.counts else "",
        _sentence(CHOICES.text(language) + "、".join(field.allowed)) if field.allowed else "",
        ZEROS.text(language).format(key=field.key, zero=ALL_ZERO) if table else "",
    ]
    yield from (("" if language == "zh" else " ").join(filter(None, notes)), "")
    if table:
        yield from _table(table, language)
    elif field.children:
        yield from _entries(field, language)


def _entries(field: Field, language: Language) -> Iterator[str]:
    yield from _grid(
        (HEADS[0], HEADS[2], HEADS[3], COUNTS, HEADS[1]),
        [
            (
                _keys(_way(field, each)),
                KINDS[each.kind].text(language),
                _required(each, language),
                _plain(each.counts),
                f"`{each.name}`",
            )
            for each in field.walk()
            if each is not field
        ],
        language,
    )


def _table(table: TableForm, language: Language) -> Iterator[str]:
    rows = list(_rows(table.field))
    columns = rows[0][-1].children
    if all([cell.name for cell in row[-1].children] == [cell.name for cell in columns] for row in rows):
        if table.columns:
            yield from (AS_LIST.text(language), "")
        yield from (COLUMNS.text(language), "")
        heads = (COLUMN, COUNTS, LABEL, HEADS[1])
        yield from _grid(
            heads, [(cell.key, cell.counts, _label((cell,)), f"`{cell.name}`") for cell in columns], language
        )
        yield from (ROWS.text(language), "")
        lines = [(_keys(row), row[-1].counts, _label(row[-1:]), _names(row)) for row in rows]
        yield from _grid((ROW, COUNTS, LABEL, HEADS[1]), lines, language)
    else:
        ways = [(row, (*row, cell)) for row in rows for cell in row[-1].children]
        cells = [(_keys(row), way[-1].key, way[-1].counts, _label(way), _names(way)) for row, way in ways]
        yield from _grid((ROW, COLUMN, COUNTS, LABEL, HEADS[1]), cells, language)
    if rules := {each.rule for each in table.equations} | {each.rule for each in table.floors}:
        yield from (SUMS.text(language), "", *(_rule(rule, language) for rule in sorted(rules)), "")


def _rule(code: str, language: Language) -> str:
    title = f"{code} {explanations()[code].title.text(language)}"
    file = "rules.zh-CN.md" if language == "zh" else "rules.md"
    return f"- [{title}]({file}#{slugify(case='lower')(title, '-')})"


def _rows(field: Field) -> Iterator[Row]:
    """The rows of a table, each with its parent fields."""
    for child in field.children:
        if child.children and all(cell.is_number for cell in child.children):
            yield (child,)
        else:
            yield from ((child, *row) for row in _rows(child))


def _way(top: Field, field: Field) -> Row:
    for child in top.children:
        if child is field:
            return (child,)
        if way := _way(child, field):
            return (child, *way)
    return ()


def _keys(row: Row) -> str:
    return " › ".join(field.key for field in row)


def _names(row: Row) -> str:
    return f"`{'.'.join(field.name for field in row)}`"


def _label(row: Row) -> str:
    labels = [label for field in row for label in (field.group, field.label) if label]
    return " › ".join(dict.fromkeys(labels))


def _value(edition: Edition, field: Field, language: Language) -> str:
    if edition.table(field.name):
        return TABLE.text(language)
    return (OWN if field.kind == "parts" and not field.children else KINDS[field.kind]).text(language)


def _required(field: Field, language: Language) -> str:
    return YES.text(language) if field.required else ""


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text.isascii() else f"{text}。"


def _anchor(field: Field) -> str:
    return str(slugify(case="lower")(f"{field.key} {field.name}", "-"))


def _plain(text: str) -> str:
    """The text with references shown as code."""
    return re.sub(r"\{\{.*?\}\}", lambda found: f"`{found.group()}`", text)


def _grid(heads: Sequence[Term], rows: Sequence[Sequence[str]], language: Language) -> Iterator[str]:
    """A table without its empty columns."""
    kept = [index for index in range(len(heads)) if any(row[index] for row in rows)]
    yield _line([heads[index].text(language) for index in kept])
    yield _line(["---"] * len(kept))
    yield from (_line([row[index] for index in kept]) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  ", "| ")


def _example_texts(edition: Edition, language: Language) -> list[str]:
    """The sources of examples: reports of this edition, of others, a new folder, the right examples of rules."""
    files = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    files += [district_file(name) for name in ("street.yaml", "bureau.yaml")]
    texts = [*files, *(each.right for each in explanations().values() if each.right)]
    whole = [text if _YEAR.search(text) else f"年度: {edition.first_year}\n机关: 某机关\n{text}" for text in texts]
    own = [edition.serves(int(found.group(1))) for text in whole if (found := _YEAR.search(text))]
    ordered = [text for wanted in (True, False) for text, is_own in zip(whole, own, strict=True) if is_own is wanted]
    return [_in_english(text) for text in ordered] if language == "en" else ordered


def _in_english(text: str) -> str:
    """The file with English keys, where it needs no other file."""
    written, _ = format_text(text.encode("utf-8"), "", "en")
    return written.decode("utf-8") if written else ""


def _example(field: Field, texts: Sequence[str], language: Language) -> list[str]:
    """The field as typed in a report, long lines and long blocks cut."""
    key = field.key if language == "zh" else field.name
    block = re.compile(rf"^{key}:.*\n(?:(?:[ ].*)?\n)*", re.MULTILINE)
    found = [match.group().rstrip("\n").split("\n") for text in texts if (match := block.search(f"{text}\n"))]
    if not found:
        return []
    # Typed rows are a better example than a table of zeros, and parts a better one than a single text.
    lines = max(found[:6], key=len) if field.children else found[0]
    cut = [line if len(line) <= WIDEST else f"{line[:WIDEST]}……" for line in lines]
    return cut if len(cut) <= MOST_LINES else [*cut[:MOST_LINES], "  # ……"]


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
