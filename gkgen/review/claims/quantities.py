"""Numbers in free text as ranges of values: 3件, ３件, 三件, 1,024条, 1.2万条, 20余件, 近百件, 六成, 四分之一.

What stands in dates, document numbers, ordinals, telephone numbers and names is no quantity.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from gkgen import lazy_re as re
from gkgen.numerals import number_of

QuantityKind = Literal["count", "share", "times", "points", "money", "people", "foreign"]

_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {ord("％"): "%", ord("．"): ".", ord("　"): " "}
_IS_WIDE = re.compile("[０-９％．\u3000]")
_UNITS = (
    "件次|条次|人次|家次|户次|篇次|批次|场次|个百分点|个月|个工作日|工作日|万元|亿元|元|件|份|宗|起|例|条|项|次|部|"
    "个(?:项目|点|镇|乡|村|社区|部门|栏目|街道|单位|行政村)?|名|人|位|家|场|期|篇|封|户|张|台|处|类|批|页|字|册|本|天|日|%|成|倍|番|分|年|月|号|时|届|"
    "公里|平方米|亩|级|步|大|章|岁|周|季|岗|轮|度|省|市|区|县|组|班|队|套|只|种"
)
_COUNTING = frozenset({"件", "件次", "份", "宗", "起", "例", "条", "项", "次", "部", "个", "条次", "", "个项目", "种"})
_PEOPLE = frozenset({"名", "人", "位", "人次", "家", "家次", "户", "户次"})
_NOT_COUNTED = frozenset(
    {
        "年",
        "月",
        "日",
        "号",
        "时",
        "分",
        "天",
        "届",
        "个工作日",
        "工作日",
        "个月",
        "章",
        "岁",
        "周",
        "季",
        "级",
        "步",
        "度",
        "大",
    }
)
_NUMERAL = "零〇一二两三四五六七八九十百千"
_NUMBER = re.compile(
    rf"(?=[\d{_NUMERAL}接将近大约超突逾不至最少多半过])"  # Few characters begin one: the others are left at once.
    r"(?:(?P<pre>接近|将近|近|大约|约为|约|超过|超出|突破|超|逾|不足|不到|至少|最多|不少于|不超过|少于|多于)\s*)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|百分之(?P<per>[一二三四五六七八九十百点\d.]+)"
    rf"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])|(?P<half>一半|半数|过半)"
    rf"|(?P<han>[{_NUMERAL}]{{1,16}}(?:[万千百][{_NUMERAL}]{{0,16}})?)(?=[余多]?(?:件|份|宗|起|例|条(?!龙)|部(?!分|门|署)|个项目|个(?=(?:政府)?信息公开申请|申请(?!人))|成(?!不变|立|果|为|员)|倍|番|[万亿]?余?元))|(?<=为)(?P<none>[零〇])(?=[，。；、）！]|$))"
    rf"\s*(?P<mid>余|多)?(?P<scale>[万亿千百](?![家户]))?(?P<mid2>余|多)?\s*(?P<unit>{_UNITS})?(?:(?<=成)(?P<tenth>[一二三四五六七八九半]))?"
    r"(?P<post>余|多(?!\d|出|了|于|少|达|[约近]\d)|以上|及以上|以下|左右|上下)?"
)
_MAY_BEGIN = re.compile(rf"[\d{_NUMERAL}半过]|百分之")
_SCALES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_MAX_BARE_DIGITS = 6
_LIST_NUMBER = re.compile(r"\s*[.、)）]")
_YEAR_LISTED = re.compile(r"20\d\d(?:[、和至到]20\d\d|(?=(?:连续)?[两三四五]年))|(?<=20\d\d[、和至到])20\d\d")
_ONE_CASE = re.compile("案件|行政|诉讼|复议|依?申请|要求公开|公开政府信息|政府信息|信息公开|[，。；、）]")
_TINY = 1e-3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text from `start` to `end`: any value from `low` to `high` may be said so.

    `step` is one unit of the last printed digit; a `rounded` number may be cut or rounded there.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    step: float
    unit: str
    rounded: bool

    @property
    def is_exact(self) -> bool:
        """Whether one value alone may be said so."""
        return self.low == self.high and not self.rounded

    def fits(self, actual: float) -> bool:
        """Whether a value may be said so."""
        if self.rounded:
            near = abs(actual - self.value)
            return near < self.step * (1 - 1e-9) or near < 1e-9 * max(1.0, self.value)
        return self.low - 1e-6 <= actual <= self.high + 1e-6

    @property
    def edges(self) -> tuple[float, float]:
        """The least and the greatest value that it may stand for."""
        if self.rounded:
            return self.value - self.step / 2, self.value + self.step / 2
        return self.low, self.high

    @property
    def kind(self) -> QuantityKind:
        """What its unit counts."""
        return _kind_of(self.unit)


@lru_cache(maxsize=256)
def _kind_of(unit: str) -> QuantityKind:
    if unit in ("%", "成", "分之"):
        return "share"
    if unit in ("倍", "番"):
        return "times"
    if unit == "个百分点":
        return "points"
    if unit.endswith("元"):
        return "money"
    return "people" if unit in _PEOPLE else "count" if unit in _COUNTING else "foreign"


def narrowed(text: str) -> str:
    """The text with half-width digits, every character in its place."""
    return text.translate(_WIDE) if _IS_WIDE.search(text) else text


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that was narrowed, in their order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    if not _MAY_BEGIN.search(text):
        return
    numbers = (_quantity(found) for found in _NUMBER.finditer(text) if not _is_name(text, found))
    if "之间" not in text:
        yield from numbers
        return
    first: Quantity | None = None
    for number in numbers:
        if first is not None and _is_range(text, first, number):
            yield replace(number, start=first.start, low=first.value, high=number.value, rounded=False)
            first = None
            continue
        if first is not None:
            yield first
        first = number
    if first is not None:
        yield first


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    """介于70件和80件之间 is one number."""
    is_joined = text[first.end : second.start] in ("和", "与", "至", "到", "—", "~", "～")
    return is_joined and text.startswith("之间", second.end) and first.unit in ("", second.unit)


def _first(found: re.Match[str]) -> int:
    return next(found.start(group) for group in ("digits", "han", "none", "per", "below", "half") if found[group])


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether the number is part of a date, a name, a document number, an ordinal."""
    end, unit, first = found.end(), found["unit"] or "", _first(found)
    before, after = text[first - 1 : first], text[end : end + 1]
    if (
        unit in _NOT_COUNTED
        or (before and before in "第〔[-—/.·:：A-Za-z一" and not (before in ":：" and not before.isascii()))
        or (after and after in "-—/·〕]")
    ):
        return True
    if found["digits"]:
        return _is_digits_of_name(text, found, before, after)
    if found["han"]:
        return _is_word(text, found, before, after)
    return False


