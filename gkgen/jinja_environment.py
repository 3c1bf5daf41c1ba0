"""The one Jinja2 environment: sandboxed, strict about missing names, escaping, each text compiled once."""

import marshal
from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2 import __version__ as jinja_version
from jinja2.nodes import Template as Syntax
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gkgen import disk_cache

_METHODS = frozenset(dir(dict))


class JinjaEnvironment(ImmutableSandboxedEnvironment):
    """Sandboxed, strict and escaping; keeps compiled templates.

    Compiling is most of the time that docxtpl spends on a document, and it compiles the same text for every office.
    Its options are those of blocks and line ends alone; filters are functions of a module.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]] | None = None, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, **options)
        self.filters.update(filters or {})
        self._own_filters = {(name, each.__module__, each.__qualname__) for name, each in (filters or {}).items()}
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
            self._compiled[source] = self.template_class.from_code(
                self, self._code(source), self.make_globals(None), None
            )
        return self._compiled[source]

    def _code(self, source: str) -> CodeType:
        """The code of a text, kept on disk: to compile gkgen's own templates takes a tenth of a short run.

        It follows from the text, Jinja2, the options and the filters, which Jinja2 applies to constants when it
        compiles; a filter without a name of its own cannot be part of a key.
        """
        filters = sorted(self._own_filters)
        if any("<" in name for _, _, name in filters):
            return self.compile(source)
        options = (self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline, self.autoescape)
        key = repr((jinja_version, options, filters, source)).encode("utf-8", "surrogatepass")
        found = disk_cache.load("template", key)
        if found is not None:
            code: CodeType = marshal.loads(found)  # noqa: S302 - a digest proves that it is what was kept
            return code
        code = self.compile(source)
        disk_cache.keep("template", key, marshal.dumps(code))
        return code
