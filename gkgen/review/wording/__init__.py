"""The words of the report (R16, R58, R70-R89, R96-R99)."""

from gkgen.review.rule import Rule, rule
from gkgen.review.wording.cited_notice import cited_notice
from gkgen.review.wording.contact_details import contact_details
from gkgen.review.wording.empty_statements import empty_statements
from gkgen.review.wording.heading_sequence import numbering
from gkgen.review.wording.names_and_repeats import names, repeats
from gkgen.review.wording.office_names import headings, other_offices, title
from gkgen.review.wording.printed_slips import printed_slips
from gkgen.review.wording.reporting_period import period, years
from gkgen.review.wording.required_statements import aspects, duties, fees, length, overdue_fees, parts, problems
from gkgen.review.wording.template_leftovers import careless, holes, leftovers, personal_data

RULES: tuple[Rule, ...] = (
    rule(overdue_fees, "R16"),
    rule(cited_notice, "R58"),
    rule(aspects, "R70"),
    rule(duties, "R71"),
    rule(problems, "R72"),
    rule(fees, "R73"),
    rule(period, "R74"),
    rule(years, "R75"),
    rule(title, "R76"),
    rule(numbering, "R77"),
    rule(holes, "R78"),
    rule(length, "R79"),
    rule(other_offices, "R82"),
    rule(careless, "R83"),
    rule(parts, "R84"),
    rule(leftovers, "R85"),
    rule(headings, "R86"),
    rule(personal_data, "R87", "R88"),
    rule(empty_statements, "R89"),
    rule(printed_slips, "R96"),
    rule(repeats, "R97"),
    rule(names, "R98"),
    rule(contact_details, "R99"),
)
