"""What clerks type, each with the finding that helps: its code, the line it names, the words that say what to do.

The report below is right. Every entry of the tables changes one piece of it, as somebody did who knows Word and not
YAML. What can be mended without asking is mended by `gkgen fix`, and then nothing is found any more.
"""

from collections.abc import Sequence

import pytest

from gkgen.diagnostics import Diagnostic, Severity
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.editing.fixing import fix_text
from gkgen.review import RULES

REPORT = """\
年度: 2025
机关: 云溪市青石街道办事处
机关类型: 街道办事处
总体情况:
  主动公开: |
    全年主动公开政府信息126条，其中政府网站88条，政务新媒体38条。
  依申请公开: |
    全年收到政府信息公开申请6件，都在法定期限内登记、办理。
  政府信息管理: |
    文件起草时就定公开属性，发布前审查是否涉密、是否涉及个人隐私；失效的文件每季度清理一次。
  平台建设: |
    办好政府网站的街道专栏，便民服务中心设有政务公开专区，居民可以现场查阅、申请。
  监督保障: |
    办事处主任是第一责任人。公开工作列入年度考核，接受社会评议，全年培训2次；没有需要追究责任的情形。
主动公开情况:
  行政规范性文件: {现行有效: 2}
  行政许可: {处理决定: 34}
依申请公开情况:
  本年新收: {自然人: 5, 商业企业: 1}
  上年结转: {自然人: 1}
  办理结果:
    予以公开: {自然人: 3}
    部分公开: {商业企业: 1}
    无法提供:
      本机关不掌握相关政府信息: {自然人: 1}
  结转下年度: {自然人: 2}
复议诉讼情况: 全零
问题及改进:
  存在问题: |
    一是解读以文字为主，图解、视频偏少。二是社区的公开栏更新不够及时。
  改进措施: |
    一是惠民政策都配图解或者短视频。二是社区公开栏由专人每月检查一次，检查结果在街道通报。
其他事项:
  信息处理费: {收取: 否}
  正文: 无其他需要报告的事项。
"""

# What stands in the report, what was typed, the kind of the first finding, what its message and hint say, whether
# `gkgen fix` mends it.
Slip = tuple[str, str, str, str, bool]

