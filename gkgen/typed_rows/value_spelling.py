"""Numbers, years and dates that were typed otherwise than the form wants them, where one thing alone can be meant."""

import unicodedata
from datetime import date
from decimal import Decimal

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.numerals import number_of

_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?", re.ASCII)
_GROUPS = re.compile(
    r"(?P<first>[+-]?[1-9][0-9]{0,2})(?P<rest>(?:,[0-9]{3})+|(?: [0-9]{3})+)(?P<end>\.[0-9]+)?", re.ASCII
)
_COUNTERS = "件条次项个宗份部起人名家位例户笔"
_LEADING_ZEROS = re.compile(r"^(?P<sign>[+-]?)0+(?=[0-9])")
_ZEROS_IN_FRONT = re.compile(r"[+-]?0[0-9]{1,17}(?:\.[0-9]{1,12})?", re.ASCII)
_CHANGE = re.compile(r"(?P<word>增加|增长|新增|增|减少|下降|减|[↑↓▲▼])\s*(?P<number>[0-9]+)\s*[件条次项个]?")
_UNCHANGED = frozenset({"不变", "没有变化", "无变化", "无增减", "持平"})
_MINUS = re.compile("^[−–—﹣](?=[0-9])")
_CURRENCY = re.compile("^[¥￥]\\s*(?=[0-9])")
# Quotation marks of any kind around a value, in half width.
_IN_QUOTES = re.compile("[\"'“”‘’„‟「『〝`´](?P<inside>[^\"'“”‘’„‟「」『』〝〞`´]+)[\"'“”‘’„‟」』〞`´]")
# What a typewriter without 1 and 0 had for them, and what looks like them.
_LETTERS = str.maketrans("lIoOοО", "110000")
_LETTERS_FOR_DIGITS = re.compile("[+-]?(?=.*[lIoOοО])[0-9lIoOοО]{1,18}(?:\\.[0-9lIoOοО]{1,12})?")
_FORMAL_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟弌弍弎", "一二三四五六七八九十百千一二三")
# A number and what is told about it: 128件（同比增长12.3%）, 34 比去年多5件, （5）.
_NUMBER_AND_WORDS = re.compile(
    r"(?:共计?|总计|合计|约)?\s*(?P<number>[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*[件条次项个宗份部起人名家]?"
    r"(?:[\s,;。]*[(\[【〔].*[)\]】〕]?|[\s,;。]+[^0-9\s].*|\s*[左上以余多]+[右下上]?|\s*[?!。;,]+)?"
)
_IN_BRACKETS = re.compile(r"[(\[【〔]\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\s*[)\]】〕]")
_YEAR = re.compile(r"(?P<year>[12][0-9]{3}|[一二][〇零一二三四五六七八九○0oO]{3})\s*(?:年度?|年度报告)?")
_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})\s*[年./,\-－—–]\s*(?P<month>[0-9]{1,2})\s*[月./,\-－—–]\s*(?P<day>[0-9]{1,2})\s*[日号]?"
    r"(?:[\sT]*0{1,2}:00(?::00)?|\s*[(\[]?(?:星期|周)[1-6日天][)\]]?)?"
)
# A year whose zeros were typed as letters or circles: 二O二五.
_YEAR_LETTERS = re.compile("(?<=[一二〇零])[oO○0](?=[一二三四五六七八九〇零oO○0])|(?<=[一二〇零][oO○0二])[oO○0]")
_CHINESE = re.compile("[〇零一二三四五六七八九十]{1,4}")
_LOOSE_DATE = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_DOCUMENT_NO = re.compile(
    r"(?P<organ>[^\s\[\](){}<>〔〕【】〈〉《》:,;。]{1,30})\s*[\[({〔【〈《<]\s*(?P<year>(?:19|20)[0-9]{2})\s*年?\s*[\])}〕】〉》>]"
    r"\s*第?\s*0*(?P<number>[1-9][0-9]{0,5})\s*号"
)
_UNIT = re.compile("单位为(?P<unit>万?元)")
MARKS_OF_NOTHING = frozenset({"/", "-", "–", "—", "——", "－", "／", "无", "\\", "--", "*", "空", "N/A", "n/a"})
"""What stands in forms where there is nothing to count."""
_LESS = frozenset({"减少", "下降", "减", "↓", "▼"})
MAX_VALUE_CHARACTERS = 40
"""What is longer is a text."""


def plain_number(text: str) -> str | None:
    """The number that was meant, in plain digits; None where that is not certain."""
    half = _half_width(text)
    grouped = _GROUPS.fullmatch(half)
    if grouped:
        half = grouped["first"] + re.sub("[ ,]", "", grouped["rest"]) + (grouped["end"] or "")
    return half if _NUMBER.fullmatch(half) else None


