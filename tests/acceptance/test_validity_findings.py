"""Findings for review services: SARIF by its own validator, Markdown as GitHub reads it, the rest by grammar."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import jsonschema
import lxml.html
import pytest
from cmarkgfm.cmark import Options

import gkgen
from gkgen.diagnostics import Diagnostic, Language, Span, diagnose
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.report_formats import REPORTS
from gkgen.reporters.repository_places import fingerprinted
from tests.acceptance import validators
from tests.acceptance.conftest import ROOT

HOSTILE = '::error file=x::y\n| a | [链接](https://example.com/) @octocat #1 `x` <script> *b* "引号" ![图](a.png) 100%,'


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, ...]:
    """All that gkgen finds in its own collections of faults, and one finding that quotes what would be markup."""
    folders = [ROOT / "tests" / "mistakes", ROOT / "tests" / "sources" / "invalid"]
    found = list(gkgen.check_all(folders))
    name = str(ROOT / "tests" / "引 号,a%b.yaml")
    hostile = diagnose("N08", Span(name, 3, 1, 4, 2), "overview", name=HOSTILE)
    outcome = Outcome(name, "checked", (), 0.0, (hostile, hostile, diagnose("N15", name)), ())
    assert sum(len(each.diagnostics) for each in found) > 250
    return (*found, outcome)


def findings(outcomes: tuple[Outcome, ...]) -> list[Diagnostic]:
    return [found for outcome in outcomes for found in outcome.diagnostics]


# SARIF


def test_sarif_is_valid_by_its_validator(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    file = tmp_path / "findings.sarif"
    for language in languages():
        file.write_text(REPORTS["sarif"](outcomes, language, False), encoding="utf-8")
        # A page about the tool cannot be named before there is one.
        assert [error for error in validators.sarif_errors(file) if not error.startswith("SARIF2005")] == []


def test_in_the_action_of_github_sarif_names_the_page_of_gkgen_and_nothing_is_left_to_say(
    outcomes: tuple[Outcome, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "findings.sarif"
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example.org")
    for repository, known in (("", False), ("office/gkgen", True)):
        monkeypatch.setenv("GITHUB_ACTION_REPOSITORY", repository)
        file.write_text(REPORTS["sarif"](outcomes, "zh", False), encoding="utf-8")
        assert (validators.sarif_errors(file) == []) is known
    (run,) = json.loads(file.read_text(encoding="utf-8"))["runs"]
    assert run["tool"]["driver"]["informationUri"] == "https://git.example.org/office/gkgen"


def test_the_validator_would_find_something(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    file = tmp_path / "findings.sarif"
    text = REPORTS["sarif"](outcomes, "zh", False)
    file.write_text(text.replace('"startLine": 3', '"startLine": 0', 1), encoding="utf-8")
    assert any(error.startswith("JSON") for error in validators.sarif_errors(file))


def test_sarif_names_files_places_and_rules(outcomes: tuple[Outcome, ...]) -> None:
    (run,) = json.loads(REPORTS["sarif"](outcomes, "zh", False))["runs"]
    rules = run["tool"]["driver"]["rules"]
    wanted = findings(outcomes)
    assert len(run["results"]) == len(wanted)
    for result, found in zip(run["results"], wanted, strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == found.code
        assert bool(result.get("suppressions")) == bool(found.waived)
        place = result["locations"][0]["physicalLocation"]
        assert (ROOT / unquote(place["artifactLocation"]["uri"])).as_posix() == Path(found.file).as_posix()
        span = found.span
        columns = [place.get("region", {}).get(name) for name in ("startLine", "startColumn", "endLine", "endColumn")]
        assert columns == ([span.line, span.column, span.end_line, span.end_column] if span else [1, None, 1, None])
    assert any(len(result.get("relatedLocations", ())) > 2 for result in run["results"])
    assert r"!\[图](a.png)" in run["results"][-2]["message"]["text"]


# GitLab

# After https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format; what GitLab itself looks at when it
# reads a report, app/validators/json_schemas/codeclimate.json, asks for less of the same.
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    # Without ./ and from the root of the repository.
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_code_quality_has_the_published_form(outcomes: tuple[Outcome, ...]) -> None:
    for language in languages():
        entries = json.loads(REPORTS["gitlab"](outcomes, language, False))
        jsonschema.validate(entries, CODE_QUALITY)
        assert len(entries) == len(findings(outcomes))
        assert all((ROOT / entry["location"]["path"]).exists() for entry in entries[:-3])
        # Of two entries with one fingerprint GitLab shows the first.
        assert max(Counter(entry["fingerprint"] for entry in entries).values()) == 1


def test_code_quality_would_be_refused(outcomes: tuple[Outcome, ...]) -> None:
    entries = json.loads(REPORTS["gitlab"](outcomes, "zh", False))
    entries[0]["severity"] = "error"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(entries, CODE_QUALITY)


def test_a_fingerprint_stays_when_lines_move_and_in_another_language(outcomes: tuple[Outcome, ...]) -> None:
    zh, en = (json.loads(REPORTS["gitlab"](outcomes, language, False)) for language in languages())
    assert [entry["fingerprint"] for entry in zh] == [entry["fingerprint"] for entry in en]
    above, below = (diagnose("N15", Span("甲.yaml", line, 1, line, 2)) for line in (3, 30))
    other = diagnose("N15", "乙.yaml")
    digests = [prints(found) for found in (above, below, other)]
    assert digests[0] == digests[1] != digests[2]


def prints(found: Diagnostic) -> list[str]:
    outcome = Outcome(found.file, "checked", (), 0.0, (found,), ())
    return [fingerprint for _, fingerprint in fingerprinted([outcome])]


# GitHub

# After https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands and the way back in
# the runner: %25 is undone last.
COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:]+)::(?P<message>.+)")
PROPERTIES = {"file", "title", "line", "endLine", "col", "endColumn"}


def unescaped(text: str) -> str:
    for sign in ("%3A", "%2C", "%0D", "%0A", "%25"):
        text = text.replace(sign, chr(int(sign[1:], 16)))
    return text


def commands(outcomes: tuple[Outcome, ...], language: Language = "zh") -> Iterator[tuple[str, dict[str, str], str]]:
    for line in REPORTS["github"](outcomes, language, False).split("\n"):
        command = COMMAND.fullmatch(line)
        assert command, line
        properties = dict(pair.split("=", 1) for pair in command["properties"].split(","))
        assert set(properties) <= PROPERTIES
        yield (
            command["name"],
            {name: unescaped(word) for name, word in properties.items()},
            unescaped(command["message"]),
        )


def test_every_finding_is_one_workflow_command(outcomes: tuple[Outcome, ...]) -> None:
    for language in languages():
        told = list(commands(outcomes, language))
        wanted = findings(outcomes)
        assert len(told) == len(wanted)
        for (name, place, message), found in zip(told, wanted, strict=True):
            assert name == {"error": "error", "warning": "warning", "note": "notice"}[found.severity]
            assert (ROOT / place["file"]).as_posix() == Path(found.file).as_posix()
            assert place.get("line") == (str(found.span.line) if found.span else None)
            assert f"{found.code} " in message
            assert ("col" in place) == bool(found.span and found.span.line == found.span.end_line)


def test_what_an_author_wrote_is_no_command(outcomes: tuple[Outcome, ...]) -> None:
    _, place, message = list(commands(outcomes))[-2]
    assert place["file"] == "tests/引 号,a%b.yaml"
    assert "::error file=x::y | a |" in message


# Markdown


def rows(text: str) -> list[list[str]]:
    """The cells of the one table, as GitHub shows them."""
    page = lxml.html.fromstring(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    assert not page.xpath("//a | //img | //script | //code | //em")
    (table,) = page.iter("table")
    return [["".join(map(str, cell.itertext())) for cell in row] for row in table.iter("tr")]


def test_markdown_is_one_table_of_all_findings(outcomes: tuple[Outcome, ...]) -> None:
    few = outcomes[-1:]
    head, *body = rows(REPORTS["markdown"](few, "zh", False))
    assert head == ["级别", "位置", "代号", "说明"]
    assert [row[0] for row in body] == ["错误"] * 3
    assert [row[1] for row in body] == ["tests/引 号,a%b.yaml:3"] * 2 + ["tests/引 号,a%b.yaml"]
    message = findings(few)[0].message("zh")
    assert body[0][3].startswith(message)


def test_markdown_mentions_nobody(outcomes: tuple[Outcome, ...]) -> None:
    text = REPORTS["markdown"](outcomes[-1:], "zh", False)
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    assert "octocat" in html
    assert not re.search(r"@octocat|#1\b", html)


def test_of_many_findings_the_worst_are_shown_and_the_rest_counted(outcomes: tuple[Outcome, ...]) -> None:
    for language in languages():
        text = REPORTS["markdown"](outcomes, language, False)
        body = rows(text)[1:]
        severities = [found.severity for found in findings(outcomes)]
        assert len(body) == 100
        assert severities.count(severities[0].ERROR) > 100
        assert len({row[0] for row in body}) == 1
        assert str(len(severities) - 100) in text.splitlines()[-1]
        assert len(text) < 65_536


def test_without_findings_there_is_no_table() -> None:
    outcome = Outcome("好.yaml", "checked", (), 0.0, (), ())
    assert REPORTS["markdown"]([outcome], "zh", False) == "**gkgen**：1 个文件：没有发现问题"


def languages() -> tuple[Language, Language]:
    return "zh", "en"


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif"])
def test_ascii_is_kept_where_a_console_speaks_nothing_else(name: str, outcomes: tuple[Outcome, ...]) -> None:
    text = REPORTS[name](outcomes, "zh", True)
    assert text.isascii()
    assert json.loads(text) == json.loads(REPORTS[name](outcomes, "zh", False))
