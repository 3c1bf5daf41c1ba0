"""schema.yaml read: each edition's fields, labels, table layouts and sums."""

from gkgen.form.fields import Edition, Equation, Field, Floor, Form, TableForm, TermPath
from gkgen.form.layout import skeleton
from gkgen.form.loading import load_form

__all__ = ["Edition", "Equation", "Field", "Floor", "Form", "TableForm", "TermPath", "load_form", "skeleton"]
