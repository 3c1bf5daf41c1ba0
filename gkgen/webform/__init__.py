"""The form that is filled in by a browser: what it shows, as data, and the office file that it changes."""

from gkgen.webform.editing_session import EditingSession
from gkgen.webform.form_description import describe

__all__ = ["EditingSession", "describe"]
