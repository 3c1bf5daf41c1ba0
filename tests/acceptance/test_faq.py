"""The page of slips: what it calls wrong is found and told in these words, what it calls right is right."""

import re

import pytest

import gkgen
from gkgen.diagnostics import Language
from tests.acceptance.conftest import ROOT
from tests.pipeline.inspecting.test_explanations import report

PAGES: dict[str, Language] = {"faq.zh-CN.md": "zh", "faq.md": "en"}
_ENTRY = re.compile(
    r'^## (?P<title>.+)\n(?:(?!^## ).*\n)*?^```yaml title="[^"]+"\n(?P<wrong>(?:.*\n)*?)```\n\n'
    r'> \S+ (?P<code>\S+) (?P<told>.+)\n\n```yaml title="[^"]+"\n(?P<right>(?:.*\n)*?)```$',
    re.MULTILINE,
)
# Which line of a file it is depends on what the test puts around the entry.
_LINE = re.compile(r"(?<=第 )\d+|(?<=line )\d+")
_FIXABLE = re.compile(r"（能改）$| \(mended\)$")


def entries() -> list[tuple[Language, dict[str, str]]]:
    return [
        (language, entry.groupdict())
        for name, language in PAGES.items()
        for entry in _ENTRY.finditer((ROOT / "docs" / name).read_text(encoding="utf-8"))
    ]


def test_both_pages_have_the_same_slips() -> None:
    wrong = {language: [entry["wrong"] for each, entry in entries() if each == language] for language in ("zh", "en")}
    assert len(wrong["zh"]) > 12
    assert wrong["zh"] == wrong["en"]


@pytest.mark.parametrize(
    ("language", "entry"), entries(), ids=lambda each: each if isinstance(each, str) else each["title"]
)
def test_a_slip_is_told_as_the_page_says(language: Language, entry: dict[str, str]) -> None:
    found = gkgen.render(report(entry["wrong"]), ("json",)).diagnostics
    told = _LINE.sub("…", _FIXABLE.sub("", entry["told"]))
    (finding,) = (
        each for each in found if (each.code, _LINE.sub("…", each.message(language))) == (entry["code"], told)
    )
    assert finding.is_fixable == bool(_FIXABLE.search(entry["told"]))
    assert gkgen.render(report(entry["right"]), ("json",)).diagnostics == ()
