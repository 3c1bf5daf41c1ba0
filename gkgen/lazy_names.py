"""Public names of a package that are imported on first use, so that importing one does not load all."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_names(homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """A package's `__getattr__` for the names that its modules hold (PEP 562); `homes` are the names by module."""
    modules = {name: module for module, names in homes.items() for name in names}

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(name)
        return getattr(import_module(modules[name]), name)

    return load
