"""A minimal valid office file, to be changed by tests: office(办理="..."), office(机关=None)."""

import re

from gkgen.checks import Number, solve
from gkgen.diagnostics import Diagnostic
from gkgen.document import Document
from gkgen.pipeline.core.checking import Checked, check_text, form, known_keys
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.source import read
from gkgen.validation import Office, validate

_ENTRY = re.compile("- |[^\\s{\\['\"|>#-][^\\s:]*: ")
MINIMAL = {
    "年度": "2021",
    "机关": "张庄镇人民政府",
    "总体情况": (
        "依法主动公开政府信息，规范办理依申请公开，加强政府信息管理和政府信息公开平台建设，落实监督保障，"
        "开展工作考核、社会评议，未发生责任追究。"
    ),
    "主动公开情况": "全零",
    "依申请公开情况": "全零",
    "复议诉讼情况": "全零",
    "问题及改进": "公开的内容不够细，更新不够及时，问题主要出在审核环节。下一步改进审核办法，逐月核对栏目，按时更新。",
    "其他事项": "本年度未收取信息处理费。无其他需要报告的事项。",
}


def office(**changes: str | None) -> str:
    """YAML text with these top-level keys replaced or added, or dropped with None; each value is YAML text.

    A value of several lines, or of entries of its own, stands below its key, indented by two spaces; one that begins
    with | or > does so behind its key.
    """
    entries = {key: value for key, value in {**MINIMAL, **changes}.items() if value is not None}
    return "".join(_entry(key, value) for key, value in entries.items())


def _entry(key: str, value: str) -> str:
    if "\n" not in value.strip("\n") and not _ENTRY.match(value):
        return f"{key}: {value.strip()}\n"
    header, body = "", value.strip("\n")
    if body[0] in "|>":
        header, _, body = body.partition("\n")
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    return f"{key}: {header}\n{lines}" if header else f"{key}:\n{lines}"


def read_office(text: str | bytes) -> tuple[Office, dict[str, Number], tuple[Diagnostic, ...]]:
    """The office, all its numbers, and what was found on the way to them; sums are not checked yet."""
    source = read(_bytes(text), "office.yaml", known_keys())
    found, broken = validate(source, form())
    assert found is not None, [diagnostic.message("en") for diagnostic in source.diagnostics]
    return found, solve(found), (*source.diagnostics, *broken)


def check(text: str | bytes) -> Checked:
    """All that `gkgen check` does but the review, without pictures: most tests are about a short text."""
    return check_text(_bytes(text), "office.yaml", FilesInMemory(), rules=())


def reviewed(text: str | bytes) -> Checked:
    """Everything that `gkgen check` does, without pictures."""
    return check_text(_bytes(text), "office.yaml", FilesInMemory())


def document(text: str | bytes) -> Document:
    """The document of an office file in which nothing is wrong."""
    checked = check(text)
    assert not checked.diagnostics, [diagnostic.message("en") for diagnostic in checked.diagnostics]
    assert checked.document is not None
    return checked.document


def kinds(text: str | bytes) -> list[str]:
    """The kinds of everything found, in the order of their places."""
    return [diagnostic.kind for diagnostic in check(text).diagnostics]


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text
