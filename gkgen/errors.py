"""Failures that end a piece of work; what is wrong with the user's input is a Diagnostic instead."""


class GkgenError(Exception):
    """Root of every exception that gkgen raises on purpose."""


class EnvironmentFault(GkgenError):
    """The machine lacks something: a font, a library, a permission (exit status 3)."""


class SchemaError(GkgenError):
    """schema.yaml contradicts itself; a fault of the installation, not of an office file."""


class TemplateError(GkgenError):
    """A template cannot be read or does not belong to its edition."""
