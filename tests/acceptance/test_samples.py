"""Five published reports, their words put into office files: every fault that a reader finds in them is found.

docs/published-reports.md lists the faults. The reports do not belong to the project; where they are not at hand, this
module is not collected.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.named_files import FilesInMemory

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
# The example that was written from a report gives its office, its year and its tables.
EXAMPLES = {"000": "zhangzhuang", "001": "bagang", "002": "shangdulu", "003": "gaoxin", "004": "xinjianlu"}
FOUND = {
    "000": {"R68.missing", "R68.part", "R70", "R75.future", "R76", "R79", "R84.old", "R85"},
    "001": {"R73.missing", "R76", "R77.skipped", "R85"},
    "002": {"R70", "R79", "R83.half", "R86"},
    "003": {"R15", "R68.sum", "R73.missing", "R77.dash", "R79", "R85"},
    "004": {"R70", "R77.skipped", "R83.half"},
}
_KEPT = ("年度", "机关", "机关类型", "主动公开情况", "依申请公开情况", "复议诉讼情况")
_TOP = re.compile(r"(?:[一二三四五六七]|\d|—)、\s*[^，。]{2,40}")
_WORDS = re.compile(r"[。；]|^[（(]\s?[一二三四五六七]\s?[）)]|^\d[.、]")


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a report that are sentences or headings, with the field that they belong to."""
    where = "引言"
    for line in text.split("\n"):
        words = re.sub(r"\s+", " ", line.strip(" •\t"))
        if where == "引言" and _TOP.fullmatch(words):
            where = "总体情况"
        if re.match(r"(?:五|5)、|（一）主要问题", words):
            where = "问题及改进" if "问题" in words else where
        if re.match(r"[六七6]、", words):
            where = "其他事项"
        if _TOP.fullmatch(words) and (where == "总体情况" or words.startswith("—")):
            # 二, 三 and 四 stand above tables; a heading of the first section stays one.
            yield where, words if words.startswith("—") else f"### {words.partition('、')[2]}"
        elif (
            not is_label(words)
            and not _TOP.fullmatch(words)
            and ((len(words) > 8 and _WORDS.search(words)) or where == "其他事项")
        ):
            yield where, words


def is_label(words: str) -> bool:
    """Whether the line stands in a statutory table."""
    text = plain(re.sub(r"\[bookmark[^]]*\]", "", words))
    fields = (field for edition in form().editions for table in edition.tables for field in table.field.walk())
    return text.startswith("(本列数据") or text in {plain(field.label) for field in fields}


def plain(text: str) -> str:
    """Without blanks, brackets and marks half-width: labels are typed in many ways."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def office_file(name: str) -> str:
    """The tables of the example with the words of the report."""
    example = (ROOT / "examples" / f"{EXAMPLES[name]}.yaml").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"(?m)^(?=[^\s#])", example) if entry.startswith(_KEPT)]
    lines = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    title = lines[0] if "报告" in lines[0] else lines[0] + lines[1]
    texts: dict[str, list[str]] = {"总体情况": [], "问题及改进": [], "其他事项": []}
    for where, words in sections("\n".join(lines[1 if title == lines[0] else 2 :])):
        texts.setdefault(where, []).append(f"  {words}")
    written = "".join(f"{where}: |\n" + "\n".join(words) + "\n" for where, words in texts.items() if words)
    statutory = re.sub(r"\s", "", title)
    return "".join(entries) + f"\n标题: {statutory}\n{written}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_faults_of_a_published_report_are_found(name: str) -> None:
    found = check_text(office_file(name).encode(), f"{name}.yaml", FilesInMemory()).diagnostics
    assert {each.kind for each in found} == FOUND[name]
