"""Values that were typed otherwise than the form wants them."""

import pytest

from gkgen.typed_rows import document_no_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("云溪政报〔2026〕3号", "云溪政报〔2026〕3号"),
        ("云溪政报[2026]3号", "云溪政报〔2026〕3号"),
        ("云溪政报（2026）3号", "云溪政报〔2026〕3号"),
        ("云溪政报【2026年】第003号", "云溪政报〔2026〕3号"),
        ("云溪政报 ﹝２０２６﹞ １２ 号", "云溪政报〔2026〕12号"),
        ("云溪政报2026年3号", None),
        ("〔2026〕3号", None),
        ("云溪政报〔2026〕号", None),
        ("云溪政报〔2026〕0号", None),
        ("根据云溪政报〔2026〕3号，现将", None),
        ("无", None),
    ],
)
def test_a_document_number_is_understood_however_its_brackets_are_typed(typed: str, meant: str | None) -> None:
    assert document_no_meant(typed) == meant
