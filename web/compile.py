"""Runs in Pyodide: the modules of two zips compiled, stored without compression, with fixed dates.

A module without a hash check is loaded fastest, and the whole file is packed afterwards. Docstrings are left out.
"""

import ast
import importlib.util
import marshal
import zipfile

# Packages of the standard library that no report needs.
UNUSED = {
    "_aix_support", "_android_support", "_apple_support", "_ios_support", "_osx_support", "_pyio", "_pyrepl",
    "antigravity", "bdb", "cProfile", "compileall", "configparser", "curses", "dbm", "doctest",
    "ensurepip", "filecmp", "fileinput", "ftplib", "getpass", "graphlib", "idlelib", "imaplib", "lib2to3",
    "mailbox", "modulefinder", "multiprocessing", "netrc", "nntplib", "optparse", "pdb", "pickletools", "plistlib",
    "poplib", "profile", "profiling", "pstats", "pty", "pyclbr", "pydoc", "pydoc_data", "rlcompleter", "sched",
    "shelve", "smtplib", "socketserver", "sqlite3", "ssl", "statistics", "symtable", "tabnanny", "tarfile",
    "telnetlib", "test", "this", "timeit", "tkinter", "tomllib", "trace", "tty", "turtle", "turtledemo", "unittest",
    "venv", "wave", "webbrowser", "wsgiref", "xmlrpc", "zipapp",
}  # fmt: skip
CODECS = (
    "aliases", "ascii", "big5", "cp437", "cp936", "gb", "hz", "idna", "latin", "punycode", "raw", "unicode",
    "utf", "__init__",
)  # fmt: skip


def info(name):
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


# Cerberus reads the schema of a rule from the docstring of its method.
READS_DOCSTRINGS = ("cerberus/", "gkgen/validation/")
# PEP 552: bit 0 for a file that carries a hash, bit 1 where it is to be checked.
UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def compiled(data, name):
    tree = ast.parse(data)
    for node in () if name.startswith(READS_DOCSTRINGS) else ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and has_docstring(node):
            # A dataclass without one would make one up from its signature, which takes time.
            node.body[0].value.value = "." if isinstance(node, ast.ClassDef) else ""
    code = compile(tree, name, "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(data) + marshal.dumps(code)


def has_docstring(node):
    return ast.get_docstring(node, clean=False) is not None


def is_used(name):
    top = name.partition("/")[0].removesuffix(".py")
    if top == "encodings":
        return name.removeprefix("encodings/").startswith(CODECS)
    return top not in UNUSED and not name.startswith(("xml/dom", "xml/sax"))


def repack(source, target, is_wanted):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            if name.endswith("/") or not is_wanted(name):
                continue
            data = old.read(name)
            if name.endswith(".py"):
                new.writestr(info(f"{name}c"), compiled(data, name))
            else:
                new.writestr(info(name), data)


repack("/stdlib-sources.zip", "/stdlib.zip", is_used)
repack("/site-sources.zip", "/site.zip", lambda name: True)
