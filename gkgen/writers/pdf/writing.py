"""A document set on paper: PDF/A-3 with tags, the data attached, findings about all that did not come out as asked."""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.document import Document
from gkgen.errors import TemplateError
from gkgen.templates import Looks
from gkgen.writers import html
from gkgen.writers.fonts import ADVICE, Fonts, load_libraries, resolve
from gkgen.writers.pdf.finishing import compress, embolden, name_attachments, scope_heads
from gkgen.writers.pdf.lines import justify
from gkgen.writers.pdf.watching import Record, closed_fetcher, findings, listening
from gkgen.writers.views import dates

_VARIANT = "pdf/a-3a"
_MOST = 8
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

# Pango's font map is shared by the documents of a process and is not safe for threads.
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Written:
    """A file's content, and what is to be said about it."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]


def write(document: Document, looks: Looks, *, attachment: bytes | None = None, file: str = "") -> Written:
    """The document as PDF; `attachment` is its data in JSON, `file` the office file that findings are about.

    Raises EnvironmentFault when WeasyPrint cannot be loaded, TemplateError when a template asks for another file.
    """
    load_libraries()
    from weasyprint.urls import FatalURLFetchingError

    fonts = resolve(looks.css)
    try:
        with _TURN:
            style = _stylesheet(looks.css, fonts.css())
            with listening() as records:
                data, embedded = _set(document, looks, style.sheet, fonts, attachment)
    except FatalURLFetchingError as refused:
        raise TemplateError(f"report.html or report.css asks for {refused}") from refused
    said = (
        *fonts.findings(file),
        *_substituted(embedded, fonts, file),
        *findings((*style.records, *records), document, file),
    )
    return Written(data, tuple(dict.fromkeys(said)))


def _set(
    document: Document, looks: Looks, sheet: Any, fonts: Fonts, attachment: bytes | None
) -> tuple[bytes, tuple[Any, ...]]:
    """The PDF and the fonts embedded in it."""
    from weasyprint import HTML

    page = HTML(string=html.page(document, looks, "", on_paper=True), url_fetcher=closed_fetcher())
    layout = page.render(font_config=_font_configuration(), stylesheets=[sheet], pdf_variant=_VARIANT)
    justify(layout.pages)
    embedded: list[Any] = []

    def finish(layout: Any, pdf: Any) -> None:
        embedded.extend(layout.fonts.values())
        embolden(pdf, embedded, fonts)
        scope_heads(layout.pages)
        name_attachments(pdf)
        compress(pdf)

    attachments = [_attachment(document, attachment)] if attachment is not None else []
    data = layout.write_pdf(finisher=finish, attachments=attachments, pdf_variant=_VARIANT)
    return data, tuple(embedded)


def _attachment(document: Document, content: bytes) -> Any:
    """The data, dated by the report: the clock would make every run's file another one."""
    from weasyprint import Attachment

    day = datetime.fromisoformat(dates(document).get("published", f"{document.year}-12-31")).replace(tzinfo=UTC)
    name = f"{_UNFIT.sub('_', document.name)}.json"
    return Attachment(string=content, name=name, created=day, modified=day, relationship="Data")


def _substituted(embedded: Iterable[Any], fonts: Fonts, file: str) -> Iterator[Diagnostic]:
    """A finding for each embedded font that no role asked for."""
    for font in embedded:
        # A character that no font has is put down to one of them, and is a finding of its own.
        shown = (text for glyph, text in font.to_unicode.items() if glyph not in font.missing.values())
        letters = sorted({letter for text in shown for letter in text if not letter.isspace()})
        if letters and not fonts.knows(font.family):
            named = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in letters[:_MOST])
            more = Term("等", ", …") if len(letters) > _MOST else ""
            yield diagnose("E01.substituted", file, characters=named, more=more, family=font.family, advice=ADVICE)


@dataclass(frozen=True, slots=True)
class _Stylesheet:
    """A style sheet in WeasyPrint's form, and what was logged when it was read."""

    sheet: Any
    records: tuple[Record, ...]


@lru_cache(maxsize=16)
def _stylesheet(css: str, chains: str) -> _Stylesheet:
    """The style sheet for print, read once: it is the same for a thousand offices."""
    from weasyprint import CSS

    with listening() as records:
        sheet = CSS(
            string=css + chains, media_type="print", url_fetcher=closed_fetcher(), font_config=_font_configuration()
        )
    return _Stylesheet(sheet, tuple(records))


@cache
def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
