"""What editors know about an office file: its JSON Schema, made from schema.yaml."""

from gkgen.editors.fields import Keys
from gkgen.editors.schema import Wanted, office_schema

__all__ = ["Keys", "Wanted", "office_schema"]
