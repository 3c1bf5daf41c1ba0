"""What is kept from one document to the next: bounded stores with names, and counts of their use."""

from typing import Generic, TypeVar

Value = TypeVar("Value")

STORES: "dict[str, Store[object]]" = {}
"""All stores of the process by name."""


class Store(Generic[Value]):
    """At most `limit` values by key. When there is no more room all go: what is kept can be made again."""

    def __init__(self, name: str, limit: int) -> None:
        self.name, self.limit = name, limit
        self.hits = self.misses = self.clearings = 0
        self._values: dict[object, Value] = {}
        STORES[name] = self  # type: ignore[assignment]

    def get(self, key: object) -> Value | None:
        """The value of a key; None where there is none."""
        value = self._values.get(key)
        if value is None:
            self.misses += 1
        else:
            self.hits += 1
        return value

    def keep(self, key: object, value: Value) -> Value:
        """Keep a value, which is given back."""
        if len(self._values) >= self.limit:
            self.clearings += 1
            self._values.clear()
        self._values[key] = value
        return value

    def drop(self, key: object) -> None:
        """Forget one value."""
        self._values.pop(key, None)

    def clear(self) -> None:
        """Forget all values and counts."""
        self._values.clear()
        self.hits = self.misses = self.clearings = 0

    def __len__(self) -> int:
        return len(self._values)
