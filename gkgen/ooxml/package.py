"""Packages: the zip file that a .docx is (ECMA-376, part 2), or the one XML file that stands for it (flat OPC)."""

import base64
import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from gkgen import lazy_re as re
from gkgen.errors import TemplateError
from gkgen.ooxml.elements import parse

MAX_PARTS = 2_000
MAX_SIZE = 100_000_000
# The oldest date that a zip file can hold: the same bytes whenever it is written.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # what zipfile takes from the system otherwise
# Those of the Open Packaging Conventions (ECMA-376, part 2, annex C).
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile says of damaged or encrypted files.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, LookupError)
_CONTENT_TYPES = "[Content_Types].xml"
_FLAT_WITHIN = 64
_ZIP = b"PK\x03\x04"
# What generators of reports write and call .doc or .xml: every part inside of one XML file.
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
# The Strict form has namespaces of its own for the same elements (ECMA-376, part 1, annex A; part 4).
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/")
_STRICT_WORDS = {b"/extendedProperties": b"/extended-properties", b"/customProperties": b"/custom-properties"}


def read_package(data: bytes, *names: str) -> dict[str, bytes]:
    """The parts by name: all, or those of the given names that exist.

    Parts of the Strict form are given the names of the Transitional one. Raises TemplateError for data that is no
    package or unpacks to more than 100 MB.
    """
    if not data.startswith(_ZIP) and data[:_FLAT_WITHIN].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return {name: part for name, part in _flat_parts(data) if not names or name in names}
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
            return {entry.filename: _transitional(archive.read(entry)) for entry in wanted}
    except _DAMAGE as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault


def _flat_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a package that is one XML file: XML as it stands, anything else in base 64."""
    try:
        for part in parse(data).iter(f"{_PKG}part"):
            name = part.get(f"{_PKG}name", "").lstrip("/")
            content, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
            if content is not None and len(content):
                yield name, _transitional(etree.tostring(content[0], encoding="UTF-8", with_tail=False))
            elif binary is not None:
                yield name, base64.b64decode("".join((binary.text or "").split()))
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault


def _transitional(part: bytes) -> bytes:
    """A part under the namespaces of the Transitional form, which Word itself writes."""
    if _STRICT not in part:
        return part
    made = _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
    for strict, usual in _STRICT_WORDS.items():
        made = made.replace(strict, usual)
    return made


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
        entry.create_system = _UNIX
        entry.external_attr = 0o600 << 16
        archive.writestr(entry, parts[name])
