"""A repository of Git made for a test, whatever the machine's own configuration says."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SURROUNDINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "甲",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "甲",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree."""

    folder: Path

    @classmethod
    def begin(cls, folder: Path) -> "Repository":
        """An empty one."""
        made = cls(folder)
        made("init", "-q", "-b", "main")
        return made

    def __call__(self, *words: str, **environment: str) -> str:
        """Runs Git and gives what it prints."""
        surroundings = {**os.environ, **_SURROUNDINGS, **environment}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words], env=surroundings, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8")

    def commit(self, **files: str | bytes) -> None:
        """Writes files, with __ for the dot of a suffix, and commits all."""
        for name, text in files.items():
            path = self.folder / name.replace("__", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        self("add", "-A")
        self("commit", "-q", "-m", "x")
