"""The command line. click is used here alone; every verb only translates between the shell and the pipeline."""

from gkgen.cli.main import run

__all__ = ["run"]
