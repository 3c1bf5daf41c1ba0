"""What an editor shows about a field: its label in the national form, what it counts, its other name."""

from collections.abc import Mapping
from typing import Any

from gkgen.diagnostics import Language
from gkgen.form import Field

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "title": {"zh": "政府信息公开工作年度报告", "en": "Annual report on government-information disclosure"},
    "missing": {"zh": "缺少“{key}”", "en": "'{name}' is missing"},
    "twice": {"zh": "“{key}”和“{name}”是同一项，只留一处", "en": "'{key}' and '{name}' are the same field: keep one"},
    "line": {"zh": "应当写成一行，{length}字以内", "en": "one line of at most {length} characters"},
    "blank": {"zh": "不能是空的", "en": "cannot be empty"},
    "date": {"zh": "日期写成 2021-01-26 这样", "en": "a date such as 2021-01-26"},
    "pattern": {"zh": "“{key}”的写法不对", "en": "'{name}' is not written properly"},
    "choice": {"zh": "只能是：{choices}", "en": "one of: {choices}"},
    "zero": {"zh": "全是零", "en": "all of it is zero"},
    "cells": {"zh": "逐列填写", "en": "column by column"},
    "entries": {"zh": "逐项填写", "en": "entry by entry"},
    "whole": {"zh": "整份报告", "en": "the whole report"},
    "figure": {
        "zh": "名称以字或字母开头，没有空格和标点，不和表里的名称相同",
        "en": "letters and digits, a letter first, and no key of the form",
    },
}


def word(name: str, language: Language, /, **values: object) -> str:
    """A text of gkgen's own."""
    return _WORDS[name][language].format(**values)


def shown(field: Field, language: Language) -> dict[str, Any]:
    """Title and description of a field, as plain text and as Markdown."""
    label = field.heading or f"{field.group}{' ' if field.group else ''}{field.label}"
    lines = [line for line in (label if label != field.key else "", field.counts) if line]
    described = {"description": "\n".join(lines)} if lines else {}
    return {
        "title": field.key if language == "zh" else field.name,
        **described,
        "markdownDescription": "\n\n".join([*lines, f"`{field.key}` = `{field.name}`"]),
    }
