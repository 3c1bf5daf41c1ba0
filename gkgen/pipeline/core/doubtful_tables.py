"""Tables of which some rows could not be read at their place: nothing is told about what does not fit them.

A row in a comment, under another name or twice is one mistake; that the table now is too small is no second one.
"""

from collections.abc import Iterable

from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, Severity
from gkgen.validation import Office

_TOTAL_OF_A_ROW = frozenset({"R12", "R30", "R31", "R32"})
_ROW_LOST_AT_ITS_LINE = frozenset({"Y04", "F03", "Y05"})


def doubtful_tables(found: Iterable[Diagnostic], office: Office) -> frozenset[str]:
    """The English names of the tables that a finding says were not read whole."""
    tables = {table.field.name for table in office.edition.tables}
    waived = {waiver.rule.text.strip() for waiver in office.waivers}
    doubtful = set()
    for finding in found:
        if finding.code == "Y17" and finding.code not in waived:
            doubtful.add(finding.path.split(".")[0])
        elif finding.kind == "F01.elsewhere":
            doubtful |= {str(dict(finding.values)["home_path"]).split(".")[0], finding.path.split(".")[0]}
        elif finding.kind in _ROW_LOST_AT_ITS_LINE and finding.span:
            doubtful.add(_section_at(finding.span.line, office))
    return frozenset(doubtful & tables)


def refused_tables(found: Iterable[Diagnostic], office: Office) -> frozenset[str]:
    """The English names of the tables with an error: what is missing there may be what was refused.

    Their sums are judged as far as they go; the texts are compared with them when the author has mended them.
    """
    tables = {table.field.name for table in office.edition.tables}
    errors = (finding for finding in found if finding.severity is Severity.ERROR)
    return frozenset({finding.path.split(".")[0] for finding in errors} & tables)


def without_tables(numbers: Numbers, doubtful: frozenset[str]) -> Numbers:
    """The numbers of all other tables."""
    if not doubtful:
        return numbers
    return {path: number for path, number in numbers.items() if path.split(".")[0] not in doubtful}


def without_cells(numbers: Numbers, sums: Iterable[Diagnostic]) -> Numbers:
    """The numbers without totals that their own row contradicts: the text is not compared with what is wrong."""
    wrong = {finding.path for finding in sums if finding.code in _TOTAL_OF_A_ROW}
    return {path: number for path, number in numbers.items() if path not in wrong} if wrong else numbers


def _section_at(line: int, office: Office) -> str:
    """The entry of the file that a line belongs to."""
    begun = [(span.line, path) for path, span in office.stated.items() if "." not in path and span.line <= line]
    return max(begun, default=(0, ""))[1]
