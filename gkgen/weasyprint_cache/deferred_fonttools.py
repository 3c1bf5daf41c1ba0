"""fontTools imported when WeasyPrint first asks for it: that is a third of the time to import WeasyPrint.

WeasyPrint needs it for web fonts, and for fonts that HarfBuzz cannot subset; most reports have neither. Only for a
process of gkgen's own: while WeasyPrint is imported, stand-ins take the place of modules of fontTools.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

_TAKEN: Mapping[str, Mapping[str, str]] = {
    "weasyprint.text.fonts": {"TTFont": "fontTools.ttLib", "woff2": "fontTools.ttLib"},
    "weasyprint.pdf.fonts": {
        "subset": "fontTools",
        "TTFont": "fontTools.ttLib",
        "TTLibError": "fontTools.ttLib",
        "ttFont": "fontTools.ttLib",
        "instantiateVariableFont": "fontTools.varLib.instancer",
    },
}
"""The names that modules of WeasyPrint take at import, and the modules they come from."""


class _StandIn:
    """Takes the place of a name; whatever is done with it puts all the true ones in their places first."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *words: Any, **named: Any) -> Any:
        return _true(self.name)(*words, **named)

    def __getattr__(self, attribute: str) -> Any:
        return getattr(_true(self.name), attribute)


def import_without_fonttools() -> None:
    """Import WeasyPrint without fontTools; in the usual way where one of them is imported already, or is another.

    Raises what importing WeasyPrint raises.
    """
    homes = {home for names in _TAKEN.values() for home in names.values()}
    if any(name.partition(".")[0] in {"weasyprint", "fontTools"} for name in sys.modules):
        return
    stand_ins = {home: ModuleType(home) for home in (*homes, "fontTools.varLib")}
    for names in _TAKEN.values():
        for name, home in names.items():
            setattr(stand_ins[home], name, _StandIn(name))
    sys.modules.update(stand_ins)
    try:
        import_module("weasyprint")
    except ImportError:
        # Another WeasyPrint takes other names. What was loaded before would break the next attempt.
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _true(name: str) -> Any:
    """What a stand-in stands for; all of WeasyPrint's names are given what they stand for."""
    true = {each: _taken(home, each) for names in _TAKEN.values() for each, home in names.items()}
    for module, names in _TAKEN.items():
        for each in names:
            setattr(sys.modules[module], each, true[each])
    return true[name]


def _taken(home: str, name: str) -> Any:
    """As `from home import name`."""
    module = import_module(home)
    return getattr(module, name) if hasattr(module, name) else import_module(f"{home}.{name}")
