"""Stands in for the build backend, so that pip fetches and verifies a source archive and runs nothing of it."""

import sys
from email import message_from_string
from pathlib import Path


def prepare_metadata_for_build_wheel(folder: str, config_settings: object = None) -> str:  # noqa: ARG001 - as PEP 517 has it
    """Name and version, as the archive tells them."""
    told = Path("PKG-INFO").read_text(encoding="utf-8")
    fields = message_from_string(told)
    name = f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info"
    (Path(folder) / name).mkdir()
    (Path(folder) / name / "METADATA").write_text(told, encoding="utf-8")
    return name


__legacy__ = sys.modules[__name__]
