"""Findings about the machine: fonts, glyphs, libraries, what the typesetter reports."""

from gkgen.diagnostics.kinds import Kind, Severity, Status

KINDS: tuple[Kind, ...] = (
    Kind(
        "E01.font",
        Severity.ERROR,
        "没有可用于{role}的字体，不能排 PDF",
        "no font for {role}; the PDF cannot be set",
        "请安装{role}字体：{advice}",
        "install one: {advice}",
        Status.ENVIRONMENT,
    ),
    Kind(
        "E01.standin",
        Severity.WARNING,
        "没有{role}字体，暂用 {family} 代替",
        "no font for {role}; {family} stands in",
        "要得到规范的字体，请安装：{advice}",
        "to get the right one: {advice}",
        Status.ENVIRONMENT,
    ),
    Kind(
        "E01.substituted",
        Severity.WARNING,
        "公文字体里没有 {characters}{more}，换用了 {family}",
        "the report's fonts lack {characters}{more}; {family} was used",
        "删去这些符号，或者换成常用的写法；若是人名、地名，请安装收录它的字体：{advice}",
        "remove these characters, or install a font that has them: {advice}",
        Status.ENVIRONMENT,
    ),
    Kind(
        "E02.glyph",
        Severity.ERROR,
        "没有一种字体收录“{character}”（{codepoint}），PDF 里会印成方框{context}",
        "no font has '{character}' ({codepoint}); the PDF would show a box{context}",
        "若是表情符号，请删去；若是生僻字，请安装收录它的字体：{advice}",
        "delete it if it is an emoji; otherwise install a font that has it: {advice}",
        Status.ENVIRONMENT,
    ),
    Kind(
        "E03.picture",
        Severity.ERROR,
        "图片“{name}”放不进 PDF：{reason}",
        "picture '{name}' cannot be put into the PDF: {reason}",
        "用画图等程序打开这张图片，另存为 PNG 或 JPEG 再试",
        "open the picture in an image program and save it as PNG or JPEG",
    ),
    Kind(
        "E04.renderer",
        Severity.WARNING,
        "排 PDF 时出现问题：{message}",
        "the PDF typesetter reports: {message}",
        "若改过 report.html 或 report.css，请检查；否则请把这句话告诉维护者",
        "if report.html or report.css was changed, look there; otherwise tell the maintainers",
    ),
    Kind(
        "E05.subset",
        Severity.NOTE,
        "没有 harfbuzz-subset 库，写 PDF 会慢十倍以上",
        "the library harfbuzz-subset is missing; PDFs take ten times longer",
        "Debian 或 Ubuntu：apt install libharfbuzz-subset0；其他系统：升级 HarfBuzz",
        "Debian or Ubuntu: apt install libharfbuzz-subset0; elsewhere: upgrade HarfBuzz",
        Status.ENVIRONMENT,
    ),
)
