"""What a PDF/A-3a file must keep to (ISO 19005-3:2012), as far as reports can break it; clauses stand in the messages.

Written apart from gkgen, over pikepdf and fontTools: a second opinion, no replacement for a certified validator.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from pikepdf import Dictionary

_ACTIONS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetState")
_SHOW = {"Tj", "TJ", "'", '"'}
_PDFA, _DC, _XMP, _PDF = (
    f"{{{name}}}"
    for name in (
        "http://www.aiim.org/pdfa/ns/id/",
        "http://purl.org/dc/elements/1.1/",
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/pdf/1.3/",
    )
)


# Everything that is drawn: resources and instructions of pages and of what they repeat.
Contents = list[tuple[Any, list[Any]]]


def violations(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each rule that the file breaks."""
    contents = list(_contents(pdf))
    drawn = _drawn(contents)
    if not drawn:
        yield "nothing is drawn"
    yield from _file(pdf)
    yield from _colours(pdf, contents)
    for font in _fonts(pdf):
        yield from _font(font, drawn.get(font.objgen, set()))
    yield from _actions(pdf)
    yield from _metadata(pdf)
    yield from _tags(pdf, contents)
    yield from _attachments(pdf)


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "6.1.3 encrypted"
    if "/ID" not in pdf.trailer:
        yield "6.1.3 no identifier"
    for stream in _streams(pdf):
        filters = stream.get("/Filter", pikepdf.Array())
        names = {str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])}
        if names & {"/LZWDecode", "/Crypt"}:
            yield f"6.1.7 filter {names}"
        if "/F" in stream:
            yield "6.1.7 a stream in another file"


def _colours(pdf: pikepdf.Pdf, contents: Contents) -> Iterator[str]:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0].get("/DestOutputProfile", Dictionary()).get("/N") != 3:
        yield "6.2.3 no output intent with a profile of three colours"
    for image in _streams(pdf, "/Image"):
        if image.get("/Interpolate", False) or "/Alternates" in image or "/OPI" in image:
            yield "6.2.8 an image that is not drawn as it is"
        if image.get("/ColorSpace") == "/DeviceCMYK":
            yield "6.2.4.3 colours that the output intent does not have"
    for _, content in contents:
        if any(str(instruction.operator) in {"k", "K"} for instruction in content):
            yield "6.2.4.3 colours that the output intent does not have"


def _font(font: Any, drawn: set[int]) -> Iterator[str]:
    name = str(font.BaseFont)
    if font.Subtype != "/Type0":
        yield f"{name}: no composite font"
        return
    (inner,) = font.DescendantFonts
    descriptor = inner.FontDescriptor
    if "/FontFile2" not in descriptor and "/FontFile3" not in descriptor:
        yield f"6.2.11.4.1 {name} is not embedded"
        return
    if name.find("+") != 7 or name != str(inner.BaseFont) or name != str(descriptor.FontName):
        yield f"6.2.11.4.2 {name} is not named as a subset"
    if font.Encoding != "/Identity-H":
        yield f"6.2.11.3.3 {name}: {font.Encoding}"
    if inner.Subtype == "/CIDFontType2" and inner.get("/CIDToGIDMap") is None:
        yield f"6.2.11.3.2 {name} has no map to its glyphs"
    if "/ToUnicode" not in font:
        yield f"6.2.11.7 {name} does not say which characters it shows"
    if 0 in drawn:
        yield f"6.2.11.8 {name} draws the box for what is missing"
    if "/FontFile3" in descriptor:
        inside = _widths_inside(descriptor.FontFile3.read_bytes())
        if drawn - set(inside):
            yield f"6.2.11.4.1 {name} lacks glyphs that are drawn"
        for glyph, width in _widths_outside(inner.get("/W", [])).items():
            if abs(inside.get(glyph, -1000) - width) > 1:
                yield f"6.2.11.5 {name}: glyph {glyph} is {inside.get(glyph)} wide, said to be {width}"


