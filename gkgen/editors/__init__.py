"""Support for editing office files: their JSON Schema, derived from schema.yaml, and their canonical format."""

from gkgen.editors.canonical_format import formatted
from gkgen.editors.content_guard import lost_content
from gkgen.editors.json_schema import Wanted, office_schema
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents

__all__ = ["Keys", "Parents", "Wanted", "formatted", "lost_content", "office_schema"]
