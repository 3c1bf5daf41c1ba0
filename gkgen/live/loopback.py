"""What the servers for browsers on this machine share: the address they listen on, headers, plain answers, the end."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from gkgen.errors import EnvironmentFault

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import Response

Result = TypeVar("Result")
HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
IDLE_SECONDS = 20.0
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def answer(body: bytes, kind: str, policy: str, status: int = 200) -> "Response":
    """A body of a media type, with a content security policy."""
    from starlette.responses import Response

    return Response(body, status, {**HEADERS, "Content-Security-Policy": policy}, f"{kind}; charset=utf-8")


def nothing(policy: str) -> "Response":
    """The answer to an address that there is not."""
    return answer(b"", "text/plain", policy, status=404)


async def in_thread(work: Callable[..., Result], *words: Any) -> Result:
    """What the work returns or raises, done in a thread that nobody waits for when the server ends."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def tell(answer: Callable[[Any], None], value: Any) -> None:
        if not done.done():
            answer(value)

    def do() -> None:
        try:
            made = work(*words)
        except BaseException as fault:  # noqa: BLE001 - raised where the answer is waited for
            answer: tuple[Any, Any] = done.set_exception, fault
        else:
            answer = done.set_result, made
        with suppress(RuntimeError):  # the loop is gone, and nobody waits
            loop.call_soon_threadsafe(tell, *answer)

    Thread(target=do, daemon=True).start()
    return await done


def run(
    app: "Starlette",
    port: int,
    tell: Callable[[int], None],
    close: Callable[[], Awaitable[None]],
    ended: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Serves until Ctrl-C, or until `ended` returns. `tell` gets the port once it listens, `close` ends what waits.

    Raises EnvironmentFault when the port is not available, KeyboardInterrupt at Ctrl-C.
    """
    import uvicorn

    # What is wrong is shown by who calls this.
    config = uvicorn.Config(
        app,
        HOST,
        port,
        http=_connections(),
        log_config=None,
        log_level="critical",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    try:
        _server(config, tell, close, ended).run()
    except SystemExit as fault:
        # uvicorn exits when it cannot listen.
        raise EnvironmentFault(f"{HOST}:{port}") from fault


def _connections() -> type[asyncio.Protocol]:
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Connection(H11Protocol):
        """One that is closed when it has asked for nothing in that time; uvicorn would keep it for ever."""

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.loop.call_later(IDLE_SECONDS, self.look, self.cycle)

        def look(self, before: Any) -> None:
            if self.transport.is_closing():
                return
            if self.cycle is before and getattr(before, "response_complete", True):
                self.transport.close()
            else:
                self.loop.call_later(IDLE_SECONDS, self.look, self.cycle)

    return Connection


def _server(
    config: "uvicorn.Config",
    tell: Callable[[int], None],
    close: Callable[[], Awaitable[None]],
    ended: Callable[[], Awaitable[None]] | None,
) -> "uvicorn.Server":
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started:
                (listening,) = self.servers[0].sockets
                tell(listening.getsockname()[1])
                if ended is not None:
                    self.watching = asyncio.ensure_future(self.end_after(ended))

        async def end_after(self, ended: Callable[[], Awaitable[None]]) -> None:
            await ended()
            self.should_exit = True

        async def shutdown(self, sockets: Any = None) -> None:
            # Otherwise the server would wait for browsers that wait for events.
            await close()
            await super().shutdown(sockets)

    return Server(config)
