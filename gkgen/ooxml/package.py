"""Packages: the zip file that a .docx is (ECMA-376, part 2)."""

import io
import zipfile
from collections.abc import Mapping

from gkgen.errors import TemplateError

MAX_PARTS = 2_000
MAX_SIZE = 100_000_000
# The oldest date that a zip file can hold: the same bytes whenever it is written.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts by name; raises TemplateError for what is no package or unpacks to more than 100 MB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_SIZE:
                raise TemplateError("unpacks to more than a Word file can hold")
            if len(set(names)) != len(names):
                raise TemplateError("holds two parts of one name")
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip file in a fixed order with a fixed date; content types first, as readers expect."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, not name.startswith("_rels/"), name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return out.getvalue()
