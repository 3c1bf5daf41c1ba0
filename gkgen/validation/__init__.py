"""The form of an office file: its fields and their permitted values. Only this package uses Cerberus."""

from gkgen.validation.normalization import ALL_ZERO, FLAGS, NO_FEE, NOTHING, SUMMED, UNVERIFIED, is_row, typed_cells
from gkgen.validation.office import Adjustment, Office, Waiver
from gkgen.validation.validate import RESERVED_NAMES, is_figure_name, validate, validate_part
from gkgen.validation.value_messages import full_term

__all__ = [
    "ALL_ZERO",
    "FLAGS",
    "NOTHING",
    "NO_FEE",
    "RESERVED_NAMES",
    "SUMMED",
    "UNVERIFIED",
    "Adjustment",
    "Office",
    "Waiver",
    "full_term",
    "is_figure_name",
    "is_row",
    "typed_cells",
    "validate",
    "validate_part",
]
