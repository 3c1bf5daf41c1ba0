"""Computed styles kept from one report to the next: the style sheet is the same, so they are.

WeasyPrint computes a style once for elements that are alike, property by property, when each is first asked for. With
the next document it begins anew, though nothing has changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# A style sheet gives some hundred; each folder of templates has its own.
_MOST = 5_000
_TEXT = frozenset({str})
_kept: dict[Any, Any] = {}


@contextmanager
def kept_styles() -> Iterator[None]:
    """While it lasts, WeasyPrint takes the styles that it computed before.

    An element's own style attribute makes its style, and those below it, its own. It changes WeasyPrint itself, so one
    document is to be laid out at a time.
    """
    from weasyprint.css import StyleFor

    compute = StyleFor.set_computed_styles

    def kept(self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **rest: Any) -> None:
        computed, cascaded = self.get_computed_styles(), self.get_cascaded_styles().get((element, pseudo_type), {})
        above = computed[parent, None] if parent is not None else None
        key = _key(cascaded, above, pseudo_type, self.font_config)
        found = _kept.get(key) if _is_shared(element, above) else None
        if found is None:
            compute(self, element, parent, root=root, pseudo_type=pseudo_type, **rest)
            if _is_shared(element, above):
                _keep(key, computed[element, pseudo_type])
            return
        computed[element, pseudo_type] = found
        collector = rest.get("target_collector")
        if collector and found["anchor"]:
            collector.collect_anchor(found["anchor"])

    StyleFor.set_computed_styles = kept
    try:
        yield
    finally:
        StyleFor.set_computed_styles = compute


def _key(cascaded: dict[str, Any], above: Any, pseudo_type: Any, fonts: Any) -> Any:
    """What a style follows from; each kept style holds what is named here by its identity."""
    values = frozenset((name, _named(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items())
    return values, id(above), pseudo_type, id(fonts)


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
    if len(_kept) >= _MOST:
        _kept.clear()
    style.is_kept = True
    _kept[key] = style
