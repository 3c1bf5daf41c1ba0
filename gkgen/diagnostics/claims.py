"""Findings about narrative that contradicts the tables."""

from gkgen.diagnostics.kinds import Kind, Severity

_W = Severity.WARNING
# What a reader of both is to do.
_EITHER_ZH = "核对后改正文字或者表格；正文里写 {{{{ {reference} }}}} 就总是一致"
_EITHER_EN = "check and mend the text or the table; {{{{ {reference} }}}} in the text is always right"


def _compared(name: str, zh: str, en: str) -> Kind:
    return Kind(name, _W, zh, en, _EITHER_ZH, _EITHER_EN)


KINDS: tuple[Kind, ...] = (
    Kind(
        "R15",
        _W,
        "正文说“{text}”，“{table}”却全是零",
        "the text says '{text}', but '{table}' is all zero",
        "办理过申请的，填到表里；不是政府信息公开申请的，正文里写清楚",
        "put the requests into the table, or say in the text that they are none of this kind",
    ),
    Kind(
        "R17",
        _W,
        "正文说“{text}”，“{field}”却有 {value} 件",
        "the text says '{text}', but '{field}' is {value}",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    Kind(
        "R33",
        _W,
        "正文说“{text}”，“{table}”却全是零",
        "the text says '{text}', but '{table}' is all zero",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    Kind(
        "R33.denied",
        _W,
        "正文说“{text}”，“{field}”却有 {value} 件",
        "the text says '{text}', but '{field}' is {value}",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    _compared("R52", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    _compared("R60", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    _compared(
        "R60.received",
        "正文说“{text}”，表中“{field}”是 {value}，加上上年结转是 {whole}",
        "the text says '{text}', but '{field}' is {value}, and {whole} with those carried in",
    ),
    _compared("R61", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    _compared("R62", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    Kind(
        "R62.row",
        _W,
        "正文说“{text}”，表中“{field}”一共 {value} 件",
        "the text says '{text}', but '{field}' is {value} in all",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    _compared("R63", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    _compared("R64", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    _compared("R65", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    Kind(
        "R65.both",
        _W,
        "正文说“{text}”，表中复议、诉讼一共 {value} 件",
        "the text says '{text}', but the table has {value} cases in all",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    Kind(
        "R65.sum",
        _W,
        "正文说“{text}”，表中“{first}”和“{second}”一共 {value} 件",
        "the text says '{text}', but '{first}' and '{second}' are {value} together",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    _compared("R66", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
    Kind(
        "R66.sum",
        _W,
        "正文说“{text}”，表中“{first}”和“{second}”一共 {value} 件",
        "the text says '{text}', but '{first}' and '{second}' are {value} together",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    Kind(
        "R66.upheld",
        _W,
        "正文说“{text}”，表中“{field}”的 {total} 件里只有 {value} 件维持",
        "the text says '{text}', but of the {total} of '{field}' only {value} were upheld",
        "核对后改正文字或者表格",
        "check and mend the text or the table",
    ),
    Kind(
        "R67",
        _W,
        "正文说“{text}”，{part} 占 {whole} 的 {wanted}%",
        "the text says '{text}', but {part} is {wanted}% of {whole}",
        "核对百分比和它所说的数",
        "check the percentage and its numbers",
    ),
    Kind(
        "R68.part",
        _W,
        "“{text}”：其中的 {part} 比总数 {whole} 还多",
        "'{text}': the part {part} is more than the whole {whole}",
        "核对这几个数",
        "check these numbers",
    ),
    Kind(
        "R68.sum",
        _W,
        "“{text}”：{parts} = {total}，比总数 {whole} 多 {difference}",
        "'{text}': {parts} = {total}, {difference} more than the whole {whole}",
        "核对这几个数",
        "check these numbers",
    ),
    Kind(
        "R68.missing",
        _W,
        "“{text}”：{parts} = {total}，比总数 {whole} 少 {difference}",
        "'{text}': {parts} = {total}, {difference} less than the whole {whole}",
        "核对这几个数；没有列全的，写“等”或者补上其余的",
        "check these numbers; if some are left out, say so or add them",
    ),
    _compared("R69", "正文说“{text}”，表中“{field}”是 {value}", "the text says '{text}', but '{field}' is {value}"),
)
