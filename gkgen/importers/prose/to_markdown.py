"""Blocks of the document as an author would type them: Markdown that gkgen reads as the very same blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, Run, Runs, SmallTable, plain
from gkgen.narrative import number_headings
from gkgen.numerals import HEADING_MARK

_NUMBER = re.compile(HEADING_MARK)
# What Markdown would read as something else, and references; a backslash before it makes it text.
_INLINE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*\*|!\[|\{\{|\{%")
_LEADING = re.compile(r"(?:#{1,6}(?=[\s#]|[^#\s])|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|\|)")
_ORDERED = re.compile(r"\d{1,9}[.)]")
_INDENT = "    "


def dump(blocks: Sequence[Block], *, is_bare: bool = False) -> tuple[str, ...]:
    """The lines of a text; an empty line stands only where Markdown needs one. Bare ones have no numbers to lose."""
    lines: list[str] = []
    for block, before in zip(blocks if is_bare else unnumbered(blocks), (None, *blocks), strict=False):
        if lines and lines[-1] and _needs_gap(before, block):
            lines.append("")
        lines += _lines(block)
    return tuple(lines)


def _needs_gap(before: Block | None, block: Block) -> bool:
    """Between a list and what is not part of it, and behind a table."""
    if isinstance(before, ListItem):
        return not isinstance(block, ListItem | Heading)
    return isinstance(before, SmallTable)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, runs=runs):
            yield f"{'#' * level} {_inline(runs)}"
        case Paragraph(runs=runs):
            yield _escaped_start(_inline(runs))
        case ListItem(marker=marker, depth=depth, runs=runs):
            typed = marker if _ORDERED.fullmatch(marker) else "-"
            yield f"{_INDENT * depth}{typed} {_escaped_start(_inline(runs))}"
        case Figure(name=name, caption=caption):
            yield f"![{_bare(caption)}]({name})"
        case SmallTable(rows=rows):
            head, *body = [[_inline(cell).replace("|", "\\|") for cell in row] for row in rows]
            yield _row(head)
            yield _row(["---"] * len(head))
            yield from map(_row, body)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _inline(runs: Runs) -> str:
    return "".join(f"**{_escaped(run.text)}**" if run.bold and run.text.strip() else _escaped(run.text) for run in runs)


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda found: f"\\{found.group()}" if found.group() != "**" else "\\*\\*", text)


def _bare(caption: str) -> str:
    return caption.replace("[", "【").replace("]", "】")


def _escaped_start(text: str) -> str:
    """A paragraph that begins like a heading, a list or a table, and is none."""
    match = _LEADING.match(text)
    if not match:
        return text
    mark = match.group()
    return f"{mark[:-1]}\\{text[len(mark) - 1 :]}" if mark[0].isdigit() else f"\\{text}"


def unnumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The headings without the numbers that gkgen would give them by itself, if that gives back all of them."""
    bare: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            stripped = _without_number(block)
            given = number_headings((*bare, stripped))[-1]
            same = isinstance(given, Heading) and plain(given.runs) == plain(block.runs)
            bare.append(stripped if same else block)
        else:
            bare.append(block)
    return tuple(bare)


def _without_number(heading: Heading) -> Heading:
    text = plain(heading.runs)
    match = _NUMBER.match(text)
    if not match or not text[match.end() :].strip():
        return heading
    left, runs = match.end(), []
    for run in heading.runs:
        runs.append(Run(run.text[left:], run.bold))
        left = max(0, left - len(run.text))
    return replace(heading, runs=tuple(run for run in runs if run.text))