CELLS: tuple[Slip, ...] = (
    ("处理决定: 34", "处理决定: 34件", "R05.meant", "改成 34", True),
    ("处理决定: 34", "处理决定: 三十四", "R05.meant", "改成 34", True),
    ("处理决定: 34", "处理决定: “34”", "Y10.quotes", "不加引号", True),
    ("处理决定: 34", "处理决定: ‘34’", "Y10.quotes", "不加引号", True),
    ("处理决定: 34", "处理决定: 「34」", "Y10.quotes", "不加引号", True),
    ("处理决定: 34", "处理决定: ＂34＂", "Y10.quotes", "不加引号", True),
    ("处理决定: 34", "处理决定: 叁拾肆", "R05.meant", "改成 34", True),
    ("处理决定: 34", "处理决定: 34家", "R05.meant", "改成 34", True),
    ("处理决定: 34", "处理决定: llO8", "R05.letters", "改成 1108", True),
    ("处理决定: 34", "处理决定: lO", "R05.letters", "字母（lO）", True),
    ("处理决定: 34", "处理决定: 3A", "R05", "不能是“3A”", False),
    ("处理决定: 34", "处理决定: 34件（同比增长12.3%）", "R05.beside", "如果是 34", False),
    ("处理决定: 34", "处理决定: 34 比去年多5件", "R05.beside", "如果是 34", False),
    ("处理决定: 34", "处理决定: （34）", "R05.beside", "如果是 34", False),
    ("处理决定: 34", "处理决定: 共34件", "R05.beside", "如果是 34", False),
    ("处理决定: 34", "处理决定: 30+4", "R05", "不能是“30+4”", False),
    ("处理决定: 34}", "处理决定: 34}\n  行政事业性收费: {收费金额: 3.2万元}", "R06.meant", "改成 3.2", True),
    ("处理决定: 34}", "处理决定: 34}\n  行政事业性收费: {收费金额: 3.2万}", "R06.meant", "改成 3.2", True),
    ("处理决定: 34}", "处理决定: 34}\n  行政事业性收费: {收费金额: ￥3.2}", "R06.meant", "改成 3.2", True),
    ("处理决定: 34}", "处理决定: 34}\n  行政事业性收费: {收费金额: 32000元}", "R06.unit", "改成 3.2", False),
    ("处理决定: 34}", "处理决定: 34}\n  行政事业性收费: {收费金额: 3lO.7}", "R06.letters", "改成 310.7", True),
    ("处理决定: 34", "处理决定: ３４", "R05.fullwidth", "改成 34", True),
    ("处理决定: 34", '处理决定: "34"', "R05.quoted", "不要加引号", True),
    ("处理决定: 34", "处理决定: 1，234", "R05.separator", "改成 1234", True),
    ("处理决定: 34", "处理决定: 34%", "R05", "不能是“34%”", False),
    ("处理决定: 34", "处理决定: 无", "R04.mark", "没有就写 0", False),
    ("处理决定: 34", "处理决定: —", "R04.mark", "没有就写 0", False),
    ("处理决定: 34", "处理决定: ", "R04", "没有就写 0", False),
    ("处理决定: 34", "处理决定: -34", "R05.negative", "改成 34", False),
    ("处理决定: 34", "处理决定: 3.4", "R05.decimal", "检查小数点", False),
    ("处理决定: 34", "处理决定: 999999999999999999999", "R05.large", "多打了几位", False),
    ("年度: 2025", "年度: 2025年", "R01.unit", "年度: 2025", True),
    ("年度: 2025", "年度: ２０２５", "R01.unit", "年度: 2025", True),
    ("年度: 2025", "年度: 二〇二五", "R01.unit", "年度: 2025", True),
    ("年度: 2025", "年度: 去年", "R01.form", "填报告所述的年份", False),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026年1月16日}", "F08.written", "改成 2026-01-16", True),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026.1.16}", "F08.written", "改成 2026-01-16", True),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026/1/16}", "F08.written", "改成 2026-01-16", True),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026-1-16}", "F08.written", "改成 2026-01-16", True),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026年2月30日}", "F08.date", "年-月-日", False),
    ("机关类型: 街道办事处", "发布信息: {成文日期: 2026年腊月十六}", "F08.date", "年-月-日", False),
    *(
        ("机关类型: 街道办事处", f"发布信息: {{成文日期: {typed}}}", "F08.written", "改成 2026-01-16", True)
        for typed in (
            "二〇二六年一月十六日",
            "二O二六年元月十六",
            "二0二六年元月一六日",
            "２０２６年元月16号",
            "2026年1月16日（星期五）",
            "2026-01-16 00:00:00",
        )
    ),
    # A date that cannot be read is not missing.
    ("机关类型: 街道办事处", "发布信息: {成文日期: 同上}\n署名: 云溪市青石街道办事处", "F08.date", "年-月-日", False),
)
HINTS: tuple[Slip, ...] = (
    ("复议诉讼情况: 全零", "复议诉讼情况: 无", "F04.nothing", "没有就写“全零”", True),
    ("{收取: 否}", "无", "F04.flag", "没有收就写 {收取: 否}", True),
    ("{收取: 否}", "否", "F04.flag", "没有收就写 {收取: 否}", True),
    ("{收取: 否}", "0", "F04.flag", "没有收就写 {收取: 否}", True),
    ("{收取: 否}", "0元", "F04.flag", "没有收就写 {收取: 否}", True),
    ("正文: 无其他", "正文: 其他事项: 无其他", "Y03.colon", "写到 | 下面", False),
    ("  本年新收: {", "   本年新收: {", "Y03.indent", "同一层的行要对齐", False),
    ("{自然人: 5, 商业企业: 1}", "5\t1\t0\t0\t0\t0\t6{自然人: 0, 商业企业: 0}", "Y03.pasted", "花括号", False),
    ("    一是解读", "图解、视频\n    一是解读", "Y13", "补上 #", False),
    ("机关: 云", "单位名称: 云", "F01.near", "是不是“机关”", False),
    ("年度: 2025", "报告年度: 2025", "F01.near", "是不是“年度”", False),
    ("总体情况:", "概述:", "F01.near", "是不是“总体情况”", False),
    ("{自然人: 5, 商业企业: 1}", "{总计: 6}", "R12.total", "只写了总计 6", False),
    ("{自然人: 5, 商业企业: 1}", "1,234", "F05.separator", "是几个数", False),
    ("{自然人: 5, 商业企业: 1}", "（自然人：5，商业企业：1）", "Y10.flow", "改成英文的", True),
    ("{自然人: 5, 商业企业: 1}", "【自然人：5，商业企业：1】", "Y10.flow", "改成英文的", True),
    ("{自然人: 5, 商业企业: 1}", "[5，1，0，0，0，0]", "Y10.flow", "改成英文的", True),
    ("{自然人: 5, 商业企业: 1}", "{自然人: 5, 商业企业: 1, 总计: 7}", "R12", "相差 1", False),
    ("{自然人: 5, 商业企业: 1}", "{群众: 5, 商业企业: 1}", "F01.near", "是不是“自然人”", False),
    ("  本年新收:", "　　本年新收:", "Y12", "缩进只用英文空格", True),
    ("主动公开情况:\n", "主动公开情况: 全零\n", "Y16", "删去“全零”", True),
    ("复议诉讼情况: 全零", "#   行政复议: {结果维持: 1}\n复议诉讼情况: 全零", "Y17", "删去行首的井号", False),
    ("行政许可: {处理决定: 34}", "行政许可: {处理决定: 0}  # 我办今年34件", "Y17.answer", "花括号里的 0", False),
    ("行政许可: {处理决定: 34}", "行政许可: 0  # 34 件", "Y17.answer", "花括号里的 0", False),
    ("行政许可: {处理决定: 34}", "行政处罚: 0 # 总数  行政许可: {处理决定: 34}", "Y17.joined", "换行", False),
)
ROW = "{自然人: 5, 商业企业: 1}"
LICENSING = "行政许可: {处理决定: 34}"
ROWS: tuple[Slip, ...] = (
    *(
        (ROW, typed, "Y10.sign", "改成英文的", True)
        for typed in (
            "{自然人;5; 商业企业;1}",
            "{自然人=5, 商业企业=1}",
            "{自然人。5, 商业企业。1}",
            "{自然人﹕5, 商业企业︰1}",
        )
    ),
    (ROW, "{自然人；5, 商业企业；1}", "Y10.sign", "改成英文的 :", True),
    (ROW, "{自然人；5；商业企业；1}", "Y10.sign", "改成英文的 :", True),
    (ROW, "《自然人：5；商业企业：1》", "Y10.flow", "改成英文的 {", True),
    (ROW, "{自然人: 5, 商业企业: 1} ＃ 说明", "Y10.sign", "改成英文的 #", True),
    *(
        (ROW, typed, "Y10.row", "写成 {自然人: 5, 商业企业: 1}", True)
        for typed in (
            "{自然人5, 商业企业1}",
            "{自然人 5, 商业企业 1}",
            "{自然人: 5 商业企业: 1}",
            "{自然人: 5,, 商业企业: 1}",
            "{自然人: 5, 商业企业: 1",
            "{自然人: 5, 商业企业: 1  # 说明",
            "自然人: 5, 商业企业: 1}",
            "自然人: 5, 商业企业: 1",
            "{自然人: 5, 商业企业: 1}。",
            "{自然人: 5, 商业企业: 1},",
            "{自然人: 5, 商业企业: 1}}",
            "{{自然人: 5, 商业企业: 1}}",
            "“{自然人: 5, 商业企业: 1}”",
        )
    ),
    (ROW, "[自然人: 5, 商业企业: 1]", "Y10.flow", "改成英文的 {", True),
    (ROW, "{5, 1, 0, 0, 0, 0}", "Y10.flow", "改成英文的 [", True),
    (ROW, "（5，1，0，0，0，0）", "Y10.flow", "改成英文的 [", True),
    *(
        (ROW, f"{{自然人:{blank}5,{blank}商业企业{blank}: 1{blank}}}{blank}# 说明", "Y11.blank", "普通的英文空格", True)
        for blank in "\u00a0\u2002\u2009\u202f\u3000"
    ),
    ("  上年结转: ", "  上年结转\u00a0:\u00a0", "Y11", "英文空格", True),
    *(
        (LICENSING, typed, "Y10.colon", "冒号用英文的", True)
        for typed in (
            "行政许可；34",
            "行政许可=34",
            "行政许可 34",
            "行政许可34",
            "行政许可 {处理决定: 34}",
            "行政许可；{处理决定: 34}",
        )
    ),
    ("总体情况:", "总体情况", "Y10.colon", "冒号用英文的", True),
    ("年度: 2025", "年度=2025", "Y10.colon", "冒号用英文的", True),
    (ROW, "\n    - 自然人: 5\n    - 商业企业: 1", "Y10.dash", "删去横线", True),
    (ROW, "\n    自然人: 5,\n    商业企业: 1", "R05.meant", "改成 5", True),
    (LICENSING, "行政许可、行政处罚: {处理决定: 126/538}", "F01.joined", "行政许可、行政处罚", False),
    (ROW, "{自然人-5, 商业企业: 1}", "F01.number", "写成“自然人: 5”", False),
    (ROW, "{自然人/商业企业: 5/1}", "F01.joined", "自然人、商业企业", False),
    (ROW, "{自然人: 5, 商业企业: 1} 含网上3件", "Y03.remark", "加上 #", False),
    (ROW, "{自然人: 5, 商业企业: 1}（含网上3件）", "Y03.remark", "加上 #", False),
    (LICENSING, f"{LICENSING}\n  （王局：这个数还没定，先按34报）", "Y03.words", "行首加 #", False),
    ("年度: 2025", "好的，以下是填好的报告：\n年度: 2025", "Y03.words", "行首加 #", False),
    (LICENSING, f"{LICENSING}\n  行政事业性收费: {{收费金额: 1,286.40}}", "Y11.separator", "改成 1286.40", True),
    ("主动公开: |\n    全年主动", "主动公开: |全年主动", "Y03.bar", "另起一行", True),
    ("主动公开: |\n    全年主动", "主动公开: | 全年'主动'", "Y03.bar", "另起一行", True),
    ("主动公开: |\n    全年主动", "主动公开: |全年工作。\n    全年主动", "Y03.bar", "另起一行", True),
    ("主动公开: |\n    全年主动", "主动公开: ｜全年主动", "R96.bar", "改成半角的 |", True),
    ("  上年结转: {自然人: 1}", "- 上年结转: {自然人: 1}", "Y03.indent", "要对齐", False),
    ("    予以公开: {自然人: 3}", "   予以公开: {自然人: 3}", "Y03.indent", "要对齐", False),
    ("年度: 2025", "```yaml\n年度: 2025", "Y10.fence", "删去这一行", True),
)
TEXTS: tuple[Slip, ...] = (
    ("主动公开: |", "主动公开: ｜", "R96.bar", "改成半角的 |", True),
    ("    全年收到", "    ＃＃＃ 申请的渠道\n    全年收到", "R96.heading", "###", True),
    ("    一是解读", "    <b>一是</b>&nbsp;解读", "R96.html", "删去", True),
    ("以文字为主", "以*文字*为主", "R96.star", "两个星号", False),
    ("    一是解读", "    <table><tr><td>一是</td></tr></table>&ldquo;解读&rdquo;", "R96.html", "删去", True),
    ("以文字为主", "以**文字为主", "R96.bold", "前后都写", False),
    ("以文字为主", "以~~文字~~为主", "R96.markup", "只留文字", False),
    ("以文字为主", "以`文字`为主", "R96.markup", "只留文字", False),
    ("以文字为主", "以[文字](https://www.example.gov.cn/)为主", "R96.markup", "只留文字", False),
    ("    一是解读", "    > 一是解读", "R96.markup", "只留文字", False),
    ("    一是解读", "    ｜渠道｜条数｜\n    一是解读", "R96.row", "|---|---|", False),
    ("    文件起草", "    －文件起草", "R96.item", "后面空一格", False),
    ("培训2次", "培训占比%", "R96.percent", "补上数字", False),
    ("培训2次", "培训见？？", "R96.question", "删去", False),
    ("培训2次", "培训@小王 改一下", "R96.mention", "写给同事", False),
    ("图解、视频偏少", "（图解、视频偏少", "R96.bracket", "没有另一半", False),
    ("图解、视频偏少", "“图解、视频偏少", "R96.bracket", "没有另一半", False),
    *(
        ("    一是解读以文字为主，图解、视频偏少。二是社区的公开栏更新不够及时。", f"    {typed}", kind, hint, False)
        for typed, kind, hint in (
            ("无", "R89.part", "具体问题"),
            ("暂无。", "R89.part", "具体问题"),
            ("没有什么问题。", "R89.part", "具体问题"),
            ("存在的问题：无。", "R89.part", "具体问题"),
            ("（略）", "R89.part", "具体问题"),
            ("详见附件", "R89.part", "具体问题"),
            ("存在的主要问题：", "R89.heading", "写上内容"),
            ("一、存在的主要问题及改进情况", "R89.heading", "写上内容"),
        )
    ),
    (
        "机关: 云溪市青石街道办事处",
        "机关: 云溪市青石街道办事处2025年政府信息公开工作年度报告",
        "R98.title",
        "全称",
        False,
    ),
    ("机关: 云溪市青石街道办事处\n机关类型: 街道办事处", "机关: 青石街道", "R98.short", "全称", False),
    ("机关类型: 街道办事处", "机关类型: 部门", "R98.kind", "街道办事处", False),
    (
        "机关类型: 街道办事处",
        "联系方式: {科室: 云溪市青石街道办事处党政办, 电话: 0371-1}",
        "R98.department",
        "只写科室",
        False,
    ),
    ("机关类型: 街道办事处", "署名: 云溪市青石街道办事处", "R98.date", "成文日期", False),
    ("正文: 无其他", "正文: 本年度未收取信息处理费。无其他", "R97.fee", "删去正文里的这一句", False),
)
READ = (
    ("行政许可: {处理决定: 34}", "行政许可: {处理决定: 034}"),
    ("{自然人: 5, 商业企业: 1}", "{自然人: 005, 商业企业: 01, 科研机构: 000}"),
    ("{自然人: 5, 商业企业: 1}", "05 01 00 00 00 00 06"),
    ("{自然人: 5, 商业企业: 1}", "[05, 01, 00, 00, 00, 00]"),
    ("{自然人: 5, 商业企业: 1}", "5\t1\t0\t0\t0\t0\t6"),
    ("{自然人: 5, 商业企业: 1}", "[5, 1, 0, 0, 0, 0, 6]"),
    ("{自然人: 5, 商业企业: 1}", "5 1 0 0 0 0"),
    ("{自然人: 5, 商业企业: 1}", "{公民: 5, 企业: 1}"),
    ("{自然人: 5, 商业企业: 1}", "{个人: 5, 商业企业: 1, 合计: 6}"),
    ("本年新收:", "一、本年新收政府信息公开申请数量:"),
    ("上年结转:", "二、上年结转政府信息公开申请数量:"),
    ("本机关不掌握", "1.本机关不掌握"),
    ("行政许可: {处理决定:", "行政许可: {本年处理决定数量:"),
    ("{自然人: 5, 商业企业: 1}", '"{自然人: 5, 商业企业: 1}"'),
    ("{自然人: 5, 商业企业: 1}", "自然人5人，商业企业1家"),
)


