"""Findings about arithmetic: the equations of the form and those of the author's own."""

from gkgen.diagnostics.kinds import Kind, Severity

_E = Severity.ERROR


def _sum(rule: str, zh: str, en: str, hint_zh: str, hint_en: str) -> tuple[Kind, ...]:
    """A sum that fails; where one changed cell would mend all failing sums of the table, the hint names it."""
    return (
        Kind(rule, _E, zh, en, hint_zh, hint_en),
        Kind(
            f"{rule}.remedy",
            _E,
            zh,
            en,
            "{remedy}，这张表的勾稽关系就全部成立",
            "every sum of this table would hold with {remedy}",
        ),
    )


def _equation(rule: str) -> tuple[Kind, ...]:
    return _sum(
        rule,
        "{subject}{left}，{right}，相差 {difference}",
        "{subject}{left}, {right}, difference {difference}",
        "核对这几个数",
        "check these numbers",
    )


KINDS = (
    *_equation("R10"),
    *_equation("R11"),
    *_equation("R12"),
    *_equation("R30"),
    *_equation("R31"),
    *_equation("R32"),
    *_sum(
        "R13",
        "{subject}{left}，{right}，结转下年度会是 {value}，不能小于 0",
        "{subject}{left}, {right}; {value} would be carried out, which is below 0",
        "办理结果多于收到的申请，核对这几个数",
        "there are more results than requests: check these numbers",
    ),
    Kind(
        "C01",
        _E,
        "核对不成立：{check}，左边是 {left}，右边是 {right}",
        "this does not hold: {check}; the left is {left}, the right {right}",
        "检查数据，或者检查等式",
        "check the figures, or the equation",
    ),
    Kind(
        "C02",
        _E,
        "核对应当是一个等式：{check}",
        "a check should be an equation: {check}",
        "写法如 公开总数 == 网站 + 新媒体",
        "write it like total == site + media",
    ),
)
