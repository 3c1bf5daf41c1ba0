"""The one way to write a file: what it says stays, every comment stays where it belongs, twice is the same as once."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from gkgen.editors import Keys
from gkgen.form import Edition, Field
from gkgen.pipeline.core.checking import Checked, check_text, form
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.formatting import format_text
from gkgen.pipeline.editing.starter import starter
from gkgen.source import plain, read

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "tests").rglob("*.yaml"), *(ROOT / "examples").glob("*.yaml")])
EDITIONS = form().editions
LANGUAGES: tuple[Keys | None, ...] = (None, "zh", "en")


@cache
def put(text: str | bytes, keys: Keys | None = None, path: Path | None = None) -> str:
    """The text in its one form."""
    data = text.encode() if isinstance(text, str) else text
    name = str(path or "office.yaml")
    wanted, found = format_text(data, name, keys, Project.of(path) if path else None)
    assert wanted is not None, [each.message("en") for each in found]
    return wanted.decode("utf-8")


def can_be_put(path: Path) -> bool:
    return format_text(path.read_bytes(), str(path), None, Project.of(path))[0] is not None


@cache
def readable() -> list[Path]:
    return [path for path in FILES if can_be_put(path)]


@cache
def looked_at(path: Path) -> Checked:
    return check_text(path.read_bytes(), str(path), Project.of(path), rules=())


# The files of the tests


def test_files_with_faults_in_their_yaml_are_left_alone_and_others_not() -> None:
    left = [path.name for path in FILES if path not in readable()]
    assert 20 < len(left) < 60
    assert len(readable()) > 250
    assert "one-field-in-both-languages.yaml" in left


@pytest.mark.parametrize("keys", LANGUAGES)
def test_what_the_files_say_stays_the_same(keys: Keys | None) -> None:
    """Judged by the findings and by the document, for which keys of both languages are the same."""
    for path in readable():
        before = looked_at(path)
        text = put(path.read_bytes(), keys, path)
        after = check_text(text.encode(), str(path), Project.of(path), rules=())
        assert after.document == before.document, path
        assert Counter(each.kind for each in after.diagnostics) == Counter(each.kind for each in before.diagnostics)


@pytest.mark.parametrize("keys", LANGUAGES)
def test_twice_is_the_same_as_once(keys: Keys | None) -> None:
    for path in readable():
        once = put(path.read_bytes(), keys, path)
        assert put(once, keys, path) == once, path


def test_another_reader_of_yaml_sees_no_difference() -> None:
    reader = YAML(typ="base", pure=True)
    for path in readable():
        before = path.read_bytes().decode("utf-8-sig")
        assert reader.load(put(path.read_bytes(), None, path)) == reader.load(before), path


def of_another_edition(path: Path) -> bool:
    return any(each.code in {"F01", "R02"} for each in looked_at(path).diagnostics)


def test_to_the_other_language_and_back_is_where_it_was() -> None:
    """But for keys that are the form's in another edition alone, which is a mistake."""
    for path in (path for path in readable() if not of_another_edition(path)):
        chinese = put(path.read_bytes(), "zh", path)
        english = put(chinese, "en", path)
        assert put(english, "zh", path) == chinese, path


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_starter_is_in_its_one_form(edition: Edition, keys: Keys) -> None:
    text = starter(edition, edition.first_year, "某某局", keys)
    assert put(text) == text


def test_the_examples_are_in_their_one_form() -> None:
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        assert put(path.read_bytes(), "zh", path) == path.read_text(encoding="utf-8"), path


# Files made up for the purpose


@st.composite
def entries(draw: st.DrawFn, parent: Field, indent: int, keys: Keys) -> list[str]:
    """Lines of a mapping: some of the fields, in any order, indented in any way, with comments."""
    free = [child for child in parent.children if child.path not in {"year", "template", "extends"}]
    children = draw(st.permutations(free))[: draw(st.integers(1, 4))]
    step = draw(st.integers(1, 4))
    lines: list[str] = []
    for child in children:
        key = child.key if keys == "zh" else child.name
        if draw(st.booleans()):
            lines += [""] * draw(st.integers(0, 2))
        if draw(st.booleans()):
            lines.append(f"{' ' * indent}# 上 {child.path}")
        value, below = draw(values(child, indent + step, keys))
        note = f"{' ' * draw(st.integers(1, 3))}# 后 {child.path}" if draw(st.booleans()) else ""
        lines += [f"{' ' * indent}{key}:{' ' * draw(st.integers(1, 3))}{value}{note}".rstrip(), *below]
    return lines


