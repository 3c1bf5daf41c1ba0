"""What gkgen.bat starts: gkgen itself, or, for files that were dropped on it, what is to be done with them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

WINDOW_ENDS = 100
"""The exit status by which gkgen.bat ends its window, with whatever else stands in the command."""

_STARTED = "GKGEN_STARTED"
_OFFICE_FILES = frozenset({".yaml", ".yml"})
_REPORTS = frozenset({".docx", ".doc", ".docm", ".wps", ".pdf", ".html", ".htm", ".mht", ".txt", ".md", ".eml", ".xml"})
_GREETING = """gkgen {version}：政府信息公开工作年度报告

  把一份 YAML 文件拖到 gkgen.bat 上：核对，没有错误就在旁边生成 Word 和 PDF
  把一个文件夹拖上去：里面的 YAML 都核对、生成
  把已经发布的 Word、PDF 或网页拖上去：转成 YAML 文件，放在旁边

也可以在这里输入命令，例如：
  gkgen new 某某街道.yaml --year 2025 --office 某某市某某街道办事处
  gkgen form 某某街道.yaml      （在浏览器里填报）
  gkgen preview 某某街道.yaml   （在浏览器里看排好的报告）
  gkgen doctor                  （这台电脑上有什么、缺什么）
"""


def main() -> int:
    """Does it."""
    words = sys.argv[1:]
    started = os.environ.pop(_STARTED, "")
    dropped = dropped_files(words, started)
    if dropped:
        status = max((work(command) for command in tasks(dropped)), default=0)
        _wait("按回车键关闭这个窗口。")
        return WINDOW_ENDS if _by_explorer(started) else status
    if words:
        from gkgen.__main__ import main as gkgen

        return _status(gkgen)
    return _prompt()


def dropped_files(words: Sequence[str], started: str) -> list[Path]:
    """The files that were dropped; none where a command was typed.

    `started` is the command by which cmd.exe was started. It has the paths whole, where & took them apart.
    """
    _, found, rest = started.rpartition('gkgen.bat" ')
    told = re.findall(r'"([^"]+)"|(\S+)', rest.removesuffix('"')) if found else ()
    for paths in ([Path(quoted or bare) for quoted, bare in told], [Path(word) for word in words]):
        if paths and all(path.is_absolute() and path.exists() for path in paths):
            return paths
    return []


def _by_explorer(started: str) -> bool:
    """Whether the window is there for this alone."""
    return " /c " in started.casefold()


def tasks(dropped: Sequence[Path]) -> list[list[str]]:
    """The commands of gkgen for files that were dropped: office files and folders together, then reports."""
    offices = [path for path in dropped if path.is_dir() or path.suffix.casefold() in _OFFICE_FILES]
    reports = [path for path in dropped if path not in offices and path.suffix.casefold() in _REPORTS]
    for path in dropped:
        if path not in offices and path not in reports:
            print(f"{path.name}：不是 YAML、Word、PDF 或网页，没有动它")
    commands = {"build": offices, "import": reports}
    return [[verb, *map(str, paths)] for verb, paths in commands.items() if paths]


def work(command: Sequence[str]) -> int:
    """One command of gkgen, in a process of its own as every command is."""
    print(f"gkgen {command[0]} {'  '.join(Path(word).name for word in command[1:])}", flush=True)
    return subprocess.run([sys.executable, "-X", "utf8", "-m", "gkgen", *command], check=False).returncode


def _prompt() -> int:
    """A window in which gkgen is a command."""
    from gkgen import __version__

    print(_GREETING.format(version=__version__), flush=True)
    home = Path(sys.prefix).parent
    path = f"{home}{os.pathsep}{os.environ.get('PATH', '')}"
    shell = os.environ.get("COMSPEC", "cmd.exe")
    where = Path.home() if Path.home().is_dir() else None
    return subprocess.run([shell, "/k"], env={**os.environ, "PATH": path}, cwd=where, check=False).returncode


def _wait(words: str) -> None:
    print(f"\n{words}", flush=True)
    with suppress(EOFError):
        input()


def _status(program: Callable[[], object]) -> int:
    try:
        found = program()
    except SystemExit as ended:
        found = ended.code
    return found if isinstance(found, int) else int(found is not None)


if __name__ == "__main__":
    sys.exit(main())
