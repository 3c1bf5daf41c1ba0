"""The fast tests of gkgen under Wine, with the Python and libraries of the kit: `python kit/run_tests.py [PATH]...`"""

import shutil
import subprocess
import sys
from pathlib import Path

from assemble import BUILD, KIT, ROOT, fetch_wheels, libraries, made_anew, unpack_python, unpack_wheel
from wine import Wine, windows_path

FAST = (
    *("assembly", "checks", "comparison", "form", "line_setter", "narrative", "source", "typed_rows", "validation"),
    *("ooxml", "test_grid.py", "test_numerals.py", "test_similarity.py", "test_title_breaking.py", "test_web_links.py"),
)
"""Below tests/: what needs neither other programs nor fonts."""


def main() -> int:
    """Runs them, with what they print."""
    home = BUILD / "tested"
    shutil.rmtree(home, ignore_errors=True)
    unpack_python(home / "python")
    (home / "python" / "_wmi.pyd").unlink()  # crashes Wine 8
    with Wine(BUILD / "wine") as wine:
        folders = [libraries(home / "python"), test_libraries()]
        lines = ["python313.zip", ".", *map(windows_path, folders)]
        (home / "python" / "python313._pth").write_text("".join(f"{line}\r\n" for line in lines), encoding="utf-8")
        paths = sys.argv[1:] or [f"tests/{name}" for name in FAST]
        words = ("-X", "utf8", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths)
        process = wine.start(home / "python" / "python.exe", *words, home=ROOT, errors=subprocess.STDOUT)
        assert process.stdin and process.stdout
        process.stdin.close()
        for line in process.stdout:
            print(line.decode(errors="replace").rstrip(), flush=True)
        return process.wait()


def test_libraries() -> Path:
    """A folder of what runs tests."""
    wheels, home = fetch_wheels("tests"), BUILD / "test-libraries"
    with made_anew(home, (KIT / "tests.txt").read_bytes()) as folder:
        if folder:
            for wheel in sorted(wheels.glob("*.whl")):
                unpack_wheel(wheel, folder / "app")
    return home / "app"


if __name__ == "__main__":
    sys.exit(main())
