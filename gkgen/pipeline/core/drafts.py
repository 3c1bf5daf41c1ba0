"""Drafts: what reports that are not finished are called, and how a file is known to be one."""

import zipfile
from contextlib import suppress
from pathlib import Path

from gkgen.document import DRAFT_MARK

_MAX_PROPERTIES_BYTES = 100_000
_CORE = "docProps/core.xml"


def draft_name(name: str) -> str:
    """The name of the draft of a report, without suffix."""
    return f"{name}{DRAFT_MARK}"


def is_draft(path: Path, data: bytes) -> bool:
    """Whether a rendered file is a draft: by its name or, however it was renamed, by the title in its properties."""
    if path.stem.endswith(DRAFT_MARK):
        return True
    if data.startswith(b"PK\x03\x04"):
        return DRAFT_MARK in _core_properties(path)
    # XMP in a PDF/A is not compressed (ISO 19005-3, 6.6.2.1), and neither is a web page.
    return DRAFT_MARK.encode() in data


def _core_properties(path: Path) -> str:
    refused = (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
    with suppress(*refused), zipfile.ZipFile(path) as file, file.open(_CORE) as part:
        return part.read(_MAX_PROPERTIES_BYTES).decode("utf-8", "replace")
    return ""
