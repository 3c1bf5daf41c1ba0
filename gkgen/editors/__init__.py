"""What helps whoever edits an office file: its JSON Schema, made from schema.yaml, and the one way to write it."""

from gkgen.editors.fields import Keys
from gkgen.editors.formatting import formatted
from gkgen.editors.schema import Wanted, office_schema

__all__ = ["Keys", "Wanted", "formatted", "office_schema"]