def found(text: str) -> Sequence[Diagnostic]:
    return check_text(text.encode(), "甲.yaml", FilesInMemory(), RULES).diagnostics


def test_the_report_is_right() -> None:
    assert found(REPORT) == ()


@pytest.mark.parametrize(("right", "typed", "kind", "said", "is_mended"), [*CELLS, *HINTS, *ROWS, *TEXTS])
def test_a_slip_is_told_first_at_its_line_and_mended_where_certain(
    right: str, typed: str, kind: str, said: str, is_mended: bool
) -> None:
    assert right in REPORT
    text = REPORT.replace(right, typed, 1)
    line = REPORT[: REPORT.index(right)].count("\n") + 1
    first = next(each for each in found(text) if each.severity is not Severity.NOTE)
    assert first.kind.removesuffix(".remedy") == kind
    assert first.span is not None
    assert line <= first.span.line <= line + typed.rstrip("\n").count("\n")
    assert said in f"{first.message()} {first.hint()}"
    mended = fix_text(text.encode())
    assert mended is not None
    after = found(mended.data.decode())
    assert not [each for each in after if each.severity is Severity.ERROR] or not is_mended
    assert first.is_fixable == is_mended


@pytest.mark.parametrize(("right", "typed", "kind", "said", "is_mended"), [*CELLS, *HINTS, *ROWS])
def test_one_slip_gives_one_error(right: str, typed: str, kind: str, said: str, is_mended: bool) -> None:
    errors = [each for each in found(REPORT.replace(right, typed, 1)) if each.severity is Severity.ERROR]
    assert len(errors) <= 1, [each.message() for each in errors]


