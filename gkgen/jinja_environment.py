"""The one Jinja2 environment: sandboxed, strict about missing names, escaping, each text compiled once."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.nodes import Template as Syntax
from jinja2.sandbox import ImmutableSandboxedEnvironment

_METHODS = frozenset(dir(dict))


class JinjaEnvironment(ImmutableSandboxedEnvironment):
    """Sandboxed, strict and escaping; keeps compiled templates.

    Compiling is most of the time that docxtpl spends on a document, and it compiles the same text for every office.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]] | None = None, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, **options)
        self.filters.update(filters or {})
        self._compiled: dict[str, Template] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The fields of gkgen's own frozen values are safe; to verify that each time takes longer than to print them.

        So are the values of a dictionary, which Jinja2 looks up after the dictionary's own methods.
        """
        if type(obj) is dict and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        if not attribute.startswith("_") and attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def from_string(
        self,
        source: str | Syntax,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name is Jinja2's
        template_class: type[Template] | None = None,
    ) -> Template:
        """The template of that text, compiled at its first use."""
        if not isinstance(source, str) or globals or template_class:
            return super().from_string(source, globals, template_class)
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source)
        return self._compiled[source]
