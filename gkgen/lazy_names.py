"""Public names of a package that are imported on first use, so that importing one does not load all."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_names(homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The `__getattr__` of a package for names of its modules (PEP 562); `homes` has the names by module."""
    modules = {name: module for module, names in homes.items() for name in names}

    def load(name: str) -> object:
        if name not in modules:
            raise AttributeError(name)
        return getattr(import_module(modules[name]), name)

    return load
