"""Published reports as text: their numbers are right or told, every sentence is there and in its order, they build.

The reports do not belong to the project; where they are not at hand, this module is not collected.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.document import Block, Document, Figure, SmallTable, Table, plain
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.importing.conversion import convert
from gkgen.pipeline.importing.converted_report import ConvertedReport, ImportOptions

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
NAMES = ("000", "001", "002", "003", "004")
# Office and year as the reports say them.
WHO = {
    "000": ("郑州航空港区张庄办事处", 2020),
    "001": ("郑州航空港经济综合实验区八岗办事处", 2021),
    "002": ("郑州市郑东新区商都路办事处", 2020),
    "003": ("枣庄高新区党政综合办公室", 2021),
    "004": ("新郑市新建路街道办事处", 2020),
}
# Every number that is not 0, as they stand in the samples.
NUMBERS = {
    "004": {
        "disclosure.procurement.projects": "5",
        "disclosure.procurement.amount": "1186.1878",
        "requests.new_received.natural_person": "1",
        "requests.new_received.total": "1",
        "requests.results.granted.natural_person": "1",
        "requests.results.granted.total": "1",
        "requests.results.total.natural_person": "1",
        "requests.results.total.total": "1",
        "disputes.litigation_direct.upheld": "1",
        "disputes.litigation_direct.total": "1",
    }
}
# Rows of sample 002 in which the text has lost cells, with the numbers that are left; counted by hand.
LOST = {
    "disclosure.fees": 1,
    "requests.new_received": 5,
    "requests.carried_in": 6,
    "requests.results.granted": 6,
    "requests.results.partially_granted": 6,
    "requests.results.refused.prohibited_by_law": 5,
    "requests.results.refused.three_securities_one_stability": 6,
    "requests.results.refused.third_party_rights": 4,
    "requests.results.refused.internal_affairs": 4,
    "requests.results.refused.process_information": 5,
}
_LEFTOVERS = re.compile(r"\[(?:bookmark|image): [^\]]*\]")
_SENTENCES = re.compile(r"[^。；;！？]+(?=[。；;！？])")
_ENDS = re.compile(r"[。；]")


def converted(name: str) -> ConvertedReport:
    data = (SAMPLES / f"{name}.txt").read_bytes()
    return convert(read_document(data, f"{name}.txt"), f"{name}.yaml", ImportOptions())


def built(name: str) -> Document:
    """The report when somebody has looked: rows and tables that are not certain are zeros in these originals."""
    looked_at = converted(name).text.replace(": 待核对", ": 全零")
    found = check_text(looked_at.encode(), f"{name}.yaml", FilesInMemory())
    assert found.document is not None, [each.message() for each in found.diagnostics]
    return found.document


@pytest.mark.parametrize("name", NAMES)
def test_office_year_and_numbers_are_those_of_the_report(name: str) -> None:
    document = built(name)
    assert (document.office, document.year) == WHO[name]
    assert {path: text for path, _, text in document.numbers if text != "0"} == NUMBERS.get(name, {})


def test_what_a_text_has_lost_of_its_tables_is_told_row_by_row() -> None:
    found = [each for each in converted("002").diagnostics if each.code == "I12"]
    assert {each.path: dict(each.values)["count"] for each in found} == LOST


@pytest.mark.parametrize(("name", "told"), [("001", ["I12"]), ("003", []), ("004", [])])
def test_whole_tables_raise_no_doubt_about_numbers(name: str, told: list[str]) -> None:
    """In sample 001 one row has a zero too many."""
    assert [each.kind for each in converted(name).diagnostics if "I10" <= each.code <= "I23"] == told


def test_tables_that_are_missing_are_told() -> None:
    found = [each.path for each in converted("000").diagnostics if each.kind == "I10"]
    assert found == ["disclosure", "requests", "disputes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_there_and_in_its_order(name: str) -> None:
    text = "".join(words(built(name)))
    at, count = 0, 0
    for sentence in sentences(name):
        found = text.find(sentence, at)
        assert found >= 0, sentence
        at, count = found + len(sentence), count + 1
    assert count > 20


def words(document: Document) -> Iterator[str]:
    """All words of a document but those of the statutory tables, without blanks."""
    yield from map(bare, document.title)
    yield from (bare(f"{label}{value}") for _, label, value in document.details)
    for blocks in (document.preface, *(section.body for section in document.sections)):
        if not isinstance(blocks, Table):
            yield from (bare(said(block)) for block in blocks)


def said(block: Block) -> str:
    match block:
        case Figure(caption=caption):
            return caption
        case SmallTable(rows=rows):
            return "".join(plain(cell) for row in rows for cell in row)
        case _:
            return plain(block.runs)


def sentences(name: str) -> Iterator[str]:
    """The sentences of a report: tables, headings and lines of the website have no end of a sentence."""
    for line in (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        text = bare(_LEFTOVERS.sub("", line))
        if _ENDS.search(text):
            yield from (part for part in _SENTENCES.findall(text) if len(part) > 8)


def bare(text: str) -> str:
    return re.sub(r"[\s•]", "", text)
