"""A minimal valid office file, to be changed by tests: office(办理="..."), office(机关=None)."""

MINIMAL = {
    "年度": "2021",
    "机关": "张庄镇人民政府",
    "总体情况": "正文。",
    "主动公开情况": "全零",
    "依申请公开情况": "全零",
    "复议诉讼情况": "全零",
    "问题及改进": "无。",
    "其他事项": "无。",
}


def office(**changes: str | None) -> str:
    """YAML text with these top-level keys replaced or added, or dropped with None; each value is YAML text.

    A value of several lines stands below its key, indented by two spaces, unless it begins with | or >.
    """
    entries = {key: value for key, value in {**MINIMAL, **changes}.items() if value is not None}
    return "".join(_entry(key, value) for key, value in entries.items())


def _entry(key: str, value: str) -> str:
    if "\n" not in value.strip("\n"):
        return f"{key}: {value.strip()}\n"
    header, body = "", value.strip("\n")
    if body[0] in "|>":
        header, _, body = body.partition("\n")
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    return f"{key}: {header}\n{lines}" if header else f"{key}:\n{lines}"
