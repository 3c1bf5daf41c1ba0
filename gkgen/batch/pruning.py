"""What `--prune` removes: outputs of offices whose files are gone, as the manifests of the output folders list them."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gkgen.batch.build_manifest import Manifest
from gkgen.pipeline.core.building import BuildOptions


def left_over(paths: Iterable[Path], options: BuildOptions) -> tuple[Path, ...]:
    """The outputs of offices whose files are gone, in the folders that these paths are built into."""
    return tuple(
        output.path for manifest in _manifests_of(paths, options) for _, all_ in manifest.orphans() for output in all_
    )


def prune(paths: Iterable[Path], options: BuildOptions) -> tuple[Path, ...]:
    """Removes what `left_over` lists, except files edited since; returns what was removed."""
    removed: list[Path] = []
    for manifest in _manifests_of(paths, options):
        for key, outputs in list(manifest.orphans()):
            kept = False
            for output in outputs:
                if output.is_intact and _is_removed(output.path):
                    removed.append(output.path)
                else:
                    kept = True
            if not kept:
                manifest.forget(key)
        with suppress(OSError):
            manifest.save()
    return tuple(removed)


def _is_removed(path: Path) -> bool:
    """Whether the file could be removed; one that is open in Word stays, and is listed as left over."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _manifests_of(paths: Iterable[Path], options: BuildOptions) -> list[Manifest]:
    return [Manifest.of(folder) for folder in dict.fromkeys(options.output or path.parent for path in paths)]
