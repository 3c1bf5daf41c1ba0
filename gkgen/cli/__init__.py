"""The command line. click is used only here; a command translates between the shell and the pipeline."""

from gkgen.cli.main import run

__all__ = ["run"]
