"""The rule data: every rule is there, says why, and its examples are true of gkgen itself."""

import re
from pathlib import Path

import pytest

from gkgen.batch import check_all
from gkgen.diagnostics import CATALOGUE, Diagnostic, Severity, Term
from gkgen.pipeline.inspecting.explanations import FAMILIES, Explanation, explanations, known_code, near_code
from gkgen.reporters.rules_page import rules_page
from gkgen.review import RULES
from tests.office import MINIMAL, office

ROOT = Path(__file__).parents[3]
# The rules for this report that are known, and two about personal data.
RANGES = ((1, 19), (30, 37), (40, 48), (50, 54), (60, 69), (70, 86), (87, 88), (90, 95))
WANTED = [f"R{number:02}" for first, last in RANGES for number in range(first, last + 1)]
RULE_DATA = [each for each in explanations().values() if len(each.family) > 1]
WITH_EXAMPLES = [each for each in RULE_DATA if each.wrong]


def name(explanation: Explanation) -> str:
    return explanation.code


def checked(explanation: Explanation, entries: str, folder: Path) -> tuple[Diagnostic, ...]:
    """What is found in a small clean report that has these entries in place of its own."""
    for file, beside in explanation.beside:
        (folder / file).write_text(report(beside), encoding="utf-8")
    path = folder / "报告.yaml"
    path.write_text(report(entries), encoding="utf-8")
    # As a batch, for some rules compare its reports; in the order of names this one comes last.
    *_, last = check_all(sorted(folder.glob("*.yaml")))
    assert last.source == str(path)
    return last.diagnostics


def report(entries: str) -> str:
    replaced = set(re.findall(r"^([^\s#:]+):", entries, re.MULTILINE))
    return office(**{key: None for key in MINIMAL if key in replaced}) + entries


def test_every_rule_is_explained() -> None:
    assert len(WANTED) == 76
    assert [code for code in WANTED if code not in explanations() or not explanations()[code].why.zh] == []


def test_every_code_of_the_catalogue_is_explained() -> None:
    codes = {kind.partition(".")[0] for kind in CATALOGUE}
    assert codes <= set(explanations())
    assert {code for code in codes if code.startswith("R")} <= {each.code for each in RULE_DATA if each.why.zh}


def test_every_code_of_the_review_is_in_the_catalogue() -> None:
    codes = {kind.partition(".")[0] for kind in CATALOGUE}
    assert {code for rule in RULES for code in rule.codes} <= codes


@pytest.mark.parametrize("explanation", RULE_DATA, ids=name)
def test_a_rule_is_judged_or_told_by_another_or_left_to_a_person(explanation: Explanation) -> None:
    ways = [bool(explanation.wordings), bool(explanation.told_by), explanation.checklist]
    assert ways.count(True) == 1
    assert set(explanation.told_by) <= set(explanations())
    assert (explanation.severity is None) == explanation.checklist


@pytest.mark.parametrize("explanation", RULE_DATA, ids=name)
def test_a_rule_says_why_by_which_source_and_shows_both_sides(explanation: Explanation) -> None:
    for text in (explanation.title, explanation.why, explanation.source):
        assert text.zh.encode("gbk")
        assert re.search("[一-龥]", text.zh)
        assert re.search("[a-z]{3}", text.en)
    assert not explanation.title.zh.endswith("。")
    assert not explanation.title.en.endswith(".")
    assert explanation.checklist or (explanation.wrong and explanation.right)


@pytest.mark.parametrize("explanation", WITH_EXAMPLES, ids=name)
def test_the_wrong_example_gives_the_finding(explanation: Explanation, tmp_path: Path) -> None:
    found = {diagnostic.code for diagnostic in checked(explanation, explanation.wrong, tmp_path)}
    assert found & {explanation.code, *explanation.told_by}


@pytest.mark.parametrize("explanation", WITH_EXAMPLES, ids=name)
def test_the_right_example_is_clean(explanation: Explanation, tmp_path: Path) -> None:
    found = checked(explanation, explanation.right, tmp_path)
    assert explanation.code not in {diagnostic.code for diagnostic in found}
    loud = [diagnostic for diagnostic in found if diagnostic.severity is not Severity.NOTE]
    assert [f"{diagnostic.kind} {diagnostic.span}: {diagnostic.message()}" for diagnostic in loud] == []


@pytest.mark.parametrize("explanation", explanations().values(), ids=name)
def test_no_pattern_shows_its_braces(explanation: Explanation) -> None:
    assert explanation.family in FAMILIES
    texts: list[Term] = [explanation.title]
    for wording in explanation.wordings:
        texts += [wording.message, wording.hint]
    for text in texts:
        assert not re.search(r"(?<!\{)\{\w+\}", f"{text.zh}{text.en}".replace("{n}", ""))
        assert bool(text.zh) == bool(text.en)


def test_severity_is_the_worst_that_a_code_can_have() -> None:
    assert explanations()["E01"].severity is Severity.ERROR
    assert explanations()["N11"].severity is Severity.WARNING
    assert explanations()["E05"].severity is Severity.NOTE
    assert explanations()["R14"].severity is Severity.ERROR
    assert explanations()["R36"].severity is None


def test_years_come_from_the_forms_and_the_review() -> None:
    def years(code: str) -> tuple[int | None, int | None]:
        return explanations()[code].first_year, explanations()[code].last_year

    assert years("R10") == years("R01") == (None, None)
    assert years("R07") == years("R08") == (2019, 2020)
    for rule in RULES:
        for code in rule.codes:
            first, last = years(code)
            assert (first or 2019) <= rule.first_year
            assert (last or 9999) >= rule.last_year


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("R10", "R10"), ("r10", "R10"), ("R5", "R05"), ("R05.flag", "R05"), (" n7 ", "N07"), ("R100", None), ("", None)],
)
def test_codes_are_known_however_they_are_typed(typed: str, meant: str | None) -> None:
    assert known_code(typed) == meant


def test_an_unknown_code_has_a_near_one() -> None:
    assert near_code("r1O") == "R10"
    assert near_code("R011") in explanations()
    assert near_code("规则") is None


@pytest.mark.parametrize(("file", "language"), [("rules.zh-CN.md", "zh"), ("rules.md", "en")])
def test_the_pages_of_rules_are_as_the_tool_writes_them(file: str, language: str) -> None:
    page = "\n".join(rules_page(explanations().values(), "zh" if language == "zh" else "en")).rstrip("\n") + "\n"
    assert (ROOT / "docs" / file).read_text(encoding="utf-8") == page, "run tools/list_rules.py"
