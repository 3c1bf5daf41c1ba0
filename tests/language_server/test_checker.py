"""Checking while typing: one check at a time, the newest text, nothing lost and nothing waited for in vain."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from gkgen.language_server.analysis import Analysis, analyse
from gkgen.language_server.checker import Checker
from gkgen.language_server.open_documents import Document, OpenDocuments
from gkgen.language_server.work import Work
from tests.language_server.reports import REPORT

SHORT = "年度: 2025\n机关: 某局\n"


def opened(documents: OpenDocuments, text: str, uri: str = "untitled:1") -> Document:
    return documents.open(lsp.TextDocumentItem(uri, "yaml", 1, text))


def run(work: Callable[[Checker, list[tuple[str, int]]], Any], analysing: Callable[..., Analysis] = analyse) -> Any:
    """The result of something done with a checker; what it published is noted as text and number of findings."""
    published: list[tuple[str, int]] = []
    faults: list[BaseException] = []

    def publish(document: Document, analysis: Analysis) -> None:
        published.append((analysis.text.text, len(analysis.findings)))

    async def do() -> Any:
        checker = Checker(OpenDocuments(), publish, faults.append, Work(5.0), analyse=analysing)
        try:
            return await work(checker, published), faults
        finally:
            checker.work.end()

    return asyncio.run(do())


def test_of_many_changes_the_last_is_checked_and_few_between() -> None:
    texts: list[str] = []

    def slow(text: Any, *rest: Any) -> Analysis:
        texts.append(text.text)
        time.sleep(0.05)
        return analyse(text, *rest)

    async def work(checker: Checker, published: list[tuple[str, int]]) -> Any:
        document = opened(checker.documents, SHORT)
        for number in range(30):
            document.text = document.text.changed(None, f"{SHORT}# {number}\n")
            checker.schedule(document)
            await asyncio.sleep(0.005)
        await checker.settled(document)
        return published

    published, faults = run(work, slow)
    assert published[-1][0] == f"{SHORT}# 29\n"
    assert len(texts) < 15
    assert faults == []


def test_what_takes_too_long_is_told_and_given_up() -> None:
    def endless(text: Any, *rest: Any) -> Analysis:
        while "停" in text.text:
            time.sleep(0.01)
        return analyse(text, *rest)

    async def work(checker: Checker, published: list[tuple[str, int]]) -> Any:
        checker.work = Work(0.3)
        document = opened(checker.documents, f"{SHORT}# 停\n")
        lost = await checker.settled(document)
        document.text = document.text.changed(None, SHORT)
        found = await checker.settled(document)
        return lost, found

    (lost, found), _ = run(work, endless)
    assert [each.code for each in lost.findings] == ["O07"]
    assert "O07" not in {each.code for each in found.findings}


def test_a_request_that_is_taken_back_ends_no_check() -> None:
    async def work(checker: Checker, published: list[tuple[str, int]]) -> Any:
        document = opened(checker.documents, REPORT)
        asked = asyncio.get_running_loop().create_task(checker.settled(document))
        await asyncio.sleep(0)
        asked.cancel()
        found = await checker.settled(document)
        return asked.cancelled(), found is document.analysis

    assert run(work) == ((True, True), [])


def test_files_that_change_on_disk_are_seen_and_only_theirs_are_checked(tmp_path: Path) -> None:
    base = tmp_path / "_区.yaml"
    base.write_text("联系方式: {邮编: '123456'}\n", encoding="utf-8")

    async def work(checker: Checker, published: list[tuple[str, int]]) -> Any:
        one = opened(checker.documents, f"继承: _区.yaml\n{REPORT}", (tmp_path / "甲.yaml").as_uri())
        two = opened(checker.documents, REPORT, (tmp_path / "乙.yaml").as_uri())
        first = await checker.settled(one)
        await checker.settled(two)
        await checker.look()
        assert first is one.analysis
        base.write_text("联系方式: {邮编: '12'}\n", encoding="utf-8")
        before = two.analysis
        await checker.look()
        assert one.checking is not None
        await one.checking
        return len(one.analysis.findings if one.analysis else ()), two.analysis is before

    assert run(work) == ((1, True), [])


def test_a_document_that_is_closed_meanwhile_is_not_published() -> None:
    async def work(checker: Checker, published: list[tuple[str, int]]) -> Any:
        document = opened(checker.documents, REPORT)
        checker.schedule(document)
        checker.documents.close(document.uri)
        assert document.checking is not None
        await document.checking
        return published

    assert run(work) == ([], [])
