"""Findings: what is wrong with an office file, where, and what to do about it.

A diagnostic is a value. It names its kind in the catalogue and carries the words that fill the message, so the same
finding can be shown in Chinese and in English. Nothing here prints.
"""

from gkgen.diagnostics.catalogue import CATALOGUE, RuleScope, rule_scope
from gkgen.diagnostics.diagnostic import (
    Addend,
    Diagnostic,
    Language,
    Span,
    Term,
    Value,
    diagnose,
    diagnose_sum,
    has_errors,
    in_order,
)
from gkgen.diagnostics.kinds import Kind, Severity, Status
from gkgen.diagnostics.os_errors import reason_of
from gkgen.diagnostics.serialization import from_data, to_data

__all__ = [
    "CATALOGUE",
    "Addend",
    "Diagnostic",
    "Kind",
    "Language",
    "RuleScope",
    "Severity",
    "Span",
    "Status",
    "Term",
    "Value",
    "diagnose",
    "diagnose_sum",
    "from_data",
    "has_errors",
    "in_order",
    "reason_of",
    "rule_scope",
    "to_data",
]
