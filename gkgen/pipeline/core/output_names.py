"""Names of outputs: from the input's stem or from a pattern, cleaned for every file system."""

from gkgen import lazy_re as re
from gkgen.invisible_characters import visible

# What Windows forbids in names, and its reserved names; Linux and macOS forbid less.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# A blank before the dot, and digits in superscript, are reserved as well (Naming Files, Paths, and Namespaces).
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\..*)?")
MAX_NAME_BYTES = 200
_WORD = re.compile(r"\{(\w*)\}")
NAME_WORDS = ("office", "year", "title", "stem", "机关", "年度", "标题", "文件名")


def unknown_words(pattern: str) -> list[str]:
    """The {words} of a pattern that are no placeholders."""
    return [word for word in _WORD.findall(pattern) if word not in NAME_WORDS]


def clean(name: str) -> str:
    """A name that is one file in its folder: no separators, no hidden file, at most 200 bytes in UTF-8."""
    # What is not seen becomes a question mark, and that is forbidden; lone surrogates are bytes of another encoding.
    given, name = name, _FORBIDDEN.sub("_", visible(name)).strip().strip(".").strip()
    if not name or _RESERVED.fullmatch(name):
        name = f"_{name}"
    short = name.encode("utf-8")[:MAX_NAME_BYTES].decode("utf-8", errors="ignore").rstrip(". ")
    # What is cut away can change what is seen of its neighbours.
    return short if short == given else clean(short)


def output_name(pattern: str | None, *, stem: str, office: str, year: int, title: str) -> str:
    """The name of an office's outputs without suffix.

    A pattern may hold {office}, {year}, {title} and {stem}, or 机关, 年度, 标题, 文件名; raises KeyError for others.
    """
    if pattern is None:
        return clean(stem)
    words = dict(zip(NAME_WORDS, (office, year, title, stem) * 2, strict=True))
    return clean(_WORD.sub(lambda match: str(words[match.group(1)]), pattern))
