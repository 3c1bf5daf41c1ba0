"""The form of an office file: which fields there are and what may stand in them. Cerberus is used here alone."""

from gkgen.validation.filing import ALL_ZERO
from gkgen.validation.office import Office
from gkgen.validation.validate import validate

__all__ = ["ALL_ZERO", "Office", "validate"]
