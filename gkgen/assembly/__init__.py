"""From an office and its numbers to the document that all writers print."""

from gkgen.assembly.assemble import assemble, title_lines
from gkgen.assembly.draft import Draft, draft
from gkgen.assembly.reference_names import names
from gkgen.assembly.unfinished import assemble_unfinished

__all__ = ["Draft", "assemble", "assemble_unfinished", "draft", "names", "title_lines"]
