"""The named styles of the template, which restyling it changes."""

from dataclasses import dataclass

from gkgen.document import TYPE_SIZES
from gkgen.ooxml import serialise, w
from gkgen.ooxml.elements import Element
from gkgen.word_templates.page_geometry import BOTTOM, INDENT, LEFT, PITCH, RIGHT, TOP, TRACKING, mm, pt

XIAOBIAOSONG, FANGSONG, KAITI, HEITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
YAHEI = "微软雅黑"
TIMES = "Times New Roman"
"""The face of digits and Latin letters; others, such as Liberation Serif, have the same widths."""
SHADE = "C6D9F1"
TABLE_AIR = pt(4)
"""The room above and below a table."""
# A mark that hangs would stand on the border of its cell.
_IN_CELLS = frozenset({"TableText", "SmallText"})


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style, in twentieths of a point; None leaves a thing to the style it is based on."""

    identifier: str
    name: str
    font: str | None = None
    size: float | None = None
    line: int | None = None
    indent: tuple[int, int] | None = None
    align: str | None = None
    after: int | None = None
    before: int = 0
    outline: int | None = None
    tracking: int | None = None
    keep_next: bool = False
    right: int = 0
    latin: str = TIMES
    base: str | None = "Normal"
    following: str | None = None
    bold: bool = False
    color: str | None = None
    # A line below: how thick, in eighths of a point, and how far from the text, in points.
    rule_below: tuple[int, int] | None = None
    rule_color: str = "auto"


STYLES = (
    ParagraphStyle("Title", "Title", XIAOBIAOSONG, 22, pt(36), (0, 0), "center", PITCH, tracking=0, following="Normal"),
    ParagraphStyle("Heading1", "heading 1", HEITI, align="left", outline=0, keep_next=True, following="Normal"),
    ParagraphStyle("Heading2", "heading 2", KAITI, align="left", outline=1, keep_next=True, following="Normal"),
    ParagraphStyle("Heading3", "heading 3", align="left", outline=2, keep_next=True, following="Normal"),
    ParagraphStyle("Heading4", "heading 4", align="left", outline=3, keep_next=True, following="Normal"),
    # Bullets stand before their lines; numbered items are paragraphs, as 1. and （1） of GB/T 9704-2012, 7.3.3.
    *(
        ParagraphStyle(f"Bullet{depth}", f"列表{name}", indent=(depth * INDENT + INDENT // 2, -INDENT // 2))
        for depth, name in enumerate(("一层", "二层", "三层"), start=1)
    ),
    *(
        ParagraphStyle(f"Item{depth + 1}", f"编号{name}", indent=(depth * INDENT, INDENT))
        for depth, name in enumerate(("一层", "二层", "三层"))
    ),
    ParagraphStyle("Picture", "图片", size=1, line=0, indent=(0, 0), align="center", keep_next=True),
    ParagraphStyle("Caption", "caption", size=14, indent=(0, 0), align="center"),
    ParagraphStyle("Signature", "Signature", line=PITCH, before=PITCH, indent=(0, 0), align="right", keep_next=True),
    ParagraphStyle("Date", "Date", indent=(0, 0), align="right"),
    ParagraphStyle("TableText", "表格文字", SONGTI, 10, pt(13), (0, 0), "left", tracking=0),
    ParagraphStyle("TableHead", "表格表头", align="center", base="TableText"),
    ParagraphStyle("TableLabel", "表格项目", indent=(mm(0.8), 0), base="TableText"),
    ParagraphStyle("TableNumber", "表格数字", align="center", base="TableText"),
    *(
        ParagraphStyle(f"TableNumber{size}", f"表格数字{size}磅", size=size, base="TableNumber")
        for size in (8, 7, 5)  # for numbers too long for their column
    ),
    ParagraphStyle("TableCaption", "表格条款", align="center", base="TableText"),
    ParagraphStyle("TableCorner", "表格勾稽", KAITI, align="center", base="TableText"),
    ParagraphStyle("SmallText", "小表文字", SONGTI, 12, pt(18), (0, 0), "left", tracking=0),
    ParagraphStyle("SmallHead", "小表居中", align="center", base="SmallText"),
    *(
        ParagraphStyle(f"{key}{round(2 * size)}", f"{name}{size}磅", size=size, line=pt(1.5 * size), base=key)
        for key, name in (("SmallText", "小表文字"), ("SmallHead", "小表居中"))
        for size in TYPE_SIZES[1:]  # for tables of many columns
    ),
    ParagraphStyle("SmallTitle", "小表标题", size=14, indent=(0, 0), align="center", keep_next=True),
    ParagraphStyle("SmallUnit", "小表单位", size=12, line=pt(20), indent=(0, 0), align="right", keep_next=True),
    ParagraphStyle("Spacer", "表后间隔", size=5, line=TABLE_AIR, indent=(0, 0), align="left"),
    ParagraphStyle("Footer", "footer", SONGTI, 14, pt(14), (0, 0), "right", right=280, tracking=0, latin=SONGTI),
    ParagraphStyle("EvenFooter", "双页页码", indent=(280, 0), align="left", right=0, base="Footer"),
    ParagraphStyle("Tag", "模板指令", SONGTI, 9, pt(12), (0, 0), "left", tracking=0),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a Word template looks: its styles, the type of its text, colours and margins, lines above the title."""

    styles: tuple[ParagraphStyle, ...] = STYLES
    chinese: str = FANGSONG
    latin: str = TIMES
    size: float = 16
    pitch: int = PITCH
    indent: int = INDENT
    tracking: int = TRACKING
    shade: str = SHADE
    lines: str = "000000"
    margins: tuple[int, int, int, int] = (TOP, RIGHT, BOTTOM, LEFT)
    has_letterhead: bool = False


