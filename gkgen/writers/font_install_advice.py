"""The roles that fonts have in a report, and how to install a font for each role on each system."""

from dataclasses import dataclass

from gkgen.diagnostics import Term

SYSTEMS = {
    "debian": Term("Debian、Ubuntu、统信、麒麟", "Debian, Ubuntu and their kin"),
    "windows": Term("Windows", "Windows"),
    "macos": Term("macOS", "macOS"),
}

_SONG = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "思源宋体",
    "Songti SC",
    "STSong",
    "SimSun",
    "宋体",
)


@dataclass(frozen=True, slots=True)
class InstallAdvice:
    """How to install something; the fields are the keys of SYSTEMS."""

    debian: Term
    windows: Term
    macos: Term

    def on(self, system: str) -> Term:
        """The advice for one system, a key of SYSTEMS."""
        return {"debian": self.debian, "windows": self.windows, "macos": self.macos}[system]

    @property
    def everywhere(self) -> Term:
        """The advice for all systems in one sentence."""
        each = [(SYSTEMS[system], self.on(system)) for system in SYSTEMS]
        return Term(
            "；".join(f"{name.zh}：{what.zh}" for name, what in each),
            "; ".join(f"{name.en}: {what.en}" for name, what in each),
        )


@dataclass(frozen=True, slots=True)
class FontRole:
    """The role of a font in a report.

    `name` is the custom property of report.css that lists its families, `fallbacks` those among them of another style,
    whose use is reported as E01. Where one that `is_optional` is missing, the font of the text stands in.
    """

    name: str
    title: Term
    remedy: InstallAdvice
    fallbacks: tuple[str, ...] = ()
    is_optional: bool = False


def _apt(package: str) -> Term:
    return Term(f"apt install {package}", f"apt install {package}")


_SUPPLEMENT = Term(
    "在“设置 - 系统 - 可选功能”里添加“中文(简体)补充字体”",
    "Settings, System, Optional features: add Chinese (Simplified) Supplemental Fonts",
)
_RESTORE = Term("系统自带 Times New Roman，请恢复", "Times New Roman comes with the system: restore it")
_LIBRARIES = Term('运行 python -m pip install "gkgen[pdf-libs]"', 'run python -m pip install "gkgen[pdf-libs]"')
_WPS = Term("装 WPS，自带方正小标宋简体", "install WPS Office, which brings FZXiaoBiaoSong-B05S")


def _font_book(zh: str, en: str) -> Term:
    return Term(f"在“字体册”里下载{zh}", f"download {en} in Font Book")


NOTO = InstallAdvice(_apt("fonts-noto-cjk"), _SUPPLEMENT, _font_book("宋体-简、黑体-简", "Songti SC and Heiti SC"))
"""For missing Chinese characters."""

SUBSETTING = InstallAdvice(
    _apt("libharfbuzz-subset0"),
    _LIBRARIES,
    _LIBRARIES,
)
"""For fast subsetting of fonts."""

RENDERING = InstallAdvice(
    _apt("libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b fontconfig"),
    _LIBRARIES,
    _LIBRARIES,
)
"""For the libraries that WeasyPrint needs."""

ROLES = (
    FontRole(
        "xiaobiaosong", Term("标题（小标宋体）", "the title (Xiaobiaosong)"), InstallAdvice(NOTO.debian, _WPS, _WPS)
    ),
    FontRole(
        "fangsong",
        Term("正文（仿宋体）", "the text (Fangsong)"),
        InstallAdvice(_apt("texlive-lang-chinese"), _SUPPLEMENT, _font_book("华文仿宋", "STFangsong")),
        _SONG,
    ),
    FontRole(
        "kaiti",
        Term("二级标题（楷体）", "second-level headings (Kaiti)"),
        InstallAdvice(_apt("texlive-lang-chinese"), _SUPPLEMENT, _font_book("华文楷体", "STKaiti")),
        _SONG,
    ),
    FontRole("heiti", Term("一级标题（黑体）", "first-level headings (Heiti)"), NOTO),
    FontRole("songti", Term("表格和页码（宋体）", "tables and page numbers (Songti)"), NOTO),
    FontRole(
        "latin",
        Term("数字和字母（Times New Roman）", "digits and letters (Times New Roman)"),
        InstallAdvice(_apt("fonts-liberation"), _RESTORE, _RESTORE),
        is_optional=True,
    ),
)
