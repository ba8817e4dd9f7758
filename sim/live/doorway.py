"""Connections that keep nobody waiting, and a terminal that is silent about what strangers send."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds within which a question is asked whole: places are few, and are not for those that ask nothing."""

OF_STRANGERS = (
    "Invalid HTTP request",
    "Invalid UTF-8",
    "Exceeded concurrency limit",
    "ASGI callable returned without completing handshake",
    "Unsupported upgrade request",
    "No supported WebSocket library",
)
"""How the server's words begin that tell of what a client did wrong, and of nothing that the program did."""


class Doorway(H11Protocol):
    """HTTP for those who ask and listen: who does not bring out a whole question, or take the answer, is shown out."""

    _late: asyncio.TimerHandle | None = None
    _deaf: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Somebody comes in."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody has gone."""
        self._in_time()
        self._listens()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hear a part of a question; one whose head is whole is being answered, or the connection is a WebSocket now."""
        super().data_received(data)
        answering: Any = self.cycle
        if self.transport.get_protocol() is not self or (answering is not None and not answering.response_complete):
            self._in_time()
        else:
            self._wait()

    def pause_writing(self) -> None:
        """So much of the answer waits to be taken that no more is given out."""
        super().pause_writing()
        self._listens()
        self._deaf = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """It is being taken."""
        self._listens()
        super().resume_writing()

    def _listens(self) -> None:
        if self._deaf is not None:
            self._deaf.cancel()
            self._deaf = None

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(PATIENCE, self.transport.close)

    def _in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def is_of_the_program(record: logging.LogRecord) -> bool:
    """Whether the server's words tell of the program, and not of what a client sent."""
    return not str(record.msg).startswith(OF_STRANGERS)
