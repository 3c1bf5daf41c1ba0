"""schema.yaml read: each edition's fields, labels, table layouts and sums."""

from gkgen.form.carried_cells import opening_cells
from gkgen.form.fields import Balance, Edition, Equation, Field, Floor, Form, TableForm, TermPath
from gkgen.form.layout import skeleton
from gkgen.form.loading import load_form
from gkgen.form.office_kinds import OfficeKind, kind_of

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
