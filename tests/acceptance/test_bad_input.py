"""What an author can get wrong: a clear finding with its line, nothing written, earlier outputs untouched."""

import time
import tracemalloc
from pathlib import Path

import pytest

import gkgen
from gkgen.cli import run

GOOD = """\
年度: 2021
机关: 某某市某某街道办事处
引言: 根据条例编制。
总体情况: 正文
主动公开情况: 全零
依申请公开情况:
  本年新收: {自然人: 1}
  办理结果:
    予以公开: {自然人: 1}
复议诉讼情况: 全零
问题及改进: 正文
其他事项: 无
"""
COUNT = "本年新收: {自然人: 1}"


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


# Name, text, and what must be found: code, line, column.
CASES: tuple[tuple[str, str | bytes, tuple[tuple[str, int, int], ...]], ...] = (
    ("empty file", "", (("Y01", 0, 0),)),
    ("blank file", "  \n\n", (("Y01", 0, 0),)),
    ("list at top level", "- 年度\n- 机关\n", (("Y09", 1, 1),)),
    ("text at top level", "一份报告\n", (("Y09", 1, 1),)),
    ("edition of another year", changed("年度: 2021", "年度: 2021\n模板: 2019"), (("R02", 2, 5),)),
    (
        "rows of another edition",
        changed("主动公开情况: 全零", "主动公开情况: {政府集中采购: [1, 2]}"),
        (("R02", 5, 10),),
    ),
    ("year before all editions", changed("2021", "2018"), (("R01", 1, 5),)),
    ("year in words", changed("2021", "二〇二一"), (("R01", 1, 5),)),
    ("misspelt key", changed("引言", "引语"), (("F01", 3, 1),)),
    ("key of nobody", changed("引言", "天气预报"), (("F01", 3, 1),)),
    ("text in a count", changed(COUNT, "本年新收: {自然人: 一件}"), (("R05", 7, 15),)),
    ("decimals in a count", changed(COUNT, "本年新收: {自然人: 1.5}"), (("R05", 7, 15),)),
    ("true in a count", changed(COUNT, "本年新收: {自然人: true}"), (("R05", 7, 15),)),
    ("negative count", changed(COUNT, "本年新收: {自然人: -1}"), (("R05", 7, 15),)),
    ("thousands separator in braces", changed(COUNT, "本年新收: {自然人: 1,000}"), (("Y11", 7, 15),)),
    ("quoted thousands separator", changed(COUNT, "本年新收: {自然人: '1,000'}"), (("R05", 7, 15),)),
    ("full-width digit", changed(COUNT, "本年新收: {自然人: ３}"), (("R05", 7, 15),)),
    ("slash in a count", changed(COUNT, "本年新收: {自然人: /}"), (("R04", 7, 15),)),
    ("blank count", changed(COUNT, "本年新收: {自然人: }"), (("R04", 7, 15),)),
    ("blank row", changed(COUNT, "本年新收:"), (("R04", 7, 8),)),
    ("eight numbers where six belong", changed(COUNT, "本年新收: [1, 0, 0, 0, 0, 0, 1, 1]"), (("F05", 7, 9),)),
    ("missing table", changed("复议诉讼情况: 全零\n", ""), (("F02", 1, 1),)),
    ("missing picture", changed("总体情况: 正文", "总体情况: |\n  ![图](没有.png)"), (("N08", 5, 8),)),
    ("picture that is none", changed("总体情况: 正文", "总体情况: |\n  ![图](假.png)"), (("N09", 5, 8),)),
    ("unknown reference", changed("总体情况: 正文", "总体情况: 共{{ 公开总数 }}条"), (("N01", 4, 8),)),
    ("reference to a group", changed("总体情况: 正文", "总体情况: 共{{ 依申请公开情况 }}条"), (("N04", 4, 8),)),
    (
        "endless loop",
        changed("总体情况: 正文", "总体情况: |\n  {% for i in range(10**12) %}x{% endfor %}"),
        (("N03", 5, 3), ("N03", 5, 32)),
    ),
    ("endless text", changed("总体情况: 正文", "总体情况: \"{{ 'a' * 10**10 }}\""), (("N05", 4, 8),)),
    ("way out of the sandbox", changed("总体情况: 正文", "总体情况: \"{{ ''.__class__ }}\""), (("N05", 4, 8),)),
    ("the same key twice", changed("引言:", "机关: 另一个\n引言:"), (("Y04", 3, 1),)),
    ("one field in both languages", changed("引言:", "office: 另一个\n引言:"), (("F03", 3, 1),)),
    ("full-width colon", changed("年度: 2021", "年度：2021"), (("Y10", 1, 3),)),
    ("no space behind the colon", changed("年度: 2021", "年度:2021"), (("Y11", 1, 3),)),
    ("tab", changed("  " + COUNT, "\t" + COUNT), (("Y12", 7, 1),)),
    ("full-width space", changed("  " + COUNT, "\u3000" + COUNT), (("Y12", 7, 1),)),
    ("vertical tab", changed("根据条例编制", "根据\x0b条例编制"), (("Y02", 3, 7),)),
    ("line separator of the web", changed("根据条例编制", "根据\u2028条例编制"), (("Y02", 3, 7),)),
    ("GBK", GOOD.encode("gbk"), (("Y01", 0, 0),)),
    ("UTF-16", GOOD.encode("utf-16"), (("Y01", 0, 0),)),
    ("no text at all", b"\x89PNG\r\n\x1a\n\xff\xff\x00\x01", (("Y01", 1, 1),)),
    ("unclosed bracket", changed(COUNT, "本年新收: {自然人: 1 # 网上, 商业企业: 2}"), (("Y03", 7, 9),)),
    ("unquoted reference", changed("总体情况: 正文", "总体情况: {{ 年度 }}"), (("Y05", 4, 7),)),
    ("alias", changed("引言: 根据条例编制。", "引言: &a 好\n标题: *a"), (("Y06", 3, 5),)),
    ("tag", changed("引言: 根据条例编制。", "引言: !!python/object/apply:os.system [ls]"), (("Y06", 3, 5),)),
    ("second document", GOOD + "---\n年度: 2021\n", (("Y07", 13, 1),)),
    ("text lost as a comment", changed("根据条例编制", "发布信息 #1 号"), (("Y14", 3, 10),)),
)


