"""Findings shown: as text with the line they are about, in one line each, or as JSON."""

from gkgen.reporters.machine import findings_json, report_json
from gkgen.reporters.text import concise, full, summary

__all__ = ["concise", "findings_json", "full", "report_json", "summary"]