@pytest.mark.parametrize("typed", ["6（另有去年结转1件）", "6件左右", "{另有: 1}", "{待核对: [6, 8]}"])
def test_a_text_is_not_compared_with_a_table_of_which_a_number_was_refused(typed: str) -> None:
    """Guard: what is missing in the table may be what was refused; the text above it was blamed for it."""
    told = REPORT.replace("    全年收到", "    上年结转申请9件。\n\n    全年收到", 1)
    assert "R61" in {each.code for each in found(told)}
    codes = [each.code for each in found(told.replace("自然人: 5", f"自然人: {typed}", 1))]
    assert codes
    assert set(codes) <= {"R05", "F01", "F04", "F12"}


PASTED = """\
依申请公开情况:
"（本列数据的勾稽关系为：第一项加第二项之和，
等于第三项加第四项之和）"\t\t\t申请人情况\t\t\t\t\t\t
\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t
一、本年新收政府信息公开申请数量\t\t\t5\t1\t0\t0\t0\t0\t6
二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1
三、本年度办理结果\t（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3
\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t0\t1\t0\t0\t0\t0\t1
\t（四）无法提供\t"1.本机关不掌握
相关政府信息"\t1\t0\t0\t0\t0\t0\t1
四、结转下年度继续办理\t\t\t2\t0\t0\t0\t0\t0\t2
"""
TABLE = REPORT[REPORT.index("依申请公开情况:\n") : REPORT.index("复议诉讼情况:")]


