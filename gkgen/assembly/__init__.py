"""From an office and its numbers to the document that all writers print."""

from gkgen.build.assemble import assemble
from gkgen.build.draft import Draft, draft
from gkgen.build.names import names

__all__ = ["Draft", "assemble", "draft", "names"]
