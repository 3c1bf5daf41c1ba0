"""Findings shown: as text with the line they are about, in one line each, or as JSON; what their codes mean."""

from gkgen.reporters.batch_page import batch_page
from gkgen.reporters.explain import explained, explanations_json, listed
from gkgen.reporters.health import examined, health_json
from gkgen.reporters.machine import findings_json, report_json
from gkgen.reporters.mended import mended, mended_all
from gkgen.reporters.rules_page import rule_sections, rules_page
from gkgen.reporters.text import concise, failures, full, summary

__all__ = [
    "batch_page",
    "concise",
    "examined",
    "explained",
    "explanations_json",
    "failures",
    "findings_json",
    "full",
    "health_json",
    "listed",
    "mended",
    "mended_all",
    "report_json",
    "rule_sections",
    "rules_page",
    "summary",
]
