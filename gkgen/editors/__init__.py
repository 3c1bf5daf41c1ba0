"""What helps whoever edits an office file: its JSON Schema, made from schema.yaml, and the one way to write it."""

from gkgen.editors.canonical_format import formatted
from gkgen.editors.content_guard import lost_content
from gkgen.editors.json_schema import Wanted, office_schema
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents

__all__ = ["Keys", "Parents", "Wanted", "formatted", "lost_content", "office_schema"]