@pytest.mark.parametrize(
    "change", [("", ""), ("\n", "\n  "), ("情况:\n", "情况: |\n"), ("\t", "    "), ("情况:", "情况：")]
)
def test_a_table_of_excel_below_its_key_is_read_and_put_behind_a_bar(change: tuple[str, str]) -> None:
    pasted = PASTED.replace(*change).rstrip(" ")
    text = REPORT.replace(TABLE, pasted)
    numbers = check_text(REPORT.encode(), "甲.yaml", FilesInMemory(), RULES).numbers
    checked = check_text(text.encode(), "甲.yaml", FilesInMemory(), RULES)
    assert {path: each.value for path, each in numbers.items()} == {
        path: each.value for path, each in checked.numbers.items()
    }
    mended = fix_text(text.encode())
    assert mended is not None
    assert found(mended.data.decode()) == ()


def test_a_pasted_table_with_a_doubtful_line_is_told_there_alone() -> None:
    text = REPORT.replace(TABLE, PASTED.replace("\t3\t0\t0\t0\t0\t0\t3\n", "\t3\t0\t3\n"))
    line = text[: text.index("三、本年度办理结果")].count("\n") + 1
    assert [(each.kind, each.span and each.span.line) for each in found(text)] == [("F04.pasted", line)]


