"""From the bytes of a file to its text."""

import codecs
import re
from itertools import islice

from gkgen.diagnostics import Diagnostic, Span, diagnose

# A report is some 20 KB; this is room for fifty times that.
MAX_BYTES = 1_000_000

# C0 controls but tab and line ends, DEL and C1; U+2028, U+2029 and U+0085 end a line for YAML alone; noncharacters
# and lone surrogates are no text at all. None of them can be set in Word.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
# A file that is no text at all would give a finding for each of its bytes.
_ENOUGH = 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a UTF-8 file, with or without byte order mark, line ends made uniform.

    A file in another encoding, too large or with control characters gives empty text and findings.
    """
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
        diagnose("Y02", _place(lines, match.start(), name), character=f"U+{ord(match.group()):04X}")
        for match in islice(_FORBIDDEN.finditer(lines), _ENOUGH)
    )


def _foreign(data: bytes, name: str, fault: UnicodeDecodeError) -> Diagnostic:
    """Says which encoding the file is in, as far as that can be told."""
    if data.startswith(_UTF16):
        return diagnose("Y01.encoding", name, encoding="UTF-16")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, fault.start) + 1
        return diagnose("Y01.bytes", Span(name, line, 1, line, 1))
    return diagnose("Y01.encoding", name, encoding="GBK")


def _place(text: str, offset: int, name: str) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(name, line, column, line, column + 1)
