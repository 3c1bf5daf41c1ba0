"""The words of the report (R16, R70-R88)."""

from gkgen.review.rule import Rule
from gkgen.review.wording.heading_sequence import numbering
from gkgen.review.wording.office_names import headings, other_offices, title
from gkgen.review.wording.reporting_period import period, years
from gkgen.review.wording.required_statements import aspects, duties, fees, length, overdue_fees, parts, problems
from gkgen.review.wording.template_leftovers import careless, holes, leftovers, personal_data

_SECTIONS = ("overview", "disclosure", "requests", "disputes", "problems", "other_matters")
_ASPECTS = (
    "overview.proactive",
    "overview.on_request",
    "overview.information_management",
    "overview.platform",
    "overview.supervision",
)
_CHARGED = "other_matters.processing_fee.charged"
_FEE = (_CHARGED, "other_matters.processing_fee.amount_yuan", "other_matters.processing_fee.cases")

RULES: tuple[Rule, ...] = (
    Rule(
        ("R16",),
        overdue_fees,
        cells=("requests.results.other.fee_overdue.total", "other_matters", _CHARGED),
        first_year=2021,
    ),
    Rule(("R70",), aspects, cells=("overview", *_ASPECTS)),
    Rule(("R71",), duties, cells=("kind", "office", "preface", "overview", "problems", "other_matters")),
    Rule(("R72",), problems, cells=("problems", "problems.issues", "problems.improvements")),
    Rule(("R73",), fees, cells=("other_matters", *_FEE), first_year=2021),
    Rule(("R74",), period),
    Rule(("R75",), years, cells=("problems",)),
    Rule(("R76",), title, cells=("title", "office")),
    Rule(("R77",), numbering),
    Rule(("R78",), holes),
    Rule(("R79",), length, cells=("overview",)),
    Rule(("R82",), other_offices, cells=("office",)),
    Rule(("R83",), careless),
    Rule(("R84",), parts, cells=("preface", *_SECTIONS)),
    Rule(("R85",), leftovers, cells=("office", "title")),
    Rule(("R86",), headings),
    Rule(("R87", "R88"), personal_data),
)
