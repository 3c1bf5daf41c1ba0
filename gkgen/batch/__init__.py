"""Many office files: one job each, results in the order of the files, one failure stops no other."""

from gkgen.batch.batch_building import BatchOptions, build_all, check_all, left_over, prune
from gkgen.batch.worker_processes import DEFAULT_TIMEOUT, default_workers

__all__ = ["DEFAULT_TIMEOUT", "BatchOptions", "build_all", "check_all", "default_workers", "left_over", "prune"]
