"""The cut tables of a template set, kept on disk from one process to the next."""

from dataclasses import dataclass
from typing import Any

from gkgen import disk_cache
from gkgen.document import Document
from gkgen.weasyprint_cache import PATCHES, dump_drawn, load_drawn
from gkgen.writers.pdf.table_pieces.table_piece import CutTable

_NAME = "pieces"
_TRUSTED = ("gkgen.writers.pdf.table_pieces.table_piece.",)


@dataclass(slots=True, eq=False)
class Reference:
    """The cut tables of a template set by name, none where they are unusual.

    `pages` are digests of the page by table and length of numbers. `is_kept` says that it is on disk as it is.
    """

    document: Document
    tables: dict[str, CutTable]
    pages: dict[tuple[str, int], str]
    css: str
    is_kept: bool = False


def load_reference(key: Any, document: Document) -> Reference | None:
    """What was kept under a key; None where there is nothing, or the fonts of this machine have changed since."""
    data = disk_cache.load(_NAME, _key(key))
    if data is None:
        return None
    try:
        tables, pages, css = load_drawn(data, _TRUSTED)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it can be made anew
        return None
    return Reference(document, tables, pages, css, is_kept=True)


def keep_reference(key: Any, reference: Reference) -> None:
    """Keep it for other processes, where that is possible."""
    reference.is_kept = True
    try:
        data = dump_drawn((reference.tables, reference.pages, reference.css))
    except Exception:  # noqa: BLE001 - a style sheet of one's own may hold what cannot be kept
        return
    disk_cache.keep(_NAME, _key(key), data)


def _key(key: Any) -> bytes:
    """The key with the versions of the libraries that lay out and draw."""
    import cssselect2
    import pydyf
    import tinycss2
    import weasyprint
    from weasyprint.text.ffi import pango

    versions = *(each.__version__ for each in (weasyprint, pydyf, tinycss2, cssselect2)), pango.pango_version()
    return repr((versions, sorted(PATCHES.active), key)).encode("utf-8", "surrogatepass")
