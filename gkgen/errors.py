"""Failures that end a piece of work; faults of the user's input are Diagnostics instead."""


class GkgenError(Exception):
    """Root of every exception that gkgen raises on purpose."""


class EnvironmentFault(GkgenError):
    """The machine lacks something: a font, a library, a permission (exit status 3)."""


class SchemaError(GkgenError):
    """schema.yaml contradicts itself; a fault of the installation, not of an office file."""


class TemplateError(GkgenError):
    """A template cannot be read or does not belong to its edition."""
