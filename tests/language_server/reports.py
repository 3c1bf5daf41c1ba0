"""Office files for the tests of the language server, and requests about them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from gkgen.diagnostics import Language
from gkgen.language_server.analysis import analyse
from gkgen.language_server.buffer_text import BufferText
from gkgen.language_server.request import Request, Settings

REPORT = """\
年度: 2025
机关: 云溪市青石街道办事处
数据:
  培训: 3
总体情况:
  主动公开: 主动公开信息12条。
  依申请公开: |
    新收申请{{ 依申请公开情况.本年新收.总计 }}件，都已答复。
    自然人申请5件，予以公开2件。
  政府信息管理: 逐件审核。
  平台建设: 建有专栏。
  监督保障: 培训{{ 培训 }}次，其中上半年{{ 数据.培训 - 1 }}次。
主动公开情况: 全零
依申请公开情况:
  本年新收: {自然人: 5, 商业企业: 1}
  办理结果:
    予以公开: {自然人: 2}
    部分公开: {自然人: 3, 商业企业: 1}
复议诉讼情况: 全零
问题及改进:
  存在问题: 公开的内容不够细，更新不够及时，问题主要出在审核环节，政策解读也还少，回应关切还慢。
  改进措施: 修改审核办法，逐月核对栏目，按时更新，培训经办人员，增加图解和问答。
其他事项:
  信息处理费: {收取: 否}
  正文: 没有其他需要报告的事项。
"""
ENGLISH = """\
year: 2025
office: 云溪市青石街道办事处
figures:
  courses: 3
overview: |
  新收申请{{ requests.new_received.total }}件，培训{{ courses }}次。
disclosure: 全零
requests:
  new_received: {natural_person: 5}
  results:
    granted: {natural_person: 5}
disputes: 全零
problems: 审核还不够快，已增加一名审核人员。
"""
CURSOR = "¦"
"""Where the cursor stands in a text of a test."""


def request(
    text: str,
    path: Path | None = None,
    language: Language = "zh",
    buffers: Mapping[Path, str] | None = None,
    **settings: Any,
) -> Request:
    """A request about a text, checked as it is; `buffers` are other open files."""
    buffer = BufferText(text)
    opened = {each: BufferText(content) for each, content in (buffers or {}).items()}
    analysis = analyse(buffer, path, opened)
    uri = path.as_uri() if path else "untitled:1"
    return Request(uri, path, buffer, analysis, analysis, opened, Settings(language, **settings))


def at_cursor(
    text: str, path: Path | None = None, language: Language = "zh", **more: Any
) -> tuple[Request, lsp.Position]:
    """A request about a text with its cursor taken out, and the position of the cursor."""
    before, _, after = text.partition(CURSOR)
    asked = request(before + after, path, language, **more)
    return asked, asked.text.position(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def spot(text: str, words: str, offset: int = 0) -> str:
    """The text with the cursor at the first of some words, so many characters inside."""
    place = text.index(words) + offset
    return f"{text[:place]}{CURSOR}{text[place:]}"


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    """The text after edits that do not overlap."""
    buffer = BufferText(text)
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        buffer = buffer.changed(edit.range, edit.new_text)
    return buffer.text
