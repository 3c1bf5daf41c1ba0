"""What the text says of regulations and normative documents, against table two (R52)."""

import re
from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic
from gkgen.review.case import Case
from gkgen.review.claims.cells import contradiction
from gkgen.review.claims.contexts import Statement, statements

_UNITS = frozenset({"件", "份", "个", "部", "项", "篇"})
_ROWS = (("normative_documents", re.compile("规范性文件")), ("regulations", re.compile("规章(?!制度|和|或|、|及)")))
_NAME = "(?:规范性文件|规章)"
_OBJECT = rf"[^，。；]{{0,14}}{_NAME}(?:共|共计|合计|为|有|数量|[（(]|：)*$"
# What is done with them, by the cell that counts it, in the edition of 2021 and in that of 2019.
_VERBS = (
    (rf"(?:现行有效|继续有效|保留){_OBJECT}|{_NAME}[^，。；]{{0,6}}现行有效[^，。；]{{0,4}}$", ("in_force", "")),
    (rf"(?:废止|宣布失效){_OBJECT}|{_NAME}[^，。；]{{0,4}}废止[^，。；]{{0,4}}$", ("repealed", "")),
    (rf"(?:制发|制定|出台|印发|新制作?){_OBJECT}", ("issued", "newly_made")),
    (rf"(?:累计|历年)[^，。；]{{0,6}}公开{_OBJECT}", ("", "total_disclosed")),
    (rf"(?:本年|新|全年)[^，。；累]{{0,6}}公开{_OBJECT}", ("", "newly_disclosed")),
)
_PATTERNS = tuple((re.compile(pattern), names) for pattern, names in _VERBS)
_BEHIND = re.compile(r"(?:现行有效的?|行政)*(?:规范性文件|规章(?!制度))")
_OTHER = re.compile("解读|审查|清理|备案|修改|修订|评估|草案|征求|合法性|目录|汇编|转发|上级|党内|管理")


def documents(case: Case) -> Iterator[Diagnostic]:
    """The numbers of documents that were issued, repealed, in force."""
    for statement in statements(case):
        words = statement.lead + _behind(statement)
        row = next((name for name, pattern in _ROWS if pattern.search(words)), "")
        if statement.quantity.unit not in _UNITS or statement.is_referred or not row or _OTHER.search(words):
            continue
        for pattern, names in _PATTERNS:
            # 制定3件规范性文件 is read as 制定规范性文件3件.
            if pattern.search(words):
                yield from _compared(case, statement, row, names)
                break


def _behind(statement: Statement) -> str:
    found = _BEHIND.match(statement.tail)
    return found.group() if found else ""


def _compared(case: Case, statement: Statement, row: str, names: tuple[str, str]) -> Iterator[Diagnostic]:
    field = case.field(f"disclosure.{row}")
    child = next((found for name in names if name and (found := field.child(name))), None)
    value = case.value(child.path) if child else None
    if child and value is not None and value != statement.value:
        place = statement.place(case)
        yield contradiction(case, "R52", place, statement.passage.path, statement.text, child.path)
