"""From the bytes of a file to its text."""

import codecs
from itertools import islice

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.invisible_characters import find_unseen
from gkgen.source.foreign_formats import foreign_file

# A report is some 20 KB; this is room for fifty times that.
MAX_BYTES = 1_000_000

# A file that is no text at all would give a finding for each of its bytes.
_MAX_FINDINGS_PER_FILE = 20
# GBK text taken for UTF-8 goes wrong at its first Chinese words; a fault behind so much of them is damage.
_WORDS_IN_UTF8 = 12
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a UTF-8 file, with or without byte order mark, line ends made uniform.

    A file in another encoding or too large gives empty text and a finding; invisible characters are findings.
    """
    if foreign := foreign_file(data, name):
        return "", (foreign,)
    if len(data) > MAX_BYTES:
        return "", (diagnose("Y01.size", name, size=str(round(len(data) / 1e6, 1))),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return "", (_foreign(data, name, fault),)
    if not text.strip():
        return "", (diagnose("Y01.empty", name),)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines, tuple(
        diagnose("Y02", _place(lines, match.start(), name), character=codepoint(match.group()))
        for match in islice(find_unseen(lines), _MAX_FINDINGS_PER_FILE)
    )


def transcribe(data: bytes) -> tuple[str, str] | None:
    """The text as it was typed, line ends and all, and its encoding; None where that cannot be told."""
    if len(data) > MAX_BYTES:
        return None
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as fault:
        told = dict(_foreign(data, "", fault).values).get("encoding")
    encoding = {"UTF-16": "utf-16", "GBK": "gb18030"}.get(str(told), "")
    try:
        return (data.decode(encoding), encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def codepoint(letter: str) -> str:
    """How a character that cannot be shown is named: U+000B."""
    return f"U+{ord(letter):04X}"


def _foreign(data: bytes, name: str, fault: UnicodeDecodeError) -> Diagnostic:
    """Says which encoding the file is in, as far as that can be told."""
    if data.startswith(_UTF16):
        return diagnose("Y01.encoding", name, encoding="UTF-16")
    good = fault.object[: fault.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if sum(not letter.isascii() for letter in good) < _WORDS_IN_UTF8 and _is_gbk(data):
        return diagnose("Y01.encoding", name, encoding="GBK")
    return diagnose("Y01.bytes", _place(good, len(good), name))


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _place(text: str, offset: int, name: str) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(name, line, column, line, column + 1)