@st.composite
def values(draw: st.DrawFn, field: Field, indent: int, keys: Keys) -> tuple[str, list[str]]:
    """What stands behind a key, and the lines below it."""
    margin = " " * indent
    if field.children and field.kind != "list" and draw(st.integers(0, 3)):
        if draw(st.booleans()):
            return "", draw(entries(field, indent, keys))
        return draw(braces(field, keys)), []
    if field.kind == "list" and draw(st.booleans()):
        return "", [f"{margin}- {text}" for text in draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))]
    if field.kind == "prose" and draw(st.booleans()):
        header = draw(st.sampled_from(["|", "|-", ">", ">-"]))
        return header, [f"{margin}一段  ", "", "", f"{margin}  缩进的", f"{margin}# 不是注释"]
    if draw(st.booleans()):
        return "", [f"{margin}{draw(st.sampled_from(TEXTS))}"]
    return draw(st.sampled_from(TEXTS)), []


@st.composite
def braces(draw: st.DrawFn, field: Field, keys: Keys) -> str:
    """The same in braces, as deep as it goes."""
    children: list[Field] = draw(st.permutations(field.children))[: draw(st.integers(1, 3))]
    blank = draw(st.sampled_from(["", " "]))
    pairs = []
    for child in children:
        is_deeper = bool(child.children) and draw(st.booleans())
        value: str = draw(braces(child, keys)) if is_deeper else draw(st.sampled_from(FLOWS))
        pairs.append(f"{child.key if keys == 'zh' else child.name}: {value}")
    return "{" + blank + f",{blank or ' '}".join(pairs) + blank + "}"


TEXTS = [
    "0",
    "3",
    "12.50",
    "全零",
    "文字 # 不",
    "'引号 # 不是注释'",
    '"a: b"',
    "[1, 2]",
    "a#b",
    "0632",
    "{{x}}",
    '"两\\n行"',
]
TEXTS = [text for text in TEXTS if not text.startswith(("文字", "{{"))]
FLOWS = ["0", "3", "'a, b'", "全零", "[1,2]", ""]