@pytest.mark.unreviewed
@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_mistake_is_told_with_its_place_and_nothing_is_written(
    text: str | bytes, wanted: tuple[tuple[str, int, int], ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (tmp_path / "假.png").write_bytes(b"GIF89a, or so")
    (tmp_path / "office.docx").write_bytes(b"of last week")
    outcome = gkgen.build(path, formats=("docx", "pdf"))
    found = [(d.code, d.span.line if d.span else 0, d.span.column if d.span else 0) for d in outcome.diagnostics]
    assert len(found) == len(wanted)
    for (code, line, column), (expected, *place) in zip(sorted(found), sorted(wanted), strict=True):
        assert code == expected
        assert (place == [0, 0] and code != "Y09") or [line, column] == place
    assert {item.name for item in tmp_path.iterdir()} == {"office.yaml", "假.png", "office.docx"}
    assert (tmp_path / "office.docx").read_bytes() == b"of last week"
    assert run(["check", str(path)]) == 1
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.out
    assert all(diagnostic.message("zh") in shown.out and diagnostic.message("en") for diagnostic in outcome.diagnostics)


def laughs() -> str:
    """The billion laughs: each anchor nine times the one before."""
    anchors = (f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 20))
    return "\n".join(("a0: &a0 [x, x, x, x, x, x, x, x, x]", *anchors))


def prose(text: str) -> str:
    return changed("总体情况: 正文", f"总体情况: |\n  {text}")


BOMBS = {
    "50 MB": "字" * 17_000_000,
    "ten thousand nested lists": "引言: " + "[" * 10_000,
    "ten thousand nested mappings": "引言: " + "{a: " * 10_000,
    "billion laughs": laughs(),
    "very many entries": "\n".join(f"k{number}: 1" for number in range(80_000)),
    "very many references": prose("{{ 没有 }}" * 20_000),
    "deep parentheses": prose("{{ " + "(" * 140 + "没有" + ")" * 140 + " }}"),
    "a number of many digits": changed(COUNT, "本年新收: {自然人: " + "9" * 200_000 + "}"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(BOMBS[name], encoding="utf-8")
    tracemalloc.start()
    begun = time.monotonic()
    outcome = gkgen.build(path, formats=("html",))
    seconds = time.monotonic() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome.diagnostics
    assert not [found for found in outcome.diagnostics if found.code == "O04"]
    assert seconds < 20  # of measuring memory, mostly
    assert peak < 200_000_000


@pytest.mark.unreviewed
def test_twelve_faults_are_twelve_findings_each_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(
        "年度: 2021\n"
        "机关：某某市某某街道办事处\n"  # 1: full-width colon
        "机关类型: 大机关\n"  # 2: not one of the kinds
        "发布信息: {成文日期: 2021-02-30}\n"  # 3: no date
        "联系方式: {邮编: 12}\n"  # 4: no postcode
        "引语: 好\n"  # 5: misspelt
        "总体情况: 共{{ 没有 }}条\n"  # 6: unknown reference
        "主动公开情况:\n"
        "  规章: [1, 2, 3, 4]\n"  # 7: four numbers where three belong
        "  行政许可: ３\n"  # 8: full-width digit
        "依申请公开情况:\n"
        "  本年新收: {自然人: 1, 总计: 2}\n"  # 9: the total is wrong
        "  上年结转: {自然人: /}\n"  # 10: no number
        "复议诉讼情况: {行政复议: {结果维持: -1}}\n"  # 11: negative
        "问题及改进: 正文\n"
        "其他事项: {信息处理费: {收取: 也许}}\n",  # 12: neither yes nor no
        encoding="utf-8",
    )
    outcome = gkgen.build(path)
    found = [(d.code, d.span.line, d.span.column) for d in outcome.diagnostics if d.span]
    assert found == [
        ("Y10", 2, 3),
        ("F06", 3, 7),
        ("F08", 4, 14),
        ("F08", 5, 12),
        ("F01", 6, 1),
        ("N01", 7, 8),
        ("F05", 9, 7),
        ("R05", 10, 9),
        ("R12", 12, 22),
        ("R04", 13, 15),
        ("R05", 14, 23),
        ("F09", 16, 20),
    ]
    assert [item.name for item in tmp_path.iterdir()] == ["office.yaml"]
