"""report.docx drawn whole from an edition: the same bytes each time."""

from gkgen.authoring import parts
from gkgen.authoring.body import document_part
from gkgen.authoring.styles import styles_part
from gkgen.form import Edition
from gkgen.ooxml import write_package


def draw(edition: Edition) -> bytes:
    """The Word template of an edition."""
    return write_package(
        {
            "[Content_Types].xml": parts.content_types(),
            "_rels/.rels": parts.package_relations(),
            "docProps/app.xml": parts.app_properties(),
            "docProps/core.xml": parts.core_properties(),
            "word/_rels/document.xml.rels": parts.document_relations(),
            "word/document.xml": document_part(edition),
            "word/fontTable.xml": parts.font_table(),
            "word/footer1.xml": parts.footer(is_odd=True),
            "word/footer2.xml": parts.footer(is_odd=False),
            "word/settings.xml": parts.settings(),
            "word/styles.xml": styles_part(),
        }
    )
