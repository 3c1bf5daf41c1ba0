"""gkgen: the annual report on government-information disclosure, from one YAML file to matching Word and PDF.

import gkgen

outcome = gkgen.build("office.yaml", "out")
for diagnostic in outcome.diagnostics:
print(diagnostic.span, diagnostic.code, diagnostic.message())
"""

from typing import TYPE_CHECKING, Any

from gkgen._version import __version__

if TYPE_CHECKING:
    from gkgen.api import (
        Rendered,
        build,
        build_all,
        check,
        check_all,
        diff,
        format_text,
        new,
        render,
        schema,
        verify,
    )
    from gkgen.diagnostics import Addend, Diagnostic, Severity, Span, Status
    from gkgen.document import Document
    from gkgen.pipeline import Outcome
    from gkgen.pipeline.comparing import Compared

__all__ = [
    "Addend",
    "Compared",
    "Diagnostic",
    "Document",
    "Outcome",
    "Rendered",
    "Severity",
    "Span",
    "Status",
    "__version__",
    "build",
    "build_all",
    "check",
    "check_all",
    "diff",
    "format_text",
    "new",
    "render",
    "schema",
    "verify",
]

_HOMES = {
    "gkgen.api": (
        "Rendered",
        "build",
        "build_all",
        "check",
        "check_all",
        "diff",
        "format_text",
        "new",
        "render",
        "schema",
        "verify",
    ),
    "gkgen.diagnostics": ("Addend", "Diagnostic", "Severity", "Span", "Status"),
    "gkgen.document": ("Document",),
    "gkgen.pipeline": ("Outcome",),
    "gkgen.pipeline.comparing": ("Compared",),
}


def __getattr__(name: str) -> Any:
    """Imports a public name at its first use: `gkgen --help` needs none of them."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(name)
