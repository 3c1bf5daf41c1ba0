"""Prompts for missing arguments on a terminal; elsewhere a missing argument is a usage error."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from gkgen.cli.i18n import WholeNumber
from gkgen.cli.language import Translate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asking:
    """Prompts in the user's language."""

    translate: Translate

    def year(self) -> int:
        """A report year that has a form; the year that ended last is proposed."""
        from gkgen.pipeline.core.checking import form

        kind = WholeNumber(self.translate, form().editions[0].first_year, 9999)
        # Only a default answer: the file that is written depends on nothing but the answer.
        last = date.today().year - 1
        return self.ask(self.translate("报告哪一年", "report year"), "--year", kind, last)

    def office(self) -> str:
        """The full name of an office."""
        question = self.translate("机关全称", "full name of the office")
        return self.ask(question, "--office", Filled(self.translate)).strip()

    def file(self, office: str, parameter: str) -> Path:
        """The path of a new file; an existing one is refused and the prompt repeated."""
        from gkgen.pipeline.core.output_names import clean

        question = self.translate("写到哪个文件", "file to write")
        return self.ask(question, parameter, NewFile(self.translate), f"{clean(office)}.yaml")

    def ask(self, question: str, parameter: str, kind: click.ParamType[T], proposed: Any = None) -> T:
        """The answer."""
        if not sys.stdin.isatty():
            raise click.UsageError(self.translate(f"缺少 {parameter}", f"{parameter} is missing"))
        answer: T = click.prompt(
            question, type=kind, default=proposed, err=True, prompt_suffix=self.translate("：", ": ")
        )
        return answer


class Filled(click.ParamType[str]):
    """A name that is not blank."""

    name = "text"

    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; click repeats the prompt on an error."""
        if not str(value).strip():
            self.fail(self.translate("不能是空的", "cannot be blank"), param, ctx)
        return str(value)


class NewFile(click.ParamType[Path]):
    """A path that does not exist yet."""

    name = "file"

    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; click repeats the prompt on an error."""
        path = Path(str(value).strip())
        if path.exists():
            self.fail(self.translate(f"{path} 已经有了，换一个名称", f"{path} is there already"), param, ctx)
        return path if path.suffix in {".yaml", ".yml"} else path.with_name(f"{path.name}.yaml")
