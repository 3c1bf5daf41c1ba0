"""Slips of the input method and of pasting that YAML misreads or cannot read.

They are found line by line before parsing, reported as errors, and mended in the text that is parsed on, so that one
slip hides no other finding. The author's file is never touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gkgen.diagnostics import Diagnostic, Span, diagnose

_BLOCK_START = re.compile(r"^(?P<indent> *)(?:- +)*(?:[^\s#][^#]*[:：] *)?[|>][+-]?\d?[+-]? *(?:#.*)?$")
_KEY_LINE = re.compile(r"^ *(?:- +)?[^\s:：#][^:：]{0,40}[:：](?:\s|$)")
_BAD_INDENT = re.compile(r"^ *[\t\u3000\u00a0][\t\u3000\u00a0 ]*")
_KEY_SLIP = re.compile(
    r"^(?P<lead> *(?:- +)?)(?P<key>[^\s:：#'\"{\[][^:：]{0,40}?)"
    r"(?P<slip> *：[ \u3000]*|:[\u3000\u00a0]+|:(?=\S))(?P<rest>.*)$"
)
_FLOW = re.compile(r"(?<![{｛])[{｛](?P<inside>[^{}｛｝]*)[}｝](?![}｝])")
_FLOW_KEY = re.compile(r"^\s*([^\s:：,，]+)\s*[:：]")
_FLOW_SLIP = re.compile(r"(?<=[:：\s])\d{1,3}(?:,\d{3})+(?!\d)|[：，、｛｝]|:(?=[^\s,，}｝])")
_NUMBERISH = re.compile(r"^[+-]?[\d０-９][\d０-９.,，．]*\s*(?:#.*)?$")
_ASCII = {"：": ": ", "，": ", ", "、": ", ", "｛": "{", "｝": "}", ":": ": "}
_ENOUGH = 20


@dataclass(slots=True)
class _Scan:
    """What is known while going through the lines."""

    name: str
    keys: frozenset[str]
    found: list[Diagnostic] = field(default_factory=list)
    block_indent: int = -1

    def report(self, kind: str, line: int, column: int, width: int = 1, **values: str) -> None:
        if sum(1 for diagnostic in self.found if diagnostic.kind == kind) < _ENOUGH:
            self.found.append(diagnose(kind, Span(self.name, line, column, line, column + width), **values))


def mend(text: str, name: str, keys: frozenset[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with its slips mended, and a finding for each; `keys` are the keys an office file may have."""
    scan = _Scan(name, keys)
    lines = "\n".join(_lines(scan, text))
    return lines, tuple(scan.found)


def _lines(scan: _Scan, text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        yield _in_block(scan, number, line) if scan.block_indent >= 0 else _outside(scan, number, line)


def _in_block(scan: _Scan, number: int, line: str) -> str:
    """A line of text behind `|`: it belongs to the text while it is indented more than the key."""
    if not line.strip() or _indent(line) > scan.block_indent:
        return line
    if bad := _BAD_INDENT.match(line):
        scan.report("Y12", number, 1, bad.end())
    elif not _KEY_LINE.match(line) and not line.lstrip().startswith(("#", "- ")):
        scan.report("Y13", number, 1)
    else:
        scan.block_indent = -1
        return _outside(scan, number, line)
    return " " * (scan.block_indent + 2) + line.lstrip()


def _outside(scan: _Scan, number: int, line: str) -> str:
    if (bad := _BAD_INDENT.match(line)) and line.strip():
        scan.report("Y12", number, 1, bad.end())
        line = bad.group().expandtabs(2).replace("\u3000", "  ").replace("\u00a0", " ") + line[bad.end() :]
    if not line.lstrip().startswith("#"):
        line = _mended_flow(scan, number, _mended_key(scan, number, line))
    if start := _BLOCK_START.match(line):
        scan.block_indent = len(start["indent"])
    return line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mended_key(scan: _Scan, number: int, line: str) -> str:
    """`年度：2021` and `年度:2021`, where the words before the colon are a key or the words behind it a number."""
    slip = _KEY_SLIP.match(line)
    if not slip:
        return line
    key, rest = slip["key"].strip(), slip["rest"]
    if key not in scan.keys and not (_NUMBERISH.match(rest) and " " not in key):
        return line
    kind = "Y10" if "：" in slip["slip"] else "Y11"
    scan.report(kind, number, slip.start("slip") + 1, key=key)
    return f"{slip['lead']}{key}: {rest}".rstrip()


def _mended_flow(scan: _Scan, number: int, line: str) -> str:
    """`{自然人：3，商业企业：1}`: inside braces that begin with a key, full-width punctuation is a slip."""
    mended, last = [], 0
    for flow in _FLOW.finditer(line):
        key = _FLOW_KEY.match(flow["inside"])
        if not key or key.group(1) not in scan.keys:
            continue
        for slip in _FLOW_SLIP.finditer(line, flow.start(), flow.end()):
            typed = slip.group()
            wanted = _ASCII.get(typed) or typed.replace(",", "")
            kind = "Y11" if typed == ":" else "Y10.flow" if typed in _ASCII else "Y11.separator"
            scan.report(
                kind, number, slip.start() + 1, len(typed), key=key.group(1), typed=typed, wanted=wanted.strip()
            )
            mended.append(line[last : slip.start()] + wanted)
            last = slip.end()
    return "".join(mended) + line[last:]
