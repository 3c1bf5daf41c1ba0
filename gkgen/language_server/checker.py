"""Open documents checked while they are typed: one check at a time, always of the newest text."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gkgen.language_server.analysis import Analysis, analyse, unfinished
from gkgen.language_server.followed_files import FollowedFiles
from gkgen.language_server.open_documents import Document, OpenDocuments
from gkgen.language_server.work import Work
from gkgen.pipeline.core.project import resolved

FOLLOWING_SECONDS = 1.0
"""How often the files that open reports name are looked at."""


@dataclass(slots=True)
class Checker:
    """Checks what is open; `publish` takes each result that is still of the text of now, `tell` a fault of gkgen."""

    documents: OpenDocuments
    publish: Callable[[Document, Analysis], None]
    tell: Callable[[BaseException], None]
    work: Work = field(default_factory=Work)
    followed: FollowedFiles = field(default_factory=FollowedFiles)
    analyse: Callable[..., Analysis] = analyse

    def schedule(self, document: Document) -> None:
        """Sees to it that a document is checked as it is now; a check that runs is followed by another, not joined."""
        document.is_stale = True
        if document.checking is None or document.checking.done():
            document.checking = asyncio.get_running_loop().create_task(self._check(document))

    def schedule_readers(self, path: Path | None) -> None:
        """Checks the documents again that take something over from a file that changed in the editor."""
        place = resolved(path) if path else None
        for each in self.documents.attached:
            if place and each.analysis and place in each.analysis.reads and each.path != path:
                self.schedule(each)

    async def settled(self, document: Document) -> Analysis | None:
        """The analysis of the text of now; None where gkgen failed at it."""
        while not document.is_checked and document.failed is not document.text:
            if document.checking is None or document.checking.done():
                self.schedule(document)
            if document.checking:
                await asyncio.shield(document.checking)
        return document.analysis if document.is_checked else None

    async def follow(self) -> None:
        """Looks for changes on disk of what open documents name, until it is cancelled."""
        while True:
            await asyncio.sleep(FOLLOWING_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Checks the documents again of which a named file changed on disk."""
        reads = [each.analysis.reads for each in self.documents.attached if each.analysis]
        if not any(reads):
            return
        changed = await asyncio.get_running_loop().run_in_executor(None, self.followed.changed, reads)
        for each in self.documents.attached:
            if each.analysis and changed & each.analysis.reads.keys():
                self.schedule(each)

    async def _check(self, document: Document) -> None:
        while document.is_stale and self.documents.documents.get(document.uri) is document:
            text, document.is_stale = document.text, False
            try:
                work = partial(self.analyse, text, document.path, self.documents.buffers)
                analysis = await self.work.run(work)
            except TimeoutError:
                analysis = unfinished(text, document.path)
            except Exception as fault:  # noqa: BLE001 - what is typed next may be all right
                document.failed = text
                self.tell(fault)
                continue
            document.learn(analysis)
            if document.text is text and not document.is_stale:
                self.publish(document, analysis)
