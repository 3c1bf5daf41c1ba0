"""report.docx drawn whole from an edition: the same bytes each time."""

from gkgen.form import Edition
from gkgen.ooxml import write_package
from gkgen.word_templates import package_parts
from gkgen.word_templates.looks import LOOKS, PLAIN
from gkgen.word_templates.template_body import document_part
from gkgen.word_templates.word_styles import styles_part


def draw(edition: Edition, look: str | None = None) -> bytes:
    """The Word template of an edition in gkgen's own look, or in one of templates/looks."""
    drawn = LOOKS[look] if look else PLAIN
    return write_package(
        {
            "[Content_Types].xml": package_parts.content_types(),
            "_rels/.rels": package_parts.package_relations(),
            "docProps/app.xml": package_parts.app_properties(),
            "docProps/core.xml": package_parts.core_properties(),
            "word/_rels/document.xml.rels": package_parts.document_relations(),
            "word/document.xml": document_part(edition, drawn),
            "word/fontTable.xml": package_parts.font_table(),
            "word/footer1.xml": package_parts.footer(is_odd=True),
            "word/footer2.xml": package_parts.footer(is_odd=False),
            "word/settings.xml": package_parts.settings(),
            "word/styles.xml": styles_part(drawn),
        }
    )
