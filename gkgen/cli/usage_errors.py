"""Wrong calls of the command line told on one line, with what was meant as far as that can be told."""

from itertools import islice
from pathlib import Path

import click

from gkgen import lazy_re as re
from gkgen.diagnostics import Language
from gkgen.similarity import closest

_EXTRA = re.compile(r"(?:多出了 |unexpected extra arguments? \()(?P<words>.+)")
_DASH = re.compile(r"[—–－]{1,2}(?P<name>[a-z][a-z-]*)")
_MISSING = re.compile(r"(?:找不到 |'|\")(?P<name>[^'\"]+)(?:'|\"|$)")
MAX_NAMES_COMPARED = 2_000
_MIN_SIMILARITY = 0.6


def usage_error(error: click.ClickException, language: Language) -> str:
    """A usage error on one line, in the user's language, with what was meant as far as that can be told."""
    said = error.format_message() if language == "en" else _in_chinese(error)
    return f"{said}{_meant(error, language)}"


def _meant(error: click.ClickException, language: Language) -> str:
    """A file of a similar name, quotation marks around a name with blanks, two hyphens in place of a dash."""
    extra = _EXTRA.search(error.format_message())
    if extra and (dash := _DASH.search(extra["words"])):
        zh, en = f"；{dash.group()} 前面是破折号，选项前面是两个减号：--{dash['name']}", f"; type --{dash['name']}"
    elif extra and isinstance(error, click.UsageError) and error.ctx and error.ctx.command.name == "new":
        zh, en = "；名称里有空格的，整个名称加引号", "; put a name with blanks into quotes"
    elif isinstance(error, click.BadParameter) and (path := _missing(error)):
        if path.is_symlink():
            zh, en = "：它是链接，指到的文件不在，或者链接绕成了圈", " It is a link to nothing, or links in a circle."
        elif near := _near(path):
            zh, en = f"，是不是 {near}？", f" Did you mean {near}?"
        else:
            return ""
    else:
        return ""
    return zh if language == "zh" else en


def _missing(error: click.BadParameter) -> Path | None:
    """The path that is not there."""
    missing = _MISSING.search(error.message)
    path = Path(missing["name"] if missing else "")
    return path if path.name else None


def _near(path: Path) -> str | None:
    """What is there of a similar name where a file or folder is missing."""
    if not path.parent.is_dir():
        return None
    by_stem = {each.stem: each.name for each in islice(path.parent.iterdir(), MAX_NAMES_COMPARED)}
    # 青石 for 青石街道.yaml is as often typed as a slip of a letter.
    begun = [stem for stem in sorted(by_stem) if len(path.stem) > 1 and stem.startswith(path.stem)]
    near = begun[0] if begun else closest(path.stem, sorted(by_stem), _MIN_SIMILARITY)
    return str(path.with_name(by_stem[near])) if near else None


def _in_chinese(error: click.ClickException) -> str:
    match error:
        case click.BadParameter(param=param) if param is not None:
            name = param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name
            if isinstance(error, click.MissingParameter):
                return f"缺少 {name.removesuffix('...')}"
            return error.message if isinstance(param, click.Argument) else f"{name}：{error.message}"
        case click.NoSuchOption(possibilities=[_, *_] as near) | click.NoSuchCommand(possibilities=[_, *_] as near):
            return f"{error.message}，是不是 {'、'.join(near)}？"
        case _:
            return error.format_message()
