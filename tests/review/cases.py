"""Reports for the review: short texts over tables with numbers."""

from dataclasses import replace

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.review import claims
from gkgen.review.case import Case
from tests.office import office, reviewed

ASPECTS = (
    "依法主动公开政府信息，规范办理依申请公开，加强政府信息管理和政府信息公开平台建设，落实监督保障，"
    "开展工作考核、社会评议，未发生责任追究。"
)
# Six received, two carried in, seven answered (four, one, two), one carried out.
REQUESTS = """\
本年新收: {自然人: 5, 商业企业: 1}
上年结转: {自然人: 2}
办理结果:
  予以公开: {自然人: 4}
  部分公开: {商业企业: 1}
  无法提供: {本机关不掌握相关政府信息: {自然人: 2}}
"""
DISPUTES = """\
行政复议: {结果维持: 2, 尚未审结: 1}
未经复议直接起诉: {结果维持: 1}
复议后起诉: {结果维持: 1, 结果纠正: 1}
"""
DOCUMENTS = "行政规范性文件: {制发: 3, 废止: 1, 现行有效: 12}"


def found_in(text: str, **entries: str | None) -> tuple[Diagnostic, ...]:
    """What is found where this stands in the overview, one paragraph a line."""
    tables = {"依申请公开情况": REQUESTS, "复议诉讼情况": DISPUTES, "主动公开情况": DOCUMENTS}
    return reviewed(office(**{**tables, "总体情况": f"|\n{ASPECTS}\n{text}", **entries})).diagnostics


def kinds_in(text: str, **entries: str | None) -> list[str]:
    """The kinds of what is found, sorted."""
    return sorted(found.kind for found in found_in(text, **entries))


def case_of(text: str, **entries: str | None) -> Case:
    """The report with this in its overview as the rules on claims see it."""
    seen: list[Case] = []

    def look(case: Case) -> tuple[Diagnostic, ...]:
        seen.append(case)
        return ()

    rule = replace(claims.RULES[0], check=look)
    tables = {"依申请公开情况": REQUESTS, "复议诉讼情况": DISPUTES, "主动公开情况": DOCUMENTS}
    content = office(**{**tables, "总体情况": f"|\n{ASPECTS}\n{text}", **entries})
    check_text(content.encode(), "office.yaml", FilesInMemory(), rules=(rule,))
    return seen[0]
