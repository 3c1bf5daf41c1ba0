"""Findings about the form: which fields there are, what may stand in them, which edition they belong to."""

from gkgen.diagnostics.kinds import Kind, Severity

_E = Severity.ERROR
_ZERO = ("没有就写 0", "write 0 where there was none")


def _no_number(rule: str) -> tuple[Kind, ...]:
    """What a count and an amount can both be wrong in."""
    wanted = ("改成 {wanted}", "type {wanted}")
    return (
        Kind(f"{rule}.negative", _E, "“{field}”不能是负数（{value}）", "'{field}' cannot be negative ({value})"),
        Kind(
            f"{rule}.fullwidth",
            _E,
            "“{field}”里的“{value}”是全角数字",
            "'{value}' in '{field}' has full-width digits",
            *wanted,
        ),
        Kind(
            f"{rule}.separator",
            _E,
            "“{field}”里不能写千位分隔符（{value}）",
            "'{field}' cannot have thousands separators ({value})",
            *wanted,
        ),
        Kind(f"{rule}.large", _E, "“{field}”的数太大（{value}）", "the number in '{field}' is too large ({value})"),
    )


KINDS = (
    Kind(
        "F01",
        _E,
        "没有“{key}”这一项",
        "there is no field '{key}' here",
        "这里可以写：{choices}",
        "these are known here: {choices}",
    ),
    Kind(
        "F01.near", _E, "没有“{key}”这一项，是不是“{near}”？", "there is no field '{key}' here, did you mean '{near}'?"
    ),
    Kind(
        "F01.elsewhere",
        _E,
        "“{key}”不写在这里，它属于“{home}”",
        "'{key}' does not stand here, it belongs under '{home}'",
        "移到那一层下面",
        "move it there",
    ),
    Kind("F02", _E, "缺少“{field}”", "'{field}' is missing", "补上这一项", "add it"),
    Kind("F02.blank", _E, "“{field}”是空的", "'{field}' is empty", "补上内容", "write something there"),
    Kind(
        "F02.table",
        _E,
        "缺少“{field}”这张表",
        "the table '{field}' is missing",
        "都是零就写“{field}: 全零”",
        "if all of it is zero write '{field}: 全零'",
    ),
    Kind(
        "F03",
        _E,
        "“{key}”和第 {line} 行的“{other}”是同一项",
        "'{key}' is the same field as '{other}' in line {line}",
        "只留一处",
        "keep one of them",
    ),
    Kind(
        "F04.parts",
        _E,
        "“{field}”下面应当逐项写",
        "'{field}' should have entries of its own",
        "另起一行，缩进两格，写 {choices}",
        "on new lines, two spaces deeper, write {choices}",
    ),
    Kind(
        "F04.row",
        _E,
        "“{field}”应当按列写数",
        "'{field}' should give a number for each column",
        "写法如 {example}",
        "write it like {example}",
    ),
    Kind(
        "F04.table",
        _E,
        "“{field}”应当逐行写数，或者写“全零”",
        "'{field}' should have rows, or be 全零",
        "另起一行，缩进两格，写 {choices}",
        "on new lines, two spaces deeper, write {choices}",
    ),
    Kind(
        "F04.text",
        _E,
        "“{field}”应当是一段文字",
        "'{field}' should be text",
        "多行文字写在 | 后面",
        "write text of several lines behind |",
    ),
    Kind(
        "F04.list",
        _E,
        "“{field}”应当是一个列表",
        "'{field}' should be a list",
        "每项另起一行，以“- ”开头",
        "begin each entry on a new line with '- '",
    ),
    Kind("F04.number", _E, "“{field}”应当是数", "'{field}' should be a number", "只写阿拉伯数字", "digits only"),
    Kind(
        "F05",
        _E,
        "“{field}”有 {given} 个数，这一行只能写 {wanted} 个",
        "'{field}' has {given} numbers where {wanted} belong",
        "依次是 {choices}；总计由 gkgen 计算",
        "in this order: {choices}; totals are computed",
    ),
    Kind(
        "F06", _E, "“{field}”不能是“{value}”", "'{field}' cannot be '{value}'", "可以是：{choices}", "one of: {choices}"
    ),
    Kind(
        "F07",
        _E,
        "“{field}”太长（{given} 字，最多 {limit} 字）",
        "'{field}' is too long ({given} characters, at most {limit})",
    ),
    Kind(
        "F08.date", _E, "“{value}”不是日期", "'{value}' is no date", "写成 2021-01-26 这样", "write it like 2021-01-26"
    ),
    Kind(
        "F08",
        _E,
        "“{field}”的写法不对：{value}",
        "'{field}' is not written properly: {value}",
        "检查有没有多字、少字或空格",
        "look for missing or stray characters",
    ),
    Kind(
        "F09",
        _E,
        "“{field}”只能是“是”或“否”",
        "'{field}' is either true or false",
        "收了写“是”，没有收写“否”",
        "true if so, false if not",
    ),
    Kind("F10", _E, "“{field}”只能写一行", "'{field}' must be a single line"),
    Kind(
        "F11",
        _E,
        "“{name}”已经是表格里的名称，不能再用作数据的名字",
        "'{name}' is a field of the form and cannot name a figure",
        "换一个名字",
        "choose another name",
    ),
    Kind(
        "F11.name",
        _E,
        "“{name}”不能用作数据的名字",
        "'{name}' cannot name a figure",
        "名字只用汉字、字母、数字、下划线，不以数字开头",
        "use letters, digits and underscores, no digit first",
    ),
    Kind(
        "R01",
        _E,
        "没有 {year} 年的国家模板，gkgen 从 {first} 年的报告开始",
        "there is no national template for {year}; gkgen begins with {first}",
        "年度写报告的是哪一年",
        "the year is the one the report is about",
    ),
    Kind(
        "R01.form",
        _E,
        "年度应当是四位数的年份，不能是“{value}”",
        "the year should have four digits, not '{value}'",
        "写成 年度: 2021 这样",
        "write it like year: 2021",
    ),
    Kind(
        "R01.quoted",
        _E,
        "年度 {value} 不要加引号",
        "the year {value} takes no quotation marks",
        "写成 年度: {value}",
        "write year: {value}",
    ),
    Kind("R01.blank", _E, "没有填年度", "there is no year", "写成 年度: 2021 这样", "write it like year: 2021"),
    Kind(
        "R02",
        _E,
        "“{key}”是 {other} 版的栏目，{year} 年的报告用 {edition} 版",
        "'{key}' belongs to edition {other}; a report on {year} uses edition {edition}",
        "删去它，或者检查年度",
        "delete it, or check the year",
    ),
    Kind(
        "R02.template",
        _E,
        "{year} 年的报告用 {edition} 版模板，不是“{template}”",
        "a report on {year} uses edition {edition}, not '{template}'",
        "删去“模板”这一行，由年度决定",
        "delete the line; the year decides",
    ),
    Kind("R04", _E, "“{field}”没有填数", "'{field}' has no number", *_ZERO),
    Kind("R04.mark", _E, "“{field}”里的“{value}”不是数", "'{value}' in '{field}' is no number", *_ZERO),
    Kind(
        "R05",
        _E,
        "“{field}”应当是整数，不能是“{value}”",
        "'{field}' should be a whole number, not '{value}'",
        "只写阿拉伯数字，不写单位",
        "digits only, no unit",
    ),
    Kind(
        "R05.decimal",
        _E,
        "“{field}”应当是整数，不能有小数（{value}）",
        "'{field}' should be a whole number, without decimals ({value})",
    ),
    Kind("R05.flag", _E, "“{field}”应当是数，不能是 {value}", "'{field}' should be a number, not {value}"),
    Kind(
        "R05.quoted",
        _E,
        "“{field}”的数 {value} 不要加引号",
        "the number {value} in '{field}' takes no quotation marks",
        "删去引号",
        "delete the quotation marks",
    ),
    Kind(
        "R06",
        _E,
        "“{field}”应当是金额，不能是“{value}”",
        "'{field}' should be an amount, not '{value}'",
        "只写阿拉伯数字，可以有小数，不写单位",
        "digits only, decimals allowed, no unit",
    ),
    Kind("R06.flag", _E, "“{field}”应当是金额，不能是 {value}", "'{field}' should be an amount, not {value}"),
    *_no_number("R05"),
    *_no_number("R06"),
    Kind(
        "R07",
        _E,
        "“{row}”：{terms} = {total}，不能小于 0",
        "'{row}': {terms} = {total}, which is below 0",
        "本年减少的不能多于上一年有的",
        "no more can be taken away than there was",
    ),
    Kind(
        "R07.form",
        _E,
        "“{field}”应当是整数，增加写 2，减少写 -2，不能是“{value}”",
        "'{field}' should be a whole number such as 2 or -2, not '{value}'",
    ),
    Kind("R07.large", _E, "“{field}”的数太大（{value}）", "the number in '{field}' is too large ({value})"),
)
