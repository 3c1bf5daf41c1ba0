"""The watermark of a draft: one style rule for pages and paper, one shape in the headers and footers of Word."""

from collections.abc import Mapping

from gkgen import lazy_re as re
from gkgen.document import DRAFT_WORD

_HEADER_OR_FOOTER = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
_TEXT = "word/document.xml"

# A fixed box is on every page (CSS 2.2, 9.6.1); in generated content it is no text of the report.
DRAFT_CSS = f"""
body::before {{
  content: "{DRAFT_WORD}"; position: fixed; top: 35%; left: 0; right: 0; z-index: 9;
  text-align: center; text-indent: 0; font-size: 150pt; letter-spacing: 0.3em; line-height: 1;
  color: rgba(200, 0, 0, 0.14); transform: rotate(-35deg); pointer-events: none;
}}
"""
_SHAPE = """
<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
     xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="gkgenDraft{number}" type="#_x0000_t136" alt="{word}" style="position:absolute;margin-left:0;margin-top:0;\
width:330pt;height:165pt;rotation:325;z-index:-251658752;mso-position-horizontal:center;\
mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page"
 o:allowincell="f" fillcolor="#f0c8c8" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;SimSun&quot;;font-size:1pt" string="{word}"/></v:shape></w:pict></w:r></w:p>
"""


def marked(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """A Word package with the watermark on every page: in all headers and footers, in the text where there are none.

    A shape that is placed on the page is printed on each page that has the header or footer (ECMA-376, part 4, 19.1).
    """
    from lxml import etree

    made = dict(parts)
    anchors = [name for name in parts if _HEADER_OR_FOOTER.fullmatch(name)] or [_TEXT]
    for number, name in enumerate(anchors, start=1):
        root = etree.fromstring(made[name])
        shape = etree.fromstring(_SHAPE.format(word=DRAFT_WORD, number=number).strip())
        body = root.find("{*}body")
        if body is None:
            root.append(shape)
        else:
            body.insert(0, shape)
        made[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