def styles_part(look: Look) -> bytes:
    """word/styles.xml."""
    return serialise(
        w(
            "styles",
            _defaults(look),
            _latent(),
            _normal(look),
            w(
                "style",
                w("name", val="Default Paragraph Font"),
                w("uiPriority", val=1),
                w("semiHidden"),
                type="character",
                default=1,
                styleId="DefaultParagraphFont",
            ),
            _normal_table(),
            *(_paragraph_style(style) for style in look.styles),
            w(
                "style",
                w("name", val="Strong"),
                w("basedOn", val="DefaultParagraphFont"),
                w("qFormat"),
                w("rPr", w("b"), w("bCs")),
                type="character",
                styleId="Strong",
            ),
            _grid_table("FormTable", "国家表格", mm(0.4), 0, look.lines),
            _grid_table("SmallTable", "小表格", mm(1), pt(1), look.lines),
        )
    )


def _latent() -> Element:
    """Word's own styles are hidden in the list of styles until they are used."""
    return w(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=0,
        defQFormat=0,
        count=376,
    )


def _defaults(look: Look) -> Element:
    fonts = _fonts(look.chinese, look.latin)
    # Latin text said to be Chinese is broken inside numbers and addresses.
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = w("rPr", fonts, w("kern", val=0), *_size(look.size), language)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _fonts(chinese: str, latin: str) -> Element:
    """The fonts of a style. With the hint, marks that both have, such as “ and …, are Chinese (MS-OI29500, 2.1.88)."""
    return w("rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin)


def _normal(look: Look) -> Element:
    paragraph = w(
        "pPr",
        w("widowControl"),
        # No overflowPunct: where it is absent Word and WPS hang punctuation, and LibreOffice does so only then.
        w("kinsoku"),
        w("autoSpaceDE"),
        w("autoSpaceDN"),
        w("snapToGrid", val=0),
        w("spacing", before=0, after=0, line=look.pitch, lineRule="exact"),
        w("ind", firstLine=look.indent),
        w("jc", val="both"),
    )
    return w(
        "style",
        w("name", val="Normal"),
        w("qFormat"),
        paragraph,
        w("rPr", w("spacing", val=look.tracking)),
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _normal_table() -> Element:
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _grid_table(identifier: str, name: str, sides: int, ends: int, color: str) -> Element:
    """A table with thin lines everywhere, as wide as the type area."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(edge, val="single", sz=4, space=0, color=color) for edge in edges))
    padding = {"top": ends, "left": sides, "bottom": ends, "right": sides}
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in padding.items()))
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), borders, margins),
        w("tcPr", w("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=identifier,
    )


def _paragraph_style(style: ParagraphStyle) -> Element:
    is_builtin = style.name.isascii()
    attributes = {"type": "paragraph", "styleId": style.identifier} | ({} if is_builtin else {"customStyle": "1"})
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.base) if style.base else None,
        w("next", val=style.following) if style.following else None,
        w("qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        **attributes,
    )


def _paragraph_properties(style: ParagraphStyle) -> Element:
    return w(
        "pPr",
        w("keepNext") if style.keep_next else None,
        w("keepLines") if style.keep_next else None,
        _rule_below(style),
        w("overflowPunct", val=0) if style.identifier in _IN_CELLS else None,
        _spacing(style),
        _indent(style),
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _indent(style: ParagraphStyle) -> Element | None:
    if style.indent is None:
        return None
    left, first = style.indent
    if first < 0:
        return w("ind", left=left, right=style.right, hanging=-first)
    return w("ind", left=left, right=style.right, firstLine=first)


def _rule_below(style: ParagraphStyle) -> Element | None:
    if style.rule_below is None:
        return None
    thickness, distance = style.rule_below
    return w("pBdr", w("bottom", val="single", sz=thickness, space=distance, color=style.rule_color))


def _spacing(style: ParagraphStyle) -> Element | None:
    if style.line is None:
        return None
    if style.line == 0:
        # A picture is as high as it is: a fixed line would cut it off.
        return w("spacing", before=pt(6), after=0, line=240, lineRule="auto")
    return w("spacing", before=style.before, after=style.after or 0, line=style.line, lineRule="exact")


def _run_properties(style: ParagraphStyle) -> Element:
    color = "7F7F7F" if style.identifier == "Tag" else style.color
    return w(
        "rPr",
        _fonts(style.font, style.latin) if style.font else None,
        *((w("b"), w("bCs")) if style.bold else ()),
        w("color", val=color) if color else None,
        w("spacing", val=style.tracking) if style.tracking is not None else None,
        *(_size(style.size) if style.size else ()),
    )


def _size(points: float) -> tuple[Element, Element]:
    return w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))
