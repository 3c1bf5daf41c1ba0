"""Whether this machine can make reports: what is installed, which fonts are used, and a report made to try."""

import platform
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from gkgen import resources
from gkgen._version import __version__
from gkgen.diagnostics import Diagnostic, Term, has_errors
from gkgen.document import Document
from gkgen.errors import EnvironmentFault, SchemaError
from gkgen.pipeline.core.building import render_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.resources import TemplateSet
from gkgen.weasyprint_cache import PATCHES
from gkgen.writers.font_install_advice import NOTO, RENDERING, SUBSETTING, InstallAdvice
from gkgen.writers.formats import DEFAULT_FORMATS
from gkgen.writers.installed_fonts import FontChoice, Fonts, load_libraries, resolve

RARE = "堃喆峣堽畲㙟𬭚·—“”〔〕"
"""Characters of names of persons and places that many fonts lack, and marks that Latin fonts would take."""

PACKAGES = ("docxtpl", "python-docx", "lxml", "Jinja2", "PyYAML", "Cerberus", "click", "WeasyPrint", "Pillow")
_NO_GLYPH = "E02"
# Rare characters in every role that an author can write in: title, text, headings, tables.
_TRIAL = f"""
年度: 2021
机关: 某某镇人民政府
标题: 某某镇人民政府{RARE}2021年政府信息公开工作年度报告
总体情况: |
  ## {RARE}
  {RARE}
  **{RARE}**

  | 栏目 | 生僻字 |
  | --- | --- |
  | 名称 | {RARE} |
主动公开情况: 全零
依申请公开情况: 全零
复议诉讼情况: 全零
问题及改进: 存在问题：公开的内容还不够细，更新还不够及时。改进措施：逐月核对栏目，按时更新。
其他事项: 本年度未收取信息处理费。
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A report made in one format: how long it took in seconds and what was found, errors where it failed."""

    format: str
    seconds: float
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_made(self) -> bool:
        """Whether such files can be made here; of reports that hold a character without a font they cannot."""
        return not has_errors(found for found in self.diagnostics if found.code != _NO_GLYPH)


@dataclass(frozen=True, slots=True)
class Health:
    """What a machine has for making reports.

    `system` is a key of `gkgen.writers.font_install_advice.SYSTEMS`. `fault` says why WeasyPrint cannot be loaded,
    empty when it can; then `fonts` is known. `trials` has one entry for each of DEFAULT_FORMATS. `left_out` names what
    does not speed up WeasyPrint here, and why; PDFs are the same without it. `page` is gkgen.html of this version,
    if it is on this machine.
    """

    system: str
    versions: tuple[tuple[str, str], ...]
    fonts: Fonts | None
    fault: str
    trials: tuple[Trial, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    page: Path | None = None

    @property
    def missing(self) -> tuple[tuple[Term, InstallAdvice], ...]:
        """What is not there, and how to get it."""
        return tuple(_missing(self))

    @property
    def rare_missing(self) -> str:
        """The characters of RARE that no font has."""
        told = (dict(found.values) for trial in self.trials for found in trial.diagnostics if found.code == _NO_GLYPH)
        without = {values["character"] for values in told}
        return "".join(character for character in RARE if character in without)

    def can_make(self, wanted: str) -> bool:
        """Whether files of that format can be made."""
        return any(trial.is_made for trial in self.trials if trial.format == wanted)


def examine(folder: Path | None = None) -> Health:
    """Examine this machine and make a small report in memory, with the author's templates when there are some.

    Raises TemplateError when the templates cannot be used at all.
    """
    document = _document(RARE)
    templates = resources.load_template_set(document.edition, folder)
    fonts, fault = _fonts(templates)
    trials = tuple(_try(document, each, templates) for each in DEFAULT_FORMATS)
    return Health(_system(), tuple(_versions()), fonts, fault, trials, PATCHES.notes(), resources.standalone_page())


def is_standin(choice: FontChoice) -> bool:
    """Whether a role has to do with a font of another style."""
    return bool(choice.families) and choice.families[0] in choice.role.fallbacks


def _fonts(templates: TemplateSet) -> tuple[Fonts | None, str]:
    try:
        return resolve(templates.css), ""
    except EnvironmentFault as fault:
        return None, str(fault)


def _document(rare: str) -> Document:
    document = check_text(_TRIAL.replace(RARE, rare).encode(), "doctor", FilesInMemory()).document
    if document is None:
        raise SchemaError("the report of gkgen doctor does not fit schema.yaml")
    return document


def _try(document: Document, wanted: str, templates: TemplateSet) -> Trial:
    """A trial; where no font has some characters, another without them, for few reports hold one of them."""
    trial = _made(document, wanted, templates)
    lacking = tuple(found for found in trial.diagnostics if found.code == _NO_GLYPH)
    if not lacking:
        return trial
    without = {dict(found.values)["character"] for found in lacking}
    others = "".join(character for character in RARE if character not in without) or "常用字"
    trial = _made(_document(others), wanted, templates)
    return replace(trial, diagnostics=(*lacking, *trial.diagnostics))


def _made(document: Document, wanted: str, templates: TemplateSet) -> Trial:
    begun = time.perf_counter()
    _, found = render_document(document, (wanted,), templates, "doctor")
    return Trial(wanted, time.perf_counter() - begun, found)


def _missing(health: Health) -> Iterator[tuple[Term, InstallAdvice]]:
    if health.fonts is None:
        yield Term(f"排 PDF 的库：{health.fault}", f"libraries for PDF: {health.fault}"), RENDERING
        return
    for choice in health.fonts.choices:
        if not choice.families or is_standin(choice):
            yield choice.role.title, choice.role.remedy
    if health.rare_missing:
        yield Term(f"收录 {health.rare_missing} 的字体", f"a font that has {health.rare_missing}"), NOTO
    if not health.fonts.can_subset:
        yield (
            Term("harfbuzz-subset（没有它，写 PDF 慢十倍以上）", "harfbuzz-subset, without which PDFs are slow"),
            SUBSETTING,
        )


def _system() -> str:
    return {"win32": "windows", "cygwin": "windows", "darwin": "macos"}.get(sys.platform, "debian")


def _versions() -> Iterator[tuple[str, str]]:
    yield "gkgen", __version__
    yield "Python", f"{platform.python_version()} ({platform.platform()})"
    for package in PACKAGES:
        try:
            yield package, metadata.version(package)
        except metadata.PackageNotFoundError:
            yield package, ""
    # With it PDFs have other bytes than without.
    with suppress(metadata.PackageNotFoundError):
        yield "libdeflate (deflate)", metadata.version("deflate")
    try:
        pango = load_libraries().pango.pango_version()
    except EnvironmentFault:
        yield "Pango", ""
    else:
        yield "Pango", f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}"
