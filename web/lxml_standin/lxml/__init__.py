"""A stand-in for lxml where no wheel of it exists: the calls that python-docx, docxtpl and gkgen make, and no others.

It reads with expat, keeps a tree of Python objects and writes XML as libxml2 does, byte for byte. What it does not
know raises NotImplementedError. It goes as soon as PyPI has lxml for WebAssembly.
"""

__version__ = "6.0.0"
