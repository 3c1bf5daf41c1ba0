"""docxtpl made strict: it parses with recovery and so would lose text in silence; this does not.

Imported where it is used, for docxtpl takes 0.1 s to import.
"""

import io
import re
from typing import Any, ClassVar

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from gkgen.ooxml import parse

# What docxtpl turns into breaks and tabs; in gkgen's context they are spaces, a user's template may have them.
_LISTED = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\t\n\a\f]")
# What docxtpl takes for braces that Jinja2 is to leave alone.
_REWRITTEN = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))

# What docxtpl leaves around its tags, to be filled in at every office and taken out again.
_EMPTY_RUN = re.compile(
    r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space=\"preserve\")?(?:/>|></w:t>)</w:r>"
)


class StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no type hints
    """Raises where docxtpl would drop the rest of a paragraph, and all that follows.

    What docxtpl does anew for every office though it comes to the same is done once here. The document is filled in as
    a whole: to put a body in place of another, lxml looks at each of its elements.
    """

    texts: ClassVar[dict[bytes, str]] = {}
    patched: ClassVar[dict[str, str]] = {}

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self.data = data
        self.filled: Any = None
        self.has_tags_around = True

    def render(self, context: Any, jinja_env: Any = None, autoescape: bool = False) -> None:
        """Fills in the document; headers, footers, footnotes and properties too, unless no tag is there."""
        if self.has_tags_around:
            super().render(context, jinja_env, autoescape)
            return
        self.render_init()
        tree = self.fix_tables(self.build_xml(context, jinja_env))
        self.fix_docpr_ids(tree)
        self.map_tree(tree)

    def get_xml(self) -> str:
        """The document with its tags, whole."""
        if self.data not in self.texts:
            self.texts[self.data] = self.xml_to_string(self.docx.element)
        return self.texts[self.data]

    def patch_xml(self, src_xml: str) -> str:
        """The tags freed from the XML around them: half of docxtpl's time, for the same text at every office."""
        if src_xml not in self.patched:
            self.patched[src_xml] = _EMPTY_RUN.sub("", super().patch_xml(src_xml))
        return self.patched[src_xml]

    def render_xml_part(self, src_xml: str, part: Any, words: Any, jinja_env: Any = None) -> str:
        """Filled in; what is wrong docxtpl tells with the words around it."""
        try:
            xml: str = jinja_env.from_string(src_xml).render(words)
        except TemplateError:
            return str(super().render_xml_part(src_xml, part, words, jinja_env))
        for written, wanted in _REWRITTEN:
            xml = xml.replace(written, wanted)
        # To look into every run for breaks and tabs would take a sixth of the time.
        return str(super().resolve_listing(xml)) if _LISTED.search(xml) else xml

    def fix_tables(self, xml: str) -> Any:
        """The filled document; docxtpl's own parses with recovery, then evens out columns, as `tidy` does exactly."""
        return parse(xml)

    def map_tree(self, tree: Any) -> None:
        """Puts the filled document in the place of the template's."""
        self.docx.part._element = self.filled = tree
