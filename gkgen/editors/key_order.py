"""The order in which the form has its fields, and the key of each in either language."""

from collections.abc import Sequence
from dataclasses import dataclass

from gkgen.editors.json_schema_fields import Keys
from gkgen.form import Edition, Field
from gkgen.source import Entry, MappingNode
from gkgen.typed_rows import field_typed
from gkgen.validation import is_row


@dataclass(frozen=True, slots=True)
class Parents:
    """What a mapping is in the form: a field of the file's edition and, for keys of another one, of that."""

    fields: tuple[Field, ...]
    tables: frozenset[str]

    @classmethod
    def roots(cls, first: Edition, others: Sequence[Edition]) -> "Parents":
        """The top of a file of the first edition."""
        editions = (first, *(each for each in others if each is not first))
        tables = frozenset(table.field.name for edition in editions for table in edition.tables)
        return cls(tuple(edition.root for edition in editions), tables)

    def child(self, key: str) -> "Parents":
        """What belongs to a key; nothing known for a key of the author's own."""
        found = (child for parent in self.fields if (child := field_typed(parent, key)))
        return Parents(tuple(found), self.tables)

    @property
    def field(self) -> Field | None:
        """The field itself."""
        return self.fields[0] if self.fields else None

    @property
    def is_table(self) -> bool:
        """Whether this is a table or a part of one."""
        return self.field is not None and bool(self.field.children) and self.field.path.split(".")[0] in self.tables

    @property
    def is_row(self) -> bool:
        """Whether this is a row of numbers, written on one line."""
        return self.is_table and self.field is not None and is_row(self.field)

    def key(self, typed: str, keys: Keys | None) -> str:
        """The key in the language that is wanted, as it was typed where none is."""
        field = self.field
        return typed if field is None or keys is None else field.key if keys == "zh" else field.name

    def in_order(self, mapping: MappingNode) -> tuple[Entry, ...]:
        """The entries in the order of the form; what it does not know comes last, as it was."""
        order: dict[str, int] = {}
        for place, field in enumerate(self.children):
            order.setdefault(field.path, place)

        def place_of(entry: Entry) -> int:
            field = self.child(entry.key.text).field
            return order.get(field.path, len(order)) if field else len(order)

        return tuple(sorted(mapping.entries, key=place_of))

    @property
    def children(self) -> tuple[Field, ...]:
        """All fields possible here, those of the file's own edition first."""
        return tuple(child for parent in self.fields for child in parent.children)


def has_free_names(field: Field | None) -> bool:
    """Whether the names below a field are the author's own, as those of figures are."""
    return field is not None and field.kind == "parts" and not field.children