def placed(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each comment with the key that it stands above or behind."""
    waiting: list[str] = []
    for line in lines:
        own = re.fullmatch(r"\s*# 上 (\S+)", line)
        if own:
            waiting.append(own[1])
            continue
        key = re.match(r"\s*([^\s:#'\"]+):(?:\s|$)", line)
        if key:
            yield from ((comment, key[1]) for comment in waiting)
            waiting = []
            if behind := re.search(r"# 后 (\S+)$", line):
                yield behind[1], key[1]
    assert not waiting


@given(st.data(), st.integers(0, 1), st.sampled_from(["zh", "en"]), st.sampled_from(LANGUAGES))
def test_any_file_keeps_its_data_and_its_comments(
    data: st.DataObject, edition: int, keys: Keys, wanted: Keys | None
) -> None:
    form_edition = EDITIONS[edition]
    drawn = data.draw(entries(form_edition.root, 0, keys))
    text = f"# 开头\n\n年度: {form_edition.first_year}\n" + "\n".join(drawn) + "\n"
    source = read(text.encode(), "office.yaml")
    if source.root is None or source.diagnostics:
        return
    result, found = format_text(text.encode(), "office.yaml", wanted)
    if found:
        return
    assert result is not None
    after = result.decode()
    again = read(after.encode(), "office.yaml")
    assert again.root is not None
    if wanted is None:
        assert plain(again.root) == plain(source.root)
    assert put(after, wanted) == after
    for comment, key in placed(after.split("\n")):
        field = form_edition.root
        for name in comment.split("."):
            field = field.child(name) or field
        assert key in {field.key, field.name}, after
    assert sorted(re.findall(r"# [上后] \S+$", after, re.M)) == sorted(re.findall(r"# [上后] \S+$", text, re.M))
    assert after.startswith("# 开头\n")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("引言:   # 说明\n    一句话\n", "引言: 一句话  # 说明\n"),
        ("引言:   # 一\n    一句话 # 二\n", "# 一\n引言: 一句话  # 二\n"),
        ("引言:   # 一\n    前半句\n    后半句 # 二\n", "# 一\n引言: 前半句\n  后半句  # 二\n"),
        ("引言: | # 说明\n     一\n\n       二\n\n\n", "引言: |  # 说明\n  一\n\n    二\n"),
        ("引言: |+\n     一\n\n\n署名: 某局\n", "引言: |+\n  一\n\n\n署名: 某局\n"),
        ("引言: |1\n   首行缩进\n  二\n", "引言: |2\n    首行缩进\n   二\n"),
        ("引言: 'It''s'\n", "引言: 'It''s'\n"),
        ("署名: 某局\n引言: 文\n# 结尾\n", "引言: 文\n\n署名: 某局\n# 结尾\n"),
        ("联系方式: {电话: 1,科室:   二}  # 说明\n", "联系方式: {科室: 二, 电话: 1}  # 说明\n"),
        ("联系方式:\n      # 电话\n      电话: 1\n      科室: 二\n", "联系方式:\n  科室: 二\n  # 电话\n  电话: 1\n"),
        ("数据: {乙: 1,\n   甲: 2, # 说明\n }\n", "数据: {乙: 1,\n  甲: 2, # 说明\n  }\n"),
        ("核对:\n- a == b\n# 说明\n- c == d\n", "核对:\n  - a == b\n  # 说明\n  - c == d\n"),
        ("豁免:\n-\n  理由: 好\n  规则: R40\n", "豁免:\n  - 规则: R40\n    理由: 好\n"),
        ("disputes:\n  行政复议:\n    pending: 1\n    upheld: 2\n", "disputes:\n  行政复议: {upheld: 2, pending: 1}\n"),
        ("disputes: {复议后起诉: 0, 行政复议: [0,0,0,0]}\n", "disputes:\n  行政复议: [0, 0, 0, 0]\n  复议后起诉: 0\n"),
        ("复议诉讼情况:\n  行政复议: 0\n  # 注\n署名: 某局\n", "复议诉讼情况:\n  行政复议: 0\n  # 注\n\n署名: 某局\n"),
        ("没有: 1\n署名: 某局\n", "署名: 某局\n没有: 1\n"),
        ("联系方式:\n  电话: 1\n引言: 文\n    # 尾\n", "联系方式:\n  电话: 1\n\n引言: 文\n# 尾\n"),
        ("引言: |\n  一\n      \n  二\n", "引言: |\n  一\n\n  二\n"),
        ("引言: '文'# 注\n", "引言: '文'  # 注\n"),
        ("引言: |# 注\n  文\n", "引言: |  # 注\n  文\n"),
        ("  署名: 某局\n  引言: |\n  # 注\n", "引言: |\n\n署名: 某局\n# 注\n"),
    ],
)  # fmt: skip
def test_how_a_file_is_written(typed: str, wanted: str) -> None:
    assert put(typed) == wanted
    assert put(wanted) == wanted


def test_line_ends_stay_and_byte_order_marks_go() -> None:
    text = "署名: 某局\r\n引言: 文\r\n"
    data, _ = format_text(b"\xef\xbb\xbf" + text.encode(), "office.yaml")
    assert data == "引言: 文\r\n\r\n署名: 某局\r\n".encode()


def test_the_year_of_a_base_tells_the_edition(tmp_path: Path) -> None:
    (tmp_path / "_base.yaml").write_text("年度: 2020\n", encoding="utf-8")
    text = "继承: _base.yaml\n主动公开情况: {政府集中采购: 全零, 规范性文件: 全零}\n"
    rows = [line.strip() for line in put(text, None, tmp_path / "局.yaml").split("\n") if line.startswith("  ")]
    assert rows == ["规范性文件: 全零", "政府集中采购: 全零"]


def test_a_last_line_of_blanks_is_no_part_of_what_is_said() -> None:
    """Guard: more blanks than the text is indented by made the whole file a fault of gkgen."""
    written = format_text("年度: 2021\n总体情况: |\n  - 一层\n      - 二层\n     ".encode(), "office.yaml")[0]
    assert written is not None
    assert written.endswith("- 二层\n".encode())


@pytest.mark.parametrize(
    "text", ["前半句\n  \u3000后半句", "前半句\n  \u3000", "'前半句\n  \u3000\n  后半句'", "|\n  前\n  \u3000"]
)
def test_a_full_width_space_of_a_text_is_no_blank_of_yaml(text: str) -> None:
    """Guard: what Python takes for blanks was stripped, and the whole file became a fault of gkgen."""
    written = put(f"年度: 2021\n引言: {text}\n")
    assert "\u3000" in written
    assert put(written) == written


@pytest.mark.parametrize(
    "text", ["年度: 2021\n? 引言\n: 文\n", "年度: 2021\n? |\n  引言\n: 文\n", "年度: 2021\n?\n引言: 文\n"]
)
def test_a_key_behind_a_question_mark_is_refused(text: str) -> None:
    wanted, found = format_text(text.encode(), "office.yaml")
    assert wanted is None
    assert [each.kind for each in found] == ["Y06.key"]


def test_a_slip_that_only_the_one_form_brings_out_is_told_where_it_was_typed() -> None:
    """Guard: the file was written, and refused when it was formatted again."""
    text = "年度:\n 2021\n\u3000机关: 张庄镇人民政府\n  正文\n引言: 文\n"
    wanted, found = format_text(text.encode(), "office.yaml")
    assert wanted is None
    assert [(each.kind, each.span and each.span.line) for each in found] == [("Y12", 3)]
