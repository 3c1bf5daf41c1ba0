"""The PDF: the page of `writers.html` set on paper by WeasyPrint, which is imported here only, and only when needed."""

from gkgen.writers.pdf.writing import prepare, write

__all__ = ["prepare", "write"]
