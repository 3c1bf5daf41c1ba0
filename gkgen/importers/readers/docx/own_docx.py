"""The Word file that gkgen itself writes: its styles say what every paragraph is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from gkgen import lazy_re as re
from gkgen.document import Run, plain
from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, Part, SourceBlock, TextBlock
from gkgen.ooxml import parse
from gkgen.ooxml.properties import CUSTOM, TITLE, read_custom

_DEPTHS = ("一层", "二层", "三层")
# Names of the styles that gkgen template draw makes, with the level or depth that they stand for.
_STYLES: Mapping[str, tuple[Part, int]] = {
    "发文机关标志": (Part.LETTERHEAD, 0),
    "发文机关标志（长）": (Part.LETTERHEAD, 0),
    "发文字号": (Part.LETTERHEAD, 0),
    "Title": (Part.TITLE, 0),
    "heading 1": (Part.SECTION, 1),
    "heading 2": (Part.HEADING, 2),
    "heading 3": (Part.HEADING, 3),
    "heading 4": (Part.HEADING, 4),
    "Normal": (Part.PARAGRAPH, 0),
    **{f"{kind}{level}": (Part.ITEM, depth) for kind in ("列表", "编号") for depth, level in enumerate(_DEPTHS)},
    "小表标题": (Part.PARAGRAPH, 0),
    "小表单位": (Part.PARAGRAPH, 0),
    "caption": (Part.CAPTION, 0),
    "Signature": (Part.SIGNATURE, 0),
    "Date": (Part.SIGNATURE, 0),
}
_MARKER = re.compile(r"·|\d{1,9}[.)]")


def own_details(parts: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """What gkgen noted in the file and the page does not show; nothing in files that it did not write."""
    try:
        return read_custom(parse(parts[CUSTOM])) if CUSTOM in parts else ()
    except (ValueError, etree.XMLSyntaxError):
        return ()


def owned(
    blocks: Sequence[SourceBlock], styles: Sequence[str], details: Mapping[str, str]
) -> tuple[SourceBlock, ...] | None:
    """The blocks with their parts; None where the file was edited into something that gkgen does not write.

    A title that was broken to be printed has the lines that were typed again, as `details` has them.
    """
    found = _parted(blocks, styles)
    return None if found is None else tuple(_with_title(found, details.get(TITLE, "").split("\n")))


def _with_title(blocks: Sequence[SourceBlock], typed: Sequence[str]) -> Iterator[SourceBlock]:
    printed = [block for block in blocks if isinstance(block, TextBlock) and block.part is Part.TITLE]
    if "".join(typed) != "".join(block.text for block in printed) or not printed:
        yield from blocks
        return
    for block in blocks:
        if block is printed[0]:
            yield from (replace(printed[0], runs=(Run(line),)) for line in typed)
        elif block not in printed:
            yield block


def _parted(blocks: Sequence[SourceBlock], styles: Sequence[str]) -> tuple[SourceBlock, ...] | None:
    found: list[SourceBlock] = []
    for block, style in zip(blocks, styles, strict=True):
        match block:
            case GridBlock() | ImageBlock():
                found.append(replace(block, caption="") if isinstance(block, ImageBlock) else block)
            case TextBlock():
                part, level = _STYLES.get(style, (Part.UNKNOWN, 0))
                last = found[-1] if found else None
                if part is Part.UNKNOWN:
                    return None
                if part is Part.CAPTION:
                    if not isinstance(last, ImageBlock):
                        return None
                    found[-1] = replace(last, caption=block.text)
                    continue
                made = replace(block, part=part, level=level)
                found.append(_item(made) if part is Part.ITEM else made)
            case LooseTable():
                return None
    return tuple(found)


def _item(block: TextBlock) -> TextBlock:
    """An item of a list, whose marker is the beginning of its text."""
    match = _MARKER.match(plain(block.runs))
    if not match:
        return replace(block, part=Part.PARAGRAPH, level=0)
    return replace(block, runs=tuple(_behind(block, match.end())), marker=match.group())


def _behind(block: TextBlock, length: int) -> Iterator[Run]:
    for run in block.runs:
        text = run.text[length:]
        length = max(0, length - len(run.text))
        if text:
            yield replace(run, text=text)