def _widths_outside(array: Any) -> dict[int, float]:
    """The widths that the PDF states (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    entries = list(array)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + index: float(width) for index, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0)))
    return widths


def _widths_inside(data: bytes) -> dict[int, float]:
    """The widths of the glyphs of a CFF font program, by their number."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    (top,) = (fonts[name] for name in fonts.keys())  # noqa: SIM118 - it is no mapping
    scale = 1000 * getattr(top, "FontMatrix", [0.001])[0]
    widths = {}
    for place, glyph in enumerate(top.charset):
        shape = top.CharStrings[glyph]
        shape.draw(NullPen())
        widths[int(glyph[3:]) if glyph.startswith("cid") else place] = shape.width * scale
    return widths


def _drawn(contents: Contents) -> dict[tuple[int, int], set[int]]:
    """The glyphs that are drawn of each font, by their number."""
    drawn: dict[tuple[int, int], set[int]] = {}
    for resources, content in contents:
        font = None
        for instruction in content:
            operator = str(instruction.operator)
            if operator == "Tf":
                font = resources.Font[instruction.operands[0]]
            elif operator in _SHOW and font is not None:
                drawn.setdefault(font.objgen, set()).update(_codes(instruction.operands[-1]))
    return drawn


def _codes(operand: Any) -> Iterator[int]:
    for piece in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(piece, pikepdf.String):
            data = bytes(piece)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary):
            if str(thing.get("/S", "")) in _ACTIONS or "/JS" in thing:
                yield f"6.5.1 action {thing.get('/S')}"
            if "/AA" in thing:
                yield "6.5.2 something happens of itself"
            if thing.get("/Type") == "/Annot" and thing.get("/Subtype") != "/Link":
                yield f"6.3.1 annotation {thing.get('/Subtype')}"
    if "/AcroForm" in pdf.Root or "/OpenAction" in pdf.Root:
        yield "6.4 a form or an action at opening"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "6.6.2.1 no metadata"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        if (data.get(f"{_PDFA}part"), data.get(f"{_PDFA}conformance")) != ("3", "A"):
            yield "6.6.4 not said to be PDF/A-3a"
        stated = {key: str(value) for key, value in pdf.docinfo.items()}
        pairs = {
            "/Title": data.get(f"{_DC}title"),
            "/Author": "".join(data.get(f"{_DC}creator", [])),
            "/Creator": data.get(f"{_XMP}CreatorTool"),
            "/Producer": data.get(f"{_PDF}Producer"),
        }
        yield from (f"6.6.2.3 {key} is said in two ways" for key in pairs if stated.get(key) != pairs[key])
        for key, other in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
            if (key in stated) != (f"{_XMP}{other}" in data):
                yield f"6.6.2.3 {key} is said once"


def _tags(pdf: pikepdf.Pdf, contents: Contents) -> Iterator[str]:
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False) or "/StructTreeRoot" not in pdf.Root:
        yield "6.7.2 no tags"
    if not str(pdf.Root.get("/Lang", "")):
        yield "6.7.4 no language"
    for _, content in contents:
        depth = 0
        for instruction in content:
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            if operator in _SHOW and not depth:
                yield "6.7.3 text outside of the tags"
                return


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    associated = {file.objgen for file in pdf.Root.get("/AF", [])}
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or thing.get("/Type") != "/Filespec":
            continue
        if "/AFRelationship" not in thing or thing.objgen not in associated:
            yield "6.8 a file that does not say what it is to the report"
        stream = thing.EF.F
        if "/F" not in thing or "/UF" not in thing or "/Subtype" not in stream or "/ModDate" not in stream.Params:
            yield "6.8 a file without its names, kind and day"


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary)
        and thing.get("/Type") == "/Font"
        and not str(thing.get("/Subtype")).startswith("/CIDFont")
    ]


def _streams(pdf: pikepdf.Pdf, subtype: str = "") -> list[Any]:
    streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    return [stream for stream in streams if not subtype or stream.get("/Subtype") == subtype]


def _contents(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, list[Any]]]:
    for page in pdf.pages:
        yield page.Resources, list(pikepdf.parse_content_stream(page))
    for form in _streams(pdf, "/Form"):
        yield form.get("/Resources", Dictionary()), list(pikepdf.parse_content_stream(form))
