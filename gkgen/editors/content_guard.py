"""The guard of `format` and `fix`: what a file must still say after gkgen has rewritten it, data and comments."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from gkgen.editors.comments import comments
from gkgen.editors.key_order import Parents, has_free_names
from gkgen.form import Field
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, Source

# A scalar and whether the form wants a number in its place, to what is compared.
Value = Callable[[ScalarNode, bool], Any]


def lost_content(
    before: Source, after: Source, parents: Parents, value: Value, text: Callable[[str], str] = str
) -> str | None:
    """What the file after does not say any more, None where it says all that the one before does.

    `parents` is the top of the form. `value` gives what is compared of a value, `text` what is compared of a key or a
    comment; they leave out what the rewriting may change.
    """
    if before.root is None:
        return None
    if after.root is None:
        return "the file could not be read any more"
    if _content(after.root, parents, value, text) != _content(before.root, parents, value, text):
        return "the data would be changed"
    if _comments(before, text) - _comments(after, text):
        return "a comment would be lost"
    return None


def _comments(source: Source, text: Callable[[str], str]) -> Counter[str]:
    return Counter(map(text, comments(source.lines, source.root))) if source.root else Counter()


def _content(node: Node, parents: Parents, value: Value, text: Callable[[str], str]) -> Any:
    """The data, under English keys."""
    match node:
        case ScalarNode():
            # 信息处理费: 否 says what {收取: 否} says.
            flag = next((child for child in getattr(parents.field, "children", ()) if child.kind == "flag"), None)
            found = value(node, _wants_number(parents.field))
            return {flag.name: found} if flag else found
        case SequenceNode():
            return [_content(item, parents, value, text) for item in node.items]
        case MappingNode():
            content: dict[str, Any] = {}
            for entry in node.entries:
                typed = text(entry.key.text)
                wanted = parents.child(typed)
                content[wanted.key(typed, "en")] = (
                    value(entry.value, True)
                    if has_free_names(parents.field) and isinstance(entry.value, ScalarNode)
                    else _content(entry.value, wanted, value, text)
                )
            return content


def _wants_number(field: Field | None) -> bool:
    """Whether a number belongs there; a row of one cell may be a bare number."""
    return field is not None and (
        field.is_number
        or field.kind == "integer"
        or (bool(field.children) and all(child.is_number for child in field.children))
    )
