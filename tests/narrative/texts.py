"""Texts composed as they stand in an office file."""

from collections.abc import Mapping

from gkgen.diagnostics import Diagnostic
from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, SmallTable, plain
from gkgen.narrative import Group, Prose, Value, compose
from gkgen.source import ScalarNode, read

NAMES: Mapping[str, Group | Value | None] = {"公开总数": 1234, "网站": 1000}


def composed(text: str, names: Mapping[str, Group | Value | None] = NAMES, top_level: int = 2) -> Prose:
    """The text behind `|`, each line indented by two spaces, in line 2 of a file and below."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    return composed_from(f"引言: |\n{lines}", names, top_level)


def composed_from(source: str, names: Mapping[str, Group | Value | None] = NAMES, top_level: int = 2) -> Prose:
    """The first value of a file."""
    read_source = read(source.encode(), "office.yaml")
    assert read_source.diagnostics == ()
    assert read_source.root is not None
    scalar = read_source.root.entries[0].value
    assert isinstance(scalar, ScalarNode)
    return compose(scalar, read_source.lines, Group(names), "preface", top_level)


def blocks(text: str, names: Mapping[str, Group | Value | None] = NAMES, top_level: int = 2) -> tuple[Block, ...]:
    """The blocks of a text in which nothing is wrong."""
    prose = composed(text, names, top_level)
    assert prose.diagnostics == ()
    return prose.blocks


def words(text: str, names: Mapping[str, Group | Value | None] = NAMES) -> list[str]:
    """The texts of the blocks."""
    return [text_of(block) for block in blocks(text, names)]


def text_of(block: Block) -> str:
    match block:
        case Heading() | Paragraph() | ListItem():
            return plain(block.runs)
        case Figure():
            return block.caption
        case SmallTable():
            return "\n".join("|".join(plain(cell) for cell in row) for row in block.rows)


def places(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int, int, int]]:
    """Kind, line, column and end column of the findings."""
    return [(d.kind, d.span.line, d.span.column, d.span.end_column) for d in diagnostics if d.span]
