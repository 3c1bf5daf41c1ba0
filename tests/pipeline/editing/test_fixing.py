"""An office file mended: the corpus, damage that is undone, text of any kind, and the file on disk."""

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gkgen.diagnostics import CATALOGUE, diagnose
from gkgen.pipeline.core.checking import check_text, known_keys
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing import fixing
from gkgen.pipeline.editing.fixing import fix_file, fix_text
from gkgen.review import RULES
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, read
from gkgen.source.repairs import MAX_CHARACTERS_READ, Repair
from gkgen.typed_rows import plain_number
from tests.office import office
from tests.source.prose import PROSE_FILES

ROOT = Path(__file__).parents[3]
FIXABLE = {kind.name for kind in CATALOGUE.values() if kind.is_fixable}
RIGHT = sorted(
    path
    for folder in ("tests/sources/valid", "tests/clean", "examples")
    for path in (ROOT / folder).rglob("*.yaml")
)  # fmt: skip
WRONG = sorted(
    path for folder in ("tests/sources/invalid", "tests/mistakes") for path in (ROOT / folder).rglob("*.yaml")
)
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SPACES = re.compile(r"[\s\u200b\ufeff\u00ad]+|\[bookmark[^]]*\]|_GoBack")


def mended(data: bytes | str) -> bytes:
    opened = fix_text(data.encode() if isinstance(data, str) else data)
    assert opened is not None
    return opened.data


def kinds(path: Path, data: bytes) -> Counter[str]:
    """What is found in a file; those of tests/sources are too short to stand before the review."""
    rules = RULES if "mistakes" in path.parts else ()
    return Counter(found.kind for found in check_text(data, path.name, Project.of(path), rules).diagnostics)


# The corpus


def test_the_corpus_was_seen() -> None:
    assert len(RIGHT) >= 25
    assert len(WRONG) >= 150
    assert len(EXAMPLES) == 5
    assert sum(mended(path.read_bytes()) != path.read_bytes() for path in WRONG) >= 12


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_a_file_that_is_right_keeps_its_bytes(path: Path) -> None:
    opened = fix_text(path.read_bytes())
    assert opened is not None
    assert (opened.data, dict(opened.repairs)) == (path.read_bytes(), {})


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_what_is_told_to_be_fixable_is_mended_and_nothing_new_is_wrong(path: Path) -> None:
    data = path.read_bytes()
    before, after = kinds(path, data), kinds(path, mended(data))
    assert not FIXABLE & after.keys()
    if "Y02" not in before:  # before, such a file was not read on
        # A number that can be read now is added up and compared.
        assert not [kind for kind in after - before if not kind.startswith(("R10", "R40"))]
    if before.keys() <= FIXABLE:
        assert not [kind for kind in after if not kind.startswith(("R10", "R40"))]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_mending_a_mended_file_changes_nothing(path: Path) -> None:
    once = mended(path.read_bytes())
    assert mended(once) == once


def test_every_kind_told_to_be_fixable_is_in_the_catalogue_and_shown_here() -> None:
    assert len(FIXABLE) > 10
    seen = {kind for path in WRONG for kind in kinds(path, path.read_bytes())}
    assert FIXABLE - seen == {"Y01.encoding"}


def test_what_its_author_lets_stand_is_not_offered() -> None:
    found = diagnose("R77.dash", "a.yaml", text="—、")
    assert found.is_fixable
    assert not replace(found, waived="照原文").is_fixable


