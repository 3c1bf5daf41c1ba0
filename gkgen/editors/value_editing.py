"""One value of an office file written anew; everything else, comments included, stays as it was typed.

A form or an editor changes a file so: what changes in Git are the lines of that value alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.editors.comments import block_lines, comments, indent_of
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents, has_free_names
from gkgen.editors.value_places import Splice, ValuePlaces
from gkgen.editors.value_text import STEP, block, has_lines, inline, one_line
from gkgen.editors.values_by_path import values_by_path
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Source, read
from gkgen.validation import ALL_ZERO

_HEADER = re.compile(r"[|>](?P<chomping>[+-]?)[1-9]?(?P<behind>[+-]?)")
_NOTHING = frozenset({"", "~", "null", ALL_ZERO})
_ZERO = "0"


class EditError(ValueError):
    """The file has no place for the value, such as that of an aspect where the whole section is one text."""


def _read_again(text: str, name: str) -> Source:
    return read(text.encode("utf-8", "surrogatepass"), name)


def with_value(
    source: Source,
    parents: Parents,
    path: str,
    value: str | None,
    reading: Callable[[str, str], Source] = _read_again,
) -> str:
    """The text of a file in which the field at a dotted English path has another value, or none.

    `source` is a file that parses as it stands; `parents` is the top of its form. The value is that of a number, a word
    or a text, as typed. A table that loses its last number becomes `全零`. `reading` reads the new text, given with its
    name, to see that nothing else changed: whoever needs what it says as well reads it once.

    Raises EditError where the file has no place for the value or YAML cannot hold it.
    """
    if source.root is None:
        raise EditError("a file that could not be read")
    names = path.split(".")
    splice = Editing(ValuePlaces(source.lines), language_of(source.root)).change(source.root, parents, names, value)
    if splice is None:
        return "\n".join(source.lines)
    text = "\n".join(splice.applied(source.lines))
    _verify(source, reading(text, source.name), parents, path, value)
    return text


def language_of(root: MappingNode) -> Keys:
    """The language of the keys of a file."""
    return "en" if root.entries and all(entry.key.text.isascii() for entry in root.entries) else "zh"


@dataclass(frozen=True, slots=True)
class Editing:
    """The places of a file's values, and the language of new keys."""

    places: ValuePlaces
    keys: Keys

    def change(self, node: MappingNode, parents: Parents, names: Sequence[str], value: str | None) -> Splice | None:
        """The change in a mapping; None where nothing is to be done."""
        name, *rest = names
        wanted = parents.child(name)
        if wanted.field is None and not has_free_names(parents.field):
            raise EditError(f"{name}: no field of the form")
        entry = _entry(node, wanted, name)
        if entry is None:
            return None if value is None else self.insert(node, parents, names, value)
        if value is None and _holds_only(entry.value, wanted, rest):
            is_table = wanted.is_table and parents.field is not None and not parents.field.path
            return self.replace(entry, ALL_ZERO) if is_table else self.remove(node, entry)
        if rest:
            return self.inside(node, entry, wanted, rest, value)
        return self.rewrite(node, entry, wanted, str(value))

    def inside(
        self, node: MappingNode, entry: Entry, wanted: Parents, rest: Sequence[str], value: str | None
    ) -> Splice | None:
        """The change within the value of an entry."""
        match entry.value:
            case MappingNode() as inner:
                return self.change(inner, wanted, rest, value)
            case SequenceNode() as row if wanted.is_row:
                return self.item(row, wanted, rest[0], value or _ZERO)
            case ScalarNode(text=text) if text in _NOTHING:
                return None if value is None else self.unfold(node, entry, wanted, rest, value)
            case ScalarNode() if wanted.is_row and len(wanted.children) == 1:
                return self.replace(entry, value or _ZERO)
        raise EditError(f"{entry.key.text}: a value without parts")

    def rewrite(self, node: MappingNode, entry: Entry, wanted: Parents, value: str) -> Splice:
        """Another value for a scalar."""
        old = entry.value
        if isinstance(old, MappingNode) and wanted.field is not None and wanted.field.is_number:
            return self.replace(entry, one_line(value, wanted.field))  # the numbers that it may be: 待核对
        if not isinstance(old, ScalarNode):
            raise EditError(f"{entry.key.text}: a value with parts")
        if old.is_block:
            return self.rewrite_block(entry, old, value)
        is_flow = self.places.is_flow(node)
        stays = "\n" not in value and old.text and old.span.line == old.span.end_line
        written = one_line(value, wanted.field) if stays else inline(value, wanted.field, is_flow=is_flow)
        if written is not None:
            return self.replace(entry, written)
        indent = entry.key.span.column - 1
        sign, body = block(value, indent + STEP, indent)
        end_line, end_column = self.places.end(entry)
        behind = self.places.lines[end_line - 1][end_column - 1 :]
        text = "\n".join((f"{self.apart(entry)}{sign}{behind}", *body))
        return Splice(self.places.start(entry), self.places.line_end(end_line), text)

    def rewrite_block(self, entry: Entry, old: ScalarNode, value: str) -> Splice:
        """Another text behind `|`; blank lines behind it stay."""
        line, column = old.span.line, old.span.column
        header = _HEADER.match(self.places.lines[line - 1], column - 1)
        assert header, "the parser says that a block begins here"  # noqa: S101
        indent = entry.key.span.column - 1
        typed = (self.places.lines[number - 1] for number in block_lines(old))
        margin = next((indent_of(text) for text in typed if text.strip()), indent + STEP)
        margin -= next((indent_of(text) for text in old.text.split("\n") if text.strip()), 0)
        sign, body = block(value, margin, indent, header["chomping"] or header["behind"])
        beside = self.places.lines[line - 1][header.end() :]
        return Splice((line, column), self.places.end_of(old), "\n".join((sign + beside, *body)))

    def replace(self, entry: Entry, text: str) -> Splice:
        """Another text on the line of the key; comments that stood within the value come above it."""
        start, end = self.places.start(entry), self.places.end(entry)
        written = f"{self.apart(entry)}{text}"
        notes = self.places.notes(entry, start, end)
        if not notes:
            return Splice(start, end, written)
        line, column = start
        margin = " " * (entry.key.span.column - 1)
        above = "".join(f"{margin}{note}\n" for note in notes)
        return Splice((line, 1), end, f"{above}{self.places.lines[line - 1][: column - 1]}{written}")

    def apart(self, entry: Entry) -> str:
        """The blank before a value that is written directly behind a colon."""
        return " " if self.places.start(entry) == self.places.behind_key(entry) else ""

    def unfold(self, node: MappingNode, entry: Entry, wanted: Parents, rest: Sequence[str], value: str) -> Splice:
        """Entries in place of `全零` or of nothing."""
        child = wanted.child(rest[0])
        if self.places.is_flow(node) or wanted.is_row:
            return self.replace(entry, f"{{{self.pair(child, rest, value)}}}")
        end_line, end_column = self.places.end(entry)
        note = self.places.lines[end_line - 1][end_column - 1 :]
        body = self.lines_of(child, rest, value, entry.key.span.column - 1 + STEP)
        start = self.places.behind_key(entry)
        return Splice(start, self.places.line_end(end_line), "\n".join((note, *body)))

    def insert(self, node: MappingNode, parents: Parents, names: Sequence[str], value: str) -> Splice:
        """A new entry, at its place in the order of the form."""
        wanted = parents.child(names[0])
        before = self.before(node, parents, names[0])
        if self.places.is_flow(node):
            return self.insert_pair(node, before, self.pair(wanted, names, value))
        lines = self.lines_of(wanted, names, value, node.entries[0].key.span.column - 1)
        return self.insert_lines(node, before, lines, is_section=wanted.is_table or has_lines(wanted.field))

    def before(self, node: MappingNode, parents: Parents, name: str) -> list[Entry]:
        """The entries that the form has before the field of that name."""
        return [entry for entry in node.entries if _order(parents, entry.key.text) <= _order(parents, name)]

    def insert_lines(
        self, node: MappingNode, before: Sequence[Entry], lines: Sequence[str], *, is_section: bool
    ) -> Splice:
        """A new entry behind others, or before all; sections set apart by blank lines, as `gkgen format` does it."""
        indent = node.entries[0].key.span.column - 1
        is_apart = not indent and is_section
        if before:
            line, column = self.places.line_end(max(map(self.places.end, before))[0])
            following = self.places.lines[line : line + 1]
            behind = [""] if is_apart and following and following[0].strip() else []
            text = "\n".join(("", *([""] if is_apart else []), *lines, *behind))
            return Splice((line, column), (line, column), text)
        first = node.entries[0].key.span.line
        while first > 1 and self.places.lines[first - 2].startswith(f"{' ' * indent}#"):
            first -= 1
        text = "".join(f"{line}\n" for line in (*lines, *([""] if is_apart else [])))
        return Splice((first, 1), (first, 1), text)

    def insert_pair(self, node: MappingNode, before: Sequence[Entry], pair: str) -> Splice:
        """A new entry in braces."""
        if before:
            point = max(map(self.places.end, before))
            return Splice(point, point, f", {pair}")
        point = node.span.line, node.span.column + 1
        return Splice(point, point, f"{pair}, " if node.entries else pair)

    def item(self, row: SequenceNode, wanted: Parents, name: str, value: str) -> Splice:
        """Another number in a row that is written as a list."""
        fields = [place for place, field in enumerate(wanted.children) if name in {field.key, field.name}]
        if not fields or not self.places.is_flow(row):
            raise EditError(f"{name}: no number of this row")
        place, length = fields[0], len(row.items)
        if place < length:
            old = row.items[place].span
            return Splice((old.line, old.column), self.places.end_of(row.items[place]), value)
        numbers = ", ".join((*[_ZERO] * (place - length), value))
        point = self.places.end_of(row.items[-1]) if row.items else (row.span.line, row.span.column + 1)
        return Splice(point, point, f", {numbers}" if row.items else numbers)

    def remove(self, node: MappingNode, entry: Entry) -> Splice:
        """An entry taken out; its comments stay, on lines of their own."""
        start, end = entry.key.span, self.places.end(entry)
        if self.places.is_flow(node):
            return self.remove_pair(node, entry)
        end = self.places.line_end(end[0])
        notes = self.places.notes(entry, (start.line, 1), end)
        text = "".join(f"{' ' * (start.column - 1)}{note}\n" for note in notes)
        if end[0] < len(self.places.lines):
            return Splice((start.line, 1), (end[0] + 1, 1), text)
        return Splice((start.line, 1), end, text)

    def remove_pair(self, node: MappingNode, entry: Entry) -> Splice:
        """An entry taken out of braces, with its comma."""
        place = node.entries.index(entry)
        start, end = (entry.key.span.line, entry.key.span.column), self.places.end(entry)
        if place:
            start = self.places.end(node.entries[place - 1])
        elif len(node.entries) > 1:
            following = node.entries[1].key.span
            end = following.line, following.column
        return Splice(start, end, "")

    def lines_of(self, wanted: Parents, names: Sequence[str], value: str, indent: int) -> list[str]:
        """A new entry in lines of its own."""
        name, *rest = names
        key = f"{' ' * indent}{self.key(wanted, name)}:"
        if rest and wanted.is_row:
            return [f"{key} {{{self.pair(wanted.child(rest[0]), rest, value)}}}"]
        if rest:
            return [key, *self.lines_of(wanted.child(rest[0]), rest, value, indent + STEP)]
        if (written := inline(value, wanted.field, is_flow=False)) is not None:
            return [f"{key} {written}"]
        sign, body = block(value, indent + STEP, indent)
        return [f"{key} {sign}", *body]

    def pair(self, wanted: Parents, names: Sequence[str], value: str) -> str:
        """A new entry for braces."""
        name, *rest = names
        written = f"{{{self.pair(wanted.child(rest[0]), rest, value)}}}" if rest else one_line(value, wanted.field)
        return f"{self.key(wanted, name)}: {written}"

    def key(self, wanted: Parents, name: str) -> str:
        """A key in the language of the file; a name of the author's own as it is."""
        return wanted.key(name, self.keys) if wanted.field else one_line(name, None)


