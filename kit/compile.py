"""Compiles all modules in a folder and removes their sources; run by the Python that will read them."""

import marshal
import sys
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

_UNCHECKED_HASH = (1).to_bytes(4, "little")

folder = Path(sys.argv[1])
for path in sorted(folder.rglob("*.py")):
    source = path.read_bytes()
    code = compile(source, path.relative_to(folder).as_posix(), "exec", dont_inherit=True)
    path.with_suffix(".pyc").write_bytes(MAGIC_NUMBER + _UNCHECKED_HASH + source_hash(source) + marshal.dumps(code))
    path.unlink()
