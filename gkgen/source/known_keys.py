"""The keys of the form as far as reading needs them: which may stand where, and where a mapping is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_NODES = 5_000
"""Keys and values of a file; a report with every cell written out has some 600."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownKeys:
    """The keys that a mapping may have, in both languages, each with the keys of its own value.

    Nothing stands below a key whose value is a text or a number. `takes_text` marks a place where a text is as good
    as a mapping, `has_free_names` one whose keys are the author's own and whose values are numbers. `everywhere` are
    the keys of all levels, `max_nodes` how many keys and values a file may have.
    """

    children: Mapping[str, "KnownKeys"] = field(default_factory=dict)
    is_number: bool = False
    takes_text: bool = False
    has_free_names: bool = False
    everywhere: frozenset[str] = frozenset()
    max_nodes: int = MAX_NODES

    @property
    def wants_mapping(self) -> bool:
        """Whether only a mapping, or a row of numbers, is right here."""
        return bool(self.children or self.has_free_names) and not self.takes_text

    @property
    def holds_numbers(self) -> bool:
        """Whether numbers stand below, as in a table, a part of it or a row."""
        return any(each.is_number or each.holds_numbers for each in self.children.values())

    @property
    def tables(self) -> frozenset[str]:
        """The keys, at any level, of tables and parts of tables that have rows of their own."""
        found: set[str] = set()
        todo, seen = [self], {id(self)}
        while todo:
            for key, each in todo.pop().children.items():
                if any(child.children and child.holds_numbers for child in each.children.values()):
                    found.add(key)
                if id(each) not in seen:
                    seen.add(id(each))
                    todo.append(each)
        return frozenset(found)

    def child(self, key: str) -> "KnownKeys":
        """What may stand behind a key."""
        return NUMBER if self.has_free_names else self.children.get(key, NO_KEYS)


NO_KEYS = KnownKeys()
NUMBER = KnownKeys(is_number=True)
