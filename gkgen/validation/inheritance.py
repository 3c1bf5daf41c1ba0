"""What a file takes over from the bases that it names (继承).

The file's own value wins. Mappings are merged key by key, in Chinese or English alike; texts, numbers, rows and lists
replace those of the base as a whole; a key with nothing behind it takes nothing over. Every value keeps its place, so
that findings name the file it came from.
"""

from typing import Any

from gkgen.source import MappingNode
from gkgen.validation.filed_entries import Filed


def inherit(own: Filed, base: Filed) -> Filed:
    """The entries of a file on top of those of its base."""
    blocked = {path for path in base.nodes if _is_replaced(path, own, base)}

    def kept(path: str) -> bool:
        return path not in blocked and not any(above in blocked for above in _above(path))

    return Filed(
        data=_merged(own.data, base.data, "", own),
        nodes={**{path: node for path, node in base.nodes.items() if kept(path)}, **own.nodes},
        keys={**{path: key for path, key in base.keys.items() if kept(path)}, **own.keys},
        scalars={**{path: scalar for path, scalar in base.scalars.items() if kept(path)}, **own.scalars},
        found=[*own.found, *base.found],
        unverified={**{path: each for path, each in base.unverified.items() if kept(path)}, **own.unverified},
        summed={**{path: span for path, span in base.summed.items() if kept(path)}, **own.summed},
    )


def _is_replaced(path: str, own: Filed, base: Filed) -> bool:
    """Whether the file itself gives that value."""
    return path in own.nodes and not (
        isinstance(own.nodes[path], MappingNode) and isinstance(base.nodes[path], MappingNode)
    )


def _above(path: str) -> list[str]:
    parts = path.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _merged(own: dict[str, Any], base: dict[str, Any], parent: str, filed: Filed) -> dict[str, Any]:
    """The data for Cerberus, merged in the same way; what was left out on purpose is in the nodes alone."""
    merged = dict(own)
    for name, value in base.items():
        path = f"{parent}.{name}".lstrip(".")
        mine = own.get(name)
        if isinstance(mine, dict) and isinstance(value, dict) and isinstance(filed.nodes.get(path), MappingNode):
            merged[name] = _merged(mine, value, path, filed)
        elif path not in filed.nodes:
            merged[name] = value
    return merged
