"""A report with the files that it names, as one zip file: what a page hands over that cannot write a folder."""

from collections.abc import Mapping

from gkgen.errors import TemplateError
from gkgen.ooxml.package import read_package, write_package

SUFFIX = ".zip"
MAX_COMPARED_REPORTS = 50


def pack(name: str, data: bytes, files: Mapping[str, bytes]) -> bytes:
    """The zip file; a name that leads out of the folder of the report is left with its last part."""
    return write_package({_inside(other): content for other, content in files.items()} | {name: data})


def unpack(data: bytes) -> tuple[str, bytes, dict[str, bytes]] | None:
    """The name and bytes of the office file, and the other files; None where there is no office file.

    Of several office files it is the one that no other names, as a report names last year's; of very many, the first.
    """
    try:
        parts = read_package(data)
    except TemplateError:
        return None
    reports = [name for name in parts if name.lower().endswith((".yaml", ".yml"))]
    depth = min((name.count("/") for name in reports), default=0)
    chosen = [name for name in reports if name.count("/") == depth]
    # Each is looked for in all others.
    asked = chosen if len(chosen) <= MAX_COMPARED_REPORTS else ()
    unnamed = [
        name for name in asked if not any(_last(name).encode() in parts[other] for other in asked if other != name)
    ]
    if not chosen:
        return None
    found = (unnamed or chosen)[0]
    folder = found.removesuffix(_last(found))
    others = {name.removeprefix(folder): content for name, content in parts.items() if name != found}
    return _last(found), parts[found], others


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _inside(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    return parts[-1] if {"", ".."} & set(parts) else "/".join(parts)
