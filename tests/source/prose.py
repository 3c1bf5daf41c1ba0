"""Office files whose texts hold everything that elsewhere would be a slip, in all styles of YAML."""

from hypothesis import strategies as st

from gkgen.pipeline.core.checking import form

_TEXT_KEYS = ("引言", "总体情况", "问题及改进", "其他事项", "标题", "署名")
_KNOWN = frozenset(key for field in form().latest.root.children for key in (field.key, field.name))
_PIECES = (
    *(
        "依法主动公开政府信息",
        "机关：未发生责任追究",
        "总计：12件",
        "自然人：0",
        "年度：2021",
        "（一）主动公开",
        "｛自然人：0｝",
    ),
    *(
        "［1，0，0］",
        "12：30",
        "１２３",
        "“引号”",
        "全角，逗号",
        "‘单引号’",
        "　",
        "－ 一项",
        "主动公开情况：全零",
        "是：否",
    ),
    *("a: b", "#号", " # 注", "- x", "'", '"', "{", "}", "[", "]", ",", "%", "@", "|", ">", "&a", "*a", "!t"),
    *("电话：0591-00000000", "\u3000结转", "其中：", "：", "，", "。"),
)
_LINES = st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


def _block(mark: str, lines: list[str]) -> str:
    return f" {mark}\n" + "".join(f"  {line}\n" for line in lines)


def _plain(lines: list[str]) -> str:
    return " " + "\n  ".join(lines) + "\n"


def _quoted(mark: str, lines: list[str]) -> str:
    text = "\n  ".join(lines).replace("\\", "")
    return f" {mark}{text.replace(mark, '') if mark == chr(34) else text.replace(mark, mark * 2)}{mark}\n"


_VALUES = st.one_of(
    _LINES.map(lambda lines: _block("|", lines)),
    _LINES.map(lambda lines: _block(">", lines)),
    _LINES.map(lambda lines: _block("|-", lines)),
    _LINES.map(_plain),
    _LINES.map(lambda lines: _quoted("'", lines)),
    _LINES.map(lambda lines: _quoted('"', lines)),
)
PROSE_FILES = st.lists(
    st.tuples(st.sampled_from(_TEXT_KEYS), _VALUES), min_size=1, max_size=4, unique_by=lambda each: each[0]
).map(lambda entries: "年度: 2021\n机关: 某县人民政府\n" + "".join(f"{key}:{value}" for key, value in entries))


def is_known(data: object) -> bool:
    """Whether this is a mapping with keys of the form alone, whose values are texts or numbers."""
    return (
        isinstance(data, dict) and data.keys() <= _KNOWN and all(isinstance(each, str | int) for each in data.values())
    )
