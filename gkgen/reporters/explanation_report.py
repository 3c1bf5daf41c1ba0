"""What a code means, for people at a terminal and for programs."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from gkgen import lazy_re as re
from gkgen.diagnostics import Language, Severity, Term
from gkgen.pipeline.inspecting.explanations import FAMILIES, Explanation
from gkgen.reporters.json_text import json_text

VERSION = 1
_WIDTH = 80
_MARGIN = "    "
# Closing punctuation stays with the text before it, opening punctuation with the text after it.
_PIECES = re.compile(r"\s+|[（“《〔「]*(?:[!-~]+|[^\s（“《〔「])[，。；：、！？）”》〕」…]*")

SEVERITIES = {
    Severity.ERROR: Term("错误", "error"),
    Severity.WARNING: Term("警告", "warning"),
    Severity.NOTE: Term("提示", "note"),
}
WHY, SOURCE, WRONG, RIGHT = Term("说明", "why"), Term("依据", "source"), Term("不对", "wrong"), Term("对", "right")
YEARS, MESSAGES, WAIVER = Term("适用", "years"), Term("提示语", "messages"), Term("豁免", "waiver")
HINT = Term("建议", "hint")
BESIDE = Term("旁边的文件 {name}", "{name} beside it")


def kind_of(explanation: Explanation) -> Term:
    """The severity (错误, 警告, 提示), or that a person must judge."""
    return SEVERITIES[explanation.severity] if explanation.severity else Term("人工核对", "by hand")


def years_of(explanation: Explanation) -> Term:
    """The report years that a rule applies to."""
    first, last = explanation.first_year, explanation.last_year
    if first is None:
        return Term("各年度", "all")
    if last is None:
        return Term(f"{first} 年度起", f"from {first}")
    return Term(f"{first} 至 {last} 年度", f"{first} to {last}") if first < last else Term(f"{first} 年度", str(first))


def notes_on(explanation: Explanation) -> Iterator[tuple[Term, Term]]:
    """The texts that an explanation has, with their names."""
    if explanation.why.zh:
        yield YEARS, years_of(explanation)
        yield WHY, explanation.why
    if explanation.source.zh:
        yield SOURCE, explanation.source
    if explanation.told_by:
        yield (
            Term("代号", "codes"),
            Term(f"由 {'、'.join(explanation.told_by)} 指出", f"told by {', '.join(explanation.told_by)}"),
        )
    if explanation.override:
        yield WAIVER, Term("情况属实的，在“豁免”里写明理由", "where it is true, give the reason in waivers (豁免)")
    if explanation.waived_by_words:
        yield (
            WAIVER,
            Term(
                "核对属实的，在“豁免”里写明字句和理由；字句一改就失效",
                "where it is right, name its words and the reason in waivers (豁免); it lapses when the words change",
            ),
        )


def explained(explanation: Explanation, language: Language) -> Iterator[str]:
    """The whole explanation of a code, line by line."""
    yield f"{explanation.code} {kind_of(explanation).text(language)} {explanation.title.text(language)}"
    colon = "：" if language == "zh" else ": "
    for name, text in notes_on(explanation):
        start = f"{_MARGIN}{name.text(language)}{colon}"
        yield from _wrapped(text.text(language), start, " " * _width(start))
    examples = [(WRONG, explanation.wrong), (RIGHT, explanation.right)]
    besides = [
        (Term(BESIDE.zh.format(name=file), BESIDE.en.format(name=file)), text) for file, text in explanation.beside
    ]
    for name, example in (*examples, *besides):
        if example:
            yield f"{_MARGIN}{name.text(language)}{colon.strip()}"
            yield from (f"{_MARGIN * 2}{line}".rstrip() for line in example.rstrip("\n").split("\n"))
    if explanation.wordings:
        yield f"{_MARGIN}{MESSAGES.text(language)}{colon.strip()}"
    for wording in explanation.wordings:
        yield from _wrapped(wording.message.text(language), f"{_MARGIN * 2}- ", f"{_MARGIN * 2}  ")
        if wording.hint.zh:
            start = f"{_MARGIN * 2}  {HINT.text(language)}{colon}"
            yield from _wrapped(wording.hint.text(language), start, " " * _width(start))


def listed(explanations: Iterable[Explanation], language: Language) -> Iterator[str]:
    """One line for each code, by family."""
    for number, (family, members) in enumerate(groupby(explanations, lambda each: each.family)):
        if number:
            yield ""
        yield FAMILIES[family].text(language)
        for each in members:
            kind = kind_of(each).text(language)
            start = f"  {each.code} {kind}{' ' * (_kinds_width(language) - _width(kind))} "
            yield from _wrapped(each.title.text(language), start, " " * _width(start))


def explanations_json(explanations: Iterable[Explanation], language: Language, *, ascii_only: bool = False) -> str:
    """The same as JSON."""
    data = {"version": VERSION, "rules": [_data(explanation, language) for explanation in explanations]}
    return json_text(data, ascii_only=ascii_only)


def _data(explanation: Explanation, language: Language) -> dict[str, Any]:
    return {
        "code": explanation.code,
        "family": explanation.family,
        "severity": explanation.severity.value if explanation.severity else None,
        "first_year": explanation.first_year,
        "last_year": explanation.last_year,
        "title": explanation.title.text(language),
        "why": explanation.why.text(language),
        "source": explanation.source.text(language),
        "wrong": explanation.wrong,
        "right": explanation.right,
        "beside": dict(explanation.beside),
        "override": explanation.override,
        "waived_by_words": explanation.waived_by_words,
        "checklist": explanation.checklist,
        "told_by": list(explanation.told_by),
        "messages": [
            {
                "severity": wording.severity.value,
                "message": wording.message.text(language),
                "hint": wording.hint.text(language),
            }
            for wording in explanation.wordings
        ],
    }


def _wrapped(text: str, start: str, following: str) -> Iterator[str]:
    """The text in lines of the width of a terminal, where wide characters count as two."""
    line, is_begun = start, False
    for piece in _PIECES.findall(text):
        if is_begun and _width(line) + _width(piece.rstrip()) > _WIDTH:
            yield line.rstrip()
            line, is_begun = following, False
        # Spaces at the end of a line are dropped.
        line += piece if is_begun else piece.lstrip()
        is_begun = True
    yield line.rstrip()


def _kinds_width(language: Language) -> int:
    return 8 if language == "zh" else 7


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