def _is_digits_of_name(text: str, found: re.Match[str], before: str, after: str) -> bool:
    if found["unit"]:
        return found["unit"] == "次" and after == "性"
    if (
        after in ("年", "号")
        or _YEAR_LISTED.match(text, found.start("digits"))
        or len(found["digits"]) > _MAX_BARE_DIGITS
        or (before.isascii() and before.isalpha())
    ):
        return True
    is_first = found.start() == 0 or before in "。；;\n（( ：:是"
    return bool(_LIST_NUMBER.match(text, found.end())) and is_first


def _is_word(text: str, found: re.Match[str], before: str, after: str) -> bool:
    """一起, 某件, 这件 count nothing."""
    end = found.end()
    if (before and before in "第每同逐某任何之统唯这那一不") or after == "事" or text[end - 1 : end + 1] == "件事":
        return True
    if found["han"] == "一" and found["unit"] == "例" and after == "外":
        return True
    if found["han"][0] in "百千" and before and before in "上数几成好":
        return True  # 上百件, 数百件 say no more than that there are many.
    if found["han"] == "一" and after and after in "没未无也都":
        return True
    is_one = found["unit"] == "起" and found["han"] == "一"
    return is_one and not _ONE_CASE.match(text, end) and end < len(text)


def _value(found: re.Match[str]) -> tuple[float, int]:
    """The number as it is written, and its decimals."""
    if found["digits"]:
        return float(found["digits"].replace(",", "")), len(found["digits"].partition(".")[2])
    if found["per"] == "百":
        return 100.0, 0
    if found["per"]:
        whole, _, tail = found["per"].replace("点", ".").partition(".")
        if found["per"][0].isdigit():
            return float(found["per"]), len(tail)
        digits = "".join(str(number_of(char) or 0) for char in tail)
        return float(f"{number_of(whole) or 0}.{digits or 0}"), len(digits)
    if found["half"] or found["none"]:
        return 50.0 if found["half"] else 0.0, 0
    if found["below"]:
        return 100.0 * (number_of(found["above"]) or 0) / (number_of(found["below"]) or 1), 0
    digits = found["han"].replace("〇", "零")
    return float(number_of(f"一{digits}" if digits[0] in "百千" else digits) or 0), 0  # 百余件 is 一百余件.


