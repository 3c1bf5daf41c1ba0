"""The form of an office file: which fields there are and what may stand in them. Cerberus is used here alone."""

from gkgen.validation.filing import ALL_ZERO
from gkgen.validation.messages import full_term
from gkgen.validation.office import Office, Waiver
from gkgen.validation.validate import validate, validate_part

__all__ = ["ALL_ZERO", "Office", "Waiver", "full_term", "validate", "validate_part"]
