"""Computed styles kept from one report to the next: the style sheet is the same, so they are.

WeasyPrint computes a style once for elements that are alike, property by property, when each is first asked for. With
the next document it begins anew, though nothing has changed.
"""

from typing import Any

from gkgen.weasyprint_cache.patching import Patch, Target, font_configuration
from gkgen.weasyprint_cache.store import Store

_TEXT = frozenset({str})
# A style sheet gives some hundred; each folder of templates has its own.
_styles: Store[Any] = Store("computed styles", 5_000)


def replace_computation(compute: Any) -> Any:
    """`StyleFor.set_computed_styles` that takes the styles computed for earlier documents.

    An element's own style attribute makes its style, and those below it, its own.
    """

    def computed_once(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **rest: Any
    ) -> None:
        computed, cascaded = self.get_computed_styles(), self.get_cascaded_styles().get((element, pseudo_type), {})
        above = computed[parent, None] if parent is not None else None
        is_shared = _is_shared(element, above)
        key = _key(cascaded, above, pseudo_type) if is_shared else None
        found = _styles.get(key) if is_shared else None
        if found is None:
            compute(self, element, parent, root=root, pseudo_type=pseudo_type, **rest)
            if is_shared:
                _keep(key, computed[element, pseudo_type])
            return
        computed[element, pseudo_type] = found
        collector = rest.get("target_collector")
        if collector and found["anchor"]:
            collector.collect_anchor(found["anchor"])

    return computed_once


def _key(cascaded: dict[str, Any], above: Any, pseudo_type: Any) -> Any:
    """What a style follows from; each kept style holds what is named here by its identity."""
    values = frozenset((name, _named(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items())
    return values, id(above), pseudo_type


def _named(value: Any) -> Any:
    """Texts by themselves, as of attributes like lang and id, read anew from each page; all else by its identity."""
    return (
        value
        if isinstance(value, str) or (isinstance(value, tuple) and _TEXT.issuperset(map(type, value)))
        else id(value)
    )


def _is_shared(element: Any, above: Any) -> bool:
    """Whether other documents have the like: it depends on the style sheet alone."""
    return (above is None or getattr(above, "is_kept", False)) and not _has_own_style(element)


def _has_own_style(element: Any) -> bool:
    return hasattr(element, "get") and bool(element.get("style"))


def _keep(key: Any, style: Any) -> None:
    style.is_kept = True
    _styles.keep(key, style)


PATCH = Patch(
    "computed styles",
    __name__,
    (
        Target(
            "weasyprint.css",
            "StyleFor.set_computed_styles",
            replace_computation,
            lambda self, *_: self.font_config is font_configuration(),
            frozenset({"5cb8f2bf7461c1ec", "sha256=d61yh_kNfPr4XrAO"}),
        ),
    ),
)
