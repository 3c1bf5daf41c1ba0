"""Texts of 20,000 characters, repeated and mixed at random: `python benchmarks/long_texts.py [TEXTS] [FORMATS]`.

Each is the only paragraph of an office file, which is checked, or rendered in the formats (docx,html). What is printed
are the slowest texts; none is to take more than a second to check, or three to build.
"""

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import gkgen  # noqa: E402 - the checkout is found first

LENGTH_CHARACTERS = 20_000
SEED = 18
SHOWN = 12
TOKENS = (
    *"1一件#*_~`|<>[](){}“”‘’（）《》【】，。；：、！？…—-+=/\\%&$@^'\"0９①Ⅳa字 \u3000·万亿十百千零",
    *(
        "其中1件",
        "50%，",
        "1，000",
        "\u3000",
        "\t",
        "`",
        "2021年",
        "同比增长",
        "占比5%",
        "{{ 甲",
        "{{",
        "}}",
        "{% ",
        "TODO",
        "_ _",
        "**a",
        "__a**",
    ),
    *(
        "![a](b",
        "[a](b)",
        "http://a.cn/",
        "&#49;",
        "1.2.",
        "12:30",
        "1-2",
        "〔2021〕1号",
        "百分之一",
        "三分之二",
        "一半",
        "近10余件",
    ),
    *(
        "没有1件，",
        "第一，",
        "（一）",
        "一是",
        "1.",
        "- a",
        "以上",
        "本机关",
        "收到申请1件",
        "答复1件",
        "结转下年度1件",
        "诉讼1起",
    ),
    *(
        "维持1件",
        "纠正1件",
        "行政复议",
        "张庄镇人民政府",
        "李庄镇人民政府",
        "电话010-12345678",
        "13800138000",
        "110101199003074258",
    ),
    *(
        "增加1件、",
        "分别为1件、2件",
        "1万元",
        "收费0元",
        "“一百件”",
        "（1件",
        "件）",
        "不予公开",
        "比上年增加1件，",
        "合计1件",
    ),
)


def texts(number: int) -> "list[str]":
    """So many texts, the same on every run: one token over and over, a few in turn, or many at random."""
    chosen = random.Random(SEED)
    found = [token * (LENGTH_CHARACTERS // len(token)) for token in TOKENS][:number]
    while len(found) < number:
        some = chosen.sample(TOKENS, chosen.choice((2, 2, 2, 3, 5, 20)))
        mixed = "".join(chosen.choices(some, k=300)) if chosen.random() < 0.5 else "".join(some)
        found.append((mixed * (LENGTH_CHARACTERS // len(mixed) + 1))[:LENGTH_CHARACTERS])
    return found


def main() -> int:
    """Measures; 1 when one takes too long."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    formats = tuple(sys.argv[2].split(",")) if len(sys.argv) > 2 else ()
    limit = 3.0 if formats else 1.0
    measured = []
    gkgen.render(office_with("正文"), formats)
    for text in texts(number):
        begun = time.thread_time()
        gkgen.render(office_with(text), formats)
        measured.append((time.thread_time() - begun, text))
    measured.sort(reverse=True)
    over = sum(seconds > limit for seconds, _ in measured)
    print(f"{number} texts, {over} over {limit:g} s of the processor, median {measured[number // 2][0]:.2f} s")
    for seconds, text in measured[:SHOWN]:
        print(f"{seconds:.2f} s  {text[:60]!r}")
    return bool(over)


def office_with(text: str) -> str:
    """An office file with the text as its only long one."""
    return (
        "年度: 2021\n机关: 张庄镇人民政府\n主动公开情况: 全零\n依申请公开情况: 全零\n复议诉讼情况: 全零\n"
        f"问题及改进: 正文\n其他事项: {{信息处理费: {{收取: 否}}}}\n数据: {{甲: 1}}\n总体情况: |\n  {text}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
