"""Refuses to build a wheel whose compiled data is stale: made from another schema.yaml or other rules."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def stale(root: Path) -> list[str]:
    """The YAML files of a checkout whose digests differ from those in gkgen/compiled/."""
    compiled = root / "gkgen" / "compiled"
    known: dict[str, str] = {}
    for name in ("catalogue.json", "schema.json"):
        known |= json.loads((compiled / name).read_text(encoding="utf-8"))["sources"]
    found = {path.name: path for path in (root / "schema.yaml", *(root / "gkgen" / "rules").glob("*.yaml"))}
    changed = (name for name, path in found.items() if known.get(name) != sha256(path.read_bytes()).hexdigest())
    return sorted({*changed, *(known.keys() - found.keys())})


class CheckCompiled(BuildHookInterface[Any]):
    """The hook that hatchling calls."""

    PLUGIN_NAME = "check-compiled"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Raise RuntimeError before a wheel is built of stale data; an editable install reads the checkout."""
        if version != "editable" and (names := stale(Path(self.root))):
            raise RuntimeError(f"run tools/compile_data.py: {', '.join(names)} changed since")
