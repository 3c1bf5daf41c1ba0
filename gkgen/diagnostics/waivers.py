"""Findings about warnings that the author has looked at."""

from gkgen.diagnostics.kinds import Kind, Severity

KINDS: tuple[Kind, ...] = (
    Kind(
        "W01",
        Severity.WARNING,
        "豁免的 {code} 没有用上：这份报告没有这个警告",
        "the waiver of {code} is not needed: this report gives no such warning",
        "删去这一条",
        "delete it",
    ),
    Kind(
        "W02",
        Severity.ERROR,
        "没有规则“{code}”",
        "there is no rule '{code}'",
        "规则的代号写在警告里，例如 R45",
        "the code of the rule stands in the warning, such as R45",
    ),
    Kind(
        "W03",
        Severity.ERROR,
        "{code} 是错误，不能豁免",
        "{code} is an error and cannot be waived",
        "改正错误，删去这一条",
        "mend the error and delete the waiver",
    ),
    Kind(
        "W04",
        Severity.WARNING,
        "豁免 {code} 的理由“{reason}”什么也没有说明",
        "the reason '{reason}' for waiving {code} says nothing",
        "写明为什么属实，例如“机构合并，申请增加”",
        "say why it is right, such as 'offices were merged'",
    ),
)
