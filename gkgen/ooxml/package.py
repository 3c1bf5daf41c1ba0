"""Packages: the zip file that a .docx is (ECMA-376, part 2)."""

import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from functools import lru_cache

from gkgen.errors import TemplateError

MAX_PARTS = 2_000
MAX_SIZE = 100_000_000
# The oldest date that a zip file can hold: the same bytes whenever it is written.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Those of the Open Packaging Conventions (ECMA-376, part 2, annex C).
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile says of damaged or encrypted files.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, LookupError)
_CONTENT_TYPES = "[Content_Types].xml"


def read_package(data: bytes, *names: str) -> dict[str, bytes]:
    """The parts by name: all, or those of the given names that exist.

    Raises TemplateError for data that is no package or unpacks to more than 100 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_SIZE:
                raise TemplateError("unpacks to more than a Word file can hold")
            if len({entry.filename for entry in entries}) != len(entries):
                raise TemplateError("holds two parts of one name")
            if any(entry.compress_type not in _METHODS for entry in entries):
                raise TemplateError("is packed in a way that Word does not know")
            wanted = [entry for entry in entries if not entry.is_dir() and (not names or entry.filename in names)]
            return {entry.filename: archive.read(entry) for entry in wanted}
    except _DAMAGE as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault


def write_package(parts: Mapping[str, bytes], often: Collection[str] = ()) -> bytes:
    """The parts as a zip file in a fixed order with a fixed date; content types first, as readers expect.

    The parts named in `often`, which are the same in many files, are compressed once and come before the others.
    """
    kept = {name: data for name, data in parts.items() if name in often}
    out = io.BytesIO(_packed(frozenset(kept.items())))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, {name: data for name, data in parts.items() if name not in kept})
    return out.getvalue()


@lru_cache(maxsize=16)
def _packed(parts: frozenset[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    if parts:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, dict(parts))
    return out.getvalue()


def _write(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> None:
    for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, not name.startswith("_rels/"), name)):
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        archive.writestr(entry, parts[name])
