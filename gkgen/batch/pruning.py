"""What `--prune` removes: outputs of offices whose files are gone, as the manifests of the output folders list them."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gkgen.batch.build_manifest import Manifest
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.drafts import draft_name


def left_over(paths: Iterable[Path], options: BuildOptions) -> tuple[Path, ...]:
    """The outputs of offices whose files are gone, in the folders that these paths are built into."""
    outputs = [
        output.path for manifest in _manifests_of(paths, options) for _, all_ in manifest.orphans() for output in all_
    ]
    return (*outputs, *_drafts_beside(outputs))


def prune(paths: Iterable[Path], options: BuildOptions) -> tuple[Path, ...]:
    """Removes what `left_over` lists, except files edited since; returns what was removed."""
    removed: list[Path] = []
    for manifest in _manifests_of(paths, options):
        for key, outputs in list(manifest.orphans()):
            kept = False
            for output in outputs:
                if output.is_intact and _is_removed(output.path):
                    removed += [output.path, *filter(_is_removed, _drafts_beside([output.path]))]
                else:
                    kept = True
            if not kept:
                manifest.forget(key)
        with suppress(OSError):
            manifest.save()
    return tuple(removed)


def _drafts_beside(outputs: Iterable[Path]) -> list[Path]:
    """The drafts of the same reports that were made since."""
    drafts = (path.with_name(f"{draft_name(path.stem)}{path.suffix}") for path in outputs)
    return [path for path in drafts if path.exists()]


def _is_removed(path: Path) -> bool:
    """Whether the file could be removed; one that is open in Word stays, and is listed as left over."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _manifests_of(paths: Iterable[Path], options: BuildOptions) -> list[Manifest]:
    return [Manifest.of(folder) for folder in dict.fromkeys(options.output or path.parent for path in paths)]
