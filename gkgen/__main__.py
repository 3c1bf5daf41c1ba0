"""`python -m gkgen` and the `gkgen` command."""

import sys


def main() -> None:
    """Runs the command line and ends with its exit status."""
    from gkgen.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
