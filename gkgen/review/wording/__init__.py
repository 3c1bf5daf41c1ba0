"""The words of the report (R16, R70-R88)."""

from gkgen.review.case import Rule
from gkgen.review.wording.heading_sequence import numbering
from gkgen.review.wording.office_names import headings, other_offices, title
from gkgen.review.wording.reporting_period import period, years
from gkgen.review.wording.required_statements import aspects, duties, fees, length, overdue_fees, parts, problems
from gkgen.review.wording.template_leftovers import careless, holes, leftovers, personal_data

RULES: tuple[Rule, ...] = (
    Rule(("R16",), overdue_fees, first_year=2021),
    Rule(("R70",), aspects),
    Rule(("R71",), duties),
    Rule(("R72",), problems),
    Rule(("R73",), fees, first_year=2021),
    Rule(("R74",), period),
    Rule(("R75",), years),
    Rule(("R76",), title),
    Rule(("R77",), numbering),
    Rule(("R78",), holes),
    Rule(("R79",), length),
    Rule(("R82",), other_offices),
    Rule(("R83",), careless),
    Rule(("R84",), parts),
    Rule(("R85",), leftovers),
    Rule(("R86",), headings),
    Rule(("R87", "R88"), personal_data),
)
