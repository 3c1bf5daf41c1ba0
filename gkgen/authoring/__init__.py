"""Word templates: drawn from an edition of the form, then restyled by hand, compared with the edition at any time."""

from gkgen.authoring.drawing import draw
from gkgen.authoring.verifying import verify

__all__ = ["draw", "verify"]
