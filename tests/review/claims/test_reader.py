"""A true sentence about a cell is silent in all its words; another number, a denial, another cell's word is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkgen.review.claims import claims_of
from tests.review.cases import case_of, kinds_in

NOUNS = ("政府信息公开申请", "信息公开申请", "依申请公开事项", "依申请公开申请", "要求公开政府信息的申请")
MORE_NOUNS = ("政府信息依申请公开申请", "公开政府信息的申请", "申请公开政府信息的申请", "政府信息公开申请事项")
UNITS = ("件", "份", "宗", "起")
WHEN = ("", "全年", "2021年", "本年度", "2021年，我镇", "截至2021年12月31日，", "年内")
# What is said with its words, and the numbers that some lawful reading makes true.
STATEMENTS: tuple[tuple[str, tuple[str, ...], frozenset[int]], ...] = (
    ("{when}新收{noun}{n}{unit}。", ("",), frozenset({6})),
    ("{when}{word}{noun}{n}{unit}。", ("收到", "受理", "接到", "接收", "共收到", "登记"), frozenset({6, 8})),
    ("{when}{word}{n}{unit}{noun}。", ("收到", "受理", "接到"), frozenset({6, 8})),
    ("{when}{word}{noun}{n}{unit}。", ("办结", "答复", "已办结", "办理完毕"), frozenset({7})),
    ("{when}{noun}{word}{n}{unit}。", ("上年结转", "上年度结转", "2020年结转"), frozenset({2})),
    ("{when}{noun}{word}{n}{unit}。", ("结转下年度", "结转下一年度继续办理", "结转2022年"), frozenset({1})),
    ("{when}{noun}中{word}{n}{unit}。", ("予以公开", "同意公开"), frozenset({4})),
    ("{when}{noun}中{word}{n}{unit}。", ("部分公开", "区分处理后部分公开"), frozenset({1})),
    ("{when}{noun}中{word}{n}{unit}。", ("不予公开", "不予处理"), frozenset({0})),
    ("{when}{noun}中，{word}{n}{unit}。", ("无法提供", "本机关不掌握", "信息不存在"), frozenset({2})),
    ("{when}{word}提出{noun}{n}{unit}。", ("自然人", "公民"), frozenset({5, 7})),
    ("{when}{word}提出{noun}{n}{unit}。", ("企业", "商业企业"), frozenset({1})),
    ("{when}因政府信息公开{word}行政复议{n}{unit}。", ("引起", "引发", "被申请", "发生"), frozenset({3})),
    ("{when}因政府信息公开{word}行政诉讼{n}{unit}。", ("引起", "引发", "被提起"), frozenset({3})),
)


def _numeral(number: int, form: int) -> str:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return (str(number), str(number).translate(wide), "零一二三四五六七八九"[number])[form]


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, bool]:
    """A sentence about a cell in any of its words, and whether its number is right."""
    pattern, words, lawful = draw(st.sampled_from(STATEMENTS))
    number = draw(st.one_of(st.sampled_from(sorted(lawful)), st.integers(1, 9)))
    unit = draw(st.sampled_from(UNITS if "诉讼" not in pattern and "复议" not in pattern else ("件", "起")))
    form = draw(st.integers(0, 2)) if number else 0
    said = pattern.format(
        when=draw(st.sampled_from(WHEN)),
        word=draw(st.sampled_from(words)),
        noun=draw(st.sampled_from(NOUNS)),
        n=_numeral(number, form),
        unit=unit,
    )
    return said, number in lawful


@settings(max_examples=250, deadline=None)
@given(statements())
def test_another_number_is_told_in_all_words_and_the_right_one_in_none(statement: tuple[str, bool]) -> None:
    said, is_true = statement
    assert bool(kinds_in(said)) is not is_true, said


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("denial", ["未收到", "没有收到", "未接到", "未收到任何"])
def test_a_denial_of_what_the_table_counts_is_told(noun: str, denial: str) -> None:
    assert kinds_in(f"2021年，我镇{denial}{noun}。") == ["R69"]


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("上年结转政府信息公开申请2件。", "下年结转政府信息公开申请2件。"),
        ("政府信息公开申请结转下年度1件。", "政府信息公开申请上年结转1件。"),
        ("新收政府信息公开申请6件。", "办结政府信息公开申请6件。"),
        ("办结政府信息公开申请7件。", "新收政府信息公开申请7件。"),
        ("政府信息公开申请中予以公开4件。", "政府信息公开申请中不予公开4件。"),
        ("政府信息公开申请中部分公开1件。", "政府信息公开申请中无法提供1件。"),
        ("自然人提出政府信息公开申请5件。", "企业提出政府信息公开申请5件。"),
        ("因政府信息公开引起行政复议3件，维持2件。", "因政府信息公开引起行政复议3件，纠正2件。"),
        ("新收政府信息公开申请6件。", "新收政府信息公开申请6万件。"),
        ("制发行政规范性文件3件。", "废止行政规范性文件3件。"),
        ("现行有效的行政规范性文件12件。", "制发行政规范性文件12件。"),
        ("办结政府信息公开申请7件，其中予以公开4件，占57.1%。", "办结政府信息公开申请7件，其中予以公开4件，占51.7%。"),
    ],
)
def test_another_word_for_the_cell_the_unit_or_the_share_is_told(said: str, changed: str) -> None:
    assert kinds_in(said) == []
    assert kinds_in(changed) != []


# What a number is read as, whatever the noun: the words around it, with N for the noun, and the readings.
READ = (
    ("新收N3件", "new"),
    ("本年度新收到N3件", "new"),
    ("收到N3件", "new load"),
    ("受理N3件", "new load"),
    ("接收N3件", "new load"),
    ("登记N3件", "new load"),
    ("收到3件N", "new load"),
    ("收办N3件", "load new done"),
    ("办结N3件", "done"),
    ("N已办结3件", "done"),
    ("办理完毕N3件", "done"),
    ("上年结转N3件", "in"),
    ("上年度结转的N3件", "in"),
    ("2020年结转N3件", "in"),
    ("N结转下年度继续办理3件", "out"),
    ("N结转至2022年3件", "out"),
    ("N中，予以公开3件", "granted"),
    ("N中，部分公开3件", "partial"),
    ("N中，不予公开3件", "refused"),
    ("N中，因属于国家秘密不予公开3件", "refused.state_secret"),
    ("N中，属于三类内部事务信息不予公开3件", "refused.internal_affairs"),
    ("N中，属于四类过程性信息不予公开3件", "refused.process_information"),
    ("N中，属于行政执法案卷不予公开3件", "refused.enforcement_files"),
    ("N中，属于行政查询事项不予公开3件", "refused.administrative_query"),
    ("N中，涉及商业秘密不予公开3件", "refused.third_party_rights"),
    ("N中，法律、行政法规禁止公开3件", "refused.prohibited_by_law"),
    ("N中，无法提供3件", "unable"),
    ("N中，本机关不掌握3件", "unable.not_held"),
    ("N中，信息不存在3件", "unable.not_held"),
    ("N中，没有现成信息需要另行制作3件", "unable.requires_creation"),
    ("N中，补正后申请内容仍不明确3件", "unable.still_unclear"),
    ("N中，不予处理3件", "not_processed"),
    ("N中，信访举报投诉类申请3件", "not_processed.petition_complaint"),
    ("N中，重复申请3件", "not_processed.repeated"),
    ("N中，要求提供公开出版物3件", "not_processed.public_publication"),
    ("N中，其他处理3件", "other"),
    ("N中，逾期不补正3件", "other.correction_overdue"),
    ("N中，逾期未缴费3件", "other.fee_overdue"),
    ("收到自然人提出的N3件", "new.natural_person load.natural_person"),
    ("收到企业提出的N3件", "new.commercial_enterprise load.commercial_enterprise"),
    ("收到科研机构提出的N3件", "new.research_institution load.research_institution"),
    ("收到社会公益组织提出的N3件", "new.public_welfare_org load.public_welfare_org"),
    ("收到法律服务机构提出的N3件", "new.legal_service_org load.legal_service_org"),
)
DISPUTED = ("政府信息公开", "信息公开", "政府信息公开申请", "政府信息公开答复", "信息公开工作")
READ_OF_DISPUTES = (
    ("因N引起行政复议3件", "rec.total"),
    ("因N被申请行政复议3件", "rec.total"),
    ("因N引发的行政复议案件3件", "rec.total"),
    ("因N引起行政诉讼3件", "lit.total"),
    ("因N被提起行政诉讼3件", "lit.total"),
    ("因N引起的行政复议中，维持3件", "rec.upheld"),
    ("因N引起的行政复议中，纠正3件", "rec.corrected"),
    ("因N引起的行政复议中，尚未审结3件", "rec.pending"),
    ("因N引起的行政诉讼中，未经复议直接起诉3件", "dir.total"),
    ("因N引起的行政诉讼中，复议后起诉3件", "after.total"),
)
SENTENCES = [
    *((pattern.replace("N", noun), readings) for pattern, readings in READ for noun in (*NOUNS, *MORE_NOUNS)),
    *((pattern.replace("N", noun), readings) for pattern, readings in READ_OF_DISPUTES for noun in DISPUTED),
]


def test_what_each_sentence_is_read_as() -> None:
    text = "\n".join(f"{sentence}。" for sentence, _ in SENTENCES)
    case = case_of(text)
    read = {record.passage.text: record for record in claims_of(case) if record.value == 3}
    assert len(SENTENCES) >= 400
    found = {
        sentence: " ".join(reading.expression for reading in record.readings)
        for sentence, _ in SENTENCES
        if (record := read.get(f"{sentence}。")) is not None
    }
    assert found == dict(SENTENCES)
