"""The HTTP server of a preview, only for browsers on this machine that know its address.

It listens on the loopback interface. Other pages in the same browser can send requests there, too, and may use DNS
rebinding; so the address has a secret token, and the host name must be that of this machine.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from gkgen.diagnostics import Language
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.live import loopback
from gkgen.live.preview_session import WORDS, Preview, PreviewSession
from gkgen.resources import page_file, page_files

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

END_SECONDS = 0.5
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The report brings its own policy, which lets no script run.
_FRAMED = "frame-ancestors 'self'"
_FILES = {"preview.css": "text/css", "preview.js": "text/javascript", "sheets.js": "text/javascript"}


@dataclass(slots=True)
class Feed:
    """The current preview, and waiting for the next."""

    shown: Preview
    is_open: bool = True
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, shown: Preview) -> None:
        """Replaces the preview."""
        async with self._changed:
            self.shown = shown
            self._changed.notify_all()

    async def close(self) -> None:
        """Ends all waiting."""
        async with self._changed:
            self.is_open = False
            self._changed.notify_all()

    async def after(self, number: int) -> Preview | None:
        """The preview once it has another number; None when the feed is closed."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.shown.number != number or not self.is_open)
            return self.shown if self.is_open else None


def serve(
    session: PreviewSession, language: Language, port: int, tell: Callable[[str], None], warn: Callable[[str], None]
) -> None:
    """Serves the preview until Ctrl-C; `tell` gets its address once it can be opened. Port 0 means any free port.

    Why the file cannot be followed is shown on the page and passed to `warn`.

    Raises EnvironmentFault when the port is not available, KeyboardInterrupt at the end.
    """
    token = token_urlsafe(16)
    feed = Feed(session.first())
    app = application(session, feed, token, language, warn)
    loopback.run(app, port, lambda listening: tell(f"http://{loopback.HOST}:{listening}/{token}/"), feed.close)


def application(
    session: PreviewSession, feed: Feed, token: str, language: Language, warn: Callable[[str], None]
) -> "Starlette":
    """The pages of the preview, below the token."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import StreamingResponse
    from starlette.routing import Mount, Route

    async def page(request: "Request") -> "Response":  # noqa: ARG001 - a Starlette endpoint
        text = first_page(session.path.name, language)
        return loopback.answer(text.encode("utf-8", "replace"), "text/html", _POLICY)

    async def part(request: "Request") -> "Response":
        name = request.path_params["name"]
        return (
            loopback.answer(_file(name).encode("utf-8"), _FILES[name], _POLICY)
            if name in _FILES
            else loopback.nothing(_POLICY)
        )

    async def report(request: "Request") -> "Response":
        view = await _view(session, feed.shown, request.path_params["view"], language)
        return loopback.answer(view, "text/html", _FRAMED) if view else loopback.nothing(_POLICY)

    async def events(request: "Request") -> "Response":  # noqa: ARG001 - a Starlette endpoint
        return StreamingResponse(_news(feed, language), media_type="text/event-stream", headers=loopback.HEADERS)

    routes = [
        Route("/", page),
        Route("/events", events),
        Route("/report/{view}", report),
        Route("/{name}", part),
    ]
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(loopback.NAMES), www_redirect=False)],
        lifespan=_following(session, feed, lambda shown: warn(shown.trouble_text(language))),
    )


async def _view(session: PreviewSession, shown: Preview, name: str, language: Language) -> bytes:
    """A view of the report, empty where there is none; what it shows besides is made when it is asked for."""
    if name == "claims":
        return await loopback.in_thread(session.highlighted, shown, language)
    return await loopback.in_thread(session.view, shown, name, language)


def _following(session: PreviewSession, feed: Feed, warn: Callable[[Preview], None]) -> Any:
    """Follows the file in a thread while the server runs; whatever happens there, the server continues."""

    @asynccontextmanager
    async def lifespan(app: "Starlette") -> AsyncIterator[None]:  # noqa: ARG001 - starlette's signature
        stop, loop = Event(), asyncio.get_running_loop()

        def put(shown: Preview) -> None:
            if shown.trouble and shown.trouble != feed.shown.trouble:
                warn(shown)
            asyncio.run_coroutine_threadsafe(feed.put(shown), loop).result()

        def follow() -> None:
            while not stop.is_set():
                try:
                    for shown in session.follow(feed.shown, stop):
                        put(shown)
                except Exception as fault:  # noqa: BLE001 - otherwise the thread would end silently
                    trouble = "fault", f"{type(fault).__name__}: {fault}"
                    if feed.shown.trouble != trouble:
                        put(replace(feed.shown, number=feed.shown.number + 1, trouble=trouble))
                    stop.wait(1)

        thread = Thread(target=follow, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            await feed.close()
            # It may be at a file that takes long; it ends with the process.
            await loopback.in_thread(thread.join, END_SECONDS)

    return lifespan


async def _news(feed: Feed, language: Language) -> AsyncIterator[str]:
    """The previews as server-sent events (HTML standard, section 9.2)."""
    shown = await feed.after(0)
    while shown:
        yield f"data: {json.dumps(shown.as_data(language))}\n\n"
        shown = await feed.after(shown.number)


def first_page(name: str, language: Language) -> str:
    """The page that a browser opens first; its content follows as events."""
    words = {key: term.text(language) for key, term in WORDS.items()}
    text: str = (
        JinjaEnvironment()
        .from_string(_file("preview.html"))
        .render(name=name, words=words, language="zh-CN" if language == "zh" else "en")
    )
    return text


@cache
def _file(name: str) -> str:
    return page_file(name) if name in page_files() else Path(__file__).with_name(name).read_text(encoding="utf-8")
