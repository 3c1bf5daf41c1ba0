"""Another year than that of the title is told, wherever it is named."""

import pytest

from gkgen.document import Run
from gkgen.importers.parsed_document import Place, TextBlock
from gkgen.importers.prose.report_years import other_years
from gkgen.pipeline.core.checking import form


def told(*texts: str, name: str = "报告.docx") -> list[str]:
    blocks = [TextBlock((Run(text),), Place(paragraph=at)) for at, text in enumerate(texts, start=1)]
    found = other_years(blocks, 2024, name, form().latest.reading)
    return [f"{dict(each.values)['source'].zh} {dict(each.values)['other']}" for each in found]  # type: ignore[union-attr]


def test_the_period_the_file_and_the_text() -> None:
    assert told("统计期限自２０２３年１月１日起。", "2024年公开46条。") == ["统计期限 2023"]
    assert told("2024年公开46条。", name="旧/柳林镇2022年年报.docx") == ["文件名 2022"]
    assert told("2023年公开46条。", "2023年12月办结，2022年没有。") == ["正文 2023"]


@pytest.mark.parametrize("name", ["2024.docx", "2025.docx", "20240131.docx", "年报2024-2025.pdf", "x.pdf"])
def test_what_agrees_and_the_year_of_publication_are_not_told(name: str) -> None:
    assert told("2024年公开46条，比2023年增加3条。", "2025年改进。", name=name) == []


def test_a_text_without_a_year_says_nothing() -> None:
    assert told("公开46条。") == []
