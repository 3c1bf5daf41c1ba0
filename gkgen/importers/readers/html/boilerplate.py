"""What of a saved web page is the website's: menus, the way to the page, comment boxes, addresses of the website."""

from collections.abc import Mapping, Sequence

from gkgen import lazy_re as re
from gkgen.document import plain
from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, Part, TextBlock
from gkgen.importers.readers.html.page_blocks import PageBlock, ancestors
from gkgen.importers.readers.html.page_tables import is_layout
from gkgen.importers.readers.html.page_text import SILENT, is_hidden, plain_text
from gkgen.importers.readers.html.page_tree import PageElement
from gkgen.importers.readers.metadata_pairs import line_pairs

_TAGS = frozenset({"nav", "aside", "footer", "menu"})
_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary"})
# What websites call such parts, in class or id; a word of its own, or joined to others by - and _.
_NAMES = re.compile(
    r"(?<![a-z])(?:comments?|pinglun|reply|share|jiathis|bshare|bdshare\w*|nav|navbar|navigation|menu|submenu|crumbs?|"
    r"breadcrumbs?|location|position|dqwz|wzdh|footer|foot|copyright|banquan|sidebar|toolbar|tools|qrcode|ewm|erweima|"
    r"related|xgxw|xgwz|search|login|banner|topbar|pager|pagination|prev|next|hotnews|recommend|friendlink|links|"
    r"feedback|cookie|advert\w*|barrier|wza)(?![a-z])",
    re.IGNORECASE,
)
# An element that holds more of the page's text than this is not furniture, whatever it is called.
_MAX_SHARE_OF_PAGE = 0.2
# The main part is the innermost element that holds so much of it.
_MAIN = 0.85
_HOLDERS = frozenset(["article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr"])
# What gkgen calls the footer of a report.
_SIGNATURE = "signature"
_PROSE = 15
_TITLE, _TITLE_LEVEL = 8, 2
_SENTENCE = re.compile("[。；]")

Pairs = tuple[tuple[str, str], ...]


def weigh(root: PageElement) -> Mapping[PageElement, int]:
    """How much text each element holds that is no link."""
    weights: dict[PageElement, int] = {}
    quiet = 0
    for begins, element in root.walk(lambda element: True):
        silent = element.tag in SILENT or element.tag == "a" or is_hidden(element)
        if begins:
            quiet += silent
            weights.setdefault(element, 0)
            continue
        if not quiet:
            weights[element] += len(element.text.strip())
        quiet -= silent
        parent = element.parent
        if parent is not None and element is not root and not quiet:
            weights[parent] = weights.get(parent, 0) + weights[element] + len(element.tail.strip())
    return weights


def parts_of_website(root: PageElement, weights: Mapping[PageElement, int]) -> frozenset[PageElement]:
    """The elements that are called what websites call such parts, and hold little of the text."""
    most = _MAX_SHARE_OF_PAGE * weights[root]
    return frozenset(
        element
        for element in root.descendants()
        if weights.get(element, 0) <= most and element.tag not in {"td", "th", "tr"} and _is_called_so(element)
    )


def _is_called_so(element: PageElement) -> bool:
    if element.get("class") == _SIGNATURE:
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return any(_NAMES.search(element.get(name) or "") for name in ("class", "id"))


def main_part(root: PageElement, weights: Mapping[PageElement, int]) -> PageElement:
    """The innermost element that holds most of the page's text."""
    found = root
    while heavy := [each for each in found if each.tag in _HOLDERS and weights[each] >= _MAIN * weights[root]]:
        if heavy[0].tag == "table" and not is_layout(heavy[0]):
            break
        found = heavy[0]
    return found


def sort(shown: Sequence[PageBlock], main: PageElement, title: str) -> tuple[list[PageBlock], list[str], Pairs]:
    """What belongs to the report, the texts that do not, and the labels and values of its metadata.

    `title` is what the page calls itself, the website's name and all.
    """
    kept: list[PageBlock] = []
    dropped: list[str] = []
    pairs: list[tuple[str, str]] = []
    begun = False
    for each in shown:
        inside = any(element is main for element in ancestors(each.element))
        told = () if begun and inside else _pairs(each)
        if told:
            pairs.extend(told)
        elif _belongs(each, inside, begun=begun) or (not begun and _is_title(each, title)):
            kept.append(each)
            begun = begun or (inside and _is_prose(each))
        else:
            dropped.append(_words(each))
    return kept, [text for text in dropped if text], tuple(pairs)


def _belongs(shown: PageBlock, inside: bool, *, begun: bool) -> bool:
    """Whether a block is part of the report: all of the main part but lone links, elsewhere sentences and headings."""
    match shown.block:
        case TextBlock(part=part, level=level):
            if inside:
                return shown.linked < 1 or _is_prose(shown)
            # Smaller or shorter headings are those of menus.
            is_title = part is Part.HEADING and level <= _TITLE_LEVEL and len(_words(shown)) >= _TITLE
            return (is_title and not begun and shown.linked < 1) or _is_prose(shown)
        case GridBlock():
            return True
        case _:
            return inside


def _is_title(shown: PageBlock, title: str) -> bool:
    text = _words(shown).replace(" ", "")
    return isinstance(shown.block, TextBlock) and len(text) >= _TITLE and text in title.replace(" ", "")


def _is_prose(shown: PageBlock) -> bool:
    if not isinstance(shown.block, TextBlock) or shown.linked > 0.5:
        return False
    text = plain(shown.block.runs)
    return len(text) >= _PROSE and bool(_SENTENCE.search(text))


def _words(shown: PageBlock) -> str:
    match shown.block:
        case TextBlock(runs=runs):
            return plain(runs)
        case GridBlock(rows=rows):
            return " ".join(cell.text for row in rows for cell in row)
        case ImageBlock(caption=caption, name=name):
            return caption or name
        case LooseTable(lines=lines):
            return " ".join(line.text for line in lines)


def _pairs(shown: PageBlock) -> Pairs:
    """Label and value of what a line or a small table tells about the page, such as 发布日期：2022-01-20."""
    match shown.block:
        case TextBlock(part=Part.UNKNOWN):
            return tuple(line_pairs(plain_text(" ".join(shown.pieces))))
        case GridBlock():
            return _table_pairs(shown.block)
        case _:
            return ()


def _table_pairs(grid: GridBlock) -> Pairs:
    """Of a table whose every second cell is a label with a colon; nothing for any other."""
    texts = [plain_text(cell.text.replace("\n", " ")) for row in grid.rows for cell in row]
    labels, values = texts[::2], texts[1::2]
    if len(labels) != len(values) or not labels or not all(label.endswith(("：", ":")) for label in labels if label):
        return ()
    named = (label.rstrip("：:").replace(" ", "") for label in labels)
    return tuple((label, value) for label, value in zip(named, values, strict=True) if label and value)
