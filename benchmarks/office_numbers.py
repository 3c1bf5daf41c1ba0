"""The numbers of a generated office: three tables in which all sums hold, and facts for its text."""

import random
from dataclasses import dataclass, field
from typing import Any

_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_COLUMN_WEIGHTS = (70, 14, 2, 4, 6, 4)
_RESULTS = {
    "予以公开": 40,
    "部分公开": 12,
    "不予公开.属于国家秘密": 1,
    "不予公开.保护第三方合法权益": 4,
    "不予公开.属于三类内部事务信息": 3,
    "不予公开.属于四类过程性信息": 3,
    "不予公开.属于行政执法案卷": 2,
    "不予公开.属于行政查询事项": 3,
    "无法提供.本机关不掌握相关政府信息": 18,
    "无法提供.没有现成信息需要另行制作": 4,
    "无法提供.补正后申请内容仍不明确": 3,
    "不予处理.信访举报投诉类申请": 5,
    "不予处理.重复申请": 3,
    "不予处理.要求提供公开出版物": 1,
}
_OVERDUE = {2019: "其他处理", 2021: "其他处理.逾期不补正"}

Tree = dict[str, Any]


class Word(str):
    """A word of YAML, such as 否, that is written without quotation marks."""


@dataclass(slots=True)
class Numbers:
    """The tables as typed, the author's own figures, and for each fact the reference that a text uses."""

    tables: Tree = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    facts: dict[str, tuple[str, str]] = field(default_factory=dict)
    fee: Tree = field(default_factory=lambda: {"收取": Word("否")})

    def fact(self, name: str, value: object, reference: str) -> None:
        self.facts[name] = (reference, str(value))

    def figure(self, name: str, value: int) -> None:
        self.figures[name] = value
        self.fact(name, value, name)


def edition(year: int) -> int:
    return 2019 if year < 2021 else 2021


def invent(rng: random.Random, year: int) -> Numbers:
    numbers = Numbers()
    invent_figures(rng, numbers)
    invent_disclosure(rng, numbers, year)
    received = invent_requests(rng, numbers, year)
    invent_disputes(rng, numbers, year, received)
    return numbers


def invent_figures(rng: random.Random, numbers: Numbers) -> None:
    for whole, parts, most in (
        ("公开总数", ("网站", "公众号", "公示栏"), rng.choice((60, 700, 9000))),
        ("解读总数", ("图文解读", "视频解读", "负责人解读"), 25),
        ("专区", ("大厅专区", "村居专区"), 40),
    ):
        for part in parts:
            numbers.figure(part, rng.randint(2, most))
        numbers.figure(whole, sum(numbers.figures[part] for part in parts))
    for name, most in (("留言", 900), ("热线", 4000), ("建议", 30), ("提案", 40), ("培训", 9), ("参训", 800)):
        numbers.figure(name, rng.randint(2, most))
    for part in ("网站", "公众号"):
        share = f"{part} | 百分比(公开总数)"
        numbers.facts[f"{part}占比"] = (share, f"{{{{ {share} }}}}")


def invent_disclosure(rng: random.Random, numbers: Numbers, year: int) -> None:
    issued = rng.randint(1, 12)
    decisions = {name: {"处理决定": rng.randint(0, most)} for name, most in (("行政处罚", 400), ("行政强制", 30))}
    licensing = {"行政许可": {"处理决定": rng.randint(0, rng.choice((50, 30000)))}}
    money = rng.choice((0, rng.randint(1, 900), rng.randint(1, 999_999) / 100, rng.randint(1, 9_999_999) / 10_000))
    if edition(year) == 2019:
        name, column = "规范性文件", "新制作"
        documents = {"新制作": issued, "新公开": issued, "对外公开总数": issued + rng.randint(0, 60)}
        for item in (*licensing.values(), *decisions.values()):
            item |= {"上一年项目": rng.randint(20, 90), "本年增减": rng.randint(-12, 12)}
        money_row = {"政府集中采购": {"采购项目": rng.randint(1, 40), "采购金额": money or 15.5}}
    else:
        name, column = "行政规范性文件", "制发"
        documents = {"制发": issued, "废止": rng.randint(0, 3), "现行有效": issued + rng.randint(0, 60)}
        money_row = {"行政事业性收费": {"收费金额": money}}
        if money >= 1 and rng.random() < 0.5:
            numbers.fee = {"收取": Word("是"), "件数": rng.randint(1, 5), "金额": rng.randint(100, 9000)}
    numbers.tables["主动公开情况"] = {name: documents, **licensing, **decisions, **money_row}
    numbers.fact("制发", issued, f"主动公开情况.{name}.{column}")


