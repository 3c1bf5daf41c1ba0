"""Wheels for the servers of CI, which install from a folder and not from the network, and their hashes.

`gkgen init --wheels gkgen-…whl` asks pip for that wheel and for all that it needs, as the recipes of the folder install
them: for their Python, on Linux. What is then installed is what was downloaded here, byte by byte.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from gkgen.errors import EnvironmentFault
from gkgen.pipeline.core.atomic_write import write_all

FOLDER = "安装包"
REQUIREMENTS = "requirements.txt"
RECIPE_PYTHON = "3.12"
# The C libraries of Linux for which a wheel may have been made: the oldest there are to that of Debian 10 and Anolis 8.
_GLIBC_MINORS = range(5, 29)
_HEAD = """\
# 服务器上安装的版本，连同每个文件的校验值：只从“{folder}”文件夹安装，文件被换过就装不上。
# 换一版：gkgen init . --wheels 新的gkgen安装包.whl，把改动一起提交
"""


def fill_wheels(folder: Path, wheel: Path) -> list[Path]:
    """Puts the wheel and all that it needs into 安装包, and their hashes into requirements.txt; gives what was written.

    Raises EnvironmentFault where pip finds something missing, OSError where files cannot be written.
    """
    with tempfile.TemporaryDirectory() as name:
        _download(wheel, Path(name))
        wheels = {path.name: path.read_bytes() for path in sorted(Path(name).glob("*.whl"))}
    lines = [_requirement(name, data) for name, data in wheels.items()]
    text = _HEAD.format(folder=FOLDER) + "".join(f"{line}\n" for line in lines)
    home = folder / FOLDER
    old = [path for path in home.glob("*.whl") if path.name not in wheels]
    written = {home / name: data for name, data in wheels.items()} | {folder / REQUIREMENTS: text.encode("utf-8")}
    write_all(written, home=folder.resolve())
    for path in old:
        path.unlink()
    return list(written)


def _download(wheel: Path, into: Path) -> None:
    platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in _GLIBC_MINORS]
    wanted = [*platforms, "--platform=manylinux2014_x86_64", f"--python-version={RECIPE_PYTHON}", "--only-binary=:all:"]
    # With -P, a pip.py of the folder is not taken for pip.
    pip = [sys.executable, "-P", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    # An absolute path begins with no hyphen.
    asked = [*pip, "--dest", str(into), *wanted, str(wheel.absolute())]
    done = subprocess.run(asked, capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
        reason = next((line for line in said if line.startswith("ERROR")), said[-1] if said else str(done.returncode))
        raise EnvironmentFault(f"pip: {reason}")


def _requirement(name: str, data: bytes) -> str:
    project, version = name.split("-")[:2]
    return f"{project.replace('_', '-')}=={version} --hash=sha256:{hashlib.sha256(data).hexdigest()}"
