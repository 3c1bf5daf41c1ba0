"""What kind of office reports: as its file says, or as its name leaves no doubt."""

import re

from gkgen.review.case import Case

GOVERNMENT, TOWNSHIP, SUBDISTRICT, DEPARTMENT = "县级以上政府", "乡镇政府", "街道办事处", "部门"

_BY_NAME = (
    (re.compile(r"街道办事处$"), SUBDISTRICT),
    (re.compile(r"[乡镇]人民政府$"), TOWNSHIP),
    (re.compile(r"[省市县区旗州盟]人民政府$"), GOVERNMENT),
    (re.compile(r"[局厅]$"), DEPARTMENT),
)
_OF_THE_STATE = re.compile(r"^(?:国家|国务院|中华人民共和国|中国|财政部|教育部)")
# County governments; a city or a prefecture may have districts and make regulations, an autonomous region can.
_COUNTY = re.compile(r"(?:县|旗|(?<!自治)区)人民政府$")


def kind_of(case: Case) -> str:
    """The kind that is stated, else the one that the name tells without doubt, else nothing."""
    stated = case.text("kind")
    name = case.text("office")
    return stated or next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")


def makes_regulations(case: Case) -> bool | None:
    """Whether an office of its kind can make 规章, None where name and kind do not tell."""
    kind, name = kind_of(case), case.text("office")
    if kind in {TOWNSHIP, SUBDISTRICT} or (kind == GOVERNMENT and _COUNTY.search(name)):
        return False
    if kind == DEPARTMENT and not _OF_THE_STATE.search(name):
        return False
    return None