# Numbers and keys


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("１２", "12"), ("1,234", "1234"), ("１，２３４", "1234"), ("1\u00a0234", "1234"), ("-３", "-3"),
        ("１．５", "1.5"),
        ("12\u3000", "12"), ("1,234,567.5", "1234567.5"), ("＋2", "+2"),
        ("1,23", None), ("１２件", None), ("0,123", None), ("1 2", None), ("１、２", None), ("½", None), ("07", None),
        ("٣", None), ("", None), ("1.2.3", None), ("１ｅ３", None),
    ],
)  # fmt: skip
def test_a_number_is_mended_where_it_is_certain(typed: str, wanted: str | None) -> None:
    assert plain_number(typed) == wanted


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"年度": "２０２１"}, "年度: 2021"),
        ({"年\u3000度": "2021", "年度": None}, "年度: 2021"),
        ({"机关\u00a0": "甲局", "机关": None}, "机关: 甲局"),
        ({"数据": "甲: １２"}, "  甲: 12"),
        ({"依申请公开情况": "本年新收: [１, 0, 0, 0, 0, 0]"}, "本年新收: [1, 0, 0, 0, 0, 0]"),
        ({"依申请公开情况": "本年新收: {自然人: '１', 商业企业: １，２３４}"}, "本年新收: {自然人: 1, 商业企业: 1234}"),
        ({"主动公开情况": "行政处罚: \u30001,024\u3000"}, "行政处罚: 1024"),
        ({"主动公开情况": "行政处罚: １２件"}, "行政处罚: 12"),
        ({"主动公开情况": "行政处罚: '12'"}, "行政处罚: 12"),
        ({"主动公开情况": "行政处罚: 三十四"}, "行政处罚: 34"),
        ({"主动公开情况": "行政处罚: 1O34"}, "行政处罚: 1034"),
        ({"主动公开情况": "行政处罚: 034"}, "行政处罚: 034"),
        ({"主动公开情况": "行政事业性收费: 1.05万元"}, "行政事业性收费: 1.05"),
        ({"年度": "2021年度"}, "年度: 2021"),
        ({"年度": "二〇二一年"}, "年度: 2021"),
        ({"发布信息": "成文日期: 2022年1月6日"}, "成文日期: 2022-01-06"),
        ({"发布信息": "成文日期: 2022.1.6"}, "成文日期: 2022-01-06"),
        ({"发布信息": "成文日期: 二〇二二年一月十六日"}, "成文日期: 2022-01-16"),
        ({"复议诉讼情况": "无"}, "复议诉讼情况: 全零"),
        ({"其他事项": "信息处理费: 否\n正文: 无其他需要报告的事项。"}, "信息处理费: {收取: 否}"),
        ({"其他事项": "信息处理费: 0元\n正文: 无其他需要报告的事项。"}, "信息处理费: {收取: 否}"),
    ],
)
def test_numbers_and_keys_are_mended_where_the_form_wants_them(changes: dict[str, str | None], line: str) -> None:
    data = mended(office(**changes))
    assert line.strip() in data.decode()
    assert mended(data) == data


@pytest.mark.parametrize(
    "changes",
    [
        {"联系方式": "电话: ０６３２－１２３４５６７"},
        {"总体情况": "１２"},
        {"年\u3000度": "2020"},
        {"依申请公开情况": "本年新收: [1, 234]"},
        {"主动公开情况": "行政处罚: 1,23"},
        {"年度": "21"},
        {"主动公开情况": "行政处罚: １２件左右"},
        {"主动公开情况": "行政处罚: '1 2'"},
    ],
)
def test_what_is_text_or_not_certain_stays(changes: dict[str, str | None]) -> None:
    opened = fix_text(office(**changes).encode())
    assert opened is not None
    assert (opened.data, dict(opened.repairs)) == (office(**changes).encode(), {})


# Damage undone, text of any kind


