"""What every answer bears and every question must have: hosts, origins, headers, and how much may be asked at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ["127.0.0.1", "localhost"]
"""The names under which the view answers; another name is a page elsewhere that has its own name point here."""

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
"""What pages may load: from here only. Plotly writes styles of its own, and draws pictures to download."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
"""The headers of every answer."""


class Guarded:
    """An application whose answers bear :data:`HEADERS`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


def is_from_here(headers: Headers) -> bool:
    """Whether a page of this server asks: the origin is the host itself. Without origin it is no page of ours."""
    origin, host = headers.get("origin"), headers.get("host")
    return origin is not None and host is not None and origin == f"http://{host}"


class Patience:
    """How many messages may come: so many at once, and so many a second in the long run (a token bucket)."""

    def __init__(self, at_once: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rate, self._clock = at_once, per_second, clock
        self._left, self._seen = at_once, clock()

    def allows(self) -> bool:
        """Take one message; whether it is not one too many."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._seen) * self._rate)
        self._seen = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True
