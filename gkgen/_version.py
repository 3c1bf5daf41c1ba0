"""The one place where the version of gkgen stands."""

__version__ = "0.1.0"
