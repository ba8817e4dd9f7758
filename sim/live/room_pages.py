"""The application that phones talk to: the room's page and its guesses, and nothing else."""

from __future__ import annotations

import asyncio
import json
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.live.room import LARGEST_GUESS, Gate, Room, RoomError

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer says to the browser."""

SLOWEST = 10.0
"""Seconds that a guess may take to come."""

COOKIE = "phone"
"""The name under which a phone keeps the random name that it was given."""

_PAGE = Path(__file__).parent / "page"
_STATIC = {"room.js": "text/javascript", "room.css": "text/css"}


def room_application(room: Room) -> Starlette:
    """The application of a room, to be served on the network.

    Args:
        room: The room.
    """
    pages = _Pages(room)
    return Starlette(
        routes=[
            Route("/room/page/{name}", _static, methods=["GET"]),
            Route("/room/{code}", pages.page, methods=["GET"]),
            Route("/room/{code}/state", pages.state, methods=["GET"]),
            Route("/room/{code}/guess", pages.guess, methods=["POST"]),
        ],
        middleware=[Middleware(_AtTheDoor, gate=Gate())],
        exception_handlers={404: _unknown, 405: _unknown},
    )


class _Pages:
    """What phones may ask for, if they know the room's code."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def _is_elsewhere(self, request: Request) -> bool:
        return not secrets.compare_digest(request.path_params["code"].encode(), self._room.code.encode())

    async def page(self, request: Request) -> Response:
        """The page, and a name for a phone that has none."""
        if self._is_elsewhere(request):
            return _nothing()
        try:
            name = self._room.join(request.cookies.get(COOKIE))
        except RoomError as error:
            return PlainTextResponse(str(error), 503)
        answer = Response((_PAGE / "room.html").read_bytes(), media_type="text/html; charset=utf-8")
        answer.set_cookie(COOKIE, name, max_age=86_400, path="/room/", httponly=True, samesite="strict")
        return answer

    async def state(self, request: Request) -> Response:
        """What is asked, and what came of it."""
        if self._is_elsewhere(request):
            return _nothing()
        return JSONResponse(self._room.seen_by(request.cookies.get(COOKIE)))

    async def guess(self, request: Request) -> Response:
        """A phone's guess."""
        if self._is_elsewhere(request):
            return _nothing()
        if not _is_from_here(request):
            return _refused("This guess came from another page.", 403)
        try:
            sent = json.loads(await _body(request))
            number, value = (sent.get("number"), sent.get("value")) if isinstance(sent, dict) else (None, None)
            taken = self._room.take(request.cookies.get(COOKIE), number, value)
        except RoomError as error:
            return _refused(str(error), 409)
        except (ValueError, RecursionError):
            return _refused("This guess could not be read.", 400)
        return JSONResponse({"taken": taken})


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return _nothing()
    return Response((_PAGE / name).read_bytes(), media_type=f"{_STATIC[name]}; charset=utf-8")


async def _unknown(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return _nothing()


class _AtTheDoor:
    """Turns away an address that asks too much, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        address = scope["client"][0] if scope.get("client") else ""
        app: ASGIApp = self._app if self._gate.lets_in(address) else _refused("Too many requests; wait a little.", 429)
        await app(scope, receive, with_headers)


async def _body(request: Request) -> bytes:
    """What was sent, up to the most that a guess needs.

    Raises:
        ValueError: If it is more.
    """
    sent = b""
    try:
        async with asyncio.timeout(SLOWEST):
            async for part in request.stream():
                sent += part
                if len(sent) > LARGEST_GUESS:
                    raise ValueError("too long")
    except (ClientDisconnect, TimeoutError):
        raise ValueError("cut short") from None
    return sent


def _is_from_here(request: Request) -> bool:
    """Whether a request was made by the room's own page, as far as a browser tells."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host", "")


def _refused(words: str, status: int) -> Response:
    return JSONResponse({"problem": words}, status)


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)