def test_a_second_report_behind_the_first_is_one_finding() -> None:
    diagnostics = found(REPORT + REPORT.replace("2025", "2024"))
    assert [(each.kind, each.span and each.span.line) for each in diagnostics] == [
        ("Y07.again", REPORT.count("\n") + 1)
    ]
    assert "另存成一个文件" in diagnostics[0].hint()


def test_text_fields_keep_the_zeros_in_front() -> None:
    checked = check_text(
        REPORT.replace("机关类型: 街道办事处", "联系方式: {邮编: 063200, 电话: 0632-8626577}").encode(),
        "甲.yaml",
        FilesInMemory(),
        RULES,
    )
    assert checked.diagnostics == ()
    assert checked.case is not None
    assert checked.case.text("contact.postcode") == "063200"


@pytest.mark.parametrize(("right", "typed"), READ)
def test_rows_and_labels_are_taken_as_they_are_pasted(right: str, typed: str) -> None:
    assert right in REPORT
    assert found(REPORT.replace(right, typed, 1)) == ()


@pytest.mark.parametrize("fix_first", [False, True])
def test_full_width_spaces_are_one_level_each_time(fix_first: bool) -> None:
    """Guard: two of them before a first entry were taken for two levels, and the line below was blamed."""
    text = REPORT.replace("  本年新收:", "　　本年新收:").replace("    予以公开:", "　　　　予以公开:")
    mended = fix_text(text.encode())
    assert mended is not None
    told = found(mended.data.decode() if fix_first else text)
    assert [each.kind for each in told] == ([] if fix_first else ["Y12", "Y12"])


def test_what_is_missing_is_told_at_the_name_that_nobody_knows() -> None:
    line = REPORT[: REPORT.index("复议诉讼情况: 全零")].count("\n") + 1
    diagnostics = found(REPORT.replace("复议诉讼情况: 全零", "争议: 全零"))
    assert [(each.kind, each.span and each.span.line) for each in diagnostics] == [("F01", line), ("F02.table", line)]
    # The names that are in the file already are no choice.
    assert "复议诉讼情况" in diagnostics[0].hint()
    assert "总体情况" not in diagnostics[0].hint()
