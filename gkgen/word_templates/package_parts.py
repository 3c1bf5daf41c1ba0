"""The small parts of the package: settings, fonts, footers, properties, what belongs to what."""

from gkgen.line_setter.word_lists import NO_END, NO_START
from gkgen.ooxml import element, serialise, w
from gkgen.ooxml.elements import Element
from gkgen.word_templates.word_styles import FANGSONG, HEITI, KAITI, SONGTI, TIMES, XIAOBIAOSONG, YAHEI

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Substitutes where an office font is missing (17.8.3.1). Word looks for these; LibreOffice 7.4 does not
# read them, there the fontconfig of the machine decides.
_ALTERNATES = (
    (XIAOBIAOSONG, "FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,STZhongsong,华文中宋,Noto Serif CJK SC,FandolSong"),
    (FANGSONG, "FangSong_GB2312,FangSong,仿宋,STFangsong,FandolFang"),
    (KAITI, "KaiTi_GB2312,KaiTi,楷体,STKaiti,FandolKai"),
    (HEITI, "SimHei,STHeiti,Noto Sans CJK SC,FandolHei"),
    (YAHEI, "Microsoft YaHei,SimHei,Noto Sans CJK SC,FandolHei"),
    (SONGTI, "SimSun,STSong,Noto Serif CJK SC,FandolSong"),
    (TIMES, "Liberation Serif,Tinos,Nimbus Roman,TeX Gyre Termes"),
)
_CHINESE, _WESTERN = "86", "00"
"""Character sets of fonts (17.8.3.2)."""


def content_types() -> bytes:
    """[Content_Types].xml."""
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/word/footer2.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    lines = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items()]
    lines += [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
    return _document(f'<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>')


def package_relations() -> bytes:
    """_rels/.rels."""
    return _relations(
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    )


def document_relations() -> bytes:
    """word/_rels/document.xml.rels; rId4 and rId5 are the footers of odd and even pages."""
    names = ("styles", "settings", "fontTable")
    targets = ((f"{_OFFICE}/{name}", f"{name}.xml") for name in names)
    return _relations(*targets, (f"{_OFFICE}/footer", "footer1.xml"), (f"{_OFFICE}/footer", "footer2.xml"))


def _relations(*targets: tuple[str, str]) -> bytes:
    lines = [
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    ]
    return _document(f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>')


def _document(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def core_properties() -> bytes:
    """docProps/core.xml without a tag: docxtpl would render it, and escape twice."""
    return _document(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>gkgen</dc:title>'
        "<dc:creator>gkgen</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def app_properties() -> bytes:
    """docProps/app.xml."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return _document(f'<Properties xmlns="{namespace}"><Application>gkgen</Application></Properties>')


_UNSHOWN = (
    "w:allStyles",
    "w:customStyles",
    "w:latentStyles",
    "w:headingStyles",
    "w:numberingStyles",
    "w:tableStyles",
    "w:directFormattingOnRuns",
    "w:directFormattingOnParagraphs",
    "w:directFormattingOnNumbering",
    "w:directFormattingOnTables",
    "w:clearFormatting",
    "w:top3HeadingStyles",
    "w:visibleStyles",
    "w:alternateStyleNames",
)


def settings() -> bytes:
    """word/settings.xml: different footers on odd and even pages, which characters begin and end no line in Chinese."""
    compatibility = [
        w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    ]
    return serialise(
        w(
            "settings",
            w("zoom", percent=100),
            # The pane shows the styles in use, and no formatting beside them.
            element("w:stylePaneFormatFilter", {"w:val": "0004", **dict.fromkeys(_UNSHOWN, 0), "w:stylesInUse": 1}),
            w("defaultTabStop", val=420),
            w("autoHyphenation", val=0),
            w("evenAndOddHeaders"),
            # The one value that Word, WPS and LibreOffice treat alike.
            w("noPunctuationKerning"),
            w("characterSpacingControl", val="doNotCompress"),
            w("noLineBreaksAfter", lang="zh-CN", val=NO_END),
            w("noLineBreaksBefore", lang="zh-CN", val=NO_START),
            w("compat", *compatibility),
            w("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
        )
    )


def font_table() -> bytes:
    """word/fontTable.xml: the fonts that offices have, with their substitutes."""
    fonts = [
        w(
            "font",
            w("altName", val=alternates),
            w("charset", val=_WESTERN if name == TIMES else _CHINESE),
            w("family", val="auto"),
            w("pitch", val="variable"),
            name=name,
        )
        for name, alternates in _ALTERNATES
    ]
    return serialise(w("fonts", *fonts))


def footer(*, is_odd: bool) -> bytes:
    """A page number between dashes, one character from the outer margin (GB/T 9704-2012, 7.5)."""
    paragraph = w(
        "p", w("pPr", w("pStyle", val="Footer" if is_odd else "EvenFooter")), _run("— "), *_page_field(), _run(" —")
    )
    return serialise(w("ftr", paragraph))


def _run(text: str) -> Element:
    return w("r", w("t", text=text))


def _page_field() -> tuple[Element, ...]:
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", w("instrText", text=" PAGE ")),
        w("r", w("fldChar", fldCharType="separate")),
        _run("1"),
        w("r", w("fldChar", fldCharType="end")),
    )


def footer_references() -> tuple[Element, ...]:
    """What a section says of its footers."""
    return (
        element("w:footerReference", {"w:type": "default", "r:id": "rId4"}),
        element("w:footerReference", {"w:type": "even", "r:id": "rId5"}),
    )
