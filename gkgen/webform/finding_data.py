"""A finding as a page shows it: in words, at its place in the form and in its text, with what answers it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Language
from gkgen.form import Edition
from gkgen.invisible_characters import visible
from gkgen.reporters.text import advice
from gkgen.source import ScalarNode, Source
from gkgen.webform.form_description import place_of
from gkgen.webform.places_in_texts import range_within

# Which of several cells would mend a sum: each is told by its name and, for those who write the file, by its line.
_LINE_OF_CELL = re.compile(r"第 \d+ 行(?=“[^”]*”由 )|(?<=') in line \d+(?= from )")
UNWRITTEN = frozenset({"F02", "F02.table", "N16", "R73.missing"})
"""Findings that only say that something is not written yet."""


def finding_data(
    found: Diagnostic, source: Source, edition: Edition, values: Mapping[str, ScalarNode], language: Language
) -> dict[str, Any]:
    """The finding for JSON; `values` are those typed, by path.

    `place` names its field as the printed report does, `range` is its place within the text of its field, `line` that
    in the file, 0 where it is about another one.
    """
    span = found.span if found.span and found.span.file == source.name else None
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": in_words(visible(found.message(language)), edition, language),
        "hint": in_words(visible(advice(found, language)), edition, language),
        "path": found.path,
        "place": place_of(edition, found.path, language),
        "file": "" if found.file == source.name else found.file,
        "line": span.line if span else 0,
        "range": range_within(span, values.get(found.path), source.lines) if span else None,
        "is_unwritten": found.kind in UNWRITTEN,
        "is_fixable": found.is_fixable,
        "is_waivable": found.is_waivable,
        "words": found.quoted if found.is_waived_by_words else "",
        "waived": found.waived,
        "addends": [
            {
                "side": each.side,
                "label": in_words(each.label.text(language), edition, language),
                "path": each.path,
                "value": str(each.value),
            }
            for each in found.addends
        ],
    }


def in_words(text: str, edition: Edition, language: Language) -> str:
    """A message without the lines and English keys of an office file, which whoever fills in a form never sees."""
    text = _LINE_OF_CELL.sub("", text)
    return _keys(edition).sub(_spelled_out, text) if language == "en" else text


def _spelled_out(found: re.Match[str]) -> str:
    return found[0].replace("_", " ").replace(".", ", ")


@cache
def _keys(edition: Edition) -> re.Pattern[str]:
    """Keys of several words, and paths of keys."""
    names = sorted({field.name for field in edition.root.walk() if field.name}, key=len, reverse=True)
    any_key = "|".join(map(re.escape, names))
    long_key = "|".join(re.escape(name) for name in names if "_" in name)
    return re.compile(rf"(?<![\w./-])(?:(?:{any_key})(?:\.(?:{any_key}))+|{long_key})(?![\w/-]|\.\w)")
