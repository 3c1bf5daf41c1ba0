"""What kind of office reports: as its file says, or as its name leaves no doubt."""

import re

from gkgen.validation import Office

GOVERNMENT, TOWNSHIP, SUBDISTRICT, DEPARTMENT = "县级以上政府", "乡镇政府", "街道办事处", "部门"

_BY_NAME = ((re.compile(r"街道办事处$"), SUBDISTRICT), (re.compile(r"[乡镇]人民政府$"), TOWNSHIP))


def kind_of(office: Office) -> str:
    """The kind that is stated, else the one that the name tells without doubt, else nothing."""
    stated = office.text("kind")
    name = office.text("office")
    return stated or next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")
