"""Numbers of documents, decisions and money as expressions over the cells of table two and the fee."""

from dataclasses import replace
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Frame
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim

DOCUMENTS = ("norm", "regs")
_ITEMS = ("licensing_items", "penalties_items", "coercive_items", "fees_items")
DECISIONS = ("licensing", "penalties", "coercive", "services", "procurement", *_ITEMS)
_PUT_ONLINE = re.compile("(?:公开|发布|公示)(?:的)?(?:行政)?规范性文件")
_OTHER_TIME, _AMENDED = re.compile("年初|以前|此前|之前"), re.compile("新制定|修改|修订|其中")
_OTHER_ACT = re.compile("撤销|注销|变更|延续|吊销|减免|移送|抽查|检查|复核|取消|下放|承接|听证|报备|备案|评查")
_PUBLISHED = re.compile("信息|结果|公示|公开(?!信息)|归集|发布|文书|决定书|事项|案例|指南|目录")
_COUNTED = ("licensing", "penalties", "coercive")
_JOINT = re.compile("[、和与及]|以及")
_DREW_UP = re.compile(r"(?:作出|做出|下达|开具|出具|制作|签发|制发)[^，。；、\d]{0,8}决定书")
_SHEETS = ("份", "张")
_CHANGED = re.compile("[增减加少]了?$")
_ITEM_VERBS = re.compile("取消|减少|压减|调减|核减|下放|承接|新增|增加|调增")
_ITEMS_CHANGED = re.compile("(?:(?P<down>取消|减少|压减|调减|核减)|新增|增加|调增)了?$")
_AVERAGES = {
    "fee": "fee.amount_yuan/fee.cases",
    "procurement": "procurement.amount/procurement.projects*10000",
    "procurement_money": "procurement.amount/procurement.projects*10000",
}
_AVERAGE = re.compile("平均|[件项个]均")
_OF_EACH = re.compile("平均每(?:一)?(?:个项目|个采购项目|件|个)|[件项]均")
_SOME = re.compile("(?:其余|其中|剩余|余下|另|另有)(?:的)?$")
_LISTED = re.compile("(?:等|、)$")
_OF_DISPUTES = re.compile("(?:诉讼|复议|应诉|行政案件)[^。]{0,40}(?:许可|处罚|强制)(?!.*决定)")
_NO_FEE = re.compile("标准|每[件页份]|不超过|预算|减免|退还|清退|应收|欠缴|罚|免收")
_MONEY_WORDS = re.compile(
    "征收|全额|约合|折合|收入|入库|上缴|国库|采购(?:总?金额|总额)?|花费|支出|实施|完成|总金额|成交|中标"
)
_MONEY = {
    "procurement_money": "procurement.amount*10000",
    "fees": "fees*10000",
    "fee": "fee.amount_yuan",
    "procurement": "procurement.amount*10000",
}


def read_documents(claim: Claim, frame: Frame, topic: str, cells: CellValues) -> None:
    """Documents issued, repealed, in force."""
    done = frame.named("doc")
    if ("docless" in frame.slots and not done) or "other" in frame.slots or not done:
        claim.about = "documents"
        return
    name = done[-1]
    if _OTHER_TIME.search(frame.clause.before(claim.start)):
        claim.about = "other time"
        frame.clause.state.subset = True
        return
    claim.readings = document_readings(topic, name, cells)
    if frame.clause.state.subset:
        claim.relation = "part"
    if _AMENDED.search(frame.clause.said) and name == "issued":
        claim.relation = "part"  # Those made anew, or some of them: no more than all.
    if _PUT_ONLINE.search(frame.clause.said) and name == "issued":
        claim.is_certain = False
    if not claim.readings:
        claim.about = "no cell"


def document_readings(topic: str, name: str, cells: CellValues) -> tuple[str, ...]:
    """The cells of what was done with documents; those of 2019 have other names."""
    if cells.has(f"{topic}.in_force"):
        return (f"{topic}.{name}",) if cells.has(f"{topic}.{name}") else ()
    if name == "issued":
        return (f"{topic}.newly_made", f"{topic}.newly_disclosed")
    name = {"in_force": "total_disclosed", "repealed": ""}.get(name, name)
    return (f"{topic}.{name}",) if name and cells.has(f"{topic}.{name}") else ()


