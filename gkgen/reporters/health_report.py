"""The health of an installation, for people at a terminal and for programs."""

import json
from collections.abc import Iterator
from typing import Any

from gkgen.diagnostics import Language, Severity, Term
from gkgen.pipeline.inspecting.machine_health import RARE, Health, is_standin
from gkgen.reporters.text import concise
from gkgen.writers.font_install_advice import SYSTEMS
from gkgen.writers.formats import OUTPUT_FORMATS
from gkgen.writers.installed_fonts import FontChoice, Fonts

VERSION = 1
_NONE = Term("没有", "none")
_PACKAGES_PER_LINE = 5


def examined(health: Health, language: Language) -> Iterator[str]:
    """What is installed, what is missing and how to install it, and whether Word and PDF files can be made."""
    yield from _versions(health, language)
    if health.fonts is not None:
        yield ""
        yield Term("字体", "Fonts").text(language)
        yield from _fonts(health, health.fonts, language)
    if missing := list(_missing(health, language)):
        yield ""
        yield Term("缺少，可以这样安装", "Missing, and how to get it").text(language)
        yield from missing
    if said := list(_said(health, language)):
        yield ""
        yield Term("试写一份报告时发现", "Found while making a report to try").text(language)
        yield from said
    if health.left_out:
        yield ""
        yield _left_out(health, language)
    yield ""
    yield _page(health).text(language)
    yield _verdict(health, language)


def health_json(health: Health, language: Language, *, ascii_only: bool = False) -> str:
    """The same as JSON."""
    content = {
        "version": VERSION,
        "system": health.system,
        "versions": {name: version or None for name, version in health.versions},
        "fonts": [_choice(choice, health.fonts, language) for choice in health.fonts.choices] if health.fonts else None,
        "harfbuzz_subset": health.fonts.can_subset if health.fonts else None,
        "rare_characters": {"tried": RARE, "missing": health.rare_missing},
        "fault": health.fault or None,
        "left_out": dict(health.left_out),
        "page": str(health.page) if health.page else None,
        "missing": [
            {"what": what.text(language), "remedies": {system: remedy.on(system).text(language) for system in SYSTEMS}}
            for what, remedy in health.missing
        ],
        "formats": {
            trial.format: {
                "can_be_made": trial.is_made,
                "seconds": round(trial.seconds, 3),
                "findings": [
                    {"code": found.code, "severity": str(found.severity), "message": found.message(language)}
                    for found in trial.diagnostics
                ],
            }
            for trial in health.trials
        },
    }
    return json.dumps(content, ensure_ascii=ascii_only, indent=2)


def _page(health: Health) -> Term:
    """Where gkgen.html is, or which one to get."""
    if health.page is not None:
        return Term(f"填报页面（不装软件就能用）：{health.page}", f"The form that needs no installation: {health.page}")
    version = health.versions[0][1]
    return Term(
        f"填报页面：没有找到 gkgen.html，请从发布的文件里取 {version} 版的，放在要用的文件夹里",
        f"The form that needs no installation: no gkgen.html here; get that of {version} from the release",
    )


def _versions(health: Health, language: Language) -> Iterator[str]:
    ours, python, *packages = health.versions
    yield " ".join(ours)
    yield f"  {' '.join(python)}"
    listed = [f"{name} {version or _NONE.text(language)}" for name, version in packages]
    for at in range(0, len(listed), _PACKAGES_PER_LINE):
        yield f"  {', '.join(listed[at : at + _PACKAGES_PER_LINE])}"


def _fonts(health: Health, fonts: Fonts, language: Language) -> Iterator[str]:
    for choice in fonts.choices:
        yield _line(choice.role.title, _used(choice, language), language)
    if all(choice.is_fit for choice in fonts.choices):  # otherwise no page was laid out
        rare = health.rare_missing
        answer = Term(f"缺 {rare}", f"{rare} missing") if rare else Term("齐全", "all there")
        name = Term(f"生僻字和标点 {RARE}", f"rare characters and marks {RARE}")
        yield _line(name, answer.text(language), language)
    there = Term("有", "there") if fonts.can_subset else _NONE
    yield _line(Term("harfbuzz-subset", "harfbuzz-subset"), there.text(language), language)


def _line(name: Term, said: str, language: Language, indent: str = "  ") -> str:
    return f"{indent}{name.text(language)}{'：' if language == 'zh' else ': '}{said}"


def _used(choice: FontChoice, language: Language) -> str:
    if not choice.families:
        return _NONE.text(language)
    first, *others = choice.families
    words = [first]
    if is_standin(choice):
        words.append(Term("（代用，不是规范字体）", " (stands in, not of the right style)").text(language))
    if others:
        words.append(Term(f"，缺字时用 {others[0]}", f", {others[0]} for characters that it lacks").text(language))
    return "".join(words)


def _missing(health: Health, language: Language) -> Iterator[str]:
    """The systems, this machine's own first."""
    systems = sorted(SYSTEMS, key=lambda system: system != health.system)
    for what, remedy in health.missing:
        yield f"  {what.text(language)}"
        for system in systems:
            yield _line(SYSTEMS[system], remedy.on(system).text(language), language, indent="    ")


def _said(health: Health, language: Language) -> Iterator[str]:
    """Errors and warnings of the trial reports, except those that the list of missing things covers."""
    covered = {"E01.font", "E01.standin", "E01.latin", "E02.glyph", "E05.subset"} | ({"O05"} if health.fault else set())
    for trial in health.trials:
        for found in trial.diagnostics:
            if found.kind not in covered and found.severity is not Severity.NOTE:
                yield f"  {concise(found, language)}"


def _left_out(health: Health, language: Language) -> str:
    names = [name for name, _ in health.left_out]
    return Term(
        f"这里的 WeasyPrint 有 {len(names)} 处不能加速（{'、'.join(names)}）：PDF 照样写，只是慢一些",
        f"WeasyPrint cannot be sped up here in {', '.join(names)}: PDFs are the same, but slower",
    ).text(language)


def _verdict(health: Health, language: Language) -> str:
    parts = []
    for trial in health.trials:
        name, seconds = OUTPUT_FORMATS[trial.format].label.text(language), f"{trial.seconds:.1f}"
        can = Term(f"可以生成 {name}（试写用了 {seconds} 秒）", f"{name} can be made ({seconds} s for one)")
        cannot = Term(f"不能生成 {name}", f"{name} cannot be made")
        parts.append((can if trial.is_made else cannot).text(language))
    return ("，" if language == "zh" else ", ").join(parts)


def _choice(choice: FontChoice, fonts: Fonts | None, language: Language) -> dict[str, Any]:
    first = choice.families[0] if choice.families else None
    return {
        "role": choice.role.name,
        "title": choice.role.title.text(language),
        "families": list(choice.families),
        "stands_in": is_standin(choice),
        "bold": bool(first and fonts and fonts.has_bold(first)),
    }
