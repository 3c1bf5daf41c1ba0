"""Word by docxtpl: the template of the edition filled in, the file read back and compared with the document."""

from gkgen.writers.docx.comparing import Difference, compare
from gkgen.writers.docx.writing import write

__all__ = ["Difference", "compare", "write"]
