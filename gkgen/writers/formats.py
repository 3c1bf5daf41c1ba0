"""The registry of output formats: `-f`, the Python interface and the pages about a batch derive from it.

To add a format, write a module in this package, then name it in `FormatName` and `OUTPUT_FORMATS`. Libraries are
imported when a format is first written: the command line reads this registry at every start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gkgen import lazy_re as re
from gkgen.diagnostics import Term, diagnose
from gkgen.errors import EnvironmentFault
from gkgen.writers.written_file import WrittenFile

if TYPE_CHECKING:
    from gkgen.document import Document
    from gkgen.resources import TemplateSet

FormatName = Literal["docx", "pdf", "html", "json"]
"""The name of a format on the command line, which is the suffix of its files, too."""

Writer = Callable[["Document", "TemplateSet", str], WrittenFile]
"""Takes the document, the templates of its edition, and the path of the office file, for findings.

Raises EnvironmentFault or ImportError where a library cannot be used, TemplateError where a template is wrong.
"""


LinkedWriter = Callable[["Document", "TemplateSet", Mapping[str, str]], WrittenFile]
"""Takes, in place of the path, the names of the files that are written beside it, by what people call their format."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """An output format: its name for people, its writer, and one that links to the files beside it, if it can."""

    label: Term
    write: Writer
    write_linked: LinkedWriter | None = None
    is_linked: bool = False
    """Whether other formats link to it."""


# What Python says of a call whose arguments do not fit the parameters.
_WRONG_CALL = re.compile(
    r"(?:positional|keyword) argument|multiple values for argument|takes no (?:keyword )?arguments"
)


def _write_docx(document: "Document", templates: "TemplateSet", source: str) -> WrittenFile:
    """Word, read back and compared with the document before it is handed over (findings V01)."""
    from gkgen.writers import docx

    data = docx.write(document, templates)
    differences = docx.compare(document, data)
    return WrittenFile(
        data,
        tuple(
            diagnose("V01", source, where=found.where, expected=found.expected, found=found.found)
            for found in differences
        ),
    )


def _write_pdf(document: "Document", templates: "TemplateSet", source: str) -> WrittenFile:
    """PDF with the data of the report attached as JSON."""
    from gkgen.writers import json

    data = json.write(document)
    try:
        from gkgen.writers import pdf

        return pdf.write(document, templates, attachment=data, file=source)
    except (AttributeError, TypeError) as fault:
        # The PDF writer relies on private names of WeasyPrint; another release may have renamed one, or its parameters.
        if isinstance(fault, TypeError) and not _WRONG_CALL.search(str(fault)):
            raise
        raise EnvironmentFault(f"WeasyPrint: {fault}") from fault


def prepare_pdf() -> None:
    """Load what the PDF of any report needs, in a process that waits for the first one."""
    from gkgen.resources import load_template_set, newest_edition
    from gkgen.writers import json, pdf  # noqa: F401 - to have it loaded

    pdf.prepare(load_template_set(newest_edition(), None))


def _write_html(document: "Document", templates: "TemplateSet", source: str) -> WrittenFile:  # noqa: ARG001 - a Writer
    from gkgen.writers import html

    return WrittenFile(html.write(document, templates))


def _write_linked_html(document: "Document", templates: "TemplateSet", beside: Mapping[str, str]) -> WrittenFile:
    from gkgen.writers import html

    return WrittenFile(html.write(document, templates, beside))


def _write_json(document: "Document", templates: "TemplateSet", source: str) -> WrittenFile:  # noqa: ARG001 - a Writer
    from gkgen.writers import json

    return WrittenFile(json.write(document))


OUTPUT_FORMATS: Mapping[str, OutputFormat] = {
    "docx": OutputFormat(Term("Word", "Word"), _write_docx, is_linked=True),
    "pdf": OutputFormat(Term("PDF", "PDF"), _write_pdf, is_linked=True),
    "html": OutputFormat(Term("网页", "web page"), _write_html, _write_linked_html),
    "json": OutputFormat(Term("JSON", "JSON"), _write_json),
}

DEFAULT_FORMATS: tuple[FormatName, ...] = ("docx", "pdf")
"""What is built where no format is asked for."""
