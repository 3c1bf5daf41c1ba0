"""The PDF: the page of `writers.html` set on paper by WeasyPrint, which is imported here only, and only when needed."""

from gkgen.writers.pdf.writing import write

__all__ = ["write"]
