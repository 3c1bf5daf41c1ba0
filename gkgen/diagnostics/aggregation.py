"""Findings about a report that sums up others."""

from gkgen.diagnostics.kinds import Kind, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: tuple[Kind, ...] = (
    Kind(
        "R91",
        _E,
        "“{field}”是 {value}，各报告之和是 {total}，相差 {difference}；有数的：{units}",
        "'{field}' is {value}, the reports add up to {total}, {difference} apart; those that count: {units}",
        "核对这一格和各报告里的数",
        "check this cell and those of the reports",
    ),
    Kind(
        "R91.more",
        _E,
        "还有 {count} 格和各报告之和不一致",
        "{count} more cells differ from the sums of the reports",
        "先改好上面的，再检查一次",
        "mend those above and check again",
    ),
    Kind(
        "R92",
        _W,
        "汇总的报告里少了“{name}”，没有核对各数之和",
        "the report '{name}' is missing from those summed up; no sums were compared",
        "补上这份报告，或者改正文件名",
        "add the report, or mend its name",
    ),
    Kind(
        "R92.faulty",
        _W,
        "汇总的报告“{name}”里有错误，没有核对各数之和",
        "the report '{name}' has errors; no sums were compared",
        "运行 gkgen check {name}，改好其中的错误",
        "run gkgen check {name} and mend it",
    ),
    Kind(
        "R92.twice",
        _W,
        "汇总的报告“{name}”写了两次",
        "the report '{name}' is named twice",
        "删去一个",
        "delete one",
    ),
    Kind(
        "R94",
        _N,
        "{count} 份报告的“现行有效”相加得 {total} 件，联合制发的文件可能重复计算",
        "the documents in force of {count} reports add up to {total}; joint documents may be counted twice",
        "核对有没有几个机关联合制发的文件",
        "look for documents issued by several offices together",
    ),
    Kind(
        "R95",
        _E,
        "汇总的报告“{name}”是 {year} 年度的，本报告是 {own} 年度的",
        "the report '{name}' is that of {year}, this one of {own}",
        "换成 {own} 年度的报告",
        "name the report of {own}",
    ),
)
