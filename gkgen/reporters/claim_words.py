"""What a claim was understood as and why it was judged so, in words for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from gkgen.diagnostics import Term
from gkgen.review import ClaimRecord, ComparedValue, Reason, Verdict

VERDICTS: dict[Verdict, Term] = {
    "contradicts": Term("不一致", "contradicts"),
    "undecidable": Term("判断不了", "not decidable"),
    "agrees": Term("一致", "agrees"),
    "elsewhere": Term("说的是别的", "something else"),
}
_REASONS: dict[Reason, Term] = {
    "other_matter": Term("不是表里的数", "nothing that the tables count"),
    "no_cell": Term("表里没有这样的数", "no cell counts this"),
    "other_office": Term("不是本机关的数", "not of this office"),
    "other_time": Term("不是全年的数", "not of this year as a whole"),
    "cell_unknown": Term("表里这一格还没有数", "the cell has no number yet"),
    "last_year_unknown": Term("没有写上年的数（上年: …）", "last year's number is not given (previous: …)"),
    "whole_unknown": Term("看不出是谁的百分比", "of what it is a share is not clear"),
    "told_already": Term("同一句里别的数已经不对", "another number of the sentence is wrong"),
    "uncertain": Term("也可以作别的理解，不下结论", "the words may mean something else"),
    "no_amount": Term("不是数量", "no amount"),
}
# What the reader calls other matters, where it has no words of the author for them.
_ABOUT = {
    "publish": Term("公布的信息", "items published"),
    "published": Term("公布的信息，不是决定的件数", "items published, not decisions"),
    "unit": Term("表里没有用这个单位计的数", "no cell is counted in this unit"),
    "attribute": Term("文件的公开属性", "the attribute of documents"),
    "step": Term("办理的步骤，不是结果", "a step, no result"),
    "rate": Term("表里没有这样的比例", "no such share in the tables"),
    "no noun": Term("没有说数的是什么", "what it counts is not said"),
    "other disputes": Term("和政府信息公开无关的案件", "disputes about other matters"),
    "no dispute": Term("不是行政复议、行政诉讼的件数", "no number of disputes"),
    "average": Term("平均数", "an average"),
    "documents": Term("别的文件", "other documents"),
    "other time": Term("别的时间的文件", "documents of another time"),
    "other act": Term("别的行政行为", "other acts"),
    "money": Term("别的钱款", "other money"),
    "last year": Term("上年的数", "last year's number"),
    "other reference": Term("和别的数比", "compared with something else"),
}
_WHOSE = {
    "region": Term("全区域的数", "of the whole region"),
    "unit": Term("下属单位的数", "of units below"),
    "other": Term("别的机关的数", "of another office"),
    "third": Term("作为第三人、复议机关或者协助的", "as third party or reviewing body"),
}
_WHEN = {
    "last": Term("上年的数", "last year's"),
    "part": Term("一年里一段时间的数", "of a part of the year"),
    "several": Term("几年的数", "of several years"),
    "plan": Term("打算", "a plan"),
    "mixed": Term("几个年份在一句里", "several years in a sentence"),
}


def counted(records: Iterable[ClaimRecord]) -> dict[Verdict, int]:
    """How many there are of each verdict."""
    counts = Counter(record.verdict for record in records)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def tally(records: Sequence[ClaimRecord]) -> Term:
    """How many numbers of the text were proved and how many not, in a line."""
    counts = [(VERDICTS[verdict], count) for verdict, count in counted(records).items() if count]
    zh = "，".join(f"{count} 个{name.zh}" for name, count in counts)
    en = ", ".join(f"{count} {name.en}" for name, count in counts)
    if not counts:
        return Term("正文里没有数", "the text has no numbers")
    return Term(f"正文里的数和说法 {len(records)} 个：{zh}", f"{len(records)} statements of the text: {en}")


def reasons(records: Iterable[ClaimRecord]) -> Term:
    """Why numbers were not compared, with how many there are of each reason, the most frequent first."""
    counts = Counter(record.reason for record in records if record.verdict in ("elsewhere", "undecidable"))
    told = [(_REASONS[reason], count) for reason, count in counts.most_common() if reason in _REASONS]
    return Term(
        "，".join(f"{name.zh} {count}" for name, count in told), ", ".join(f"{name.en} {count}" for name, count in told)
    )


def why(record: ClaimRecord) -> Term:
    """What a claim was compared with, or why it was not."""
    if record.verdict in ("agrees", "contradicts"):
        if record.compared:
            return _joined([_comparison(each) for each in _deciding(record)])
        return Term("", "")
    if record.reason == "other_office" and record.whose in _WHOSE:
        return _WHOSE[record.whose]
    if record.reason == "other_time" and record.when in _WHEN:
        return _WHEN[record.when]
    return about(record) or _REASONS.get(record.reason, Term("", ""))


def about(record: ClaimRecord) -> Term | None:
    """The other matter that a number is about, None where nothing says which."""
    words = record.about
    if not words or record.verdict not in ("elsewhere", "undecidable"):
        return None
    if words in _ABOUT:
        return _ABOUT[words]
    return None if words.isascii() else Term(words, words)


def _deciding(record: ClaimRecord) -> list[ComparedValue]:
    """The comparisons to show: of several lawful meanings of a number that agrees, those that fit."""
    if record.verdict == "agrees" and record.value is not None and record.relation == "equal":
        fitting = [each for each in record.compared if each.value == record.value]
        return fitting[:1] or list(record.compared)
    return list(record.compared)


def _comparison(each: ComparedValue) -> Term:
    value = shown(each.value)
    return Term(f"{each.name.zh} {value}", f"{each.name.en} {value}")


def _joined(terms: list[Term]) -> Term:
    return Term("；".join(str(term.zh) for term in terms), "; ".join(str(term.en) for term in terms))


def shown(value: float) -> str:
    """A number without needless decimals."""
    return f"{Decimal(repr(round(value, 4))).normalize():f}"
