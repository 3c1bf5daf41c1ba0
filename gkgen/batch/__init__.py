"""Many office files: one job each, results in the order of the files, one failure stops no other."""

from typing import TYPE_CHECKING

from gkgen.lazy_names import lazy_names

if TYPE_CHECKING:
    from gkgen.batch.batch_building import build_all
    from gkgen.batch.batch_checking import check_all, check_for_list
    from gkgen.batch.batch_options import DEFAULT_TIMEOUT, BatchOptions
    from gkgen.batch.pruning import left_over, prune
    from gkgen.batch.worker_processes import default_workers
else:
    __getattr__ = lazy_names(
        {
            "gkgen.batch.batch_building": ("build_all",),
            "gkgen.batch.batch_checking": ("check_all", "check_for_list"),
            "gkgen.batch.batch_options": ("DEFAULT_TIMEOUT", "BatchOptions"),
            "gkgen.batch.pruning": ("left_over", "prune"),
            "gkgen.batch.worker_processes": ("default_workers",),
        }
    )

__all__ = [
    "DEFAULT_TIMEOUT",
    "BatchOptions",
    "build_all",
    "check_all",
    "check_for_list",
    "default_workers",
    "left_over",
    "prune",
]
