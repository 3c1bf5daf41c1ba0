"""Word templates: drawn from an edition of the form, then restyled by hand, compared with the edition at any time."""

from gkgen.word_templates.template_checking import verify
from gkgen.word_templates.template_drawing import draw

__all__ = ["draw", "verify"]