def invent_requests(rng: random.Random, numbers: Numbers, year: int) -> int:
    """Table three, one request after the other; returns how many were new."""
    received = rng.choice((0, 0, rng.randint(1, 6), rng.randint(7, 60), rng.randint(100, 1500)))
    carried = rng.randint(0, min(9, received // 3))
    waiting = rng.randint(0, min(9, received // 3))
    weights = {**_RESULTS, _OVERDUE[edition(year)]: 3}
    rows = {name: dict.fromkeys(_COLUMNS, 0) for name in ("本年新收", "上年结转", *weights, "结转下年度")}
    for request in range(received + carried):
        column = rng.choices(_COLUMNS, _COLUMN_WEIGHTS)[0]
        rows["本年新收" if request < received else "上年结转"][column] += 1
        result = rng.choices(tuple(weights), tuple(weights.values()))[0]
        rows["结转下年度" if request < waiting else result][column] += 1
    numbers.tables["依申请公开情况"] = plant(rng, rows)
    table = "依申请公开情况"
    persons = rows["本年新收"]["自然人"]
    numbers.fact("收到", received, f"{table}.本年新收.总计")
    numbers.fact("自然人", persons, f"{table}.本年新收.自然人")
    numbers.fact("法人", received - persons, f"{table}.本年新收.总计 - {table}.本年新收.自然人")
    numbers.fact("结转", carried, f"{table}.上年结转.总计")
    numbers.fact("办结", received + carried - waiting, f"{table}.办理结果.总计.总计")
    numbers.fact("予以公开", sum(rows["予以公开"].values()), f"{table}.办理结果.予以公开.总计")
    numbers.fact("部分公开", sum(rows["部分公开"].values()), f"{table}.办理结果.部分公开.总计")
    numbers.fact("未结", waiting, f"{table}.结转下年度.总计")
    return received


def plant(rng: random.Random, rows: dict[str, dict[str, int]]) -> Tree:
    """The rows that are not empty, nested as in the file: by column or as a list, results below their group."""
    tree: Tree = {}
    for name, row in rows.items():
        if not any(row.values()) or name == "结转下年度":
            continue
        place = tree
        *groups, last = (name if name in {"本年新收", "上年结转"} else f"办理结果.{name}").split(".")
        for group in groups:
            place = place.setdefault(group, {})
        as_list = rng.random() < 0.2
        place[last] = list(row.values()) if as_list else {column: count for column, count in row.items() if count}
    return tree


def invent_disputes(rng: random.Random, numbers: Numbers, year: int, received: int) -> None:
    reconsidered = rng.randint(0, 3) if received > 5 else 0
    sued = rng.randint(0, 2) if received > 5 and year < 2024 else 0
    table: Tree = {}
    for name, cases in (("行政复议", reconsidered), ("未经复议直接起诉", sued)):
        outcomes = [rng.choice(("结果维持", "结果维持", "结果纠正", "其他结果", "尚未审结")) for _ in range(cases)]
        if outcomes:
            table[name] = {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}
    numbers.tables["复议诉讼情况"] = table
    numbers.fact("复议", reconsidered, "复议诉讼情况.行政复议.总计")
    numbers.fact("诉讼", sued, "复议诉讼情况.未经复议直接起诉.总计")
