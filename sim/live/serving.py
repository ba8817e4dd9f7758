"""Serving the view on this machine: a free port, the browser, and an orderly end."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from sim.live.commands import LARGEST_MESSAGE
from sim.live.doorway import Doorway, is_of_the_program
from sim.live.server import application

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from sim.live.hall import Hall

ADDRESS = "127.0.0.1"
"""Where the view listens: this machine and no other."""

PORTS_TRIED = 20
"""How many ports are tried from the first one on."""

MOST_PHONES = 600
"""How many questions of phones are answered at the same time."""


class PortError(ValueError):
    """No port to listen on, in words."""


def listen(port: int, address: str = ADDRESS, *, tried: int = PORTS_TRIED) -> socket.socket:
    """A socket that listens on a port, or on the first free one of those after it.

    Args:
        port: The port; 0 for any.
        address: Where.
        tried: How many ports are tried.

    Raises:
        PortError: If none is free, or allowed.
    """
    last = min(65_535, port + tried - 1) if port else 0
    for each in range(port, last + 1):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if os.name != "nt":  # there it would take a port that somebody listens on
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((address, each))
            made.listen(64)
        except OSError as error:
            made.close()
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise PortError(f"cannot listen on {address}: {error.strerror}") from None
        return made
    raise PortError(f"the ports {port} to {last} are all taken, or not allowed; choose another with --port")


def open_doors(hall: Hall, port: int, *, browser: bool, room_port: int | None, told: Callable[[str], object]) -> None:
    """Serve until Ctrl-C.

    Args:
        hall: The sessions.
        port: The first port to try.
        browser: Whether to open the browser.
        room_port: The first port to try for phones, where the hall has a room.
        told: Is told what to print.

    Raises:
        PortError: If no port is free.
    """
    here = listen(port)
    address = f"http://{ADDRESS}:{here.getsockname()[1]}/"
    servers = [(server_of(application(hall), 128), here)]
    if hall.room is not None and room_port is not None:
        servers.append(_room(hall, room_port, told))
    told(f"The live view is at {address} — Ctrl-C ends it.")
    if browser:  # beside, since a browser in the terminal returns only when it is closed
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    asyncio.run(_until_ended(servers))


def _room(hall: Hall, port: int, told: Callable[[str], object]) -> tuple[uvicorn.Server, socket.socket]:
    """A second server, for phones, which shows the room's pages and nothing else."""
    from sim.live.joining import own_address, qr_svg, qr_terminal
    from sim.live.room_pages import room_application

    assert hall.room is not None  # asked for by whoever calls
    there = listen(port, "0.0.0.0")  # the network is what --room asks for
    hall.address = f"http://{own_address() or ADDRESS}:{there.getsockname()[1]}/room/{hall.room.code}"
    hall.qr_svg = qr_svg(hall.address)
    told(f"Phones on this network join at {hall.address}\n{qr_terminal(hall.address)}")
    return server_of(room_application(hall.room), MOST_PHONES), there


def server_of(app: ASGIApp, most: int) -> uvicorn.Server:
    """A server for an application.

    Args:
        app: The application.
        most: How many connections and questions it takes at the same time.
    """
    logging.getLogger("uvicorn.error").addFilter(is_of_the_program)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Doorway,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=most,
            h11_max_incomplete_event_size=16_384,
            ws="websockets-sansio",
            ws_max_size=4 * LARGEST_MESSAGE,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=2,
        )
    )


async def _until_ended(servers: list[tuple[uvicorn.Server, socket.socket]]) -> None:
    """Serve with all of them until one is asked to end."""
    tasks = [asyncio.create_task(server.serve(sockets=[where])) for server, where in servers]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for server, _ in servers:
        server.should_exit = True
    await asyncio.gather(*tasks)
