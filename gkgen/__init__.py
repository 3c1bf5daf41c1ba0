"""gkgen: the annual report on government-information disclosure, from one YAML file to matching Word and PDF.

```python
outcome = gkgen.build("office.yaml", "out")
for diagnostic in outcome.diagnostics:
    print(diagnostic.span, diagnostic.code, diagnostic.message())
```
"""

from itertools import chain
from typing import TYPE_CHECKING

from gkgen._version import __version__
from gkgen.lazy_names import lazy_names

if TYPE_CHECKING:
    from gkgen.api import Rendered as Rendered
    from gkgen.api import build as build
    from gkgen.api import build_all as build_all
    from gkgen.api import check as check
    from gkgen.api import check_all as check_all
    from gkgen.api import claims as claims
    from gkgen.api import diff as diff
    from gkgen.api import doctor as doctor
    from gkgen.api import explain as explain
    from gkgen.api import fix as fix
    from gkgen.api import format_file as format_file
    from gkgen.api import format_text as format_text
    from gkgen.api import import_report as import_report
    from gkgen.api import new as new
    from gkgen.api import render as render
    from gkgen.api import schema as schema
    from gkgen.api import status as status
    from gkgen.api import trace as trace
    from gkgen.api import verify as verify
    from gkgen.diagnostics import Addend as Addend
    from gkgen.diagnostics import Diagnostic as Diagnostic
    from gkgen.diagnostics import Severity as Severity
    from gkgen.diagnostics import Span as Span
    from gkgen.diagnostics import Status as Status
    from gkgen.document import Document as Document
    from gkgen.pipeline.collecting.reporting_status import DistrictStatus as DistrictStatus
    from gkgen.pipeline.collecting.reporting_status import OfficeStatus as OfficeStatus
    from gkgen.pipeline.collecting.reporting_status import State as State
    from gkgen.pipeline.collecting.roster import Returned as Returned
    from gkgen.pipeline.collecting.roster import Roster as Roster
    from gkgen.pipeline.collecting.roster import RosterEntry as RosterEntry
    from gkgen.pipeline.comparing.report_diff import Compared as Compared
    from gkgen.pipeline.core.outcome import Outcome as Outcome
    from gkgen.pipeline.editing.rewritten_file import RewrittenFile as RewrittenFile
    from gkgen.pipeline.inspecting.claim_listing import ClaimListing as ClaimListing
    from gkgen.pipeline.inspecting.claim_listing import PlacedClaim as PlacedClaim
    from gkgen.pipeline.inspecting.explanations import Explanation as Explanation
    from gkgen.pipeline.inspecting.machine_health import Health as Health
    from gkgen.pipeline.inspecting.number_trace import Trace as Trace
    from gkgen.pipeline.inspecting.number_trace import Traced as Traced
    from gkgen.review import ClaimRecord as ClaimRecord
    from gkgen.review import ComparedValue as ComparedValue
    from gkgen.review import Reading as Reading

_HOMES = {
    "gkgen.api": (
        "Rendered",
        "build",
        "build_all",
        "check",
        "check_all",
        "claims",
        "diff",
        "doctor",
        "explain",
        "fix",
        "format_file",
        "format_text",
        "import_report",
        "new",
        "render",
        "schema",
        "status",
        "trace",
        "verify",
    ),
    "gkgen.diagnostics": (
        "Addend",
        "Diagnostic",
        "Severity",
        "Span",
        "Status",
    ),
    "gkgen.document": ("Document",),
    "gkgen.pipeline.collecting.reporting_status": ("DistrictStatus", "OfficeStatus", "State"),
    "gkgen.pipeline.collecting.roster": ("Returned", "Roster", "RosterEntry"),
    "gkgen.pipeline.comparing.report_diff": ("Compared",),
    "gkgen.pipeline.core.outcome": ("Outcome",),
    "gkgen.pipeline.editing.rewritten_file": ("RewrittenFile",),
    "gkgen.pipeline.inspecting.claim_listing": ("ClaimListing", "PlacedClaim"),
    "gkgen.pipeline.inspecting.explanations": ("Explanation",),
    "gkgen.pipeline.inspecting.machine_health": ("Health",),
    "gkgen.pipeline.inspecting.number_trace": ("Trace", "Traced"),
    "gkgen.review": ("ClaimRecord", "ComparedValue", "Reading"),
}

__all__ = ["__version__", *chain.from_iterable(_HOMES.values())]  # noqa: PLE0604 - strings, which ruff cannot see

if not TYPE_CHECKING:
    # `gkgen --help` needs none of them.
    __getattr__ = lazy_names(_HOMES)
