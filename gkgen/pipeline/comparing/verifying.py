"""A finished file, which somebody may have edited, compared with the office file that it was made from."""

from pathlib import Path

from gkgen.comparison import Comparison, compare_printed
from gkgen.diagnostics import Diagnostic, has_errors
from gkgen.pipeline.comparing.expected_content import expected, is_detail
from gkgen.pipeline.comparing.rendered_file import KEEPING, READERS, kept
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.file_reading import read_office_file, read_report_file
from gkgen.pipeline.core.isolation import Run, run_here
from gkgen.pipeline.core.project import Project


def verify_file(office: Path, finished: Path, run: Run = run_here) -> Compared:
    """What a finished file says otherwise than the office file; its format is told by its suffix.

    Files that somebody sent are read by another `run` than those of one's own. Raises KeyError for a suffix of a format
    that is not read.
    """
    suffix = finished.suffix.lower()
    read, keeping = READERS[suffix], KEEPING[suffix]
    names = str(office), str(finished)
    data, printed = read_office_file(office), read_report_file(finished)
    if isinstance(data, Diagnostic) or isinstance(printed, Diagnostic):
        return Compared(*names, diagnostics=tuple(each for each in (data, printed) if isinstance(each, Diagnostic)))
    checked = check_text(data, str(office), Project.of(office), rules=())
    edition = form().edition(checked.document.edition) if checked.document else None
    if checked.document is None or edition is None:
        return Compared(*names, diagnostics=tuple(each for each in checked.diagnostics if has_errors((each,))))
    shown = run(read, printed, str(finished))
    if isinstance(shown, Diagnostic):
        return Compared(*names, diagnostics=(shown,))
    if has_errors(shown.diagnostics):
        return Compared(*names, diagnostics=shown.diagnostics)
    wanted = tuple(kept(expected(checked.document, edition, with_details=keeping.details), keeping))
    facts, sentences = compare_printed(wanted, shown.seen)
    told = tuple(each for each in sentences if each.after or not is_detail(each.path))
    return Compared(*names, Comparison(*names, facts, told), notes=shown.diagnostics)
