"""A rendered file, which may have been edited since, compared with its office file."""

from pathlib import Path

from gkgen.comparison import Comparison, compare_printed, expected, is_detail, kept
from gkgen.diagnostics import Diagnostic, diagnose, has_errors
from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS, read_pieces, suffix_of
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.drafts import is_draft
from gkgen.pipeline.core.file_reading import read_office_file, read_report_file
from gkgen.pipeline.core.isolation import Runner, run_without_limits
from gkgen.pipeline.core.project import Project
from gkgen.printed_blocks import begins_with_letterhead


def verify_file(office: Path, finished: Path, run: Runner = run_without_limits) -> Compared:
    """How a rendered file differs from its office file; the format is known by the suffix.

    Files from others are read by another `run` than one's own. Raises KeyError for a suffix that is not in
    RENDERED_FORMATS.
    """
    fidelity = RENDERED_FORMATS[suffix_of(str(finished))].fidelity
    names = str(office), str(finished)
    data, printed = read_office_file(office), read_report_file(finished)
    if isinstance(data, Diagnostic) or isinstance(printed, Diagnostic):
        return Compared(*names, diagnostics=tuple(each for each in (data, printed) if isinstance(each, Diagnostic)))
    if is_draft(finished, printed):
        return Compared(*names, diagnostics=(diagnose("V02", str(finished)),))
    checked = check_text(data, str(office), Project.of(office), rules=())
    edition = form().edition(checked.document.edition) if checked.document else None
    if checked.document is None or edition is None:
        return Compared(*names, diagnostics=tuple(each for each in checked.diagnostics if has_errors((each,))))
    shown = run(read_pieces, printed, str(finished))
    if isinstance(shown, Diagnostic):
        return Compared(*names, diagnostics=(shown,))
    if has_errors(shown.diagnostics):
        return Compared(*names, diagnostics=shown.diagnostics)
    has_letterhead = begins_with_letterhead(checked.document, [getattr(each, "text", "") for each in shown.pieces[:5]])
    content = expected(checked.document, edition, with_details=fidelity.details, with_letterhead=has_letterhead)
    facts, sentences = compare_printed(tuple(kept(content, fidelity)), shown.pieces)
    reported = tuple(each for each in sentences if each.after or not (fidelity.details and is_detail(each.path)))
    return Compared(*names, Comparison(*names, facts, reported), notes=shown.diagnostics)
