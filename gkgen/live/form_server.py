"""The HTTP server of `gkgen form`: the page of the form for one office file, for browsers on this machine alone.

Unlike a preview it writes. It listens on the loopback interface, below a secret token; the host name must be this
machine's and a call must come from its own page, so that no other page can call it, DNS rebinding included. It ends
when the last page has been closed.
"""

import asyncio
import json
import struct
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from gkgen.live import loopback
from gkgen.live.served_report import ServedReport
from gkgen.resources import page_file, page_files

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {".css": "text/css", ".js": "text/javascript"}
SECONDS_WITHOUT_A_PAGE = 5.0
"""How long the server stays when no page is open: one that is reloaded is away for a moment."""
MAX_CALL_BYTES = 60_000_000
"""The largest body of a call: a published report with its pictures."""
_LENGTH = struct.Struct(">I")


@dataclass(slots=True)
class Presence:
    """How many pages are open, when the last one left (seconds of the monotonic clock), and waiting for the end."""

    pages: int = 0
    left: float = 0.0
    is_closing: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def stay(self) -> AsyncGenerator[str, None]:
        """Server-sent events for as long as a page is open."""
        self.pages += 1
        try:
            while not self.is_closing:
                yield ": here\n\n"
                self.changed.clear()
                try:
                    await asyncio.wait_for(self.changed.wait(), 1)
                except TimeoutError:
                    continue
        finally:
            self.pages -= 1
            self.left = time.monotonic()

    async def ended(self) -> None:
        """Returns when a page was there and none has been for a while."""
        while not self.pages:
            await asyncio.sleep(0.2)
        while self.pages or time.monotonic() - self.left < SECONDS_WITHOUT_A_PAGE:
            await asyncio.sleep(0.2)

    async def close(self) -> None:
        """Ends all waiting."""
        self.is_closing = True
        self.changed.set()


def serve(report: ServedReport, port: int, tell: Callable[[str], None]) -> None:
    """Serves the form until its last page is closed; `tell` gets its address once it can be opened.

    Raises EnvironmentFault when the port is not available, KeyboardInterrupt at Ctrl-C.
    """
    token, presence = token_urlsafe(16), Presence()
    app = application(report, presence, token)
    address = f"http://{loopback.HOST}:%d/{token}/"
    loopback.run(app, port, lambda listening: tell(address % listening), presence.close, presence.ended)


def application(report: ServedReport, presence: Presence, token: str) -> "Starlette":
    """The page and its calls, below the token."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import StreamingResponse
    from starlette.routing import Mount, Route

    async def page(request: "Request") -> "Response":  # noqa: ARG001 - a Starlette endpoint
        return loopback.answer(form_page().encode("utf-8"), "text/html", _POLICY)

    async def part(request: "Request") -> "Response":
        name = request.path_params["name"]
        kind = _TYPES.get(Path(name).suffix)
        return (
            loopback.answer(_parts()[name], kind, _POLICY) if kind and name in _parts() else loopback.nothing(_POLICY)
        )

    async def presence_of(request: "Request") -> "Response":  # noqa: ARG001 - a Starlette endpoint
        return StreamingResponse(presence.stay(), media_type="text/event-stream", headers=loopback.HEADERS)

    async def call(request: "Request") -> "Response":
        if not _is_own(request):
            return loopback.answer(b"", "text/plain", _POLICY, status=403)
        body = await _body(request)
        if body is None:
            return loopback.answer(b"", "text/plain", _POLICY, status=413)
        return await loopback.in_thread(answered, report, request.path_params["name"], body)

    routes = [
        Route("/", page),
        Route("/presence", presence_of),
        Route("/call/{name}", call, methods=["POST"]),
        Route("/{name}", part),
    ]
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(loopback.NAMES), www_redirect=False)],
    )


async def _body(request: "Request") -> bytes | None:
    """The body of a call, None where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_CALL_BYTES:
            return None
    return bytes(body)


def _is_own(request: "Request") -> bool:
    """Whether a call comes from this server's own page."""
    origin = f"http://{request.headers.get('host', '')}"
    return request.headers.get("origin") == origin and request.headers.get("sec-fetch-site") in {None, "same-origin"}


def answered(report: ServedReport, name: str, body: bytes) -> "Response":
    """The answer to a call: the length of a JSON text, the text, and the bytes of a file, as in the body."""
    values, data = _opened(body)
    if values is None:
        return loopback.answer(b"", "text/plain", _POLICY, status=400)
    try:
        with report.lock:
            made = report.call(name, values, data)
    except (KeyError, TypeError):
        return loopback.nothing(_POLICY)
    text = json.dumps(made.values, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return loopback.answer(_LENGTH.pack(len(text)) + text + made.data, "application/octet-stream", _POLICY)


def _opened(body: bytes) -> tuple[dict[str, Any] | None, bytes]:
    """The values and the bytes of a call; None for what is no call."""
    try:
        (length,) = _LENGTH.unpack_from(body)
        end = _LENGTH.size + length
        values = json.loads(body[_LENGTH.size : end])
    except (struct.error, ValueError, RecursionError):
        return None, b""
    return (values, body[end:]) if isinstance(values, dict) and end <= len(body) else (None, b"")


@cache
def form_page() -> str:
    """The page, with the engine that calls this server."""
    text = page_file("form.html")
    start = text.index('<meta http-equiv="Content-Security-Policy"')
    # The policy of the page that stands alone allows what a worker needs; here the header has one.
    without_policy = text[:start] + text[text.index(">", start) + 1 :]
    return without_policy.replace("<!-- engine -->", '<script src="engine_of_server.js"></script>')


@cache
def _parts() -> dict[str, bytes]:
    return {name: page_file(name).encode("utf-8") for name in page_files() if Path(name).suffix in _TYPES}
