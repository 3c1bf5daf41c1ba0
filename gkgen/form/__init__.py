"""schema.yaml read: each edition's fields, labels, table layouts and sums."""

from gkgen.form.fields import Balance, Edition, Equation, Field, Floor, Form, TableForm, TermPath
from gkgen.form.layout import skeleton
from gkgen.form.loading import load_form
from gkgen.form.office_kinds import OfficeKind, kind_of
from gkgen.form.yearly import opening_cells

__all__ = [
    "Balance",
    "Edition",
    "Equation",
    "Field",
    "Floor",
    "Form",
    "OfficeKind",
    "TableForm",
    "TermPath",
    "kind_of",
    "load_form",
    "opening_cells",
    "skeleton",
]