def number_meant(text: str, unit: str = "") -> str | None:
    """The number in a text with a unit, in quotation marks or in numerals; `unit` is that of an amount.

    34件, “34”, 三十四, 叁拾肆, 034, 3O (the letter) and, for an amount in 万元, 3.5万元.
    """
    half = _half_width(text)
    if len(half) > MAX_VALUE_CHARACTERS or not half:
        return None
    quoted = _IN_QUOTES.fullmatch(half)
    half = (quoted["inside"].strip() if quoted else half).rstrip(",;。")
    half = _CURRENCY.sub("", half) if unit else half
    # 3.2万 is as good as 3.2万元.
    bare = half.removesuffix(unit).removesuffix(unit[:-1]).strip() if unit else half.rstrip(_COUNTERS).strip()
    if bare and len(half) - len(bare) > max(1, len(unit)) + 1:
        return None
    bare = without_leading_zeros(digits_for_letters(bare) or bare)
    value = number_of(bare.translate(_FORMAL_NUMERALS))
    return plain_number(bare) or (str(value) if value is not None else None)


def without_leading_zeros(text: str) -> str:
    """010 as 10: a number of the form is decimal, whatever stands in front of it (YAML 1.2.2, section 10.3.2)."""
    return _LEADING_ZEROS.sub(r"\g<sign>", text)


def yuan_in_wan(text: str) -> str | None:
    """32000元 in 万元: the amount that a column in 万元 wants for it."""
    half = _half_width(text)
    number = (
        plain_number(half.removesuffix("元").strip())
        if half.endswith("元") and len(half) < MAX_VALUE_CHARACTERS
        else None
    )
    return f"{Decimal(number) / 10_000:f}" if number else None


def has_leading_zeros(text: str) -> bool:
    """Whether a text is a number but for the zeros in front of it."""
    return bool(_ZEROS_IN_FRONT.fullmatch(text))


def digits_for_letters(text: str) -> str | None:
    """The number in llO8, where l and O were typed for 1 and 0; None where there are no such letters."""
    half = _half_width(text)
    return half.translate(_LETTERS) if _LETTERS_FOR_DIGITS.fullmatch(half) else None


def number_beside_words(text: str) -> str | None:
    """The number of a value that says more than it: 128 in 128件（同比增长12.3%）; likely, but not certain."""
    half = _half_width(text)
    found = _IN_BRACKETS.fullmatch(half) or _NUMBER_AND_WORDS.fullmatch(half)
    return without_leading_zeros(found["number"].replace(",", "")) if found else None


def change_meant(text: str) -> str | None:
    """The signed number of a change in words: 增24, 减少1, 持平."""
    half = _half_width(text)
    if half in _UNCHANGED:
        return "0"
    found = _CHANGE.fullmatch(half)
    if not found:
        return None
    value = int(found["number"])
    return str(-value if found["word"] in _LESS else value)


def number_for(field: Field, text: str) -> str | None:
    """The number that was meant for a field of its kind: with its unit, or a change in words."""
    unit = _UNIT.search(field.counts) if field.kind == "money" else None
    meant = change_meant(text) if field.kind == "change" else None
    return meant or number_meant(text, unit["unit"] if unit else "")


def cell_meant(field: Field, text: str) -> str | None:
    """What was typed or pasted into the cell of a table: its number, empty for none; None where it is not certain."""
    bare = text.strip()
    if not bare or bare in MARKS_OF_NOTHING:
        return ""
    return number_for(field, bare) or number_meant(bare)


def year_meant(text: str) -> str | None:
    """The year in 2025年, ２０２５年度, 二〇二五."""
    half = _half_width(text)[:MAX_VALUE_CHARACTERS]
    quoted = _IN_QUOTES.fullmatch(half)
    found = _YEAR.fullmatch((quoted["inside"] if quoted else half).rstrip(",;。"))
    if not found:
        return None
    digits = re.sub("[○oO]", "〇", found["year"])
    value = int(digits) if digits.isascii() else number_of(digits.replace("0", "〇"))
    return str(value) if value and value >= 1000 else None


def date_meant(text: str) -> str | None:
    """The date in 2026年1月16日, 2026.1.16, 2026/1/16, 2026-1-16, 20260116, 二〇二六年元月十六, as ISO 8601 has it."""
    typed = _half_width(text).replace("元月", "1月").replace("廿", "二十")
    typed = _YEAR_LETTERS.sub("〇", typed)
    half = _CHINESE.sub(lambda found: str(number_of(found.group()) or found.group()), typed)
    if len(half) > MAX_VALUE_CHARACTERS:
        return None
    found = _DATE.fullmatch(half) or _LOOSE_DATE.fullmatch(half)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat() if found else None
    except ValueError:
        return None


def document_no_meant(text: str) -> str | None:
    """The number of an official document as GB/T 9704-2012, 7.2.5, has it: 甲政报[2026]第03号 as 甲政报〔2026〕3号."""
    found = _DOCUMENT_NO.fullmatch(_half_width(text)) if len(text) <= MAX_VALUE_CHARACTERS else None
    return f"{found['organ']}〔{found['year']}〕{found['number']}号" if found else None


def _half_width(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text[: 10 * MAX_VALUE_CHARACTERS].replace("，", ",").replace("、", ","))
    return _MINUS.sub("-", narrow.strip())
