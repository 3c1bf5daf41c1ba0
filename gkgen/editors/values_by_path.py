"""The values of an office file by their dotted English paths, whatever language its keys are in."""

from collections.abc import Iterator

from gkgen.editors.key_order import Parents
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode


def values_by_path(
    node: Node, parents: Parents, path: str = "", *, is_item: bool = False
) -> Iterator[tuple[str, ScalarNode, bool]]:
    """Every scalar with its dotted English path, and whether it stands in a list, whose items the form names."""
    match node:
        case ScalarNode():
            yield path, node, is_item
        case SequenceNode():
            names = [field.name for field in parents.children] if parents.is_row else []
            names += map(str, range(len(names), len(node.items)))
            for name, item in zip(names, node.items, strict=False):
                yield from values_by_path(item, parents.child(name), f"{path}.{name}", is_item=True)
        case MappingNode():
            for entry in node.entries:
                wanted = parents.child(entry.key.text)
                name = wanted.key(entry.key.text, "en")
                yield from values_by_path(entry.value, wanted, f"{path}.{name}" if path else name)
