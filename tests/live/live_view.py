"""A live view for tests: small offices, a page without a browser, and a server with real sockets."""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import websockets
from websockets.asyncio.client import ClientConnection

from sim.live.hall import Hall
from sim.live.history import COLUMNS, SIDES
from sim.live.offices import Offices
from sim.live.server import application
from sim.live.serving import listen, server_of
from sim.scenario import load

SMALL = "small_shop"


def small_offices(*overrides: str, seed: int = 1) -> Offices:
    return Offices(load(SMALL, overrides), seed)


@dataclass
class Frame:
    """A frame as the page reads it."""

    number: int
    day: int
    offices: int
    flags: int
    people: int
    planes: list[np.ndarray]
    pulses: list[np.ndarray]
    pulses_all: list[int]
    grudges: list[np.ndarray]
    grudges_all: list[int]
    days: np.ndarray
    rows: np.ndarray


def read_frame(data: bytes) -> Frame:
    """Read a frame by the interface's words, not by the program's code."""
    magic, number, day, _, rows, offices, flags, people, columns = struct.unpack_from("<4sIiiHBBIB7x", data)
    assert magic == b"SIM1"
    at, made = 32, Frame(number, day, offices, flags, people, [], [], [], [], [], np.empty(0), np.empty(0))
    for _ in range(offices):
        made.planes.append(np.frombuffer(data, np.uint8, 4 * people, at).reshape(4, people))
        at += 4 * people
        for drawn, counts, form in (
            (made.pulses, made.pulses_all, [("tie", "<u4"), ("kind", "u1"), ("strength", "u1")]),
            (made.grudges, made.grudges_all, [("tie", "<u4"), ("animosity", "u1")]),
        ):
            shown, every = struct.unpack_from("<HI", data, at)
            drawn.append(np.frombuffer(data, np.dtype(form), shown, at + 6))
            counts.append(every)
            at += 6 + shown * np.dtype(form).itemsize
    at += -at % 4
    width = 1 + SIDES * columns
    assert columns == len(COLUMNS)
    assert len(data) == at + 4 * width * rows
    table = np.frombuffer(data, "<f4", width * rows, at).reshape(rows, width)
    made.days = np.ascontiguousarray(table[:, 0]).view("<i4")
    made.rows = table[:, 1:].reshape(rows, SIDES, columns)
    return made


@dataclass
class Page:
    """A page without a browser: it paints at once, and keeps what it is told."""

    socket: ClientConnection
    paints: bool = True
    told: list[dict[str, Any]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    history: dict[int, np.ndarray] = field(default_factory=dict)

    async def send(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def take(self, seconds: float = 120.0) -> dict[str, Any] | Frame:
        async with asyncio.timeout(seconds):
            data = await self.socket.recv()
        if isinstance(data, str):
            message: dict[str, Any] = json.loads(data)
            self.told.append(message)
            return message
        frame = read_frame(data)
        self.frames.append(frame)
        if frame.flags & 2:
            self.history.clear()
        self.history.update(zip(frame.days.tolist(), frame.rows, strict=True))
        if self.paints:
            await self.send(do="painted", frame=frame.number)
        return frame

    async def until(self, what: str, **values: Any) -> dict[str, Any]:
        """The next message of a kind with some values."""
        async with asyncio.timeout(120.0):
            while True:
                got = await self.take(120.0)
                if (
                    isinstance(got, dict)
                    and got["is"] == what
                    and all(got[name] == value for name, value in values.items())
                ):
                    return got

    async def see(self, day: int) -> Frame:
        """The next frame of a day, or of a later one."""
        async with asyncio.timeout(120.0):
            while True:
                got = await self.take(120.0)
                if isinstance(got, Frame) and got.day >= day:
                    return got

    async def quiet(self, seconds: float = 0.3) -> None:
        """Take all that comes until nothing comes any more."""
        try:
            while True:
                await self.take(seconds)
        except TimeoutError:
            return


class Running:
    """A server of the live view on a free port, in a thread."""

    def __init__(self, given: str) -> None:
        self.socket = listen(0)
        self.port = self.socket.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self.server = server_of(application(Hall(given)), 128)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve(sockets=[self.socket])))

    def __enter__(self) -> Self:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(30)
        assert not self.thread.is_alive()

    def connect(self, **more: Any) -> websockets.connect:
        options: dict[str, Any] = {"origin": self.origin, "max_size": 2**24, "compression": None} | more
        return websockets.connect(f"ws://127.0.0.1:{self.port}/session", **options)

    async def opened(self, socket: ClientConnection, **hello: Any) -> tuple[Page, dict[str, Any]]:
        """A page that has said hello and got its stage."""
        page = Page(socket)
        await page.send(do="hello", **hello)
        return page, await page.until("stage")


@contextmanager
def running(given: str = SMALL) -> Iterator[Running]:
    with Running(given) as server:
        yield server
