"""What the servers for browsers share: who asks for nothing keeps no connection, who waits for an answer keeps his."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from queue import Queue

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from gkgen.live import loopback

IDLE = 0.2


async def _nobody() -> None:
    """Nothing waits for events."""


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a server listens whose connections may be idle for a fifth of a second."""

    async def slowly() -> AsyncIterator[str]:
        for _ in range(8):
            await asyncio.sleep(IDLE)
            yield "x"

    async def page(_: Request) -> Response:
        return PlainTextResponse("page")

    async def events(_: Request) -> Response:
        return StreamingResponse(slowly())

    async def ended() -> None:
        while not over.is_set():
            await asyncio.sleep(0.02)

    monkeypatch.setattr(loopback, "IDLE_SECONDS", IDLE)
    over, listening = threading.Event(), Queue[int]()
    app = Starlette(routes=[Route("/", page), Route("/events", events)])
    server = threading.Thread(target=loopback.run, args=(app, 0, listening.put, _nobody, ended))
    server.start()
    yield listening.get(timeout=20)
    over.set()
    server.join(20)


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET"]
)
def test_a_connection_that_asks_for_nothing_is_closed(sent: bytes, port: int) -> None:
    with socket.create_connection((loopback.HOST, port), timeout=10) as connection:
        connection.sendall(sent)
        answered = b""
        while piece := connection.recv(4096):
            answered += piece
    assert answered.endswith(b"page") == sent.endswith(b"GET")


def test_who_waits_for_an_answer_keeps_the_connection(port: int) -> None:
    with socket.create_connection((loopback.HOST, port), timeout=10) as connection:
        connection.sendall(b"GET /events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answered = b""
        while piece := connection.recv(4096):
            answered += piece
    assert answered.count(b"x\r\n") == 8
