"""What a release is made of: each part with version and licence, as a page for people and as CycloneDX for programs."""

import html
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_string
from email.message import Message
from pathlib import Path

KIT = Path(__file__).resolve().parent
# What packages do not say in a way that programs read, by the text of the licences that they bring.
_KNOWN = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "LGPL": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "MIT license": "MIT",
}
_OF_PACKAGE = {
    "docxtpl": "LGPL-2.1-only",
    "gstreamer-libs": " AND ".join(
        ("LGPL-2.1-or-later", "MIT", "HPND", "FTL", "libpng-2.0", "Zlib", "bzip2-1.0.6", "BSD-3-Clause")
    ),
    "pyphen": "LGPL-2.1-or-later",
    "resvg-py": "MIT AND (Apache-2.0 OR MIT)",
}
_TEXTS = {"docxtpl": ("LGPL-2.1.txt",), "gstreamer-libs": ("pango.txt", "LGPL-2.1.txt")}
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*|.*\(.* OR .*\)")
_NAMESPACE = uuid.UUID("6f6b8f6e-35a6-5d6f-9a4b-4f0a3d6c2b11")


@dataclass(frozen=True, slots=True)
class Component:
    """A part: its licence as an SPDX expression, and the texts that its licence asks to be given along."""

    name: str
    version: str
    licence: str
    text: str
    purl: str


def components(folder: Path) -> list[Component]:
    """Python and every package of a kit. Raises LookupError for a package that tells no licence."""
    interpreter = Component(
        "CPython",
        _python_version(folder),
        "PSF-2.0",
        (folder / "python" / "LICENSE.txt").read_text(encoding="utf-8"),
        f"pkg:generic/python@{_python_version(folder)}",
    )
    return [interpreter, *(_package(path) for path in sorted((folder / "app").glob("*.dist-info")))]


def _python_version(folder: Path) -> str:
    """As the interpreter has it in its resources (UTF-16)."""
    told = (folder / "python" / "python.exe").read_bytes()
    mark = "ProductVersion\0".encode("utf-16-le")
    rest = told[told.index(mark) + len(mark) :][:64].decode("utf-16-le", "ignore")
    return rest.strip("\0").partition("\0")[0]


def _package(folder: Path) -> Component:
    told = message_from_string((folder / "METADATA").read_text(encoding="utf-8"))
    name, version = told["Name"].lower().replace("_", "-"), told["Version"]
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and ("licenses" in path.parts or path.name.upper().startswith(("LICEN", "COPYING", "AUTHOR")))
    )
    texts = [*files, *(KIT / "licences" / each for each in _TEXTS.get(name, ()))]
    return Component(
        name,
        version,
        _licence(name, told),
        "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in texts),
        f"pkg:pypi/{name}@{version}",
    )


def _licence(name: str, told: Message) -> str:
    classifiers = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if "License ::" in each]
    said = (_OF_PACKAGE.get(name), told["License-Expression"], told["License"], *classifiers)
    for each in said:
        expression = _KNOWN.get(each or "", each or "")
        if _EXPRESSION.fullmatch(expression):
            return expression
    raise LookupError(f"{name} names no licence that programs read ({said}): enter it in kit/components.py")


def bill_of_materials(name: str, version: str, parts: list[Component], time: int) -> str:
    """CycloneDX 1.6, the same for the same parts."""
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{name} {version} {time} {parts!r}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(time, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": name,
                "name": name,
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": [
            {
                "type": "library",
                "bom-ref": part.purl,
                "name": part.name,
                "version": part.version,
                "purl": part.purl,
                "licenses": [{"expression": part.licence}],
            }
            for part in parts
        ],
        "dependencies": [{"ref": name, "dependsOn": [part.purl for part in parts]}],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def licence_page(parts: list[Component]) -> str:
    """One page with a list of all parts, and their licences whole."""
    rows, texts = [], []
    for part in parts:
        what = f"{html.escape(part.name)} {html.escape(part.version)}"
        rows.append(f'<tr><td><a href="#{html.escape(part.name)}">{what}</a><td>{html.escape(part.licence)}')
        texts.append(f'<h2 id="{html.escape(part.name)}">{what}</h2>\n<pre>{html.escape(part.text)}</pre>')
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>许可证</title>\n'
        "<style>body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "pre{white-space:pre-wrap;font-size:13px}td{padding:.1rem 1rem .1rem 0}</style>\n"
        "<h1>这里面的每一部分和它的许可证</h1>\n<table>\n"
        + "\n".join(rows)
        + "\n</table>\n"
        + "\n".join(texts)
        + "\n</html>\n"
    )