def _entry(node: MappingNode, wanted: Parents, name: str) -> Entry | None:
    names = {name, *(key for field in wanted.fields for key in (field.key, field.name))}
    return next((entry for entry in node.entries if entry.key.text in names), None)


def _order(parents: Parents, key: str) -> int:
    """The place of a key in the form; behind all others for one that the form does not know."""
    fields = parents.children
    return next((place for place, field in enumerate(fields) if key in {field.key, field.name}), len(fields))


def _holds_only(node: Node, wanted: Parents, names: Sequence[str]) -> bool:
    """Whether nothing is left of a value when what is at a path within it goes."""
    if not names:
        return True
    if not isinstance(node, MappingNode):
        return False
    entry = _entry(node, wanted.child(names[0]), names[0])
    return len(node.entries) == 1 and entry is not None and _holds_only(entry.value, wanted.child(names[0]), names[1:])


def _verify(before: Source, after: Source, parents: Parents, path: str, value: str | None) -> None:
    """Raise EditError unless the file says what it did, but for the one value, and has all its comments."""
    if before.root is None or after.root is None:
        raise EditError(f"{path}: {value!r} cannot be written")
    wanted = {at: text for at, text in _leaves(before.root, parents).items() if not f"{at}.".startswith(f"{path}.")}
    if value is not None:
        wanted[path] = value.rstrip("\n")
    if _leaves(after.root, parents) != wanted:
        raise EditError(f"{path}: {value!r} cannot be written without changing more")
    if Counter(comments(before.lines, before.root)) - Counter(comments(after.lines, after.root)):
        raise EditError(f"{path}: a comment would be lost")


def _leaves(node: Node, parents: Parents) -> dict[str, str]:
    """Every value by its path, as typed, but for what says no more than nothing: `全零` and zeros of a list."""
    return {
        path: scalar.text.rstrip("\n")
        for path, scalar, is_item in values_by_path(node, parents)
        if scalar.text not in _NOTHING and not (is_item and scalar.text == _ZERO)
    }
