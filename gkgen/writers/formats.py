"""The formats that a document can be written in; each writer is imported when it is first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Document
from gkgen.resources import TemplateSet


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file, and what was found while writing it."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


Writer = Callable[[Document, TemplateSet, str], Written]


def _docx(document: Document, looks: TemplateSet, source: str) -> Written:
    """Word, read back and compared with the document before it is handed over."""
    from gkgen.writers import docx

    data = docx.write(document, looks)
    differences = docx.compare(document, data)
    return Written(
        data,
        tuple(
            diagnose("V01", source, where=found.where, expected=found.expected, found=found.found)
            for found in differences
        ),
    )


def _pdf(document: Document, looks: TemplateSet, source: str) -> Written:
    from gkgen.writers import json, pdf

    written = pdf.write(document, looks, attachment=json.write(document), file=source)
    return Written(written.data, written.diagnostics)


def _html(document: Document, looks: TemplateSet, source: str) -> Written:  # noqa: ARG001 - all writers are called alike
    from gkgen.writers import html

    return Written(html.write(document, looks))


def _json(document: Document, looks: TemplateSet, source: str) -> Written:  # noqa: ARG001 - all writers are called alike
    from gkgen.writers import json

    return Written(json.write(document))


WRITERS: Mapping[str, Writer] = {"docx": _docx, "pdf": _pdf, "html": _html, "json": _json}
