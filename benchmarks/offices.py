"""Generates office files for tests and benchmarks: `python benchmarks/offices.py --count 50 -o FOLDER`.

A seed gives the same report on every machine. Places, numbers and sentences are invented; the sums hold and the text
says what the tables say, so that `gkgen check` finds nothing. The words are in offices.yaml.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from office_numbers import Tree, Word, invent

YEARS = range(2019, 2026)
PAGES = (0.5, 1, 2, 3, 4, 5, 6, 8)
SHARES = {"主动公开": 0.22, "依申请公开": 0.09, "政府信息管理": 0.12, "平台建设": 0.13, "监督保障": 0.13}
_CHARACTERS_OF_A_PAGE = 430
_ORDINALS = "一二三四五六七八九"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_RANGE = re.compile(r"<(\d+)-(\d+)>")
_SLOT = re.compile(r"<([^<>]+)>")


@cache
def vocabulary() -> Tree:
    loaded: Tree = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return loaded


@dataclass(slots=True)
class Words:
    """Draws the sentences of one report; none is repeated until all of its pool were drawn."""

    rng: random.Random
    facts: dict[str, tuple[str, str]]
    given: dict[str, str]
    left: dict[int, list[Any]] = field(default_factory=dict)

    def pull(self, pool: Sequence[Any]) -> Any:
        left = self.left.setdefault(id(pool), [])
        if not left:
            left.extend(self.rng.sample(pool, len(pool)))
        return left.pop()

    def say(self, pattern: str) -> str:
        """One sentence of a pattern, with choices, numbers and facts filled in."""
        text = _CHOICE.sub(lambda choice: self.rng.choice(choice[1].split("|")), pattern)
        text = _RANGE.sub(lambda found: str(self.rng.randint(int(found[1]), int(found[2]))), text)
        return _SLOT.sub(lambda slot: self.fill(slot[1]), text)

    def fill(self, name: str) -> str:
        if name in self.given:
            return self.given[name]
        if name in self.facts:
            reference, digits = self.facts[name]
            return f"{{{{ {reference} }}}}" if self.rng.random() < 0.7 else digits
        return self.say(self.pull(vocabulary()["words"][name]))

    def topics(self, known: Sequence[Tree], length: float, most: int) -> "Topics":
        """Topics with their sentences, of about the given length; no sentence is repeated."""
        topics: Topics = []
        rest = {id(topic): self.rng.sample(topic["say"], len(topic["say"])) for topic in known}
        while length > 0 and any(rest.values()):
            topic = self.pull(known)
            patterns = rest[id(topic)]
            count = self.rng.randint(1, most)
            said = [self.say(pattern) for pattern in patterns[:count]]
            if said:
                topics.append((self.pull(topic["lead"]), said))
            del patterns[:count]
            length -= sum(map(len, said)) + 8
        return topics


Topics = list[tuple[str, list[str]]]


def plain(topics: Topics) -> Iterator[str]:
    for _, sentences in topics:
        yield "".join(sentences)


def bold(topics: Topics) -> Iterator[str]:
    for lead, sentences in topics:
        yield f"**{lead}。**{''.join(sentences)}"


def counted(topics: Topics) -> Iterator[str]:
    for number, (lead, sentences) in enumerate(topics):
        yield f"{_ORDINALS[number % 9]}是{lead}。{''.join(sentences)}"


def headed(topics: Topics) -> Iterator[str]:
    for lead, sentences in topics:
        yield f"### {lead}"
        yield "".join(sentences)


def deeply_headed(topics: Topics) -> Iterator[str]:
    for number, (lead, sentences) in enumerate(topics):
        if number % 3 == 0:
            yield f"### {'主要做法' if number == 0 else '其他做法'}"
        yield f"#### {lead}"
        yield from sentences


def listed(topics: Topics) -> Iterator[str]:
    sentences = [sentence.removesuffix("。") for _, said in topics for sentence in said]
    yield "主要做了以下工作："
    yield from (f"- {sentence}；" for sentence in sentences[:-1])
    yield f"- {sentences[-1]}。"
    yield ""


def numbered(topics: Topics) -> Iterator[str]:
    sentences = (sentence for _, said in topics for sentence in said)
    yield "具体情况如下："
    yield from (f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1))
    yield ""


STYLES = (plain, plain, plain, bold, bold, bold, counted, counted, headed, headed, deeply_headed, listed, numbered)


def aspect(words: Words, name: str, budget: float) -> list[str]:
    """The paragraphs of one of the five aspects, of about the given length."""
    known = vocabulary()["aspects"][name]
    facts = requests(words) if name == "依申请公开" else [words.say(fact) for fact in known["facts"]]
    count = len(facts) if budget > 150 else 1
    paragraphs = ["".join(facts[:count])] if facts else []
    if name == "主动公开" and words.rng.random() < 0.4:
        paragraphs += small_table(words)
    wanted = budget - len("".join(paragraphs)) if facts else max(budget, 1)
    topics = words.topics(known["topics"], wanted, most=1 if budget < 100 else 4)
    paragraphs += words.rng.choice(STYLES)(topics) if topics else []
    if name == "监督保障" and not all(term in "".join(paragraphs) for term in ("工作考核", "社会评议", "责任追究")):
        paragraphs.append("工作考核和社会评议结果良好，没有发生责任追究的情形。")
    return paragraphs


def requests(words: Words) -> list[str]:
    number = {name: int(digits) for name, (_, digits) in words.facts.items() if digits.isdecimal()}
    if not number["收到"]:
        return [words.say("本年度没有收到政府信息公开申请，[没有上年结转的申请|上年也没有结转]。")]
    said = [words.say("全年新收政府信息公开申请<收到>件，其中自然人<自然人>件、法人或者其他组织<法人>件。")]
    if number["结转"]:
        said.append(words.say("上年结转政府信息公开申请<结转>件。"))
    if number["办结"]:
        said.append(words.say("全年办结<办结>件，其中予以公开<予以公开>件、部分公开<部分公开>件。"))
    if number["未结"]:
        said.append(words.say("结转下年度继续办理<未结>件。"))
    if number["复议"] + number["诉讼"]:
        said.append(words.say("因政府信息公开引起行政复议<复议>件、行政诉讼<诉讼>件。"))
    return said


def small_table(words: Words) -> Iterator[str]:
    table = words.rng.choice(vocabulary()["tables"])
    yield "具体数量见下表。"
    yield line(table["head"])
    yield line(["---"] * len(table["head"]))
    for row, fact in zip(table["rows"], table["facts"], strict=True):
        cells = [row, words.fill(fact)]
        if len(table["head"]) > 2:
            cells.append(f"{{{{ {fact} | 百分比(公开总数) }}}}")
        yield line(cells)
    yield ""


def line(cells: Sequence[str]) -> str:
    return "".join(f"| {cell} " for cell in cells) + "|"


def generate(seed: int, year: int | None = None, pages: float | None = None) -> str:
    """An office file; `pages` is the amount of text beside its three tables."""
    rng = random.Random(seed)
    drawn = rng.choice(YEARS), rng.choice(PAGES)
    year, pages = year or drawn[0], pages or drawn[1]
    numbers = invent(rng, year)
    names = vocabulary()["names"]
    city, county = rng.choice(names["cities"]), rng.choice(names["counties"])
    hotline = rng.choice(("12345热线", "市长热线", "12345政务服务便民热线"))
    kind, office = place(rng, city, county)
    words = Words(rng, numbers.facts, {"year": str(year), "city": city, "office": office, "热线称呼": hotline})
    parts = {"年度": str(year), "机关": office, "机关类型": kind, **dict(about(words, year))}
    parts |= dict(prose(words, pages * _CHARACTERS_OF_A_PAGE))
    parts["其他事项"] = f"\n信息处理费: {flow(numbers.fee)}{parts['其他事项']}"
    parts |= {name: flow(table) if table else "全零" for name, table in numbers.tables.items()}
    parts["数据"] = flow(numbers.figures)
    parts["核对"] = "\n- 公开总数 == 网站 + 公众号 + 公示栏\n- 专区 == 大厅专区 + 村居专区"
    return "".join(f"{name}:{below(part)}\n" for name, part in parts.items())


def place(rng: random.Random, city: str, county: str) -> tuple[str, str]:
    names = vocabulary()["names"]
    town = rng.choice(names["towns"])
    return rng.choice(
        (
            ("街道办事处", f"{city}{county}{town}街道办事处"),
            ("乡镇政府", f"{county}{town.removesuffix('路')}镇人民政府"),
            ("部门", f"{city}{rng.choice(names['departments'])}"),
            ("部门", f"{county}{rng.choice(names['departments'])}"),
            ("县级以上政府", f"{city}{'梧渡区' if county.endswith('区') else county}人民政府"),
        )
    )


def about(words: Words, year: int) -> Iterator[tuple[str, str]]:
    names = vocabulary()["names"]
    day = f"{year + 1}-01-{words.rng.randint(4, 28):02}"
    if words.rng.random() < 0.5:
        office, street = words.rng.choice(names["offices"]), words.rng.choice(names["streets"])
        contact = {"科室": office, "地址": words.say(f"<city>{street}<2-390>号"), "电话": words.fill("phone")}
        yield "联系方式", flow(contact | {"电子邮箱": words.fill("mail"), "网址": words.fill("site")})
    if words.rng.random() < 0.5:
        yield "发布信息", flow({"索引号": words.say("<100000000-999999999>/<1-9>"), "成文日期": day, "发布日期": day})
        yield "署名", words.given["office"]


def prose(words: Words, budget: float) -> Iterator[tuple[str, str]]:
    known = vocabulary()
    opening = [words.say(sentence) for sentence in known["preface"][: 2 if budget < 300 else 5]]
    yield "引言", "|\n" + "\n".join(filter(None, ("".join(opening[:2]), "".join(opening[2:]))))
    aspects = {name: aspect(words, name, budget * share) for name, share in SHARES.items()}
    if words.rng.random() < 0.6:
        yield "总体情况", "".join(f"\n{name}: |{indented(paragraphs)}" for name, paragraphs in aspects.items())
    else:
        titles = {"平台建设": "政府信息公开平台建设"}
        lines = [words.say(words.pull(known["overview"]))]
        for name, paragraphs in aspects.items():
            lines += [f"## {titles.get(name, name)}", *paragraphs]
        yield "总体情况", "|\n" + "\n".join(lines)
    yield "问题及改进", problems(words, budget * 0.25)
    others = [words.say(words.pull(known["others"])) for _ in range(1 if budget < 900 else 3)]
    ending = ["没有其他需要报告的事项。"] if budget < 300 else others
    yield "其他事项", f"\n正文: |{indented(ending)}"


def problems(words: Words, budget: float) -> str:
    known = vocabulary()
    count = min(max(2, int(budget / 90)), len(known["issues"]))
    issues = [words.say(issue) for issue in words.rng.sample(known["issues"], count)]
    topics = words.topics(known["improvements"], max(budget * 0.6, 1), most=2)
    with_digits = words.rng.random() < 0.5
    for number, issue in enumerate(issues):
        issues[number] = f"{number + 1}. {issue}" if with_digits else f"{_ORDINALS[number % 9]}是{issue}"
    steps = list(words.rng.choice((plain, bold, counted, headed))(topics))
    return f"\n存在问题: |{indented(['工作中还存在以下不足：', *issues])}\n改进措施: |{indented(steps)}"


def indented(lines: Sequence[str]) -> str:
    return "".join(f"\n  {line}".rstrip(" ") for line in lines)


def below(part: str) -> str:
    """A value on the line of its key, or on the lines below it."""
    head, newline, rest = part.partition("\n")
    if not newline:
        return f" {part}"
    return f" {head}\n".replace(" \n", "\n") + indented(rest.split("\n")).removeprefix("\n")


def flow(value: object) -> str:
    """A value in one line, as examples/ writes them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return f'"{value}"' if isinstance(value, str) and not isinstance(value, Word) else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes made-up office files.")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--year", type=int, help="one report year for all")
    parser.add_argument("--pages", type=float, help="pages of text, tables not counted")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to write into")
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    for seed in range(chosen.first, chosen.first + chosen.count):
        text = generate(seed, chosen.year, chosen.pages)
        (chosen.output / f"office-{seed:04}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
