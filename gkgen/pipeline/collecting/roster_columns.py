"""The columns of a roster, and what they are called."""

from collections.abc import Mapping

from gkgen.diagnostics import Span
from gkgen.source.known_keys import KnownKeys

Row = Mapping[str, tuple[str, Span]]
"""What a line of the roster says: texts by English name, each with its place."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "office": ("机关", "机关名称", "单位", "单位名称", "报送单位", "责任单位", "编制机关", "office"),
    "kind": ("类型", "机关类型", "单位类型", "单位性质", "类别", "kind"),
    "contact": ("联系人", "联系人姓名", "姓名", "经办人", "负责人", "contact"),
    "phone": ("电话", "联系电话", "办公电话", "联系方式", "手机", "手机号", "手机号码", "phone"),
    "deadline": ("期限", "报送期限", "截止日期", "截止时间", "报送时限", "时限", "deadline"),
    "file": ("文件", "文件名", "file"),
    "returned": ("退回", "returned"),
    "returned.date": ("退回日期", "退回时间"),
    "returned.reason": ("退回理由", "退回原因"),
}
"""How the columns of a roster are called, the first as it is written in YAML."""

_EVERY_KEY = frozenset(key for keys in KEYS.values() for key in keys) | {
    "年度",
    "year",
    "名册",
    "offices",
    "日期",
    "理由",
}
ROSTER_KEYS = KnownKeys(everywhere=_EVERY_KEY, max_nodes=500_000)
"""By which slips of the input method are known in a roster; a province has some ten thousand offices."""
