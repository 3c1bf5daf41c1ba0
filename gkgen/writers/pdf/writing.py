"""A document set on paper: PDF/A-3 with tags, the data attached, findings about all that did not come out as asked."""

import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from gkgen.diagnostics import Diagnostic, has_errors
from gkgen.document import Document
from gkgen.errors import GkgenError
from gkgen.resources import TemplateSet
from gkgen.weasyprint_cache import PATCHES, font_configuration, looks_aside, unwrap
from gkgen.writers import html
from gkgen.writers.draft_mark import DRAFT_CSS
from gkgen.writers.html_context import dates
from gkgen.writers.installed_fonts import Fonts, resolve
from gkgen.writers.pdf.finishing import (
    compress,
    embolden,
    identify,
    name_attachments,
    place_figures,
    scope_heads,
    settle,
)
from gkgen.writers.pdf.parsing import page
from gkgen.writers.pdf.table_pieces import EMPTY_PAGE, PIECE_CSS, TABLE_PIECES, Looks, pieces_for, put_in, stand_as_cut
from gkgen.writers.pdf.tag_tree import join_parted
from gkgen.writers.pdf.typefaces import not_installed, substituted, wanted_families
from gkgen.writers.pdf.unwrapped_lines import unwrap_lines
from gkgen.writers.pdf.watching import Record, closed, closed_fetcher, findings, listening
from gkgen.writers.written_file import WrittenFile

_VARIANT = "pdf/a-3a"
_DESCRIPTION = "本报告的全部文字和数据，供程序读取"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

PATCHES.add(TABLE_PIECES)

# Pango's font map is shared by the documents of a process and is not safe for threads.
_TURN = threading.Lock()


def write(document: Document, looks: TemplateSet, *, attachment: bytes | None = None, file: str = "") -> WrittenFile:
    """The document as PDF; `attachment` is its data in JSON, `file` the office file that findings are about.

    Where a role has no font there are findings and no data.

    Raises EnvironmentFault when WeasyPrint cannot be loaded, TemplateError when a template asks for another file.
    """
    fonts = resolve(looks.css)
    if has_errors(lacking := fonts.findings(file)):
        # Pango ends the whole process where there is no font at all, and a report without a role is not to be had.
        return WrittenFile(b"", lacking)
    with _TURN:
        if not document.is_draft:
            # Styles are cached by the style sheet, and a draft has one more.
            PATCHES.turn_on()
        try:
            data, found = _written(document, looks, fonts, attachment, file)
        except Exception as fault:
            if isinstance(fault, GkgenError) or not PATCHES.turn_off():
                raise
            # Either the page is at fault, and this fails as well, or one of the patches is, and is not used again.
            data, found = _written(document, looks, fonts, attachment, file)
            PATCHES.leave_out(fault)
        finally:
            PATCHES.turn_off()
    return WrittenFile(data, tuple(dict.fromkeys((*lacking, *found))))


def prepare(looks: TemplateSet) -> None:
    """Lay out an empty page, so that styles, fonts and patches are there when the first report comes.

    Raises EnvironmentFault when WeasyPrint cannot be loaded.
    """
    fonts = resolve(looks.css)
    if has_errors(fonts.findings()):
        return
    with _TURN, closed(), listening():
        PATCHES.turn_on()
        try:
            _laid_out(EMPTY_PAGE, Looks(looks, fonts.css()), [_stylesheet(looks.css, fonts.css()).sheet])
        finally:
            PATCHES.turn_off()


def _written(
    document: Document, looks: TemplateSet, fonts: Fonts, attachment: bytes | None, file: str
) -> tuple[bytes, list[Diagnostic]]:
    with closed(), listening() as records:
        style = _stylesheet(looks.css, fonts.css())
        layout = _lay_out(document, Looks(looks, fonts.css()), style.sheet)
        data = _finish(layout, fonts, [] if attachment is None else [_attachment(document, attachment)])
    return data, [
        *not_installed(wanted_families(layout.pages), fonts, file),
        *substituted(layout.fonts.values(), fonts, file),
        *findings((*style.records, *records), document, file),
    ]


def _lay_out(document: Document, looks: Looks, sheet: Any) -> Any:
    """The document in pages."""
    if TABLE_PIECES.name in PATCHES.active:
        tables = pieces_for(document, looks, lambda text, css: _laid_out(text, looks, [sheet, *_own_sheets(css)]))
        if tables is not None:
            text = _text(document, looks, tables.addresses())
            pages = _laid_out(text, looks, [sheet, *_own_sheets(PIECE_CSS + tables.css)], dict(tables.pieces))
            if stand_as_cut(pages.pages, tables):
                return pages
    sheets = [sheet, *_own_sheets(DRAFT_CSS if document.is_draft else "")]
    return _laid_out(_text(document, looks, {}), looks, sheets)


def _text(document: Document, looks: Looks, pieces: dict[str, tuple[str, ...]]) -> str:
    return html.page(document, looks.templates, "", on_paper=True, is_marked=False, pieces=pieces)


def _laid_out(text: str, looks: Looks, sheets: list[Any], pictures: dict[str, Any] | None = None) -> Any:
    """A page of the text in WeasyPrint's form, with lines by the line setter; `pictures` by address."""
    laid = page(text, looks.templates.css)

    def rendered() -> Any:
        configuration, known = font_configuration(), dict(pictures or {})
        return laid.render(font_config=configuration, stylesheets=sheets, pdf_variant=_VARIANT, cache=known)

    layout = rendered()
    # What a page had no room for at first, such as a floating table, is unwrapped where it comes to stand. A block is
    # unwrapped once, so this ends.
    while unwrap_lines(layout.pages):
        layout = rendered()
    return layout


@lru_cache(maxsize=64)
def _own_sheets(css: str) -> tuple[Any, ...]:
    """The sheet with rules of our own; none where there are none."""
    from weasyprint import CSS

    return (
        (CSS(string=css, media_type="print", url_fetcher=closed_fetcher(), font_config=font_configuration()),)
        if css
        else ()
    )


def _finish(layout: Any, fonts: Fonts, attachments: list[Any]) -> bytes:
    """The pages drawn and written; `layout.fonts` holds the embedded fonts afterwards."""

    def touch(layout: Any, pdf: Any) -> None:
        join_parted(pdf, layout.pages)
        put_in(pdf)
        embolden(pdf, layout.fonts.values(), fonts)
        unwrap(pdf)
        scope_heads(layout.pages)
        place_figures(pdf, layout.pages)
        name_attachments(pdf)
        identify(pdf)
        compress(pdf)
        settle(pdf)

    data: bytes = layout.write_pdf(finisher=touch, attachments=attachments, pdf_variant=_VARIANT)
    return data


def _attachment(document: Document, content: bytes) -> Any:
    """The data, dated by the report: the clock would make every run's file another one."""
    from weasyprint import Attachment

    day = datetime.fromisoformat(dates(document).get("published", f"{document.year}-12-31")).replace(tzinfo=UTC)
    name = f"{_UNFIT.sub('_', document.name)}.json"
    return Attachment(
        string=content, name=name, description=_DESCRIPTION, created=day, modified=day, relationship="Data"
    )


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
            string=css + chains, media_type="print", url_fetcher=closed_fetcher(), font_config=font_configuration()
        )
    sheet.is_by_place = not looks_aside(css)
    return _Stylesheet(sheet, tuple(records))