def _quantity(found: re.Match[str]) -> Quantity:
    value, decimals = _value(found)
    unit, scale = found["unit"] or "", _SCALES.get(found["scale"] or "", 1.0)
    if found["per"]:
        unit = "%"
    elif found["below"] or found["half"]:
        unit = "分之"
    elif unit in ("万元", "亿元"):
        scale, unit = _SCALES[unit[0]] * scale, "元"
    elif unit == "成":
        scale = 10.0
        value += {"": 0, "半": 5}.get(found["tenth"] or "", number_of(found["tenth"] or "零") or 0) / 10
    value, step = value * scale, scale * 10.0**-decimals
    rounded = (scale > 1 and unit != "成") or unit in ("%", "倍", "个百分点") or (unit == "元" and decimals > 0)
    low, high, rounded = _bounds(found, value, step, unit, rounded)
    return Quantity(found.start(), found.end(), value, low, high, step, unit, rounded)


def _bounds(found: re.Match[str], value: float, step: float, unit: str, rounded: bool) -> tuple[float, float, bool]:
    pre, post = found["pre"] or "", found["post"] or ""
    is_share = unit in ("%", "成", "分之")
    if found["mid"] or found["mid2"] or post in ("余", "多"):
        return value + (0 if is_share or unit == "倍" else _TINY), value + _place(found, value, step), False
    if pre in ("近", "接近", "将近"):
        return value * 0.9, value, False
    if pre in ("约", "约为", "大约") or post in ("左右", "上下"):
        return value * 0.95 - (2 if is_share else 0), value * 1.05 + (2 if is_share else 0), False
    if pre in ("超过", "超出", "突破", "超", "逾", "多于") or found["half"] == "过半":
        return value + _TINY, float("inf"), False
    if post in ("以上", "及以上") or pre in ("至少", "不少于"):
        return value - (0.5 if is_share else 0), float("inf"), False
    if pre in ("不足", "不到", "少于"):
        return 0.0, value - _TINY, False
    if post == "以下" or pre in ("最多", "不超过"):
        return 0.0, value, False
    if unit in ("成", "分之"):
        about = 1 if found["tenth"] else 2.5 if found["below"] else 5
        return value - about, value + about, False
    return value, value, rounded


def _place(found: re.Match[str], value: float, step: float) -> float:
    """What a unit of the last digit that is not zero is worth."""
    if found["han"]:
        digits = str(int(value))
        return float(10 ** (len(digits) - len(digits.rstrip("0")))) if value else 1.0
    digits = (found["digits"] or "").replace(",", "")
    return step if "." in digits or not digits else step * 10 ** (len(digits) - len(digits.rstrip("0")))
