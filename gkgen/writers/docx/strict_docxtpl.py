"""docxtpl made strict: it parses with recovery, which silently drops text after a mistake; this raises instead.

Import this module inside functions: docxtpl takes 0.1 s to import.
"""

from typing import Any, ClassVar

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from gkgen import lazy_re as re
from gkgen.ooxml import parse

# Characters that docxtpl turns into breaks and tabs. The context has spaces instead; a user's template may hold them.
_LISTED = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\t\n\a\f]")
# Escapes of docxtpl for braces that Jinja2 must not interpret.
_REWRITTEN = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))

# Empty runs that docxtpl leaves around its tags; without them every report renders faster.
_EMPTY_RUN = re.compile(
    r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space=\"preserve\")?(?:/>|></w:t>)</w:r>"
)


class StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no type hints
    """Raises lxml's XMLSyntaxError where docxtpl would drop the rest of a paragraph and all that follows.

    Work that gives the same result for every report is cached. The document element is replaced as a whole: replacing
    only its body makes lxml visit every element. `has_tags_around` is whether parts besides the document have tags.
    """

    patched_xml: ClassVar[dict[str, str]] = {}

    def __init__(self, document: Any, document_xml: str, *, has_tags_around: bool) -> None:
        super().__init__(None)
        self.docx = document
        self.document_xml = document_xml
        self.has_tags_around = has_tags_around
        self.filled: Any = None

    def render(self, context: Any, jinja_env: Any = None, autoescape: bool = False) -> None:
        """Renders the document, and headers, footers, footnotes and properties where they have tags."""
        if self.has_tags_around:
            super().render(context, jinja_env, autoescape)
            return
        self.render_init()
        tree = self.fix_tables(self.build_xml(context, jinja_env))
        self.fix_docpr_ids(tree)
        self.map_tree(tree)

    def get_xml(self) -> str:
        """The XML of the whole document with its tags, serialised once for each template."""
        return self.document_xml

    def patch_xml(self, src_xml: str) -> str:
        """The XML with whole tags, none of them split over runs; cached, for it takes half of docxtpl's time."""
        if src_xml not in self.patched_xml:
            self.patched_xml[src_xml] = _EMPTY_RUN.sub("", super().patch_xml(src_xml))
        return self.patched_xml[src_xml]

    def render_xml_part(self, src_xml: str, part: Any, words: Any, jinja_env: Any = None) -> str:
        """The rendered XML; docxtpl renders again what fails, because its errors quote the template."""
        try:
            xml: str = jinja_env.from_string(src_xml).render(words)
        except TemplateError:
            return str(super().render_xml_part(src_xml, part, words, jinja_env))
        for written, wanted in _REWRITTEN:
            xml = xml.replace(written, wanted)
        # resolve_listing searches every run for breaks and tabs: a sixth of the time.
        return str(super().resolve_listing(xml)) if _LISTED.search(xml) else xml

    def fix_tables(self, xml: str) -> Any:
        """The parsed document; docxtpl would recover from mistakes, and even out columns, which `postprocess` sets."""
        return parse(xml)

    def map_tree(self, tree: Any) -> None:
        """Replaces the document element of the template by the rendered one."""
        self.docx.part._element = self.filled = tree
