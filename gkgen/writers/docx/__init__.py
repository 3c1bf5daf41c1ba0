"""Word by docxtpl: the template of the edition filled in, the file read back and compared with the document."""

from gkgen.writers.docx.difference import Difference
from gkgen.writers.docx.docx_writer import write
from gkgen.writers.docx.read_back import compare

__all__ = ["Difference", "compare", "write"]
