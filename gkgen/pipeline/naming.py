"""Names of outputs: from the input's stem or from a pattern, cleaned for every file system."""

import re

# What Windows forbids in names, and its reserved names; Linux and macOS forbid less.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 200


def clean(name: str) -> str:
    """A name that is one file in its folder: no separators, no hidden file, at most 200 bytes in UTF-8."""
    name = _FORBIDDEN.sub("_", name).strip().strip(".").strip()
    if not name or _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name.encode("utf-8")[:_LONGEST].decode("utf-8", errors="ignore")


def output_name(pattern: str | None, *, stem: str, office: str, year: int, title: str) -> str:
    """The name of an office's outputs without suffix.

    A pattern may hold {office}, {year}, {title} and {stem}, or 机关, 年度, 标题, 文件名; raises KeyError for others.
    """
    if pattern is None:
        return clean(stem)
    words = {
        "office": office,
        "机关": office,
        "year": year,
        "年度": year,
        "title": title,
        "标题": title,
        "stem": stem,
        "文件名": stem,
    }
    return clean(re.sub(r"\{(\w*)\}", lambda match: str(words[match.group(1)]), pattern))
