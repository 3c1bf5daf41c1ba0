"""Findings as SARIF 2.1.0, the Static Analysis Results Interchange Format of OASIS."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from gkgen._version import __version__
from gkgen.diagnostics import Addend, Diagnostic, Language, Severity, Span
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.inspecting.explanations import Explanation, explanations
from gkgen.reporters.json_text import json_text
from gkgen.reporters.repository_places import fingerprinted, repository_path
from gkgen.reporters.text import advice

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(outcomes: Sequence[Outcome], language: Language, *, ascii_only: bool = False) -> str:
    """All findings of all files with their rules; `ascii_only` escapes other characters."""
    found = list(fingerprinted(outcomes))
    codes = sorted({diagnostic.code for diagnostic, _ in found})
    run = {
        "tool": {
            "driver": {
                "name": "gkgen",
                "version": __version__,
                "semanticVersion": __version__,
                **_page(),
                "language": "zh-CN" if language == "zh" else "en-US",
                "rules": [_rule(explanations()[code], language) for code in codes],
            }
        },
        "language": "zh-CN" if language == "zh" else "en-US",
        # Columns count code points; other tools count UTF-16 code units (section 3.14.27).
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the root of the repository"}}},
        "results": [_result(each, fingerprint, codes, language) for each, fingerprint in found],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ascii_only=ascii_only)


def _page() -> dict[str, str]:
    """The address of the tool, known only inside its GitHub Action, which is a repository of gkgen."""
    server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_ACTION_REPOSITORY")
    return {"informationUri": f"{server}/{repository}"} if server and repository else {}


def _rule(explanation: Explanation, language: Language) -> dict[str, Any]:
    title, why = explanation.title.text(language), explanation.why.text(language)
    severity = explanation.severity or Severity.NOTE
    return {
        "id": explanation.code,
        "shortDescription": {"text": _sentence(title, language)},
        "fullDescription": {"text": _sentence(why or title, language)},
        "help": {"text": f"gkgen explain {explanation.code}"},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _result(found: Diagnostic, fingerprint: str, codes: list[str], language: Language) -> dict[str, Any]:
    texts = [found.message(language), advice(found, language)]
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": _LEVELS[found.severity],
        "message": {"text": _plain("".join(_sentence(words, language) for words in texts if words))},
        "locations": [{"physicalLocation": _place(found.file, found.span)}],
        "partialFingerprints": {"gkgen/v1": fingerprint},
    }
    if found.path:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": found.path}]
    if related := list(_related(found.addends, language)):
        result["relatedLocations"] = related
    if found.waived:
        result["suppressions"] = [{"kind": "inSource", "justification": found.waived}]
    return result


def _related(addends: Sequence[Addend], language: Language) -> Iterator[dict[str, Any]]:
    """The places of the numbers of a sum that does not hold."""
    typed = [addend for addend in addends if addend.span]
    for number, addend in enumerate(typed, 1):
        words = _sentence(f"{addend.label.text(language)} = {addend.value}", language)
        span = addend.span
        place = _place(span.file if span else "", span)
        yield {"id": number, "physicalLocation": place, "message": {"text": words}}


def _place(file: str, span: Span | None) -> dict[str, Any]:
    path = repository_path(file)
    # A URI holds bytes: the name of a file from a Chinese archive may not be UTF-8.
    uri = quote(os.fsencode(path))
    outside = path.startswith("/") or ":" in path.partition("/")[0]
    artifact = {"uri": f"file://{uri}"} if outside else {"uri": uri, "uriBaseId": _ROOT}
    if span is None:
        # GitHub shows findings about a whole file at its first line.
        return {"artifactLocation": artifact, "region": {"startLine": 1, "endLine": 1}}
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"artifactLocation": artifact, "region": region}


def _plain(text: str) -> str:
    """The text with brackets escaped, which SARIF would take for links (section 3.11.6)."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)


def _sentence(words: str, language: Language) -> str:
    """The text as a sentence, as messages should be (section 3.11.3)."""
    ends = "。！？" if language == "zh" else ".!?"
    return words if words.endswith(tuple(ends)) else f"{words}{ends[0]}{'' if language == 'zh' else ' '}"