def read_decisions(claim: Claim, frame: Frame, topic: str) -> None:
    """Decisions of table two, and what the edition of 2019 counts beside them."""
    is_named, said = "topic" in frame.slots, frame.clause.said
    several = _several(frame)
    if several:
        topic = several
    unit = claim.quantity.unit if claim.quantity else ""
    if topic == "procurement":
        if is_named and unit in ("个项目", "个", "项", ""):
            claim.readings = ("procurement.projects",)
    elif topic in _ITEMS:
        _read_items(claim, frame, topic, unit)
    elif topic == "services":
        if unit in ("件", "宗", "起") and (is_named or "flow" in frame.slots):
            claim.readings = ("services.decisions",)
        elif is_named:
            claim.readings = ("services.items_last_year+services.items_change",)
    elif not is_named:
        claim.about = "decisions"
        return
    elif _OTHER_ACT.search(said) or _OF_DISPUTES.search(frame.clause.plain, _sentence(frame), claim.start):
        claim.about = "other act"
        return
    elif unit not in ("件", "宗", "起", "件次", "") + _SHEETS * bool(_DREW_UP.search(said)) or _PUBLISHED.search(
        _DREW_UP.sub("", said)
    ):
        claim.about = "published"
        return
    else:
        claim.readings = (topic,)
    claim.about = "" if claim.readings else "no noun"


def _read_items(claim: Claim, frame: Frame, topic: str, unit: str) -> None:
    """How many items there are, or how many came to them or were taken away."""
    lead = frame.lead or ""
    if unit in ("项", "个", "") and (changed := _ITEMS_CHANGED.search(lead)):
        claim.readings = (f"0-{topic}.items_change" if changed["down"] else f"{topic}.items_change",)
        sentence = frame.clause.plain[_sentence(frame) : frame.clause.segment.end]
        claim.is_certain = claim.is_certain and len(_ITEM_VERBS.findall(sentence)) == 1
    elif unit in ("项", "个", "") and not _OTHER_ACT.search(lead) and not _CHANGED.search(lead):
        claim.readings = (f"{topic}.items_last_year+{topic}.items_change",)


def _several(frame: Frame) -> str:
    """许可、处罚、强制三类决定合计1945件: the sum of what stands joined before the number."""
    terms = [t for t in frame.terms if t.slot == "topic" and t.name in _COUNTED and t.end <= frame.number.start]
    names = list(dict.fromkeys(term.name for term in terms))
    between = [frame.clause.plain[one.end : other.start] for one, other in pairwise(terms)]
    is_list = len(names) == len(terms) > 1 and all(_JOINT.fullmatch(words) for words in between)
    return "+".join(names) if is_list else ""


def _sentence(frame: Frame) -> int:
    return frame.clause.plain.rfind("。", 0, frame.number.start) + 1


def money_reading(topic: str) -> tuple[str, ...]:
    """The cell of a sum of money, in yuan."""
    return (_MONEY[topic],) if topic in _MONEY else ()


def read_money(claim: Claim, frame: Frame, binder: Binder) -> None:
    """Charges, procurement and the fee for processing information."""
    clause = frame.clause
    near = [t for t in frame.before if t.slot in ("topic", "other")][-1:]
    near = near or [t for t in frame.after if t.slot in ("topic", "other")][:1]
    topic = (near[0].name if near[0].slot == "topic" else "") if near else clause.state.topic
    is_noticed = topic == "requests" and any(term.slot == "notice" for term in frame.before)
    reading = _MONEY["fee"] if is_noticed else _MONEY.get(topic, "")
    if _NO_FEE.search(clause.plain, clause.segment.start, claim.end):
        reading = ""
    begin = clause.segment.start
    if near and near[0].end <= claim.start and _LISTED.search(clause.before(near[0].start)):
        begin = near[0].end  # 学费、住宿费等行政事业性收费: examples of it.
    left = binder.unexplained(clause, begin, claim.start)
    is_strange = len(_MONEY_WORDS.sub("", left)) > 1
    if is_strange or _SOME.search(frame.lead or ""):
        claim.relation = "part"
    if is_strange and "费" in left:
        reading = ""
    if _AVERAGE.search(clause.before(claim.start)):
        reading = _AVERAGES.get(topic, "") if _OF_EACH.search(clause.before(claim.start)) else ""
        if reading:
            _take_for_average(claim)
    claim.readings = (reading,) if reading else ()
    claim.about = "" if reading else "money"


def _take_for_average(claim: Claim) -> None:
    """平均每件280元 is of all of the year, and may be rounded."""
    claim.when, claim.relation = "this", "equal"
    if claim.quantity is not None and claim.quantity.is_exact:
        claim.quantity = replace(claim.quantity, rounded=True)
