"""Lines with one text that are laid out once: the same pages, whatever was written before."""

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from weasyprint.layout import inline

from gkgen.document import Document, Heading, SmallTable
from gkgen.writers import pdf
from gkgen.writers.pdf import labels, writing
from tests.writers.pages import built_in, paragraph, report, runs, same_number

PLAIN = report(paragraph("全年主动公开政府信息749条，其中网站320条。" * 9), Heading(2, runs("（一）主动公开")))
# Cells of many lines, and tables that stand elsewhere on the page.
LOWER = same_number(report(paragraph("一段。"), paragraph("又一段。"), paragraph("再一段。")), "123456")
NARROW = report(
    *(
        SmallTable((1, share), ((runs("甲乙丙"), runs("x" * 80)), (runs("很长的一格" * 11), runs("甲"))))
        for share in (1, 9)
    )
)
ALL = {"plain": PLAIN, "lower": LOWER, "narrow": NARROW}
OTHER = """
td { text-align: justify !important; text-indent: 1em !important; word-spacing: 2pt }
td::first-letter { color: red }
h2::first-line { font-size: 20pt }
.small { float: left; width: 30% !important }
"""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    labels._kept.clear()


def written(document: Document, css: str = "") -> bytes:
    looks = built_in()
    return pdf.write(document, replace(looks, css=looks.css + css)).data


@pytest.mark.parametrize("css", ["", OTHER], ids=["built in", "first letters, floats, justified cells"])
@pytest.mark.parametrize("name", ALL)
def test_every_page_is_the_same_whatever_was_written_before(
    name: str, css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writing, "kept_labels", nullcontext)
        alone = written(ALL[name], css)
    for other in ALL.values():
        labels._kept.clear()
        written(other, css)
        assert written(ALL[name], css) == alone == written(ALL[name], css)


def test_what_is_alike_in_two_reports_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    split = inline.split_inline_box

    def counted(*words: Any) -> Any:
        calls.append(None)
        return split(*words)

    monkeypatch.setattr(inline, "split_inline_box", counted)
    counts = []
    for document in (PLAIN, LOWER, LOWER):
        calls.clear()
        written(document)
        counts.append(len(calls))
    assert counts[0] > 300
    assert counts[0] / 2 > counts[1] > counts[2]


def test_afterwards_weasyprint_is_as_it_was() -> None:
    before = inline.get_next_linebox
    with pytest.raises(ZeroDivisionError), labels.kept_labels():
        assert inline.get_next_linebox is not before
        raise ZeroDivisionError
    assert inline.get_next_linebox is before
