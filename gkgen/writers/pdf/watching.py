"""What WeasyPrint says and asks for at work: its log becomes findings, its requests for files are refused."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.document import Document, Figure, SmallTable, Table, plain
from gkgen.errors import TemplateError
from gkgen.writers.font_install_advice import NOTO
from gkgen.writers.html_context import picture_view

Record = tuple[str, tuple[Any, ...]]
"""A message of the log and what fills it."""

_AROUND = 6
_LONGEST = 200
_DRAWING = "data:image/svg+xml"


class _Listener(logging.Handler):
    """Keeps what is logged instead of showing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[Record] = []

    def emit(self, record: logging.LogRecord) -> None:
        args = record.args
        self.records.append((str(record.msg), args if isinstance(args, tuple) else (args,)))


@contextmanager
def listening() -> Iterator[list[Record]]:
    """The warnings and errors that WeasyPrint logs while the context lasts; nobody else sees them."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    before = logger.level, logger.propagate, logger.disabled
    handlers, logger.handlers = logger.handlers, [listener]
    logger.setLevel(logging.WARNING)
    logger.propagate, logger.disabled = False, False
    try:
        yield listener.records
    finally:
        logger.handlers = handlers
        logger.setLevel(before[0])
        logger.propagate, logger.disabled = before[1:]


def findings(records: Iterable[Record], document: Document, file: str) -> Iterator[Diagnostic]:
    """What the log says, in words for the author; told apart by the message, which WeasyPrint formats late."""
    for message, args in records:
        if message.startswith(".notdef glyph") and len(args) == 2:
            character, codepoint = args
            yield _missing_glyph(character, codepoint, document, file)
        elif message.startswith("Failed to load image") and len(args) == 2:
            uri, reason = args
            yield diagnose("E03.picture", file, name=_picture_name(uri, document), reason=str(reason)[:_LONGEST])
        elif not message.startswith("Using fontTools instead"):  # that is finding E05
            text = message % args if args else message
            yield diagnose("E04.renderer", file, message=text[:_LONGEST])


def _missing_glyph(character: str, codepoint: int, document: Document, file: str) -> Diagnostic:
    where = next((text for text in _texts(document) if character in text), "")
    at = where.find(character)
    around = where[max(0, at - _AROUND) : at + _AROUND + 1]
    context = Term(f"，在“{around}”处", f", in '{around}'") if around else ""
    return diagnose(
        "E02.glyph", file, character=character, codepoint=f"U+{codepoint:04X}", context=context, advice=NOTO.everywhere
    )


def _picture_name(uri: str, document: Document) -> str:
    """The author's name of a picture, else the beginning of its address."""
    shown = (name for name, picture in document.pictures if not picture.is_drawing and picture_view(picture).uri == uri)
    # Drawings stand in the page with the fonts of this machine, so they are told apart by their kind alone.
    drawn = [name for name, picture in document.pictures if picture.is_drawing and uri.startswith(_DRAWING)]
    return next(shown, "、".join(drawn) or uri[:40])


def _texts(document: Document) -> Iterator[str]:
    """Every text of the document, one for each paragraph, heading, caption, or cell."""
    yield from document.title
    for body in (document.preface, *(section.body for section in document.sections)):
        if isinstance(body, Table):
            yield from (cell.text for row in body.rows for cell in row)
            continue
        for block in body:
            match block:
                case Figure():
                    yield block.caption
                case SmallTable():
                    yield from (plain(runs) for row in block.rows for runs in row)
                case _:
                    yield plain(block.runs)


@cache
def closed_fetcher() -> Any:
    """A fetcher that reads what is inside the page and nothing else: no file, no network, ever."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        refused: list[str] = []  # noqa: RUF012 - there is one fetcher

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.lower().startswith("data:"):
                self.refused.append(url)
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return ClosedFetcher(allowed_protocols=("data",), allow_redirects=False)


@contextmanager
def closed() -> Iterator[None]:
    """Ends the work with a TemplateError when something asks for a file; WeasyPrint would go on without a word."""
    from weasyprint.urls import FatalURLFetchingError

    refused = closed_fetcher().refused
    refused.clear()
    # Pictures inside a drawing fail more quietly than others, so the list counts and not the exception.
    with suppress(FatalURLFetchingError):
        yield
    if refused:
        raise TemplateError(f"report.html or report.css asks for {refused[0][:_LONGEST]}")
