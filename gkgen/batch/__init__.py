"""Many office files: one job each, results in the order of the files, one failure stops no other."""

from gkgen.batch.running import build_all, check_all, default_workers

__all__ = ["build_all", "check_all", "default_workers"]