def _at(text: str, pattern: str, wanted: Callable[[re.Match[str]], str], choice: int) -> str:
    """The text with one match of a pattern, counted round and round, replaced."""
    found = list(re.finditer(pattern, text, re.MULTILINE))
    match = found[choice % len(found)]
    return text[: match.start()] + wanted(match) + text[match.end() :]


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DAMAGES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?<=^年度): ", lambda _: "："),
    (r"(?<=^机关): ", lambda _: ":"),
    (r"(?<=^  行政强制): \d+", lambda match: match.group().translate(WIDE)),
    (r"(?<=^  商业企业): 1000", lambda _: ": 1,000"),
    (r"[^\s\"']$", lambda match: f"{match.group()} \u3000"),
    (r"(?<=[一-龥])(?=[一-龥]{3})", lambda _: "\u200b"),
    (r"(?<=[一-龥])(?=[一-龥]{3})", lambda _: "\u00ad"),
    (r"(?<=，)(?=[一-龥]{3})", lambda _: "[bookmark: _GoBack]"),
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_damage_is_undone_to_the_byte(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")
    damaged = text
    for pattern, wanted in data.draw(st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=6)):
        if re.search(pattern, damaged, re.MULTILINE):
            damaged = _outside_comments(damaged, pattern, wanted, data.draw(st.integers(0, 10_000)))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
    line_end = data.draw(st.sampled_from(["\n", "\r\n"]))
    result = mended(damaged.replace("\n", line_end).encode(encoding))
    assert result.decode() == text.replace("\n", line_end)


def _outside_comments(text: str, pattern: str, wanted: Callable[[re.Match[str]], str], choice: int) -> str:
    damaged = _at(text, pattern, wanted, choice)
    pairs = zip(text.split("\n"), damaged.split("\n"), strict=True)
    return "\n".join(old if re.search(r"(^|\s)#", old) else new for old, new in pairs)


