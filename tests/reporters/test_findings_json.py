"""Findings and batches as JSON."""

import json
import unicodedata
from decimal import Decimal

from gkgen.diagnostics import Addend, Diagnostic, Span, Term, diagnose, diagnose_sum
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.findings_json import findings_json, report_json
from gkgen.reporters.text import full

KEYS = ["file", "line", "column", "end_line", "end_column", "path", "code", "severity", "message", "hint"]
KEYS += ["fixable", "waived", "addends"]


def outcome(*diagnostics: Diagnostic, lines: tuple[str, ...] = (), source: str = "办公室.yaml") -> Outcome:
    return Outcome(source, "failed" if diagnostics else "built", (), 0.1234, diagnostics, lines)


def at(line: int, column: int, end_column: int, end_line: int | None = None) -> Diagnostic:
    return diagnose(
        "N16", Span("办公室.yaml", line, column, end_line or line, end_column), "overview", field="总体情况"
    )


def shown(line: str, column: int, end_column: int, end_line: int = 1) -> tuple[str, str]:
    """The source line and the line of its carets, without their margin."""
    _, excerpt, carets, *_ = full(outcome(at(1, column, end_column, end_line), lines=(line,)), "zh")
    assert excerpt.startswith("    ")
    assert carets.startswith("    ")
    return excerpt[4:], carets[4:]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def test_findings_as_json_have_a_version_every_key_and_counts() -> None:
    data = json.loads(findings_json([outcome(at(4, 7, 9)), outcome(diagnose("N13", "b.yaml"))], "en"))
    assert list(data) == ["version", "diagnostics", "summary"]
    assert data["version"] == 1
    assert data["summary"] == {"files": 2, "errors": 1, "warnings": 1, "notes": 0}
    assert [list(found) for found in data["diagnostics"]] == [KEYS, KEYS]
    assert data["diagnostics"][0] == {
        "file": "办公室.yaml",
        "line": 4,
        "column": 7,
        "end_line": 4,
        "end_column": 9,
        "path": "overview",
        "code": "N16",
        "severity": "error",
        "message": "'总体情况' has no text",
        "hint": "write something; a sentence does where nothing happened",
        "fixable": False,
        "waived": None,
        "addends": [],
    }
    assert [data["diagnostics"][1][key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4


def test_addends_are_numbers_but_money_is_text_so_that_it_stays_exact() -> None:
    span = Span("a.yaml", 9, 1, 9, 2)
    addends = (
        Addend("left", Term("总计", "total"), "disputes.total", 3, None),
        Addend("right", Term("金额", "amount"), "fee.amount", Decimal("1186.10"), span),
    )
    found = diagnose_sum("N15", "a.yaml", "disputes", addends)
    for language, labels in (("zh", ["总计", "金额"]), ("en", ["total", "amount"])):
        (told,) = json.loads(findings_json([outcome(found)], "zh" if language == "zh" else "en"))["diagnostics"]
        assert [addend["label"] for addend in told["addends"]] == labels
    assert told["addends"] == [
        {"side": "left", "label": "total", "path": "disputes.total", "value": 3, "line": None},
        {"side": "right", "label": "amount", "path": "fee.amount", "value": "1186.10", "line": 9},
    ]


def test_nothing_found_is_an_empty_list() -> None:
    data = json.loads(findings_json([outcome()], "zh"))
    assert data["diagnostics"] == []
    assert data["summary"] == {"files": 1, "errors": 0, "warnings": 0, "notes": 0}


def test_the_report_tells_of_every_office_and_adds_up() -> None:
    built = Outcome("a.yaml", "built", ("out/a.docx", "out/a.pdf"), 1.23456, (diagnose("N13", "a.yaml"),), ())
    data = json.loads(report_json([built, outcome(at(1, 1, 2))], "zh"))
    assert data["version"] == 1
    assert [list(office) for office in data["offices"]] == [
        ["source", "status", "outputs", "seconds", "diagnostics"]
    ] * 2
    assert data["offices"][0]["outputs"] == ["out/a.docx", "out/a.pdf"]
    assert data["offices"][0]["seconds"] == 1.235
    assert [office["status"] for office in data["offices"]] == ["built", "failed"]
    assert data["totals"] == {
        "offices": 2,
        "built": 1,
        "unchanged": 0,
        "failed": 1,
        "seconds": 1.358,
        "errors": 1,
        "warnings": 1,
        "notes": 0,
    }


def test_chinese_is_readable_in_the_json() -> None:
    assert "没有文字" in findings_json([outcome(at(1, 1, 2))], "zh")
