"""Text to a tree: places, what is refused, what is closed up, hostile files."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from gkgen.source import NUMBER, KnownKeys, MappingNode, ScalarNode, SequenceNode, Source, locate, plain, read
from gkgen.source.known_keys import MAX_NODES
from gkgen.source.tree_builder import MAX_DEPTH
from tests.office import check, document, kinds, office

ROW = KnownKeys({"自然人": NUMBER, "商业企业": NUMBER})
KEYS = KnownKeys({"甲": ROW, "乙": ROW}, everywhere=frozenset({"甲", "乙", "自然人", "商业企业"}))


def source(text: str) -> Source:
    return read(text.encode(), "office.yaml", KEYS)


def tree(text: str) -> object:
    result = source(text)
    assert result.diagnostics == (), [diagnostic.message("en") for diagnostic in result.diagnostics]
    assert result.root is not None
    return plain(result.root)


def only(text: str) -> ScalarNode:
    """The value of the one key of a text."""
    root = source(text).root
    assert root is not None
    value = root.entries[0].value
    assert isinstance(value, ScalarNode)
    return value


def test_mappings_lists_and_scalars_are_read_in_order() -> None:
    assert tree("乙: [1, 二]\n甲: {自然人: 3}\n") == {"乙": [1, "二"], "甲": {"自然人": 3}}


def test_columns_count_characters_and_not_bytes() -> None:
    root = source("甲: {自然人: 3, 商业企业: 14}\n").root
    assert root is not None
    inner = root.entries[0].value
    assert isinstance(inner, MappingNode)
    spans = [(entry.key.span.column, entry.value.span.column, entry.value.span.end_column) for entry in inner.entries]
    assert spans == [(5, 10, 11), (13, 19, 21)]


def test_a_key_that_stands_twice_is_told_with_the_line_of_the_first() -> None:
    """Guard: the look for doubles; in YAML libraries the last one wins without a word."""
    result = source("甲: 1\n乙: 2\n甲: 3\n")
    assert [(d.kind, d.span and d.span.line, dict(d.values)["line"]) for d in result.diagnostics] == [("Y04", 3, 1)]


@pytest.mark.parametrize(
    ("row", "other"), [("本年新收", "本年新收"), ("本年新收", "new_received"), ("new_received", "本年新收")]
)
def test_a_row_that_stands_twice_stops_the_report(row: str, other: str) -> None:
    """Guard: the look for doubles, in either language; a count would be replaced without a word."""
    text = office(依申请公开情况=f"{row}: [1, 0, 0, 0, 0, 0]\n{other}: [2, 0, 0, 0, 0, 0]")
    assert kinds(text) == ["Y04" if row == other else "F03"]
    assert check(text).document is None


@pytest.mark.parametrize("text", ["- 甲\n", "甲\n", "[甲]\n", '"甲"\n', "3\n"])
def test_a_file_must_consist_of_names_and_values(text: str) -> None:
    assert [d.kind for d in source(text).diagnostics] == ["Y09"]
    assert source(text).root is None


@pytest.mark.parametrize("text", ["# 注释\n", "---\n", "---\n...\n", "~\n"])
def test_a_file_without_content_is_not_taken_for_an_office(text: str) -> None:
    result = source(text)
    assert [d.kind for d in result.diagnostics] in (["Y01.empty"], ["Y09"])
    assert result.root is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("甲: &a 1\n", "Y06.alias"),
        ("甲: &a\n乙: 2\n", "Y06.alias"),
        ("甲: *a\n", "Y06.alias"),
        ("甲: !!python/name:os.system x\n", "Y06.tag"),
        ("甲: !!str 1\n", "Y06.tag"),
        ("甲: !own 1\n", "Y06.tag"),
        ("甲: 1\n---\n乙: 2\n", "Y07"),
        ("甲: 1\n...\n---\n乙: 2\n", "Y07"),
    ],
)
def test_what_an_office_file_has_no_use_for_is_refused_and_nothing_of_it_read(text: str, kind: str) -> None:
    """Guard: anchors and tags are refused at their event, before anything is expanded or made."""
    result = source(text)
    assert [d.kind for d in result.diagnostics] == [kind]
    assert result.root is None


@pytest.mark.parametrize(
    "text", ["? 甲\n: 1\n", "? 甲\n", "?\n甲: 1\n", "? |\n  甲\n: 1\n", "? - 甲\n: 1\n", "乙:\n  ? 甲: 1\n  : 2\n"]
)
def test_a_key_stands_on_the_line_of_its_colon(text: str) -> None:
    assert [d.kind for d in source(text).diagnostics] == ["Y06.key"]


@pytest.mark.parametrize(
    "text", ["甲 : 1\n", "'甲': 1\n", "乙: {甲: 1}\n", "乙: {甲}\n", "乙: {甲, 丙: 1}\n", "甲: ?问\n"]
)
def test_an_ordinary_key_is_none_behind_a_question_mark(text: str) -> None:
    assert source(text).diagnostics == ()


def test_a_document_may_begin_with_dashes() -> None:
    assert tree("---\n甲: 1\n") == {"甲": 1}


def test_one_level_too_many_is_refused() -> None:
    nested = MAX_DEPTH - 1
    assert source(f"甲: {'[' * nested}{']' * nested}\n").diagnostics == ()
    assert [d.kind for d in source(f"甲: {'[' * (nested + 1)}{']' * (nested + 1)}\n").diagnostics] == ["Y08.depth"]


def test_one_value_too_many_is_refused() -> None:
    # The mapping, the key and the list are nodes as well.
    assert source(f"甲: [{', '.join('1' * (MAX_NODES - 3))}]\n").diagnostics == ()
    assert [d.kind for d in source(f"甲: [{', '.join('1' * (MAX_NODES - 2))}]\n").diagnostics] == ["Y08.nodes"]


HOSTILE: dict[str, Callable[[], str]] = {
    "ten thousand nested lists": lambda: "甲: " + "[" * 10_000 + "]" * 10_000,
    "ten thousand nested lists, unclosed": lambda: "甲: " + "[" * 10_000,
    "ten thousand nested mappings": lambda: "甲: " + "{a: " * 10_000,
    "lists nested line by line": lambda: "甲:\n" + "".join(f"{' ' * depth}-\n" for depth in range(1, 800)),
    "alias bomb": lambda: "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(20)
    ),
    "a line of a megabyte": lambda: "甲: " + "，" * 330_000,
    "a line of braces": lambda: "甲: [" + "{自然人：3}，" * 30_000 + "]",
    "a line of lists": lambda: "甲: [" + "[1，2]，" * 50_000 + "]",
    "braces without end": lambda: "甲: " + "{自然人：" * 80_000,
    "a hundred thousand keys": lambda: "".join(f"k{number}: 1\n" for number in range(80_000)),
    "colons": lambda: "甲" + ":" * 900_000,
    "spaces": lambda: "甲: " + " " * 900_000 + "x #y",
    "quotes": lambda: "甲: " + "'" * 900_001,
    "a text folded over many lines": lambda: "甲: " + "好\n  " * 150_000,
    "a long number": lambda: "甲: " + "9" * 900_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_soon_and_in_little_memory(name: str) -> None:
    data = HOSTILE[name]().encode()
    begun = time.monotonic()
    result = read(data, "office.yaml", KEYS)
    assert time.monotonic() - begun < 5
    assert result.root is not None or result.diagnostics
    tracemalloc.start()
    if len(data) < 300_000:
        read(data, "office.yaml")
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("name", ["ten thousand nested lists", "alias bomb", "a hundred thousand keys"])
def test_the_bombs_are_refused(name: str) -> None:
    kind = {"alias bomb": "Y06.alias", "a hundred thousand keys": "Y08.nodes"}.get(name, "Y08.depth")
    result = read(HOSTILE[name]().encode(), "office.yaml")
    assert [d.kind for d in result.diagnostics] == [kind]
    assert result.root is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲: >\n  第一行\n  第二行\n", "第一行第二行\n"),
        ("甲: 第一行，\n  第二行\n", "第一行，第二行"),
        ('甲: "第一行\n  第二行"\n', "第一行第二行"),
        ("甲: 第一行\n  word\n", "第一行 word"),
        ("甲: >\n  one\n  two\n", "one two\n"),
        ("甲: 原有 空格\n  第二行\n", "原有 空格第二行"),
        ("甲: |\n  第一行\n  第二行\n", "第一行\n第二行\n"),
    ],
)
def test_a_fold_leaves_no_gap_between_chinese_characters(text: str, wanted: str) -> None:
    """Guard: folds closed up; YAML joins folded lines with a space, which is seen in print."""
    assert only(text).text == wanted


@pytest.mark.parametrize("style", [">\n  见公告\n  #1 号\n", "|\n  见公告 #1 号\n", "'见公告 #1 号'\n", "见公告#1号\n"])
def test_a_hash_inside_text_that_keeps_it_is_no_finding(style: str) -> None:
    assert "#1" in only(f"甲: {style}").text
    assert source(f"甲: {style}").diagnostics == ()


@pytest.mark.parametrize("text", ["甲: 见公告 #1 号\n", "甲: 见公告\t#1 号\n", "甲:\n  见公告\n  再见 #1 号\n"])
def test_text_lost_behind_a_hash_is_told(text: str) -> None:
    """Guard: the look behind plain scalars; YAML takes ` #1 号` for a comment and drops it."""
    assert [d.kind for d in source(text).diagnostics] == ["Y14"]


@pytest.mark.parametrize("comment", ["# 注释", "#", "#!", "## 注释"])
def test_a_comment_behind_a_value_is_no_finding(comment: str) -> None:
    assert tree(f"甲: 好 {comment}\n乙: 3 #1\n") == {"甲": "好", "乙": 3}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("甲: [1, 2\n乙: 3\n", "Y03.flow", (1, 4)),
        ("甲: 'x\n乙: 3\n", "Y03.quote", (1, 4)),
        ("甲: @x\n", "Y03.start", (1, 4)),
        ("甲: `x`\n", "Y03.start", (1, 4)),
        ("甲: %x\n", "Y03.start", (1, 4)),
        ('甲: "x" y\n', "Y03.after", (1, 8)),
        ('甲: "\\q"\n', "Y03.escape", (1, 5)),
        ("甲: 1\n 乙: 2\n", "Y03.indent", (2, 3)),
        ("甲:\n  乙: 1\n   丙: 2\n", "Y03.indent", (3, 5)),
    ],
)
def test_a_fault_of_syntax_is_told_where_an_author_must_look(text: str, kind: str, place: tuple[int, int]) -> None:
    found = source(text).diagnostics
    assert [(d.kind, d.span and (d.span.line, d.span.column)) for d in found] == [(kind, place)]


def test_any_other_complaint_of_the_parser_is_passed_on_with_its_place() -> None:
    found = source("甲: 1\n`乙: 2\n").diagnostics
    assert [(d.kind, d.span and (d.span.line, d.span.column)) for d in found] == [("Y03", (2, 1))]
    assert "cannot start any token" in found[0].message("en")


@pytest.mark.parametrize(
    "text",
    ['甲: "报告 {{ x }}，{{ x }}"\n', "甲: |\n  报告 {{ x }}，\n  {{ x }}\n", "甲: >-\n  报告\n  {{ x }}，{{ x }}\n"],
)
def test_a_piece_of_text_is_found_where_it_stands_in_the_file(text: str) -> None:
    lines = tuple(text.split("\n"))
    scalar = only(text)
    for occurrence in range(2):
        span = locate(lines, scalar, "{{ x }}", occurrence)
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == "{{ x }}"
    assert locate(lines, scalar, "{{ x }}", 0) != locate(lines, scalar, "{{ x }}", 1)


def test_a_mark_behind_which_a_block_stands_is_no_part_of_its_text() -> None:
    text = "甲: |\n  | 一 |\n"
    assert locate(tuple(text.split("\n")), only(text), "|").line == 2


def test_what_an_escape_hides_is_placed_at_the_whole_text() -> None:
    text = '甲: "\\u7532"\n'
    scalar = only(text)
    assert scalar.text == "甲"
    assert locate(tuple(text.split("\n")), scalar, "甲") == scalar.span


def test_the_last_line_needs_no_end() -> None:
    assert document(office().rstrip("\n")) == document(office())


def test_a_list_of_mappings_is_read() -> None:
    root = source("丙:\n  - 自然人: 1\n  - 商业企业: 2\n").root
    assert root is not None
    value = root.entries[0].value
    assert isinstance(value, SequenceNode)
    assert plain(value) == [{"自然人": 1}, {"商业企业": 2}]
