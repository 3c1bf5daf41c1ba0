"""A text that was broken at one width is whole again; one that was not is left as it is."""

from gkgen.importers.readers.plain.hard_wraps import unwrapped

TEXT = (
    "全县各级行政机关围绕乡村振兴、财政资金和民生实事扩大主动公开范围，政策文件与解读材料同步发布，惠民政策编成问答。"
)


def broken(text: str, width: int = 30) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def joined(*lines: str) -> list[str]:
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line]
    return [text for _, text in unwrapped(numbered)]


def test_lines_that_end_at_one_width_are_one_paragraph_to_its_stop() -> None:
    texts = [f"（一）主动公开。{TEXT}", f"（二）依申请公开。{TEXT}", f"（三）监督保障。{TEXT}"]
    assert joined(*(line for text in texts for line in broken(text))) == texts


def test_a_blank_line_and_a_number_begin_a_paragraph() -> None:
    full = broken(TEXT)[0]
    assert joined(full, "", full, "一、总体情况", full, "第二行。") == [full, full, "一、总体情况", f"{full}第二行。"]


def test_rows_of_a_table_are_not_joined() -> None:
    rows = ["规章" + " " * 40 + "0   0   0", "行政规范性文件" + " " * 30 + "3   1   12"]
    lines = [line for text in [TEXT] * 3 for line in broken(text)]
    assert joined(*lines, *rows)[-2:] == rows


def test_paragraphs_of_any_length_are_left_alone() -> None:
    lines = [TEXT, TEXT[:20], f"（一）{TEXT}{TEXT}", TEXT[:40]]
    assert joined(*lines) == lines


def test_latin_words_keep_their_blank() -> None:
    lines = [
        "The government of this town has answered requests",
        "in time and has published what it had to publish",
    ] * 3
    assert joined(*lines, "end.")[0].startswith("The government of this town has answered requests in time")
