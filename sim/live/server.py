"""The application: one page, its files, and a WebSocket by session."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sim.live.commands import LARGEST_MESSAGE, Hello, MessageError, Painted, understood
from sim.live.guarding import HOSTS, Guarded, Patience, is_from_here
from sim.live.opening import moment_of
from sim.live.viewer import TRY_AGAIN, Viewer

if TYPE_CHECKING:
    from starlette.requests import Request

    from sim.live.hall import Hall
    from sim.live.session import Session

MOST_CONNECTIONS = 24
"""How many windows may be connected at once."""

GREETING = 15.0
"""Seconds within which a page says hello."""

_log = logging.getLogger("sim.live")

AT_ONCE, PER_SECOND, FLOOD = 200.0, 100.0, 400
"""Messages of a page: so many at once, so many a second, and how many too many end the connection."""

NOT_ALLOWED = 1008
"""The code with which a connection is closed that breaks the rules."""

SHOWN = (".html", ".js", ".css", ".svg", ".json")
"""The endings of files that are shown."""


def application(hall: Hall) -> Starlette:
    """The application that serves the sessions of a hall; it closes the hall when it ends."""
    pages = _pages()
    connected: set[WebSocket] = set()

    async def page(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        return pages.get(name) or PlainTextResponse("There is no such page.", 404)

    async def session(socket: WebSocket) -> None:
        if not is_from_here(socket.headers):
            await socket.close(NOT_ALLOWED)
            return
        await socket.accept()
        if len(connected) >= MOST_CONNECTIONS:
            await socket.close(TRY_AGAIN)
            return
        connected.add(socket)
        try:
            await _converse(hall, socket)
        finally:
            connected.discard(socket)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        hall.threads.submit(_warm_up)
        room = asyncio.create_task(hall.tell_room())
        yield
        room.cancel()
        hall.close()

    return Starlette(
        routes=[
            Route("/", page),
            Route("/plotly.min.js", lambda _: _plotly()),
            Route("/page/{name}", page),
            WebSocketRoute("/session", session),
        ],
        middleware=[Middleware(Guarded), Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        lifespan=lifespan,
    )


async def _converse(hall: Hall, socket: WebSocket) -> None:
    """One connection, from hello to its end."""
    viewer = Viewer(asyncio.get_running_loop().time)
    try:
        async with asyncio.timeout(GREETING):
            hello = await _hello(socket, viewer)
    except (TimeoutError, WebSocketDisconnect):
        hello = None
    if hello is None:
        await _close(socket, NOT_ALLOWED)
        return
    if not hall.has_place(hello.token):
        await _close(socket, TRY_AGAIN)
        return
    session, known = hall.session(hello.token)
    if hello.token is not None and not known:
        viewer.tell(
            {
                "is": "problem",
                "text": "The session had ended; a new one has begun where it stood, as far as the address tells.",
            }
        )
    if known and hello.have is not None and session.shown is not None:
        viewer.have = min(hello.have, session.shown.picture.day - 1)
        viewer.generation = session.shown.generation if hello.have >= 0 else None
    writer = asyncio.create_task(_write(session, socket, viewer))
    beginning = asyncio.create_task(session.begin(viewer, None if known else moment_of(hello, hall.seed)))
    reader = asyncio.create_task(_read(session, socket, viewer))
    try:
        await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        session.end(viewer)
        for task in (writer, reader, beginning):
            if task is not beginning:  # an office that is being opened is opened for the page's return
                task.cancel()
        for ended in await asyncio.gather(writer, reader, return_exceptions=True):
            if isinstance(ended, Exception) and not isinstance(ended, WebSocketDisconnect):
                _log.error("a connection broke", exc_info=ended)
        await _close(socket, viewer.closing or 1000)


async def _hello(socket: WebSocket, viewer: Viewer) -> Hello | None:
    """The first message; None where it is none. A link that is not understood is told, and opens what is open at first."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    try:
        command = understood(_text_of(message))
    except MessageError as error:
        if not f"{error.where}.".startswith("hello."):
            return None
        viewer.tell({"is": "problem", "text": f"This link is not understood. {error}"})
        return Hello(do="hello")
    return command if isinstance(command, Hello) else None


def _text_of(message: dict[str, object] | object) -> str:
    """The text of a message, where it is one and not too long.

    Raises:
        MessageError: If not.
    """
    text = message.get("text") if isinstance(message, dict) else None
    if not isinstance(text, str):
        raise MessageError("only text is")
    if len(text) > LARGEST_MESSAGE:
        raise MessageError(f"it is longer than {LARGEST_MESSAGE} letters")
    return text


async def _read(session: Session, socket: WebSocket, viewer: Viewer) -> None:
    """Take what the page says, until it leaves or says too much."""
    patience, too_many = Patience(AT_ONCE, PER_SECOND), 0
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if not patience.allows():
            too_many += 1
            if too_many == 1:
                viewer.tell({"is": "problem", "text": "Too many messages at once: some were not heard."})
            if too_many > FLOOD:
                viewer.closing = NOT_ALLOWED
                return
            continue
        try:
            command = understood(_text_of(message))
        except MessageError as error:
            viewer.tell({"is": "problem", "text": f"{error}"})
            continue
        if isinstance(command, Painted):
            viewer.painted(command.frame)
        else:
            await session.do(command, viewer)


async def _write(session: Session, socket: WebSocket, viewer: Viewer) -> None:
    """Send what there is to tell and to see, as fast as the page takes it."""
    from sim.live.viewer import PATIENCE

    while True:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await viewer.wake.wait()
        viewer.wake.clear()
        for text in viewer.texts():
            await socket.send_text(text)
        if viewer.closing is not None:
            return
        if session.viewer is viewer and session.shown is not None and (made := viewer.frame(session.shown)) is not None:
            await socket.send_bytes(made)


async def _close(socket: WebSocket, code: int) -> None:
    if socket.client_state is WebSocketState.CONNECTED and socket.application_state is WebSocketState.CONNECTED:
        with contextlib.suppress(RuntimeError, OSError):
            await socket.close(code)


def _pages() -> dict[str, Response]:
    """The files of the page by name, read once: nothing that a client sends ever becomes a path."""
    found: dict[str, Response] = {}
    for each in files("sim.live").joinpath("page").iterdir():
        if each.name.endswith(SHOWN) and each.is_file():
            kind = "text/javascript" if each.name.endswith(".js") else mimetypes.guess_type(each.name)[0]
            found[each.name] = Response(each.read_bytes(), media_type=kind)
    return found


def _plotly() -> Response:
    """The charts' library, from the installed package."""
    from plotly.offline import get_plotlyjs

    return Response(get_plotlyjs(), media_type="text/javascript", headers={"cache-control": "max-age=86400"})


def _warm_up() -> None:
    """Load the model, or compile it, while the browser opens."""
    from sim.live.offices import Offices
    from sim.live.weighing import weigh
    from sim.scenario import load

    small = Offices(load("small_shop"), 1)
    small.live(1)
    weigh(small.side(0), small.side(1))
