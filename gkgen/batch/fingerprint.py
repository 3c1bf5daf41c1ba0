"""A digest of what all offices of a run share; when it changes, every office is built again."""

import json
from collections.abc import Iterator
from importlib import metadata

from gkgen import resources
from gkgen._version import __version__
from gkgen.errors import EnvironmentFault
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.project import digest

_PACKAGES = ("docxtpl", "python-docx", "lxml", "Jinja2", "WeasyPrint", "pydyf", "tinycss2", "Pillow", "resvg-py")


def fingerprint(options: BuildOptions) -> str:
    """A digest of options, templates, schema, program, libraries and fonts.

    Raises TemplateError when the templates cannot be read.
    """
    return digest(json.dumps(list(_parts(options)), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _parts(options: BuildOptions) -> Iterator[object]:
    yield from (__version__, options.formats, options.name, options.strict)
    # In a checkout the program changes without its version.
    sources = sorted(resources.PACKAGE.rglob("*.py"))
    yield [(path.name, (stat := path.stat()).st_size, stat.st_mtime_ns) for path in sources]
    yield digest(resources.schema_path().read_bytes())
    for edition in form().editions:
        templates = resources.load_template_set(edition.name, options.templates)
        yield digest(templates.docx), templates.html, templates.css
    for package in _PACKAGES:
        yield metadata.version(package)
    yield _optional_version("deflate")
    if "pdf" in options.formats:
        yield list(_fonts())


def _optional_version(package: str) -> str:
    """The version of a package that may be installed; empty where it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _fonts() -> Iterator[object]:
    from gkgen.pipeline.core.pdf_process import installed_faces

    try:
        faces = installed_faces()
    except EnvironmentFault as fault:
        yield str(fault)
    else:
        yield sorted((face.families, face.styles) for face in faces)
