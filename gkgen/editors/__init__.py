"""Support for editing office files: their JSON Schema, their canonical format, one value changed."""

from gkgen.editors.canonical_format import formatted
from gkgen.editors.comments import comments
from gkgen.editors.content_guard import lost_content
from gkgen.editors.json_schema import Wanted, office_schema
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents
from gkgen.editors.list_editing import with_item, without_item
from gkgen.editors.unread_rows import unread_rows
from gkgen.editors.value_editing import EditError, with_value
from gkgen.editors.values_by_path import values_by_path

__all__ = [
    "EditError",
    "Keys",
    "Parents",
    "Wanted",
    "comments",
    "formatted",
    "lost_content",
    "office_schema",
    "unread_rows",
    "values_by_path",
    "with_item",
    "with_value",
    "without_item",
]
