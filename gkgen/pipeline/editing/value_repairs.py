"""Numbers and keys typed in the wrong width, found where the form wants a number or a key, with what they should be."""

import unicodedata
from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span
from gkgen.pipeline.core.checking import check_text, known_keys
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, read
from gkgen.source.repairs import Repair

# What a number in full-width digits or with separators can be told as.
_NO_NUMBER = re.compile(r"R0[56](\.fullwidth|\.separator)?|R07\.form|R01\.form|F04\.number")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?", re.ASCII)
_GROUPS = re.compile(
    r"(?P<first>[+-]?[1-9][0-9]{0,2})(?P<rest>(?:,[0-9]{3})+|(?: [0-9]{3})+)(?P<end>\.[0-9]+)?", re.ASCII
)
_WIDE_SPACE = re.compile("[\u3000\u00a0]")

# Line from 1, columns from 0, what should stand there.
Change = tuple[int, int, int, str, Repair]


def changes(data: bytes) -> list[Change]:
    """What should be changed in the keys and numbers of an office file."""
    source = read(data, "", known_keys())
    if source.root is None:
        return []
    found = check_text(data, "", FilesInMemory(), rules=()).diagnostics
    numbers = (change for diagnostic in found if (change := _number(diagnostic, source.lines)))
    return list(dict.fromkeys([*_keys(source.root, source.lines), *numbers]))


def plain_number(text: str) -> str | None:
    """The number that was meant, in plain digits; None where that is not certain."""
    half = unicodedata.normalize("NFKC", text.replace("，", ",").replace("、", ",")).strip()
    grouped = _GROUPS.fullmatch(half)
    if grouped:
        half = grouped["first"] + re.sub("[ ,]", "", grouped["rest"]) + (grouped["end"] or "")
    return half if _NUMBER.fullmatch(half) else None


def _number(diagnostic: Diagnostic, lines: tuple[str, ...]) -> Change | None:
    typed = _typed(diagnostic.span, lines)
    if not (typed and diagnostic.span and _NO_NUMBER.fullmatch(diagnostic.kind)):
        return None
    bare = typed[1:-1] if typed[0] == typed[-1] and typed[0] in "\"'" and len(typed) > 2 else typed
    wanted = plain_number(bare)
    if wanted is None or wanted == bare:
        return None
    repair = Repair.SEPARATORS if re.search("[,，、]", bare) else Repair.DIGITS
    return diagnostic.span.line, diagnostic.span.column - 1, diagnostic.span.end_column - 1, wanted, repair


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
