"""Files of other programs that are taken for office files: Word, Excel, PDF, OFD, told by their bytes."""

from gkgen.diagnostics import Diagnostic, Term, diagnose

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
# Names of parts stand unpacked in a package (APPNOTE 4.4), those of streams as UTF-16 in a compound file (MS-CFB 2.6).
_PARTS = (
    (b"word/", "Word"),
    (b"xl/", "Excel"),
    (b"OFD.xml", "OFD"),
    (b"ppt/", "PowerPoint"),
    ("WordDocument".encode("utf-16-le"), "Word"),
    ("Workbook".encode("utf-16-le"), "Excel"),
)
_BY_SUFFIX = {
    **dict.fromkeys(("docx", "doc", "wps"), "Word"),
    **dict.fromkeys(("xlsx", "xls", "et"), "Excel"),
    "ofd": "OFD",
}
_IMPORTABLE = frozenset({"Word", "Excel", "PDF", "RTF"})


def foreign_format(data: bytes, name: str) -> str | None:
    """The format of a file that another program wrote; None for what may be text. `name` helps where bytes do not."""
    if data.startswith(_PDF):
        return "PDF"
    if data.startswith(_RTF):
        return "RTF"
    if not data.startswith((_ZIP, _OLE)):
        return None
    found = next((format_ for part, format_ in _PARTS if part in data), None)
    suffix = name.rpartition(".")[2].lower()
    return found or _BY_SUFFIX.get(suffix, "ZIP" if data.startswith(_ZIP) else "Office")


def foreign_file(data: bytes, name: str) -> Diagnostic | None:
    """The finding about such a file: what it is and what to run (Y01.foreign)."""
    found = foreign_format(data, name)
    if found is None:
        return None
    if found in _IMPORTABLE:
        advice = Term(
            f"先运行 gkgen import {name}，再用它写出的 .yaml", f"run gkgen import {name}, then use the .yaml it writes"
        )
    elif found == "OFD":
        advice = Term("在 OFD 阅读器里另存为 PDF，再运行 gkgen import", "save it as PDF, then run gkgen import")
    else:
        advice = Term("请给出 .yaml 文件", "name a .yaml file")
    return diagnose("Y01.foreign", name, format=found, advice=advice)
