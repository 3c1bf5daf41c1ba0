"""An item added to a list of an office file, such as a waiver, or taken out; everything else stays as it was typed."""

from collections.abc import Mapping

from gkgen.editors.key_order import Parents
from gkgen.editors.value_editing import EditError, Editing, language_of
from gkgen.editors.value_places import Splice, ValuePlaces, is_empty
from gkgen.editors.value_text import STEP, one_line
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Source, plain, read


def with_item(source: Source, parents: Parents, name: str, item: Mapping[str, str]) -> str:
    """The text of a file in which the list at a top-level field has one more item, a mapping with English keys.

    Raises EditError where what stands there is no list.
    """
    root = source.root
    if root is None or not root.entries:
        raise EditError("a file that could not be read")
    editing = Editing(ValuePlaces(source.lines), language_of(root))
    wanted = parents.child(name)
    written = ", ".join(f"{editing.key(wanted.child(key), key)}: {_written(text)}" for key, text in item.items())
    names = {name, *(key for field in wanted.fields for key in (field.key, field.name))}
    entry = next((entry for entry in root.entries if entry.key.text in names), None)
    splice = _splice(editing, root, entry, f"{{{written}}}", parents, name)
    text = "\n".join(splice.applied(source.lines))
    after = read(text.encode("utf-8", "surrogatepass"), source.name).root
    key = entry.key.text if entry else editing.key(wanted, name)
    expected = plain(root)
    added = {editing.key(wanted.child(each), each): said for each, said in item.items()}
    expected[key] = [*(expected.get(key) or []), added]
    if after is None or plain(after) != expected:
        raise EditError(f"{name}: cannot be written without changing more")
    return text


def without_item(source: Source, parents: Parents, name: str, item: Mapping[str, str]) -> str:
    """The text of a file in which the list at a top-level field has lost its first item that says this, and its lines.

    Raises EditError where there is none, or it is not on lines of its own.
    """
    root, wanted = source.root, parents.child(name)
    names = {name, *(key for field in wanted.fields for key in (field.key, field.name))}
    entry = next((entry for entry in root.entries if entry.key.text in names), None) if root else None
    items = entry.value.items if entry and isinstance(entry.value, SequenceNode) else ()
    meant = next((each for each in items if item.items() <= _said(each, wanted).items()), None)
    if root is None or entry is None or meant is None:
        raise EditError(f"{name}: no such item")
    first = (entry.key if len(items) == 1 else meant).span.line
    last = ValuePlaces(source.lines).end_of(entry.value if len(items) == 1 else meant)[0]
    text = "\n".join((*source.lines[: first - 1], *source.lines[last:]))
    after = read(text.encode("utf-8", "surrogatepass"), source.name).root
    expected = plain(root)
    expected[entry.key.text].remove(plain(meant))
    if not expected[entry.key.text]:
        del expected[entry.key.text]
    if after is None or plain(after) != expected:
        raise EditError(f"{name}: cannot be taken out without changing more")
    return text


def _written(text: str) -> str:
    """A text in braces; an empty one, to be filled in, stays a text."""
    return one_line(text, None) or '""'


def _said(item: Node, wanted: Parents) -> dict[str, str]:
    """An item of texts, by English keys."""
    entries = item.entries if isinstance(item, MappingNode) else ()
    return {
        wanted.child(each.key.text).key(each.key.text, "en"): each.value.text.strip()
        for each in entries
        if isinstance(each.value, ScalarNode)
    }


def _splice(
    editing: Editing, root: MappingNode, entry: Entry | None, written: str, parents: Parents, name: str
) -> Splice:
    places = editing.places
    if entry is None:
        lines = [f"{editing.key(parents.child(name), name)}:", f"{' ' * STEP}- {written}"]
        return editing.insert_lines(root, editing.before(root, parents, name), lines, is_section=True)
    if is_empty(entry.value):
        line, column = places.line_end(places.behind_key(entry)[0])
        return Splice((line, column), (line, column), f"\n{' ' * STEP}- {written}")
    if not isinstance(entry.value, SequenceNode):
        raise EditError(f"{name}: no list")
    if places.is_flow(entry.value):
        items = entry.value.items
        point = places.end_of(items[-1]) if items else (entry.value.span.line, entry.value.span.column + 1)
        return Splice(point, point, f", {written}" if items else written)
    line, column = places.line_end(places.end_of(entry.value)[0])
    return Splice((line, column), (line, column), f"\n{' ' * (entry.value.span.column - 1)}- {written}")
