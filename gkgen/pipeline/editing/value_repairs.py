"""Values and keys that were typed otherwise than the form wants them, with what they should be."""

import unicodedata
from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, Term
from gkgen.pipeline.core.checking import check_text, known_keys
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, read
from gkgen.source.repairs import Repair
from gkgen.typed_rows import plain_number

_QUOTED = frozenset({"R01.quoted", "R05.quoted"})
# Findings that say what was meant; a number of the author's own, or one in a base, is told without it.
_REPAIRABLE = _QUOTED | {
    *(f"{rule}.{variant}" for rule in ("R05", "R06") for variant in ("fullwidth", "separator", "meant", "letters")),
    *(
        "R07.form",
        "R07.meant",
        "R07.letters",
        "R01.form",
        "R01.unit",
        "F04.number",
        "F04.nothing",
        "F04.flag",
        "F08.written",
        "F08.numbered",
    ),
}
_WIDE_SPACE = re.compile("[\u3000\u00a0]")

# Line from 1, columns from 0, what should stand there.
Change = tuple[int, int, int, str, Repair]


def changes(data: bytes) -> list[Change]:
    """What should be changed in the keys and numbers of an office file."""
    source = read(data, "", known_keys())
    if source.root is None:
        return []
    found = check_text(data, "", FilesInMemory(), rules=()).diagnostics
    numbers = (change for diagnostic in found if (change := _wanted(diagnostic, source.lines)))
    return list(dict.fromkeys([*_keys(source.root, source.lines), *numbers]))


def _wanted(diagnostic: Diagnostic, lines: tuple[str, ...]) -> Change | None:
    """What should stand in the place of a value, where the finding says so and nothing else can be meant."""
    typed = _typed(diagnostic.span, lines)
    if not (typed and diagnostic.span and diagnostic.kind in _REPAIRABLE):
        return None
    bare = typed[1:-1] if typed[0] == typed[-1] and typed[0] in "\"'" and len(typed) > 2 else typed
    values = dict(diagnostic.values)
    wanted = values.get("wanted", bare if diagnostic.kind in _QUOTED else plain_number(bare))
    wanted = wanted.zh if isinstance(wanted, Term) else wanted
    if wanted is None or str(wanted) == typed:
        return None
    is_same_number = unicodedata.normalize("NFKC", bare) == str(wanted)
    repair = Repair.SEPARATORS if re.search("[,，、]", bare) else Repair.DIGITS if is_same_number else Repair.VALUES
    return diagnostic.span.line, diagnostic.span.column - 1, diagnostic.span.end_column - 1, str(wanted), repair


def _keys(node: Node, lines: tuple[str, ...]) -> Iterator[Change]:
    """Keys of the form with wide spaces in them, where the key itself does not stand beside them."""
    match node:
        case MappingNode(entries=entries):
            beside = {entry.key.text for entry in entries}
            for entry in entries:
                span = entry.key.span
                wanted = _WIDE_SPACE.sub("", entry.key.text)
                is_key = (
                    entry.key.text not in known_keys().everywhere
                    and wanted in known_keys().everywhere
                    and wanted not in beside
                )
                if is_key and _typed(span, lines) == entry.key.text:
                    yield span.line, span.column - 1, span.end_column - 1, wanted, Repair.KEYS
                yield from _keys(entry.value, lines)
        case SequenceNode(items=items):
            for item in items:
                yield from _keys(item, lines)
        case ScalarNode():
            pass


def _typed(span: Span | None, lines: tuple[str, ...]) -> str:
    """What stands at a place of one line."""
    if span is None or span.line != span.end_line or span.line > len(lines):
        return ""
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]