PIECES = st.sampled_from(
    [
        *(
            "年度",
            "机关",
            "总体情况",
            "主动公开情况",
            "行政处罚",
            "本年新收",
            "自然人",
            "数据",
            "联系方式",
            "电话",
            "甲",
        ),
        *(":", "：", ": ", "：  ", ":\u3000", " ", "  ", "    ", "\t", "\u3000", "\u00a0", "- ", "-\t", "\n", "\n"),
        *(
            "\n  ",
            "\n\t",
            "{",
            "}",
            "｛",
            "｝",
            "[",
            "]",
            "，",
            ",",
            "、",
            "—、",
            "|",
            "|\n  ",
            ">\n  ",
            "'",
            '"',
            "\\",
        ),
        *("#", " # ", "## ", "{{ 年度 }}", "１２", "12", "1,234", "１，２３４", "2021", "。", "正文"),
        *("文[bookmark_GoBack]", "_GoBack", "字\u200b", "字\ufeff", "字\u00ad", "\x0b", "\x0c", "\x85", "\u2028"),
        *("\x07", "\r", "\r\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_mending_any_text_twice_is_mending_it_once(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_what_was_read_before_is_read_after(text: str) -> None:
    before = read(text.encode(), "", known_keys())
    if before.root is not None and not before.diagnostics:
        after = read(mended(text), "", known_keys())
        assert after.root is not None
        assert list(words(after.root)) == list(words(before.root))


@given(PROSE_FILES)
def test_a_file_that_parses_parses_when_it_is_fixed_with_the_same_entries(text: str) -> None:
    def loaded(typed: str | bytes) -> object:
        try:
            return yaml.safe_load(typed)
        except (yaml.YAMLError, ValueError):
            return None

    before = loaded(text)
    if isinstance(before, dict):
        after = loaded(mended(text))
        assert isinstance(after, dict)
        assert list(after) == list(before)


@pytest.mark.parametrize("path", [*RIGHT, *WRONG], ids=lambda path: path.stem)
def test_no_file_of_the_corpus_stops_parsing_when_it_is_fixed(path: Path) -> None:
    data = path.read_bytes()
    try:
        list(yaml.parse(data))
    except (yaml.YAMLError, ValueError):
        return
    assert list(yaml.parse(mended(data)))


def words(node: Node) -> Iterator[str]:
    """Keys and values in their order, numbers in plain digits, without what is not seen."""
    match node:
        case ScalarNode(text=text):
            plain = plain_number(text) or text
            yield re.sub(r"(?m)(^|(?<=[#\s+*-]))[—－–-]{1,2}、", "一、", SPACES.sub("", plain))
        case MappingNode(entries=entries):
            yield "{"
            for entry in entries:
                yield from words(entry.key)
                yield from words(entry.value)
            yield "}"
        case SequenceNode(items=items):
            yield "["
            for item in items:
                yield from words(item)
            yield "]"


# The file


def test_a_file_that_is_right_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(office(), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    before = path.stat()
    assert not fix_file(path).repairs
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)
    assert path.read_text(encoding="utf-8") == office()


def test_a_mended_file_keeps_its_mode_and_links_to_it_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text(office(年度="２０２１"), encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    assert dict(fix_file(link).repairs) == {Repair.DIGITS: 1}
    assert path.read_text(encoding="utf-8") == office()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_a_planned_fix_writes_nothing_and_shows_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("年度：2021\n机关: 好  ", encoding="utf-8")
    fixed = fix_file(path, write=False)
    assert path.read_text(encoding="utf-8") == "年度：2021\n机关: 好  "
    assert fixed.diff == (
        f"--- {path}",
        f"+++ {path}",
        "@@ -1,2 +1,2 @@",
        "-年度：2021",
        "-机关: 好  ",
        "\\ No newline at end of file",
        "+年度: 2021",
        "+机关: 好",
        "\\ No newline at end of file",
    )


def test_a_file_that_cannot_be_put_in_place_stays_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "open elsewhere", str(self), None, str(target))

    path = tmp_path / "a.yaml"
    path.write_text("年度：2021\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    fixed = fix_file(path)
    assert [found.kind for found in fixed.diagnostics] == ["O02"]
    assert not fixed.repairs
    assert path.read_text(encoding="utf-8") == "年度：2021\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard is the question for the right to write: replacing a file needs only that to its folder."""
    path = tmp_path / "a.yaml"
    path.write_text("年度：2021\n", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert [found.kind for found in fix_file(path).diagnostics] == ["O02"]
    assert path.read_text(encoding="utf-8") == "年度：2021\n"


def test_a_file_that_is_gone_or_too_large_is_left(tmp_path: Path) -> None:
    assert [found.kind for found in fix_file(tmp_path / "a.yaml").diagnostics] == ["O03"]
    large = tmp_path / "b.yaml"
    large.write_bytes("年度：2021\n".encode() * 100_000)
    assert [found.kind for found in fix_file(large).diagnostics] == ["Y01.size"]
    assert large.stat().st_size > 1_000_000


def test_a_line_end_of_yaml_alone_stays_where_the_text_would_no_longer_parse() -> None:
    """Guard: the parser is asked before and after; to YAML U+2028 ends a line, and without it two entries are one."""
    text = "年度: 2021\n引言: 一。\u2028机关: 乙\n"
    assert yaml.safe_load(text) == {"年度": 2021, "引言": "一。", "机关": "乙"}
    assert mended(text).decode() == text


def test_the_work_on_lines_that_cannot_be_mended_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard: eight rounds of two hundred attempts, each on the whole file, took a minute for 800 lines."""
    tried: list[int] = []

    def refuse(before: str, after: str) -> bool:
        tried.append(len(before))
        return False

    monkeypatch.setattr(fixing, "says_the_same", refuse)
    fix_text(("年度: 2021\n" + "总体情况:#! ｛1，2｝\n" * 800).encode())
    assert len(tried) > 10
    assert sum(tried) < 1.1 * MAX_CHARACTERS_READ


@pytest.mark.parametrize("first", ["   \t正文。", "\t正文。", "   \t\n   正文。", "  \t \t正文。\n  后面。"])
def test_a_tab_before_the_first_words_of_a_text_goes(first: str) -> None:
    """Guard: the finding said that `fix` mends it, and `fix` did not."""
    typed = f"年度: 2021\n总体情况: |\n{first}\n问题及改进: 无。\n".encode()
    assert "Y12" in slips(typed)
    mended = fix_text(typed)
    assert mended is not None
    assert b"\t" not in mended.data
    assert "Y12" not in slips(mended.data)


def slips(data: bytes) -> set[str]:
    return {found.kind for found in read(data, "office.yaml", known_keys()).diagnostics}
