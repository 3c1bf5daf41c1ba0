"""`python -m gkgen` and the `gkgen` command."""

import gc
import sys

# The modules of a run make a hundred thousand objects that stay; at the usual 700 they are searched hundreds of times.
_NEW_OBJECTS_PER_COLLECTION = 50_000


def main() -> None:
    """Runs the command line and ends with its exit status.

    The process is gkgen's own: its garbage collector is set for a program that mostly starts and ends.
    """
    gc.set_threshold(_NEW_OBJECTS_PER_COLLECTION)
    from gkgen.cli import run
    from gkgen.cli.ending_signals import end_as_ctrl_c_does, leave_at_once

    end_as_ctrl_c_does()
    status = run()
    leave_at_once(status)
    # Python searches everything for garbage when it ends, a tenth of a short run, though the memory goes all the same.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
