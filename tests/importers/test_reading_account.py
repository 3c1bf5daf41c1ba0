"""What is said of a report as a whole: certain, decided, to be looked at; one line a kind."""

from dataclasses import replace

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Run
from gkgen.importers.match_result import MatchedReport
from gkgen.importers.matching import match
from gkgen.importers.office_file_writer import WritingOptions, write
from gkgen.importers.parsed_document import GridBlock, ParsedDocument, Place, SourceBlock, TextBlock
from gkgen.importers.reading_account import AccountLine, Certainty, ReadingAccount, account_of, subject_of
from gkgen.pipeline.core.checking import form
from tests.importers.table_rows_builders import NEW, grid, rows_of

SOURCE, TARGET = "甲.txt", "甲.yaml"


def table(name: str, number: int, **numbers: str) -> GridBlock:
    return replace(
        grid(rows_of(NEW, name, {key.replace("__", "."): text for key, text in numbers.items()})),
        place=Place(table=number),
    )


def report(*tables: GridBlock) -> tuple[str | SourceBlock, ...]:
    titles = (
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    )
    rest = [block for pair in zip(titles, tables, strict=False) for block in pair]
    return (
        "云溪市柳林镇人民政府2024年政府信息公开工作年度报告",
        "一、总体情况",
        "正文一句。",
        "又一句。",
        *rest,
        "五、存在的主要问题及改进情况",
        "公开的内容不够细，下一步改进。",
        "六、其他需要报告的事项",
        "无。",
    )


def read(*blocks: str | SourceBlock, lost: tuple[Diagnostic, ...] = ()) -> tuple[MatchedReport, ReadingAccount]:
    made = tuple(
        TextBlock((Run(block),), Place(line=number)) if isinstance(block, str) else block
        for number, block in enumerate(blocks, start=1)
    )
    found = match(ParsedDocument(SOURCE, "txt", made), form())
    written = write(found, SOURCE, TARGET, WritingOptions("zh", "zh", ""))
    return found, account_of(found, written.diagnostics, lost, (SOURCE, TARGET))


def said(account: ReadingAccount, certainty: Certainty) -> list[str]:
    return [line.message.zh for line in account.lines if line.certainty is certainty]


def of_code(account: ReadingAccount, code: str) -> list[AccountLine]:
    return [line for line in account.lines if line.code == code]


ALL = (table("disclosure", 1), table("requests", 2), table("disputes", 3))


def test_what_is_certain_is_listed_with_how_much_it_is() -> None:
    _, account = read(*report(*ALL))
    certain = said(account, Certainty.CERTAIN)
    cells = {name: sum(1 for _ in NEW.field(name).leaves()) for name in ("disclosure", "requests", "disputes")}
    assert certain[:2] == ["年度 2024，机关 云溪市柳林镇人民政府", "一、总体情况：2 段，9 字"]
    assert certain[2:5] == [
        f"二、主动公开政府信息情况：{cells['disclosure']} 格按行名、列名读入",
        f"三、收到和处理政府信息公开申请情况：{cells['requests']} 格按行名、列名读入",
        f"四、政府信息公开行政复议、行政诉讼情况：{cells['disputes']} 格按行名、列名读入",
    ]
    assert said(account, Certainty.TO_CHECK) == []


def test_a_table_that_is_not_there_is_never_certain_and_tables_of_a_kind_share_a_line() -> None:
    _, account = read(*report(table("disclosure", 1)))
    assert not any("申请" in text or "复议" in text for text in said(account, Certainty.CERTAIN))
    (line,) = of_code(account, "I10")
    assert line.certainty is Certainty.TO_CHECK
    assert [spot.subject.zh for spot in line.spots] == [
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    assert line.hint.zh
    assert account.count(Certainty.TO_CHECK) == sum(
        len(each.spots) for each in account.lines if each.certainty is Certainty.TO_CHECK
    )


def test_a_cell_that_is_doubtful_is_not_counted_as_certain() -> None:
    _, plain = read(*report(*ALL))
    found, account = read(*report(table("disclosure", 1, regulations__issued="3 5"), *ALL[1:]))
    assert found.tables["disclosure"].unknown
    before, after = (
        int(next(text for text in said(each, Certainty.CERTAIN) if text.startswith("二、")).split("：")[1].split()[0])
        for each in (plain, account)
    )
    assert after == before - 1
    spots = [spot for line in account.lines if line.certainty is Certainty.TO_CHECK for spot in line.spots]
    assert any(spot.subject.zh.startswith("二、") and spot.place.table == 1 for spot in spots)


def test_twenty_blanks_of_one_table_are_one_line() -> None:
    blank = dict.fromkeys(("regulations.issued", "regulations.repealed", "regulations.in_force"), "")
    _, account = read(*report(table("disclosure", 1, **blank), *ALL[1:]))
    assert len(account.lines) == len({(line.certainty, line.code, line.message) for line in account.lines})
    codes = [line.code for line in account.lines if line.code]
    assert len(codes) == len(set(codes))


def test_the_order_is_certain_then_decided_then_to_check() -> None:
    _, account = read("某站", *report(table("disclosure", 1, regulations__issued="/")))
    ranks = [list(Certainty).index(line.certainty) for line in account.lines]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_what_a_reader_lost_has_no_line_of_the_office_file() -> None:
    _, account = read(*report(*ALL), lost=(diagnose("I50", SOURCE),))
    (line,) = of_code(account, "I50")
    assert [(spot.line, spot.place) for spot in line.spots] == [(0, Place())]


def test_a_matter_of_the_original_alone_has_no_line_of_the_office_file() -> None:
    _, account = read(*report(*ALL), "[bookmark: _GoBack]")
    (line,) = of_code(account, "I31")
    assert [spot.line for spot in line.spots] == [0]
    assert line.spots[0].place.line > 0


def test_subjects_have_the_labels_of_the_form() -> None:
    assert subject_of(NEW, "requests.new_received.natural_person").zh.endswith(
        "·一、本年新收政府信息公开申请数量·自然人"
    )
    assert subject_of(NEW, "overview").zh == "一、总体情况"
    assert subject_of(NEW, "").zh == ""
