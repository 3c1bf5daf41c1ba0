"""Every kind of finding by name, and what each rule of the review stands on, as gkgen/rules says.

The rules are one YAML entry per code. `tools/compile_data.py` checks them and writes `gkgen/compiled/catalogue.json`,
which loads in a millisecond, with the digest of each YAML file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gkgen.diagnostics.kinds import Kind, Severity, Status
from gkgen.errors import SchemaError


@dataclass(frozen=True, slots=True)
class RuleScope:
    """The report years that a rule is for, None where there is no bound, and the fields that it reads."""

    first_year: int | None
    last_year: int | None
    cells: tuple[str, ...]


@cache
def _compiled() -> Mapping[str, Any]:
    """The content of catalogue.json; SchemaError where a YAML file has changed since."""
    import json
    from hashlib import sha256
    from pkgutil import get_data

    content: Mapping[str, Any] = json.loads(get_data("gkgen", "compiled/catalogue.json") or b"{}")
    for name, digest in content["sources"].items():
        if sha256(get_data("gkgen", f"rules/{name}") or b"").hexdigest() != digest:
            raise SchemaError(f"gkgen/rules/{name} has changed since it was compiled: run tools/compile_data.py")
    return content


class _Catalogue(Mapping[str, Kind]):
    """The kinds, loaded when the first of them is asked for, each made when it is."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        kind = self._kinds.get(name)
        if kind is None:
            severity, status, zh, en, hint_zh, hint_en, *flags = _compiled()["kinds"][name]
            kind = Kind(name, Severity(severity), zh, en, hint_zh, hint_en, Status[status], *flags)
            self._kinds[name] = kind
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(_compiled()["kinds"])

    def __len__(self) -> int:
        return len(_compiled()["kinds"])


CATALOGUE: Mapping[str, Kind] = _Catalogue()


def rule_scope(code: str) -> RuleScope:
    """What gkgen/rules says of the rule with that code; KeyError for a code that it does not know."""
    first_year, last_year, cells = _compiled()["rules"][code]
    return RuleScope(first_year, last_year, tuple(cells))
